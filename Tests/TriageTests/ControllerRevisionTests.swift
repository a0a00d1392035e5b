import Host
import JSON
import TestSupport
import Testing

@testable import Triage

/// Changes of stateful and daemon sets: their revisions are ControllerRevisions, as the API documents them.
@Suite struct ControllerRevisionTests {
    private static let alerted = "2026-11-23T03:00:00Z"

    /// `kubectl get controllerrevisions -o json`: the template is the patch that goes back to it.
    private static func revision(
        _ number: Int, _ hash: String, _ created: String, _ image: String, of kind: String = "StatefulSet", _ owner: String = "db"
    )
        -> Value
    {
        [
            "apiVersion": "apps/v1", "kind": "ControllerRevision", "revision": .int(number),
            "metadata": [
                "name": .string("\(owner)-\(hash)"), "namespace": "shop", "creationTimestamp": .string(created),
                "labels": ["app": .string(owner), "controller.kubernetes.io/hash": .string(hash)],
                "managedFields": [["manager": "kube-controller-manager"]],
                "ownerReferences": [["apiVersion": "apps/v1", "kind": .string(kind), "name": .string(owner), "controller": true]],
            ],
            "data": [
                "spec": [
                    "template": [
                        "$patch": "replace", "metadata": ["labels": ["app": .string(owner)]],
                        "spec": ["containers": [["name": "server", "image": .string(image), "resources": ["limits": ["memory": "1Gi"]]]]],
                    ]
                ]
            ],
        ]
    }

    private static let list: Value = [
        "items": [
            revision(3, "84b5c77d9f", "2026-11-23T02:51:00Z", "shop/db:17.1"), revision(2, "6f9d5c44b8", "2026-11-02T10:00:00Z", "shop/db:16.4"),
            revision(9, "55555", "2026-11-23T02:58:00Z", "shop/queue:9", "queue"),
            revision(4, "84b5c77d9f", "2026-11-23T02:40:00Z", "shop/agent:2", of: "DaemonSet", "db"),
        ]
    ]

    private static func revision(_ number: Int, _ hash: String, _ created: String, _ image: String, _ owner: String) -> Value {
        revision(number, hash, created, image, of: "StatefulSet", owner)
    }

    /// The pod `db-0`, which ends by an error of its program.
    private static func pod(_ revision: String, owner kind: String = "StatefulSet") throws -> Value {
        var pod = try JSON.value(Incident.pod(last: (1, "Error")).evidence[1].bytes), meta = pod["metadata"]
        meta["name"] = "db-0"
        meta["creationTimestamp"] = "2026-11-23T02:52:00Z"
        meta["labels"] = ["controller-revision-hash": .string(revision)]
        meta["ownerReferences"] = [["kind": .string(kind), "name": "db", "controller": true]]
        pod["metadata"] = meta
        return pod
    }

    private func gathered(_ cluster: ScriptedCluster, _ labels: [String: String] = ["namespace": "shop", "pod": "db-0"]) async throws -> CaseFile {
        var source = LiveEvidence(time: ManualTime(Timestamp(rfc3339: "2026-11-23T03:07:00Z") ?? Timestamp(milliseconds: 0)))
        source.clusters["k3d"] = cluster
        var evidence: [Evidence] = []
        let subject = Subject.alert(name: "PodCrashes", context: "k3d", labels: labels, annotations: [:], since: Self.alerted)
        for await piece in source.gather(subject) { evidence.append(piece) }
        return CaseFile(evidence)
    }

    private func cluster(_ pod: Value?, log: String = "panic: incompatible data directory") -> ScriptedCluster {
        var cluster = ScriptedCluster(pod: pod?.bytes, log: .success(log))
        cluster.controllerRevisions = Self.list.bytes
        return cluster
    }

    @Test("A stateful set's change is told with its image and its time, and speaks for what its program dies of")
    func statefulSet() async throws {
        let file = try await gathered(cluster(try Self.pod("db-84b5c77d9f")))
        let change = try #require(file.changes.first)
        #expect(change.isCandidate && change.words == "db revision 3: container server image shop/db:16.4 -> 17.1")
        let support = try #require(Rules.findings(file)[0].support.first)
        #expect(support.text == "changed 9 min before the alert: db revision 3: container server image shop/db:16.4 -> 17.1")
        let exhibit = try #require(file.exhibits.first { $0.role == .controllerRevisions })
        let place = try #require(support.place)
        #expect(place.evidence == exhibit.number && exhibit.line(place.line)?.contains("shop/db:17.1") == true)
        let stored = String(decoding: exhibit.text, as: UTF8.self)
        #expect(!stored.contains("managedFields") && !stored.contains("queue") && !stored.contains("shop/agent"))
        #expect(!file.exhibits.contains { $0.role == .replicaSets })
    }

    @Test(
        "A pod says by its label of which revision it is: its name for stateful sets, its hash for daemon sets",
        arguments: [("db-84b5c77d9f", true), ("84b5c77d9f", true), ("db-6f9d5c44b8", false), ("77d9f", false), ("", true)])
    func ofRevision(label: String, isCandidate: Bool) async throws {
        let file = try await gathered(cluster(try Self.pod(label)))
        #expect((file.changeCandidate != nil) == isCandidate)
        if !isCandidate { #expect(file.changes.first?.against == "the pod is of another revision") }
    }

    @Test("A daemon set of the same name as a stateful set has revisions of its own")
    func daemonSet() async throws {
        let file = try await gathered(cluster(try Self.pod("84b5c77d9f", owner: "DaemonSet")))
        #expect(file.around.revisions.map(\.images) == [["shop/agent:2"]])
        #expect(file.facts.contains { $0.text == "db has one revision only, made 20 min before the alert; nothing changed its pods since" })
    }

    @Test("An older revision that was gone back to has the highest number and tells no time of its own")
    func rolledBack() async throws {
        var cluster = cluster(try Self.pod("db-6f9d5c44b8"))
        let list: Value = [
            "items": [
                Self.revision(3, "84b5c77d9f", "2026-11-23T02:51:00Z", "shop/db:17.1"),
                Self.revision(4, "6f9d5c44b8", "2026-11-02T10:00:00Z", "shop/db:16.4"),
            ]
        ]
        cluster.controllerRevisions = list.bytes
        let change = try #require(try await gathered(cluster).changes.first)
        #expect(change.subject == "db revision 4 (an earlier one, back again)" && change.at == nil && !change.isCandidate)
    }

    @Test(
        "An alert that names a set asks for the revisions of its kind; one that names a workload of no kind for both",
        arguments: [
            (["statefulset": "db"], [Evidence.Role.controllerRevisions]), (["deployment": "db"], []), (["workload": "db"], [.controllerRevisions]),
        ])
    func labels(named: [String: String], roles: [Evidence.Role]) async throws {
        var cluster = cluster(nil)
        cluster.replicaSets = Array(#"{"items":[]}"#.utf8)
        let file = try await gathered(cluster, named.merging(["namespace": "shop"]) { $1 })
        #expect(file.exhibits.map(\.role).filter { [.replicaSets, .controllerRevisions].contains($0) } == roles)
        if named["workload"] != nil { #expect(Set(file.around.revisions.map(\.revision)) == [2, 3], "the newest of the name") }
    }
}
