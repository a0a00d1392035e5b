import Host
import JSON

@testable import Triage

/// What changed around an incident, as the services tell it. All times are minutes before the alert, 22:17.
extension Draft {
    /// One revision of the deployment: what of its pod template matters.
    struct Revision {
        var number: Int, ago: Double, image: String, memory = "512Mi", environment: [(String, String)] = [], readiness = "/healthz"
    }

    static let alerted = Timestamp(rfc3339: "2026-05-11T22:17:00Z") ?? Timestamp(milliseconds: 0)
    static func before(_ minutes: Double) -> String { (alerted + .seconds(-minutes * 60)).rfc3339 }

    /// The deployment's replica sets; the last is the one that is wanted.
    func replicaSets(_ revisions: Revision..., owner: String = "checkout") -> Draft {
        var draft = self
        let sets = revisions.map { revision -> Value in
            let environment = revision.environment.map { name, value -> Value in ["name": .string(name), "value": .string(value)] }
            let container: Value = [
                "name": "app", "image": .string(revision.image),
                "resources": ["limits": ["memory": .string(revision.memory)], "requests": ["cpu": "200m", "memory": "256Mi"]],
                "env": .array(environment),
                "readinessProbe": ["httpGet": ["path": .string(revision.readiness), "port": 8080], "periodSeconds": 5],
            ]
            let isNewest = revision.number == revisions.map(\.number).max()
            return [
                "metadata": [
                    "name": .string(isNewest ? Self.replicaSet : "\(owner)-5c9d7b8f\(revision.number)4"), "namespace": "shop",
                    "creationTimestamp": .string(Self.before(revision.ago)),
                    "annotations": ["deployment.kubernetes.io/revision": .string(String(revision.number))],
                    "ownerReferences": [["kind": "Deployment", "name": .string(owner), "controller": true]],
                ],
                "spec": ["replicas": .int(isNewest ? 1 : 0), "template": ["spec": ["containers": [container]]]],
                "status": ["replicas": .int(isNewest ? 1 : 0)],
            ]
        }
        draft.file("replicasets.json", .replicaSets, (["kind": "ReplicaSetList", "items": .array(sets)] as Value).bytes)
        return draft
    }

    /// The Argo CD application and what it deployed.
    func application(_ history: (revision: String, ago: Double)..., health: String = "Degraded") -> Draft {
        var draft = self
        let entries = history.enumerated().map { index, entry -> Value in
            [
                "id": .int(index + 40), "revision": .string(entry.revision), "deployStartedAt": .string(Self.before(entry.ago + 0.1)),
                "deployedAt": .string(Self.before(entry.ago)), "initiatedBy": ["automated": true],
            ]
        }
        let application: Value = [
            "metadata": ["name": "checkout", "namespace": "argocd"],
            "spec": [
                "source": ["repoURL": "https://github.com/shop/manifests", "path": "apps/checkout", "targetRevision": "main"],
                "destination": ["namespace": "shop", "name": "edge"],
            ],
            "status": [
                "sync": ["status": "Synced", "revision": .string(history.last?.revision ?? "")], "health": ["status": .string(health)],
                "history": .array(entries),
                "resources": [["group": "apps", "kind": "Deployment", "namespace": "shop", "name": "checkout", "status": "Synced"]],
            ],
        ]
        draft.file("application.json", .application, application.bytes)
        return draft
    }

    /// A commit with one file.
    func commit(
        _ sha: String, by login: String, _ message: String, ago: Double, in repository: String = "shop/manifests",
        file: String = "apps/checkout/deployment.yaml", patch: String
    ) -> Draft {
        var draft = self
        let commit: Value = [
            "sha": .string(sha), "repository": ["full_name": .string(repository)],
            "commit": [
                "message": .string(message), "author": ["name": .string(login), "date": .string(Self.before(ago))],
                "committer": ["date": .string(Self.before(ago))],
            ],
            "author": ["login": .string(login)],
            "files": [["filename": .string(file), "status": "modified", "additions": 1, "deletions": 1, "patch": .string(patch)]],
        ]
        draft.file("commits/\(sha.prefix(7)).json", .commit, commit.bytes)
        return draft
    }

    /// The run that built an image from a commit.
    func build(_ number: Int, _ sha: String, by login: String, _ title: String, ago: Double) -> Draft {
        var draft = self
        let run: Value = [
            "run_number": .int(number), "name": "CI", "head_sha": .string(sha), "head_branch": "main", "event": "push",
            "display_title": .string(title), "actor": ["login": .string(login)], "status": "completed", "conclusion": "success",
            "updated_at": .string(Self.before(ago)), "repository": ["full_name": "shop/checkout"],
        ]
        draft.file("builds.json", .builds, (["workflow_runs": [run]] as Value).bytes)
        return draft
    }

