import Archive
import Foundation
import Host
import JSON
import Operations
import TestSupport
import Testing

@testable import quarterdeck

extension EndToEnd {
    /// `quarterdeck audit` on an archive with three actions, and no service anywhere.
    @Suite struct AuditCommandTests {
        private let home: Home
        private let config: String
        private let ids = ["3f2a0000-0000-4000-8000-000000000001", "3f2b0000-0000-4000-8000-000000000002", "77aa0000-0000-4000-8000-000000000003"]

        init() async throws {
            home = try Home()
            let archive = try await Archive.open(path: home.directory + "/archive.sqlite")
            let start = SystemTime().now() + .seconds(-3 * 3600)
            for (number, id) in ids.enumerated() {
                var record = AuditRecord()
                record.id = id
                record.created = Timestamp(milliseconds: (start + .seconds(number * 3600)).milliseconds / 1000 * 1000)
                (record.kind, record.actionKey, record.title) = ("pod.delete", "pod.delete k3d/\(number)", "Delete pod iris-\(number)")
                (record.target, record.context) = ("k3d/ml-apps/iris-\(number) (pod)", "k3d")
                (record.author, record.host, record.sshIdentity, record.identity) = ("mira", "bastion", "ssh-ed25519 …9fQz from 10.0.0.5", "ada@acme")
                record.step = "Confirmed: \(record.title)."
                record.plan = Self.plan(number).json.text
                record.owner = .current
                record.lease = SystemTime().now() + .seconds(3600)
                _ = try await archive.begin(record)
                try await archive.advance(
                    audit: id, owner: .current, to: .sending, step: "Sending: \(record.title).", at: record.created + .seconds(1), lease: record.lease
                )
                if number == 2 { continue }
                try await archive.finish(
                    audit: id, owner: .current, as: number == 0 ? .failed : .done,
                    outcome: number == 0 ? "k3d refused (403): pods is forbidden" : "Pod iris-1 has gone.", at: record.created + .seconds(9))
            }
            config = try home.write(
                "archive = \"\(home.directory)/archive.sqlite\"\n[prometheus]\nurl = \"http://127.0.0.1:1\"\n", to: "config.toml")
        }

        private static func plan(_ number: Int) -> Plan {
            var plan = Plan(
                OperationRequest(kind: "pod.delete", parameters: ["context": "k3d"]), title: "Delete pod iris-\(number)",
                target: Target(context: "k3d", namespace: "ml-apps", name: "iris-\(number)", uid: "1f", kind: "pod"), actionKey: "pod.delete k3d/1f")
            plan.requests = [
                PlannedRequest(
                    service: "k3d", method: "DELETE", path: "/api/v1/namespaces/ml-apps/pods/iris-\(number)",
                    body: #"{"preconditions":{"uid":"1f"}}"#)
            ]
            plan.consequences = ["ReplicaSet iris makes another in its place."]
            (plan.credential, plan.undo, plan.command) = ("the token of user \"k3d\"", "Cannot be undone.", "kubectl delete pod iris-\(number)")
            return plan
        }

        private func run(_ arguments: String...) async throws -> Binary.Outcome {
            try await Binary.run(["audit"] + arguments + ["--config", config], in: home)
        }

        private func json(_ text: some StringProtocol) throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
        }

        private func titles(_ outcome: Binary.Outcome) throws -> [String] {
            try #require(try json(outcome.output)["actions"] as? [[String: Any]]).compactMap { $0["title"] as? String }
        }

