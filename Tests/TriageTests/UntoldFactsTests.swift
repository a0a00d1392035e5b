import JSON
import Testing

@testable import Triage

/// What a prompt says once everything that explains something is in it and room is left.
@Suite struct UntoldFactsTests {
    private func shown(_ incident: Incident, budget: Int = 8000) -> [String] {
        Reduction.of(CaseFile(incident.evidence), budget: budget).sections.flatMap(\.lines)
    }

    private let mounts: [(String, Value)] = [
        ("volumeMounts", [["name": "conf", "mountPath": "/etc/app/conf.d", "subPath": "cache.ini"]]), ("resources", ["limits": ["memory": "1Gi"]]),
    ]

    @Test("A field that no sentence is made of is shown with its line where there is room, and is the first to go")
    func fields() {
        let incident = Incident.pod(last: (1, "Error"), spec: mounts).log("INFO ready")
        let line = shown(incident).first { $0.contains("mountPath /etc/app/conf.d, subPath cache.ini") }
        #expect(line?.hasPrefix("9 spec containers: name server, volumeMounts") == true, "\(line ?? "-")")
        #expect(shown(incident).contains { $0.contains("limits memory 1Gi") } && !shown(incident).contains { $0.contains("resources") }, "said once")
        #expect(!shown(incident, budget: 150).contains { $0.contains("subPath") })
    }

    @Test("What the cluster fills in the same for every pod is left out")
    func everyPods() {
        let volumes: Value = [
            ["name": "conf", "configMap": ["name": "app-conf", "defaultMode": 420]],
            ["name": "kube-api-access-x2lq7", "projected": ["defaultMode": 420, "sources": [["serviceAccountToken": ["path": "token"]]]]],
        ]
        let text = shown(.pod(podSpec: [("volumes", volumes), ("dnsPolicy", "ClusterFirst")])).joined(separator: "\n")
        #expect(text.contains("configMap name app-conf") && !text.contains("kube-api-access") && !text.contains("420") && !text.contains("dnsPolicy"))
    }

    @Test("Runs that lie before the last ten are told by their metric, each of the last by all that is recorded")
    func runs() {
        let runs = (0..<14).map { index in
            (name: "run-\(index)", accuracy: index == 13 ? 0.8297 : 0.9, params: ["depth": "\(index)"], tags: [String: String]())
        }
        let text = shown(.model(runs)).joined(separator: "\n")
        #expect(text.contains("accuracy of the runs before those, newest first: 0.9, 0.9, 0.9, 0.8297"))
        #expect(text.contains("run run-3 of 2025-11-20T12:13:20Z: accuracy 0.9, depth=3"))
    }

    @Test("Room that is left goes to the rest of the log; of a table every row near the end is shown, though they are alike")
    func quiet() {
        let rows = [
            "week 36 rows 118204 error 0.1712", "week 37 rows 120011 error 0.1844", "week 38 rows 119870 error 0.3361",
            "week 39 rows 358085 error 0.2310",
        ]
        let work = (1...80).map { "INFO step \($0) done" }
        let log = (["INFO starting with seed 7"] + work + rows + ["ERROR gate: error 0.2310 above 0.1900"]).joined(separator: "\n")
        let text = shown(.pod(last: (1, "Error")).log(log)).joined(separator: "\n")
        for row in rows + ["INFO starting with seed 7"] { #expect(text.contains(row)) }
        #expect(text.contains("INFO step 1 done [80 alike, the last in 81]") && !text.contains("INFO step 40 done"))
    }
}
