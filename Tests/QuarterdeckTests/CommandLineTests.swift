import Foundation
import Host
import Lab
import TestSupport
import Testing

@testable import quarterdeck

extension EndToEnd {
    /// The program without its screen.
    @Suite struct CommandLineTests {
        private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        private static let scenarios = root + "/Tests/TriageTests/Fixtures/scenarios"

        /// A lab in this process, and its configuration in the home.
        private func lab(in home: Home, _ scenario: String = "oom") async throws -> (lab: RunningLab, config: String) {
            let lab = try await Lab.start(LabOptions(scenario: scenario))
            let files = DemoHome(directory: home.directory + "/lab")
            try await files.write(for: lab)
            return (lab, files.configPath)
        }

        // MARK: check

        @Test func checkSaysOfEveryServiceThatItAnswers() async throws {
            let home = try Home()
            let (lab, config) = try await lab(in: home, "calm")
            let outcome = try await Binary.run(["check", "--config", config], in: home)
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
            for service in [
                "gcp", "k3d", "Prometheus", "Alertmanager", "MLflow", "ArgoCD", "GitHub", "Manifests", "ghcr.io", "iris-classifier",
                "wine-quality-xgboost", "Gemini",
            ] {
                let line = outcome.output.split(separator: "\n").first { $0.hasPrefix(service + " ") }
                #expect(line?.contains(" answers ") == true, "\(service): \(outcome.output)")
            }
            await lab.stop()
        }

        @Test func checkSaysWhereAnyCertificateIsAccepted() async throws {
            let home = try Home()
            let (lab, config) = try await lab(in: home, "calm")
            _ = try home.write(Home.text(config).replacing("[mlflow]", with: "[mlflow]\ninsecure = true"), to: "lab/config.toml")
            let kubeconfig = try home.write(Home.text(home.directory + "/lab/kubeconfig"), to: "lab/kubeconfig")
            chmod(kubeconfig, 0o644)
            let outcome = try await Binary.run(["check", "--config", config], in: home)
            #expect(outcome.status == 0, "\(outcome.output)")
            let sentences = outcome.output.split(separator: "\n")
            #expect(sentences.contains("MLflow: Any certificate is accepted (insecure in config.toml)."), "\(outcome.output)")
            #expect(sentences.contains("gcp: Others may read \(kubeconfig): chmod 600 \(kubeconfig)."), "\(outcome.output)")
            #expect(!outcome.output.contains("unencrypted"), "loopback is this machine")
            await lab.stop()
        }

        @Test func checkSaysInOneSentenceWhyAServiceDoesNotAnswer() async throws {
            let home = try Home()
            let (lab, config) = try await lab(in: home, "calm")
            await lab.setFault(.mlflow, .refuse)
            let outcome = try await Binary.run(["check", "--config", config], in: home)
            #expect(outcome.status == 1)
            let sentences = outcome.output.split(separator: "\n").filter { $0.hasPrefix("MLflow: ") }
            #expect(sentences.count == 1 && sentences[0].hasSuffix(".") && sentences[0].contains("refused"), "\(outcome.output)")
            #expect(outcome.output.components(separatedBy: " answers ").count == 12, "the others answer: \(outcome.output)")
            await lab.stop()
        }

        @Test func checkNamesTheRejectedTokenAndNeverPrintsIt() async throws {
            let home = try Home()
            let (lab, config) = try await lab(in: home, "calm")
            let wrong = "argo-wrong-token-5c1e77ab90"
            let path = try home.write(wrong + "\n", to: "lab/argocd-token")
            let outcome = try await Binary.run(["check", "--config", config, "--log-level", "trace"], in: home)
            #expect(outcome.status == 1)
            #expect(outcome.output.contains("ArgoCD rejected the token from file:\(path); renew it."), "\(outcome.output)")
            for secret in [wrong, LabCredentials.github, LabCredentials.geminiKey] {
                #expect(!(outcome.output + outcome.errors).contains(secret))
            }
            await lab.stop()
        }

