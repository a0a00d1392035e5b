import Feeds
import Host
import Services
import Synchronization
import TestSupport
import Testing

/// An object with just what a reflector needs.
private struct Thing: Sendable, Identifiable, Equatable {
    let id: String
}

/// A server whose lists and watches are scripted; a watch given as an open stream stays open.
private final class ScriptedSource: Watchable {
    typealias News = AsyncThrowingStream<WatchNews<Thing>, any Error>
    enum Watch: Sendable { case events([WatchNews<Thing>], then: (any Error)?), open([WatchNews<Thing>]) }
    private let lists: Mutex<[Result<(items: [Thing], version: String), any Error>]>
    private let watches: Mutex<[Watch]>
    let asked = Collector<String>()

    init(lists: [Result<(items: [Thing], version: String), any Error>], watches: [Watch]) {
        self.lists = Mutex(lists)
        self.watches = Mutex(watches)
    }

    func list() async throws -> (items: [Thing], version: String) {
        asked.add("list")
        return try lists.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }.get()
    }

    func watch(from version: String) async throws -> News {
        asked.add("watch \(version)")
        let watch = watches.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
        return AsyncThrowingStream { continuation in
            switch watch {
            case .events(let events, let error):
                for event in events { continuation.yield(event) }
                continuation.finish(throwing: error)
            case .open(let events):
                for event in events { continuation.yield(event) }
            }
        }
    }
}

@Suite struct ReflectorTests {
    private let time = ManualTime()
    private let told = Collector<String>()

    private func reflecting(_ source: ScriptedSource, _ body: () async throws -> Void) async throws {
        let reflector = Reflector(service: "k3d", source: source, time: time, random: RandomSource { 0 })
        let task = Task {
            await reflector.run { news in
                switch news {
                case .replaced(let items): told.add("replaced " + items.map(\.id).joined(separator: ","))
                case .upsert(let item): told.add("upsert \(item.id)")
                case .deleted(let item): told.add("deleted \(item.id)")
                case .alive: told.add("alive")
                case .failed(let error, _): told.add("failed \(error)")
                }
            }
        }
        try await body()
        task.cancel()
        time.advance(by: .seconds(3600))
        await task.value
    }

    @Test func aListIsFollowedByAWatchFromItsVersion() async throws {
        let source = ScriptedSource(
            lists: [.success(([Thing(id: "a")], "10"))],
            watches: [.open([.upsert(Thing(id: "b"), version: "11"), .deleted(Thing(id: "a"), version: "12")])])
        try await reflecting(source) {
            try await eventually("all news is told") { told.last == "deleted a" }
            #expect(told.all == ["replaced a", "alive", "upsert b", "deleted a"])
            #expect(source.asked.all == ["list", "watch 10"])
        }
    }

    @Test func aWatchThatEndsCleanlyIsResumedWithoutAList() async throws {
        let source = ScriptedSource(
            lists: [.success(([], "10"))],
            watches: [.events([.upsert(Thing(id: "a"), version: "11"), .bookmark(version: "15")], then: nil), .open([])])
        try await reflecting(source) {
            try await eventually("it watches again") { source.asked.all.count == 3 }
            #expect(source.asked.all == ["list", "watch 10", "watch 15"])
        }
    }

    @Test func aVersionThatExpiredIsFollowedByANewList() async throws {
        let source = ScriptedSource(
            lists: [.success(([Thing(id: "a")], "10")), .success(([Thing(id: "b")], "90"))],
            watches: [.events([], then: WatchExpired()), .open([])])
        try await reflecting(source) {
            try await eventually("it watches from the new list") { source.asked.last == "watch 90" }
            #expect(told.all.filter { $0.hasPrefix("replaced") } == ["replaced a", "replaced b"])
        }
    }

    @Test func aWatchCutInTheMiddleWaitsAndGoesOnWhereItStopped() async throws {
        let cut = ServiceError.cut(service: "k3d", what: "a watch")
        let source = ScriptedSource(
            lists: [.success(([], "10"))], watches: [.events([.upsert(Thing(id: "a"), version: "11")], then: cut), .open([])])
        try await reflecting(source) {
            try await eventually("it waits") { told.last?.hasPrefix("failed") == true && time.sleepers > 0 }
            #expect(told.last == "failed k3d closed the connection in the middle of a watch.")
            time.advance(by: .seconds(8))
            try await eventually("it watches again") { source.asked.last == "watch 11" }
        }
    }

    @Test func aServerThatEndsEveryWatchAtOnceIsNotAskedInATightLoop() async throws {
        let source = ScriptedSource(lists: [.success(([], "10"))], watches: [.events([], then: nil)])
        try await reflecting(source) {
            try await eventually("it waits") { time.sleepers > 0 && told.last?.hasPrefix("failed") == true }
            #expect(source.asked.all == ["list", "watch 10"])
        }
    }

    @Test func aListThatFailsIsToldAndTriedAgain() async throws {
        let refused = ServiceError.unreachable(service: "k3d", host: "127.0.0.1:6550", reason: "connection refused")
        let source = ScriptedSource(lists: [.failure(refused), .success(([Thing(id: "a")], "10"))], watches: [.open([])])
        try await reflecting(source) {
            try await eventually("it waits") { told.last?.hasPrefix("failed") == true && time.sleepers > 0 }
            time.advance(by: .seconds(8))
            try await eventually("it is there") { told.all.contains("replaced a") }
        }
    }
}
