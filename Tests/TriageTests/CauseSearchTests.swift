import JSON
import Testing

@testable import Triage

/// Among many errors the one that the others follow from.
@Suite("The error that explains the end")
struct CauseSearchTests {
    private func first(_ incident: Incident) throws -> Finding {
        try #require(Rules.findings(CaseFile(incident.evidence)).first)
    }

    private let work = (1...60).map { "INFO item \($0) done in \($0 % 7) ms" }.joined(separator: "\n")

    @Test("A panic for want of a connection is explained by the calls that were refused before it")
    func consequence() throws {
        let calls = (1...8).map { "WARN db: attempt \($0)/8: dial tcp 10.0.3.4:5432: connect: connection refused" }.joined(separator: "\n")
        let end =
            "panic: runtime error: invalid memory address or nil pointer dereference\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:31 +0x2f"
        let finding = try first(.pod(last: (2, "Error")).log("\(work)\n\(calls)\n\(end)"))
        #expect(finding.failureClass == "dependency-unreachable")
        #expect(finding.sentence.contains("5432") && finding.sentence.contains("follows from it"))
        // The same panic where nothing was refused stands for itself.
        #expect(try first(.pod(last: (2, "Error")).log("\(work)\n\(end)")).failureClass == "crash-loop")
    }

    @Test(
        "What a server lives with is not what it died of",
        arguments: [
            "WARN http: write tcp 10.0.0.4:8080->10.0.0.9:4112: write: broken pipe", "WARN client went away: connection reset by peer",
            "ERROR otlp exporter: failed to export spans: connection refused", "WARN cache refused, falling back to memory: connection refused",
            "ERROR price feed connection refused, using default prices",
        ])
    func noise(_ line: String) throws {
        let log = "\(work)\n\(line)\n\(work)\n\(line)\n\(work)\nValueError: bad shape (3, 4)"
        let finding = try first(.pod(last: (1, "Error")).log(log))
        #expect(finding.failureClass == "crash-loop" && finding.sentence.contains("bad shape"), "\(finding.sentence)")
    }

    @Test("A summary below the error does not stand for it")
    func summary() throws {
        let log =
            "\(work)\n[ALERT] config : parsing [/etc/proxy.cfg:31] : unknown keyword 'blance' in 'backend' section\n[ALERT] config : Fatal errors found in configuration."
        let finding = try first(.pod(last: (1, "Error")).log(log))
        #expect(finding.failureClass == "config-error" && finding.sentence.contains("blance"), "\(finding.sentence)")
    }

    @Test("Errors of a ready container that began and did not stop give a cause; those that were always there do not")
    func beginning() throws {
        let refused = "ERROR publish: 401 Unauthorized: token expired (bus.example)"
        let began = (1...40).map { $0 % 2 == 0 ? "INFO item \($0) done" : refused }.joined(separator: "\n")
        let ready = Incident.pod(ready: true, restarts: 0)
        let finding = try first(ready.log("\(work)\n\(work)\n\(began)", previous: false))
        #expect(finding.failureClass == "auth-failure" && finding.sentence.contains("bus.example"), "\(finding.sentence)")
        let always = (1...200).map { $0 % 10 == 3 ? refused : "INFO item \($0) done" }.joined(separator: "\n")
        #expect(try first(ready.log(always, previous: false)).failureClass == "unknown")
        #expect(try first(ready.log("\(work)\n\(refused)\n\(work)", previous: false)).failureClass == "unknown")
    }

    @Test("What died from outside is unknown, unless the node's kernel says what it killed")
    func killed() throws {
        let pod = Incident.pod(last: (137, "Error")).log("\(work)\nERROR label not rendered")
        #expect(try first(pod).failureClass == "unknown")
        var known = pod
        let kernel = "kernel: Memory cgroup out of memory: Killed process 4711 (server) total-vm:981344kB, anon-rss:417108kB, file-rss:0kB"
        known.evidence.append(Evidence(.logNode, name: "logs/node-edge-1.log", bytes: Array(kernel.utf8)))
        let finding = try first(known)
        #expect(finding.failureClass == "oom-killed" && finding.sentence.contains("4711"), "\(finding.sentence)")
        var other = pod
        other.evidence.append(
            Evidence(.logNode, name: "logs/node-edge-1.log", bytes: Array(kernel.replacing("(server)", with: "(postgres)").utf8)))
        #expect(try first(other).failureClass == "unknown")
    }

    @Test(
        "A probe that asks where the server does not serve is told with what the server says",
        arguments: [
            ("INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)", "8000"),
            (" * Running on http://127.0.0.1:8080", "127.0.0.1"),
            ("2026-11-23T02:50:01Z INFO TomcatWebServer : Tomcat started on port 9090 (http) with context path '/'", "9090"),
            ("Now listening on: http://[::]:5000", "5000"), ("* Listening on tcp://127.0.0.1:8080", "127.0.0.1"),
            ("{\"level\":\"info\",\"msg\":\"http server listening\",\"addr\":\":8081\"}", "8081"),
            ("[info] gRPC server listening on localhost:8080", "localhost"),
        ])
    func listening(_ line: String, _ word: String) throws {
        let probe: [(String, Value)] = [("livenessProbe", ["httpGet": ["path": "/live", "port": 8080], "periodSeconds": 5])]
        let pod = Incident.pod(last: (137, "Error"), spec: probe).event(
            "Killing", "Container server failed liveness probe, will be restarted", type: "Normal"
        ).event("Unhealthy", "Liveness probe failed: Get \"http://10.0.0.1:8080/live\": dial tcp 10.0.0.1:8080: connect: connection refused")
        let finding = try first(pod.log("\(line)\n\(work)"))
        #expect(finding.failureClass == "probe-failure" && finding.sentence.contains(word), "\(finding.sentence)")
        let right = try first(pod.log("server listening on 0.0.0.0:8080\n\(work)"))
        #expect(!right.sentence.contains("not on the probe's port") && !right.sentence.contains("loopback"))
    }

    @Test("A volume that does not come is told by why")
    func volumes() throws {
        func mount(_ reason: String, _ message: String) throws -> String {
            try first(.pod(waiting: ("ContainerCreating", ""), restarts: 0, phase: "Pending").event(reason, message)).failureClass
        }
        #expect(try mount("FailedMount", "MountVolume.SetUp failed for volume \"tls\" : secret \"api-tls\" not found") == "config-error")
        #expect(
            try mount("FailedAttachVolume", "Multi-Attach error for volume \"pvc-1\" Volume is already exclusively attached to one node")
                == "infrastructure")
        #expect(
            try mount("FailedMount", "MountVolume.SetUp failed for volume \"share\" : mount failed: mount.nfs: Connection timed out")
                == "dependency-unreachable")
        #expect(try mount("FailedMount", "mount.nfs: access denied by server while mounting 10.0.0.7:/models") == "auth-failure")
    }
}
