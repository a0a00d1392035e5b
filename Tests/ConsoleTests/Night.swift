import Archive
import Feeds
import Host
import Services

@testable import Console

/// The night in question: what the feeds say while iris-classifier is being killed for its memory.
enum Night {
    /// 14:03:20Z.
    static let now = Timestamp(rfc3339: "2026-11-23T14:03:20Z")!

    static func ago(_ seconds: Double) -> Timestamp { now + .milliseconds(-Int64(seconds * 1000)) }

    static func live<Value>(_ value: Value, streams: Bool = true) -> Fed<Value> {
        var freshness = Freshness(.live, streams: streams)
        freshness.lastSuccess = ago(streams ? 0 : 8)
        return Fed(value, freshness)
    }

    static func stale<Value>(_ value: Value, seconds: Double, _ error: String) -> Fed<Value> {
        var freshness = Freshness(.stale)
        freshness.lastSuccess = ago(seconds)
        freshness.lastError = error
        return Fed(value, freshness)
    }

    static func failed<Value>(_ error: String, seconds: Double = 12) -> Fed<Value> {
        var freshness = Freshness(.failed)
        freshness.since = ago(seconds)
        freshness.lastError = error
        return Fed(nil, freshness)
    }

    static func meta(_ namespace: String, _ name: String, age: Double = 3 * 86_400) -> ObjectMeta {
        var meta = ObjectMeta()
        meta.uid = "uid-\(name)"
        meta.namespace = namespace
        meta.name = name
        meta.created = ago(age)
        meta.resourceVersion = "1"
        return meta
    }

    static func node(_ name: String, ready: Bool = true) -> Node {
        var node = Node()
        node.meta = meta("", name, age: 40 * 86_400)
        var condition = Condition()
        condition.type = "Ready"
        condition.status = ready ? "True" : "Unknown"
        condition.reason = ready ? "KubeletReady" : "NodeStatusUnknown"
        condition.message = ready ? "kubelet is posting ready status" : "Kubelet stopped posting node status."
        condition.since = ago(3600)
        node.conditions = [condition]
        node.capacity = ["cpu": "4", "memory": "8141332Ki", "pods": "110"]
        node.allocatable = ["cpu": "4", "memory": "7938132Ki", "pods": "110"]
        node.kubelet = "v1.31.5+k3s1"
        return node
    }

    static func wellPod(_ namespace: String, _ name: String, node: String = "k3d-agent-0") -> PodRow {
        var pod = Pod()
        pod.meta = meta(namespace, name)
        pod.node = node
        pod.phase = "Running"
        var container = Container()
        container.name = "main"
        container.image = "ghcr.io/example/\(name.prefix(4)):main-77fe012"
        container.ready = true
        container.state = .running(since: ago(3 * 86_400))
        pod.containers = [container]
        return PodRow(pod: pod, status: "Running", ready: 1, total: 1, restarts: 0, severity: .well, cause: "", since: nil)
    }

    static let irisName = "iris-classifier-7c9d8f6b5-x2lq7"

    static func iris(restarts: Int = 4) -> PodRow {
        var pod = Pod()
        pod.meta = meta("ml-apps", irisName, age: 720)
        pod.meta.labels = ["app": "iris-classifier", "pod-template-hash": "7c9d8f6b5"]
        pod.meta.owner = .init(kind: "ReplicaSet", name: "iris-classifier-7c9d8f6b5", uid: "uid-rs")
        pod.node = "k3d-agent-0"
        pod.phase = "Running"
        pod.qosClass = "Burstable"
        pod.started = ago(720)
        var container = Container()
        container.name = "model-server"
        container.image = "ghcr.io/example/model-source:main-a1b2c3d"
        container.imageID = "ghcr.io/example/model-source@sha256:4bf1f9cb2c0f0c3f"
        container.limits = ["cpu": "500m", "memory": "256Mi"]
        container.requests = ["cpu": "100m", "memory": "128Mi"]
        container.probes = [
            .init(kind: "liveness", words: "http /health :8080 every 10s"), .init(kind: "readiness", words: "http /health :8080 every 5s"),
        ]
        container.restarts = restarts
        container.state = .waiting(reason: "CrashLoopBackOff", message: "back-off 40s restarting failed container=model-server")
        var end = Container.Termination()
        end.exitCode = 137
        end.reason = "OOMKilled"
        end.started = ago(267)
        end.finished = ago(133)
        container.lastState = .terminated(end)
        pod.containers = [container]
        var ready = Condition()
        ready.type = "Ready"
        ready.status = "False"
        ready.reason = "ContainersNotReady"
        ready.message = "containers with unready status: [model-server]"
        pod.conditions = [ready]
        return PodRow(
            pod: pod, status: "CrashLoopBackOff", ready: 0, total: 1, restarts: restarts, severity: .broken,
            cause: "OOMKilled x\(restarts), limit 256Mi", since: ago(133))
    }