        // MARK: Configuration

        @Test func everyMistakeInTheConfigurationIsReportedAtOnce() async throws {
            let home = try Home()
            let secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345"
            let config = try home.write(
                """
                kubeconfg = "x"

                [prometheus]
                ulr = "http://127.0.0.1:1"
                interval = "often"

                [github]
                token = "\(secret)"

                """, to: "config.toml")
            let outcome = try await Binary.run(["check", "--config", config], in: home)
            #expect(outcome.status == 2)
            let lines = outcome.errors.split(separator: "\n")
            for (line, words) in [(1, "kubeconfig"), (4, "url"), (5, "interval"), (8, "env:")] {
                #expect(lines.contains { $0.hasPrefix("\(config):\(line): ") && $0.contains(words) }, "line \(line): \(outcome.errors)")
            }
            #expect(!(outcome.errors + outcome.output).contains(secret))
        }

        @Test func theConsoleSaysThatItNeedsATerminal() async throws {
            let home = try Home()
            let (lab, config) = try await lab(in: home)
            let outcome = try await Binary.run(["--config", config], in: home)
            #expect(outcome.status != 0)
            #expect(outcome.errors.contains("is not a terminal"), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
            await lab.stop()
        }

        @Test(arguments: [
            "", "demo", "check", "status", "triage", "triage pod", "triage alert", "triage run", "triage model", "reports", "reports list",
            "reports show", "reports search", "reports export", "train", "bump", "audit", "audit list", "redact",
        ]) func examplesFitEightyColumns(command: String) async throws {
            let outcome = try await Binary.run(command.split(separator: " ").map(String.init) + ["--help"], in: try Home())
            #expect(outcome.status == 0)
            let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
            guard let start = lines.firstIndex(of: "EXAMPLES") ?? lines.firstIndex(of: "EXAMPLE") else { return }
            // A line that was too long goes on at the margin.
            let block = lines[(start + 1)...].prefix { !$0.isEmpty }
            #expect(block.allSatisfy { $0.hasPrefix("  ") }, "\(block.joined(separator: "\n"))")
        }

        // MARK: Triage on a folder, redaction, commands

        @Test func triageShowsExactlyWhatWouldBeSent() async throws {
            let home = try Home()
            let folder = Self.scenarios + "/oom-model-server"
            let outcome = try await Binary.run(["triage", "--from", folder, "--show-prompt", "--budget", "8000"], in: home)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("OOMKilled"))
            #expect(outcome.output.utf8.count > 2000 && outcome.output.utf8.count < 8000 * 5)
        }

        @Test func triageWithoutAModelIsJSONForAProgram() async throws {
            let home = try Home()
            let folder = Self.scenarios + "/oom-model-server"
            let outcome = try await Binary.run(["triage", "--from", folder, "--offline", "--json"], in: home)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let report = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
            #expect(report["class"] as? String == "oom-killed")
            #expect(report["severity"] as? String == "critical")
        }

