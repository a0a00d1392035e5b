import Testing

@testable import Lab

/// What scanners uploaded, and what lies between two commits, as a client reads them.
@Suite struct RunArtifactTests {
    private let github = Played(GitHubSite(), .scanReport)
    private let repository = "/repos/acme-ml/model-source"

    private func ask(_ path: String, token: String? = GitHubSite.token) async -> LabResponse {
        var headers = ["user-agent": "tests", "host": "127.0.0.1:80"]
        if let token { headers["authorization"] = "Bearer \(token)" }
        return await github.ask("GET", path, headers)
    }

    private func run() async throws -> (id: Int64, sha: String) {
        let run = try #require(await ask(repository + "/actions/runs?status=failure&per_page=1").json["workflow_runs"]?.elements?.first)
        return (try #require(run["id"]?.int), try #require(run["head_sha"]?.text))
    }

    @Test func aFailedScanHasItsReportsAsArtifacts() async throws {
        let list = await ask("\(repository)/actions/runs/\(try await run().id)/artifacts").json
        #expect(list["total_count"]?.int == 2)
        #expect(list["artifacts"]?.elements?.compactMap { $0["name"]?.text } == ["bandit-report", "trivy-results"])
        #expect(list["artifacts"]?.elements?.allSatisfy { $0["size_in_bytes"]?.int ?? 0 > 100 && $0["expired"] == false } == true)
    }

    @Test func anArtifactIsAZipBehindASignedLink() async throws {
        let list = await ask("\(repository)/actions/runs/\(try await run().id)/artifacts").json
        let id = try #require(list["artifacts"]?.elements?.last?["id"]?.int)
        let answer = await ask("\(repository)/actions/artifacts/\(id)/zip")
        #expect(answer.status == 302)
        let location = try #require(answer.headers.first { $0.name == "Location" }?.value)
        #expect(location.hasPrefix("http://localhost:80/actions-results/"))
        let path = String(location.dropFirst("http://localhost:80".count))
        #expect(await ask(path).status == 403, "who sends the token there is refused")
        let archive = await ask(path, token: nil)
        #expect(archive.status == 200 && archive.text.hasPrefix("PK\u{3}\u{4}"))
        #expect(archive.text.contains("trivy-results.sarif") && archive.text.contains("CVE-2024-6827"))
    }

    @Test func itsChecksumIsThatOfTheFile() {
        #expect(ZipArchive.checksum(Array("123456789".utf8)) == 0xCBF4_3926, "the check value of CRC-32")
    }

    @Test func twoCommitsAreCompared() async throws {
        let sha = try await run().sha
        let passing = try #require(
            await ask(repository + "/actions/runs?branch=main&status=success&per_page=1").json["workflow_runs"]?.elements?.first?["head_sha"]?.text)
        let between = await ask("\(repository)/compare/\(passing)...\(sha)").json
        #expect(between["status"]?.text == "ahead" && between["ahead_by"]?.int == 1)
        #expect(between["files"]?.elements?.first?["filename"]?.text == "requirements.txt")
        #expect(await ask("\(repository)/compare/\(sha)...\(sha)").json["status"]?.text == "identical")
        #expect(await ask("\(repository)/compare/\(sha)...0000000").status == 404)
    }
}
