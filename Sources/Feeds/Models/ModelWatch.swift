import Host
import Services

/// A watched experiment, and what a person wants to know of it in one row: value, gate, drift, and whether the numbers carry that.
public struct ModelWatch: Sendable, Equatable {
    /// Experiment and registered model.
    public var experiment: String, registered: String
    /// Metric compared; its gate; a fixed baseline (`nil`: the best of the finished runs before the newest).
    public var metric: String, gate: Double?, baseline: Double?
    /// Rows of the test set.
    public var testRows: Int

    /// A watched experiment.
    public init(
        experiment: String, registered: String = "", metric: String = "accuracy", gate: Double? = nil, baseline: Double? = nil,
        testRows: Int = 30
    ) {
        self.experiment = experiment
        self.registered = registered
        self.metric = metric
        self.gate = gate
        self.baseline = baseline
        self.testRows = testRows
    }

    /// A row from an experiment's runs, newest first.
    public func row(_ experiment: Experiment, runs: [Run], version: ModelVersion?) -> ModelRow {
        var row = ModelRow(experiment: experiment)
        row.runs = runs
        row.metric = metric
        row.gate = gate
        row.testRows = testRows
        row.version = version
        let values = runs.filter { $0.status == "FINISHED" }.compactMap { $0.metrics[metric] }.filter(\.isFinite)
        row.history = values.reversed()
        row.current = values.first
        row.baseline = baseline ?? values.dropFirst().max()
        judge(&row)
        return row
    }

    private func judge(_ row: inout ModelRow) {
        guard let current = row.current else {
            row.cause = row.runs.isEmpty ? "no runs yet" : "no finished run has \(metric)"
            return
        }
        var words: [String] = []
        row.severity = .well
        if let gate, current < gate {
            row.severity = .broken
            words.append("below the gate \(gate)")
        }
        if let baseline = row.baseline, baseline > current {
            row.driftPercent = (baseline - current) / baseline * 100
            row.significant = Proportion(share: current, rows: testRows).differs(from: Proportion(share: baseline, rows: testRows))
            let priority = row.driftPercent > 10 ? "P0" : row.driftPercent >= 5 ? "P1" : "P2"
            words.append("▼ \(Self.oneDigit(row.driftPercent))% \(priority)" + (row.significant ? "" : ", within noise"))
            if row.significant { row.severity = max(row.severity, .degraded) }
        }
        switch row.runs.first?.status {
        case "RUNNING": words.append("a run is under way")
        case "FAILED":
            row.severity = max(row.severity, .degraded)
            words.append("the newest run failed")
        default: break
        }
        row.cause = words.joined(separator: " · ")
    }

    private static func oneDigit(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
