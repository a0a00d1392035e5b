import Host
import JSON
import Services
import TestSupport
import Testing

@testable import Triage

@Suite struct LiveEvidenceTests {
    let time = ManualTime(Timestamp(rfc3339: "2026-11-23T03:07:00Z") ?? Timestamp(milliseconds: 0))

    private func gather(_ subject: Subject, _ source: LiveEvidence) async -> [Evidence] {
        var evidence: [Evidence] = []
        for await piece in source.gather(subject) { evidence.append(piece) }
        return evidence
    }

    private let pod = Subject.pod(context: "k3d", namespace: "shop", name: "api-7c9d8f6b5-x2lq7", uid: nil)

    @Test("A pod that died is gathered with both logs, its events and the nodes")
    func podInTrouble() async throws {
        var source = LiveEvidence(time: time)
        source.clusters["k3d"] = ScriptedCluster(pod: Incident.pod(last: (1, "Error")).evidence[1].bytes)
        let evidence = await gather(pod, source)
        #expect(
            Set(evidence.map(\.name)) == [
                "subject.json", "events.json", "nodes.json", "pod.json", "logs/server.previous.log", "logs/server.log",
            ])
        #expect(evidence.allSatisfy { $0.failure == nil })
        #expect(evidence.first { $0.role == .logPrevious }.map { String(decoding: $0.bytes, as: UTF8.self) } == "server previous")
    }

    @Test("Of logs only what is young enough is asked for")
    func youngLogs() async throws {
        var source = LiveEvidence(time: time)
        source.clusters["k3d"] = ScriptedCluster(pod: Incident.pod(last: (1, "Error")).evidence[1].bytes)
        source.logAge = .seconds(600)
        let logs = await gather(pod, source).filter { [.log, .logPrevious].contains($0.role) }
        #expect(logs.map { String(decoding: $0.bytes, as: UTF8.self) } == ["since 2026-11-23T02:57:00Z", "since 2026-11-23T02:57:00Z"])
    }

    @Test("An alert brings itself and the pod that it names")
    func alert() async throws {
        var source = LiveEvidence(time: time)
        source.clusters["k3d"] = ScriptedCluster(pod: Incident.pod(last: (137, "OOMKilled")).evidence[1].bytes)
        let labels = ["namespace": "shop", "pod": "api-7c9d8f6b5-x2lq7", "severity": "warning"]
        let file = CaseFile(
            await gather(
                .alert(
                    name: "ModelPodOOMKilled", context: "k3d", labels: labels, annotations: ["summary": "s"], since: "2026-11-23T03:00:00Z"),
                source))
        #expect(file.alert?.name == "ModelPodOOMKilled" && file.alert?.since == "2026-11-23T03:00:00Z")
        #expect(Rules.findings(file).first?.failureClass == "oom-killed")
        #expect(Rules.findings(file).first?.severity == "medium")
    }

    @Test("A pod that has gone is told with its successor and since when that runs")
    func gone() async throws {
        var source = LiveEvidence(time: time)
        let successor: Value = [
            "metadata": ["name": "api-7c9d8f6b5-zzzz9", "creationTimestamp": "2026-11-23T03:03:00Z"],
            "spec": ["containers": [["name": "server", "image": "shop/api:v8"]]],
            "status": ["phase": "Running", "containerStatuses": [["name": "server", "restartCount": 2]]],
        ]
        let stranger: Value = ["metadata": ["name": "cart-55c8f7d6b9-abcde", "creationTimestamp": "2026-11-23T03:05:00Z"]]
        source.clusters["k3d"] = ScriptedCluster(pod: nil, pods: (["items": [stranger, successor]] as Value).bytes)
        let evidence = await gather(pod, source)
        let file = CaseFile(evidence)
        #expect(file.goneWords == "pod api-7c9d8f6b5-x2lq7 is gone: replaced 4 min ago by api-7c9d8f6b5-zzzz9")
        #expect(file.around.siblings.map(\.name) == ["api-7c9d8f6b5-zzzz9"], "a stranger is no sibling")
        #expect(evidence.contains { $0.name == "successor.json" && $0.role == .pod }, "it has restarted, so it is looked at like the pod itself")
    }

    @Test("A container that waits has no log, and the server's refusal is evidence")
    func waiting() async throws {
        var source = LiveEvidence(time: time)
        source.clusters["k3d"] = ScriptedCluster(
            pod: Incident.pod(waiting: ("ImagePullBackOff", ""), restarts: 0).evidence[1].bytes,
            log: .failure(
                .refused(
                    service: "k3d", status: 400, sentence: "container \"server\" is waiting to start: trying and failing to pull image")))
        let refusal = try #require(await gather(pod, source).first { $0.role == .logError })
        #expect(try JSON.value(refusal.bytes)["message"].string?.contains("failing to pull image") == true)
    }

    @Test("What does not answer within the deadline is missing by name; the rest is there")
    func deadline() async throws {
        var source = LiveEvidence(time: time)
        source.clusters["k3d"] = ScriptedCluster(pod: Incident.pod(last: (1, "Error")).evidence[1].bytes, hangs: time)
        let gathered = Collector<Evidence>()
        let task = Task { [source, pod] in for await piece in source.gather(pod) { gathered.add(piece) } }
        try await eventually("all but the events are in") { gathered.all.count == 5 }
        time.advance(by: .seconds(15))
        await task.value
        #expect(gathered.all.last?.failure == "events.json: no answer within 15 s.")
        #expect(gathered.all.count == 6)
    }

    @Test("A cluster that is not there fails by piece, and the report still says what it was about")
    func away() async throws {
        var source = LiveEvidence(time: time)
        let away = ServiceError.unreachable(service: "k3d", host: "100.85.38.128:6550", reason: "connection refused")
        source.clusters["k3d"] = ScriptedCluster(failure: away)
        let evidence = await gather(pod, source)
        #expect(evidence.filter { $0.failure == "\($0.name): \(away)" }.map(\.name).sorted() == ["events.json", "nodes.json", "pod.json"])
        #expect(Rules.findings(CaseFile(evidence)).first?.sentence.contains("Missing: ") == true)
        #expect(
            await gather(.pod(context: "gcp", namespace: "a", name: "b", uid: nil), source).contains {
                $0.failure?.contains("no cluster is configured under \"gcp\"") == true
            })
    }

    @Test("A failed run brings the failed job's log, its annotations, and the log of the last passing run")
    func pipeline() async throws {
        var source = LiveEvidence(time: time)
        source.pipelines = ScriptedPipeline()
        let evidence = await gather(.run(repository: "acme/iris", id: 7, number: 412), source)
        #expect(
            Set(evidence.map(\.name)) == [
                "subject.json", "run.json", "jobs.json", "annotations.unit-tests.json", "logs/unit-tests.log", "logs/unit-tests.passed.log",
                "comparison.json",
            ])
        let finding = try #require(Rules.findings(CaseFile(evidence)).first)
        #expect(finding.failureClass == "unit-tests" && finding.sentence.contains("tests/test_a.py::test_b"))
    }

    @Test("A model brings its runs, and what configuration knows of it")
    func model() async throws {
        var source = LiveEvidence(time: time)
        source.models = ScriptedModels()
        source.known["prices"] = {
            var model = LiveEvidence.Model()
            (model.registered, model.testRows, model.baseline) = ("prices", 30, 0.9667)
            return model
        }()
        let file = CaseFile(await gather(.model(experiment: "prices", experimentID: "3"), source))
        #expect(file.drift?.rows == 30 && file.drift?.baseline == 0.9667 && file.drift?.experiment == "prices")
        // Parameter, data and commit changed in one run.
        #expect(
            Rules.findings(file).first?.failureClass == "unknown" && Rules.findings(file).first?.sentence.contains("trees went from 100 to 5") == true
        )
    }

    @Test(
        "A pod's workload is its name without what controllers added, which may tell of which kind it is",
        arguments: [
            ("iris-classifier-7c9d8f6b5-x2lq7", "iris-classifier", "Deployment"), ("db-0", "db", "StatefulSet"),
            ("node-agent-x2lq7", "node-agent", nil), ("single", "single", nil),
        ] as [(String, String, String?)])
    func workloads(pod: String, name: String, kind: String?) {
        #expect(Workload(ofPodNamed: pod) == Workload(name: name, kind: kind))
    }
}
