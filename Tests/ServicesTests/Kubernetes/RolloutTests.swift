import Host
import JSON
import Testing

@testable import Services

@Suite struct RolloutTests {
    /// Two replicas of revision 2 are wanted; one of revision 1 still serves.
    private func facts(
        _ pods: [String] = [], events: [String] = [], deployment: String = "", conditions: String = "", set: String = "", budgets: [String] = []
    ) throws -> RolloutFacts {
        var facts = RolloutFacts()
        facts.deployment = try Deployment(
            json: """
                {"metadata":{"name":"iris","uid":"d","generation":4,"annotations":{"deployment.kubernetes.io/revision":"2"}},
                "spec":{"replicas":2,"selector":{"matchLabels":{"app":"iris"}},"template":{}\(deployment)},
                "status":{"observedGeneration":4,"replicas":3,"updatedReplicas":2,"readyReplicas":1,"availableReplicas":1,"conditions":[\(conditions)]}}
                """)
        facts.replicaSets = [
            try ReplicaSet(
                json: """
                    {"metadata":{"name":"iris-1","uid":"old","ownerReferences":[{"kind":"Deployment","name":"iris","uid":"d","controller":true}],
                    "annotations":{"deployment.kubernetes.io/revision":"1"}},"spec":{"replicas":1},"status":{"replicas":1,"availableReplicas":1}}
                    """),
            try ReplicaSet(
                json: """
                    {"metadata":{"name":"iris-2","uid":"new","ownerReferences":[{"kind":"Deployment","name":"iris","uid":"d","controller":true}],
                    "annotations":{"deployment.kubernetes.io/revision":"2"}},"spec":{"replicas":2},"status":{"replicas":2\(set)}}
                    """),
        ]
        facts.pods = try pods.map { try Pod(json: $0) }
        facts.events = try events.map { try ClusterEvent(json: $0) }
        facts.budgets = try budgets.map { try DisruptionBudget(json: $0) }
        return facts
    }

    private func pod(
        _ state: String, last: String = "{}", restarts: Int = 0, image: String = "ghcr.io/acme/iris:main-5be1", ready: Bool = false,
        set: String = "new",
        conditions: String = "", probes: String = "", container: Bool = true
    ) -> String {
        let status = #"[{"name":"model-server","ready":\#(ready),"restartCount":\#(restarts),"state":\#(state),"lastState":\#(last)}]"#
        return """
            {"metadata":{"name":"iris-2-x","uid":"p","labels":{"app":"iris"},"ownerReferences":[{"kind":"ReplicaSet","name":"iris-2","uid":"\(set)","controller":true}]},
            "spec":{"containers":[{"name":"model-server","image":"\(image)","resources":{"limits":{"memory":"256Mi"}}\(probes)}]},
            "status":{"phase":"Pending","conditions":[{"type":"Ready","status":"\(ready ? "True" : "False")"}\(conditions)],"containerStatuses":\(container ? status : "null")}}
            """
    }

    private func event(_ reason: String, _ message: String, about uid: String = "p", count: Int = 1, at time: String = "2026-11-23T03:00:00Z")
        -> String
    {
        Value.object([
            .init("metadata", ["name": "e", "uid": .string(message)]), .init("type", "Warning"), .init("reason", .string(reason)),
            .init("message", .string(message)), .init("count", .int(count)), .init("lastTimestamp", .string(time)),
            .init("involvedObject", ["uid": .string(uid)]),
        ]).text
    }

    private func trouble(_ facts: RolloutFacts) -> RolloutTrouble? {
        if case .stuck(let trouble) = Rollout.state(of: facts) { trouble } else { nil }
    }

    // MARK: Done, under way

    @Test func doneIsWhatKubectlCallsDone() throws {
        var facts = try facts()
        (facts.deployment.replicas, facts.deployment.available) = (2, 2)
        #expect(Rollout.state(of: facts) == .done)
        facts.deployment.replicas = 3
        #expect(Rollout.state(of: facts) == .progressing(ready: 0, of: 2, waitingFor: "1 old pods to end."))
        (facts.deployment.replicas, facts.deployment.updated) = (1, 1)
        #expect(Rollout.state(of: facts) == .progressing(ready: 0, of: 2, waitingFor: "new pods to be made (1 of 2)."))
    }

    @Test func aChangeTheControllerHasNotSeenIsNotDone() throws {
        var facts = try facts()
        (facts.deployment.replicas, facts.deployment.available, facts.deployment.generation) = (2, 2, 5)
        #expect(Rollout.state(of: facts) == .progressing(ready: 0, of: 2, waitingFor: "the deployment's controller to see the change."))
    }

