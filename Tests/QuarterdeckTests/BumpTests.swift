import Foundation
import Host
import Lab
import TestSupport
import Testing

@testable import quarterdeck

extension EndToEnd {
    /// `quarterdeck bump` from a shell, against the lab.
    @Suite struct BumpTests {
        private let home: Home
        private let lab: RunningLab
        private let config: String

        init() async throws {
            home = try Home()
            lab = try await Lab.start(LabOptions(scenario: "calm", pace: 20))
            let files = DemoHome(directory: home.directory + "/lab")
            try await files.write(for: lab)
            config = files.configPath
        }

        private func bump(_ arguments: String...) async throws -> Binary.Outcome {
            try await Binary.run(["bump"] + arguments + ["--config", config], in: home)
        }

        private func json(_ text: String) throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
        }

        @Test func whatThereIsIsListedWithWhatRunsWhere() async throws {
            let outcome = try await bump("iris-classifier", "--list")
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.first?.hasPrefix("TAG  ") == true)
            let row = try #require(lines.first { $0.hasPrefix("main-9f00d11 ") }, "\(outcome.output)")
            #expect(row.contains(" 9f00d11 ") && row.hasSuffix("in the manifest, runs in k3d/ml-apps/iris-classifier"), "\(row)")
            let list = try json(await bump("iris-classifier", "--list", "--json").output)
            let tags = try #require(list["tags"] as? [[String: Any]])
            #expect(tags.first { $0["in_manifest"] as? Bool == true }?["tag"] as? String == "main-9f00d11")
            #expect(list["gaps"] as? [String] == [] && tags.allSatisfy { $0["built"] is String && $0["digest"] is String })
            await lab.stop()
        }

        @Test func aDryRunPrintsThePlanAndSendsNothing() async throws {
            let outcome = try await bump("iris-classifier", "--tag", "main-48aa19c", "--dry-run")
            #expect(outcome.status == 0, "\(outcome)")
            for words in [
                "-         image: \(Lab.image):main-9f00d11  # set by the pipeline",
                "+         image: \(Lab.image):main-48aa19c  # set by the pipeline",
                "who may write there.", "built 20", "Then ArgoCD syncs by itself (automated).", "/health is asked",
                "quarterdeck bump iris-classifier --image \(Lab.image):main-48aa19c",
            ] { #expect(outcome.output.contains(words), "\(words): \(outcome.output)") }
            #expect(await !lab.requests(.github).contains { $0.method == "PUT" })
            await lab.stop()
        }

        @Test func aBumpIsFollowedAndRevertedByTheCommandItNames() async throws {
            try await lab.apply(scenario: "pull-forbidden")
            let stuck = try await bump("iris-classifier", "--tag", "main-48aa19c", "--yes")
            #expect(stuck.status == 1 && stuck.output.hasPrefix("Stuck: iris-classifier-"), "\(stuck)")
            let next = try #require(stuck.output.split(separator: "\n").first { $0.hasPrefix("Next: ") }, "\(stuck)")
            let words = try #require(next.split(separator: "quarterdeck bump ").last).split(separator: " ").map(String.init)
            #expect(words.first == "iris-classifier" && words.dropFirst().first == "--revert", "\(next)")
            let mended = try await bump(words[0], words[1], words[2], "--yes", "--json")
            let outcome = try #require(try json(mended.output)["outcome"] as? [String: Any], "\(mended)")
            #expect(mended.status == 0 && outcome["kind"] as? String == "done", "\(mended)")
            await lab.stop()
        }

        @Test func whatCannotBeDoneIsRefusedWithTwo() async throws {
            for (arguments, words) in [
                (["iris-classifier"], "Say what to deploy"), (["irs", "--list"], "there is iris-classifier, wine-quality-xgboost"),
                (["iris-classifier", "--tag", "main-9f00d1", "--yes"], "the nearest tag is main-9f00d11"),
                (["iris-classifier", "--tag", "main-9f00d11", "--yes"], "the same image is no change"),
                (["iris-classifier", "--tag", "main-48aa19c"], "--yes"),
            ] {
                let outcome = try await Binary.run(["bump"] + arguments + ["--config", config], in: home)
                #expect(outcome.status == 2 && outcome.errors.contains(words) && outcome.output.isEmpty, "\(arguments): \(outcome)")
            }
            #expect(await !lab.requests(.github).contains { $0.method == "PUT" })
            await lab.stop()
        }
    }
}
