import Foundation
import Host
import Lab
import TestSupport
import Testing

@testable import quarterdeck

extension EndToEnd {
    /// The alert's pod is already gone: what is left of it, what runs in its place, and what changed before.
    @Suite struct GonePodNightTests {
        @Test func theReaderTellsOfThePodThatIsGoneAndOfTheDeploymentBefore() async throws {
            let home = try Home()
            try await Aside.run {
                let lab = try LabProcess(in: home, scenario: "gone-pod")
                let deck = try Deck.console(on: lab, in: home, columns: 160, rows: 50)
                try deck.expect("the alert of the pod that is gone") { $0.row("▸").contains("ModelPodFrequentRestarts") }
                deck.press("t")
                try deck.expect("what its successor dies of", within: 30) { $0.text.contains("No module named 'preprocessing") }
                try deck.expect("since when it is gone", within: 30) { $0.text.contains("is gone: replaced 4 min ago by") }
                try deck.expect("the deployment nine minutes before", within: 30) { screen in
                    screen.text.contains("9 min before the alert") && screen.text.contains("main-b7d20a4")
                }
                try deck.expect("stored, took", within: 30)
                deck.press("Esc")
                try deck.expect("1 Clusters")
                deck.press("q")
                _ = try deck.wait()
            }
        }

        @Test func whatWasReadOfItsLogIsStillThereWhenThePodIsNot() async throws {
            let home = try Home()
            try await Aside.run {
                let lab = try LabProcess(in: home, scenario: "calm")
                let deck = try Deck.console(on: lab, in: home, columns: 160, rows: 50)
                deck.press("1", "/")
                deck.type("iris-classifier-")
                deck.press("Enter")
                try deck.expect("one pod is left of the list") { $0.row("▸").contains("k3d ml-apps/iris-classifier-") }
                deck.press("l")
                try deck.expect("its log comes", within: 30) { $0.text.contains("model_server: POST /predict") }

                let path = "/api/v1/namespaces/ml-apps/pods", token = "lab-k3d-operator"
                let list = try JSONSerialization.jsonObject(with: Data(try lab.ask("kubernetes-k3d", path, token: token).utf8)) as? [String: Any]
                let names = (list?["items"] as? [[String: Any]] ?? []).compactMap { ($0["metadata"] as? [String: Any])?["name"] as? String }
                let name = try #require(names.first { $0.hasPrefix("iris-classifier-") })
                // Somebody takes it away. Its log goes with it, and so does, a little later, any alert about it.
                try lab.ask("kubernetes-k3d", "\(path)/\(name)", method: "DELETE", token: token)
                try deck.expect("that the pod has gone", within: 30) { $0.text.contains("The pod has gone: its log ends here.") }
                let last = try #require(deck.terminal.lines.last { $0.contains("model_server: POST /predict") })
                let words = try #require(last.split(separator: "model_server: ").last.map { String($0.prefix(30)) })

                deck.press("t")
                try deck.expect("who is in its place", within: 30) { $0.text.contains("\(name) is gone: replaced ") }
                try deck.expect("stored, took", within: 30)
                deck.press("e")
                try deck.expect("the lines that were read are evidence") { $0.text.contains("log-previous    logs/model-server.kept.log") }
                while !deck.terminal.row("▸").contains("kept.log") {
                    let before = deck.terminal.row("▸")
                    deck.press("Down")
                    try deck.expect("the next piece is selected") { $0.row("▸") != before }
                }
                deck.press("Enter")
                try deck.expect("the last of them") { $0.text.contains(words) }
                for _ in 0..<4 { deck.press("Esc") }
                try deck.expect("1 Clusters")
                deck.press("q")
                _ = try deck.wait()
            }
        }

        @Test func theReportNamesSiblingsEventsCommitAndRunAndTheIntervalSeen() async throws {
            let home = try Home()
            let (lab, config) = try await EndToEnd.served("gone-pod", in: home)
            let outcome = try await Binary.run(
                ["triage", "alert", "ModelPodFrequentRestarts", "--offline", "--json", "--since", "30m", "--config", config], in: home)
            let report = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], "\(outcome)")
            #expect(report["class"] as? String == "crash-loop")
            let sentences = (report["causes"] as? [[String: Any]] ?? []).compactMap { $0["sentence"] as? String }
            let gone = try #require(sentences.first { $0.contains("is gone") }, "\(sentences)")
            #expect(gone.contains("replaced 4 min ago by iris-classifier-"))
            // The program of the new image is what fails: the change speaks for that cause, and is no candidate beside it.
            let causes = report["causes"] as? [[String: Any]] ?? []
            let change = try #require((causes.first?["for"] as? [[String: Any]])?.first?["text"] as? String, "\(causes)")
            #expect(change.hasPrefix("changed 9 min before the alert: ") && change.contains("main-9f00d11 -> main-b7d20a4"))
            #expect(change.contains("by sync of commit ") && change.contains("(ada, \"Scale rows before predicting\")"))
            #expect(!sentences.contains { $0.hasPrefix("Candidate, not proven: ") })
            let interval = try #require(report["interval"] as? [String: Any])
            #expect(interval["from"] is String && interval["to"] is String && interval["since"] is String)
            let prompt = try await Binary.run(
                ["triage", "alert", "ModelPodFrequentRestarts", "--show-prompt", "--config", config], in: home)
            #expect(prompt.output.contains("of the gone pod: Warning BackOff"))
            #expect(prompt.output.contains("sibling iris-classifier-"))
            #expect(prompt.output.contains("measured increase(kube_pod_container_status_restarts_total"))
            await lab.stop()
        }
    }

    /// A lab in this process with a configuration that leads to it.
    private static func served(_ scenario: String, in home: Home) async throws -> (RunningLab, config: String) {
        let lab = try await Lab.start(LabOptions(scenario: scenario))
        let files = DemoHome(directory: home.directory + "/lab")
        try await files.write(for: lab)
        return (lab, files.configPath)
    }

    /// What a scanner found, where only an artifact of the run tells.
    @Suite struct ScanReportTests {
        @Test func theArtifactOfAFailedScanIsRead() async throws {
            let home = try Home()
            let (lab, config) = try await EndToEnd.served("scan-report", in: home)
            let outcome = try await Binary.run(["triage", "run", "model-source#410", "--offline", "--config", config], in: home)
            #expect(outcome.errors.contains("gathered reports/trivy-results/trivy-results.sarif"), "\(outcome.errors)")
            #expect(outcome.output.contains("CVE-2024-6827 (CRITICAL) in gunicorn 21.2.0, fixed in 22.0.0"), "\(outcome.output)")
            await lab.stop()
        }
    }
}
