import Foundation
import Host
import Services
import TestSupport
import Testing

@testable import Triage

/// Whole prompts, one for each analysis and each specialist, as they are sent: `Fixtures/prompts`.
///
/// `QUARTERDECK_RECORD=1 swift test --filter GoldenPrompt` writes them anew, and fails, so that a recording never passes for a test.
@Suite struct GoldenPromptTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/prompts")

    /// Which scenario is prompted by which persona.
    private static let prompts = [
        ("alert", "oom-model-server", "a site reliability engineer"), ("pod", "crashloop-module-not-found", "a site reliability engineer"),
        ("drift", "drift-n-estimators", "a machine learning engineer"),
        ("pipeline-unit-tests", "pytest-hidden-by-teardown", "an expert in testing Python"),
        ("pipeline-training", "accuracy-gate-failed", "a machine learning engineer"),
        ("pipeline-container-scan", "trivy-critical-cve", "a container security expert"),
        ("pipeline-container-build", "docker-npm", "a container security expert"),
        ("pipeline-gitops-deploy", "gitops-push-rejected", "a GitOps engineer"), ("pipeline-sast", "semgrep-sql", "a DevSecOps security specialist"),
        ("pipeline-secrets", "gitleaks-env", "a responder to exposed secrets"), ("pipeline-code-quality", "flake8-names", "a code quality expert"),
        ("pipeline-infrastructure", "runner-disk-full", "a DevOps engineer"), ("pipeline-unknown", "exits-without-a-word", "a DevOps engineer"),
    ]

    @Test("The whole prompt is what was recorded", arguments: prompts)
    func golden(name: String, scenario: String, role: String) async throws {
        let scenario = try #require((Scenario.all + Scenario.written).first { $0.name == scenario })
        let examined = try await Examined.shared.result(scenario)
        let prompt = PreparedPrompt(examined.file, findings: examined.findings, budget: 2000, nonce: "7f3a90c1")
        let path = Self.folder.appending(path: name + ".txt")
        if ProcessInfo.processInfo.environment["QUARTERDECK_RECORD"] == "1" {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try prompt.whole.write(to: path, atomically: true, encoding: .utf8)
            Issue.record("\(name).txt was written anew")
        }
        #expect(prompt.whole.hasPrefix("You are \(role)"), "\(prompt.whole.prefix(80))")
        let recorded = try String(contentsOf: path, encoding: .utf8)
        #expect(recorded == prompt.whole, "QUARTERDECK_RECORD=1 swift test --filter GoldenPrompt draws it again")
    }

    @Test("The prompt is a function of evidence, findings, budget, nonce and question: called twice it is the same, and each of them counts")
    func pure() async throws {
        let scenario = try #require(Scenario.all.first { $0.name == "oom-model-server" })
        let examined = try await Examined.shared.result(scenario)
        func prompt(findings: [Finding]? = nil, budget: Int = 2000, nonce: String = "7f3a90c1", question: String = "") -> PreparedPrompt {
            PreparedPrompt(examined.file, findings: findings ?? examined.findings, budget: budget, nonce: nonce, question: question)
        }
        #expect(prompt() == prompt())
        #expect(prompt(findings: []) != prompt() && prompt(budget: 1000) != prompt() && prompt(question: "Why now?") != prompt())
        // A nonce of as many digits changes itself and nothing else.
        #expect(prompt(nonce: "8e4b01d2").whole.replacing("8e4b01d2", with: "7f3a90c1") == prompt().whole)
    }

    @Test("What is shown is what is sent, for what runs now and for a folder")
    func shownIsSent() async throws {
        let scenario = try #require(Scenario.all.first { $0.name == "oom-model-server" })
        let folder = EvidenceFolder(scenario.directory), subject = try await folder.subject()
        for isReplay in [false, true] {
            var options = TriageEngine.Options()
            options.isReplay = isReplay
            let engine = TriageEngine(archive: nil, options: options, time: ManualTime(), random: RandomSource { 0.3 })
            let model = Spoken(["ok"])
            for await _ in engine.run(subject, from: folder, model: model, question: "Why now?") {}
            let sent = try #require(model.asked.last)
            let shown = await engine.prompt(subject, from: folder, question: "Why now?")
            #expect(shown.whole == sent.system + "\n\n" + sent.prompt + "\n")
            if isReplay {
                for await _ in engine.run(subject, from: folder, model: model) {}
                let asked = try #require(model.asked.last)
                let printed = try await TriageEngine.prompt(from: scenario.directory, budget: 4000)
                #expect(printed.whole == asked.system + "\n\n" + asked.prompt + "\n")
            }
        }
    }
}
