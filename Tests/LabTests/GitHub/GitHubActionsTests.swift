import Testing

@testable import Lab

/// Dispatches, re-runs and cancellations, as a client meets them.
@Suite struct GitHubActionsTests {
    private let github = Played(GitHubSite())
    private let repository = "/repos/acme-ml/model-source"
    private var dispatches: String { repository + "/actions/workflows/ci-ct-cd.yml/dispatches" }

    private func headers(_ token: String = GitHubSite.token) -> [String: String] {
        ["authorization": "Bearer \(token)", "user-agent": "tests", "host": "127.0.0.1:80"]
    }

    private func ask(_ method: String, _ path: String, _ body: String = "", token: String = GitHubSite.token) async -> LabResponse {
        await github.ask(method, path, headers(token), body: body)
    }

    private func newest() async -> JSON? {
        await ask("GET", repository + "/actions/runs?event=workflow_dispatch&per_page=1").json["workflow_runs"]?.elements?.first
    }

    @Test func aDispatchIs204AndItsRunAppearsALittleLater() async throws {
        let before = await newest()?["run_number"]?.int ?? 0
        let answer = await ask("POST", dispatches, #"{"ref":"main","inputs":{"max_depth":"8"}}"#)
        #expect(answer.status == 204)
        #expect(answer.text.isEmpty)
        #expect(await newest()?["run_number"]?.int == before)
        await github.pass(Delays.dispatch)
        let run = try #require(await newest())
        #expect(run["run_number"]?.int ?? 0 > before)
        #expect(run["event"]?.text == "workflow_dispatch")
        #expect(run["actor"]?["login"]?.text == "oncall")
        #expect(run["status"]?.text == "in_progress")
    }

    @Test func theRunIsNamedAtOnceToWhoAsksForIt() async throws {
        let answer = await ask("POST", dispatches, #"{"ref":"refs/heads/main","return_run_details":true}"#)
        #expect(answer.status == 200)
        let id = try #require(answer.json["workflow_run_id"]?.int)
        #expect(answer.json["html_url"]?.text == "https://github.com/acme-ml/model-source/actions/runs/\(id)")
        #expect(await ask("GET", "\(repository)/actions/runs/\(id)").status == 404)
        await github.pass(Delays.dispatch)
        #expect(await ask("GET", "\(repository)/actions/runs/\(id)").json["id"]?.int == id)
    }

    @Test(arguments: [
        (#"{"inputs":{}}"#, 422, "Invalid request.\n\n\"ref\" wasn't supplied."),
        (#"{"ref":"nope"}"#, 422, "No ref found for: nope"),
        (#"{"ref":"main","inputs":{"epochs":"3"}}"#, 422, "Unexpected inputs provided: [\"epochs\"]"),
        (
            #"{"ref":"main","inputs":{"log_level":"loud"}}"#, 422,
            "Provided value 'loud' for input 'log_level' not in the list of allowed values"
        ),
        (#"{"ref":"main","inputs":{"log_level":""}}"#, 422, "Required input 'log_level' not provided"),
        (#"{"ref":"main","inputs":{"max_depth":8}}"#, 422, "Invalid request.\n\nFor 'properties/max_depth', 8 is not a string."),
        ("nonsense", 400, "Problems parsing JSON"),
    ])
    func aWrongDispatchIsRefusedInWords(_ body: String, _ status: Int, _ message: String) async {
        let answer = await ask("POST", dispatches, body)
        #expect(answer.status == status)
        #expect(answer.json["message"]?.text == message)
    }

    @Test func whatIsNotThereCannotBeDispatched() async {
        #expect(await ask("POST", repository + "/actions/workflows/nope.yml/dispatches", #"{"ref":"main"}"#).status == 404)
        let other = await ask("POST", "/repos/acme-ml/infra-manifests/actions/workflows/validate.yml/dispatches", #"{"ref":"main"}"#)
        #expect(other.status == 422)
        #expect(other.json["message"]?.text == "Workflow does not have 'workflow_dispatch' trigger")
    }

    @Test func aTokenThatMayOnlyReadIsToldWhatItLacks() async {
        let refused = await ask("POST", dispatches, #"{"ref":"main"}"#, token: GitHubSite.readerToken)
        #expect(refused.status == 403)
        #expect(refused.json["message"]?.text == "Resource not accessible by personal access token")
        #expect(refused.header("x-accepted-github-permissions") == "actions=write")
    }

    @Test func theWorkflowsFileTellsItsInputs() async {
        let raw = await github.ask(
            "GET", repository + "/contents/.github/workflows/ci-ct-cd.yml",
            headers().merging(["accept": "application/vnd.github.raw+json"]) { $1 })
        for input in Pipeline.modelSource.inputs ?? [] { #expect(raw.text.contains("      \(input.name):\n")) }
    }

    @Test func aRerunOfTheFailedKeepsWhatSucceeded() async throws {
        let failed = await ask("GET", repository + "/actions/runs?status=failure").json["workflow_runs"]?.elements ?? []
        let run = try #require(failed.first { $0["display_title"]?.text == PipelineFault.trivy.change.title })
        let path = "\(repository)/actions/runs/\(run["id"]?.int ?? 0)"
        let before = await ask("GET", path + "/jobs").json["jobs"]?.elements ?? []
        #expect(await ask("POST", path + "/rerun-failed-jobs").status == 201)
        #expect(await ask("POST", path + "/rerun").json["message"]?.text == "This workflow is already running")
        let again = await ask("GET", path).json
        #expect(again["run_attempt"]?.int == 2)
        #expect(again["conclusion"] == .null)
        let jobs = await ask("GET", path + "/jobs").json["jobs"]?.elements ?? []
        let train = try #require(jobs.first { $0["name"]?.text == "Continuous Training" })
        #expect(train["conclusion"]?.text == "success")
        #expect(train["completed_at"] == before.first { $0["name"]?.text == "Continuous Training" }?["completed_at"])
        let failing = before.filter { $0["conclusion"]?.text == "failure" }.map { $0["name"]?.text }
        #expect(failing == ["Build & Scan Container"])
        #expect(!jobs.contains { failing.contains($0["name"]?.text) && $0["status"]?.text == "completed" }, "what had failed is run again")
        // The first attempt and its log can still be read.
        let old = try #require(await ask("GET", path + "/attempts/1/jobs").json["jobs"]?.elements?.last { $0["conclusion"]?.text == "failure" })
        #expect(await ask("GET", "\(repository)/actions/jobs/\(old["id"]?.int ?? 0)/logs").status == 302)
    }

    @Test func aCancelledRunEndsAndTrainsNothing() async throws {
        let models = await github.stage.read { $0.mlflow.runs.count }
        _ = await ask("POST", dispatches, #"{"ref":"main"}"#)
        await github.pass(.minutes(1))
        let run = try #require(await newest())
        let path = "\(repository)/actions/runs/\(run["id"]?.int ?? 0)"
        #expect(await ask("POST", path + "/cancel").status == 202)
        await github.pass(Delays.cancellation)
        #expect(await ask("GET", path).json["conclusion"]?.text == "cancelled")
        let refused = await ask("POST", path + "/cancel")
        #expect(refused.status == 409)
        #expect(refused.json["message"]?.text == "Cannot cancel a workflow run that is completed.")
        await github.pass(.minutes(20))
        #expect(await github.stage.read { $0.mlflow.runs.count } == models)
    }
}
