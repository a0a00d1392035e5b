import Operations
import TestSupport
import Testing
import Transport

@Suite struct PipelineOperationsTests {
    private static let path = "/repos/acme/models/actions/runs/41"
    private func request(_ kind: String, _ more: [String: String] = [:]) -> OperationRequest {
        OperationRequest(kind: kind, parameters: ["repository": "acme/models", "run": "41"].merging(more) { $1 })
    }

    private func run(_ status: String, _ conclusion: String = "", attempt: Int = 1, created: String = "2026-11-23T02:00:00Z") -> ScriptedHTTP.Answer {
        .json(
            """
            {"id":41,"run_number":411,"name":"ci-ct-cd","workflow_id":1,"status":"\(status)","conclusion":\(conclusion.isEmpty ? "null" : "\"\(conclusion)\""),
            "run_attempt":\(attempt),"head_branch":"main","head_sha":"5be1aaaaaa","event":"push","created_at":"\(created)"}
            """)
    }

    private func jobs(_ jobs: (String, String, String)..., attempt: Int = 1) -> ScriptedHTTP.Answer {
        let list = jobs.enumerated().map { index, job in
            #"{"id":\#(index + 1),"name":"\#(job.0)","status":"\#(job.1)","conclusion":"\#(job.2)","run_attempt":\#(attempt)}"#
        }
        return .json(#"{"total_count":\#(jobs.count),"jobs":[\#(list.joined(separator: ","))]}"#)
    }

    private func bench(_ runs: ScriptedHTTP.Answer...) async throws -> Bench {
        let bench = try await Bench()
        bench.http.on("GET", "/user", .json(#"{"login":"ada"}"#))
        bench.http.on("GET", Self.path, runs[0], runs[min(1, runs.count - 1)], runs[runs.count - 1])
        bench.http.on("GET", Self.path + "/jobs", jobs(("lint", "completed", "success"), ("train", "completed", "failure")))
        for verb in ["rerun", "rerun-failed-jobs", "cancel"] { bench.http.on("POST", "\(Self.path)/\(verb)", .json("{}", status: 201)) }
        return bench
    }

    @Test func failedJobsRunAgainAndAreFollowedToTheNextAttemptsEnd() async throws {
        let bench = try await bench(
            run("completed", "failure"), run("in_progress", attempt: 2), run("completed", "success", attempt: 2))
        bench.http.on(
            "GET", Self.path + "/jobs", jobs(("lint", "completed", "success"), ("train", "completed", "failure")),
            jobs(("train", "in_progress", ""), ("deploy", "queued", ""), attempt: 2))
        let (plan, events) = try await bench.run(request("run.rerun", ["only": "failed"]))
        #expect(plan.title == "Run #411 again (failed jobs)")
        #expect(plan.consequences == ["Attempt 2: train and the jobs that need it run again, on commit 5be1aaa of main."])
        #expect(plan.command == "gh run rerun 41 -R acme/models --failed")
        #expect(bench.writes == plan.requests.map(\.words))
        #expect(events.steps.contains("train (0 of 2 jobs ended)."))
        #expect(events.outcome == Outcome(.done, "Run #411, attempt 2, succeeded."))
    }

    @Test func aRunThatFailsAgainNamesItsJobsAndOffersAnotherTry() async throws {
        let bench = try await bench(run("completed", "failure"), run("completed", "failure", attempt: 2))
        let outcome = try await bench.run(request("run.rerun")).events.outcome
        #expect(outcome?.sentence == "Run #411, attempt 2: failure (train).")
        #expect(outcome?.offers.map(\.title) == ["Run the failed jobs again"])
        #expect(bench.writes == ["POST \(Self.path)/rerun"])
    }

    @Test func whatCannotBeRunAgainIsSaidBeforehand() async throws {
        var error = await #expect(throws: OperationError.self) { try await bench(run("in_progress")).runner().plan(request("run.rerun")) }
        #expect(error?.description == "Run #411 is in_progress: it can be run again once it has ended.")
        error = await #expect(throws: OperationError.self) {
            try await bench(run("completed", "failure", created: "2026-10-01T00:00:00Z")).runner().plan(request("run.rerun"))
        }
        #expect(error?.description == "Run #411 is over 30 days old: GitHub does not run it again. Start a new one.")
        error = await #expect(throws: OperationError.self) {
            try await bench(run("completed", "success")).runner().plan(request("run.rerun", ["only": "failed"]))
        }
        #expect(error?.description == "Run #411 has no failed job.")
        error = await #expect(throws: OperationError.self) {
            try await Bench().runner().plan(OperationRequest(kind: "run.cancel", parameters: ["repository": "a/b", "run": "x"]))
        }
        #expect(error?.description == "run.cancel: run cannot be used, x is no run id.")
    }

    @Test(arguments: [(1, Outcome.Kind.failed), (2, .done)])
    func aLostAnswerIsReadFromTheAttempt(attempt: Int, kind: Outcome.Kind) async throws {
        let bench = try await bench(run("completed", "failure"), run("completed", "success", attempt: attempt))
        bench.http.on("POST", "/rerun", .failure(TransportError.cut(host: "api.github.com", received: 0)))
        #expect(try await bench.run(request("run.rerun")).events.outcome?.kind == kind)
        #expect(bench.writes.count == 1)
    }

    @Test func aRunIsCancelledAndWaitedFor() async throws {
        let bench = try await bench(run("in_progress"), run("in_progress"), run("completed", "cancelled"))
        let (plan, events) = try await bench.run(request("run.cancel"))
        #expect(plan.risk == .destroys && plan.requests.map(\.words) == ["POST \(Self.path)/cancel"])
        #expect(events.outcome == Outcome(.done, "Run #411 is cancelled."))
    }

    @Test func aRunThatEndedMeanwhileIsSaid() async throws {
        let bench = try await bench(run("in_progress"))
        bench.http.on("POST", "/cancel", .json(#"{"message":"Cannot cancel a workflow run that is completed."}"#, status: 409))
        #expect(
            try await bench.run(request("run.cancel")).events.outcome?.sentence
                == "GitHub refused (409): the run had ended already; nothing was done.")
    }
}
