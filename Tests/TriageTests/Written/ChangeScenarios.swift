import JSON

@testable import Triage

/// Incidents with what changed before them: the change that did it, one that did not, and pods that are gone.
extension Draft {
    static let old = "registry.shop.example/checkout:main-4be77d1", new = "registry.shop.example/checkout:main-a90c3f2"
    private static let bump = "0c5d1e77a2b3c4d5e6f708192a3b4c5d6e7f8091", source = "a90c3f2b8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a"
    private static let earlier = "77e2b1c09f8e7d6c5b4a39281706f5e4d3c2b1a0"

    @Drafts static var changes: [Draft] {
        Draft("change-new-image", "crash-loop", "no module|modulenotfound", "redis").pod(.crash(1), image: new, created: before(9)).previous(
            """
            ~60 python
            » Traceback (most recent call last):
            »   File "/srv/checkout/app.py", line 7, in <module>
            »     import redis
            » ModuleNotFoundError: No module named 'redis'
            """
        ).replicaSets(Revision(number: 21, ago: 11_520, image: old), Revision(number: 22, ago: 9, image: new))
            .application((earlier, 11_520), (bump, 9))
            .commit(bump, by: "ines", "Deploy checkout main-a90c3f2", ago: 11, patch: "@@ -20 +20 @@\n-  image: \(old)\n+  image: \(new)")
            .build(811, source, by: "omar", "Keep carts in redis", ago: 14)
            .alert("PodCrashLooping", ["pod": podName], summary: "restarts")
            .fact("replicasets.json", 3, "main-4be77d1 -> \\S*main-a90c3f2").fact("replicasets.json", 1, "9 min before")
            .fact("commits/0c5d1e7.json", 1, "ines").fact("builds.json", 1, "run 811")

        Draft("change-memory-limit", "oom-killed", "oomkilled|memory").pod(.crash(137, "OOMKilled"), created: before(14)).previous(
            """
            ~90 go
            › {"level":"info","msg":"cache warmed","heap_mb":431}
            ~6 go
            """
        ).replicaSets(
            Revision(number: 7, ago: 30_000, image: old, memory: "1Gi"), Revision(number: 8, ago: 14, image: old, memory: "512Mi")
        ).application((earlier, 30_000), (bump, 14))
            .commit(bump, by: "yusuf", "Fit more pods on a worker", ago: 17, patch: "@@ -31 +31 @@\n-   memory: 1Gi\n+   memory: 512Mi")
            .alert("PodOOMKilled", ["pod": podName], summary: "killed")
            .fact("replicasets.json", 3, "memory.{0,12}1Gi -> 512Mi").fact("replicasets.json", 1, "14 min before")
            .fact("commits/0c5d1e7.json", 1, "yusuf").restsOn("pod.json", "events.json", "alert.json")

        Draft("change-long-before", "dependency-unreachable", "refused|unreachable", not: ["candidate"]).pod(.crash(1), image: new).previous(
            """
            ~120 java
            » 22:15:38.911 [main] ERROR shop.Store - java.net.ConnectException: Connection refused: ledger-db.shop.svc/10.43.7.20:5432
            ~3 java
            """
        ).replicaSets(Revision(number: 21, ago: 30_000, image: old), Revision(number: 22, ago: 8_700, image: new))
            .application((earlier, 30_000), (bump, 8_700), health: "Degraded")
            .commit(bump, by: "ines", "Deploy checkout main-a90c3f2", ago: 8_705, patch: "@@ -20 +20 @@\n-  image: \(old)\n+  image: \(new)")
            .alert("PodCrashLooping", ["pod": podName], summary: "restarts")
            .fact("replicasets.json", 1, "6 d before")

        Draft("change-elsewhere", "dependency-unreachable", "refused|unreachable|timed out|timeout", not: ["candidate", "d00d1e5"])
            .pod(.crash(2)).previous(
                """
                ~150 go
                » {"level":"fatal","msg":"dial tcp 10.43.9.9:9092: connect: connection refused","broker":"events-0"}
                """
            ).replicaSets(Revision(number: 3, ago: 40_000, image: old), Revision(number: 4, ago: 16_000, image: old, memory: "768Mi"))
            .application((earlier, 16_000), ("d00d1e5a2b3c4d5e6f708192a3b4c5d6e7f80912", 6))
            .commit(
                "d00d1e5a2b3c4d5e6f708192a3b4c5d6e7f80912", by: "lena", "Search: four replicas", ago: 8, file: "apps/search/deployment.yaml",
                patch: "@@ -8 +8 @@\n-  replicas: 2\n+  replicas: 4"
            )
            .alert("PodCrashLooping", ["pod": podName], summary: "restarts")
            .fact("commits/d00d1e5.json", 1, "apps/search")

        Draft("change-environment", "dependency-unreachable", "host|resolve|dns|name").pod(.crash(1), created: before(22)).previous(
            """
            ~80 python
            » psycopg2.OperationalError: could not translate host name "db-main.shop.svc" to address: Name or service not known
            """
        ).replicaSets(
            Revision(number: 30, ago: 9_000, image: old, environment: [("DB_HOST", "db.shop.svc"), ("WORKERS", "4")]),
            Revision(number: 31, ago: 22, image: old, environment: [("DB_HOST", "db-main.shop.svc"), ("WORKERS", "4")])
        ).application((earlier, 9_000), (bump, 22))
            .commit(
                bump, by: "omar", "Move to the new database service", ago: 25,
                patch: "@@ -40 +40 @@\n-   value: db.shop.svc\n+   value: db-main.shop.svc"
            )
            .alert("PodCrashLooping", ["pod": podName], summary: "restarts")
            .fact("replicasets.json", 3, "DB_HOST.{0,14}db\\.shop\\.svc -> db-main\\.shop\\.svc").fact("commits/0c5d1e7.json", 1, "omar")

        Draft("change-probe-path", "probe-failure", "404").pod(
            .running(ready: false), container: ["readinessProbe": ["httpGet": ["path": "/ready", "port": 8080], "periodSeconds": 5]],
            created: before(8)
        ).event("Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 404", count: 80).log("~60 go")
            .replicaSets(
                Revision(number: 12, ago: 20_000, image: old), Revision(number: 13, ago: 8, image: old, readiness: "/ready")
            ).application((earlier, 20_000), (bump, 8))
            .commit(bump, by: "lena", "One path for all probes", ago: 10, patch: "@@ -50 +50 @@\n-   path: /healthz\n+   path: /ready")
            .alert("PodNotReady", ["pod": podName], summary: "not ready")
            .fact("replicasets.json", 3, "/healthz.{0,30} -> .{0,20}/ready").fact("commits/0c5d1e7.json", 1, "lena")
            .restsOn("pod.json", "events.json")

        Draft("gone-oom", "oom-killed", "gone|replaced", "oomkilled|memory")
            .alert("PodOOMKilled", ["pod": podName, "container": "app", "reason": "OOMKilled"], summary: "killed for memory")
            .rule(
                "PodOOMKilled", #"kube_pod_container_status_last_terminated_reason{reason="OOMKilled"} == 1"#,
                left: #"kube_pod_container_status_last_terminated_reason{reason="OOMKilled"}"#, [0, 0, 0, 1, 1, 1]
            )
            .gone("\(replicaSet)-q8w2m", ago: -2, healthy: true).gathered(after: 6)
            .event("Killing", "Stopping container app", type: "Normal", count: 1)
            .replicaSets(Revision(number: 21, ago: 11_520, image: old), Revision(number: 22, ago: 9, image: new))
            .fact("siblings.json", 3, "replaced 4 min ago").fact("alert-rule.json", 3, "OOMKilled")
            .fact("replicasets.json", 1, "main-4be77d1 -> \\S*main-a90c3f2").restsOn("alert.json")

        Draft("gone-successor-crashes", "crash-loop", "panic|nil pointer|invalid memory")
            .pod(.crash(2), image: new, created: before(-3)).previous(
                """
                ~70 go
                » panic: runtime error: invalid memory address or nil pointer dereference
                » [signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x6b1f2a]
                » goroutine 1 [running]:
                » shop.example/checkout/carts.Open(...)
                """
            )
            .alert("PodCrashLooping", ["pod": "checkout-6d5f7c9b48-zzq4d"], summary: "restarts").ofGone("checkout-6d5f7c9b48-zzq4d")
            .gone(podName, ago: -3, healthy: false, restarts: 7).gathered(after: 8)
            .replicaSets(Revision(number: 21, ago: 11_520, image: old), Revision(number: 22, ago: 9, image: new))
            .fact("siblings.json", 1, "replaced 5 min ago").fact("replicasets.json", 1, "main-4be77d1 -> \\S*main-a90c3f2")
    }

    /// The subject is a pod that is gone; the pod that is there is its successor.
    private func ofGone(_ name: String) -> Draft {
        var draft = self
        draft.scenario.subject =
            ([
                "kind": "alert", "alert": "PodCrashLooping", "cluster": "edge", "namespace": "shop", "pod": .string(name),
                "labels": ["pod": .string(name), "namespace": "shop", "alertname": "PodCrashLooping"],
            ] as Value).bytes
        return draft
    }
}
