/// One workload of the platform as it stands when the world begins.
struct Blueprint: Sendable {
    var owner: ResourceKind = .deployments
    var namespace: String
    var name: String
    var image: String
    var container: String
    var port: Int?
    var limits: Container.Resources?
    var requests: Container.Resources?
    /// The path of the liveness and the readiness probe.
    var probe: String?
    var environment: [Container.Variable] = []
    var arguments: [String] = []
    /// Restarts behind it, and how long ago the last one was.
    var restarts = 0
    /// How long the pods have run.
    var age: Span = .days(9)
    /// A job that has done its work.
    var isDone = false
    /// The label by which the workload selects its pods.
    var selector: String = "app.kubernetes.io/name"
    /// What the image was before, for the revision behind the present one.
    var imageBefore: String?

    var template: PodTemplate { template(with: image) }

    func template(with image: String) -> PodTemplate {
        let probe = probe.map { Container.Probe(path: $0, delay: 5, period: 10) }
        let container = Container(
            name: container, image: image, port: port, arguments: arguments, environment: environment, limits: limits,
            requests: requests, liveness: probe, readiness: probe)
        let isModel = namespace == Platform.modelNamespace
        let annotations = isModel ? ["prometheus.io/port": String(port ?? 0), "prometheus.io/scrape": "true"] : [:]
        return PodTemplate(
            labels: [selector: name], annotations: annotations,
            spec: PodSpec(
                containers: [container], serviceAccount: isModel ? "default" : name,
                restartPolicy: owner == .jobs ? "OnFailure" : "Always"))
    }
}

extension Blueprint {
    /// What runs in a cluster.
    static func all(of cluster: ClusterName) -> [Blueprint] { cluster == .gcp ? controlPlane : edge }

    private static let controlPlane: [Blueprint] =
        argo + mlops + system
        + [
            job("helm-install-traefik"), job("helm-install-traefik-crd"),
            daemon("svclb-traefik", image: "rancher/klipper-lb:v0.4.13"),
            Blueprint(
                owner: .daemonsets, namespace: "monitoring", name: "node-exporter", image: "quay.io/prometheus/node-exporter:v1.8.2",
                container: "node-exporter", port: 9100, requests: .init(milliCPU: 10, memory: 24), age: .days(19)),
            Blueprint(
                namespace: "kube-system", name: "tailscale-operator", image: "tailscale/k8s-operator:v1.88.3", container: "operator",
                requests: .init(milliCPU: 20, memory: 48), age: .days(23)),
        ]

    private static let edge: [Blueprint] =
        [
            model(
                Platform.irisApplication, build: Platform.irisBefore, before: "\(Platform.image):main-4be19a7", memory: 256,
                age: .days(2)),
            model(
                Platform.wineApplication, build: Platform.wine, before: "\(Platform.image):main-0c35d88", memory: 512,
                age: .days(3)),
        ] + system
        + [
            daemon("svclb-traefik", image: "rancher/klipper-lb:v0.4.9"),
            Blueprint(
                namespace: "kube-system", name: "kube-state-metrics",
                image: "registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.13.0", container: "kube-state-metrics",
                port: 8080, requests: .init(milliCPU: 10, memory: 32), probe: "/healthz", age: .days(12)),
        ]

    private static func model(_ name: String, build: Platform.Build, before: String, memory: Int, age: Span) -> Blueprint {
        Blueprint(
            namespace: Platform.modelNamespace, name: name, image: build.image, container: "model-server", port: 8080,
            limits: .init(milliCPU: 500, memory: memory), requests: .init(milliCPU: 100, memory: memory / 2), probe: "/health",
            environment: [
                .init(name: "MODEL_NAME", value: name),
                .init(name: "MLFLOW_TRACKING_URI", value: "http://mlflow.mlflow.svc.cluster.local:5000"),
                .init(name: "GUNICORN_WORKERS", value: "2"),
            ],
            age: age, selector: "app", imageBefore: before)
    }

