import Host
import JSON
import TestSupport
import Testing

@testable import Triage

/// Where the rules hold back, and where they follow what they used to leave.
@Suite("What the evidence does not decide is not decided")
struct ModestRuleTests {
    private let work = (1...80).map { "2026-11-23T02:5\($0 / 20):0\($0 % 10)Z INFO item \($0) done in \($0 % 7) ms" }

    private func first(_ incident: Incident) throws -> Finding { try #require(Rules.findings(CaseFile(incident.evidence)).first) }

    @Test("A container that ended by itself was not killed by its startup probe")
    func ownEnd() throws {
        let probe: [(String, Value)] = [("startupProbe", ["httpGet": ["path": "/ready", "port": 8000], "periodSeconds": 10])]
        let refused = "Startup probe failed: Get \"http://10.0.0.9:8000/ready\": dial tcp 10.0.0.9:8000: connect: connection refused"
        for (code, failureClass) in [(1, "unknown"), (137, "probe-failure"), (143, "probe-failure")] {
            let incident = Incident.pod(last: (code, "Error"), spec: probe).log("INFO loading index").event("Unhealthy", refused)
            #expect(try first(incident).failureClass == failureClass, "exit code \(code)")
        }
    }

    @Test(
        "A complaint before an end, and a call that was lived with from the first line to the last, decide nothing",
        arguments: [
            "ERROR gateway: frame of 10.0.0.7 dropped, checksum differs",
            "[ERROR] [relay-3]: process has died [pid 51, exit code -2, cmd '/opt/relay']",
            "ERROR stream-client [a-1] encountered the following exception and is going to shut down now",
        ])
    func complaint(_ line: String) throws {
        let finding = try first(.pod(last: (1, "Error")).log((work + [line]).joined(separator: "\n")))
        #expect(finding.failureClass == "unknown", "\(finding.sentence)")
    }

    @Test("What is tried again all the time beside the work is not why the container ended, nor why it was killed")
    func background() throws {
        let retry = "ERROR sink: send to events.shop.svc:9093 failed: connection reset by peer, will retry"
        let log = work.enumerated().map { $0 % 9 == 2 ? retry : $1 }.joined(separator: "\n")
        for code in [1, 137] {
            let finding = try first(.pod(last: (code, "Error")).log(log))
            #expect(finding.failureClass == "unknown", "\(finding.sentence)")
        }
        let spill = "ERROR cache spill failed: write /var/cache/a: no space left on device"
        #expect(
            try first(.pod(last: (137, "Error")).log((work.prefix(70) + [spill] + work.suffix(10)).joined(separator: "\n"))).failureClass == "unknown"
        )
    }

