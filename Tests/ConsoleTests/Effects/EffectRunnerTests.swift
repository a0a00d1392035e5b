import Archive
import Operations
import Services
import Synchronization
import TestSupport
import Testing
import Triage

@testable import Console

/// A backend that answers when the test says so.
private final class HandBackend: Backend {
    private struct Open {
        var logs: [LogSource: AsyncThrowingStream<LogChunk, any Error>.Continuation] = [:]
        var ended: [LogSource] = []
        var reports: [String: CheckedContinuation<Void, any Error>] = [:]
        var cancelled: [String] = []
    }
    private let open = Mutex(Open())

    var waiting: [String] { open.withLock { $0.reports.keys.sorted() } }
    var logs: Int { open.withLock { $0.logs.count } }
    var ended: [LogSource] { open.withLock { $0.ended } }
    var cancelled: [String] { open.withLock { $0.cancelled } }

    func release(_ words: String) { open.withLock { $0.reports.removeValue(forKey: words) }?.resume() }
    func say(_ text: String, to source: LogSource) { open.withLock { $0.logs[source] }?.yield(LogChunk(bytes: Array(text.utf8))) }
    func end(_ source: LogSource, throwing error: (any Error)? = nil) { open.withLock { $0.logs[source] }?.finish(throwing: error) }

    func log(_ source: LogSource, _ options: LogOptions) -> AsyncThrowingStream<LogChunk, any Error> {
        AsyncThrowingStream { continuation in
            open.withLock { $0.logs[source] = continuation }
            continuation.onTermination = { [weak self] _ in self?.open.withLock { $0.ended.append(source) } }
        }
    }

    func reports(matching words: String, limit: Int) async throws -> (reports: [ReportSummary], total: Int) {
        // Not cancellable on purpose: a backend that answers too late all the same.
        try await withCheckedThrowingContinuation { continuation in open.withLock { $0.reports[words] = continuation } }
        return ([Night.report(words, words, age: 1)], 1)
    }

    func triage(_ subject: Subject, question: String?) -> AsyncStream<TriageEvent> {
        AsyncStream { continuation in
            continuation.yield(.gathered(name: "pod", failure: nil))
            continuation.yield(.text("done"))
            continuation.finish()
        }
    }

    func podDetail(context: String, namespace: String, name: String, uid: String) async throws -> PodDetail { PodDetail() }
    func podUsage(context: String, namespace: String, name: String) async throws -> PodUsage { PodUsage(memory: [], cpu: []) }
    func reports(about subject: String, limit: Int) async throws -> (reports: [ReportSummary], total: Int) { ([], 0) }
    func report(id: String) async throws -> (record: ReportRecord, evidence: [EvidenceRecord]) {
        throw ServiceError.notFound(service: "The archive", what: "report \(id)")
    }
    func jobs(repository: String, run: Int64, attempt: Int) async throws -> [Job] { [] }
    func metricHistory(run: String, metric: String) async throws -> [Console.MetricPoint] { [] }
    func question(_ asking: Question.Asking) async throws -> Question { throw OperationError.unknownKind("question") }
    func plan(_ request: OperationRequest) async throws -> Plan { throw OperationError.unknownKind(request.kind) }
    func operate(_ plan: Plan, typed: String?) -> AsyncStream<OperationEvent> { AsyncStream { $0.finish() } }
    func audit(matching words: String, limit: Int) async throws -> [AuditRecord] { [] }
    func operation(id: String) async throws -> (record: AuditRecord, plan: Plan?, steps: [AuditStep]) {
        throw ServiceError.notFound(service: "The archive", what: "action \(id)")
    }
    func saveTheme(_ name: String) async throws {}
    func labScenario(_ name: String) async throws {}
}

@Suite @MainActor struct EffectRunnerTests {
    private let backend = HandBackend()
    private let events = Events()

    private final class Events { var all: [Event] = [] }

    private func runner() -> EffectRunner { EffectRunner(backend: backend) { [events] in events.all.append($0) } }
    private static let source = LogSource.job(repository: "r", id: 1, name: "j")
    private static let log = EffectID(.page(1), "log")
    private static let search = EffectID(.page(1), "reports")

    @Test func answersComeBackWithTheirIdentity() async throws {
        let runner = runner()
        runner.run([.begin(Self.log, .log(Self.source, LogOptions()))])
        try await eventually("the log is open") { backend.logs == 1 }
        backend.say("hello\n", to: Self.source)
        backend.end(Self.source)
        try await eventually("it is idle") { runner.inFlight == 0 }
        #expect(events.all == [.answered(Self.log, .log(LogChunk(bytes: Array("hello\n".utf8)))), .answered(Self.log, .ended)])
    }

    @Test func aLateAnswerOfAnEarlierRequestIsDropped() async throws {
        let runner = runner()
        runner.run([.begin(Self.search, .reports(matching: "b", limit: 1))])
        try await eventually("the first waits") { backend.waiting == ["b"] }
        runner.run([.begin(Self.search, .reports(matching: "ba", limit: 1))])
        try await eventually("both wait") { backend.waiting == ["b", "ba"] }
        backend.release("ba")
        try await eventually("the newer one answered") { events.all.count == 1 }
        backend.release("b")
        try await eventually("it is idle") { runner.inFlight == 0 }
        #expect(events.all == [.answered(Self.search, .reports([Night.report("ba", "ba", age: 1)], total: 1))])
    }

    @Test func aPageThatClosesEndsItsStreams() async throws {
        let runner = runner()
        runner.run([.begin(Self.log, .log(Self.source, LogOptions()))])
        try await eventually("the log is open") { backend.logs == 1 }
        runner.run([.endAll(.page(1))])
        try await eventually("the stream was told") { backend.ended == [Self.source] }
        backend.say("nobody listens\n", to: Self.source)
        #expect(runner.inFlight == 0)
        #expect(events.all.isEmpty)
    }

    @Test func anErrorComesBackAsItsSentence() async throws {
        let runner = runner()
        runner.run([.begin(EffectID(.page(2), "report"), .report(id: "x"))])
        try await eventually("it answered") { !events.all.isEmpty }
        #expect(events.all == [.answered(EffectID(.page(2), "report"), .failed("The archive has no report x."))])
    }

    @Test func aTriageStreamsToItsEnd() async throws {
        let runner = runner()
        let id = EffectID(.triage(1), "triage")
        runner.run([.begin(id, .triage(.model(experiment: "iris", experimentID: "1"), question: nil))])
        try await eventually("it is idle") { runner.inFlight == 0 }
        #expect(
            events.all == [
                .answered(id, .triage(.gathered(name: "pod", failure: nil))), .answered(id, .triage(.text("done"))), .answered(id, .ended),
            ])
    }
}
