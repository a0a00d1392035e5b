import Foundation

/// The objects of one repository as the API writes them.
struct GitHubJSON {
    /// Address of the API as the client wrote it.
    let base: String
    let repository: Repository
    let now: Moment

    /// The repository by its id: what links and `url` fields say.
    var address: String { "\(base)/repositories/\(repository.id)" }
    var api: String { "\(base)/repos/\(repository.fullName)" }
    var web: String { "https://github.com/\(repository.fullName)" }

    static let user: JSON = [
        "login": "oncall", "id": 4_417_209, "node_id": "MDQ6VXNlcjQ0MTcyMDk=", "type": "User", "site_admin": false,
        "name": "On Call",
        "company": .null, "email": .null, "public_repos": 2, "created_at": "2021-02-03T08:00:00Z",
        "updated_at": "2026-11-20T08:00:00Z",
    ]

    static func person(_ login: String) -> JSON {
        let isBot = login.hasSuffix("[bot]")
        return [
            "login": .string(login), "id": .integer(isBot ? 41_898_282 : Int64(4_417_000 + login.utf8.count * 37)),
            "type": isBot ? "Bot" : "User", "site_admin": false, "html_url": .string("https://github.com/\(login)"),
        ]
    }

    /// The repository as it stands inside other objects.
    var minimal: JSON {
        [
            "id": .integer(repository.id), "name": .string(repository.name), "full_name": .string(repository.fullName),
            "private": true,
            "owner": [
                "login": .string(repository.owner), "id": 90_114_775, "type": "Organization", "site_admin": false,
                "html_url": .string("https://github.com/\(repository.owner)"),
            ], "html_url": .string(web), "description": .string(repository.about), "fork": false, "url": .string(api),
        ]
    }

    /// The repository itself.
    var full: JSON {
        minimal.setting("default_branch", to: "main").setting("visibility", to: "private").setting("archived", to: false)
            .setting("has_issues", to: true).setting(
                "permissions", to: ["admin": false, "maintain": false, "push": true, "triage": true, "pull": true]
            )
            .setting("pushed_at", to: .string((repository.commits.first?.date ?? now).rfc3339))
    }

    func workflow(_ pipeline: Pipeline) -> JSON {
        [
            "id": .integer(pipeline.id), "node_id": .string("W_\(pipeline.id)"), "name": .string(pipeline.name),
            "path": .string(pipeline.path), "state": "active", "created_at": "2026-09-01T09:00:00Z",
            "updated_at": "2026-10-14T16:21:00Z",
            "url": .string("\(api)/actions/workflows/\(pipeline.id)"), "html_url": .string("\(web)/blob/main/\(pipeline.path)"),
            "badge_url": .string("\(web)/workflows/\(pipeline.id)/badge.svg"),
        ]
    }

    func run(_ run: WorkflowRun) -> JSON {
        let state = run.state(at: now)
        let url = "\(api)/actions/runs/\(run.id)"
        let commit = repository.commit(run.sha)
        return [
            "id": .integer(run.id), "name": .string(run.pipeline.name), "node_id": .string("WFR_\(run.id)"),
            "head_branch": .string(run.branch), "head_sha": .string(run.sha), "path": .string(run.pipeline.path),
            "display_title": .string(run.title), "run_number": JSON(run.number), "event": .string(run.event),
            "status": .string(state.status), "conclusion": state.conclusion.map { .string($0) } ?? .null,
            "workflow_id": .integer(run.pipeline.id), "check_suite_id": .integer(run.id + 11), "url": .string(url),
            "html_url": .string("\(web)/actions/runs/\(run.id)"), "pull_requests": .array([]),
            "created_at": .string(run.created.rfc3339), "updated_at": .string(state.updated.rfc3339),
            "actor": Self.person(run.actor), "run_attempt": JSON(run.attempt), "run_started_at": .string(run.started.rfc3339),
            "triggering_actor": Self.person(run.actor), "jobs_url": .string(url + "/jobs"), "logs_url": .string(url + "/logs"),
            "check_suite_url": .string("\(api)/check-suites/\(run.id + 11)"), "artifacts_url": .string(url + "/artifacts"),
            "cancel_url": .string(url + "/cancel"), "rerun_url": .string(url + "/rerun"),
            "previous_attempt_url": run.attempt > 1 ? .string("\(url)/attempts/\(run.attempt - 1)") : .null,
            "workflow_url": .string("\(api)/actions/workflows/\(run.pipeline.id)"),
            "head_commit": commit.map(headCommit) ?? .null,
            "repository": minimal, "head_repository": minimal,
        ]
    }

    func job(_ job: ScheduledJob, of run: WorkflowRun) -> JSON {
        let status = job.status(at: now)
        let isDone = status == "completed"
        let runs = job.started <= now && !job.steps.isEmpty
        return [
            "id": .integer(job.id), "run_id": .integer(run.id), "workflow_name": .string(run.pipeline.name),
            "head_branch": .string(run.branch), "run_url": .string("\(api)/actions/runs/\(run.id)"), "run_attempt": JSON(run.attempt),
            "node_id": .string("CR_\(job.id)"), "head_sha": .string(run.sha), "url": .string("\(api)/actions/jobs/\(job.id)"),
            "html_url": .string("\(web)/actions/runs/\(run.id)/job/\(job.id)"), "status": .string(status),
            "conclusion": isDone ? .string(job.conclusion) : .null, "created_at": .string(job.created.rfc3339),
            "started_at": .string(max(job.created, min(job.started, now)).rfc3339),
            "completed_at": isDone ? .string(job.completed.rfc3339) : .null, "name": .string(job.name),
            "steps": .array(runs ? job.steps.map(step) : []), "check_run_url": .string("\(api)/check-runs/\(job.id)"),
            "labels": ["ubuntu-latest"], "runner_id": runs ? 1 : .null, "runner_name": .string(runs ? job.runner : ""),
            "runner_group_id": runs ? 0 : .null, "runner_group_name": runs ? "GitHub Actions" : "",
        ]
    }