    @Test("A record of a structured log is told in words")
    func record() throws {
        let line =
            #"{"level":"fatal","ts":1763866801.2,"caller":"cmd/main.go:61","msg":"session cache","shard":7,"error":"dial tcp: lookup cache.shop.svc on 10.96.0.10:53: no such host"}"#
        let finding = try first(.pod(last: (1, "Error")).log((work + [line]).joined(separator: "\n")))
        #expect(finding.failureClass == "dependency-unreachable")
        #expect(
            finding.sentence.contains("session cache: dial tcp: lookup cache.shop.svc on 10.96.0.10:53: no such host (shard 7)"),
            "\(finding.sentence)")
        #expect(!finding.sentence.contains("\"level\""))
        #expect(LoggedRecord.words(#"{"level":"info"}"#) == nil && LoggedRecord.words("{\"msg\":") == nil)
    }

    @Test("An alert about a node is explained by the node's condition")
    func node() async throws {
        var source = LiveEvidence(time: ManualTime(Timestamp(rfc3339: "2026-11-23T03:07:00Z") ?? Timestamp(milliseconds: 0)))
        source.clusters["edge"] = ScriptedCluster(pod: Incident.pod().evidence[1].bytes)
        let alert = Subject.alert(
            name: "NodeDown", context: "edge", labels: ["instance": "edge-1:9100"], annotations: ["summary": "no answer"],
            since: "2026-11-23T03:00:00Z")
        var evidence: [Evidence] = []
        for await piece in source.gather(alert) { evidence.append(piece) }
        #expect(Set(evidence.map(\.name)).isSuperset(of: ["alert.json", "nodes.json", "events.json"]))
        let nodes: Value = [
            "kind": "NodeList",
            "items": [
                [
                    "metadata": ["name": "edge-1"],
                    "status": [
                        "conditions": [
                            [
                                "type": "Ready", "status": "Unknown", "lastTransitionTime": "2026-11-23T02:59:00Z",
                                "message": "Kubelet stopped posting node status.",
                            ]
                        ]
                    ],
                ], ["metadata": ["name": "edge-2"]],
            ],
        ]
        let told = evidence.map { $0.role == .nodes ? Evidence(.nodes, name: "nodes.json", bytes: nodes.bytes) : $0 }
        let finding = try #require(Rules.findings(CaseFile(told)).first)
        #expect(finding.failureClass == "infrastructure")
        #expect(finding.sentence.hasPrefix("Node edge-1 is not ready since 2026-11-23T02:59:00Z: Kubelet stopped posting node status"))
    }

    @Test("What a licence server refuses is the runner's surroundings; a hook that passed found nothing")
    func jobs() {
        let licence = """
            Parsing design file 'rtl/fifo.sv'
            Failed to obtain license for Runtime_Net
            License server machine is down or not responding.
            FlexNet Licensing error:-96,491.  System Error: 11 "Resource temporarily unavailable"
            ##[error]Process completed with exit code 1.
            """
        let refused = Incident.job("nightly", step: "Run ./nightly.sh", log: licence).finding
        #expect(refused.failureClass == "infrastructure" && refused.sentence.contains("Runtime_Net"), "\(refused.sentence)")
        let hooks = "ruff.....................Passed\nnbstripout...............Passed\n##[error]Process completed with exit code 1.\n"
        let passed = Incident.job("pre-commit", step: "pre-commit", log: hooks).finding
        #expect(passed.failureClass == "unknown" && passed.sentence.contains("failed with exit code 1"), "\(passed.sentence)")
    }

    @Test("Bytes that are no text address nobody")
    func binary() {
        var dice = Dice(7)
        let packed = (0..<40_000).map { _ in UInt8(dice.below(256)) }
        let incident = Incident.pod(last: (1, "Error"))
        let log = Evidence(.logPrevious, name: "logs/server.previous.log", bytes: packed, part: "server")
        let findings = Rules.findings(CaseFile(incident.evidence + [log]))
        #expect(!findings.contains { $0.failureClass == InjectedText.failureClass })
    }

    @Test("That the same name stands for the data does not say that the data is the same; that all inputs are stable is no shift")
    func data() throws {
        func fallen(_ tag: String, _ log: String = "") -> Finding {
            var incident = Incident.model(
                [("r3", 0.74, ["depth": "8"], ["data.\(tag)": "w20"]), ("r2", 0.90, ["depth": "8"], ["data.\(tag)": "w20"])]
                    + [("r1", 0.91, ["depth": "8"], ["data.\(tag)": "w20"])], rows: 4000)
            if !log.isEmpty { incident.evidence.append(Evidence(.trainingLog, name: "logs/train.log", bytes: Array(log.utf8))) }
            return incident.finding
        }
        #expect(fallen("snapshot").failureClass == "unknown")
        #expect(fallen("sha256").failureClass == "concept-drift")
        let measured = fallen("snapshot", "INFO psi: all 23 inputs stable, max PSI=0.0294\nINFO psi: age PSI=0.0261 (limit 0.10)\n")
        #expect(measured.failureClass == "concept-drift", "\(measured.sentence)")
    }
}
