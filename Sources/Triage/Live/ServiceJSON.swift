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
            [
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

    private static func pairs(_ pairs: [String: String]) -> Value {
        .array(pairs.sorted { $0.key < $1.key }.map { ["key": .string($0.key), "value": .string($0.value)] })
    }

    private static func text(_ text: String) -> Value { text.isEmpty ? nil : .string(text) }
    private static func moment(_ moment: Timestamp?) -> Value { moment.map { .string($0.rfc3339) } ?? nil }
    private static func milliseconds(_ moment: Timestamp?) -> Value { moment.map { .int($0.milliseconds) } ?? nil }
}
