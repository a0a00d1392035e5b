import Foundation
import Testing

@testable import Lab

/// Writing files, branches and pull requests.
@Suite struct GitHubContentsTests {
    private let github = Played(GitHubSite())
    private let repository = "/repos/acme-ml/infra-manifests"
    private var path: String { repository + "/contents/applications/iris-classifier/deployment.yaml" }

    private func ask(_ method: String, _ path: String, _ body: JSON? = nil, token: String = GitHubSite.token) async -> LabResponse {
        await github.ask(
            method, path, ["authorization": "Bearer \(token)", "user-agent": "tests"],
            body: body.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "")
    }

    /// The file with another image, as a body.
    private func edit(sha: String?, branch: String = "main", image: String = Platform.irisBatch.image) async -> JSON {
        let file = await github.stage.read { $0.github.repositories[1].files["applications/iris-classifier/deployment.yaml"] ?? "" }
        let text = file.replacing(Platform.irisBefore.image, with: image)
        return .compact([
            "message": "Bump iris-classifier", "content": .string(Data(text.utf8).base64EncodedString()), "branch": .string(branch),
            "sha": sha.map { .string($0) },
        ])
    }

    private func sha(_ query: String = "") async -> String { await ask("GET", path + query).json["sha"]?.text ?? "" }

    @Test func aWriteWithTheRightIdBecomesACommitAndARun() async throws {
        let before = await sha()
        let runs = await ask("GET", repository + "/actions/runs").json["total_count"]?.int ?? 0
        let answer = await ask("PUT", path, await edit(sha: before))
        #expect(answer.status == 200)
        let commit = try #require(answer.json["commit"]?["sha"]?.text)
        #expect(answer.json["content"]?["sha"]?.text == (await sha()))
        #expect(await ask("GET", repository + "/commits?per_page=1").json.elements?.first?["sha"]?.text == commit)
        let file = await ask("GET", repository + "/commits/\(commit)").json["files"]?.elements?.first
        #expect(file?["patch"]?.text?.contains("+        image: \(Platform.irisBatch.image)") == true)
        #expect(await ask("GET", repository + "/actions/runs").json["total_count"]?.int == runs + 1)
        // The file as it was can still be read at the parent.
        let parent = answer.json["commit"]?["parents"]?.elements?.first?["sha"]?.text ?? ""
        #expect(await sha("?ref=\(parent)") == before)
    }

    @Test func aWriteOverAnotherVersionIsAConflict() async {
        let wrong = String(repeating: "0", count: 40)
        let conflict = await ask("PUT", path, await edit(sha: wrong))
        #expect(conflict.status == 409)
        #expect(conflict.json["message"]?.text == "applications/iris-classifier/deployment.yaml does not match \(wrong)")
        let missing = await ask("PUT", path, await edit(sha: nil))
        #expect(missing.status == 422)
        #expect(missing.json["message"]?.text == "Invalid request.\n\n\"sha\" wasn't supplied.")
        let nowhere = await ask("PUT", path, await edit(sha: await sha(), branch: "nope"))
        #expect(nowhere.status == 404)
        let odd = await ask("PUT", path, ["message": "x", "content": "%%%", "sha": .string(await sha())])
        #expect(odd.json["message"]?.text == "content is not valid Base64")
    }

