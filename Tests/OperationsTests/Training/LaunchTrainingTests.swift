import Archive
import Host
import Operations
import Services
import TestSupport
import Testing
import Transport

@Suite struct LaunchTrainingTests {
    private typealias Script = ScriptedTraining
    private let request = OperationRequest(
        kind: "training.launch", parameters: ["repository": "acme/models", "workflow": "ci-ct-cd.yml", "input.max_depth": "4"])

    private func refusal(_ parameters: [String: String], by bench: Bench? = nil) async throws -> String? {
        let request = OperationRequest(kind: request.kind, parameters: request.parameters.merging(parameters) { $1 })
        var bench = bench
        if bench == nil { bench = try await Script.bench() }
        let runner = try #require(bench).runner()
        let error = await #expect(throws: OperationError.self) { try await runner.plan(request) }
        return error?.description
    }

    // MARK: The plan

    @Test func thePlanSaysExactlyWhatIsSentAndWhatFollows() async throws {
        let plan = try await Script.bench().runner().plan(request)
        #expect(plan.title == "Launch training ci-ct-cd.yml on main")
        #expect(plan.target.words == "GitHub/acme/models/ci-ct-cd.yml (workflow)")
        #expect(plan.requests.map(\.words) == ["POST \(Script.dispatches)"])
        #expect(plan.requests.map(\.body) == [#"{"ref":"main","inputs":{"log_level":"info","max_depth":"4"},"return_run_details":true}"#])
        #expect(
            plan.consequences == [
                "A run on commit 5be1aaa of main (Pin scikit-learn).", "Its jobs: Unit Tests, Continuous Training, Build & Scan Container.",
                "Left out, as it runs for other events only: Update GitOps Manifests.",
                "A dispatched run does not deploy: that is the image bump, offered afterwards.",
            ])
        #expect(plan.warnings.isEmpty && plan.identity == "ada" && plan.undo.hasPrefix("Cancel the run"))
        #expect(plan.command == "quarterdeck train ci-ct-cd.yml --repository acme/models --input max_depth=4")
        #expect(plan.request["newest"] == "411" && plan.request["ref"] == "main")
    }

    @Test func aRunUnderWayAndAJobThatMayDeployAreWarnedOf() async throws {
        let bench = try await Script.bench()
        bench.http.on("GET", Script.root + "/actions/runs", .json(#"{"workflow_runs":[\#(Script.run(40, 411, "in_progress", actor: "ben"))]}"#))
        bench.http.on(
            "GET", Script.root + "/contents/.github/workflows/ci-ct-cd.yml",
            Script.file(Script.workflow.replacing(", if: github.event_name == 'push'", with: "")))
        let plan = try await bench.runner().plan(request)
        #expect(
            plan.warnings == [
                "Run #411 of the same workflow and branch is in progress, by ben.",
                "Update GitOps Manifests may deploy: nothing in its condition keeps it from a dispatched run.",
            ])
    }

    @Test func inputsAreCheckedAgainstTheFile() async throws {
        #expect(
            try await refusal(["input.max_depth": "deep", "input.log_level": "loud", "input.dry": "perhaps", "input.colour": "red"])
                == #"max_depth is a number, not "deep". log_level is one of info, debug, not "loud". dry is true or false, not "perhaps". "#
                + #"The workflow has no input "colour". It has max_depth, log_level, dry, reason."#)
        #expect(try await refusal(["input.log_level": ""]) == "log_level must be given.")
    }

    @Test func whatIsNotThereIsRefusedWithWhatIs() async throws {
        let bench = try await Script.bench()
        bench.http.on("GET", Script.root + "/contents/.github/workflows/ci.yml", .json(#"{"message":"Not Found"}"#, status: 404))
        bench.http.on("GET", Script.root + "/contents/.github/workflows/lint.yml", Script.file("on: [push]"))
        bench.http.on(
            "GET", Script.root + "/actions/workflows",
            .json(
                """
                {"workflows":[{"id":8,"name":"Lint","path":".github/workflows/lint.yml","state":"active"},
                {"id":9,"name":"Pipeline","path":".github/workflows/ci-ct-cd.yml","state":"active"}]}
                """))
        bench.http.on("GET", Script.root + "/commits/mian", .json(#"{"message":"No commit found for SHA: mian"}"#, status: 422))
        #expect(
            try await refusal(["workflow": "ci.yml"], by: bench)
                == #"acme/models has no workflow "ci.yml" on main. Those that can be started by hand: ci-ct-cd.yml."#)
        #expect(
            try await refusal(["workflow": "lint.yml"], by: bench)
                == "lint.yml cannot be started by hand: its file on main has no workflow_dispatch trigger. Those that can be started by hand: ci-ct-cd.yml."
        )
        #expect(
            try await refusal(["workflow": "ci.yml", "ref": "mian"], by: bench) == #"acme/models has no branch or tag "mian"; did you mean main?"#)
        #expect(
            try await refusal(["repository": "models"])
                == "training.launch: repository cannot be used, a repository is named owner/name, not models.")
    }

    @Test func aTokenThatMayNotIsToldBeforehandWhereThatIsKnown() async throws {
        let bench = try await Script.bench()
        bench.http.on("GET", "/user", .json(#"{"login":"ada"}"#, headers: ["X-OAuth-Scopes": "gist"]))
        #expect(
            try await refusal([:], by: bench)?.contains("may not start workflows: it lacks the scope repo (it has gist). Use a token that may")
                == true)
        bench.http.on("GET", "/user", .json(#"{"login":"ada"}"#))
        bench.http.on("GET", Script.root, .json(#"{"full_name":"acme/models","default_branch":"main","permissions":{"pull":true}}"#))
        #expect(try await refusal([:], by: bench)?.contains("may only read acme/models") == true)
        #expect(bench.writes == [])
    }

    // MARK: The whole way

    @Test func aTrainingIsFollowedJobByJobToItsGateAndItsImage() async throws {
        let bench = try await Script.bench()
        let (plan, events) = try await bench.run(request)
        #expect(bench.writes.filter { !$0.contains("mlflow") } == plan.requests.map(\.words))
        #expect(bench.http.requests.first { $0.method == "POST" }.map { String(decoding: $0.body ?? [], as: UTF8.self) } == plan.requests[0].body)
        for step in [
            "GitHub took it: run 41.", "Waiting until GitHub shows run 41.", "Unit Tests ✓ 12 s", "Continuous Training is running.",
            "Continuous Training ✓ 48 s", "Build & Scan Container ✓ 59 s", "Update GitOps Manifests skipped",
        ] { #expect(events.steps.contains(step), "\(step): \(events.steps)") }
        #expect(
            events.outcome
                == Outcome(
                    .done,
                    "Run #412 passed: accuracy 0.967 ≥ 0.85, n 30, 95% 0.83–0.99. It is MLflow run train-412 of iris-classification. "
                        + "It pushed ghcr.io/acme/models:main-5be1aaa (sha256:0123456789ab…).",
                    offers: [.init("Bump the image", OperationRequest(kind: "image.bump", parameters: ["image": "ghcr.io/acme/models:main-5be1aaa"]))]
                ))
        #expect(try await bench.archive.audit(limit: 1).first?.reference == "41")
    }

    /// A node that has pulled a tag does not pull it again, so what was built again is offered by its digest.
    @Test func anImageBuiltAgainIsSaidSoAndOfferedByItsDigest() async throws {
        let (old, new) = ("sha256:" + String(repeating: "0", count: 64), "sha256:" + String(repeating: "7", count: 64))
        let bench = try await Script.bench()
        bench.http.on("HEAD", "/v2/acme/models/manifests/main-5be1aaa", .status(200, headers: ["Docker-Content-Digest": old]))
        bench.http.on(
            "GET", Script.root + "/actions/jobs/3/logs", .bytes(Array("pushing manifest for ghcr.io/acme/models:main-5be1aaa@\(new) done".utf8)))
        let (plan, events) = try await bench.run(request)
        #expect(plan.consequences.last == "The registry has main-5be1aaa already: the same tag is built again, as another image.")
        #expect(
            events.outcome?.sentence.hasSuffix("It pushed ghcr.io/acme/models:main-5be1aaa again, another image than before (sha256:777777777777…).")
                == true, "\(events)")
        #expect(events.outcome?.offers.first?.request["image"] == "ghcr.io/acme/models:main-5be1aaa@\(new)")
    }

    @Test func aModelBelowItsGateIsSaidWithItsIntervalAndNothingIsOffered() async throws {
        let bench = try await Script.bench(
            conclusion: "failure", trainingLog: Script.failed,
            runs: Script.tracked("train-412", accuracy: 0.3333, tags: #"{"key":"mlflow.source.git.commit","value":"\#(Script.commit)"}"#),
            jobs: Script.belowGate)
        let events = try await bench.run(request).events
        #expect(events.steps.contains(#"Continuous Training ✗ 48 s at "Train model""#))
        #expect(
            events.outcome
                == Outcome(
                    .failed,
                    "Run #412 failed its gate: accuracy 0.333 < 0.85, n 30, 95% 0.19–0.51. It is MLflow run train-412 of iris-classification. "
                        + "Nothing was built. t on the run triages it, as does quarterdeck triage run acme/models#412."))
    }

    @Test func anotherFailureNamesJobStepAndFirstError() async throws {
        let bench = try await Script.bench(conclusion: "failure", jobs: Script.testsFailed)
        bench.http.on("GET", Script.root + "/actions/jobs/1/logs", .bytes(Array("##[error]assert 500 == 422\n".utf8)))
        #expect(
            try await bench.run(request).events.outcome?.sentence
                == #"Run #412 failed in Unit Tests at "Run unit tests": assert 500 == 422. "#
                + "t on the run triages it, as does quarterdeck triage run acme/models#412.")
    }

    @Test func aTrainingThatLoggedElsewhereIsReadFromItsLogAndThatIsSaid() async throws {
        let log = Script.passed + "2026-11-23T03:22:41.0816283Z WARN  train: tracking to file:///home/runner/work/models/mlruns\n"
        let bench = try await Script.bench(trainingLog: log, runs: "")
        let outcome = try await bench.run(request).events.outcome
        #expect(outcome?.kind == .done)
        #expect(
            outcome?.sentence.hasPrefix(
                "Run #412 passed: accuracy 0.967 ≥ 0.85, n 30, 95% 0.83–0.99. MLflow got no run: the job logged to "
                    + "file:///home/runner/work/models/mlruns. The figures are from the job's log. It pushed") == true, "\(outcome?.sentence ?? "")")
    }

    @Test func aFileThatItUploadedIsReadWhereTheLogSaysNothing() async throws {
        let bench = try await Script.bench(trainingLog: "trained\n", runs: "")
        bench.http.on(
            "GET", Script.root + "/actions/runs/41/artifacts",
            .json(
                """
                {"artifacts":[{"id":5,"name":"coverage-report","size_in_bytes":9},{"id":6,"name":"trained-model","size_in_bytes":9,"expired":true},
                {"id":7,"name":"trained-model","size_in_bytes":200}]}
                """))
        bench.http.on("GET", Script.root + "/actions/artifacts/7/zip", .bytes(Script.artifact))
        let outcome = try await bench.run(request).events.outcome
        #expect(
            outcome?.sentence.hasPrefix(
                "Run #412 passed: accuracy 0.967 ≥ 0.85, n 30, 95% 0.83–0.99. MLflow got no run. "
                    + "The figures are from metrics.json in the artifact trained-model.") == true, "\(outcome?.sentence ?? "")")
    }

    @Test func whereNothingSaysTheAccuracyItIsNotKnown() async throws {
        let bench = try await Script.bench(trainingLog: "trained\n", runs: "")
        bench.http.on("GET", Script.root + "/actions/runs/41/artifacts", .json(#"{"artifacts":[]}"#))
        let outcome = try await bench.run(request).events.outcome
        #expect(outcome?.kind == .unknown && outcome?.offers.isEmpty == true)
        #expect(
            outcome?.sentence.hasPrefix(
                "Run #412 succeeded, but its accuracy is not known. MLflow got no run. The job's log has no accuracy, and no artifact has it.")
                == true,
            "\(outcome?.sentence ?? "")")
    }

    @Test func anArtifactThatCannotBeReadIsNotOneWithoutTheFigure() async throws {
        let bench = try await Script.bench(trainingLog: "trained\n", runs: "")
        bench.http.on("GET", Script.root + "/actions/runs/41/artifacts", .json(#"{"artifacts":[{"id":7,"name":"trained-model"}]}"#))
        bench.http.on("GET", Script.root + "/actions/artifacts/7/zip", .json(#"{"message":"Artifact has expired"}"#, status: 410))
        let outcome = try await bench.run(request).events.outcome
        #expect(outcome?.kind == .unknown)
        #expect(
            outcome?.sentence.contains(
                "The job's log has no accuracy, and whether an artifact has it is not known: GitHub has no artifact 7 in acme/models. It pushed")
                == true, "\(outcome?.sentence ?? "")")
    }

    // MARK: Refusals and lost answers

    @Test(arguments: [
        (403, ["X-Accepted-GitHub-Permissions": "actions=write"], "it wants the permission actions=write"),
        (404, ["X-OAuth-Scopes": "public_repo", "X-Accepted-OAuth-Scopes": "repo"], "the token lacks the scope repo"),
        (404, [:], "it answers 404, which it also does to a token that may only read"),
    ])
    func aRefusalNamesTheMissingPermissionAndTheWayOut(status: Int, headers: [String: String], words: String) async throws {
        let bench = try await Script.bench(dispatch: .json(#"{"message":"Resource not accessible"}"#, status: status, headers: headers))
        let outcome = try await bench.run(request).events.outcome
        #expect(outcome?.kind == .failed)
        #expect(outcome?.sentence.contains(words) == true && outcome?.sentence.contains("Use a token that may") == true, "\(outcome?.sentence ?? "")")
        #expect(bench.writes == ["POST \(Script.dispatches)"])
    }

    @Test func anOlderServersRunIsFoundAndNeverSomebodyElses() async throws {
        let bench = try await Script.bench(dispatch: .status(204))
        let others = [
            Script.run(44, 415, "queued", created: "09:00:00"), Script.run(43, 414, "queued", actor: "ben"),
            Script.run(39, 410, "queued"), Script.run(41, 412, "queued"),
        ]
        bench.http.on(
            "GET", "/actions/workflows/ci-ct-cd.yml/runs", .json(#"{"workflow_runs":[]}"#),
            .json(#"{"workflow_runs":[\#(others.joined(separator: ","))]}"#))
        let events = try await bench.run(request).events
        #expect(events.steps.contains("Waiting until GitHub lists the run."))
        #expect(events.outcome?.sentence.hasPrefix("Run #412 passed") == true, "\(events)")
    }

    @Test func twoRunsThatMayBeOursAreNotToldApart() async throws {
        let bench = try await Script.bench(dispatch: .status(204))
        bench.http.on(
            "GET", "/actions/workflows/ci-ct-cd.yml/runs",
            .json(#"{"workflow_runs":[\#(Script.run(41, 412, "queued")),\#(Script.run(42, 413, "queued"))]}"#))
        let outcome = try await bench.run(request).events.outcome
        #expect(outcome?.kind == .unknown && outcome?.sentence.hasPrefix("#412 and #413 were started by hand on main by ada") == true)
    }

    @Test func aLostAnswerIsLookedForAndFound() async throws {
        let bench = try await Script.bench(dispatch: .failure(TransportError.cut(host: "api.github.com", received: 0)))
        let events = try await bench.run(request).events
        #expect(events.steps.contains { $0.hasPrefix("It went through: run #412 was started by it.") }, "\(events.steps)")
        #expect(events.outcome?.kind == .done)
        #expect(bench.writes.filter { $0.contains("dispatches") }.count == 1, "nothing is sent twice")
    }

    @Test func aLostAnswerThatLeftNoRunSentNothing() async throws {
        let bench = try await Script.bench(dispatch: .failure(TransportError.cut(host: "api.github.com", received: 0)))
        bench.http.on("GET", "/actions/workflows/ci-ct-cd.yml/runs", .json(#"{"workflow_runs":[]}"#))
        let outcome = try await bench.run(request).events.outcome
        #expect(
            outcome
                == Outcome(.failed, "Nothing was done: acme/models has no run of ci-ct-cd.yml that was started by hand on main since."))
        #expect(bench.writes.filter { $0.contains("dispatches") }.count == 1)
    }

    /// The number that GitHub gave, or the moment of the sending where it gave none, stands in the row.
    @Test(arguments: [
        ScriptedHTTP.Answer.json(#"{"workflow_run_id":41,"html_url":""}"#), .status(204),
    ])
    func aKilledConsolesTrainingIsFollowedByTheNext(dispatch: ScriptedHTTP.Answer) async throws {
        let bench = try await Script.bench(dispatch: dispatch)
        bench.http.on("GET", Script.root + "/actions/runs/41/jobs", .silence)
        let killed = bench.runner(process: ProcessIdentity(host: HostName.current, pid: ProcessIdentity.current.pid, started: "0badb007:1"))
        _ = await killed.start(try await killed.plan(request))
        try await bench.pass("it follows the jobs") { bench.http.last?.url.contains("/runs/41/jobs") == true }
        bench.http.on("GET", Script.root + "/actions/runs/41/jobs", .json(Script.done))
        let next = bench.runner()
        #expect(try await next.resume().count == 1)
        try await bench.pass("it is resolved") { await next.count == 0 }
        let row = try #require(try await bench.archive.audit().first)
        #expect(row.state == .done && row.outcome.hasPrefix("Run #412 passed: accuracy 0.967 ≥ 0.85"), "\(row)")
        #expect(bench.writes.filter { $0.contains("dispatches") }.count == 1)
    }

    // MARK: The form

    @Test func theFormHasBranchesAndInputsAndChecksEachValue() async throws {
        let bench = try await Script.bench()
        bench.http.on(
            "GET", Script.root + "/actions/workflows",
            .json(#"{"workflows":[{"id":9,"name":"Pipeline","path":".github/workflows/ci-ct-cd.yml","state":"active"}]}"#))
        let runner = bench.runner()
        #expect(try await runner.trainingWorkflows() == [TrainingWorkflow(repository: "acme/models", file: "ci-ct-cd.yml", name: "Pipeline")])
        let form = try await runner.trainingForm(repository: "acme/models", workflow: "ci-ct-cd.yml")
        #expect(form.refs == ["main", "develop"] && form.name == "Pipeline")
        #expect(form.inputs.map(\.name) == ["max_depth", "log_level", "dry", "reason"])
        #expect(form.refusal(of: "x", for: "max_depth") == #"max_depth is a number, not "x"."#)
        #expect(form.refusal(of: "", for: "max_depth") == nil, "left out when it is sent")
        #expect(form.refusal(of: "", for: "log_level") == "log_level must be given.")
        #expect(
            form.request(ref: "develop", values: ["max_depth": "4"]).parameters
                == ["repository": "acme/models", "workflow": "ci-ct-cd.yml", "ref": "develop", "input.max_depth": "4"])
    }
}
