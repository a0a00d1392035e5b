import Testing

@testable import Lab

/// The lab's GitHub: what a client meets that reads pipelines.
@Suite struct GitHubSiteTests {
    private let github = Played(GitHubSite())
    private let token = ["authorization": "Bearer \(GitHubSite.token)", "user-agent": "tests", "host": "127.0.0.1:80"]
    private let runs = "/repos/acme-ml/model-source/actions/runs"

    @Test func objectsHaveEveryRequiredField() async throws {
        let required = try Fixture.json("github/required-fields.json")
        func check(_ value: JSON?, _ schema: String) {
            for field in required[schema]?.elements ?? [] {
                #expect(value?[field.text ?? ""] != nil, "\(schema).\(field.text ?? "")")
            }
        }
        let failed = try #require(await github.ask("GET", runs + "?status=failure", token).json["workflow_runs"]?.elements?.first)
        check(failed, "WorkflowRun")
        let id = failed["id"]?.int ?? 0
        let jobs = await github.ask("GET", "\(runs)/\(id)/jobs?filter=latest", token).json["jobs"]?.elements ?? []
        let job = try #require(jobs.first { $0["conclusion"]?.text == "failure" })
        check(job, "Job")
        check(job["steps"]?.elements?.first, "JobPropStepsItems")
        let annotations = "/repos/acme-ml/model-source/check-runs/\(job["id"]?.int ?? 0)/annotations"
        check(await github.ask("GET", annotations, token).json.elements?.first, "CheckAnnotation")
        let commit = await github.ask("GET", "/repos/acme-ml/model-source/commits/\(failed["head_sha"]?.text ?? "")", token).json
        check(commit, "Commit")
        check(commit["commit"], "CommitPropCommit")
        check(commit["files"]?.elements?.first, "DiffEntry")
        check(
            await github.ask("GET", "/repos/acme-ml/model-source/actions/workflows", token).json["workflows"]?.elements?.first,
            "Workflow")
    }

    @Test func runsAreFilteredAndPagedByLinks() async throws {
        let first = await github.ask("GET", runs + "?branch=main&status=completed&per_page=5", token)
        let total = try #require(first.json["total_count"]?.int)
        #expect(total > 5)
        #expect(first.json["workflow_runs"]?.elements?.allSatisfy { $0["head_branch"]?.text == "main" } == true)
        let link = try #require(first.header("link"))
        // The next page's address names the repository by its id.
        let next = try #require(link.split(separator: ",").first { $0.contains("rel=\"next\"") })
        #expect(
            next.contains(
                "http://127.0.0.1:80/repositories/871203344/actions/runs?branch=main&status=completed&per_page=5&page=2"))
        let second = await github.ask(
            "GET", "/repositories/871203344/actions/runs?branch=main&status=completed&per_page=5&page=2", token)
        let numbers = { (answer: LabResponse) in
            (answer.json["workflow_runs"]?.elements ?? []).compactMap { $0["run_number"]?.int }
        }
        #expect(Set(numbers(first)).isDisjoint(with: numbers(second)))
        #expect(numbers(first) == numbers(first).sorted(by: >))
    }

    @Test func theOldNameRedirectsReadsAndWritesDifferently() async {
        let read = await github.ask("GET", "/repos/acme-ml/homelab-model-source/actions/runs?per_page=2", token)
        #expect(read.status == 301)
        #expect(read.header("location") == "http://127.0.0.1:80/repositories/871203344/actions/runs?per_page=2")
        #expect(read.json["message"]?.text == "Moved Permanently")
        let write = await github.ask("POST", "/repos/acme-ml/homelab-model-source/actions/runs/1/rerun", token)
        #expect(write.status == 307)
    }

    @Test func anUnchangedAnswerIs304AndCostsNothing() async throws {
        let first = await github.ask("GET", runs, token)
        #expect(first.header("x-ratelimit-used") == "1")
        let tag = try #require(first.header("etag"))
        #expect(tag.hasPrefix("W/\""))
        let second = await github.ask("GET", runs, token.merging(["if-none-match": tag]) { $1 })
        #expect(second.status == 304)
        #expect(second.text.isEmpty)
        #expect(second.header("x-ratelimit-used") == "1")
        // A tag belongs to the media type that was asked for.
        let other = await github.ask("GET", runs, token.merging(["if-none-match": tag, "accept": "application/json"]) { $1 })
        #expect(other.status == 200)
        #expect(other.header("x-ratelimit-used") == "2")
    }

    @Test func anExhaustedHourSaysWhenItEnds() async throws {
        await github.stage.apply(.github(.hourlyLimit(1)))
        _ = await github.ask("GET", "/user", token)
        let refused = await github.ask("GET", "/user", token)
        #expect(refused.status == 403)
        #expect(refused.header("x-ratelimit-remaining") == "0")
        #expect(refused.json["message"]?.text == "API rate limit exceeded for user ID 4417209.")
        #expect(refused.header("x-ratelimit-reset") == String((Moment.night + .hours(1)).milliseconds / 1_000))
        await github.pass(.minutes(61))
        #expect(await github.ask("GET", "/user", token).status == 200)
    }

    @Test func theSecondaryLimitNamesASpan() async {
        await github.stage.apply(.github(.secondaryLimit(true)))
        let refused = await github.ask("GET", "/user", token)
        #expect(refused.status == 403)
        #expect(refused.header("retry-after") == "60")
        #expect(refused.header("x-ratelimit-remaining") == "5000")
        #expect(refused.json["message"]?.text?.contains("secondary rate limit") == true)
    }

    @Test func whoDoesNotSayWhoTheyAreIsTurnedAway() async {
        let nameless = await github.ask("GET", "/user", ["authorization": "Bearer \(GitHubSite.token)"])
        #expect(nameless.status == 403)
        #expect(nameless.text.contains("Please make sure your request has a User-Agent header"))
        let wrong = await github.ask("GET", "/user", ["authorization": "Bearer nope", "user-agent": "tests"])
        #expect(wrong.status == 401)
        #expect(wrong.json["message"]?.text == "Bad credentials")
        // A private repository does not exist for who has no token.
        #expect(await github.ask("GET", runs, ["user-agent": "tests"]).status == 404)
    }

    @Test func contentsComeInBase64OrRaw() async throws {
        let path = "/repos/acme-ml/infra-manifests/contents/applications/iris-classifier/deployment.yaml"
        let file = await github.ask("GET", path, token).json
        #expect(file["encoding"]?.text == "base64")
        #expect(file["content"]?.text?.split(separator: "\n").allSatisfy { $0.count <= 60 } == true)
        let raw = await github.ask("GET", path, token.merging(["accept": "application/vnd.github.raw+json"]) { $1 })
        #expect(raw.text.contains("image: \(Platform.irisBefore.image)"))
        #expect(file["size"]?.int == Int64(raw.text.utf8.count))
        let folder = await github.ask("GET", "/repos/acme-ml/infra-manifests/contents/applications", token).json
        #expect(folder.elements?.compactMap { $0["name"]?.text } == ["iris-classifier", "wine-quality-xgboost"])
    }

    @Test func aBlobHasTheIdThatGitGivesIt() {
        // git hash-object of "what is up, doc?", the example of the Pro Git book.
        #expect(GitObject.blob("what is up, doc?") == "bd9dbf5aae1a3862dd1526723246b20206e5fc37")
    }
}
