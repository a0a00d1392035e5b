import Feeds
import Services
import Testing

@Suite struct ModelWatchTests {
    private func run(_ accuracy: Double?, _ status: String = "FINISHED") -> Run {
        var run = Run()
        run.status = status
        if let accuracy { run.metrics = ["accuracy": accuracy] }
        return run
    }

    private func row(_ runs: [Run], gate: Double? = 0.85, baseline: Double? = nil) -> ModelRow {
        var experiment = Experiment()
        experiment.id = "1"
        experiment.name = "iris-classification"
        return ModelWatch(experiment: "iris-classification", gate: gate, baseline: baseline).row(experiment, runs: runs, version: nil)
    }

    @Test func oneWrongRowOfThirtyIsNotSignificant() {
        let row = row([run(0.9333), run(0.9667)])
        #expect(row.cause == "▼ 3.5% P2, within noise")
        #expect(row.severity == .well)
    }

    @Test func aFallThatTheNumbersCarryIsDegradedEvenAboveTheGate() {
        let row = row([run(0.7), run(0.9667)], gate: 0.65)
        #expect(row.cause == "▼ 27.6% P0")
        #expect(row.severity == .degraded)
    }

    @Test func belowTheGateIsBroken() {
        #expect(row([run(0.8), run(0.82)]).severity == .broken)
        #expect(row([run(0.8), run(0.82)]).cause == "below the gate 0.85 · ▼ 2.4% P2, within noise")
    }

    @Test func gettingBetterIsNoDrift() {
        let row = row([run(1.0), run(0.9667)])
        #expect(row.driftPercent == 0)
        #expect(row.cause == "")
        #expect(row.severity == .well)
    }

    @Test func noRunsAreNotTakenForHealth() {
        #expect(row([]).severity == .unknown)
        #expect(row([]).cause == "no runs yet")
        #expect(row([run(nil)]).cause == "no finished run has accuracy")
        #expect(row([run(.nan)]).severity == .unknown)
    }

    @Test func aFailedNewestRunIsSaidBesideTheLastGoodValue() {
        let row = row([run(nil, "FAILED"), run(0.9667)])
        #expect(row.current == 0.9667)
        #expect(row.cause == "the newest run failed")
        #expect(row.severity == .degraded)
    }
}