    private func step(_ step: ScheduledStep) -> JSON {
        let status = step.status(at: now)
        let isDone = status == "completed"
        return [
            "name": .string(step.name), "status": .string(status), "conclusion": isDone ? .string(step.conclusion) : .null,
            "number": JSON(step.number), "started_at": status == "queued" ? .null : .string(step.started.rfc3339),
            "completed_at": isDone ? .string(step.completed.rfc3339) : .null,
        ]
    }

    static func annotation(_ annotation: (path: String, line: Int, level: String, message: String)) -> JSON {
        [
            "path": .string(annotation.path), "blob_href": "", "start_line": JSON(annotation.line), "start_column": .null,
            "end_line": JSON(annotation.line), "end_column": .null, "annotation_level": .string(annotation.level), "title": "",
            "message": .string(annotation.message), "raw_details": "",
        ]
    }

    private func headCommit(_ commit: Commit) -> JSON {
        [
            "id": .string(commit.sha), "tree_id": .string(SeededRandom.sha("tree" + commit.sha.prefix(7))),
            "message": .string(commit.message), "timestamp": .string(commit.date.rfc3339),
            "author": ["name": .string(commit.author), "email": .string(commit.email)],
            "committer": ["name": "GitHub", "email": "noreply@github.com"],
        ]
    }

    /// A commit; only a single one carries its files.
    func commit(_ commit: Commit, withFiles: Bool) -> JSON {
        let signature: JSON = [
            "name": .string(commit.author), "email": .string(commit.email), "date": .string(commit.date.rfc3339),
        ]
        let added = commit.files.reduce(0) { $0 + $1.additions }
        let removed = commit.files.reduce(0) { $0 + $1.deletions }
        return .compact([
            "sha": .string(commit.sha), "node_id": .string("C_\(commit.sha.prefix(12))"),
            "commit": [
                "author": signature, "committer": signature, "message": .string(commit.message), "comment_count": 0,
                "url": .string("\(api)/git/commits/\(commit.sha)"),
                "tree": ["sha": .string(SeededRandom.sha("tree" + commit.sha.prefix(7)))],
            ], "comments_url": .string("\(api)/commits/\(commit.sha)/comments"), "url": .string("\(api)/commits/\(commit.sha)"),
            "html_url": .string("\(web)/commit/\(commit.sha)"),
            "author": Self.person(commit.login), "committer": Self.person(commit.login),
            "parents": .array(commit.parent.map { [["sha": .string($0)]] } ?? []),
            "stats": withFiles ? ["total": JSON(added + removed), "additions": JSON(added), "deletions": JSON(removed)] : nil,
            "files": withFiles ? .array(commit.files.map(change)) : nil,
        ])
    }

    func change(_ file: FileChange) -> JSON {
        [
            "sha": .string(GitObject.blob(file.patch)), "filename": .string(file.path), "status": .string(file.status),
            "additions": JSON(file.additions), "deletions": JSON(file.deletions),
            "changes": JSON(file.additions + file.deletions),
            "blob_url": .string("\(web)/blob/main/\(file.path)"), "raw_url": .string("\(web)/raw/main/\(file.path)"),
            "contents_url": .string("\(api)/contents/\(file.path)"), "patch": .string(file.patch),
        ]
    }

    /// A file: its text in base64, broken after sixty characters as GitHub does it.
    func file(_ path: String, text: String, withContent: Bool, reference: String = "main") -> JSON {
        let url = "\(api)/contents/\(path)?ref=\(reference)"
        let encoded = Data(text.utf8).base64EncodedString()
        var lines = ""
        var rest = encoded[...]
        while !rest.isEmpty {
            lines += rest.prefix(60) + "\n"
            rest = rest.dropFirst(60)
        }
        return .compact([
            "name": .string(path.split(separator: "/").last.map(String.init) ?? path), "path": .string(path),
            "sha": .string(GitObject.blob(text)), "size": JSON(text.utf8.count), "url": .string(url),
            "html_url": .string("\(web)/blob/main/\(path)"), "git_url": .string("\(api)/git/blobs/\(GitObject.blob(text))"),
            "download_url": .string("https://raw.githubusercontent.com/\(repository.fullName)/main/\(path)"), "type": "file",
            "content": withContent ? .string(lines) : nil, "encoding": withContent ? "base64" : nil,
        ])
    }

    func folder(_ path: String) -> JSON {
        [
            "name": .string(path.split(separator: "/").last.map(String.init) ?? path), "path": .string(path),
            "sha": .string(GitObject.blob(path)), "size": 0, "url": .string("\(api)/contents/\(path)?ref=main"),
            "html_url": .string("\(web)/tree/main/\(path)"), "download_url": .null, "type": "dir",
        ]
    }
}
