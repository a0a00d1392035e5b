import Host
import JSON
import Testing

@testable import Services

@Suite struct KubernetesObjectsTests {
    private func read<T: Readable>(_ file: String, as type: T.Type = T.self) throws -> T {
        try JSON.read(type, from: try KubernetesFixtures.bytes("kubernetes-objects/" + file))
    }

    private func items<T: Readable>(_ file: String, as type: T.Type) throws -> [T] {
        try JSON.with(try KubernetesFixtures.bytes("kubernetes-objects/" + file)) { try $0["items"].array.map { try T($0) } }
    }

    @Test func aPodThatWasKilledForMemory() throws {
        let pod = try #require(try items("troubleshoot/pods/message-oomkill-pod.json", as: Pod.self).first)
        #expect(pod.meta.name == "oom-kill-job3-gbb89")
        #expect(pod.meta.owner?.kind == "Job")
        let container = try #require(pod.containers.first)
        #expect(container.isOutOfMemory)
        #expect(container.limits["memory"] == "100Mi")
        guard case .terminated(let end) = container.state else {
            Issue.record("it has ended")
            return
        }
        #expect(end.exitCode == 137)
        #expect(end.finished != nil)
    }

    @Test func aPodThatCannotBePlaced() throws {
        let pod = try #require(try items("troubleshoot/pods/message-pending-pod-resources.json", as: Pod.self).first)
        let scheduled = try #require(pod.conditions.first { $0.type == "PodScheduled" })
        #expect(scheduled.status == "False")
        #expect(scheduled.reason == "Unschedulable")
        #expect(scheduled.message.contains("Insufficient"))
        #expect(pod.node == "")
        #expect(pod.containers.allSatisfy { $0.state == nil })
    }

