import JSON

@testable import Triage

/// Evidence of an invented incident, with only what a test is about.
struct Incident {
    var evidence: [Evidence] = []

    /// A pod with one container.
    static func pod(
        waiting: (String, String)? = nil, last: (code: Int, reason: String)? = nil, ready: Bool = false, restarts: Int = 3,
        node: String = "edge-1",
        phase: String = "Running", extra: [(String, Value)] = [], spec: [(String, Value)] = [], podSpec: [(String, Value)] = []
    ) -> Incident {
        var state: Value = ["running": ["startedAt": "2026-11-23T03:00:00Z"]]
        if let waiting { state = ["waiting": ["reason": .string(waiting.0), "message": .string(waiting.1)]] }
        if phase == "Pending", waiting == nil { state = nil }
        var status: Value = ["name": "server", "ready": .bool(ready), "restartCount": .int(restarts), "state": state]
        if let last {
            status["lastState"] = [
                "terminated": [
                    "exitCode": .int(last.code), "reason": .string(last.reason), "startedAt": "2026-11-23T02:50:00Z",
                    "finishedAt": "2026-11-23T02:59:00Z",
                ]
            ]
        }
        var container: Value = ["name": "server", "image": "registry.example/shop/api:v7"]
        for (name, value) in spec { container[name] = value }
        var specification: Value = ["containers": [container]]
        if !node.isEmpty { specification["nodeName"] = .string(node) }
        for (name, value) in podSpec { specification[name] = value }
        var podStatus: Value = ["phase": .string(phase), "containerStatuses": [status]]
        for (name, value) in extra { podStatus[name] = value }
        let pod: Value = [
            "metadata": ["name": "api-7c9d8f6b5-x2lq7", "namespace": "shop", "uid": "u1", "creationTimestamp": "2026-11-23T02:00:00Z"],
            "spec": specification, "status": podStatus,
        ]
        let subject: Value = ["kind": "pod", "namespace": "shop", "pod": "api-7c9d8f6b5-x2lq7"]
        return Incident(evidence: [
            Evidence(.subject, name: "subject.json", bytes: subject.bytes), Evidence(.pod, name: "pod.json", bytes: pod.bytes),
        ])
    }

    /// A failed run with one job, whose failed step is named.
    static func job(_ job: String, step: String, log: String, passed: String? = nil) -> Incident {
        let jobs: Value = [
            "jobs": [
                [
                    "name": .string(job), "conclusion": "failure",
                    "steps": [
                        ["number": 1, "name": "Set up job", "conclusion": "success"],
                        ["number": 2, "name": .string(step), "conclusion": "failure"],
                    ],
                ]
            ]
        ]
        var incident = Incident(evidence: [
            Evidence(.subject, name: "subject.json", bytes: Value.object([.init("kind", "pipeline"), .init("job", .string(job))]).bytes),
            Evidence(.jobs, name: "jobs.json", bytes: jobs.bytes),
            Evidence(.jobLog, name: "logs/job.log", bytes: Array(log.utf8), part: job),
        ])
        if let passed {
            incident.evidence.append(Evidence(.jobLogPassed, name: "logs/job.passed.log", bytes: Array(passed.utf8), part: job))
        }
        return incident
    }

    /// Runs of a model, newest first.
    static func model(_ runs: [(name: String, accuracy: Double, params: [String: String], tags: [String: String])], rows: Int? = 200)
        -> Incident
    {
        let list = runs.enumerated().map { index, run -> Value in
            func pairs(_ pairs: [String: String]) -> Value {
                .array(pairs.sorted { $0.key < $1.key }.map { ["key": .string($0.key), "value": .string($0.value)] })
            }
            return [
                "info": ["run_name": .string(run.name), "status": "FINISHED", "start_time": .int(1_763_900_000_000 - index * 86_400_000)],
                "data": [
                    "metrics": [["key": "accuracy", "value": .double(run.accuracy)]], "params": pairs(run.params), "tags": pairs(run.tags),
                ],
            ]
        }
        var subject: Value = ["kind": "drift", "experiment": "prices"]
        if let rows { subject["test_rows"] = .int(rows) }
        return Incident(evidence: [
            Evidence(.subject, name: "subject.json", bytes: subject.bytes),
            Evidence(.mlflowRuns, name: "runs.json", bytes: (["runs": .array(list)] as Value).bytes),
        ])
    }

    /// With an event about the pod.
    func event(_ reason: String, _ message: String, type: String = "Warning", count: Int = 4) -> Incident {
        var incident = self
        let event: Value = [
            "involvedObject": ["kind": "Pod", "name": "api-7c9d8f6b5-x2lq7", "uid": "u1"], "reason": .string(reason),
            "message": .string(message),
            "type": .string(type), "count": .int(count), "lastTimestamp": "2026-11-23T03:01:00Z",
        ]
        if let at = incident.evidence.firstIndex(where: { $0.role == .events }), let list = try? JSON.value(incident.evidence[at].bytes) {
            incident.evidence[at].bytes = (["items": .array(list["items"].array + [event])] as Value).bytes
        } else {
            incident.evidence.append(Evidence(.events, name: "events.json", bytes: (["items": [event]] as Value).bytes))
        }
        return incident
    }

    /// With the log of the container's run before, or of the present one.
    func log(_ text: String, previous: Bool = true) -> Incident {
        var incident = self
        incident.evidence.append(
            Evidence(
                previous ? .logPrevious : .log, name: previous ? "logs/server.previous.log" : "logs/server.log", bytes: Array(text.utf8),
                part: "server"))
        return incident
    }

    /// What the rules conclude first.
    var finding: Finding { Rules.findings(CaseFile(evidence))[0] }
}