    static func k3d(broken: Bool = true, extra: [PodRow] = []) -> ClusterView {
        var view = ClusterView()
        view.context = "k3d"
        view.nodes = [node("k3d-agent-0"), node("k3d-server-0")]
        view.pods =
            (broken ? [iris()] : [wellPod("ml-apps", irisName)]) + extra + [
                wellPod("kube-system", "coredns-576bfc4dc7-h2x9k"), wellPod("kube-system", "local-path-provisioner-7b7dc8d6f5-9mjxz"),
                wellPod("kube-system", "metrics-server-668d979685-8xv7p"), wellPod("ml-apps", "wine-quality-xgboost-5f8d7c9b4-k4m2n"),
            ]
        view.cpu = 0.31
        view.memory = 0.62
        view.cpuHistory = [0.1, 0.2, 0.35, 0.3, 0.28, 0.31]
        view.memoryHistory = [0.5, 0.52, 0.6, 0.7, 0.6, 0.62]
        var event = ClusterEvent()
        event.meta = meta("ml-apps", "event-1")
        event.type = "Warning"
        event.reason = "BackOff"
        event.message = "Back-off restarting failed container model-server in pod \(irisName)"
        event.kind = "Pod"
        event.name = irisName
        event.count = 9
        event.last = ago(20)
        view.events = [event]
        return view
    }

    static func gcp() -> ClusterView {
        var view = ClusterView()
        view.context = "gcp"
        view.nodes = [node("gcp-control")]
        view.pods = ["argocd-server", "alertmanager-0", "grafana-0", "mlflow-0", "prometheus-0"].map {
            wellPod($0.hasPrefix("argo") ? "argocd" : $0.hasPrefix("mlflow") ? "mlflow" : "monitoring", $0, node: "gcp-control")
        }
        view.cpu = 0.12
        view.memory = 0.81
        view.cpuHistory = [0.1, 0.1, 0.2, 0.12]
        view.memoryHistory = [0.8, 0.8, 0.81]
        return view
    }

    static func oomAlert() -> AlertRow {
        var alert = AlertRow(
            id: "fp-oom", name: "ModelPodOOMKilled", severity: "critical", state: .firing, context: "k3d", namespace: "ml-apps",
            pod: irisName)
        alert.since = ago(360)
        alert.summary = "Container model-server was killed for its memory"
        alert.labels = [
            "alertname": "ModelPodOOMKilled", "severity": "critical", "namespace": "ml-apps", "pod": irisName, "cluster": "k3d-on-premises",
        ]
        alert.annotations = ["summary": alert.summary, "description": "Last terminated reason of model-server is OOMKilled."]
        alert.sources = ["Prometheus", "Alertmanager", "seen here"]
        alert.expression = "kube_pod_container_status_last_terminated_reason{reason=\"OOMKilled\"} == 1"
        return alert
    }

    static func target(_ job: String, health: String = "up", error: String = "") -> ScrapeTarget {
        var target = ScrapeTarget()
        target.job = job
        target.instance = "\(job):9090"
        target.health = health
        target.lastError = error
        target.lastScrape = ago(9)
        return target
    }

    static func rule(_ name: String, hold: Double) -> AlertRule {
        var rule = AlertRule()
        rule.group = "model-servers"
        rule.name = name
        rule.expression = "kube_pod_container_status_last_terminated_reason{reason=\"OOMKilled\"} == 1"
        rule.hold = hold
        rule.state = "inactive"
        rule.health = "ok"
        return rule
    }