    private static let argo: [Blueprint] = [
        argo("argocd-application-controller", memory: 210, owner: .statefulsets, restarts: 1, before: "quay.io/argoproj/argocd:v2.13.3"),
        argo("argocd-applicationset-controller", memory: 48),
        argo("argocd-dex-server", memory: 32, image: "ghcr.io/dexidp/dex:v2.43.0"),
        argo("argocd-notifications-controller", memory: 40),
        argo("argocd-redis", memory: 16, image: "redis:7.2.7-alpine"),
        argo("argocd-repo-server", memory: 120, restarts: 2),
        argo("argocd-server", memory: 96),
    ]

    private static func argo(
        _ name: String, memory: Int, owner: ResourceKind = .deployments, restarts: Int = 0,
        image: String = "quay.io/argoproj/argocd:v2.14.11", before: String? = nil
    ) -> Blueprint {
        Blueprint(
            owner: owner, namespace: "argocd", name: name, image: image, container: String(name.dropFirst("argocd-".count)),
            port: 8082, requests: .init(milliCPU: 20, memory: memory), probe: name == "argocd-server" ? "/healthz" : nil,
            restarts: restarts, age: .days(16), imageBefore: before)
    }

    private static let mlops: [Blueprint] = [
        Blueprint(
            namespace: "mlflow", name: "mlflow", image: "ghcr.io/mlflow/mlflow:v2.18.0", container: "mlflow", port: 5000,
            limits: .init(milliCPU: 500, memory: 512), requests: .init(milliCPU: 100, memory: 256), probe: "/health",
            arguments: ["mlflow", "server", "--backend-store-uri", "sqlite:////mlflow/mlflow.db", "--host", "0.0.0.0"],
            restarts: 1, age: .days(19), selector: "app"),
        monitor("prometheus", image: "prom/prometheus:v3.0.0", port: 9090, memory: 384, probe: "/-/ready"),
        monitor("alertmanager", image: "prom/alertmanager:v0.27.0", port: 9093, memory: 64, probe: "/-/ready"),
        monitor("grafana", image: "grafana/grafana:11.3.0", port: 3000, memory: 160, probe: "/api/health"),
        monitor(
            "kube-state-metrics", image: "registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.13.0", port: 8080, memory: 40,
            probe: "/healthz"),
    ]

    private static func monitor(_ name: String, image: String, port: Int, memory: Int, probe: String) -> Blueprint {
        Blueprint(
            namespace: "monitoring", name: name, image: image, container: name, port: port,
            limits: .init(milliCPU: 500, memory: memory * 2), requests: .init(milliCPU: 50, memory: memory), probe: probe,
            age: .days(19), selector: "app")
    }

    /// What k3s brings along.
    private static let system: [Blueprint] = [
        Blueprint(
            namespace: "kube-system", name: "coredns", image: "rancher/mirrored-coredns-coredns:1.12.1", container: "coredns",
            port: 53, limits: .init(milliCPU: 1000, memory: 170), requests: .init(milliCPU: 100, memory: 70), probe: "/health",
            age: .days(41), selector: "k8s-app"),
        Blueprint(
            namespace: "kube-system", name: "local-path-provisioner", image: "rancher/local-path-provisioner:v0.0.31",
            container: "local-path-provisioner", age: .days(41), selector: "app"),
        Blueprint(
            namespace: "kube-system", name: "metrics-server", image: "rancher/mirrored-metrics-server:v0.7.2",
            container: "metrics-server", port: 10250, requests: .init(milliCPU: 100, memory: 70), probe: "/readyz",
            age: .days(41), selector: "k8s-app"),
        Blueprint(
            namespace: "kube-system", name: "traefik", image: "rancher/mirrored-library-traefik:3.3.6", container: "traefik",
            port: 8000, probe: "/ping", age: .days(41)),
    ]

    private static func daemon(_ name: String, image: String) -> Blueprint {
        Blueprint(
            owner: .daemonsets, namespace: "kube-system", name: name, image: image, container: "lb-tcp-80", port: 80,
            age: .days(41), selector: "app")
    }

    private static func job(_ name: String) -> Blueprint {
        Blueprint(
            owner: .jobs, namespace: "kube-system", name: name, image: "rancher/klipper-helm:v0.9.5-build20250306",
            container: "helm", age: .days(41), isDone: true, selector: "batch.kubernetes.io/job-name")
    }
}
