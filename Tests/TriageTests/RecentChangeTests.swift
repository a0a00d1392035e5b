import Host
import JSON
import Testing

@testable import Triage

/// What a change shortly before says of itself, and when it speaks for the first cause instead of standing beside it.
@Suite struct RecentChangeTests {
    private func crashing(_ name: String, _ log: String, made: Double = 9) -> Draft {
        Draft(name, "crash-loop").pod(.crash(1), image: Draft.new, created: Draft.before(made)).previous(log)
            .alert("PodCrashLooping", ["pod": Draft.podName], summary: "restarts")
    }

    private func newImage(_ draft: Draft) -> Draft {
        draft.replicaSets(.init(number: 21, ago: 9000, image: Draft.old), .init(number: 22, ago: 9, image: Draft.new))
            .commit("0c5d1e77a2", by: "ines", "Deploy checkout", ago: 11, patch: "@@ -1 +1 @@\n- image: \(Draft.old)\n+ image: \(Draft.new)")
    }

    private func findings(_ draft: Draft) async throws -> [Finding] { Rules.findings(CaseFile(try await draft.made.gathered())) }

    private func changed(_ findings: [Finding]) -> Finding? { findings.first { $0.failureClass == RecentChange.failureClass } }

    @Test("A new image whose program fails is said for that cause, with its time and how to get back; it is no second finding")
    func linkedImage() async throws {
        let findings = try await findings(newImage(crashing("linked-image", "» ModuleNotFoundError: No module named 'lxml'")))
        let support = try #require(findings[0].support.first)
        #expect(
            support.text
                == "changed 9 min before the alert: checkout revision 22: container app image \(Draft.old) -> main-a90c3f2; by commit 0c5d1e7 (ines, \"Deploy checkout\") [5]"
        )
        #expect(support.place?.evidence == 4, "the replica set")
        #expect(findings[0].action.hasSuffix(" To get back to what ran before, revert commit 0c5d1e7."))
        #expect(changed(findings) == nil)
    }

    @Test("Where nothing but the time links them it stays a candidate of its own, and says so in every field")
    func unlinked() async throws {
        let findings = try await findings(
            newImage(crashing("unlinked", "» java.net.ConnectException: Connection refused: ledger-db.shop.svc:5432")))
        #expect(findings[0].failureClass == "dependency-unreachable" && findings[0].support.isEmpty)
        let candidate = try #require(changed(findings))
        #expect(candidate.against.map(\.text) == ["only its time speaks for it: the first cause names nothing that it changed"])
        #expect(candidate.impact == "Revision 22 of checkout, which it brought, has 0 of 1 pods ready; none of revision 21 is left.")
        #expect(candidate.action == "If the cause above follows from this change, revert commit 0c5d1e7; else leave it.")
        #expect(
            candidate.verify
                == "Once commit 0c5d1e7 is reverted, `kubectl -n shop get pods`: the new pod of deployment/checkout is ready and its RESTARTS stays the same for 5 min (its last run ended after 98 s); where it goes on as before, it was not this change."
        )
        #expect(candidate.prevention.contains("none of revision 22 is ready, and none of revision 21 is left"))
    }

    @Test(
        "A setting is linked with the cause that names it, and with no other",
        arguments: [
            (Draft.State.crash(137, "OOMKilled"), "", "1Gi", "512Mi", [], true), (.crash(137, "OOMKilled"), "", "256Mi", "512Mi", [], false),
            (.crash(1), "» ERROR could not connect to ledger-2.shop.svc:5432: connection refused", "1Gi", "512Mi", [], false),
            (.crash(1), "» ERROR could not connect to ledger-2.shop.svc:5432: connection refused", "1Gi", "1Gi", [("DB", "ledger-2.shop.svc")], true),
            (.crash(1), "» ERROR environment variable LEDGER_URL is not set", "1Gi", "1Gi", [("LEDGER", "x")], false),
            (.crash(1), "» ERROR environment variable LEDGER_URL is not set", "1Gi", "1Gi", [("LEDGER_URL", "")], true),
        ] as [(Draft.State, String, String, String, [(String, String)], Bool)])
    func linkedSetting(state: Draft.State, log: String, before: String, after: String, environment: [(String, String)], linked: Bool) async throws {
        let draft = Draft("setting", "unknown").pod(state, container: [:], created: Draft.before(9)).previous(log.isEmpty ? "~5 go" : log)
            .alert("X", ["pod": Draft.podName], summary: "")
            .replicaSets(
                .init(number: 1, ago: 9000, image: Draft.old, memory: before, environment: environment.map { ($0.0, "earlier") }),
                .init(number: 2, ago: 9, image: Draft.old, memory: after, environment: environment.filter { !$0.1.isEmpty }))
        let findings = try await findings(draft)
        #expect(findings[0].support.isEmpty != linked, "\(findings[0])")
        #expect((changed(findings) == nil) == (linked || before == after && environment.isEmpty))
        if before == "256Mi" { #expect(changed(findings)?.against.first?.text == "the change raised the memory limit, 256Mi -> 512Mi") }
    }

    @Test("An image that cannot be pulled is linked with the change that names it")
    func linkedPull() async throws {
        let draft = newImage(
            Draft("linked-pull", "image-pull").pod(.waiting("ImagePullBackOff", "Back-off"), image: Draft.new, created: Draft.before(9))
                .event("Failed", "Failed to pull image \"\(Draft.new)\": manifest unknown: not found")
                .alert("X", ["pod": Draft.podName], summary: ""))
        let findings = try await findings(draft)
        #expect(findings[0].failureClass == "image-pull" && findings[0].support.count == 1 && changed(findings) == nil)
    }

    @Test("The same error in a log from before the change speaks against it, though the cause names what was changed")
    func errorBefore() async throws {
        // A change that made no new pod: of a configuration that the program reads again.
        let draft = crashing("error-before", "» ERROR could not connect to ledger-2.shop.svc:5432: connection refused", made: 500)
            .application(("aaaa111", 3000), ("bbbb222", 5)).commit(
                "bbbb222", by: "omar", "Other ledger", ago: 6, patch: "@@ -1 +1 @@\n- db: ledger.shop.svc\n+ db: ledger-2.shop.svc")
        let findings = try await findings(draft), candidate = try #require(changed(findings))
        #expect(findings[0].support.isEmpty)
        #expect(candidate.against.first?.text.hasPrefix("the same error stood in logs/app.previous.log before it, at 2026-05-11T22:") == true)
        #expect(candidate.against.first?.place != nil)
    }

    @Test("Pods that the change did not touch, in the same trouble, speak against it")
    func othersToo() async throws {
        let draft = newImage(crashing("others-too", "» java.net.ConnectException: Connection refused: ledger-db.shop.svc:5432"))
            .event("BackOff", "Back-off restarting failed container app")
            .event("BackOff", "Back-off restarting failed container web", of: "Pod", "search-7f9d8c6b5-zzzzz")
            .event("BackOff", "Back-off restarting failed container app", of: "Pod", "checkout-5c9d7b8f214-qqqqq")
        let against = try #require(changed(try await findings(draft))).against
        #expect(
            against.map(\.text).prefix(2) == [
                "pod checkout-5c9d7b8f214-qqqqq of revision 21, the one before, has BackOff, too, last 2026-05-11T22:16:18Z",
                "pods of other workloads have BackOff, too, which the change did not touch: search-7f9d8c6b5-zzzzz",
            ])
        #expect(against.prefix(2).allSatisfy { $0.place != nil })
    }

    @Test("Trouble of the pod from before the change makes it no candidate")
    func troubleBefore() async throws {
        let draft = Draft("trouble-before", "unknown").pod(.running(ready: false), created: Draft.before(500))
            .event("Unhealthy", "Readiness probe failed: timeout").alert("X", ["pod": Draft.podName], summary: "")
            .application(("aaaa111", 3000), ("bbbb222", 5))
        let file = CaseFile(try await draft.made.gathered())
        #expect(file.changeCandidate == nil)
        #expect(file.changes.first?.against == "the pod was in trouble before it: Unhealthy, 2026-05-11T22:02:10Z")
    }

    @Test("What is undecided is no cause that a change could be held against")
    func undecided() async throws {
        let findings = try await findings(newImage(crashing("undecided", "INFO start\nERROR: Application startup failed. Exiting.")))
        #expect(findings[0].failureClass == "unknown")
        #expect(changed(findings)?.against.map(\.text) == ["only its time speaks for it"])
    }

    @Test(
        "Of a pipeline the file or the dependency that the first cause names is said for it",
        arguments: [
            ("api/routes.py:4:1: F401 'os' imported but unused", "api/routes.py", "+import os", true),
            ("api/routes.py:4:1: F401 'os' imported but unused", "api/carts.py", "+import os", false),
            ("api/routes.py:4:1: F401 'os' imported but unused", "routes.py", "+x", false),
            ("api/routes.py:4:1: E999 pydantic 2.9 needs another syntax", "pins.txt", "-pydantic==1.10\n+pydantic==2.9", true),
            ("api/routes.py:4:1: E999 this version is old", "pins.txt", "+version==2.9", false),
        ])
    func pipeline(line: String, path: String, patch: String, linked: Bool) async throws {
        let draft = Draft("pipeline", "code-quality").job("lint", step: "Lint", run: "flake8 api", "~5 runner\n» \(line)\n")
            .comparison([("abc1234", "lena", "Routes")], [(path, "@@ -1 +1 @@\n\(patch)")])
        let findings = try await findings(draft)
        #expect(findings[0].support.isEmpty != linked, "\(findings)")
        if linked {
            #expect(findings[0].support[0].text.hasPrefix("changed since the last passing run (commit abc1234 (lena, \"Routes\")): \(path) +1"))
        }
    }

    @Test("A file that the failed step names, but not its cause, stays a candidate with all its fields")
    func namedByStep() async throws {
        let log =
            "~5 runner\n» FAILED tests/test_refund.py::test_rounding - assert 1 == 2\n! api/money.py:14: Warning\nERROR api/money.py:14: deprecated\n"
        let draft = Draft("named-by-step", "unit-tests").job("unit", step: "Run unit tests", run: "pytest", log)
            .comparison([("abc1234", "lena", "A"), ("bcd2345", "ines", "B")], [("api/money.py", "@@ -1 +1 @@\n+x")])
        let candidate = try #require(changed(try await findings(draft)))
        #expect(candidate.sentence.contains("(2 commits, the last of them commit bcd2345 (ines, \"B\"))"))
        #expect(candidate.verify.contains("passes on the commit before those commits") && !candidate.impact.isEmpty && !candidate.prevention.isEmpty)
    }

    @Test(
        "A name is found whole only",
        arguments: [
            ("no module redis here", "redis", true), ("no module redis-py here", "redis", false), ("my_redis", "redis", false),
            ("redis.", "redis", true),
            ("rediscover redis", "redis", true), ("", "redis", false), ("x", "", false),
        ])
    func whole(text: String, name: String, found: Bool) { #expect(ChangeLink.has(text, name) == found) }
}
