import Feeds
import Host
import Services
import Synchronization
import TestSupport
import Testing

@Suite struct PollerTests {
    private let time = ManualTime()
    private let published = Collector<Fed<Int>>()

    /// Runs a poller whose answers are decided by the attempt's number, while `body` moves the clock.
    private func polling(
        interval: Duration = .seconds(15), answer: @escaping @Sendable (Int) async throws -> Int, _ body: () async throws -> Void
    ) async throws {
        let attempts = Mutex(0)
        let poller = Poller<Int>(service: "MLflow", interval: interval, time: time, random: RandomSource { 1 }) { _ in
            try await answer(
                attempts.withLock { count in
                    count += 1
                    return count
                })
        }
        let task = Task { await poller.run { published.add($0) } }
        try await body()
        task.cancel()
        await task.value
    }

    private func refused() -> ServiceError { .unreachable(service: "MLflow", host: "127.0.0.1:30500", reason: "connection refused") }

    @Test func theFirstAnswerMakesItLive() async throws {
        try await polling(answer: { _ in 42 }) {
            try await eventually("a value is there") { published.last?.value == 42 }
            #expect(published.all.first?.freshness.state == .connecting)
            #expect(published.last?.freshness.state == .live)
            #expect(published.last?.freshness.lastSuccess == time.now())
        }
    }

    @Test func beforeAnyAnswerAFailureIsFailedAndNotEmpty() async throws {
        try await polling(answer: { _ in throw refused() }) {
            try await eventually("the failure is said") { published.last?.freshness.state == .failed }
            #expect(published.last?.value == nil)
            #expect(published.last?.freshness.lastError == "MLflow did not answer at 127.0.0.1:30500: connection refused.")
        }
    }

    @Test func anOldValueStaysWhileItIsStaleAndIsLiveAgainWithoutAKey() async throws {
        try await polling(answer: { attempt in
            if (2...4).contains(attempt) { throw refused() }
            return attempt
        }) {
            try await eventually("the first poll is over") { published.last?.freshness.state == .live && time.sleepers > 0 }
            time.advance(by: .seconds(15))
            try await eventually("it is stale") { published.last?.freshness.state == .stale }
            #expect(published.last?.value == 1)
            var waited = Duration.zero
            while published.last?.freshness.state != .live, waited < .seconds(30) {
                try await eventually("it waits") { time.sleepers > 0 }
                time.advance(by: .seconds(1))
                waited += .seconds(1)
            }
            #expect(published.last?.value == 5)
        }
    }

    @Test func retriesAreNeverMoreThanEightSecondsApart() async throws {
        try await polling(answer: { _ in throw refused() }) {
            for _ in 1...20 {
                let count = published.all.count
                try await eventually("it waits") { time.sleepers > 0 }
                time.advance(by: .seconds(8))
                try await eventually("it asked again") { published.all.count > count }
            }
        }
    }

    @Test func aTimeThatTheServiceNamedIsRespected() async throws {
        let until = time.now() + .seconds(300)
        try await polling(answer: { attempt in
            if attempt == 1 { throw ServiceError.limited(service: "GitHub", until: until, sentence: "rate limit") }
            return attempt
        }) {
            try await eventually("it waits") { published.last?.freshness.nextAttempt == until && time.sleepers > 0 }
            time.advance(by: .seconds(299))
            #expect(published.last?.freshness.state == .failed)
            time.advance(by: .seconds(1))
            try await eventually("it asked again") { published.last?.value == 2 }
        }
    }

    @Test func ourOwnCapIsWaitedForAsWell() async throws {
        let until = time.now() + .seconds(40)
        try await polling(answer: { attempt in
            if attempt == 1 { throw ServiceError.capped(service: "MLflow", cap: "64 MiB a minute", until: until) }
            return attempt
        }) {
            try await eventually("it waits") { published.last?.freshness.nextAttempt == until && time.sleepers > 0 }
            time.advance(by: .seconds(40))
            try await eventually("it asked again") { published.last?.value == 2 }
        }
    }

    @Test func aServiceThatHangsIsGivenUpOnAndSaidSo() async throws {
        try await polling(answer: { [time] _ in
            try await time.sleep(for: .seconds(100_000))
            return 0
        }) {
            try await eventually("it asks") { time.sleepers >= 2 }
            time.advance(by: .seconds(20))
            try await eventually("it gave up") { published.last?.freshness.state == .failed }
            #expect(published.last?.freshness.lastError?.contains("no answer within 20 s") == true)
        }
    }

    @Test func aRefreshEndsTheWait() async throws {
        let wake = Wake()
        let attempts = Mutex(0)
        let poller = Poller<Int>(service: "MLflow", interval: .seconds(15), time: time) { _ in
            attempts.withLock { count in
                count += 1
                return count
            }
        }
        let task = Task { await poller.run(wake: wake) { published.add($0) } }
        try await eventually("the first poll is over") { published.last?.value == 1 && time.sleepers > 0 }
        wake.now()
        try await eventually("it asked again") { published.last?.value == 2 }
        task.cancel()
        await task.value
    }
}
