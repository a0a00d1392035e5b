import Feeds
import Host
import Services
import Testing

@Suite struct AlertJoinTests {
    private let now = Timestamp(milliseconds: 1_763_900_000_000)
    private let join = AlertJoin(mapping: ["cluster": ["k3d-on-premises": "k3d", "gcp-mlops-platform": "gcp"]])

    private func rule(_ name: String, hold: Double = 60, _ alerts: [PrometheusAlert]) -> AlertRule {
        var rule = AlertRule()
        rule.name = name
        rule.hold = hold
        rule.expression = "kube_pod_container_status_last_terminated_reason == 1"
        rule.alerts = alerts
        return rule
    }

    private func prometheus(_ labels: [String: String], _ state: String = "firing", ago: Duration = .seconds(600)) -> PrometheusAlert {
        var alert = PrometheusAlert()
        alert.labels = labels
        alert.state = state
        alert.activeAt = now + (.zero - ago)
        return alert
    }

    private func alertmanager(_ labels: [String: String], silencedBy: [String] = []) -> AlertmanagerAlert {
        var alert = AlertmanagerAlert()
        alert.labels = labels
        alert.state = silencedBy.isEmpty ? "active" : "suppressed"
        alert.silencedBy = silencedBy
        return alert
    }

    private let labels = ["alertname": "ModelPodOOMKilled", "severity": "critical", "namespace": "ml-apps", "pod": "iris-1"]

    @Test func theSameAlertOfBothIsOneRowAlthoughTheClusterLabelStandsOnOneSideOnly() {
        let external = labels.merging(["cluster": "gcp-mlops-platform"]) { $1 }
        let rows = join.rows(
            rules: [rule("ModelPodOOMKilled", [prometheus(labels)])], alertmanager: [alertmanager(external)], seenHere: [:],
            pods: ["k3d": ["ml-apps/iris-1"], "gcp": []], now: now)
        #expect(rows.count == 1)
        #expect(rows.first?.sources == ["Prometheus", "Alertmanager"])
        // The pod runs in k3d, whatever the monitoring server's own cluster label says.
        #expect(rows.first?.context == "k3d")
    }

    @Test func withoutAPodTheMappingDecidesTheContext() {
        let target = ["alertname": "TargetDown", "cluster": "k3d-on-premises", "instance": "100.85.38.128:30808"]
        let rows = join.rows(rules: [], alertmanager: [alertmanager(target)], seenHere: [:], pods: [:], now: now)
        #expect(rows.first?.context == "k3d")
        #expect(rows.first?.pod == "100.85.38.128:30808")
    }

    @Test func aPendingAlertSaysWhenItFires() {
        let rows = join.rows(
            rules: [rule("ModelPodOOMKilled", hold: 300, [prometheus(labels, "pending", ago: .seconds(180))])], alertmanager: [],
            seenHere: [:], pods: [:], now: now)
        #expect(rows.first?.state == .pending)
        #expect(rows.first?.fires == now + .seconds(120))
    }

    @Test func whatWeSeeOurselvesJoinsTheSameAlertAndStandsAloneOtherwise() {
        let seen = SeenHere(
            alert: "ModelPodOOMKilled", severity: "critical", namespace: "ml-apps", pod: "iris-1", uid: "u1", container: "model-server",
            sentence: "model-server was killed for going over its limit of 256Mi", since: now + .seconds(-90), fires: now + .seconds(-30))
        let joined = join.rows(
            rules: [rule("ModelPodOOMKilled", [prometheus(labels)])], alertmanager: [], seenHere: ["k3d": [seen]], pods: [:], now: now)
        #expect(joined.map(\.sources) == [["Prometheus", "seen here"]])
        let alone = join.rows(rules: [], alertmanager: [], seenHere: ["k3d": [seen]], pods: [:], now: now)
        #expect(alone.first?.state == .firing)
        #expect(alone.first?.summary == "model-server was killed for going over its limit of 256Mi")
        #expect(alone.first?.context == "k3d")
    }

    @Test func firingComesBeforePendingAndSilencedLast() {
        let other = { (name: String, severity: String) in ["alertname": name, "severity": severity] }
        let rows = join.rows(
            rules: [
                rule("Pending", [prometheus(other("Pending", "critical"), "pending")]),
                rule("Warning", [prometheus(other("Warning", "warning"))]),
                rule("Critical", [prometheus(other("Critical", "critical"))]),
            ], alertmanager: [alertmanager(other("Silenced", "critical"), silencedBy: ["s1"])], seenHere: [:], pods: [:], now: now)
        #expect(rows.map(\.name) == ["Critical", "Warning", "Pending", "Silenced"])
    }

    @Test func aPodsOwnerIsReadFromItsName() {
        #expect(PodOwner.name(ofPod: "iris-classifier-7c9d8f6b5-x2lq7") == "iris-classifier")
        #expect(PodOwner.name(ofPod: "prometheus-0") == nil)
        #expect(PodOwner.name(ofPod: "") == nil)
    }
}