    static func alerts(_ rows: [AlertRow]) -> AlertsView {
        var view = AlertsView()
        view.alerts = rows
        view.targets =
            [target("mlflow", health: "down", error: "server returned HTTP status 404 Not Found")]
            + ["prometheus", "kubernetes-apiservers", "kubernetes-nodes", "kubernetes-pods", "kubernetes-cadvisor", "k3d-ml-apps"].map {
                target($0)
            }
        view.rules = [
            ("ModelPodNotRunning", 120.0), ("ModelPodFrequentRestarts", 300), ("ModelPodOOMKilled", 60), ("ModelHighCPUUsage", 300),
            ("ModelHighMemoryUsage", 300), ("ModelAccuracyDrift", 0),
        ].map { rule($0.0, hold: $0.1) }
        view.prometheus = Freshness(.live)
        view.alertmanager = Freshness(.live)
        return view
    }

    static func oomAlerts() -> AlertsView {
        var memory = AlertRow(
            id: "fp-mem", name: "ModelHighMemoryUsage", severity: "warning", state: .firing, context: "k3d", namespace: "ml-apps",
            pod: irisName)
        memory.since = ago(540)
        memory.sources = ["Prometheus"]
        var restarts = AlertRow(
            id: "fp-res", name: "ModelPodFrequentRestarts", severity: "warning", state: .pending, context: "k3d", namespace: "ml-apps",
            pod: irisName)
        restarts.since = ago(170)
        restarts.fires = ago(-130)
        restarts.sources = ["seen here"]
        return alerts([oomAlert(), memory, restarts])
    }

    static func run(_ id: String, _ name: String, value: Double, age: Double, depth: String = "10") -> Run {
        var run = Run()
        run.id = id + String(repeating: "0", count: 32 - id.count)
        run.name = name
        run.status = "FINISHED"
        run.started = ago(age)
        run.ended = ago(age - 95)
        run.metrics = ["accuracy": value, "f1_score": value - 0.01]
        run.parameters = ["n_estimators": "100", "max_depth": depth, "random_state": "42"]
        run.tags = ["mlflow.source.git.commit": "a1b2c3d4e5f6"]
        return run
    }

    static func models() -> ModelsView {
        var experiment = Experiment()
        experiment.id = "1"
        experiment.name = "iris-classification"
        var iris = ModelRow(experiment: experiment)
        iris.runs = [run("3a1f", "rf-main-a1b2c3d", value: 0.967, age: 7200), run("77fe", "rf-main-77fe012", value: 0.967, age: 93_000)]
        iris.gate = 0.85
        iris.current = 0.967
        iris.history = [0.93, 0.95, 0.967, 0.96, 0.967]
        iris.severity = .well
        experiment.id = "2"
        experiment.name = "wine-quality-classification"
        var wine = ModelRow(experiment: experiment)
        wine.runs = [
            run("91bc", "xgb-main-91bc", value: 0.702, age: 90_000, depth: "6"), run("5511", "xgb-main-5511", value: 0.732, age: 180_000),
        ]
        wine.gate = 0.65
        wine.current = 0.702
        wine.baseline = 0.732
        wine.driftPercent = 4.1
        wine.history = [0.74, 0.73, 0.732, 0.71, 0.702]
        wine.severity = .degraded
        wine.cause = "▼ 4.1% P2, within noise"
        wine.testRows = 36
        var view = ModelsView()
        view.models = [wine, iris]
        return view
    }

