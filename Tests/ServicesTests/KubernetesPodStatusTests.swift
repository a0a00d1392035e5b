import JSON
import Testing

@testable import Services

/// READY, STATUS and RESTARTS as `kubectl get pods` prints them (pkg/printers/internalversion/printers.go, printPod).
@Suite struct KubernetesPodStatusTests {
    private func columns(_ pod: Pod) -> String { "\(pod.readyCount)/\(pod.runningCount) \(pod.statusWord) \(pod.restartCount)" }

    /// A pod with these members of spec and status.
    private func pod(spec: String = #""containers":[{"name":"a"}]"#, status: String, metadata: String = #""name":"p","uid":"u""#) throws
        -> Pod
    {
        try JSON.read(Pod.self, from: Array("{\"metadata\":{\(metadata)},\"spec\":{\(spec)},\"status\":{\(status)}}".utf8))
    }

    @Test(arguments: [
        ("k9s/p1.json", "1/1 Running 0"), ("k9s/po.json", "1/1 Running 0"), ("k9s/po_init.json", "1/1 Init:0/1 0"),
        ("k9s/po_sidecar.json", "2/2 Running 0"), ("k9s/cilium.json", "1/1 Running 0"), ("k9s/init.json", "1/1 Running 0"),
        ("fabric8/valid-pod.json", "0/1 Unknown 0"), ("troubleshoot/pods/default.json", "1/1 Running 0"),
        ("troubleshoot/pods/default-unhealthy.json", "1/1 CrashLoopBackOff 0"),
        ("troubleshoot/pods/message-container-creating-failed-mount.json", "0/1 ContainerCreating 0"),
        ("troubleshoot/pods/message-image-pull-fail.json", "0/1 ErrImagePull 0"),
        ("troubleshoot/pods/message-oomkill-pod.json", "0/1 OOMKilled 0"),
        ("troubleshoot/pods/message-pending-node-affinity.json", "0/1 Pending 0"),
        ("troubleshoot/pods/message-pending-pod-resources.json", "0/1 Pending 0"),
        ("troubleshoot/pods/message-pod-crashloop-backoff.json", "0/1 CrashLoopBackOff 4"),
        ("troubleshoot/pods/message-pod-init-crashloop-backoff.json", "0/1 Init:RunContainerError 1"),
    ])
    func recordedPodsReadAsKubectlPrintsThem(file: String, expected: String) throws {
        let bytes = try KubernetesFixtures.bytes("kubernetes-objects/" + file)
        let pods = try JSON.with(bytes) { root in
            root["kind"].string == "PodList" ? try root["items"].array.map { try Pod($0) } : [try Pod(root)]
        }
        #expect(pods.map(columns) == [expected])
    }

    @Test(arguments: [
        (#""phase":"Failed","reason":"Evicted""#, "0/1 Evicted 0"),
        (#""phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"SchedulingGated"}]"#, "0/1 SchedulingGated 0"),
        (
            #""phase":"Succeeded","containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":0,"reason":"Completed"}}}]"#,
            "0/1 Completed 0"
        ),
        (#""phase":"Failed","containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":2}}}]"#, "0/1 ExitCode:2 0"),
        (#""phase":"Failed","containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":137,"signal":9}}}]"#, "0/1 Signal:9 0"),
        (#""phase":"Running","containerStatuses":[{"name":"a","state":{}}]"#, "0/1 Running 0"),
        (#""phase":"Running","containerStatuses":[{"name":"a","ready":false,"restartCount":7,"state":{"running":{}}}]"#, "0/1 Running 7"),
        (
            #""phase":"Pending","containerStatuses":[{"name":"a","state":{"waiting":{"reason":"InvalidImageName"}}}]"#,
            "0/1 InvalidImageName 0"
        ),
    ])
    func thePhaseAloneLies(status: String, expected: String) throws {
        #expect(columns(try pod(status: status)) == expected)
    }

    @Test(arguments: [
        (#""phase":"Running""#, "Terminating"), (#""phase":"Running","reason":"NodeLost""#, "Unknown"),
        (#""phase":"Succeeded""#, "Succeeded"),
        (#""phase":"Failed","containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":1,"reason":"Error"}}}]"#, "Error"),
    ])
    func aPodThatIsDeletedIsTerminatingUnlessItHasEnded(status: String, word: String) throws {
        let pod = try pod(status: status, metadata: #""name":"p","uid":"u","deletionTimestamp":"2026-11-23T03:07:00Z""#)
        #expect(pod.statusWord == word)
    }

    @Test func oneContainerDoneAndOneRunningIsRunningWhileThePodIsReady() throws {
        let spec = #""containers":[{"name":"a"},{"name":"b"}]"#
        let statuses =
            #""containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":0,"reason":"Completed"}}},{"name":"b","ready":true,"state":{"running":{}}}]"#
        let ready = #","conditions":[{"type":"Ready","status":"True"}]"#
        #expect(columns(try pod(spec: spec, status: #""phase":"Running","# + statuses + ready)) == "1/2 Running 0")
        #expect(columns(try pod(spec: spec, status: #""phase":"Running","# + statuses)) == "1/2 NotReady 0")
    }

    @Test func theFirstStatusInTroubleGivesTheWord() throws {
        // The kubelet sorts statuses by name; the spec has its own order.
        let pod = try pod(
            spec: #""containers":[{"name":"z"},{"name":"a"}]"#,
            status:
                #""phase":"Running","containerStatuses":[{"name":"a","state":{"waiting":{"reason":"CrashLoopBackOff"}}},{"name":"z","state":{"waiting":{"reason":"ImagePullBackOff"}}}]"#
        )
        #expect(pod.containers.map(\.name) == ["z", "a"])
        #expect(pod.statusWord == "CrashLoopBackOff")
    }

    private static let withInit = #""initContainers":[{"name":"i"},{"name":"s","restartPolicy":"Always"}],"containers":[{"name":"a"}]"#

    @Test(arguments: [
        (#""phase":"Pending""#, "0/2 Pending 0"),
        (
            #""phase":"Pending","initContainerStatuses":[{"name":"i","state":{"running":{}}},{"name":"s","state":{"waiting":{"reason":"PodInitializing"}}}]"#,
            "0/2 Init:0/2 0"
        ),
        (
            #""phase":"Pending","initContainerStatuses":[{"name":"i","restartCount":3,"state":{"terminated":{"exitCode":1}}}]"#,
            "0/2 Init:ExitCode:1 3"
        ),
        (
            #""phase":"Pending","initContainerStatuses":[{"name":"i","state":{"terminated":{"exitCode":137,"signal":9}}}]"#,
            "0/2 Init:Signal:9 0"
        ),
        (
            #""phase":"Pending","initContainerStatuses":[{"name":"i","state":{"terminated":{"exitCode":1,"reason":"OOMKilled"}}}]"#,
            "0/2 Init:OOMKilled 0"
        ),
        (
            #""phase":"Pending","initContainerStatuses":[{"name":"i","restartCount":2,"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]"#,
            "0/2 Init:CrashLoopBackOff 2"
        ),
        (
            #""phase":"Pending","initContainerStatuses":[{"name":"i","state":{"terminated":{"exitCode":0}}},{"name":"s","started":false,"state":{"running":{}}}]"#,
            "0/2 Init:1/2 0"
        ),
        (
            #""phase":"Running","initContainerStatuses":[{"name":"i","restartCount":1,"state":{"terminated":{"exitCode":0}}},{"name":"s","started":true,"ready":true,"restartCount":2,"state":{"running":{}}}],"containerStatuses":[{"name":"a","ready":true,"restartCount":4,"state":{"running":{}}}]"#,
            "2/2 Running 6"
        ),
    ])
    func initContainersAndSidecarsComeFirst(status: String, expected: String) throws {
        #expect(columns(try pod(spec: Self.withInit, status: status)) == expected)
    }

    @Test func outOfMemoryIsSaidByTheReasonNotByTheExitCode() throws {
        func killed(_ states: String) throws -> Bool? {
            try pod(status: "\"phase\":\"Running\",\"containerStatuses\":[{\"name\":\"a\",\(states)}]").containers.first?.isOutOfMemory
        }
        #expect(
            try killed(
                #""state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled"}}"#)
                == true)
        #expect(try killed(#""state":{"terminated":{"exitCode":137,"reason":"Error"}}"#) == false)
        #expect(try killed(#""state":{"running":{}}"#) == false)
    }
}