        @Test func triageOfAFolderWithoutASubjectIsRefusedInASentence() async throws {
            let home = try Home()
            let outcome = try await Binary.run(["triage", "--from", home.directory, "--offline"], in: home)
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("subject.json"), "\(outcome.errors)")
        }

        @Test(arguments: ["0", "-1", "999", "1000001", "9223372036854775807"]) func aBudgetOutsideItsBoundsIsRefused(budget: String) async throws {
            let home = try Home()
            let folder = Self.scenarios + "/oom-model-server"
            let outcome = try await Binary.run(["triage", "--from", folder, "--show-prompt", "--budget", budget], in: home)
            #expect(outcome.status == 2 && outcome.output.isEmpty)
            #expect(outcome.errors.hasPrefix("Error: --budget is 1000 tokens at least and 1000000 at most, not \(budget)."), "\(outcome.errors)")
        }

        @Test func aReportOnAFolderNamesTheFilesThatItCites() async throws {
            let home = try Home()
            let outcome = try await Binary.run(["triage", "--from", Self.scenarios + "/oom-model-server", "--offline"], in: home)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(
                outcome.output.hasSuffix(
                    "\n## Evidence\n\n1. alert, alert.json\n2. pod, pod.json\n3. events, events.json\n"
                        + "4. log-previous, logs/model-server.previous.log\n5. log, logs/model-server.log\n"), "\(outcome.output)")
        }

        @Test func redactSaysWhatItCannotReadOrWrite() async throws {
            let home = try Home()
            let directory = try await Binary.run(["redact"], in: home, input: home.directory)
            #expect(directory.status == 2 && directory.output.isEmpty)
            #expect(directory.errors == "Standard input cannot be read: Is a directory.\n")
        }

        @Test func redactReplacesSecretsAndKeepsTheRest() async throws {
            let home = try Home()
            let log = Self.scenarios + "/secrets-in-log/logs/model-server.previous.log"
            let outcome = try await Binary.run(["redact"], in: home, input: log)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let scenario = try JSONSerialization.jsonObject(
                with: Data(contentsOf: URL(fileURLWithPath: Self.scenarios + "/secrets-in-log/scenario.json")))
            let secrets = try #require((scenario as? [String: Any])?["secrets"] as? [[String: Any]])
            #expect(secrets.count > 30)
            for secret in secrets {
                let text = try #require(secret["text"] as? String)
                #expect(!outcome.output.contains(text), "\(secret["kind"] ?? "")")
            }
            let lines = Home.text(log).split(separator: "\n").count
            #expect(outcome.output.split(separator: "\n").count == lines, "line numbers stay true")
        }

        @Test func theTableOfCommandsIsTheDocumentedOne() async throws {
            let home = try Home()
            let outcome = try await Binary.run(["commands", "--markdown"], in: home)
            #expect(outcome.status == 0)
            #expect(
                outcome.output == Home.text(Self.root + "/docs/commands.md"), "run `quarterdeck commands --markdown > docs/commands.md`")
        }

        // MARK: Files

        @Test func whatItWritesIsForItsOwnerOnly() async throws {
            let home = try Home()
            let (lab, config) = try await lab(in: home)
            // The directories of the XDG specification instead of the lab's own.
            let text = Home.text(config).split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.hasPrefix("archive =") && !$0.hasPrefix("file =") }.joined(separator: "\n")
            _ = try home.write(text, to: "config/quarterdeck/config.toml")
            try await Aside.run {
                let deck = try Pty(Binary.path, ["--log-level", "trace"], environment: home.variables, columns: 160, rows: 50)
                try deck.expect("the cursor on the critical alert", within: 30) { $0.row("▸").contains("ModelPodOOMKilled") }
                deck.press("t")
                try deck.expect("stored, took", within: 60)
                deck.press("Esc")
                try deck.expect("1 Clusters")
                deck.press("q")
                _ = try deck.wait()
            }
            let state = home.directory + "/state/quarterdeck"
            #expect(Home.mode(state) == 0o700)
            let files = Home.entries(of: state)
            #expect(files.contains { $0.hasSuffix("archive.sqlite") } && files.contains { $0.hasSuffix("quarterdeck.log") }, "\(files)")
            for file in files { #expect(Home.mode(file) == 0o600, "\(file)") }
            let log = Home.text(state + "/quarterdeck.log")
            let kubernetes = ["lab-k3d-operator", "lab-gcp-operator"]
            #expect(kubernetes.allSatisfy { Home.text(home.directory + "/lab/kubeconfig").contains($0) }, "they are what is used")
            for secret in [LabCredentials.argocd, LabCredentials.github, LabCredentials.geminiKey] + kubernetes {
                #expect(!log.contains(secret))
                for file in files { #expect(!Home.bytes(file).contains(secret.utf8), "\(file)") }
            }
            await lab.stop()
        }
    }
}
