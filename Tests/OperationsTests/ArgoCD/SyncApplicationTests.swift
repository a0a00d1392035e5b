import Operations
import TestSupport
import Testing
import Transport

@Suite struct SyncApplicationTests {
    private static let path = "/api/v1/applications/iris-classifier"
    private let request = OperationRequest(kind: "application.sync", parameters: ["application": "iris-classifier"])
    private let mark = "ada@bastion 1795404011000"

    private func application(_ operation: String = "", health: String = "Healthy", server: String = "https://k3d:6443", automated: String = "null")
        -> ScriptedHTTP.Answer
    {
        .json(
            """
            {"metadata":{"name":"iris-classifier","namespace":"argocd","uid":"a"},
            "spec":{"source":{"repoURL":"https://github.com/acme/infra","targetRevision":"main"},"destination":{"server":"\(server)","namespace":"ml-apps"},
            "syncPolicy":{"automated":\(automated)}},
            "status":{"sync":{"status":"OutOfSync","revision":"5be1aaaaaa"},"health":{"status":"\(health)"},
            "resources":[{"kind":"Deployment","namespace":"ml-apps","name":"iris","status":"OutOfSync"},{"kind":"Service","name":"iris","status":"Synced"}]\(operation)}}
            """)
    }

    private func operation(_ phase: String, mark: String, message: String = "", at: String = "2026-11-23T03:20:12Z", results: String = "") -> String {
        """
        ,"operationState":{"phase":"\(phase)","message":"\(message)","startedAt":"\(at)",
        "operation":{"sync":{},"info":[{"name":"quarterdeck","value":"\(mark)"}],"initiatedBy":{"username":"someone"}},
        "syncResult":{"revision":"5be1aaaaaa","resources":[\(results)]}}
        """
    }

    private func bench(_ answers: ScriptedHTTP.Answer...) async throws -> Bench {
        let bench = try await Bench()
        bench.http.on("GET", "/session/userinfo", .json(#"{"loggedIn":true,"username":"deck"}"#))
        bench.http.on("GET", Self.path, answers[0], answers[min(1, answers.count - 1)], answers[answers.count - 1])
        bench.http.on("POST", Self.path + "/sync", application())
        return bench
    }

    @Test func theSyncIsFollowedToItsEnd() async throws {
        let bench = try await bench(
            application(), application(operation("Running", mark: mark, message: "waiting for hooks")),
            application(operation("Succeeded", mark: mark)))
        let (plan, events) = try await bench.run(request)
        #expect(plan.target.words == "k3d/argocd/iris-classifier (application)", "its destination is one of our contexts")
        #expect(plan.consequences == ["main of https://github.com/acme/infra is applied to ml-apps; 1 of 2 resources differ."])
        #expect(plan.identity == "deck" && plan.risk == .changes)
        #expect(
            bench.http.requests.filter { $0.method == "POST" }.map { String(decoding: $0.body ?? [], as: UTF8.self) } == plan.requests.map(\.body))
        #expect(events.steps.contains("ArgoCD: waiting for hooks"))
        #expect(events.outcome == Outcome(.done, "iris-classifier is synced to 5be1aaa; it is Healthy."))
    }

    @Test func aFailedSyncSaysWhatFailed() async throws {
        let failed = #"{"kind":"Deployment","name":"iris","status":"SyncFailed","message":"the field is immutable"}"#
        let bench = try await bench(application(), application(operation("Failed", mark: mark, results: failed)))
        #expect(
            try await bench.run(request).events.outcome
                == Outcome(.failed, "The sync of iris-classifier failed: Deployment iris: the field is immutable"))
    }

    @Test func oneUnderWayIsNotDisturbed() async throws {
        let bench = try await bench(application(operation("Running", mark: "x")))
        let error = await #expect(throws: OperationError.self) { try await bench.runner().plan(request) }
        #expect(error?.description == "iris-classifier has an operation under way by someone; it takes one at a time.")
    }

    @Test func pruningDestroys() async throws {
        let bench = try await bench(application())
        let plan = try await bench.runner().plan(
            OperationRequest(kind: request.kind, parameters: ["application": "iris-classifier", "prune": "true"]))
        #expect(plan.risk == .destroys && plan.dangerousWord == "deleted" && plan.consequences.last == "What git no longer holds is deleted.")
        #expect(plan.command == "argocd app sync iris-classifier --prune")
    }

    @Test(arguments: [("ours", Outcome.Kind.done), ("none", .failed), ("other", .unknown)])
    func aLostAnswerIsKnownAgainByItsNote(found: String, kind: Outcome.Kind) async throws {
        let after =
            switch found {
            case "ours": application(operation("Succeeded", mark: mark))
            case "other": application(operation("Succeeded", mark: "someone else's", at: "2026-11-23T03:20:40Z"))
            default: application()
            }
        let bench = try await bench(application(), after)
        bench.http.on("POST", "/sync", .failure(TransportError.cut(host: "argocd", received: 0)))
        #expect(try await bench.run(request).events.outcome?.kind == kind)
        #expect(bench.writes.count == 1)
    }
}

@Suite struct RefreshApplicationTests {
    private static let path = "/api/v1/applications/iris-classifier"

    private func application(_ compared: String, pending: Bool = false, selfHeals: Bool = true) -> ScriptedHTTP.Answer {
        .json(
            """
            {"metadata":{"name":"iris-classifier","annotations":{\(pending ? #""argocd.argoproj.io/refresh":"normal""# : "")}},
            "spec":{"source":{"repoURL":"https://github.com/acme/infra"},"syncPolicy":{"automated":{"selfHeal":\(selfHeals)}}},
            "status":{"sync":{"status":"OutOfSync","revision":"5be1aaaaaa"},"health":{"status":"Healthy"},"reconciledAt":"\(compared)"}}
            """)
    }

    @Test func itWaitsForTheComparison() async throws {
        let bench = try await Bench()
        bench.http.on("GET", "/session/userinfo", .json(#"{"loggedIn":true,"username":"deck"}"#))
        bench.http.on(
            "GET", Self.path, application("2026-11-23T03:19:00Z"), application("2026-11-23T03:19:00Z", pending: true),
            application("2026-11-23T03:19:00Z", pending: true), application("2026-11-23T03:20:15Z"))
        let (plan, events) = try await bench.run(OperationRequest(kind: "application.refresh", parameters: ["application": "iris-classifier"]))
        #expect(plan.requests.map(\.words) == ["GET /api/v1/applications/iris-classifier?refresh=normal"])
        #expect(
            plan.consequences.last
                == "What differs is then synced by itself: sync is automated, and self-heal undoes what was changed in the cluster.")
        #expect(bench.http.requests.filter { $0.url.contains("refresh=") }.map { pathOf($0.url) } == plan.requests.map(\.path))
        #expect(events.outcome == Outcome(.done, "iris-classifier was compared with 5be1aaa: OutOfSync, Healthy."))
    }

    @Test func withoutSelfHealWhatWasChangedInTheClusterIsSaidToStay() async throws {
        let bench = try await Bench()
        bench.http.on("GET", "/session/userinfo", .json(#"{"loggedIn":true,"username":"deck"}"#))
        bench.http.on("GET", Self.path, application("2026-11-23T03:19:00Z", selfHeals: false))
        let plan = try await bench.runner().plan(OperationRequest(kind: "application.refresh", parameters: ["application": "iris-classifier"]))
        #expect(
            plan.consequences.last
                == "A new commit is then synced by itself: sync is automated; what was changed in the cluster stays, for it does not heal itself.")
    }
}
