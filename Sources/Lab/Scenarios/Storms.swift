extension Scenario {
    /// A closed port: the models answer, and nobody measures them.
    static let targetDown = Scenario(
        name: "target-down", summary: "Prometheus cannot reach the model server's metrics: its target is down.", lead: .minutes(3),
        timeline: [at(.zero, .monitoring(.port(job: ScrapeTarget.models.job, isOpen: false)))])

    /// Forty alerts in a minute. Two things have happened: the edge's node went away, and the control plane's disk filled up.
    static let alertStorm: Scenario = {
        let edge = ProbeSubject.all(of: .k3d), control = ProbeSubject.all(of: .gcp)
        let chosen = edge.prefix(20) + control.prefix(40 - min(20, edge.count))
        let failures = chosen.enumerated().map { index, subject in
            at(.seconds(Double(index) * 1.4), .monitoring(.fail(subject)))
        }
        return Scenario(
            name: "alert-storm", summary: "Forty alerts in a minute; a lost edge node and a full disk of the control plane stand behind them.",
            lead: .minutes(1.5),
            timeline: [at(.zero, .cluster(.k3d, .node("k3d-edge-agent-0", isReady: false)))] + failures)
    }()
}
