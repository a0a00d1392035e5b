import TestSupport
import Testing
import Transport

@testable import Services

/// What lies between two commits, and the runs of one.
@Suite struct GitHubHistoryTests {
    private let http = ScriptedHTTP()
    private var client: GitHubClient { GitHubClient(.scripted(GitHubClient.configuration(), http)) }

    @Test func twoCommitsAreComparedWithTheirFiles() async throws {
        http.on(
            "GET", "/repos/ana/models/compare/aa11...bb22",
            .json(
                """
                {"status":"ahead","ahead_by":1,"commits":[{"sha":"bb22","commit":{"message":"Two","author":{"name":"Ana"}},"author":{"login":"ana"}}],
                "files":[{"filename":"src/a.py","status":"modified","additions":2,"deletions":1,"patch":"@@ -1 +1,2 @@"}]}
                """))
        let comparison = try await client.comparison(from: "aa11", to: "bb22", in: "ana/models")
        #expect(comparison.ahead == 1 && comparison.commits.map(\.login) == ["ana"] && comparison.commits[0].message == "Two")
        #expect(comparison.files.map(\.path) == ["src/a.py"] && comparison.files[0].additions == 2)
    }

    @Test func aCommitThatIsNotThereIsNamed() async {
        http.on("GET", "/repos/ana/models/compare/aa11...zz", .status(404))
        await expect(sentence: "GitHub has no commits aa11...zz in ana/models.") {
            _ = try await client.comparison(from: "aa11", to: "zz", in: "ana/models")
        }
    }

    @Test func theRunsOfACommitAreAskedByItsWholeHash() async throws {
        http.on("GET", "/repos/ana/models/actions/runs", .json(#"{"total_count":1,"workflow_runs":[{"id":9,"run_number":41,"head_sha":"aa11"}]}"#))
        let runs = try await client.runs(of: "ana/models", commit: "aa11")
        #expect(runs.map(\.number) == [41] && runs[0].repository == "ana/models")
        #expect(http.last?.url.hasSuffix("/actions/runs?head_sha=aa11&per_page=20") == true)
    }
}
