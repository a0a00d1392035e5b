/// What the platform's own services write: a little, and nothing of interest.
struct ServiceLog: LogScript {
    let pod: String
    let container: String

    var seed: String { pod }
    var period: Span { container.hasPrefix("lb-") || container == "helm" ? .minutes(30) : .seconds(14) }
    var closing: [String] { container == "helm" ? ["+ exit", "exit 0"] : [] }

    var opening: [String] {
        switch container {
        case "coredns":
            [".:53", "[INFO] plugin/reload: Running configuration SHA512 = 3a8f2c9d", "CoreDNS-1.12.1", "linux/amd64, go1.24.1"]
        case "mlflow":
            [
                "[INFO] Starting gunicorn 23.0.0", "[INFO] Listening at: http://0.0.0.0:5000 (24)", "[INFO] Using worker: sync",
                "[INFO] Booting worker with pid: 25",
            ]
        case "helm": ["+ helm_v3 install traefik", "NAME: traefik", "NAMESPACE: kube-system", "STATUS: deployed"]
        case "lb-tcp-80": ["+ trap exit TERM INT", "+ iptables -t nat -I PREROUTING -p TCP --dport 80 -j DNAT --to 10.43.12.7:80"]
        default: ["level=info msg=\"Starting \(container)\" build=release"]
        }
    }

    func line(_ number: Int, at moment: Moment, sinceStart age: Span, random: inout SeededRandom) -> String? {
        let time = moment.rfc3339Milliseconds
        switch container {
        case "application-controller":
            let app = number % 2 == 0 ? Platform.irisApplication : Platform.wineApplication
            return
                "time=\"\(moment.rfc3339)\" level=info msg=\"Reconciliation completed\" application=argocd/\(app) dest-namespace=ml-apps time_ms=\(40 + random.next() % 90)"
        case "repo-server":
            return
                "time=\"\(moment.rfc3339)\" level=info msg=\"finished unary call with code OK\" grpc.code=OK grpc.method=GenerateManifest grpc.service=repository.RepoServerService grpc.time_ms=\(9 + random.next() % 60)"
        case "prometheus":
            return number % 60 == 0
                ? "time=\(time) level=INFO source=head.go:1345 msg=\"Head GC completed\" component=tsdb caller=truncateMemory duration=\(3 + random.next() % 9)ms"
                : nil
        case "mlflow": return "10.42.0.1 - - \"GET /health HTTP/1.1\" 200 2 \"-\" \"kube-probe/1.33\""
        case "coredns", "helm", "lb-tcp-80": return nil
        case "traefik": return "time=\"\(moment.rfc3339)\" level=info msg=\"Configuration received\" providerName=kubernetescrd"
        case "metrics-server", "grafana", "kube-state-metrics":
            return number % 20 == 0 ? "level=info ts=\(time) msg=\"Scraping metrics from all nodes\" nodes=\(1 + random.next() % 2)" : nil
        default: return number % 10 == 0 ? "level=info ts=\(time) msg=\"still here\" component=\(container)" : nil
        }
    }
}
