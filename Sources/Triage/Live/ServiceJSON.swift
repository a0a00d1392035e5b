import Host
import JSON
import Services

/// Models of services in the JSON that their APIs send, so that stored evidence reads like a recorded one.
enum ServiceJSON {
    static func run(_ run: WorkflowRun) -> Value {
        [
            "id": .int(run.id), "name": .string(run.workflow), "head_branch": .string(run.branch), "head_sha": .string(run.commit),
            "display_title": .string(run.title), "run_number": .int(run.number), "event": .string(run.event), "status": .string(run.status),
            "conclusion": text(run.conclusion), "run_attempt": .int(run.attempt), "html_url": .string(run.url),
            "created_at": moment(run.created),
            "run_started_at": moment(run.started), "updated_at": moment(run.updated), "actor": ["login": .string(run.actor)],
            "head_commit": ["message": .string(run.message)], "repository": ["full_name": .string(run.repository)],
        ]
    }

    static func jobs(_ jobs: [Job]) -> Value {
        let list = jobs.map { job -> Value in
            let steps = job.steps.map { step -> Value in
                [
                    "name": .string(step.name), "status": .string(step.status), "conclusion": text(step.conclusion),
                    "number": .int(step.number),
                    "started_at": moment(step.started), "completed_at": moment(step.completed),
                ]
            }
            return [
                "id": .int(job.id), "name": .string(job.name), "status": .string(job.status), "conclusion": text(job.conclusion),
                "started_at": moment(job.started), "completed_at": moment(job.completed), "steps": .array(steps),
                "runner_name": .string(job.runner),
            ]
        }
        return ["total_count": .int(jobs.count), "jobs": .array(list)]
    }

    static func annotations(_ annotations: [Annotation]) -> Value {
        .array(
            annotations.map { note in
                [
                    "path": .string(note.path), "start_line": .int(note.line), "annotation_level": .string(note.level),
                    "title": .string(note.title),
                    "message": .string(note.message),
                ]
            })
    }

    static func experiment(_ name: String, id: String) -> Value { ["experiment": ["experiment_id": .string(id), "name": .string(name)]] }

    static func runs(_ runs: [Run]) -> Value {
        let list = runs.map { run -> Value in
            let inputs = run.datasets.map { set -> Value in ["dataset": ["name": .string(set.name), "digest": .string(set.digest)]] }
            return [
                "inputs": ["dataset_inputs": .array(inputs)],
                "info": [
                    "run_id": .string(run.id), "run_name": .string(run.name), "experiment_id": .string(run.experiment),
                    "status": .string(run.status),
                    "start_time": milliseconds(run.started), "end_time": milliseconds(run.ended),
                ],
                "data": [
                    "metrics": .array(run.metrics.sorted { $0.key < $1.key }.map { ["key": .string($0.key), "value": .double($0.value)] }),
                    "params": pairs(run.parameters), "tags": pairs(run.tags),
                ],
            ]
        }
        return ["runs": .array(list)]
    }

    static func versions(_ versions: [ModelVersion]) -> Value {
        let list = versions.map { version -> Value in
            [
                "name": .string(version.name), "version": .string(version.version), "current_stage": .string(version.stage),
                "run_id": .string(version.runID), "aliases": .strings(version.aliases), "creation_timestamp": milliseconds(version.created),
            ]
        }
        return ["model_versions": .array(list)]
    }

