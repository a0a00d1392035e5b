import Archive
import Foundation
import Host
import Services
import TestSupport
import Testing

@testable import Triage

@Suite struct TriageEngineTests {
    let folder = Temporary()
    let time = ManualTime()
    let subject = Subject.pod(context: "k3d", namespace: "shop", name: "api-7c9d8f6b5-x2lq7", uid: "u1")
    let oom = Incident.pod(last: (137, "OOMKilled"), ready: true).log("password=hunter2hunter2\nwork\n")

    private func engine(_ change: (inout TriageEngine.Options) -> Void = { _ in }) async throws -> (TriageEngine, Archive) {
        let archive = try await Archive.open(path: folder.path + "/archive.sqlite")
        var options = TriageEngine.Options()
        options.author = "ada"
        change(&options)
        return (TriageEngine(archive: archive, options: options, time: time, random: RandomSource { 0.5 }), archive)
    }

    private func events(_ engine: TriageEngine, _ model: (any LanguageModel)?, evidence: [Evidence]? = nil) async -> [TriageEvent] {
        var events: [TriageEvent] = []
        for await event in engine.run(subject, from: Given(evidence ?? oom.evidence), model: model) { events.append(event) }
        return events
    }

    /// What the last event hands over, which must be the report.
    private func finished(_ events: [TriageEvent]) throws -> (report: ReportRecord, evidence: [EvidenceRecord], unstored: String?) {
        let end: (ReportRecord, [EvidenceRecord], String?)? =
            if case .finished(let report, let evidence, let unstored) = events.last { (report, evidence, unstored) } else { nil }
        return try #require(end, "\(String(describing: events.last))")
    }

    @Test("A triage tells what it gathers, finds, sends and hears, in that order, and keeps the report")
    func whole() async throws {
        let (engine, archive) = try await engine()
        let model = Spoken(["The limit ", "is too low [1].\u{1b}[31m"], tokens: (1200, 40))
        let events = await events(engine, model)

        #expect(events.map(\.word) == ["gathered", "gathered", "findings", "evidence", "prompt", "text", "text", "finished"])
        let (report, evidence, unstored) = try finished(events)
        #expect(unstored == nil)
        #expect(report.state == "complete" && report.failureClass == "oom-killed" && report.author == "ada")
        #expect(report.answer == "The limit is too low [1].·[31m")
        #expect(report.promptTokens == 1200 && report.answerTokens == 40 && report.cost > 0)
        let claims = try #require(ReportContents(report.findingsJSON).claims)
        #expect(claims.summary == "The one claim is supported by the evidence" && ReportContents(report.findingsJSON).findings.count == 1)
        #expect(evidence.map(\.name) == ["pod.json", "logs/server.previous.log"])
        #expect(evidence.contains { $0.text.contains("hunter2") } == false && report.prompt.contains("hunter2") == false)
        #expect(report.secrets == 1)

        #expect(try await archive.report(id: report.id) == report)
        #expect(try await archive.evidence(report: report.id) == evidence)
        #expect(try await archive.spent(since: time.now().startOfDay).tokens == 1240)
        #expect(model.asked.all.first?.prompt.contains("OOMKilled") == true)
    }

    @Test("Without a model the findings are the report, and it says why")
    func offline() async throws {
        let (engine, _) = try await engine()
        let events = await events(engine, nil)
        #expect(events.map(\.word) == ["gathered", "gathered", "findings", "evidence", "prompt", "withoutModel", "finished"])
        let report = try finished(events).report
        #expect(report.state == "offline" && report.model.isEmpty && ReportContents(report.findingsJSON).claims == nil)
        #expect(report.findings.contains("**oom-killed**, critical"))
        #expect(report.note.contains("No model is configured"))
    }

    @Test("A model that fails leaves the findings, and its sentence")
    func failing() async throws {
        let (engine, archive) = try await engine()
        let gone = ServiceError.notFound(service: "Gemini", what: "model gemini-2.5-flash-lite")
        let events = await events(engine, Spoken([], failure: gone))
        #expect(events.contains(.withoutModel("Gemini has no model gemini-2.5-flash-lite.")))
        let report = try finished(events).report
        #expect(report.state == "offline" && report.note == gone.description)
        #expect(try await archive.spent(since: time.now().startOfDay).requests == 1)
    }

    @Test("An answer is held against the evidence when it is complete, and what does not hold is kept with its reason")
    func checked() async throws {
        let (engine, archive) = try await engine()
        let events = await events(engine, Spoken(["It was killed for memory [1].", " Commit 9f00d11 caused it [1:9999]."]))
        let report = try finished(events).report
        let kept = try #require(try await archive.report(id: report.id))
        let claims = try #require(ReportContents(kept.findingsJSON).claims)
        #expect(claims.summary == "1 of 2 claims are supported by the evidence")
        #expect(claims.unsupported.map(\.sentence) == ["Commit 9f00d11 caused it [1:9999]."])
        #expect(claims.marked(kept.answer).contains("It was killed for memory [1]. ▲ Commit"))
        #expect(claims.unsupported[0].problem?.hasPrefix("[1:9999]: evidence 1 has") == true)
    }

    @Test("An answer that breaks off is kept as cut")
    func cut() async throws {
        let (engine, _) = try await engine()
        let events = await events(engine, Spoken(["Half an "], failure: ServiceError.cut(service: "Gemini", what: "its answer")))
        let report = try finished(events).report
        #expect(report.state == "cut" && report.answer == "Half an " && report.note.hasPrefix("Gemini closed the connection"))
    }

