import Foundation
import Glibc
import Host
import Lab
import TestSupport
import Testing

@testable import quarterdeck

extension EndToEnd {
    /// `quarterdeck status` as cron, watch and jq use it.
    @Suite struct StatusTests {
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
            try await Binary.run(["status", "--config", config] + arguments, in: home)
        }

        /// Runs a line of shell in which `$Q` is the program and `$C` the configuration.
        private func shell(_ line: String) async throws -> Binary.Outcome {
            var process = Subprocess(
                ["/bin/bash", "-c", line], environment: home.variables.merging(["Q": Binary.path, "C": config]) { $1 })
            process.timeout = .seconds(60)
            let result = try await process.run()
            return Binary.Outcome(
                status: result.exitStatus, output: String(decoding: result.output, as: UTF8.self),
                errors: String(decoding: result.errors, as: UTF8.self))
        }

        private func json(_ text: some StringProtocol) throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
        }

        @Test func everythingIsSaidAndWhatIsBrokenStandsFirst() async throws {
            let outcome = try await run()
            #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
            #expect(outcome.errors.isEmpty, "nothing moves where there is no terminal")
            #expect(!outcome.output.contains("\u{1b}"))
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.count > 3 && lines[1].hasPrefix("broken    alert") && lines[1].contains("ModelPodOOMKilled"), "\(outcome.output)")
            for title in ["CONTEXTS", "ALERTS", "MODELS", "APPLICATIONS", "PIPELINES", "REPORTS", "ASKED"] {
                #expect(lines.contains { $0 == title })
            }
            await lab.stop()
        }

        @Test func theJSONIsWhatTheDocumentationSays() async throws {
            let outcome = try await run("--json")
            let status = try json(outcome.output)
            #expect(outcome.output.split(separator: "\n").count == 1)
            #expect(status["schema"] as? Int == 1 && status["verdict"] as? String == "broken")
            let taken = try #require(status["taken"] as? String)
            #expect(Timestamp(rfc3339: taken) != nil && taken.hasSuffix("Z"))
            let feeds = try #require(status["feeds"] as? [[String: Any]])
            #expect(feeds.allSatisfy { $0["state"] as? String == "live" && $0["age_seconds"] is Double && $0["why"] is NSNull }, "\(feeds)")
            let problem = try #require((status["problems"] as? [[String: Any]])?.first)
            #expect(problem["name"] as? String == "ModelPodOOMKilled" && problem["since"] is String)
            let model = try #require((status["models"] as? [[String: Any]])?.first { $0["experiment"] as? String == "iris-classification" })
            #expect(model["gate"] as? Double == 0.85 && model["gate_passed"] as? Bool == true)
            // Every member is described.
            let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
            let document = Home.text(root + "/docs/headless.md")
            func names(_ value: Any) -> Set<String> {
                if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(names($1)) } }
                guard let object = value as? [String: Any] else { return [] }
                // Labels are the alert's own.
                return object.reduce(into: Set(object.keys)) { if $1.key != "labels" { $0.formUnion(names($1.value)) } }
            }
            for name in names(status).sorted() { #expect(document.contains("`\(name)`"), "\(name) is not described") }
            await lab.stop()
        }

        @Test func aServiceThatHangsIsNotKnownWhenItsTimeIsOver() async throws {
            await lab.setFault(.mlflow, .hang)
            let outcome = try await run("--json", "--timeout", "3")
            let status = try json(outcome.output)
            #expect(status["unknown"] as? [String] == ["MLflow"])
            #expect(status["models"] is NSNull, "not known is not none")
            let feed = try #require((status["feeds"] as? [[String: Any]])?.first { $0["name"] as? String == "MLflow" })
            #expect(feed["why"] as? String == "no answer within 3 s" && feed["state"] as? String == "waiting")
            #expect((status["applications"] as? [Any])?.isEmpty == false, "the others are there")
            await lab.stop()
        }

        @Test func aWrongTokenIsSaidAndNeverPrinted() async throws {
            let wrong = "argo-wrong-token-5c1e77ab90"
            _ = try home.write(wrong + "\n", to: "lab/argocd-token")
            let outcome = try await run()
            #expect(outcome.output.contains("not known  ArgoCD  ArgoCD rejected the token from file:"), "\(outcome.output)")
            #expect(!(outcome.output + outcome.errors).contains(wrong))
            await lab.stop()
        }

        @Test func oneContextIsAskedAloneAndAnUnknownOneIsToldTheNearest() async throws {
            await lab.setFault(.kubernetesK3D, .hang)
            let gcp = try await run("--context", "gcp", "--json", "--timeout", "20")
            let status = try json(gcp.output)
            #expect((status["contexts"] as? [[String: Any]])?.map { $0["name"] as? String } == ["gcp"])
            #expect(status["models"] == nil && (status["unknown"] as? [String])?.isEmpty == true, "\(gcp.output)")
            let typo = try await run("--context", "gpc")
            #expect(typo.status == 2)
            #expect(typo.errors == "There is no context named \"gpc\": did you mean gcp?\n")
            await lab.stop()
        }

        @Test func usageAndConfigurationEndWithTwo() async throws {
            for arguments in [["status", "--jason"], ["status", "--timeout", "-1"], ["triage", "pot", "x"], ["nonsense"]] {
                let outcome = try await Binary.run(arguments, in: home)
                #expect(outcome.status == 2, "\(arguments)")
                #expect(outcome.output.isEmpty && outcome.errors.contains("Error: "), "\(outcome)")
            }
            let broken = try home.write("kubeconfg = 1\n", to: "broken.toml")
            let outcome = try await Binary.run(["status", "--config", broken], in: home)
            #expect(outcome.status == 2 && outcome.errors.hasPrefix("\(broken):1: "), "\(outcome.errors)")
            let kubeconfig = try home.write("apiVersion: v1\nkind: Config\n", to: "kubeconfig")
            let empty = try home.write("kubeconfig = \"\(kubeconfig)\"\n", to: "empty.toml")
            let nothing = try await Binary.run(["status", "--config", empty], in: home)
            #expect(nothing.status == 2 && nothing.errors.hasPrefix("Nothing is configured to look at"), "\(nothing)")
            // A file that cannot be read says nothing about the clusters.
            let missing = try home.write("kubeconfig = \"\(home.directory)/none\"\n", to: "missing.toml")
            let unread = try await Binary.run(["status", "--config", missing], in: home)
            #expect(unread.status == 3 && unread.output.contains("not known  kubeconfig  "), "\(unread)")
            let help = try await Binary.run(["--help"], in: home)
            #expect(help.status == 0 && help.output.contains("EXIT CODES"))
            await lab.stop()
        }

        @Test func everyCommandsHelpHasExamples() async throws {
            for command in [
                ["console"], ["demo"], ["check"], ["status"], ["triage"], ["triage", "pod"], ["triage", "alert"], ["triage", "run"],
                ["triage", "model"], ["reports"], ["reports", "list"], ["reports", "show"], ["reports", "search"], ["reports", "export"],
                ["bump"], ["redact"], ["commands"], ["lab"],
            ] {
                let help = try await Binary.run(command + ["--help"], in: home)
                #expect(help.status == 0 && help.output.contains("EXAMPLE"), "\(command)")
            }
            await lab.stop()
        }

        // MARK: As shells use it

        @Test func aReaderThatLeavesIsNoError() async throws {
            let outcome = try await shell(#""$Q" status --config "$C" | head -1"#)
            #expect(outcome.output.split(separator: "\n").count == 1, "\(outcome)")
            #expect(outcome.errors.isEmpty, "\(outcome.errors)")
            // Some parents ignore SIGPIPE for all their children.
            let ignored = try await shell(#"trap '' PIPE; "$Q" status --config "$C" --watch --json | head -0; echo "${PIPESTATUS[0]}""#)
            #expect(ignored.output == "141\n" && ignored.errors.isEmpty, "\(ignored)")
            await lab.stop()
        }

        @Test func whereOutputIsClosedTheStatusStillTells() async throws {
            let outcome = try await shell(#""$Q" status --config "$C" >&- 2>&- </dev/null; echo $?"#)
            #expect(outcome.output == "1\n", "\(outcome)")
            let full = try await shell(#""$Q" status --config "$C" >/dev/full; echo $?"#)
            #expect(full.output == "2\n")
            #expect(full.errors == "Standard output cannot be written: No space left on device.\n")
            await lab.stop()
        }

        @Test func aWatchSpeaksOnlyWhenSomethingHasChangedAndEndsQuietly() async throws {
            await lab.stop()
            let home = try Home()
            let file = home.directory + "/watch"
            let status = try await Aside.run {
                let lab = try LabProcess(in: home)
                let line = #"exec "$0" status --config "$1" --watch --json > "$2""#
                let watch = try Pty("/bin/sh", ["-c", line, Binary.path, lab.config, file], environment: home.variables)
                try watch.expect("the first look") { _ in Home.text(file).hasSuffix("\n") }
                try lab.play("pipeline-pytest")
                try watch.expect("the new run", within: 60) { _ in Home.text(file).contains("\"commit\":\"4ad81e6") }
                watch.press("Ctrl-C")
                let status = try watch.wait()
                guard !watch.terminal.text.contains("rror") else { throw Unexpected(watch.terminal.text) }
                return status
            }
            #expect(status == SIGINT, "\(status)")
            let lines = Home.text(file).split(separator: "\n")
            #expect(lines.count > 1)
            // Ages alone are no news.
            for (one, next) in zip(lines, lines.dropFirst()) { #expect(try substance(one) != substance(next)) }
        }

        private func substance(_ line: Substring) throws -> NSDictionary {
            func without(_ value: Any) -> Any {
                if let list = value as? [Any] { return list.map(without) }
                guard let object = value as? [String: Any] else { return value }
                let ages = ["taken", "age_seconds", "answered", "since", "fires", "cpu_share", "memory_share", "why"]
                return object.filter { !ages.contains($0.key) }.mapValues(without)
            }
            return try #require(without(try json(line)) as? NSDictionary)
        }

        @Test func onATerminalItIsColouredUnlessNobodyWantsThat() async throws {
            let (home, config) = (home, config)
            try await Aside.run {
                let deck = try Pty(Binary.path, ["status", "--config", config], environment: home.variables, columns: 160, rows: 60)
                _ = try deck.wait(within: 30)
                guard deck.terminal.text.contains("ModelPodOOMKilled") else { throw Unexpected(deck.terminal.text) }
                guard deck.terminal.unknown.isEmpty else { throw Unexpected("\(deck.terminal.unknown)") }
            }
            let plain = try await shell(#"NO_COLOR=1 script -qec "\"$Q\" status --config \"$C\" 2>/dev/null" /dev/null || true"#)
            #expect(!plain.output.contains("\u{1b}["), "\(plain.output)")
            await lab.stop()
        }
    }
}