    static func application(_ application: Application) -> Value {
        let history = application.history.map { entry -> Value in
            [
                "id": .int(entry.id), "revision": .string(entry.revision), "deployedAt": moment(entry.at), "deployStartedAt": moment(entry.started),
                "initiatedBy": entry.by.isEmpty ? ["automated": true] : ["username": .string(entry.by)],
            ]
        }
        let resources = application.resources.map { item -> Value in
            [
                "group": .string(item.group), "kind": .string(item.kind), "namespace": .string(item.namespace), "name": .string(item.name),
                "status": text(item.sync), "health": ["status": text(item.health), "message": text(item.message)],
            ]
        }
        return [
            "metadata": ["name": .string(application.name), "namespace": .string(application.namespace)],
            "spec": [
                "source": [
                    "repoURL": .string(application.repository), "path": .string(application.path),
                    "targetRevision": .string(application.targetRevision),
                ],
                "destination": [
                    "server": text(application.server), "name": text(application.cluster), "namespace": .string(application.targetNamespace),
                ],
            ],
            "status": [
                "sync": ["status": .string(application.sync), "revision": .string(application.revision)],
                "health": ["status": .string(application.health), "message": text(application.healthMessage)],
                "summary": ["images": .strings(application.images)],
                "conditions": .array(application.conditions.map { ["type": .string($0.type), "message": .string($0.message)] }),
                "operationState": ["phase": text(application.operationPhase), "message": text(application.operationMessage)],
                "history": .array(history), "resources": .array(resources),
            ],
        ]
    }

    static func commit(_ commit: Commit, of repository: String, withFiles: Bool = true) -> Value {
        var json: Value = [
            "sha": .string(commit.sha), "html_url": .string(commit.url), "repository": ["full_name": .string(repository)],
            "commit": [
                "message": .string(commit.message), "author": ["name": .string(commit.author), "date": moment(commit.authored)],
                "committer": ["date": moment(commit.committed)],
            ],
            "author": ["login": text(commit.login)],
        ]
        if withFiles { json["files"] = .array(commit.files.prefix(40).map(file)) }
        return json
    }

    static func comparison(_ comparison: Comparison, of repository: String) -> Value {
        [
            "ahead_by": .int(max(comparison.ahead, comparison.commits.count)),
            "commits": .array(comparison.commits.suffix(20).map { commit($0, of: repository, withFiles: false) }),
            "files": .array(comparison.files.prefix(100).map(file)),
        ]
    }

    private static func file(_ file: Commit.File) -> Value {
        [
            "filename": .string(file.path), "status": .string(file.status), "additions": .int(file.additions), "deletions": .int(file.deletions),
            // A patch of thousands of lines explains less than its first.
            "patch": .string(String(file.patch.prefix(4000))),
        ]
    }

    static func runs(ofCommit runs: [WorkflowRun]) -> Value { ["total_count": .int(runs.count), "workflow_runs": .array(runs.map(run))] }

    static func rule(_ rule: AlertRule) -> Value {
        [
            "group": .string(rule.group), "name": .string(rule.name), "query": .string(rule.expression), "duration": .double(rule.hold),
            "state": .string(rule.state), "health": .string(rule.health), "lastError": text(rule.lastError), "type": "alerting",
            "labels": members(rule.labels), "annotations": members(rule.annotations), "lastEvaluation": moment(rule.lastEvaluation),
        ]
    }

    /// An answer of Prometheus with the query that it answers.
    static func answer(_ result: QueryResult, to query: String, keeping isWanted: (Series) -> Bool = { _ in true }) -> Value {
        let series = result.series.filter(isWanted).prefix(10).map { series -> Value in
            let points = series.points.map { point -> Value in [.double(point.time), .string("\(point.value)")] }
            var json: Value = ["metric": members(series.labels)]
            if result.kind == .matrix { json["values"] = .array(points) } else { json["value"] = points.first ?? nil }
            return json
        }
        return ["query": .string(query), "data": ["resultType": .string(result.kind.rawValue), "result": .array(Array(series))]]
    }

    private static func members(_ pairs: [String: String]) -> Value {
        .object(pairs.sorted { $0.key < $1.key }.map { Value.Member($0.key, .string($0.value)) })
    }

    private static func pairs(_ pairs: [String: String]) -> Value {
        .array(pairs.sorted { $0.key < $1.key }.map { ["key": .string($0.key), "value": .string($0.value)] })
    }

    private static func text(_ text: String) -> Value { text.isEmpty ? nil : .string(text) }
    private static func moment(_ moment: Timestamp?) -> Value { moment.map { .string($0.rfc3339) } ?? nil }
    private static func milliseconds(_ moment: Timestamp?) -> Value { moment.map { .int($0.milliseconds) } ?? nil }
}
