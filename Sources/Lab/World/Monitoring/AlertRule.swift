/// An alerting rule.
struct AlertRule: Sendable {
    var name: String
    var query: String
    /// In life; the world divides it by its pace.
    var duration: Span
    var severity: String
    var summary: String
    var details: String
    /// The parsed query.
    let expression: PromQL

    var labels: [String: String] { ["severity": severity, "component": group == Self.platformGroup ? "platform" : "ml-model"] }
    /// The group that it stands in.
    var group = AlertRule.modelGroup

    private init?(
        _ name: String, _ query: String, for duration: Span, _ severity: String, summary: String, details: String
    ) {
        // A query of ours that does not parse makes the rule disappear, and the test of the rules fail.
        guard let expression = try? PromQLParser.parse(query) else { return nil }
        self.name = name
        self.query = query
        self.duration = duration
        self.severity = severity
        self.summary = summary
        self.details = details
        self.expression = expression
    }

    /// The group's name, as in the platform's `model-alerts.yml`; and that of the rules about what lies below the models.
    static let modelGroup = "model-alerts"
    static let platformGroup = "platform-alerts"
    static let file = "/etc/prometheus/rules/model-alerts.yml"

    /// The rules of the reference platform; `increase(…[15m]) > 3` stands where its own rule could never fire.
    static let all: [AlertRule] =
        [
            AlertRule(
                "ModelPodNotRunning",
                #"max by (cluster, namespace, pod) (kube_pod_status_phase{namespace="ml-apps",phase!="Running"}) > 0"#, for: .minutes(2),
                "critical", summary: "Model pod {{ $labels.pod }} is not running",
                details:
                    "Pod {{ $labels.pod }} in namespace {{ $labels.namespace }} has been out of phase Running for more than 2 minutes."),
            AlertRule(
                "ModelPodFrequentRestarts", #"increase(kube_pod_container_status_restarts_total{namespace="ml-apps"}[15m]) > 3"#,
                for: .minutes(5), "warning", summary: "Model pod {{ $labels.pod }} restarts often",
                details: "Container {{ $labels.container }} restarted {{ $value | humanize }} times in 15 minutes."),
            AlertRule(
                "ModelPodOOMKilled",
                #"kube_pod_container_status_last_terminated_reason{namespace="ml-apps",reason="OOMKilled"} == 1"#, for: .minutes(1),
                "critical", summary: "Model pod {{ $labels.pod }} was OOMKilled",
                details: "Container {{ $labels.container }} exceeded its memory limit."),
            AlertRule(
                "ModelHighCPUUsage",
                #"rate(container_cpu_usage_seconds_total{namespace="ml-apps"}[5m]) / (container_spec_cpu_quota / container_spec_cpu_period) > 0.8"#,
                for: .minutes(5), "warning", summary: "High CPU on {{ $labels.pod }}",
                details: "CPU is {{ $value | humanizePercentage }} of its limit."),
            AlertRule(
                "ModelHighMemoryUsage",
                #"container_memory_usage_bytes{namespace="ml-apps"} / container_spec_memory_limit_bytes > 0.9"#, for: .minutes(5),
                "warning", summary: "High memory on {{ $labels.pod }}",
                details: "Memory is {{ $value | humanizePercentage }} of its limit."),
            AlertRule(
                "ModelAccuracyDrift", "model_accuracy < model_baseline_accuracy * 0.95", for: .zero, "warning",
                summary: "Accuracy of {{ $labels.model }} has drifted", details: "Accuracy is {{ $value | humanize }}."),
        ].compactMap(\.self) + platform

    /// Rules over the probes, one for each layer.
    private static let platform: [AlertRule] = [
        ("NodeDown", "node", "critical", "Node {{ $labels.node }} does not answer"),
        ("WorkloadUnavailable", "workload", "critical", "{{ $labels.target }} has no pod that answers"),
        ("ServiceProbeFailed", "service", "warning", "The service {{ $labels.target }} does not answer"),
        ("ResponseTimeHigh", "latency", "warning", "{{ $labels.target }} answers slowly"),
    ].compactMap { name, layer, severity, summary in
        var rule = AlertRule(
            name, #"probe_success{layer="\#(layer)"} == 0"#, for: .zero, severity, summary: summary,
            details: "The probe of {{ $labels.target }} on {{ $labels.node }} failed.")
        rule?.group = platformGroup
        return rule
    }
}