    @Test func sidecarsAndProbesInWords() throws {
        let pod = try JSON.read(
            Pod.self,
            from: Array(
                #"""
                {"metadata":{"name":"p"},"spec":{
                  "initContainers":[{"name":"proxy","restartPolicy":"Always","readinessProbe":{"httpGet":{"path":"/healthz","port":15021},"periodSeconds":15,"timeoutSeconds":3,"failureThreshold":4}}],
                  "containers":[{"name":"main","livenessProbe":{"tcpSocket":{"port":"web"},"initialDelaySeconds":5},"readinessProbe":null,
                    "startupProbe":{"exec":{"command":["cat","/tmp/ready"]},"periodSeconds":1,"failureThreshold":600}}]}}
                """#.utf8))
        #expect(pod.containers.map(\.kind) == [.sidecar, .main])
        #expect(
            pod.containers.flatMap(\.probes).map { "\($0.kind): \($0.words)" } == [
                "readiness: http /healthz :15021 every 15s, timeout 3s, 4 failures",
                "liveness: tcp :web every 10s after 5s, timeout 1s, 3 failures",
                "startup: exec cat /tmp/ready every 1s, timeout 1s, 600 failures",
            ])
        let recorded: Pod = try read("k9s/po_sidecar.json")
        #expect(recorded.containers.map(\.kind) == [.initial, .sidecar, .main])
        #expect(recorded.containers.dropFirst().allSatisfy { $0.ready && $0.started && $0.isRunning })
    }

    @Test func nodes() throws {
        let node: Node = try read("k9s/no.json")
        #expect(node.isReady)
        #expect(node.meta.name == "minikube")
        #expect(node.capacity["pods"] == "110")
        let all = try items("troubleshoot/nodes.json", as: Node.self)
        #expect(all.count == 7)
        #expect(all.contains { $0.isReady })
        #expect(all.allSatisfy { !$0.kubelet.isEmpty && $0.capacity["cpu"] != nil })
    }

    @Test func deployments() throws {
        let all = try items("troubleshoot/deployments/default.json", as: Deployment.self)
        #expect(all.count == 4)
        #expect(all.allSatisfy { !$0.images.isEmpty && $0.meta.annotations["deployment.kubernetes.io/revision"] != nil })
        let one: Deployment = try read("k9s/dp.json")
        #expect((one.wanted, one.updated, one.ready, one.available) == (1, 1, 1, 1))
        #expect(one.conditions.contains { $0.type == "Available" && $0.status == "True" })
        #expect(one.generation == one.observedGeneration)
        _ = try read("fabric8/valid-deployment.json", as: Deployment.self)
    }

    @Test func eventsOfTheKubeletAndOfTheScheduler() throws {
        let event: ClusterEvent = try read("k9s/ev.json")
        #expect(event.kind == "Pod")
        #expect(event.name == "hello-1567197780-mn4mv")
        #expect(event.uid == "c31fdeb8-cb66-11e9-990f-42010a800218")
        #expect(event.source == "kubelet")
        #expect(event.last?.rfc3339 == "2019-08-30T20:43:05Z")

        let all = try items("troubleshoot/events/message-image-pull-fail.json", as: ClusterEvent.self)
        let scheduled = try #require(all.first { $0.reason == "Scheduled" })
        #expect(scheduled.source == "default-scheduler")
        #expect(scheduled.last?.milliseconds == Timestamp(rfc3339: "2023-07-11T05:34:44.764227Z")?.milliseconds, "eventTime stands in")
        #expect(scheduled.count == 1, "an absent count is one")
        let series = try #require(all.first { $0.reason == "FailedScheduling" })
        #expect(series.count == 3)
        #expect(series.last?.rfc3339 == "2023-07-11T04:40:44Z", "the series' own time comes first")
        #expect(all.first { $0.reason == "BackOff" }?.count == 5)

        let old: ClusterEvent = try read("fabric8/valid-event.json")
        #expect(old.last?.rfc3339 == "2021-07-06T08:55:29Z")
        #expect(old.source == "foo")
    }

    @Test func theNewerViewOfAnEventReadsTheSame() throws {
        let event = try JSON.read(
            ClusterEvent.self,
            from: Array(
                #"""
                {"apiVersion":"events.k8s.io/v1","kind":"Event","metadata":{"name":"e","uid":"x","creationTimestamp":"2026-11-23T03:00:00Z"},
                 "regarding":{"kind":"Pod","name":"iris","uid":"u","namespace":"ml-apps"},"note":"Back-off restarting failed container",
                 "reason":"BackOff","type":"Warning","reportingController":"kubelet","eventTime":null,
                 "deprecatedCount":12,"deprecatedFirstTimestamp":"2026-11-23T03:01:00Z","deprecatedLastTimestamp":"2026-11-23T03:07:00Z"}
                """#.utf8))
        #expect(event.kind == "Pod")
        #expect(event.name == "iris")
        #expect(event.message == "Back-off restarting failed container")
        #expect(event.count == 12)
        #expect(event.last?.clock == "03:07:00")
        #expect(event.first?.clock == "03:01:00")
        #expect(event.source == "kubelet")
    }

    @Test func useOfNodesAndPods() throws {
        let node: UsageItem = try read("fabric8/valid-nodemetric.json")
        #expect(node.name == "minikube")
        #expect(abs(node.usage.cpuMilli - 134.994244) < 1e-9)
        #expect(node.usage.memoryBytes == 1_275_716 * 1024)
        let pod = try JSON.read(
            UsageItem.self,
            from: Array(
                #"{"metadata":{"name":"p","namespace":"n"},"containers":[{"name":"a","usage":{"cpu":"100m","memory":"64Mi"}},{"name":"b","usage":{"cpu":"2113487n","memory":"63524Ki"}}]}"#
                    .utf8))
        #expect(abs(pod.usage.cpuMilli - 102.113487) < 1e-9)
        #expect(pod.usage.memoryBytes == Double(64 << 20 + 63524 << 10))
    }

    @Test(arguments: [
        ("100m", 0.1), ("0.5", 0.5), (".5", 0.5), ("5.", 5), ("+1", 1), ("-1k", -1000), ("1Ki", 1024), ("1Gi", 1_073_741_824),
        ("1e3", 1000), ("1E3", 1000),
        ("12E", 12e18), ("12e0", 12), ("1.5e-3", 0.0015), ("128974848", 128_974_848), ("2113487n", 0.002113487), ("7u", 7e-6), ("3M", 3e6),
        ("3T", 3e12), ("3P", 3e15), ("2Ti", 2_199_023_255_552), ("2Pi", 2_251_799_813_685_248), ("1Ei", 1_152_921_504_606_846_976),
        ("0", 0),
    ])
    func quantities(text: String, value: Double) throws {
        let read = try #require(Quantity.value(text))
        #expect(abs(read - value) <= abs(value) * 1e-12)
    }

    @Test(arguments: ["", "x", "1Q", "m", "1 Ki", "1e", "1ee3", "--1", "0x10", "1e99999", "inf", "nan", "1Kii"])
    func whatIsNoQuantityIsNone(text: String) {
        #expect(Quantity.value(text) == nil)
    }

    @Test func anObjectWithoutMetadataIsRefused() {
        #expect(throws: JSONError.missing("metadata")) { try JSON.read(Pod.self, from: Array("{}".utf8)) }
    }
}
