import Host
import Operations
import TestSupport
import Testing

/// Whatever keeps a new image from serving is named with its pod within ten seconds of the objects showing it.
@Suite struct StuckBumpTests {
    /// What the cluster shows, and how the sentence goes on.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var words: String
        var pod = "", conditions = "", events = "", set = "", spec = "", deployment = "", budget = ""
    }

    private static func unhealthy(_ kind: String) -> String {
        #"{"metadata":{"name":"e","uid":"e"},"type":"Warning","reason":"Unhealthy","message":"\#(kind) probe failed: HTTP probe failed with statuscode: 503","count":9,"involvedObject":{"uid":"iris-2-x"}}"#
    }
    private static let creating = #"{"waiting":{"reason":"ContainerCreating"}}"#
    private static func late(_ reason: String) -> String { #"{"type":"Progressing","status":"False","reason":"\#(reason)"}"# }
    private static func refused(_ message: String) -> String {
        #","conditions":[{"type":"ReplicaFailure","status":"True","reason":"FailedCreate","message":"\#(message)"}]"#
    }

    static let cases = [
        Case(
            testDescription: "image pull", words: "iris-2-x cannot pull its image: there is no ",
            pod: #"{"waiting":{"reason":"ErrImagePull","message":"manifest unknown"}}"#),
        Case(
            testDescription: "registry refuses", words: "iris-2-x cannot pull its image: the registry wants credentials",
            pod: #"{"waiting":{"reason":"ErrImagePull","message":"403 Forbidden"}}"#),
        Case(testDescription: "invalid name", words: "iris-2-x cannot start: ", pod: #"{"waiting":{"reason":"InvalidImageName"}}"#),
        Case(
            testDescription: "crash", words: "model-server of iris-2-x ends with exit 1: no model.",
            pod: #"{"terminated":{"exitCode":1,"message":"no model"}}"#),
        Case(
            testDescription: "startup probe", words: "model-server of iris-2-x fails its startup probe", pod: #"{"running":{}}"#,
            events: unhealthy("Startup"), spec: #","startupProbe":{"httpGet":{"path":"/health","port":8080}}"#),
        Case(
            testDescription: "liveness probe", words: "model-server of iris-2-x fails its liveness probe", pod: #"{"running":{}}"#,
            events: unhealthy("Liveness"), spec: #","livenessProbe":{"httpGet":{"path":"/health","port":8080}}"#),
        Case(
            testDescription: "readiness probe", words: "model-server of iris-2-x fails its readiness probe", pod: #"{"running":{}}"#,
            events: unhealthy("Readiness"), spec: #","readinessProbe":{"httpGet":{"path":"/health","port":8080}}"#),
        Case(
            testDescription: "unschedulable", words: "no node takes iris-2-x: 0/1 nodes are available: 1 Insufficient memory.", pod: creating,
            conditions:
                #",{"type":"PodScheduled","status":"False","reason":"Unschedulable","message":"0/1 nodes are available: 1 Insufficient memory."}"#),
        Case(testDescription: "quota", words: "the quota refuses new pods: ", set: refused("pods is forbidden: exceeded quota: compute")),
        Case(testDescription: "admission", words: "new pods are refused: ", set: refused("admission webhook denied the request")),
        Case(testDescription: "paused", words: "rollouts of iris are paused; resume them.", deployment: "paused"),
        Case(testDescription: "deadline", words: "no progress within 600 s", pod: creating, deployment: late("ProgressDeadlineExceeded")),
        Case(
            testDescription: "disruption budget", words: "the disruption budget iris-pdb lets no pod go", pod: creating,
            events:
                #"{"metadata":{"name":"e","uid":"e"},"type":"Warning","reason":"EvictionBlocked","message":"Cannot evict pod as it would violate the pod's disruption budget.","involvedObject":{"uid":"iris-2-x"}}"#,
            budget:
                #"{"metadata":{"name":"iris-pdb","uid":"b"},"spec":{"selector":{"matchLabels":{"app":"iris"}}},"status":{"disruptionsAllowed":0,"currentHealthy":1,"desiredHealthy":1}}"#
        ),
    ]

    @Test(arguments: cases) func itIsNamedWithinTenSeconds(_ stuck: Case) async throws {
        let bump = try await bump(stuck)
        let plan = try await bump.bench.runner().plan(BumpBench.request)
        let start = bump.bench.time.uptime()
        let outcome = try await bump.bench.run(plan).outcome
        #expect(outcome?.kind == .failed && outcome?.sentence.contains(stuck.words) == true, "\(outcome?.sentence ?? "no outcome")")
        #expect(outcome?.offers.map(\.title) == ["Revert commit 5be1aaa"])
        #expect(bump.bench.time.uptime() - start < .seconds(10))
    }

    private func bump(_ stuck: Case) async throws -> BumpBench {
        let bump = try await BumpBench(available: 1)
        func list(_ items: String) -> ScriptedHTTP.Answer { .json(#"{"metadata":{},"items":[\#(items)]}"#) }
        let pod = """
            {"metadata":{"name":"iris-2-x","namespace":"ml-apps","uid":"iris-2-x","labels":{"app":"iris"},
            "ownerReferences":[{"kind":"ReplicaSet","name":"iris-2","uid":"new","controller":true}]},
            "spec":{"containers":[{"name":"model-server","image":"\(BumpBench.new)"\(stuck.spec)}]},
            "status":{"phase":"Pending","conditions":[{"type":"Ready","status":"False"}\(stuck.conditions)],
            "containerStatuses":[{"name":"model-server","ready":false,"state":\(stuck.pod)}]}}
            """
        bump.http.on("GET", "/pods", list(stuck.pod.isEmpty ? "" : pod))
        bump.http.on("GET", "/events", list(stuck.events))
        bump.http.on("GET", "/poddisruptionbudgets", list(stuck.budget))
        if !stuck.set.isEmpty {
            bump.http.on(
                "GET", "/replicasets",
                list(
                    """
                    {"metadata":{"name":"iris-2","uid":"new","ownerReferences":[{"kind":"Deployment","name":"iris","uid":"d","controller":true}],
                    "annotations":{"deployment.kubernetes.io/revision":"2"}},"spec":{"replicas":2},"status":{"replicas":1\(stuck.set)}}
                    """))
        }
        var deployment = BumpBench.deployment(available: 1)
        if stuck.deployment == "paused" {
            deployment = deployment.replacing("\"replicas\":2,\"selector\"", with: "\"paused\":true,\"replicas\":2,\"selector\"")
        } else if !stuck.deployment.isEmpty {
            deployment = deployment.replacing("\"observedGeneration\":5", with: "\"observedGeneration\":5,\"conditions\":[\(stuck.deployment)]")
        }
        bump.http.on("GET", "/deployments/iris", .json(deployment))
        return bump
    }
}