    @Test func aProtectedBranchTakesPullRequestsOnly() async throws {
        await github.stage.apply(.github(.change(871_203_977, .protect("main", Protection()))))
        let refused = await ask("PUT", path, await edit(sha: await sha()))
        #expect(refused.status == 409)
        #expect(refused.json["message"]?.text?.contains("Changes must be made through a pull request.") == true)
        #expect(await ask("GET", repository + "/branches/main").json["protected"]?.bool == true)

        let head = try #require(await ask("GET", repository + "/git/ref/heads/main").json["object"]?["sha"]?.text)
        let branch: JSON = ["ref": "refs/heads/bump-iris", "sha": .string(head)]
        #expect(await ask("POST", repository + "/git/refs", branch).status == 201)
        #expect(await ask("POST", repository + "/git/refs", branch).json["message"]?.text == "Reference already exists")
        #expect(await ask("PUT", path, await edit(sha: await sha(), branch: "bump-iris")).status == 200)

        let wish: JSON = ["title": "Bump", "head": "bump-iris", "base": "main"]
        let pull = await ask("POST", repository + "/pulls", wish)
        #expect(pull.status == 201)
        let number = pull.json["number"]?.int ?? 0
        #expect(
            await ask("POST", repository + "/pulls", wish).json["errors"]?.elements?.first?["message"]?.text?
                .hasPrefix("A pull request already exists") == true)
        #expect(await ask("GET", "\(repository)/pulls/\(number)/files").json.elements?.count == 1)
        let merged = await ask("PUT", "\(repository)/pulls/\(number)/merge", .object([]))
        #expect(merged.json["merged"]?.bool == true)
        #expect(await github.stage.read { $0.github.repositories[1].commit("main")?.sha } == merged.json["sha"]?.text)
        #expect(await ask("GET", repository + "/pulls").json.elements?.isEmpty == true)
        let file = await github.stage.read { $0.github.repositories[1].files["applications/iris-classifier/deployment.yaml"] }
        #expect(file?.contains(Platform.irisBatch.image) == true)
    }

    @Test func aReviewThatIsAskedForBlocksTheMerge() async {
        await github.stage.apply(.github(.change(871_203_977, .protect("main", Protection(approvals: 1)))))
        let head = await ask("GET", repository + "/git/ref/heads/main").json["object"]?["sha"]?.text ?? ""
        _ = await ask("POST", repository + "/git/refs", ["ref": "refs/heads/b", "sha": .string(head)])
        let empty = await ask("POST", repository + "/pulls", ["title": "B", "head": "b", "base": "main"])
        #expect(empty.json["errors"]?.elements?.first?["message"]?.text == "No commits between main and b")
        _ = await ask("PUT", path, await edit(sha: await sha(), branch: "b"))
        let pull = await ask("POST", repository + "/pulls", ["title": "B", "head": "b", "base": "main"]).json
        #expect(pull["mergeable_state"]?.text == "blocked")
        let refused = await ask("PUT", "\(repository)/pulls/\(pull["number"]?.int ?? 0)/merge", .object([]))
        #expect(refused.status == 405)
        #expect(refused.json["message"]?.text == "At least 1 approving review is required by reviewers with write access.")
    }

    @Test func aBranchMovesForwardOnly() async {
        let commits = await github.stage.read { $0.github.repositories[1].commits.filter { $0.branch == "main" }.map(\.sha) }
        _ = await ask("POST", repository + "/git/refs", ["ref": "refs/heads/old", "sha": .string(commits[0])])
        let back = await ask("PATCH", repository + "/git/refs/heads/old", ["sha": .string(commits[2])])
        #expect(back.status == 422)
        #expect(back.json["message"]?.text == "Update is not a fast forward")
        #expect(await ask("DELETE", repository + "/git/refs/heads/old").status == 204)
        #expect(await ask("GET", repository + "/git/ref/heads/old").status == 404)
    }

    @Test func workflowFilesWantTheirOwnScope() async {
        let body: JSON = ["message": "x", "content": "eA==", "branch": "main"]
        let refused = await ask("PUT", repository + "/contents/.github/workflows/new.yml", body, token: GitHubSite.narrowToken)
        #expect(refused.status == 403)
        #expect(refused.header("x-accepted-oauth-scopes") == "workflow")
        #expect(await ask("PUT", repository + "/contents/.github/workflows/new.yml", body).status == 201)
    }

    @Test func somebodyElseMayCommitFirst() async {
        let before = await sha()
        await github.stage.apply(.github(.rival(.rivalBump)))
        let conflict = await ask("PUT", path, await edit(sha: before))
        #expect(conflict.status == 409)
        let after = await sha()
        #expect(after != before)
        #expect(await ask("PUT", path, await edit(sha: after)).status == 200)
    }
}