    @Test("A budget that is used up keeps the request from being sent")
    func budget() async throws {
        let (engine, _) = try await engine { $0.limits.requestsPerDay = 1 }
        let model = Spoken(["ok"], tokens: (10, 1))
        _ = await events(engine, model)
        let second = await events(engine, model)
        #expect(model.asked.all.count == 1)
        #expect(second.contains(.withoutModel("The budget of 1 requests a day is used up; it starts anew at 00:00 UTC.")))
    }

    @Test("Leaving early keeps what was found, as cancelled")
    func cancelled() async throws {
        let (engine, archive) = try await engine()
        let model = Silent()
        let task = Task { [subject, oom] in
            for await event in engine.run(subject, from: Given(oom.evidence), model: model) { if case .text = event { break } }
        }
        try await eventually("the model was asked") { model.asked.last != nil }
        task.cancel()
        await task.value
        try await eventually("the report is stored") { try await archive.count() == 1 }
        let stored = try #require(try await archive.newest(limit: 1).first)
        #expect(stored.state == "cancelled" && stored.failureClass == "oom-killed")
    }

    @Test("Stopping before a model was asked keeps nothing")
    func stoppedEarly() async throws {
        let (engine, archive) = try await engine()
        let model = Spoken(["ok"])
        let (events, stream) = AsyncStream<TriageEvent>.makeStream()
        let triage = Triage(engine: engine, subject: subject, question: nil, stream: stream)
        let task = Task { [oom] in
            await triage.run(Given(oom.evidence), model, absence: "")
            stream.finish()
        }
        task.cancel()
        var words: [String] = []
        for await event in events { words.append(event.word) }
        #expect(!words.contains("finished") && !words.contains("nothingKnown"))
        #expect(model.asked.all.isEmpty)
        #expect(try await archive.count() == 0)
    }

    @Test("Where not one piece of evidence came no model is asked and nothing is kept, and it says why")
    func nothingKnown() async throws {
        let (engine, archive) = try await engine()
        let model = Spoken(["It must be the network."])
        let away = ServiceError.unreachable(service: "GitHub", host: "api.github.com", reason: "connection refused")
        let missing = [
            Evidence(.run, name: "run.json", failure: "run.json: \(away)"), Evidence(.jobs, name: "jobs.json", failure: "jobs.json: \(away)"),
        ]
        // What only repeats the question is no evidence.
        for evidence in [missing, missing + [Evidence(.mlflowExperiment, name: "experiment.json", bytes: Array("{}".utf8))]] {
            let events = await events(engine, model, evidence: evidence)
            #expect(events.last == .nothingKnown("No evidence could be had, so there is no report. \(away)"))
            #expect(events.dropLast().allSatisfy { $0.word == "gathered" })
        }
        #expect(model.asked.all.isEmpty)
        #expect(try await archive.count() == 0)
    }

    @Test("Without an archive the report is still given, unstored")
    func unstored() async throws {
        let engine = TriageEngine(archive: nil, options: .init(), time: time)
        let events = await events(engine, nil)
        let (report, _, unstored) = try finished(events)
        #expect(unstored == "There is no archive." && report.failureClass == "oom-killed")
    }
}

extension TriageEvent {
    /// The case's name, for comparing orders.
    fileprivate var word: String { String("\(self)".prefix { $0.isLetter }) }
}

/// A temporary directory, removed with the test.
final class Temporary: Sendable {
    let path = FileManager.default.temporaryDirectory.path + "/quarterdeck-triage-\(UUID().uuidString)"
    // What fails here fails in the test.
    init() { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }  // A leftover harms nobody.
}

/// Evidence that is given.
struct Given: EvidenceSource {
    let evidence: [Evidence]
    init(_ evidence: [Evidence]) { self.evidence = evidence }
    func gather(_ subject: Subject) -> AsyncStream<Evidence> {
        AsyncStream { stream in
            for piece in evidence { stream.yield(piece) }
            stream.finish()
        }
    }
}

/// A model that says what it is told to, and then ends or fails.
struct Spoken: LanguageModel {
    let name = "gemini-test"
    let asked = Collector<ModelRequest>()
    private let texts: [String], tokens: (Int, Int), failure: ServiceError?

    init(_ texts: [String], tokens: (Int, Int) = (0, 0), failure: ServiceError? = nil) {
        (self.texts, self.tokens, self.failure) = (texts, tokens, failure)
    }

    func answer(_ request: ModelRequest) -> AsyncThrowingStream<ModelEvent, any Error> {
        asked.add(request)
        return AsyncThrowingStream { stream in
            for text in texts { stream.yield(.text(text)) }
            if let failure { return stream.finish(throwing: failure) }
            var outcome = ModelOutcome()
            (outcome.promptTokens, outcome.answerTokens, outcome.finishReason) = (tokens.0, tokens.1, "STOP")
            stream.yield(.finished(outcome))
            stream.finish()
        }
    }
}

/// A model that never answers.
struct Silent: LanguageModel {
    let name = "gemini-silent"
    let asked = Collector<ModelRequest>()
    func answer(_ request: ModelRequest) -> AsyncThrowingStream<ModelEvent, any Error> {
        asked.add(request)
        return AsyncThrowingStream { _ in }
    }
}