    @Test func aPodThatStartsIsWaitedFor() throws {
        let starting = try facts([pod(#"{"waiting":{"reason":"ContainerCreating"}}"#)], set: #","availableReplicas":1"#)
        #expect(Rollout.state(of: starting) == .progressing(ready: 1, of: 2, waitingFor: "iris-2-x: ContainerCreating."))
    }

    @Test func anotherRevisionsPodsAndTerminatingOnesDoNotCount() throws {
        let bad = #"{"waiting":{"reason":"ImagePullBackOff","message":"x"}}"#
        #expect(trouble(try facts([pod(bad, set: "old")])) == nil)
        var ending = try facts([pod(bad)])
        ending.pods[0].meta.deletion = Timestamp(milliseconds: 1)
        #expect(trouble(ending) == nil)
    }

    // MARK: Images

    @Test(arguments: [
        (
            #"failed to pull and unpack image "ghcr.io/acme/iris:main-5be1": failed to resolve reference "ghcr.io/acme/iris:main-5be1": ghcr.io/acme/iris:main-5be1: not found"#,
            RolloutTrouble.Kind.imageNotFound, "there is no ghcr.io/acme/iris:main-5be1."
        ),
        (
            #"Error response from daemon: manifest for acme/iris:x not found: manifest unknown: manifest unknown"#, .imageNotFound,
            "there is no ghcr.io/acme/iris:main-5be1."
        ),
        (
            #"failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=x: 401 Unauthorized"#,
            .imageForbidden, "the registry wants credentials for ghcr.io/acme/iris:main-5be1, or refuses the ones it was given."
        ),
        (
            #"pull access denied for acme/iris, repository does not exist or may require 'docker login'"#, .imageForbidden,
            "the registry wants credentials for ghcr.io/acme/iris:main-5be1, or refuses the ones it was given."
        ),
        (
            #"failed to resolve reference: failed to do request: Head "https://ghcr.io/v2/acme/iris/manifests/main-5be1": dial tcp: lookup ghcr.io: no such host"#,
            .registryUnreachable,
            #"the registry of ghcr.io/acme/iris:main-5be1 does not answer: Head "https://ghcr.io/v2/acme/iris/manifests/main-5be1": dial tcp: lookup ghcr.io: no such host."#
        ),
        (
            #"failed to copy: httpReadSeeker: failed open: unexpected status code 429 Too Many Requests - Server message: toomanyrequests: retry-after: 880.092µs"#,
            .imageRateLimited, "the registry of ghcr.io/acme/iris:main-5be1 has had too many requests."
        ),
        (#"write /var/lib/x: no space left on device"#, .imagePull, "ghcr.io/acme/iris:main-5be1: write /var/lib/x: no space left on device."),
    ])
    func aFailedPullIsToldByItsKind(message: String, kind: RolloutTrouble.Kind, why: String) throws {
        let sentence = "iris-2-x cannot pull its image: " + why
        let state = Value.object([.init("waiting", ["reason": "ErrImagePull", "message": .string(message)])]).text
        #expect(trouble(try facts([pod(state)])) == RolloutTrouble(kind, pod: "iris-2-x", sentence))
        // While it backs off, only the event says why.
        let backOff = #"{"waiting":{"reason":"ImagePullBackOff","message":"Back-off pulling image \"ghcr.io/acme/iris:main-5be1\""}}"#
        let failed = event("Failed", #"Failed to pull image "ghcr.io/acme/iris:main-5be1": rpc error: code = Unknown desc = "# + message)
        let found = trouble(try facts([pod(backOff)], events: [failed, event("Failed", "Error: ErrImagePull")]))
        #expect(found?.kind == kind)
        #expect(found?.sentence == sentence)
    }

    @Test func anEmptyImageIsNoImage() throws {
        let state = #"{"waiting":{"reason":"InvalidImageName","message":"Failed to apply default image tag"}}"#
        #expect(
            trouble(try facts([pod(state, image: "")]))
                == RolloutTrouble(.invalidImageName, pod: "iris-2-x", "iris-2-x cannot start: the image is empty."))
        #expect(trouble(try facts([pod(state, image: "Iris:x")]))?.sentence == #"iris-2-x cannot start: "Iris:x" is no image."#)
    }

    // MARK: Containers

    @Test(arguments: [
        (
            #"{"waiting":{"reason":"CrashLoopBackOff"}}"#,
            #"{"terminated":{"exitCode":1,"reason":"Error","message":"Traceback\nFileNotFoundError: model.pkl\n"}}"#, 3,
            "model-server of iris-2-x ends with exit 1, 4 times so far: FileNotFoundError: model.pkl."
        ),
        (
            #"{"terminated":{"exitCode":137,"reason":"OOMKilled"}}"#, "{}", 0,
            "model-server of iris-2-x was killed for memory (OOMKilled, limit 256Mi)."
        ),
        (
            #"{"terminated":{"exitCode":0,"reason":"Completed"}}"#, "{}", 0,
            "model-server of iris-2-x ends by itself (exit 0), which a deployment's container must not."
        ),
        (
            #"{"running":{}}"#, #"{"terminated":{"exitCode":139,"signal":11,"reason":"Error"}}"#, 1,
            "model-server of iris-2-x was ended by signal 11, 2 times so far."
        ),
        (#"{"waiting":{"reason":"CrashLoopBackOff"}}"#, "{}", 1, "model-server of iris-2-x ends again and again."),
    ])
    func aCrashSaysItsExitAndItsLastLine(state: String, last: String, restarts: Int, sentence: String) throws {
        #expect(trouble(try facts([pod(state, last: last, restarts: restarts)])) == RolloutTrouble(.crash, pod: "iris-2-x", sentence))
    }

    @Test func aContainerThatCannotBeMadeSaysWhy() throws {
        let state = #"{"waiting":{"reason":"CreateContainerConfigError","message":"secret \"model-key\" not found"}}"#
        #expect(
            trouble(try facts([pod(state)]))
                == RolloutTrouble(
                    .configuration, pod: "iris-2-x",
                    #"model-server of iris-2-x cannot be made (CreateContainerConfigError): secret "model-key" not found."#))
    }

    private let probes =
        #","readinessProbe":{"httpGet":{"path":"/health","port":8080},"failureThreshold":2},"livenessProbe":{"tcpSocket":{"port":8080},"periodSeconds":5}"#

    @Test func aProbeCountsOnceItHasFailedAsOftenAsItMay() throws {
        let message = "Readiness probe failed: HTTP probe failed with statuscode: 503"
        let running = pod(#"{"running":{}}"#, probes: probes)
        #expect(trouble(try facts([running], events: [event("Unhealthy", message)])) == nil)
        let found = trouble(try facts([running], events: [event("Unhealthy", message, count: 2)]))
        #expect(
            found
                == RolloutTrouble(
                    .readinessProbe, pod: "iris-2-x",
                    "model-server of iris-2-x fails its readiness probe (http /health :8080 every 10s, timeout 1s, 2 failures): HTTP probe failed with statuscode: 503."
                ))
        #expect(trouble(try facts([running], events: [event("Unhealthy", message, about: "other", count: 9)])) == nil)
        #expect(trouble(try facts([pod(#"{"running":{}}"#, ready: true, probes: probes)], events: [event("Unhealthy", message, count: 9)])) == nil)
    }

    @Test func aContainerThatNeverStartsFailsItsStartupProbe() throws {
        let failed = event("Unhealthy", "Startup probe failed: HTTP probe failed with statuscode: 500", count: 30)
        let starting = pod(#"{"running":{}}"#, probes: #","startupProbe":{"httpGet":{"path":"/health","port":8080},"failureThreshold":30}"#)
        #expect(trouble(try facts([starting], events: [failed]))?.kind == .startupProbe)
    }

    @Test func whatALivenessProbeEndsIsNotCalledACrash() throws {
        let failed = event("Unhealthy", "Liveness probe failed: dial tcp 10.42.0.9:8080: connect: connection refused", count: 3)
        let killed = pod(
            #"{"waiting":{"reason":"CrashLoopBackOff"}}"#, last: #"{"terminated":{"exitCode":137,"reason":"Error"}}"#, restarts: 2, probes: probes)
        #expect(trouble(try facts([killed], events: [failed]))?.kind == .livenessProbe)
    }

    @Test func aCrashIsNotCalledAFailingReadinessProbe() throws {
        let failed = event("Unhealthy", "Readiness probe failed: connection refused", count: 9)
        let crashed = pod(#"{"running":{}}"#, last: #"{"terminated":{"exitCode":1}}"#, restarts: 2, probes: probes)
        #expect(trouble(try facts([crashed], events: [failed]))?.kind == .crash)
    }

    // MARK: What keeps pods from being made or placed

    @Test(arguments: [
        (
            #"pods "iris-2-x" is forbidden: exceeded quota: compute, requested: limits.memory=256Mi, used: limits.memory=1Gi, limited: limits.memory=1Gi"#,
            RolloutTrouble.Kind.quota, "the quota refuses new pods: "
        ),
        (#"admission webhook "policy.example" denied the request: image must be pinned"#, .admission, "new pods are refused: "),
        (#"pods "iris-2-x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true"#, .admission, "new pods are refused: "),
    ])
    func refusedPodsAreToldByConditionOrEvent(message: String, kind: RolloutTrouble.Kind, start: String) throws {
        let condition = Value.object([
            .init("type", "ReplicaFailure"), .init("status", "True"), .init("reason", "FailedCreate"), .init("message", .string(message)),
        ]).text
        var refused = try facts(set: #","conditions":[\#(condition)]"#)
        refused.replicaSets[1].replicas = 1
        #expect(trouble(refused) == RolloutTrouble(kind, start + message + "."))
        var byEvent = try facts(events: [event("FailedCreate", message, about: "new")])
        byEvent.replicaSets[1].replicas = 1
        #expect(trouble(byEvent)?.kind == kind)
        // A pod that was made since says that it is over.
        byEvent.pods = [try Pod(json: pod(#"{"waiting":{"reason":"ContainerCreating"}}"#))]
        byEvent.pods[0].meta.created = Timestamp(rfc3339: "2026-11-23T03:00:01Z")
        #expect(trouble(byEvent) == nil)
    }

    @Test func pausedAndLateAreSaidLast() throws {
        #expect(trouble(try facts(deployment: #","paused":true"#)) == RolloutTrouble(.paused, "rollouts of iris are paused; resume them."))
        let late = #"{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded"}"#
        let waiting = pod(#"{"waiting":{"reason":"ContainerCreating"}}"#)
        #expect(
            trouble(try facts([waiting], deployment: #","progressDeadlineSeconds":60"#, conditions: late))
                == RolloutTrouble(.deadlineExceeded, pod: "iris-2-x", "no progress within 60 s; its pods do not say why."))
        let crashed = pod(#"{"terminated":{"exitCode":1}}"#)
        #expect(trouble(try facts([crashed], conditions: late))?.kind == .crash)
    }

    @Test func aBudgetThatRefusesIsNamed() throws {
        let budget =
            #"{"metadata":{"name":"iris-pdb","uid":"b"},"spec":{"selector":{"matchLabels":{"app":"iris"}}},"status":{"disruptionsAllowed":0,"currentHealthy":1,"desiredHealthy":1}}"#
        let waiting = pod(#"{"waiting":{"reason":"ContainerCreating"}}"#)
        #expect(trouble(try facts([waiting], budgets: [budget])) == nil, "that a budget is used up is no trouble of itself")
        let refusal = event("EvictionBlocked", "Cannot evict pod as it would violate the pod's disruption budget.")
        #expect(
            trouble(try facts([waiting], events: [refusal], budgets: [budget]))
                == RolloutTrouble(.disruptionBudget, "the disruption budget iris-pdb lets no pod go: 1 healthy, 1 needed."))
    }

    // MARK: Recorded

    @Test(arguments: [
        (
            "message-image-pull-fail", RolloutTrouble.Kind.registryUnreachable,
            #"no-image-deployment-849c4c4958-rxqmt cannot pull its image: the registry of noimage.com/no-such-image does not answer: Error response from daemon: Get "https://noimage.com/v2/": x509: certificate is not valid for any names, but wanted to match noimage.com."#
        ),
        (
            "message-pending-pod-resources", .unschedulable,
            "no node takes pending-pod-resources-5fddcf7688-djjfc: 0/1 nodes are available: 1 Insufficient nvidia.com/gpu."
        ),
        (
            "message-pending-node-affinity", .unschedulable,
            "no node takes kotsadm-b6cb54c8f-zgzrn: 0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector."
        ),
        (
            "message-container-creating-failed-mount", .configuration,
            #"troubleshoot-copyfromhost-4m79m-psdjm cannot be set up: MountVolume.SetUp failed for volume "host" : hostPath type check failed: /var/lib/collectd is not a directory."#
        ),
        (
            "message-pod-crashloop-backoff", .crash,
            "nginx of init-demo ends with exit 127 (ContainerCannotRun), 5 times so far: failed to create shim task"
        ),
        ("message-pod-init-crashloop-backoff", .configuration, "install of init-demo2 cannot be made (RunContainerError): failed to start container"),
    ])
    func recordedPodsAreJudged(name: String, kind: RolloutTrouble.Kind, sentence: String) throws {
        var facts = try facts()
        var pod: Pod = try Self.recorded("pods/\(name)")[0]
        pod.meta.owner = .init(kind: "ReplicaSet", name: "iris-2", uid: "new")
        facts.pods = [pod]
        // Only some of the pods were recorded with their events.
        facts.events = (try? Self.recorded("events/\(name)")) ?? []
        let found = try #require(trouble(facts))
        #expect(found.kind == kind)
        #expect(found.sentence.hasPrefix(sentence), "\(found.sentence)")
    }

    private static func recorded<T: Readable>(_ name: String) throws -> [T] {
        let bytes = try KubernetesFixtures.bytes("kubernetes-objects/troubleshoot/\(name).json")
        return try JSON.with(bytes) { json in
            json["items"].kind == .array ? try json["items"].array.map { try T($0) } : [try T(json)]
        }
    }
}
