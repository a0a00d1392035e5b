import Archive
import Foundation
import Host
import Lab
import TestSupport
import Testing

@testable import quarterdeck

extension EndToEnd {
    /// `quarterdeck triage` on what runs now.
    @Suite struct LiveTriageTests {
        private let home: Home
        private let lab: RunningLab
        private let config: String

        init() async throws {
            home = try Home()
            lab = try await Lab.start(LabOptions(scenario: "oom"))
            let files = DemoHome(directory: home.directory + "/lab")
            try await files.write(for: lab)
            config = files.configPath
        }

        private func run(_ arguments: String...) async throws -> Binary.Outcome {
            try await Binary.run(["triage"] + arguments + ["--config", config], in: home)
        }

        private func json(_ outcome: Binary.Outcome) throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], "\(outcome)")
        }

        /// The pod that runs out of memory, as `status` names it.
        private func pod() async throws -> String {
            let status = try json(try await Binary.run(["status", "--json", "--config", config], in: home))
            let problem = try #require((status["problems"] as? [[String: Any]])?.first { $0["kind"] as? String == "pod" })
            return "\(problem["place"] ?? "")/\(problem["name"] ?? "")"
        }

        @Test func aPodsReportIsPrintedAndKept() async throws {
            let outcome = try await run("pod", try await pod())
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.hasPrefix("# oom-killed: ") && outcome.output.contains("## gemini"), "\(outcome.output)")
            #expect(outcome.errors.contains("gathered logs/model-server.previous.log\n"))
            #expect(!outcome.errors.contains("\u{1b}") && !outcome.errors.contains("\r"), "nothing moves where there is no terminal")
            let list = try json(try await Binary.run(["reports", "--json", "--config", config], in: home))
            #expect((list["reports"] as? [[String: Any]])?.map { $0["class"] as? String } == ["oom-killed"])
            await lab.stop()
        }

        @Test func anAlertIsFoundByNameAndTriagedWithoutAModel() async throws {
            let outcome = try await run("alert", "modelpodoomkilled", "--offline", "--json")
            let report = try json(outcome)
            #expect(report["kind"] as? String == "alert" && report["class"] as? String == "oom-killed")
            #expect(report["answer"] is NSNull && report["model"] is NSNull && report["state"] as? String == "offline")
            #expect((report["note"] as? String)?.hasPrefix("No model was asked (--offline)") == true)
            #expect((report["causes"] as? [[String: Any]])?.first?["action"] is String)
            #expect(await lab.requests(.gemini).isEmpty)
            await lab.stop()
        }

        @Test func aFailedRunAndAModelAreFound() async throws {
            let run = try json(try await self.run("run", "model-source#406", "--offline", "--json"))
            #expect(run["class"] as? String == "code-quality" && run["subject"] as? String == "acme-ml/model-source #406")
            let model = try json(try await self.run("model", "iris-classifier", "--offline", "--json"))
            #expect(model["kind"] as? String == "drift" && model["subject"] as? String == "iris-classification")
            await lab.stop()
        }

        @Test func thePromptIsShownWithTheQuestionAndNothingIsSentOrKept() async throws {
            let outcome = try await run("model", "iris-classification", "--show-prompt", "--question", "Which feature drifted?")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("Answer this above all: Which feature drifted?"))
            #expect(await lab.requests(.gemini).isEmpty)
            #expect(Home.mode(home.directory + "/lab/archive.sqlite") == nil)
            await lab.stop()
        }

        @Test func aThingThatIsNotThereIsRefusedWithTheNearestNames() async throws {
            let pod = try await pod(), name = pod.split(separator: "/").last ?? ""
            for (arguments, sentence) in [
                (
                    ["pod", "k3d/ml-apps/iris-classifier-7c9d-gone"],
                    "k3d/ml-apps has no pod named \"iris-classifier-7c9d-gone\": did you mean \(name)?"
                ),
                (["pod", "kd3/ml-apps/\(name)"], "There is no context named \"kd3\": did you mean k3d?"),
                (["pod", "k3d/mlapps/\(name)"], "There is no pod k3d/mlapps/\(name): did you mean \(pod)?"),
                (["pod", "iris"], "A pod is named CONTEXT/NAMESPACE/NAME, as status prints it, not \"iris\"."),
                (["alert", "ModelPodOOMKild"], "No alert fires or is pending that is named \"ModelPodOOMKild\": did you mean ModelPodOOMKilled?"),
                (["alert", "ModelAccuracyDrift"], "ModelAccuracyDrift is a rule, but neither fires nor is pending."),
                (["alert", "ModelPodOOMKilled", "--context", "gcp"], "ModelPodOOMKilled is not about that: it is about \(pod)."),
                (["run", "model-source#412"], "acme-ml/model-source#412 is in progress; only runs that failed or were cancelled are triaged."),
                (["run", "model-sauce#1"], "No watched repository is named \"model-sauce\": did you mean model-source?"),
                (["model", "iris-clasification"], "MLflow has no experiment named \"iris-clasification\": did you mean iris-classification"),
                ([], "Say what to triage: pod, alert, run or model"),
            ] {
                let outcome = try await Binary.run(["triage"] + arguments + ["--config", config], in: home)
                #expect(outcome.status == 2, "\(arguments)")
                #expect(outcome.output.isEmpty)
                #expect(outcome.errors.hasPrefix(sentence) && outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
            }
            await lab.stop()
        }

        @Test func whereTheServiceThatKnowsDoesNotAnswerThatIsSaid() async throws {
            await lab.setFault(.github, .refuse)
            let run = try await run("run", "model-source#406")
            #expect(run.status == 3 && run.output.isEmpty)
            #expect(run.errors.hasPrefix("GitHub did not answer at "), "\(run.errors)")
            await lab.setFault(.alertmanager, .refuse)
            let alert = try await self.run("alert", "NobodyKnows")
            #expect(alert.status == 3)
            #expect(alert.errors.hasPrefix("Whether NobodyKnows fires is not known: Alertmanager: "), "\(alert.errors)")
            await lab.stop()
        }

        @Test func aFolderBringsItsOwnSubject() async throws {
            let outcome = try await run("pod", "a/b/c", "--from", "incident")
            #expect(outcome.status == 2)
            #expect(outcome.errors.hasPrefix("Error: --from brings its own subject"), "\(outcome.errors)")
            await lab.stop()
        }

        @Test func aFolderThatIsNoneIsRefusedInASentence() async throws {
            let empty = try home.write(#"{"subject":{"kind":"pod","pod":"api"},"files":[]}"#, to: "empty/subject.json")
            let folder = String(empty.dropLast("/subject.json".count))
            for (arguments, sentence) in [
                (["--from", ""], "Error: --from is a directory of evidence, not an empty name."),
                (["--from", empty, "--offline"], "\(empty) is no directory; evidence is a directory that holds subject.json."),
                (["--from", folder, "--offline"], "\(folder): No evidence could be had, so there is no report."),
                (["--from", folder, "--show-prompt"], "\(folder): No evidence could be had, so there is no report."),
                (["--from", folder], "\(folder): No evidence could be had, so there is no report."),
                (["--from", folder, "--show-prompt", "--json"], "Error: --show-prompt prints the prompt as it would be sent, not JSON"),
            ] {
                let outcome = try await Binary.run(["triage"] + arguments + ["--config", config], in: home)
                #expect(outcome.status == 2 && outcome.output.isEmpty, "\(arguments)")
                #expect(outcome.errors.hasPrefix(sentence), "\(outcome.errors)")
            }
            #expect(await lab.requests(.gemini).isEmpty)
            await lab.stop()
        }

        // MARK: Completions

        @Test(arguments: ["bash", "zsh", "fish"]) func completionsAreMadeForEveryShell(shell: String) async throws {
            let script = try await Binary.run(["--generate-completion-script", shell], in: home)
            #expect(script.status == 0)
            #expect(script.output.contains("quarterdeck") && script.output.contains("reports"))
            await lab.stop()
        }

        @Test func contextsAndReportIdsAreOffered() async throws {
            let archive = try await Archive.open(path: home.directory + "/lab/archive.sqlite")
            let kept = try await archive.save(ReportRecord(), evidence: [])
            // As a shell's script asks, with the words typed so far.
            let words = ["quarterdeck", "reports", "show", "--config", config, ""]
            let ids = try await Binary.run(["---completion", "reports", "show", "--", "positional@0", "5", "0"] + words, in: home)
            #expect(ids.output.split(separator: "\n").map(String.init) == ["latest", kept.id], "\(ids)")
            let contexts = try await Binary.run(
                ["---completion", "status", "--", "--context", "4", "0", "quarterdeck", "status", "--config", config, "--context", ""], in: home)
            #expect(contexts.output == "gcp\nk3d\n", "\(contexts)")
            await lab.stop()
        }
    }
}
