import Foundation
import TestSupport
import Testing

@testable import Lab

extension Tool {
    /// GitHub's client, by the variable or on the path.
    fileprivate static let gh = ProcessInfo.processInfo.environment["QUARTERDECK_TEST_GH"].map(Tool.init(path:)) ?? Tool("gh")
}

/// GitHub's own client against the lab, by whole addresses on loopback, on the routes that our client uses.
/// `QUARTERDECK_TEST_GH` names a `gh` that is not on the path.
@Suite(.enabled(if: Tool.gh != nil, "gh is not installed"), .serialized)
struct GhTests {
    private static let source = "repos/acme-ml/model-source", manifests = "repos/acme-ml/infra-manifests"

    /// `gh api ADDRESS/PATH …`
    private typealias Gh = @Sendable (_ path: String, _ arguments: [String]) async -> Tool.Result

    private func withGh(token: String = LabCredentials.github, _ body: (RunningLab, @escaping Gh) async throws -> Void) async throws {
        let tool = try #require(Tool.gh)
        let lab = try await Lab.start(LabOptions(scenario: "calm", pace: 20))
        let address = try #require(await lab.addresses[.github])
        // As after a login to that host: a token for all hosts would follow the redirect to a log's storage, which refuses it.
        let home = FileManager.default.temporaryDirectory.appendingPathComponent("gh-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }  // a left-over temporary directory harms nobody
        try "\"\(address.dropFirst("http://".count))\": {oauth_token: \"\(token)\", user: oncall}\n".write(
            to: home.appendingPathComponent("hosts.yml"), atomically: true, encoding: .utf8)
        let environment = [
            "HOME": home.path, "GH_CONFIG_DIR": home.path, "GH_NO_UPDATE_NOTIFIER": "1", "NO_COLOR": "1", "PATH": "/usr/bin:/bin",
        ]
        do {
            try await body(lab) { path, arguments in await tool.run(["api", "\(address)/\(path)"] + arguments, environment: environment) }
        } catch {
            await lab.stop()
            throw error
        }
        await lab.stop()
    }

    @Test func itReadsWhoWeAreRepositoriesRunsAndTheirPages() async throws {
        let version = await Tool.gh?.run(["--version"]).lines.first
        print("gh: \(Tool.gh?.path ?? "") \(version ?? "")")
        try await withGh { lab, gh in
            let user = await gh("user", ["--jq", ".login"])
            #expect(user.lines == ["oncall"], "\(user.errors)")
            #expect(await gh(Self.source, ["--jq", ".permissions.push"]).lines == ["true"])
            let total = await gh(Self.source + "/actions/runs", ["--jq", ".total_count"]).lines.first.flatMap { Int($0) } ?? 0
            // The pages are found by their Link headers, whole addresses too.
            let all = await gh(Self.source + "/actions/runs?per_page=2", ["--paginate", "--jq", ".workflow_runs[].id"])
            #expect(all.lines.count == total && total > 2, "\(all.errors)")
            let jobs = await gh("\(Self.source)/actions/runs/\(all.lines[0])/jobs", ["--jq", ".jobs[].name"])
            #expect(jobs.lines.count >= 5, "\(jobs.errors)")
            #expect(await gh(Self.source + "/actions/workflows", ["--jq", ".workflows[].path"]).lines.contains(".github/workflows/ci-ct-cd.yml"))
            #expect(await gh(Self.manifests + "/commits?per_page=1", ["--jq", ".[0].sha"]).lines.first?.count == 40)
            #expect(await gh(Self.manifests + "/branches/main", ["--jq", ".name"]).lines == ["main"])
            let versions = await gh("orgs/acme-ml/packages/container/model-source/versions", ["--jq", ".[].metadata.container.tags[]"])
            #expect(versions.lines.contains { $0.hasPrefix("main-") }, "\(versions.errors)")
            #expect(await gh("rate_limit", ["--jq", ".resources.core.limit"]).lines.first.flatMap { Int($0) } ?? 0 > 0)
            let missing = await gh("repos/acme-ml/nothing", [])
            #expect(missing.status != 0 && missing.errors.contains("HTTP 404"))
        }
    }

    @Test func aJobsLogIsReadBehindItsRedirect() async throws {
        try await withGh { _, gh in
            let job = await gh(Self.source + "/actions/runs", ["--jq", ".workflow_runs[0].id"]).lines.first ?? ""
            let id =
                await gh("\(Self.source)/actions/runs/\(job)/jobs", ["--jq", ".jobs[] | select(.status == \"completed\") | .id"]).lines.first ?? ""
            let log = await gh("\(Self.source)/actions/jobs/\(id)/logs", [])
            #expect(log.output.split(whereSeparator: \.isNewline).count > 5 && log.output.contains("##["), "\(log.errors)")
        }
    }

