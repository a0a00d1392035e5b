import Host
import JSON
import Testing

@testable import Triage

/// What is taken for a change, what may have done it, and what speaks against that.
@Suite struct ChangeTests {
    private func file(_ draft: Draft) async throws -> CaseFile { CaseFile(try await draft.made.gathered()) }

    private func crashing(_ name: String) -> Draft {
        Draft(name, "unknown").pod(.crash(1), image: Draft.new, created: Draft.before(9)).alert("X", ["pod": Draft.podName], summary: "")
    }

    private func twoRevisions(_ draft: Draft, ago: Double = 9) -> Draft {
        draft.replicaSets(.init(number: 1, ago: 9000, image: Draft.old), .init(number: 2, ago: ago, image: Draft.new))
    }

    @Test("A revision is told by what of its template differs, the image first")
    func differences() async throws {
        let draft = crashing("differences").replicaSets(
            .init(number: 1, ago: 9000, image: Draft.old, memory: "1Gi", environment: [("MODE", "slow"), ("GONE", "x")]),
            .init(number: 2, ago: 9, image: Draft.new, memory: "512Mi", environment: [("MODE", "fast"), ("NEW", "y")], readiness: "/ready"))
        let change = try #require(try await file(draft).changes.first)
        #expect(
            change.differences.map(\.words) == [
                "container app image \(Draft.old) -> main-a90c3f2", "container app limit memory 1Gi -> 512Mi",
                "container app readiness probe http GET /healthz port 8080 -> http GET /ready port 8080", "container app env MODE slow -> fast",
                "container app env NEW (none) -> y", "container app env GONE x -> (none)",
            ])
        #expect(change.isCandidate && change.words.hasSuffix("env MODE slow -> fast and 2 more"))
    }

    @Test(
        "An image is told whole, and what is the same of the next one is not told twice",
        arguments: [
            ("ghcr.io/shop/app:v7", "ghcr.io/shop/app:v8", "ghcr.io/shop/app:v7 -> v8"), ("app:v7", "web:v7", "app:v7 -> web:v7"),
            ("app@sha256:ab", "app@sha256:cd", "app@sha256:ab -> cd"), ("app", "app:v8", "app -> app:v8"),
            ("host:5000/app", "host:5000/web", "host:5000/app -> host:5000/web"), ("", "app:v8", "(none) -> app:v8"),
        ])
    func images(before: String, after: String, words: String) {
        #expect(Difference(place: "container app image", before: before, after: after).words == "container app image \(words)")
        #expect(Difference(before: before, after: after).words == "\(before.isEmpty ? "(none)" : before) -> \(after)")
    }

    @Test("A pod of the revision before is not touched by the new one")
    func otherRevision() async throws {
        var draft = twoRevisions(crashing("other-revision"))
        var pod = try #require(draft.pod), meta = pod["metadata"]
        meta["ownerReferences"] = [["kind": "ReplicaSet", "name": "checkout-5c9d7b8f14", "controller": true]]
        pod["metadata"] = meta
        draft.pod = pod
        let file = try await file(draft)
        #expect(file.changeCandidate == nil && file.changes.first?.against == "the pod is of another revision")
    }

    @Test("What was wrong before the change was not made by it")
    func wrongBefore() async throws {
        let draft = twoRevisions(crashing("wrong-before")).rule("X", "errors > 5", left: "errors", [1, 1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9])
        #expect(
            try await file(draft).changes.first?.against == "the alert's value was over its threshold before, at 2026-05-11T22:05:00Z")
    }

    @Test("A revision that is back again has the time that Argo CD knows")
    func rolledBack() async throws {
        let draft = crashing("rolled-back").replicaSets(
            .init(number: 3, ago: 4000, image: Draft.new), .init(number: 4, ago: 9000, image: Draft.old)
        ).application(("aaaa111", 4000), ("bbbb222", 12))
        let change = try #require(try await file(draft).changes.first)
        #expect(change.subject == "checkout revision 4 (an earlier one, back again)" && change.at == Timestamp(rfc3339: Draft.before(12.1)))
    }

    @Test("Without replica sets the application's history and its commits' lines tell")
    func applicationOnly() async throws {
        let draft = crashing("application-only").application(("aaaa111", 3000), ("bbbb222", 12))
            .commit("bbbb222", by: "ines", "More threads", ago: 14, patch: "@@ -1 +1 @@\n-   threads: 2\n+   threads: 64")
        let file = try await file(draft)
        #expect(file.changeCandidate?.words == "application checkout: threads: 2 -> threads: 64; by sync of commit bbbb222 (ines, \"More threads\")")
        let elsewhere = crashing("elsewhere").application(("bbbb222", 12))
            .commit("bbbb222", by: "ines", "More threads", ago: 14, file: "apps/search/a.yaml", patch: "@@ -1 +1 @@\n-a\n+b")
        let other = try await self.file(elsewhere)
        #expect(other.changeCandidate == nil && other.changes.first?.against == "its commit changes nothing below apps/checkout")
        #expect(other.facts.contains { $0.text.hasSuffix("(nothing below apps/checkout, so not this workload)") })
    }

    @Test("A commit is told as the one that brought an image only by a line that it added")
    func broughtBy() async throws {
        let draft = twoRevisions(crashing("brought-by")).commit(
            "cccc333", by: "omar", "Back to the image before", ago: 3, patch: "@@ -1 +1 @@\n- image: \(Draft.new)\n+ image: \(Draft.old)")
        #expect(try #require(try await file(draft).changes.first).commit == nil)
    }

    @Test("A failed step names a file by its place; a table that lists all files does not")
    func namedFiles() async throws {
        func draft(_ line: String) -> Draft {
            Draft("named \(line)", "code-quality").job("lint", step: "Lint", run: "flake8 api", "~5 runner\n\(line)\n").comparison(
                [("abc1234", "lena", "Routes")], [("api/routes.py", "@@ -1 +1 @@\n+import os")])
        }
        #expect(try await file(draft("» api/routes.py:4:1: F401 'os' imported but unused")).isNamed("api/routes.py"))
        #expect(try await !file(draft("» api/routes.py      14      2    86%")).isNamed("api/routes.py"))
    }
}
