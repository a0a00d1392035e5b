import Foundation
import Testing

@testable import quarterdeck

extension EndToEnd {
    /// From a folder of evidence to a report, from the report to a folder, and again.
    @Suite struct BundleTests {
        private let home: Home
        private let config: String
        private let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "TriageTests/Fixtures/scenarios/secrets-in-log").path

        init() throws {
            home = try Home()
            config = try home.write("archive = \"\(home.directory)/archive.sqlite\"\n", to: "config.toml")
        }

        private func run(_ arguments: String...) async throws -> Binary.Outcome {
            try await Binary.run(arguments + ["--config", config], in: home)
        }

        @Test func aReportsBundleReplaysIt() async throws {
            #expect(try await run("triage", "--from", folder).status == 0)
            let bundle = home.directory + "/incident"
            let exported = try await run("reports", "export", "latest", "--bundle", "--output", bundle)
            #expect(exported.status == 0 && exported.output == bundle + "\n", "\(exported.errors)")
            #expect(Home.mode(bundle) == 0o700 && Home.mode(bundle + "/subject.json") == 0o600)

            for arguments in [["--show-prompt", "--budget", "2000"], ["--show-prompt"]] {
                let first = try await Binary.run(["triage", "--from", folder, "--config", config] + arguments, in: home)
                let again = try await Binary.run(["triage", "--from", bundle, "--config", config] + arguments, in: home)
                #expect(again.status == 0 && again.output == first.output)
            }
            func causes(_ folder: String) async throws -> NSDictionary {
                let outcome = try await run("triage", "--from", folder, "--offline", "--json")
                var report = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
                // What was replaced is replaced already.
                report["secrets"] = nil
                return report as NSDictionary
            }
            #expect(try await causes(bundle) == causes(folder))
        }

        @Test func aFolderTellsFromWhenToWhenItsEvidenceReaches() async throws {
            let outcome = try await run("triage", "--from", folder, "--offline", "--json")
            let report = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
            let interval = try #require(report["interval"] as? [String: Any], "\(outcome.output)")
            let from = try #require(interval["from"] as? String), to = try #require(interval["to"] as? String)
            #expect(from < to && interval["since"] is NSNull)
            #expect(try await run("triage", "--from", folder, "--offline").output.contains("\nSeen: logs and events from \(from) to \(to).\n"))

            // No line here has a time.
            let silent = URL(filePath: folder).deletingLastPathComponent().appending(path: "drift-n-estimators").path
            let other = try await run("triage", "--from", silent, "--offline", "--json")
            #expect(other.output.hasSuffix("\"interval\":null}\n"), "\(other.output)")
        }

        @Test func whatIsThereIsNotWrittenOver() async throws {
            #expect(try await run("triage", "--from", folder).status == 0)
            let refused = try await run("reports", "export", "latest", "--bundle", "--output", home.directory)
            #expect(refused.status == 2 && refused.output.isEmpty)
            #expect(refused.errors == "\(home.directory) is there already; a bundle is written to a new directory, named by --output.\n")
            let both = try await run("reports", "export", "latest", "--bundle", "--format", "json")
            #expect(both.status == 2 && both.errors.contains("--bundle has a format of its own"))
        }

        @Test func theSmallestBudgetIsAThousandTokens() async throws {
            let refused = try await run("triage", "--from", folder, "--show-prompt", "--budget", "999")
            #expect(refused.status == 2 && refused.output.isEmpty)
            #expect(refused.errors.contains("--budget is 1000 tokens at least and 1000000 at most, not 999."))
            let shown = try await run("triage", "--from", folder, "--show-prompt", "--budget", "1000")
            #expect(shown.status == 0 && shown.output.utf8.count < 4000)
        }

        @Test func theBudgetOfTheConfigurationHoldsForAReplay() async throws {
            let small = try home.write(
                """
                archive = "\(home.directory)/archive.sqlite"
                [gemini]
                mode = "api-key"
                api_key = "env:NO_SUCH_KEY"
                prompt_budget = 1000
                """, to: "small.toml")
            let shown = try await Binary.run(["triage", "--from", folder, "--show-prompt", "--config", small], in: home)
            #expect(shown.output == (try await run("triage", "--from", folder, "--show-prompt", "--budget", "1000")).output, "\(shown.errors)")
        }

        @Test func aModelIsNamedAsTheConfigurationNamesIt() async throws {
            let refused = try await run("triage", "--from", folder, "--model", "../other")
            #expect(refused.status == 2 && refused.errors.contains("--model is a name as gemini.model holds it"))
        }
    }
}