    static func applications(outOfSync: Bool = true) -> ApplicationsView {
        func app(_ name: String, sync: String, health: String, image: String) -> Application {
            var app = Application()
            app.name = name
            app.namespace = "argocd"
            app.uid = "uid-\(name)"
            app.targetNamespace = "ml-apps"
            app.repository = "https://github.com/example/infra-manifests"
            app.path = "applications/\(name)"
            app.targetRevision = "main"
            app.sync = sync
            app.health = health
            app.revision = "5be1f00d5be1f00d5be1f00d5be1f00d5be1f00d"
            app.images = ["ghcr.io/example/model-source:\(image)"]
            app.automated = true
            app.selfHeals = true
            app.reconciled = ago(65)
            var deployed = Application.Deployed()
            deployed.id = 12
            deployed.revision = app.revision
            deployed.at = ago(720)
            app.history = [deployed]
            var deployment = Application.Resource()
            deployment.kind = "Deployment"
            deployment.namespace = "ml-apps"
            deployment.name = name
            deployment.sync = sync
            deployment.health = health
            app.resources = [deployment]
            return app
        }
        var view = ApplicationsView()
        view.applications = [
            ApplicationRow(
                application: app("wine-quality-xgboost", sync: "Synced", health: "Healthy", image: "main-77fe012"), context: "k3d",
                severity: .well, cause: "")
        ]
        let iris = app(
            "iris-classifier", sync: outOfSync ? "OutOfSync" : "Synced", health: outOfSync ? "Degraded" : "Healthy", image: "main-a1b2c3d")
        view.applications.insert(
            ApplicationRow(
                application: iris, context: "k3d", severity: outOfSync ? .broken : .well,
                cause: outOfSync ? "Deployment iris-classifier: 0 of 1 available" : ""), at: 0)
        return view
    }

    static func pipelines() -> PipelinesView {
        func job(_ id: Int64, _ name: String, _ status: String, _ conclusion: String, steps: [Job.Step] = []) -> Job {
            var job = Job()
            job.id = id
            job.name = name
            job.status = status
            job.conclusion = conclusion
            job.started = ago(600)
            job.completed = status == "completed" ? ago(540) : nil
            job.steps = steps
            return job
        }
        func run(_ number: Int, branch: String = "main", commit: String, status: String, conclusion: String, age: Double) -> WorkflowRun {
            var run = WorkflowRun()
            run.id = Int64(9000 + number)
            run.number = number
            run.repository = "example/model-source"
            run.workflow = "ML Model CI/CT/CD Pipeline"
            run.event = "push"
            run.branch = branch
            run.commit = commit
            run.message = "batch endpoint"
            run.actor = "mira"
            run.status = status
            run.conclusion = conclusion
            run.started = ago(age)
            run.updated = ago(age - 300)
            run.url = "https://github.com/example/model-source/actions/runs/\(run.id)"
            return run
        }
        var step = Job.Step()
        step.number = 3
        step.name = "Run Gitleaks"
        step.status = "completed"
        step.conclusion = "failure"
        var view = PipelinesView()
        view.runs = [
            PipelineRow(
                run: run(412, commit: "a1b2c3d4", status: "in_progress", conclusion: "", age: 300),
                jobs: [
                    job(1, "Code Quality & SAST", "completed", "success"), job(2, "Secrets Detection", "completed", "success"),
                    job(3, "Unit Tests", "completed", "success"), job(4, "Continuous Training", "in_progress", ""),
                    job(5, "Build & Scan Container", "queued", ""), job(6, "Update GitOps Manifests", "queued", ""),
                ], severity: .moving, cause: ""),
            PipelineRow(
                run: run(411, branch: "develop", commit: "9f00d119", status: "completed", conclusion: "failure", age: 7500),
                jobs: [
                    job(7, "Code Quality & SAST", "completed", "success"),
                    job(8, "Secrets Detection", "completed", "failure", steps: [step]),
                ],
                severity: .broken, cause: "secrets · Run Gitleaks"),
        ]
        return view
    }

    static func report(_ id: String, _ title: String, severity: String = "critical", kind: String = "alert", age: Double) -> ReportSummary {
        var report = ReportSummary()
        report.id = id
        report.title = title
        report.kind = kind
        report.severity = severity
        report.subject = "k3d/ml-apps/\(irisName)"
        report.failureClass = "oom-killed"
        report.state = "complete"
        report.author = "mira"
        report.created = ago(age)
        return report
    }

    static let reports = [
        report("r2", "iris OOM: batch of 48k rows over 256Mi", age: 140),
        report("r1", "drift wine: max_depth 10→6 in run 91bc", severity: "medium", kind: "drift", age: 9780),
    ]
}
