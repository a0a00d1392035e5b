import JSON
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct GitHubBranchesTests {
    private let http = ScriptedHTTP()
    private var client: GitHubClient { GitHubClient(.scripted(GitHubClient.configuration(), http)) }

    @Test func rightsAndDefaultBranchAreRead() async throws {
        http.on(
            "GET", "/repos/ana/infra",
            .json(
                #"{"full_name":"acme/infra","default_branch":"trunk","archived":false,"private":true,"permissions":{"pull":true,"push":true,"admin":false}}"#
            ))
        let access = try await client.access(to: "ana/infra")
        #expect(access.name == "acme/infra")
        #expect(access.defaultBranch == "trunk")
        #expect(access.mayWrite && !access.mayAdminister && !access.mayMaintain && access.isPrivate)
    }

    private func push(protected: Bool, rules: ScriptedHTTP.Answer, protection: ScriptedHTTP.Answer) async throws -> BranchRules.DirectPush {
        http.on("GET", "/branches/main", .json(#"{"name":"main","protected":\#(protected),"commit":{"sha":"5be1"}}"#))
        http.on("GET", "/rules/branches/main", rules)
        http.on("GET", "/branches/main/protection", protection)
        return try await client.rules(ofBranch: "main", in: "ana/infra").directPush
    }

    @Test func aDirectPushIsJudgedFromRulesetsAndProtection() async throws {
        let none = ScriptedHTTP.Answer.json("[]"), unasked = ScriptedHTTP.Answer.json("{}", status: 500)
        #expect(try await push(protected: false, rules: none, protection: unasked) == .allowed)
        #expect(try await push(protected: false, rules: .json(#"{"message":"Upgrade"}"#, status: 403), protection: unasked) == .allowed)
        #expect(
            try await push(protected: false, rules: .json(#"[{"type":"deletion"},{"type":"pull_request"}]"#), protection: unasked)
                == .refused("changes must be made through a pull request."))
        #expect(
            try await push(protected: true, rules: none, protection: .json(#"{"required_pull_request_reviews":{"url":"x"}}"#))
                == .refused("changes must be made through a pull request."))
        #expect(try await push(protected: true, rules: none, protection: .json(#"{"enforce_admins":{"enabled":true}}"#)) == .allowed)
        #expect(
            try await push(protected: true, rules: none, protection: .json(#"{"message":"Not Found"}"#, status: 404))
                == .notKnown("it is protected, and the token may not read how."))
    }

    @Test func branchesAreListedOverAllPages() async throws {
        http.on(
            "GET", "/repos/ana/models/branches",
            .json(
                #"[{"name":"main"}]"#,
                headers: ["Link": #"<https://api.github.com/repositories/7/branches?page=2>; rel="next""#]))
        http.on("GET", "/repositories/7/branches", .json(#"[{"name":"feature/x"}]"#))
        #expect(try await client.branches(of: "ana/models") == ["main", "feature/x"])
    }

    @Test func aBranchThatIsNotThereIsNamed() async {
        http.on("GET", "/branches/dev%2Fx", .json(#"{"message":"Branch not found"}"#, status: 404))
        await expect(sentence: "GitHub has no branch dev/x in ana/infra.") { _ = try await client.rules(ofBranch: "dev/x", in: "ana/infra") }
    }

    @Test func aBranchAndItsPullRequestAreMade() async throws {
        http.on("POST", "/git/refs", .json(#"{"ref":"refs/heads/bump"}"#, status: 201))
        http.on(
            "POST", "/pulls",
            .json(
                #"{"number":7,"id":70,"state":"open","title":"Bump","html_url":"https://github.com/ana/infra/pull/7","head":{"ref":"bump","sha":"5be1"},"base":{"ref":"main"},"merged":false}"#,
                status: 201))
        try await client.createBranch("bump", at: "5be1", in: "ana/infra")
        #expect(http.last?.text == #"{"ref":"refs/heads/bump","sha":"5be1"}"#)
        let pull = try await client.createPullRequest(title: "Bump", body: "why", from: "bump", to: "main", in: "ana/infra")
        #expect(pull.number == 7 && pull.head == "bump" && pull.base == "main" && pull.commit == "5be1" && !pull.isMerged)
        #expect(http.last?.text == #"{"title":"Bump","body":"why","head":"bump","base":"main"}"#)
    }

    @Test func whatIsThereAlreadyIsAConflict() async {
        http.on("POST", "/git/refs", .json(#"{"message":"Reference already exists"}"#, status: 422))
        await #expect(throws: WriteFailure.conflict(.refused(service: "GitHub", status: 422, sentence: "Reference already exists"))) {
            try await client.createBranch("bump", at: "5be1", in: "ana/infra")
        }
        http.on(
            "POST", "/pulls",
            .json(#"{"message":"Validation Failed","errors":[{"message":"A pull request already exists for ana:bump."}]}"#, status: 422))
        await expect(
            sentence:
                "GitHub refused (422): Validation Failed (A pull request already exists for ana:bump.). Nothing was changed; look at it again first."
        ) { _ = try await client.createPullRequest(title: "Bump", body: "", from: "bump", to: "main", in: "ana/infra") }
    }

    @Test func thePullRequestOfABranchIsFound() async throws {
        http.on(
            "GET", "/pulls",
            .json(
                #"[{"number":6,"state":"open","head":{"ref":"other"},"base":{"ref":"main"}},{"number":7,"state":"open","head":{"ref":"bump"},"base":{"ref":"main"}}]"#
            ))
        #expect(try await client.pullRequest(from: "bump", to: "main", in: "ana/infra")?.number == 7)
        #expect(http.last?.url.hasSuffix("/pulls?state=all&head=ana%3Abump&base=main") == true)
        http.on("GET", "/pulls/7", .json(#"{"number":7,"state":"closed","merged":true,"merge_commit_sha":"c0ffee","head":{},"base":{}}"#))
        let merged = try await client.pullRequest(7, in: "ana/infra")
        #expect(merged.isMerged && merged.mergeCommit == "c0ffee")
        // While it is open that commit is GitHub's trial, on no branch.
        http.on("GET", "/pulls/8", .json(#"{"number":8,"state":"open","merged":false,"merge_commit_sha":"7e57","head":{},"base":{}}"#))
        #expect(try await client.pullRequest(8, in: "ana/infra").mergeCommit == "")
    }
}
