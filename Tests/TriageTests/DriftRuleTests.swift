import Services
import Testing

@testable import Triage

@Suite struct DriftRuleTests {
    private let good: [String: String] = ["trees": "100", "depth": "8"], tags = ["data.sha256": "aa11", "mlflow.source.git.commit": "c1"]

    @Test("A changed parameter makes model decay, with what it was and is")
    func parameter() {
        let finding = Incident.model([
            ("r3", 0.80, ["trees": "5", "depth": "8"], tags), ("r2", 0.81, ["trees": "5", "depth": "8"], tags), ("r1", 0.95, good, tags),
        ]).finding
        #expect(finding.failureClass == "model-decay" && finding.severity == "critical")
        #expect(finding.sentence.contains("since run r2 when trees went from 100 to 5"))
        #expect(finding.sentence.contains("15.8% lost (P0)") && finding.sentence.contains("the data is unchanged"))
    }

    @Test("Changed data make data drift")
    func data() {
        let finding = Incident.model([("r2", 0.85, good, ["data.sha256": "bb22"]), ("r1", 0.95, good, ["data.sha256": "aa11"])]).finding
        #expect(finding.failureClass == "data-drift")
    }

    @Test("Nothing recorded changed: concept drift, and what would decide")
    func concept() {
        let finding = Incident.model([("r2", 0.85, good, tags), ("r1", 0.95, good, tags)]).finding
        #expect(finding.failureClass == "concept-drift" && finding.sentence.contains("would decide"))
    }

    @Test("With thirty rows a few points are not significant")
    func significance() {
        let finding = Incident.model([("r2", 0.90, ["trees": "5"], [:]), ("r1", 0.9667, ["trees": "100"], [:])], rows: 30).finding
        #expect(finding.failureClass == "no-drift" && finding.sentence.hasPrefix("Not significant: ") && finding.sentence.contains("n=30"))
    }

    @Test("A better run is no drift")
    func better() {
        let finding = Incident.model([("r2", 0.97, good, tags), ("r1", 0.95, good, tags)]).finding
        #expect(finding.failureClass == "no-drift" && finding.severity == "low")
    }

    @Test("Priorities follow the share that was lost", arguments: [(0.84, "P0", "critical"), (0.89, "P1", "high"), (0.92, "P2", "medium")])
    func priorities(accuracy: Double, priority: String, severity: String) {
        let finding = Incident.model([("r2", accuracy, ["trees": "5"], tags), ("r1", 0.95, good, tags)], rows: 5000).finding
        #expect(finding.sentence.contains("(\(priority))") && finding.severity == severity)
    }

    @Test("The Wilson interval of 29 in 30 reaches from 0.83 to 0.99")
    func wilson() {
        func share(_ share: Double) -> Proportion { Proportion(share: share, rows: 30) }
        let interval = share(29.0 / 30).interval
        #expect(abs(interval.lowerBound - 0.8333) < 0.001 && abs(interval.upperBound - 0.9941) < 0.001)
        #expect(share(0.97).differs(from: share(0.79)) && !share(0.97).differs(from: share(0.90)))
    }
}