    /// The alert's rule and what its left side measured, one value a minute up to the alert.
    func rule(_ name: String, _ expression: String, left: String, runbook: String = "", _ values: [Double]) -> Draft {
        var draft = self
        var annotations: Value = ["summary": "as the alert says"]
        if !runbook.isEmpty { annotations["runbook_url"] = .string(runbook) }
        let rule: Value = [
            "group": "shop", "name": .string(name), "query": .string(expression), "duration": 300, "state": "firing", "type": "alerting",
            "annotations": annotations,
        ]
        draft.file("alert-rule.json", .alertRule, rule.bytes)
        let points = values.enumerated().map { index, value -> Value in
            let ago = Double(values.count - 1 - index)
            return [.int(Int((Self.alerted + .seconds(-ago * 60)).milliseconds / 1000)), .string("\(value)")]
        }
        let answer: Value = [
            "query": .string(left),
            "data": ["resultType": "matrix", "result": [["metric": ["pod": .string(Self.podName)], "values": .array(points)]]],
        ]
        draft.file("alert-values.json", .alertValues, answer.bytes)
        return draft
    }

    /// The pod is not there any more; `successor` runs in its place.
    func gone(_ successor: String, ago: Double, healthy: Bool, restarts: Int = 0) -> Draft {
        var draft = self
        let status: Value = [
            "code": 404, "kind": "Status", "reason": "NotFound", "message": .string("pods \"\(Self.podName)\" not found"),
        ]
        draft.file("pod.error.json", .podError, status.bytes)
        let state: Value = healthy ? ["running": ["startedAt": .string(Self.before(ago))]] : ["waiting": ["reason": "CrashLoopBackOff"]]
        let pod: Value = [
            "metadata": [
                "name": .string(successor), "namespace": "shop", "uid": .string("uid-\(successor)"),
                "creationTimestamp": .string(Self.before(ago)),
                "ownerReferences": [["kind": "ReplicaSet", "name": .string(Self.replicaSet), "controller": true]],
            ],
            "spec": ["nodeName": "worker-1", "containers": [["name": "app", "image": "registry.shop.example/checkout:2.14.0"]]],
            "status": [
                "phase": "Running",
                "containerStatuses": [["name": "app", "ready": .bool(healthy), "restartCount": .int(restarts), "state": state]],
            ],
        ]
        draft.file("siblings.json", .siblings, (["items": [pod]] as Value).bytes)
        return draft
    }

    /// When it was gathered: a few minutes after the alert.
    func gathered(after minutes: Double) -> Draft {
        var draft = self
        guard var subject = try? JSON.value(scenario.subject) else { return draft }
        subject["gathered"] = .string(Self.before(-minutes))
        draft.scenario.subject = subject.bytes
        return draft
    }

    /// A scanner's report that a job uploaded.
    func report(_ path: String, job: String, _ text: String) -> Draft {
        var draft = self
        draft.file(path, .securityReport, Array(text.utf8), job: job)
        return draft
    }

    /// What lies between the last passing commit and the failing one.
    func comparison(_ commits: [(sha: String, login: String, message: String)], _ files: [(path: String, patch: String)]) -> Draft {
        var draft = self
        let answer: Value = [
            "ahead_by": .int(commits.count),
            "commits": .array(
                commits.map {
                    [
                        "sha": .string($0.sha), "commit": ["message": .string($0.message), "author": ["name": .string($0.login)]],
                        "author": ["login": .string($0.login)],
                    ]
                }),
            "files": .array(files.map { ["filename": .string($0.path), "status": "modified", "patch": .string($0.patch)] }),
        ]
        draft.file("comparison.json", .comparison, answer.bytes)
        return draft
    }

    /// What the model server exports: its version, and how much it predicts.
    func serving(version: String, perSecond: Double) -> Draft {
        var draft = self
        func answer(_ query: String, _ metric: [String: String], _ value: String) -> Value {
            let labels = Value.object(metric.sorted { $0.key < $1.key }.map { Value.Member($0.key, .string($0.value)) })
            return [
                "query": .string(query),
                "data": ["resultType": "vector", "result": [["metric": labels, "value": [1_778_537_820, .string(value)]]]],
            ]
        }
        let answers: Value = [
            "queries": [
                answer("model_info", ["__name__": "model_info", "version": version, "model": "demand"], "1"),
                answer("sum(rate(model_predictions_total[5m]))", [:], "\(perSecond)"),
            ]
        ]
        draft.file("serving.json", .serving, answers.bytes)
        return draft
    }
}
