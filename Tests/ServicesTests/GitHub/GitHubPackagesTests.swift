import Host
import JSON
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct GitHubPackagesTests {
    private let http = ScriptedHTTP()
    private var client: GitHubClient { GitHubClient(.scripted(GitHubClient.configuration(), http)) }

    @Test func versionsHaveDigestTagsAndTimesOverAllPages() async throws {
        let versions = try Fixture.bytes("github/package-versions.json")
        http.on(
            "GET", "/orgs/example-org/packages/container/models%2Fexample-app/versions",
            .bytes(versions, headers: ["Content-Type": "application/json", "Link": "</orgs/x/packages?page=2>; rel=\"next\""]))
        http.on("GET", "/orgs/x/packages", .json(#"[{"id":1,"name":"sha256:ab","metadata":{"container":{"tags":["old"]}}}]"#))
        let found = try await client.containerVersions(of: "example-org", name: "models/Example-App")
        #expect(found.first?.tags == ["latest", "sha-6f1486f"])
        #expect(found.first?.digest.hasPrefix("sha256:4fc91e22") == true)
        #expect(found.first?.created?.rfc3339 == "2026-03-19T11:27:59Z")
        #expect(found.dropFirst().first?.tags == [])
        #expect(found.last?.tags == ["old"])
    }

    @Test func aPersonsImagesStandElsewhere() async throws {
        http.on("GET", "/orgs/ana/packages/container/iris/versions", .json(#"{"message":"Not Found"}"#, status: 404))
        http.on("GET", "/users/ana/packages/container/iris/versions", .json("[]"))
        #expect(try await client.containerVersions(of: "ana", name: "iris").isEmpty)
    }

    @Test(arguments: [403, 404])
    func theTokenThatIsWantedIsNamed(status: Int) async {
        http.on("GET", "/versions", .json(#"{"message":"You need at least read:packages scope to list packages."}"#, status: status))
        await expect(
            sentence:
                "GitHub forbids image ana/iris: there is no such image, or the token may not list it: GitHub's packages want a classic token with the scope read:packages; a fine-grained one will not do."
        ) { _ = try await client.containerVersions(of: "ana", name: "iris") }
    }

    @Test func anIssueIsOpenedOnceOnly() async throws {
        let title = "[ALERT] ModelPodOOMKilled - iris-7c9 (k3d)"
        http.on(
            "GET", "/repos/ana/models/issues",
            .json(
                """
                [{"number":3,"title":"\(title)","state":"open","labels":[{"name":"ai-analysis"}],"pull_request":{"url":"x"}},
                {"number":2,"title":"\(title) again","state":"open","labels":[]},{"number":1,"title":"\(title)","state":"open","labels":["a"]}]
                """))
        #expect(try await client.openIssue(titled: title, labelled: "ai-analysis", in: "ana/models")?.number == 1)
        http.on("POST", "/issues", .json(#"{"number":4,"title":"t","state":"open","labels":[],"html_url":"https://github.com/x/4"}"#, status: 201))
        let issue = try await client.createIssue(title: "t", body: "b", labels: ["x"], in: "ana/models")
        #expect(issue.number == 4)
        #expect(issue.labels.isEmpty, "labels that were dropped are seen")
    }

    @Test func withoutALabelGitHubsSearchIsAsked() async throws {
        let recorded = try Fixture.value("github/search-issues.json").array
        let answer = try #require(recorded.first { $0["method"].string == "get" })["response"]
        http.on("GET", "/search/issues", .json(answer.text))
        let title = try #require(answer["items"].array.first?["title"].string)
        #expect(try await client.openIssue(titled: title, in: "octokit-fixture-org/search-issues")?.title == title)
        #expect(try await client.openIssue(titled: "no such title", in: "octokit-fixture-org/search-issues") == nil)
        #expect(http.last?.url.contains("q=repo%3Aoctokit-fixture-org%2Fsearch-issues%20is%3Aissue%20is%3Aopen%20in%3Atitle") == true)
    }
}