    @Test func itDispatchesCancelsAndRunsAgain() async throws {
        try await withGh { lab, gh in
            let runs = Self.source + "/actions/runs"
            let dispatched = await gh(Self.source + "/actions/workflows/ci-ct-cd.yml/dispatches", ["-f", "ref=main", "-f", "inputs[max_depth]=8"])
            #expect(dispatched.status == 0, "\(dispatched.errors)")
            let newest = runs + "?event=workflow_dispatch&per_page=1"
            var id = ""
            try await eventually("its run is listed") {
                id = await gh(newest, ["--jq", ".workflow_runs[] | select(.status != \"completed\") | .id"]).lines.first ?? ""
                return !id.isEmpty
            }
            let cancelled = await gh("\(runs)/\(id)/cancel", ["-X", "POST"])
            #expect(cancelled.status == 0, "\(cancelled.errors)")
            try await eventually("it is cancelled") { await gh("\(runs)/\(id)", ["--jq", ".conclusion"]).lines == ["cancelled"] }
            #expect(await gh("\(runs)/\(id)/rerun-failed-jobs", ["-X", "POST"]).status == 0)
            #expect(await gh("\(runs)/\(id)", ["--jq", ".run_attempt"]).lines == ["2"])
            let wrong = await gh(Self.source + "/actions/workflows/ci-ct-cd.yml/dispatches", ["-f", "ref=nope"])
            #expect(wrong.status != 0 && wrong.errors.contains("No ref found for: nope (HTTP 422)"), "\(wrong.errors)")
        }
    }

    @Test func itCommitsWithTheGuardAndOpensAPullRequest() async throws {
        try await withGh { _, gh in
            let file = Self.manifests + "/contents/applications/iris-classifier/deployment.yaml"
            let sha = await gh(file, ["--jq", ".sha"]).lines.first ?? ""
            let text = await gh(file, ["-H", "Accept: application/vnd.github.raw+json"]).output
            #expect(text.contains("kind: Deployment"))
            let content = Data(text.replacing(Platform.irisBefore.tag, with: Platform.irisBatch.tag).utf8).base64EncodedString()
            let change = ["-X", "PUT", "-f", "message=Bump iris-classifier", "-f", "content=\(content)"]
            let conflict = await gh(file, change + ["-f", "branch=main", "-f", "sha=\(String(repeating: "0", count: 40))"])
            #expect(conflict.status != 0 && conflict.errors.contains("does not match") && conflict.errors.contains("HTTP 409"))

            let head = await gh(Self.manifests + "/git/ref/heads/main", ["--jq", ".object.sha"]).lines.first ?? ""
            #expect(await gh(Self.manifests + "/git/refs", ["-f", "ref=refs/heads/bump-iris", "-f", "sha=\(head)"]).status == 0)
            let committed = await gh(file, change + ["-f", "branch=bump-iris", "-f", "sha=\(sha)", "--jq", ".commit.sha"])
            #expect(committed.lines.first?.count == 40, "\(committed.errors)")
            let pull = await gh(
                Self.manifests + "/pulls", ["-f", "title=Bump", "-f", "head=bump-iris", "-f", "base=main", "--jq", ".number"])
            let number = pull.lines.first ?? ""
            #expect(Int(number) != nil, "\(pull.errors)")
            #expect(
                await gh("\(Self.manifests)/pulls/\(number)/files", ["--jq", ".[].filename"]).lines == [
                    "applications/iris-classifier/deployment.yaml"
                ])
            let issue = await gh(Self.manifests + "/issues", ["-f", "title=Iris was bumped", "-f", "body=See the pull request.", "--jq", ".title"])
            #expect(issue.lines == ["Iris was bumped"], "\(issue.errors)")
        }
    }

    @Test func whatATokenMayNotDoIsRefusedAndNamed() async throws {
        try await withGh(token: "github_pat_lab_reader") { _, gh in
            #expect(await gh(Self.source, ["--jq", ".name"]).lines == ["model-source"])
            let refused = await gh(Self.source + "/actions/workflows/ci-ct-cd.yml/dispatches", ["-f", "ref=main"])
            #expect(refused.status != 0 && refused.errors.contains("HTTP 403"), "\(refused.errors)")
        }
        try await withGh(token: "nobody's") { _, gh in
            let refused = await gh("user", [])
            #expect(refused.status != 0 && refused.errors.contains("HTTP 401"), "\(refused.errors)")
        }
    }
}