        @Test func theNewestStandFirstAndServicesAreNotAsked() async throws {
            let outcome = try await run("--limit", "2")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let rows = outcome.output.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true).map(String.init) }
            #expect(rows[0] == ["ID", "CREATED", "STATE", "BY", "TITLE", "TARGET", "OUTCOME"])
            #expect(rows.dropFirst().map { $0[0] } == ["77aa0000", "3f2b0000"])
            #expect(rows[1].contains("sending") && outcome.output.contains("Pod iris-1 has gone."))
            let list = try json(try await run("list", "--json", "--limit", "1").output)
            #expect(list["kept"] as? Int == 3 && list["schema"] as? Int == 1)
        }

        @Test func theyAreNarrowedByAgeAndByWords() async throws {
            #expect(try titles(try await run("list", "--json", "--since", "90m")) == ["Delete pod iris-2"])
            #expect(try titles(try await run("list", "--json", "--search", "failed FORBIDDEN")) == ["Delete pod iris-0"])
            let none = try await run("list", "--search", "unicorn", "--since", "1h")
            #expect(none.status == 0 && none.output.isEmpty)
            #expect(none.errors == "No action with \"unicorn\" so recent is kept in \(home.directory)/archive.sqlite.\n")
            #expect(try await run("list", "--since", "yesterday").status == 2)
        }

        @Test func oneIsShownWithWhatWasSentAndByWhom() async throws {
            let outcome = try await run("show", "3f2a")
            #expect(outcome.status == 0, "\(outcome.errors)")
            for words in [
                "# Delete pod iris-0", "failed: k3d refused (403): pods is forbidden", "mira on bastion", "ssh-ed25519 …9fQz from 10.0.0.5",
                "ada@acme, says the service", "sends  DELETE /api/v1/namespaces/ml-apps/pods/iris-0  to k3d", #"{"preconditions":{"uid":"1f"}}"#,
                "with the token of user \"k3d\"", "undo   Cannot be undone.", "Sending: Delete pod iris-0.", "Action \(ids[0])",
            ] {
                #expect(outcome.output.contains(words), "\(words) in \(outcome.output)")
            }
            #expect(try await run("show", "latest").output.contains("Process    \(ProcessInfo.processInfo.processIdentifier) on "))
            let action = try json(try await run("show", "3F2B", "--json").output)
            #expect(action["identity"] as? String == "ada@acme" && action["credential"] as? String == "the token of user \"k3d\"")
            #expect(((action["plan"] as? [String: Any])?["requests"] as? [[String: Any]])?.first?["method"] as? String == "DELETE")
            #expect((action["steps"] as? [[String: Any]])?.count == 2)
            #expect(action["reference"] is NSNull && action["sent"] is String)
        }

        @Test func anIdThatIsNotOneActionsIsRefusedWithThoseItCouldBe() async throws {
            let ambiguous = try await run("show", "3f2")
            #expect(ambiguous.status == 2 && ambiguous.output.isEmpty)
            #expect(
                ambiguous.errors
                    == "3f2 begins several actions' ids: 3f2b0000 (Delete pod iris-1), 3f2a0000 (Delete pod iris-0). Give more of it.\n")
            let unknown = try await run("show", "deadbeef")
            #expect(unknown.status == 2)
            #expect(unknown.errors.hasPrefix("No action's id begins with \"deadbeef\"; the newest are 77aa0000 (Delete pod iris-2)"))
        }

        @Test func anExportIsALineForEachActionOldestFirst() async throws {
            let path = home.directory + "/night.jsonl"
            let outcome = try await run("export", "--output", path)
            #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
            #expect(Home.mode(path) == 0o600)
            let lines = try Home.text(path).split(separator: "\n").map(json)
            #expect(lines.map { $0["id"] as? String } == ids)
            #expect(lines.allSatisfy { ($0["steps"] as? [Any])?.isEmpty == false })
            #expect(try await run("export", "--since", "90m").output.split(separator: "\n").count == 1)
        }

        @Test func anEmptyAuditIsNoError() async throws {
            let empty = try home.write("archive = \"\(home.directory)/none.sqlite\"\n", to: "empty.toml")
            let list = try await Binary.run(["audit", "--config", empty], in: home)
            #expect(list.status == 0 && list.output.isEmpty)
            #expect(list.errors == "No action is kept in \(home.directory)/none.sqlite.\n")
            let shown = try await Binary.run(["audit", "show", "latest", "--config", empty], in: home)
            #expect(shown.status == 2 && shown.errors == "No action is kept yet in \(home.directory)/none.sqlite.\n")
        }
    }
}
