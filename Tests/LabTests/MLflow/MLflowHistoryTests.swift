import Testing

@testable import Lab

/// The runs that the world begins with.
@Suite struct MLflowHistoryTests {
    private let state = World(at: .night).mlflow

    private func trained(_ experiment: String) -> [TrackedRun] {
        state.runs.filter { $0.experiment == experiment && $0.status == "FINISHED" && $0.lifecycle == "active" }.sorted {
            $0.start < $1.start
        }
    }

    private func accuracy(_ run: TrackedRun) -> Double { run.latest.first { $0.key == "accuracy" }?.value ?? .nan }

    @Test func irisAccuracyMovesByWholeRows() {
        let values = trained("1").map(accuracy)
        #expect(values.count > 50)
        for value in values {
            #expect(value >= 28.0 / 30 && value <= 1)
            #expect(abs((value * 30).rounded() - value * 30) < 1e-9)
        }
    }

    @Test func theNewestWineRunDriftedWithAParameter() throws {
        let runs = trained("2")
        let newest = try #require(runs.last)
        let before = runs.dropLast().suffix(10).map(accuracy).reduce(0, +) / 10
        let drift = (before - accuracy(newest)) / before * 100
        #expect(drift > 2 && drift < 5)
        #expect(newest.parameters.first { $0.key == "max_depth" }?.value == "6")
        #expect(newest.id.hasPrefix("91bc"))
        #expect(newest.tag("mlflow.source.git.commit") == SourceChange.smallerWine.sha)
    }

    @Test func everyCommitOfARunIsKnownToGitHub() throws {
        let commits = Set(World(at: .night).github.repositories.flatMap(\.commits).map(\.sha))
        for run in trained("1") + trained("2") { #expect(commits.contains(try #require(run.tag("mlflow.source.git.commit")))) }
    }

    @Test func aRunIsTheSameInEveryWorld() {
        #expect(World(at: .night).mlflow.runs.map(\.id) == state.runs.map(\.id))
    }
}
