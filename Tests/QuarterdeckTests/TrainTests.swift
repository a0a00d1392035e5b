import Archive
import Foundation
import Host
import Lab
import TestSupport
import Testing

@testable import quarterdeck

extension EndToEnd {
    /// `quarterdeck train`, from the shell and on a terminal.
    @Suite struct TrainTests {
        private let home: Home

        init() throws { home = try Home() }

        /// A lab at forty times the pace of life, and its configuration in the home.
        private func lab(_ scenario: String = "calm", _ more: String = "") async throws -> (lab: RunningLab, config: String) {
            let lab = try await Lab.start(LabOptions(scenario: scenario, pace: 40))
            let files = DemoHome(directory: home.directory + "/lab")
            try await files.write(for: lab)
            if !more.isEmpty { _ = try home.write(more + "\n" + Home.text(files.configPath), to: "lab/config.toml") }
            return (lab, files.configPath)
        }

        private func train(_ config: String, _ arguments: String...) async throws -> Binary.Outcome {
            try await Binary.run(["train"] + arguments + ["--config", config], in: home)
        }

        private func dispatches(_ lab: RunningLab) async -> Int { await lab.requests(.github).filter { $0.method == "POST" }.count }

        private func rows() async throws -> [AuditRecord] {
            try await Archive.open(path: home.directory + "/lab/archive.sqlite").audit()
        }

        // MARK: The plan

