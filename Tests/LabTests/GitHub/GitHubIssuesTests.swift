import Testing

@testable import Lab

/// Issues, labels and packages.
@Suite struct GitHubIssuesTests {
    private let github = Played(GitHubSite())
    private let repository = "/repos/acme-ml/model-source"

    private func ask(_ method: String, _ path: String, _ body: String = "", token: String = GitHubSite.token) async -> LabResponse {
        await github.ask(method, path, ["authorization": "Bearer \(token)", "user-agent": "tests"], body: body)
    }

    @Test func anIssueIsOpenedFoundByLabelAndAnswered() async {
        let opened = await ask("POST", repository + "/issues", #"{"title":"[ALERT] x","body":"text","labels":["ai-analysis","ml-ops"]}"#)
        #expect(opened.status == 201)
        let number = opened.json["number"]?.int ?? 0
        let found = await ask("GET", repository + "/issues?labels=ai-analysis&state=open").json.elements ?? []
        #expect(found.map { $0["number"]?.int } == [number])
        #expect(await ask("POST", "\(repository)/issues/\(number)/comments", #"{"body":"Seen."}"#).status == 201)
        #expect(await ask("GET", "\(repository)/issues/\(number)").json["comments"]?.int == 1)
        let closed = await ask("PATCH", "\(repository)/issues/\(number)", #"{"state":"closed"}"#).json
        #expect(closed["state"]?.text == "closed")
        #expect(await ask("GET", repository + "/issues?labels=ai-analysis").json.elements?.isEmpty == true)
    }

    @Test func limitsAreSaidInWords() async {
        let long = String(repeating: "x", count: 257)
        let refused = await ask("POST", repository + "/issues", #"{"title":"\#(long)"}"#)
        #expect(refused.status == 422)
        #expect(refused.json["errors"]?.elements?.first?["message"]?.text == "title is too long (maximum is 256 characters)")
        #expect(await ask("POST", repository + "/issues", "{}").status == 422)
    }

    @Test func aLabelIsMadeOnce() async {
        #expect(await ask("POST", repository + "/labels", ##"{"name":"model-drift","color":"b60205"}"##).status == 201)
        let again = await ask("POST", repository + "/labels", #"{"name":"Model-Drift"}"#)
        #expect(again.status == 422)
        #expect(again.json["errors"]?.elements?.first?["code"]?.text == "already_exists")
    }

    private let versions = "/orgs/acme-ml/packages/container/model-source/versions"

    @Test func packageVersionsNameDigestsTagsAndTimes() async throws {
        let answer = await ask("GET", versions + "?per_page=100")
        let all = answer.json.elements ?? []
        let running = try #require(
            all.first { $0["metadata"]?["container"]?["tags"]?.elements?.contains(.string(Platform.irisBefore.tag)) == true })
        let pod = try #require(await github.stage.read { $0.iris })
        #expect(running["name"]?.text == pod.containers.first?.digest)
        #expect(running["created_at"]?.text?.hasSuffix("Z") == true)
        // The platform's manifest and the attestation stand there without tags.
        #expect(all.count { $0["metadata"]?["container"]?["tags"]?.elements?.isEmpty == true } > all.count / 2)
    }

    @Test func packagesWantAClassicTokenWithItsScope() async {
        let fine = await ask("GET", versions, token: GitHubSite.fineGrainedToken)
        #expect(fine.status == 403)
        #expect(fine.json["message"]?.text == "Resource not accessible by personal access token")
        let narrow = await ask("GET", versions, token: GitHubSite.narrowToken)
        #expect(narrow.json["message"]?.text == "You need at least read:packages scope to list packages.")
        #expect(narrow.header("x-oauth-scopes") == "repo")
        #expect(await ask("GET", "/users/acme-ml/packages/container/model-source/versions").status == 404)
        #expect(await ask("GET", "/orgs/acme-ml/packages/container/nope/versions").json["message"]?.text == "Package not found.")
    }
}
