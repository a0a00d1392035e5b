import Host
import JSON
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct GitHubClientTests {
    private let http = ScriptedHTTP()
    private let client: GitHubClient

    init() {
        var configuration = GitHubClient.configuration()
        configuration.credentials = SecretCredentials(name: "the token from env:GITHUB_TOKEN") { "ghp_secret" }
        client = GitHubClient(.scripted(configuration, http))
    }

    private func rate(_ remaining: Int) -> [String: String] {
        ["X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "\(remaining)", "X-RateLimit-Reset": "1795406400"]
    }

    @Test func theViewerKnowsScopesAndEndOfItsToken() async throws {
        http.on(
            "GET", "/user",
            .json(
                #"{"login":"ana","name":null}"#,
                headers: ["X-OAuth-Scopes": "repo, workflow", "GitHub-Authentication-Token-Expiration": "2026-12-01 08:00:00 +0100"]))
        let viewer = try await client.viewer()
        #expect(viewer.login == "ana")
        #expect(viewer.scopes == ["repo", "workflow"])
        #expect(viewer.expires?.rfc3339 == "2026-12-01T07:00:00Z")
        #expect(GitHubViewer.expiration("2026-12-01 08:00:00 UTC")?.rfc3339 == "2026-12-01T08:00:00Z")
        #expect(GitHubViewer.expiration("soon") == nil)
        let request = try #require(http.last)
        #expect(request.headers["Authorization"] == "Bearer ghp_secret")
        #expect(request.headers["X-GitHub-Api-Version"] == "2022-11-28")
        #expect(request.headers["Accept"] == "application/vnd.github+json")
    }

    @Test func runsAreAskedConditionallyAndAnUnchangedListCostsNothing() async throws {
        http.on(
            "GET", "/repos/ana/models/actions/runs",
            .json(
                #"{"total_count":1,"workflow_runs":[{"id":412,"status":"completed","conclusion":"failure"}]}"#,
                headers: rate(4999).merging(["ETag": #"W/"abc""#]) { own, _ in own }),
            .status(304, headers: rate(4998)))
        let first = try await client.runs(of: "ana/models", branch: "main", count: 20)
        #expect(first.map(\.id) == [412])
        #expect(first.map(\.repository) == ["ana/models"])
        #expect(client.rate == GitHubRate(limit: 5000, remaining: 4999, reset: Timestamp(milliseconds: 1_795_406_400_000)))
        let second = try await client.runs(of: "ana/models", branch: "main", count: 20)
        #expect(second == first)
        #expect(http.last?.headers["If-None-Match"] == #"W/"abc""#)
        #expect(http.last?.url == "https://api.github.com/repos/ana/models/actions/runs?per_page=20&branch=main")
        #expect(client.rate?.remaining == 4998)
    }

    @Test func aRenamedRepositoryIsFollowed() async throws {
        let recorded = try Fixture.value("github/rename-repository.json").array[1]
        let location = try #require(recorded["headers"]["location"].string)
        http.on(
            "GET", "/repos/ana/old/actions/runs",
            .json(recorded["response"].text, status: 301, headers: ["Location": location + "/actions/runs"]))
        http.on("GET", "/repositories/1000/actions/runs", .json(#"{"workflow_runs":[]}"#))
        #expect(try await client.runs(of: "ana/old").isEmpty)
        #expect(http.last?.url == "https://api.github.com/repositories/1000/actions/runs")
        #expect(http.last?.headers["Authorization"] == "Bearer ghp_secret")
    }

    @Test func aJobsLogIsFetchedFromTheOtherHostWithoutOurToken() async throws {
        http.on("GET", "/actions/jobs/7/logs", .status(302, headers: ["Location": "https://blob.example.net/log?sig=1"]))
        http.on("GET", "/log", .pieces(["\u{feff}2026-11-23T03:00:00.1234567Z one\r\n", "2026-11-23T03:00:01.1234567Z ##[error]two\r\n"]))
        let log = try await client.log(ofJob: 7, in: "ana/models")
        #expect(log.dropped == 0)
        #expect(String(decoding: log.bytes, as: UTF8.self).hasPrefix("2026-11-23T03:00:00.1234567Z one"))
        let request = try #require(http.last)
        #expect(request.url == "https://blob.example.net/log?sig=1")
        #expect(request.headers["Authorization"] == nil)
    }

    @Test func aLongLogKeepsItsEnd() async throws {
        let lines = (1...1000).map { "line \($0)\n" }
        http.on("GET", "/logs", .pieces(lines))
        let log = try await client.log(ofJob: 7, in: "ana/models", limit: 100)
        let text = String(decoding: log.bytes, as: UTF8.self)
        #expect(text.hasPrefix("line 9") && text.hasSuffix("line 999\nline 1000\n"))
        #expect(log.bytes.count <= 100)
        #expect(log.bytes.count + log.dropped == lines.joined().utf8.count)
    }

    @Test func aLogThatIsNotThereSaysWhen() async {
        http.on("GET", "/logs", .json(#"{"message":"Not Found"}"#, status: 404))
        await expect(
            sentence: "GitHub has no log of job 7: it is not there before the job has ended, nor after it has expired."
        ) { _ = try await client.log(ofJob: 7, in: "ana/models") }
    }

    @Test func jobsOfTheLatestAttemptAreReadOverAllPages() async throws {
        http.on(
            "GET", "/actions/runs/412/jobs",
            .json(
                #"{"jobs":[{"id":1,"name":"test","steps":[]}]}"#,
                headers: [
                    "Link": #"<https://api.github.com/repositories/1/actions/runs/412/jobs?page=2>; rel="next", <https://x>; rel="last""#
                ]))
        http.on("GET", "/repositories/1/actions/runs/412/jobs", .json(#"{"jobs":[{"id":2,"name":"train","steps":null}]}"#))
        #expect(try await client.jobs(ofRun: 412, in: "ana/models").map(\.name) == ["test", "train"])
        #expect(http.requests.map(\.url).first?.hasSuffix("/actions/runs/412/jobs?filter=latest&per_page=100") == true)
    }

    @Test func aNextPageOnAnotherHostNeverGetsOurToken() async throws {
        http.on(
            "GET", "/jobs", .json(#"{"jobs":[]}"#, headers: ["Link": #"<https://evil.example/jobs>; rel="next""#]), .json(#"{"jobs":[]}"#))
        _ = try await client.jobs(ofRun: 412, in: "ana/models")
        #expect(http.last?.url == "https://evil.example/jobs")
        #expect(http.last?.headers["Authorization"] == nil)
    }

    @Test func annotationsAndCommitsAreRead() async throws {
        http.on(
            "GET", "/check-runs/7/annotations",
            .json(
                #"[{"path":".github","start_line":3,"annotation_level":"failure","title":null,"message":"Process completed with exit code 1."}]"#
            ))
        http.on("GET", "/commits/5be1", .json(#"{"sha":"5be1","commit":{"message":"batch endpoint"},"files":[{"filename":"a.py"}]}"#))
        #expect(try await client.annotations(ofJob: 7, in: "ana/models").map(\.line) == [3])
        #expect(try await client.commit("5be1", in: "ana/models").files.map(\.path) == ["a.py"])
    }

    @Test func theLastSuccessIsOfTheSameWorkflowAndBranchAndOlder() async throws {
        http.on(
            "GET", "/actions/workflows/9/runs",
            .json(
                """
                {"workflow_runs":[{"id":414,"conclusion":"success","created_at":"2026-11-23T04:00:00Z"},
                {"id":412,"conclusion":"success","created_at":"2026-11-23T03:00:00Z"},
                {"id":408,"conclusion":"success","created_at":"2026-11-23T01:00:00Z"}]}
                """))
        var run = WorkflowRun()
        (run.id, run.repository, run.workflowID, run.branch) = (412, "ana/models", 9, "main")
        run.created = Timestamp(rfc3339: "2026-11-23T03:00:00Z")
        #expect(try await client.lastSuccess(before: run)?.id == 408)
        #expect(http.last?.url.contains("branch=main&status=success") == true)
    }

    @Test func usedUpRequestsAreToldFromMissingRights() async {
        let date = ["Date": "Mon, 23 Nov 2026 03:07:00 GMT"]
        http.on("GET", "/user", .json(#"{"message":"API rate limit exceeded for user ID 1."}"#, status: 403, headers: rate(0)))
        await expect(sentence: "GitHub wants us to wait until 04:00:00Z: all 5000 requests of this hour are used up.") {
            _ = try await client.viewer()
        }
        http.on(
            "GET", "/user",
            .json(
                #"{"message":"You have exceeded a secondary rate limit."}"#, status: 403,
                headers: rate(4000).merging(date) { own, _ in own }))
        await expect(sentence: "GitHub wants us to wait until 03:08:00Z: requests came too fast (its secondary limit).") {
            _ = try await client.viewer()
        }
        http.on("GET", "/user", .json("{}", status: 429, headers: date.merging(["Retry-After": "30"]) { own, _ in own }))
        await expect(sentence: "GitHub wants us to wait until 03:07:30Z: requests came too fast (its secondary limit).") {
            _ = try await client.viewer()
        }
        http.on("GET", "/user", .json(#"{"message":"Resource not accessible by personal access token"}"#, status: 403, headers: rate(4000)))
        await expect(sentence: "GitHub forbids /user: Resource not accessible by personal access token") { _ = try await client.viewer() }
    }

    @Test func aRecordedValidationFailureNamesItsField() throws {
        let recorded = try Fixture.value("github/errors.json").array[0]
        let response = HTTPResponse(status: 422, body: recorded["response"].bytes)
        #expect(
            GitHubFailure.error(response, service: "GitHub")
                == .refused(service: "GitHub", status: 422, sentence: "Validation Failed (Label color invalid)"))
    }

    @Test func aWrongTokenIsNamedByItsSource() async {
        http.on("GET", "/user", .json(#"{"message":"Bad credentials"}"#, status: 401))
        await expect(sentence: "GitHub rejected the token from env:GITHUB_TOKEN; renew it.") { _ = try await client.viewer() }
    }
}