        @Test func aDryRunPrintsThePlanAndSendsNothing() async throws {
            let (lab, config) = try await lab()
            let outcome = try await train(config, "--dry-run", "--input", "max_depth=4")
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            let lines = outcome.output.split(separator: "\n").map(String.init)
            #expect(lines[0] == "Launch training ci-ct-cd.yml on main")
            #expect(lines[1] == "  GitHub/acme-ml/model-source/ci-ct-cd.yml (workflow)")
            #expect(lines[2] == "  sends  POST /repos/acme-ml/model-source/actions/workflows/ci-ct-cd.yml/dispatches  to GitHub")
            #expect(lines[3].hasPrefix(#"         {"ref":"main","inputs":{"log_level":"info","max_depth":"4""#), "\(lines[3])")
            #expect(lines.contains { $0.hasPrefix("         with the token from file:") && $0.hasSuffix(", as oncall") })
            #expect(lines.contains("  shell  quarterdeck train ci-ct-cd.yml --repository acme-ml/model-source --input max_depth=4"))
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(try await train(config, "--dry-run", "--json").output.utf8)) as? [String: Any])
            #expect(json["schema"] as? Int == 1 && (json["plan"] as? [String: Any])?["title"] as? String == lines[0])
            #expect(json["outcome"] is NSNull && json["id"] is NSNull)
            #expect(await dispatches(lab) == 0)
            #expect(try await rows().isEmpty, "nothing was done, so nothing is in the audit")
            await lab.stop()
        }

        @Test func whereNobodyCanBeAskedItIsRefused() async throws {
            let (lab, config) = try await lab()
            let outcome = try await train(config)
            #expect(outcome.status == 2 && outcome.output.isEmpty)
            #expect(outcome.errors == "Nobody can be asked here: --dry-run prints what would be done, --yes does it. Nothing was sent.\n")
            #expect(await dispatches(lab) == 0)
            await lab.stop()
        }

        @Test func readOnlyRefusesAndStillShowsThePlan() async throws {
            let (lab, config) = try await lab("calm", "read_only = true")
            let refused = try await train(config, "--yes")
            #expect(refused.status == 2 && refused.errors.hasPrefix("Read-only (--read-only, or read_only in config.toml)"), "\(refused.errors)")
            let plan = try await train(config, "--dry-run")
            #expect(plan.status == 0 && plan.output.contains("\n  but    Read-only"), "\(plan.output)")
            await lab.stop()
        }

        @Test func whatCannotBeDoneAsAskedIsASentence() async throws {
            let (lab, config) = try await lab()
            for (arguments, sentence) in [
                (
                    ["ci-cd.yml"],
                    #"No watched repository has a workflow that can be started by hand named "ci-cd.yml": did you mean ci-ct-cd.yml?"#
                ),
                (
                    ["ci-cd.yml", "--repository", "model-source"],
                    #"acme-ml/model-source has no workflow "ci-cd.yml" on main. Did you mean ci-ct-cd.yml?"#
                ),
                (
                    ["validate.yml", "--repository", "infra-manifests"],
                    "validate.yml cannot be started by hand: its file on main has no workflow_dispatch trigger. None of its workflows can"
                ),
                (["--repository", "model-sauce"], #"No watched repository is named "model-sauce": did you mean model-source?"#),
                (["--ref", "mian"], #"acme-ml/model-source has no branch or tag "mian"; did you mean main?"#),
                (["--input", "depth=4"], #"The workflow has no input "depth". It has n_estimators, max_depth,"#),
                (["--input", "log_level=loud"], #"log_level is one of info, warning, debug, not "loud"."#),
                (["--input", "max_depth"], #"Error: --input is NAME=VALUE, not "max_depth"."#),
            ] {
                let outcome = try await Binary.run(["train"] + arguments + ["--yes", "--config", config], in: home)
                #expect(outcome.status == 2 && outcome.output.isEmpty, "\(arguments)")
                #expect(outcome.errors.hasPrefix(sentence), "\(outcome.errors)")
            }
            #expect(await dispatches(lab) == 0)
            await lab.setFault(.github, .refuse)
            let silent = try await train(config, "--yes")
            #expect(silent.status == 3 && silent.errors.hasPrefix("GitHub did not answer at "), "\(silent.errors)")
            await lab.stop()
        }

        // MARK: The whole way

        @Test func aTrainingIsFollowedToItsGateAndAudited() async throws {
            let (lab, config) = try await lab()
            let outcome = try await train(config, "--yes")
            #expect(outcome.status == 0, "\(outcome.errors)\(outcome.output)")
            let lines = outcome.output.split(separator: "\n").map(String.init)
            #expect(lines.count == 2 && lines[0].contains(" passed: accuracy ") && lines[0].contains(" ≥ 0.85, n 30, 95% "), "\(lines)")
            #expect(lines.last?.hasPrefix("Next: Bump the image: quarterdeck bump --image ghcr.io/") == true)
            #expect(lines.last?.contains(":main-9f00d11@sha256:") == true, "the tag was there, and is built again: only its digest is new")
            #expect(
                outcome.errors.contains("Z Unit Tests ✓ ") && !outcome.errors.contains("\u{1b}") && !outcome.errors.contains("\r"),
                "\(outcome.errors)")
            let row = try #require(try await rows().first)
            #expect(row.state == .done && row.kind == "training.launch" && row.identity == "oncall" && row.author == "mira")
            #expect(row.outcome == lines[0])
            #expect(await dispatches(lab) == 1)
            await lab.stop()
        }

        @Test func aModelBelowItsGateEndsWithOne() async throws {
            let (lab, config) = try await lab("training-gate")
            let outcome = try await train(config, "--yes", "--json")
            #expect(outcome.status == 1, "\(outcome.errors)")
            let json = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], "\(outcome.output)")
            let end = try #require(json["outcome"] as? [String: Any])
            #expect(end["kind"] as? String == "failed" && (end["sentence"] as? String)?.contains(" failed its gate: accuracy 0.") == true)
            #expect((end["offers"] as? [Any])?.isEmpty == true && json["state"] as? String == "failed")
            #expect(
                (json["steps"] as? [[String: Any]])?.contains { ($0["sentence"] as? String)?.hasPrefix("Continuous Training ✗ ") == true } == true)
            await lab.stop()
        }

        @Test func itIsBegunAndLeftWhereThatIsAsked() async throws {
            let (lab, config) = try await lab()
            let outcome = try await train(config, "--yes", "--no-follow")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.hasPrefix("It goes on: ") && outcome.output.contains("gh run watch "), "\(outcome.output)")
            #expect(try await rows().first?.state == .following)
            await lab.stop()
        }

        // MARK: On a terminal

        @Test func aTerminalIsAskedAndANoSendsNothing() async throws {
            let (lab, config) = try await lab()
            try await Aside.run { [home] in
                let deck = try Pty(Binary.path, ["train", "--config", config], environment: home.variables, columns: 160)
                try deck.expect("Do it? y/N")
                #expect(deck.terminal.text.contains("Launch training ci-ct-cd.yml on main"))
                deck.press("n", "Enter")
                try deck.expect("Not done. Nothing was sent.")
                #expect(try deck.wait() == 2 << 8)
            }
            #expect(await dispatches(lab) == 0)
            await lab.stop()
        }

        @Test func leavingLeavesTheRunGoing() async throws {
            let (lab, config) = try await lab()
            try await Aside.run { [home] in
                let deck = try Pty(Binary.path, ["train", "--config", config], environment: home.variables, columns: 160)
                try deck.expect("Do it? y/N")
                deck.press("y", "Enter")
                try deck.expect("is running.")
                deck.press("Ctrl-C")
                try deck.expect("It goes on: ")
                try deck.expect("To stop it: gh")
                #expect(try deck.wait() == 130 << 8)
            }
            #expect(try await rows().first?.state == .following)
            #expect(await lab.requests(.github).filter { $0.target.contains("/cancel") }.isEmpty)
            await lab.stop()
        }
    }
}
