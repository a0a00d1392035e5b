import Archive
import Foundation
import Host
import TestSupport
import Testing

@testable import quarterdeck

extension EndToEnd {
    /// `quarterdeck reports` on an archive with three reports.
    @Suite struct ReportsTests {
        private let home: Home
        private let config: String
        private let ids = ["3f2a0000-0000-4000-8000-000000000001", "3f2b0000-0000-4000-8000-000000000002", "77aa0000-0000-4000-8000-000000000003"]

        init() async throws {
            home = try Home()
            let archive = try await Archive.open(path: home.directory + "/archive.sqlite")
            for (number, id) in ids.enumerated() {
                var record = ReportRecord()
                record.id = id
                record.created = Timestamp(seconds: 1_800_000_000 + Double(number) * 60)
                (record.kind, record.subject) = ("pod", "gcp/ml-apps/iris-\(number)")
                (record.severity, record.failureClass) = (number == 2 ? "critical" : "high", "oom-killed")
                (record.title, record.findings) = ("oom-killed: pod \(number) ran out", "## Found by rule (no model)\n\n- it ran out [1:2]\n")
                record.findingsJSON = #"{"class":"oom-killed","severity":"high","causes":[{"sentence":"it ran out"}],"evidence":[],"secrets":{}}"#
                (record.author, record.host, record.state, record.note) = ("mira", "bastion", "offline", "No model is configured.")
                record.prompt = "the prompt"
                var log = EvidenceRecord()
                (log.number, log.role, log.name, log.text) = (1, "log", "logs/server.log", "first\n```\nMemoryError\n")
                var gone = EvidenceRecord()
                (gone.number, gone.role, gone.name, gone.failure) = (2, "events", "events.json", "gcp did not answer.")
                try await archive.save(record, evidence: [log, gone])
            }
            config = try home.write("archive = \"\(home.directory)/archive.sqlite\"\n", to: "config.toml")
        }

        private func run(_ arguments: String...) async throws -> Binary.Outcome {
            try await Binary.run(["reports"] + arguments + ["--config", config], in: home)
        }

