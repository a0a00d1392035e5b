import Archive
import Host
import Lab
import Services
import Settings
import TestSupport
import Testing
import Transport
import Triage

@testable import quarterdeck

/// A model that does not answer as it should costs the report nothing but its prose: findings by rule are the report, one sentence says
/// why, and the next triage is written by the model again.
@Suite struct GeminiFaultTests {
    @Test(.timeLimit(.minutes(3))) func aTriageEndsWithFindingsAndASentence() async throws {
        try await together([Fault.hang, .garbage, .huge, .cut]) { fault in try await aTriageEnds(fault) }
    }

    private func aTriageEnds(_ fault: Fault) async throws {
        let home = try Home()
        let lab = try await Lab.start(LabOptions(scenario: "oom"))
        let demo = DemoHome(directory: home.directory)
        try await demo.write(for: lab)
        let environment = Environment(variables: home.variables)
        let settings = try Settings.load(path: demo.configPath, environment: environment)
        let backend = LiveBackend(
            settings: settings, environment: environment, time: SystemTime(), archivePath: home.directory + "/archive.sqlite",
            saveTheme: { _ in })
        let cluster = try #require(await backend.platform.clusters.first { $0.name == "k3d" })
        let iris = try #require(try await cluster.client.list(.pods).items.first { $0.meta.name.hasPrefix("iris") })
        let subject = Subject.pod(context: "k3d", namespace: iris.meta.namespace, name: iris.meta.name, uid: iris.id)

        await lab.setFault(.gemini, fault)
        let told = await told(backend.triage(subject, question: nil))
        let report = try #require(told.report)
        #expect(["offline", "cut"].contains(report.state), "\(fault): \(report.state)")
        #expect(report.findings.contains("OOMKilled"), "\(fault)")
        #expect(report.note.hasSuffix(".") && !report.note.contains("\n") && !report.note.contains("\u{1b}"), "\(fault): \(report.note)")
        #expect(told.sentences == [report.note], "\(fault)")
        #expect(told.unstored == nil, "\(fault)")
        #expect(!report.answer.contains("\u{1b}"), "\(fault)")

        await lab.setFault(.gemini, nil)
        let second = await self.told(backend.triage(subject, question: nil))
        #expect(second.report?.state == "complete", "\(fault): \(second.sentences)")
        await lab.stop()
    }

    private func told(_ events: AsyncStream<TriageEvent>) async -> (report: ReportRecord?, sentences: [String], unstored: String?) {
        var report: ReportRecord?, sentences: [String] = [], unstored: String?
        for await event in events {
            switch event {
            case .withoutModel(let sentence): sentences.append(sentence)
            case .finished(let record, _, let reason): (report, unstored) = (record, reason)
            default: break
            }
        }
        return (report, sentences, unstored)
    }
}
