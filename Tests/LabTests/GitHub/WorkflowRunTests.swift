import Testing

@testable import Lab

/// Runs, as they progress with the clock.
@Suite struct WorkflowRunTests {
    private func run(_ fault: PipelineFault? = nil, event: String = "push", cancelledAfter: Span? = nil, pace: Double = 1)
        -> WorkflowRun
    {
        WorkflowRun(
            id: 42, number: 1, event: event, branch: "main", sha: SeededRandom.sha("abc"), title: "A change", actor: "ada",
            created: .night, pipeline: .modelSource, fault: fault, cancelledAfter: cancelledAfter, pace: pace)
    }

    @Test func jobsBeginWhenWhatTheyNeedHasEnded() throws {
        let jobs = run().schedule()
        #expect(
            jobs.map(\.name) == [
                "Code Quality & SAST", "Secrets Detection", "Unit Tests", "Continuous Training", "Build & Scan Container",
                "Update GitOps Manifests",
            ])
        let named = Dictionary(uniqueKeysWithValues: jobs.map { ($0.key, $0) })
        let (train, secrets, build) = try (
            #require(named["train"]), #require(named["secrets-scan"]), #require(named["build-and-scan"])
        )
        #expect(build.started > max(train.completed, secrets.completed))
        #expect(jobs.allSatisfy { $0.conclusion == "success" })
    }

    @Test func aRunProgressesWithTheClock() {
        let run = run()
        #expect(run.state(at: .night).status == "queued")
        #expect(run.state(at: .night + .minutes(4)).status == "in_progress")
        #expect(run.state(at: .night + .minutes(4)).conclusion == nil)
        #expect(run.state(at: .night + .minutes(12)).conclusion == "success")
        let train = run.schedule()[3]
        let middle = train.steps[4]
        #expect(train.status(at: middle.started + .seconds(1)) == "in_progress")
        #expect(middle.status(at: middle.started + .seconds(1)) == "in_progress")
        #expect(train.steps[5].status(at: middle.started + .seconds(1)) == "queued")
    }

    @Test(arguments: PipelineFault.allCases)
    func aFaultStopsWhatNeedsIt(_ fault: PipelineFault) throws {
        let run = run(fault)
        let jobs = run.schedule()
        let failed = try #require(jobs.first { $0.conclusion == "failure" })
        #expect(failed.steps.filter { $0.conclusion == "failure" }.map(\.work) == [fault.work])
        #expect(failed.steps.last?.conclusion == "success")
        #expect(jobs.last?.conclusion == "skipped")
        #expect(jobs.last?.steps.isEmpty == true)
        #expect(run.state(at: run.finished()).conclusion == "failure")
    }

    @Test func aDispatchedRunBuildsAndDoesNotDeploy() {
        let jobs = run(event: "workflow_dispatch").schedule()
        #expect(jobs[4].conclusion == "success")
        #expect(jobs[5].conclusion == "skipped")
    }

    @Test func aCancelledRunEndsAtOnce() {
        let run = run(cancelledAfter: .seconds(95))
        #expect(run.state(at: .night + .seconds(96)).conclusion == "cancelled")
        #expect(run.finished() == .night + .seconds(95))
    }

    @Test func aFasterWorldHasFasterRuns() {
        let slow = (run().finished() - .night).seconds
        let fast = (run(pace: 10).finished() - .night).seconds
        #expect(abs(slow / 10 - fast) < 1)
    }
}
