import Host
import JSON
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct GitHubWorkflowsTests {
    private let http = ScriptedHTTP()
    private var client: GitHubClient { GitHubClient(.scripted(GitHubClient.configuration(), http)) }

    @Test func workflowsAreListedWithTheirFiles() async throws {
        http.on(
            "GET", "/actions/workflows",
            .json(#"{"workflows":[{"id":9,"name":"Pipeline","path":".github/workflows/ci-ct-cd.yml","state":"active"}]}"#))
        let workflows = try await client.workflows(of: "ana/models")
        #expect(workflows.map(\.file) == ["ci-ct-cd.yml"])
        #expect(workflows.map(\.state) == ["active"])
    }

    @Test func aDispatchAsksWhichRunItMade() async throws {
        http.on(
            "POST", "/actions/workflows/ci-ct-cd.yml/dispatches",
            .json(#"{"workflow_run_id":413,"run_url":"https://api.github.com/x","html_url":"https://github.com/ana/models/actions/runs/413"}"#))
        let dispatched = try await client.dispatch("ci-ct-cd.yml", in: "ana/models", branch: "main", inputs: ["model": "iris", "gate": "0.85"])
        #expect(dispatched == Dispatched(run: 413, url: "https://github.com/ana/models/actions/runs/413"))
        #expect(http.last?.text == #"{"ref":"main","inputs":{"gate":"0.85","model":"iris"},"return_run_details":true}"#)
        #expect(http.last?.headers["Content-Type"] == "application/json")
    }

    @Test func anOlderServerAnswersNothingOrRefusesTheQuestion() async throws {
        http.on("POST", "/dispatches", .status(204))
        #expect(try await client.dispatch("9", in: "ana/models", branch: "main") == Dispatched())
        http.on(
            "POST", "/dispatches", .json(#"{"message":"Invalid request. \"return_run_details\" is not a permitted key."}"#, status: 422),
            .status(204))
        #expect(try await client.dispatch("9", in: "ana/models", branch: "main") == Dispatched())
        #expect(http.last?.text == #"{"ref":"main"}"#)
    }

    @Test func aRefusedDispatchKeepsGitHubsSentenceAndIsNotRepeated() async {
        http.on("POST", "/dispatches", .json(#"{"message":"Unexpected inputs provided: [\"colour\"]"}"#, status: 422))
        await expect(sentence: #"GitHub refused (422): Unexpected inputs provided: ["colour"]"#) {
            _ = try await client.dispatch("9", in: "ana/models", branch: "main", inputs: ["colour": "red"])
        }
        #expect(http.requests.count == 1)
    }

    @Test func aLostAnswerIsFoundByTimeBranchAndActor() async throws {
        http.on(
            "GET", "/actions/workflows/ci.yml/runs",
            .json(
                """
                {"workflow_runs":[
                {"id":5,"event":"workflow_dispatch","head_branch":"main","actor":{"login":"Ana"},"created_at":"2026-11-23T03:00:12Z"},
                {"id":4,"event":"workflow_dispatch","head_branch":"main","actor":{"login":"ben"},"created_at":"2026-11-23T03:00:11Z"},
                {"id":3,"event":"push","head_branch":"main","actor":{"login":"ana"},"created_at":"2026-11-23T03:00:11Z"},
                {"id":2,"event":"workflow_dispatch","head_branch":"main","actor":{"login":"ana"},"created_at":"2026-11-23T03:00:10Z"},
                {"id":1,"event":"workflow_dispatch","head_branch":"main","actor":{"login":"ana"},"created_at":"2026-11-23T02:59:59Z"}]}
                """))
        let since = try #require(Timestamp(rfc3339: "2026-11-23T03:00:10.700Z"))
        let runs = try await client.dispatchedRuns(of: "ana/models", workflow: "ci.yml", branch: "main", since: since, actor: "ana")
        #expect(runs.map(\.id) == [2, 5])
        #expect(http.last?.url.contains("event=workflow_dispatch&branch=main&created=%3E%3D2026-11-23T03%3A00%3A10Z") == true)
    }

    @Test func runsAreRepeatedAndStopped() async throws {
        http.on("POST", "/rerun", .json("{}", status: 201))
        http.on("POST", "/rerun-failed-jobs", .json("{}", status: 201))
        http.on("POST", "/cancel", .json("{}", status: 202))
        http.on("POST", "/force-cancel", .json("{}", status: 202))
        try await client.rerun(412, in: "ana/models")
        try await client.rerunFailedJobs(of: 412, in: "ana/models")
        try await client.cancel(412, in: "ana/models")
        try await client.cancel(412, in: "ana/models", force: true)
        let base = "https://api.github.com/repos/ana/models/actions/runs/412/"
        #expect(http.requests.map(\.url) == ["rerun", "rerun-failed-jobs", "cancel", "force-cancel"].map { base + $0 })
        #expect(http.requests.allSatisfy { $0.body == nil && $0.headers["Content-Type"] == nil })
    }

    @Test func whatCannotBeRepeatedOrStoppedSaysWhy() async {
        http.on("POST", "/rerun", .json(#"{"message":"This workflow is already running"}"#, status: 403))
        await expect(sentence: "GitHub forbids run 412 in ana/models: This workflow is already running") {
            try await client.rerun(412, in: "ana/models")
        }
        http.on("POST", "/cancel", .json(#"{"message":"Cannot cancel a workflow run that is completed."}"#, status: 409))
        await #expect(
            throws: WriteFailure.conflict(.refused(service: "GitHub", status: 409, sentence: "Cannot cancel a workflow run that is completed."))
        ) {
            try await client.cancel(412, in: "ana/models")
        }
    }

    @Test func theMissingScopeIsNamed() async {
        let scopes = ["X-OAuth-Scopes": "read:org, public_repo", "X-Accepted-OAuth-Scopes": "repo"]
        http.on("POST", "/dispatches", .json(#"{"message":"Not Found"}"#, status: 404, headers: scopes))
        await expect(
            sentence: "GitHub forbids workflow 9 in ana/models: it is not there, or the token lacks the scope repo; it has read:org, public_repo."
        ) { _ = try await client.dispatch("9", in: "ana/models", branch: "main") }
        http.on(
            "POST", "/dispatches",
            .json(
                #"{"message":"Resource not accessible by personal access token"}"#, status: 403,
                headers: ["X-Accepted-GitHub-Permissions": "actions=write"]))
        await expect(
            sentence:
                "GitHub forbids workflow 9 in ana/models: Resource not accessible by personal access token (it wants the permission actions=write)"
        ) { _ = try await client.dispatch("9", in: "ana/models", branch: "main") }
    }
}

@Suite struct GitHubScopesTests {
    @Test(
        arguments: [
            (["X-OAuth-Scopes": "repo, workflow", "X-Accepted-OAuth-Scopes": "public_repo, repo"], nil),
            (["X-OAuth-Scopes": "repo", "X-Accepted-OAuth-Scopes": "security_events"], nil),
            (["X-OAuth-Scopes": "", "X-Accepted-OAuth-Scopes": "workflow"], "the token lacks the scope workflow; it has none"),
            (
                ["X-OAuth-Scopes": "gist", "X-Accepted-OAuth-Scopes": "read:packages, repo"],
                "the token lacks the scope read:packages or repo; it has gist"
            ),
            (["X-OAuth-Scopes": "gist", "X-Accepted-OAuth-Scopes": ""], nil), ([:], nil),
            (
                ["X-Accepted-GitHub-Permissions": "contents=write,workflows=write; administration=write"],
                "it wants the permission contents=write and workflows=write, or administration=write"
            ),
        ] as [([String: String], String?)])
    func headersNameWhatIsMissing(lines: [String: String], clause: String?) {
        var headers: HTTPHeaders = [:]
        for (name, value) in lines { headers.add(name, value) }
        #expect(GitHubScopes.missing(headers) == clause)
    }
}