        private func json(_ outcome: Binary.Outcome) throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], "\(outcome)")
        }

        @Test func theNewestStandFirst() async throws {
            let outcome = try await run("list", "--limit", "2")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(
                outcome.output == """
                    ID        CREATED               SEVERITY  KIND  SUBJECT             TITLE
                    77aa0000  2027-01-15T08:02:00Z  critical  pod   gcp/ml-apps/iris-2  oom-killed: pod 2 ran out
                    3f2b0000  2027-01-15T08:01:00Z  high      pod   gcp/ml-apps/iris-1  oom-killed: pod 1 ran out

                    """)
            let list = try json(try await run("list", "--json", "--limit", "1"))
            #expect(list["kept"] as? Int == 3)
            #expect((list["reports"] as? [[String: Any]])?.map { $0["id"] as? String } == [ids[2]])
        }

        @Test func aReportIsNamedByTheBeginningOfItsId() async throws {
            let shown = try await run("show", "77")
            #expect(shown.status == 0, "\(shown.errors)")
            for words in ["# oom-killed: pod 2 ran out", "1. log, logs/server.log", "2. events, events.json: missing", "by mira on bastion"] {
                #expect(shown.output.contains(words), "\(shown.output)")
            }
            #expect(try await run("show", "latest").output == shown.output)
            let report = try json(try await run("show", "3F2A", "--json"))
            #expect(report["id"] as? String == ids[0])
            #expect((report["causes"] as? [[String: Any]])?.first?["sentence"] as? String == "it ran out")
            let evidence = try await run("show", "77", "--evidence", "1")
            #expect(evidence.output == "first\n```\nMemoryError\n")
        }

        @Test func whatOfAnAnswerDoesNotHoldIsMarkedWithItsReason() async throws {
            var record = ReportRecord()
            (record.id, record.created, record.kind, record.model) = (
                "99aa0000-0000-4000-8000-000000000009", Timestamp(seconds: 1_800_001_000), "pod", "gemini"
            )
            record.answer = "It ran out [1:3]. Commit 9f00d11 did it."
            record.findingsJSON =
                #"{"causes":[],"claims":{"made":2,"supported":1,"unsupported":[{"sentence":"Commit 9f00d11 did it.","reason":"9f00d11 does not stand in the evidence","start":18,"end":40}]}}"#
            try await Archive.open(path: home.directory + "/archive.sqlite").save(record, evidence: [])
            let shown = try await run("show", "latest")
            #expect(
                shown.output.contains(
                    "1 of 2 claims are supported by the evidence; ▲ stands before the others.\n\nIt ran out [1:3]. ▲ Commit 9f00d11 did it. (not supported: 9f00d11 does not stand in the evidence)"
                ), "\(shown)")
            let claims = try #require(try json(try await run("show", "latest", "--json"))["claims"] as? [String: Any])
            #expect(claims["made"] as? Int == 2 && (claims["unsupported"] as? [Any])?.count == 1)
            #expect(try json(try await run("show", "3f2a", "--json"))["claims"] is NSNull, "a report of before there was a check")
        }

        @Test func anIdThatIsNotOneReportsIsRefusedWithThoseItCouldBe() async throws {
            let ambiguous = try await run("show", "3f2")
            #expect(ambiguous.status == 2)
            #expect(ambiguous.output.isEmpty)
            #expect(ambiguous.errors.contains("3f2a0000") && ambiguous.errors.contains("3f2b0000") && ambiguous.errors.hasSuffix(".\n"))
            let unknown = try await run("show", "deadbeef")
            #expect(unknown.status == 2)
            #expect(unknown.errors.contains("No report's id begins with \"deadbeef\"; the newest are 77aa0000 (gcp/ml-apps/iris-2)"))
            #expect(try await run("show", "'; DROP").status == 2)
        }

        @Test func aSearchShowsWhereTheWordsStand() async throws {
            let found = try await run("search", "iris", "ran")
            #expect(found.status == 0)
            #expect(found.output.components(separatedBy: "gcp/ml-apps/iris-").count >= 4, "\(found.output)")
            #expect(!found.output.contains("\u{2}"))
            let none = try await run("search", "unicorn")
            #expect(none.status == 0 && none.output.isEmpty)
            #expect(none.errors.hasSuffix(" has \"unicorn\".\n"), "\(none.errors)")
            #expect(try json(try await run("search", "unicorn", "--json"))["reports"] as? [String] == [])
        }

        @Test func anExportHoldsEverythingAndIsForItsOwnerOnly() async throws {
            let path = home.directory + "/incident.json"
            let outcome = try await run("export", "77", "--format", "json", "--output", path)
            #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
            #expect(Home.mode(path) == 0o600)
            let report = try #require(try JSONSerialization.jsonObject(with: Data(Home.bytes(path))) as? [String: Any])
            #expect(report["prompt"] as? String == "the prompt")
            #expect((report["evidence"] as? [[String: Any]])?.first?["text"] as? String == "first\n```\nMemoryError\n")
            let markdown = try await run("export", "77")
            #expect(markdown.output.contains("````\nfirst\n```\nMemoryError\n````\n"), "evidence cannot end its own fence")
            // A rename would put a file in a device's place.
            let device = try await run("export", "77", "--output", "/dev/null")
            #expect(device.status == 2)
            #expect(device.errors.contains("/dev/null is no file"))
            #expect(try await run("export", "77", "--output", home.directory).errors.contains("is a directory"))
        }

        @Test func anEmptyArchiveIsNoError() async throws {
            let empty = try home.write("archive = \"\(home.directory)/none.sqlite\"\n", to: "empty.toml")
            let list = try await Binary.run(["reports", "--config", empty], in: home)
            #expect(list.status == 0 && list.output.isEmpty)
            #expect(list.errors == "No report is kept in \(home.directory)/none.sqlite.\n")
            let shown = try await Binary.run(["reports", "show", "latest", "--config", empty], in: home)
            #expect(shown.status == 2)
        }

        @Test func anArchiveThatIsNoneIsRefusedInASentence() async throws {
            let broken = try home.write(String(repeating: "no database ", count: 100), to: "broken.sqlite")
            let config = try home.write("archive = \"\(broken)\"\n", to: "broken.toml")
            let outcome = try await Binary.run(["reports", "list", "--config", config], in: home)
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains(broken) && outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
        }
    }
}
