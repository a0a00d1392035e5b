import Host
import Services
import TestSupport
import Testing
import Transport

@testable import Operations

@Suite struct TrackedTrainingTests {
    private typealias Script = ScriptedTraining
    private static let ours = #"{"key":"mlflow.source.git.commit","value":"\#(Script.commit)"}"#
    private static let theirs = #"{"key":"mlflow.source.git.commit","value":"0f0f0f0f0f0f0f0f"}"#

    /// What is found among these runs: `name`, `name by time`, or why there is none.
    private func find(_ runs: String..., answer: ScriptedHTTP.Answer? = nil) async throws -> String {
        let bench = try await Script.bench(runs: runs.joined(separator: ","))
        if let answer { bench.http.on("POST", "/mlflow/runs/search", answer) }
        var run = WorkflowRun()
        (run.id, run.commit) = (41, Script.commit)
        var job = Job()
        job.started = Timestamp(rfc3339: "2026-11-23T03:22:00Z")
        job.completed = Timestamp(rfc3339: "2026-11-23T03:22:48Z")
        switch await TrackedTraining(run: run, job: job).find(bench.reach, Progress { _ in }, waits: false) {
        case .run(let run, let experiment, let byTime): return "\(run.name) of \(experiment)\(byTime ? " by time" : "")"
        case .none: return "none"
        case .notKnown(let why): return why
        }
    }

    @Test func aTagThatNamesTheRunDecides() async throws {
        let tag = #"{"key":"github.run_url","value":"https://github.com/acme/models/actions/runs/41"}"#
        #expect(
            try await find(Script.tracked("other", tags: Self.ours), Script.tracked("ours", second: 900, tags: tag)) == "ours of iris-classification")
    }

    @Test func elseTheCommitAmongThoseThatBeganMeanwhile() async throws {
        #expect(
            try await find(
                Script.tracked("later", second: 300, tags: Self.ours), Script.tracked("ours", tags: Self.ours),
                Script.tracked("earlier", second: -3600, tags: Self.ours), Script.tracked("nameless")) == "ours of iris-classification")
    }

    @Test func elseTheTimeAloneAndThatIsSaid() async throws {
        #expect(try await find(Script.tracked("theirs", tags: Self.theirs), Script.tracked("ours")) == "ours of iris-classification by time")
    }

    @Test func aRunOfAnotherIsNeverTaken() async throws {
        let tag = #"{"key":"github.run_id","value":"77"}"#
        #expect(
            try await find(
                Script.tracked("theirs", tags: Self.theirs), Script.tracked("other", tags: tag), Script.tracked("old", second: -600)) == "none")
    }

    @Test func severalThatMayBeItAreNotToldApart() async throws {
        #expect(
            try await find(Script.tracked("one"), Script.tracked("two", second: 20))
                == "2 runs began while it trained (one, two), and none says whose it is")
    }

    @Test func aServerThatDoesNotAnswerIsNotAServerWithoutIt() async throws {
        #expect(try await find(answer: .status(503)).hasPrefix("MLflow is failing (503)"))
    }
}
