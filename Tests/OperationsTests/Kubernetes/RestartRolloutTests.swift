import Operations
import TestSupport
import Testing
import Transport

@Suite struct RestartRolloutTests {
    private static let path = "/apis/apps/v1/namespaces/ml-apps/deployments/iris"
    private let request = OperationRequest(
        kind: "deployment.restart", parameters: ["context": "k3d", "namespace": "ml-apps", "name": "iris", "uid": "d"])

    private func deployment(generation: Int, updated: Int, replicas: Int = 2, paused: Bool = false, restarted: String = "") -> String {
        """
        {"metadata":{"name":"iris","namespace":"ml-apps","uid":"d","generation":\(generation),"annotations":{"deployment.kubernetes.io/revision":"2"}},
        "spec":{"replicas":2,"paused":\(paused),"selector":{"matchLabels":{"app":"iris"}},
        "template":{"metadata":{"annotations":{"kubectl.kubernetes.io/restartedAt":"\(restarted)"}}}},
        "status":{"observedGeneration":\(generation),"replicas":\(replicas),"updatedReplicas":\(updated),"readyReplicas":2,"availableReplicas":2}}
        """
    }
    private let replicaSets = """
        {"metadata":{},"items":[{"metadata":{"name":"iris-2","uid":"new","ownerReferences":[{"kind":"Deployment","name":"iris","uid":"d","controller":true}],
        "annotations":{"deployment.kubernetes.io/revision":"2"}},"spec":{"replicas":2},"status":{"replicas":2,"availableReplicas":1}}]}
        """
    private let unpullable = """
        {"metadata":{},"items":[{"metadata":{"name":"iris-2-x","uid":"p","ownerReferences":[{"kind":"ReplicaSet","name":"iris-2","uid":"new","controller":true}]},
        "spec":{"containers":[{"name":"model-server","image":"ghcr.io/acme/iris:nope"}]},
        "status":{"phase":"Pending","containerStatuses":[{"name":"model-server","ready":false,"state":{"waiting":{"reason":"ErrImagePull","message":"manifest unknown"}}}]}}]}
        """

    private func bench(_ answers: String..., pods: String = #"{"metadata":{},"items":[]}"#) async throws -> Bench {
        let bench = try await Bench()
        bench.http.on("POST", "/selfsubjectreviews", .status(404))
        bench.http.on("GET", "/replicasets", .json(replicaSets))
        bench.http.on("GET", "/pods", .json(pods))
        bench.http.on("GET", "/events", .json(#"{"metadata":{},"items":[]}"#))
        bench.http.on("GET", "/poddisruptionbudgets", .json(#"{"metadata":{},"items":[]}"#))
        bench.http.on("GET", Self.path, .json(answers[0]), .json(answers[min(1, answers.count - 1)]), .json(answers[answers.count - 1]))
        bench.http.on("PATCH", Self.path, .json(#"{"metadata":{"generation":5}}"#))
        return bench
    }

    @Test func theRolloutIsFollowedToItsEnd() async throws {
        let bench = try await bench(
            deployment(generation: 4, updated: 2), deployment(generation: 5, updated: 1, replicas: 3), deployment(generation: 5, updated: 2))
        let (plan, events) = try await bench.run(request)
        #expect(
            plan.diff == [
                DiffLine(.place, "spec.template.metadata.annotations"), DiffLine(.added, "kubectl.kubernetes.io/restartedAt: 2026-11-23T03:20:11Z"),
            ])
        let sent = bench.http.requests.filter { $0.method == "PATCH" }
        #expect(sent.map { pathOf($0.url) } == plan.requests.map(\.path))
        #expect(sent.map { String(decoding: $0.body ?? [], as: UTF8.self) } == plan.requests.map(\.body))
        #expect(events.steps.contains { $0.hasPrefix("1 of 2 new pods serve; waiting for") })
        #expect(events.outcome == Outcome(.done, "iris is rolled out: every pod is new and serves."))
    }

    @Test func whatIsStuckIsNamedWithinTenSeconds() async throws {
        let bench = try await bench(deployment(generation: 4, updated: 2), deployment(generation: 5, updated: 1, replicas: 3), pods: unpullable)
        let plan = try await bench.runner().plan(request)
        let start = bench.time.uptime()
        let outcome = try await bench.run(plan).outcome
        #expect(outcome?.kind == .failed)
        #expect(outcome?.sentence.hasPrefix("Stuck: iris-2-x cannot pull its image: ") == true)
        #expect(outcome?.sentence.contains("nope") == true)
        #expect(bench.time.uptime() - start < .seconds(10))
    }

    @Test func aPausedDeploymentIsNotRestarted() async throws {
        let bench = try await bench(deployment(generation: 4, updated: 2, paused: true))
        let error = await #expect(throws: OperationError.self) { try await bench.runner().plan(request) }
        #expect(error?.description == "Deployment ml-apps/iris is paused: a restart would wait until it is resumed.")
    }

    @Test(arguments: [("2026-11-23T03:20:11Z", Outcome.Kind.done), ("", .failed), ("2026-11-23T03:20:30Z", .unknown)])
    func aLostAnswerIsReadFromTheAnnotation(restarted: String, kind: Outcome.Kind) async throws {
        let bench = try await bench(deployment(generation: 4, updated: 2), deployment(generation: 5, updated: 2, restarted: restarted))
        bench.http.on("PATCH", Self.path, .failure(TransportError.cut(host: "k3d", received: 0)))
        #expect(try await bench.run(request).events.outcome?.kind == kind)
        #expect(bench.writes.filter { $0.hasPrefix("PATCH") }.count == 1)
    }

    private func healed(applied annotations: String) async throws -> Bench {
        let applied = #"{\"spec\":{\"template\":{\"metadata\":{\"annotations\":\#(annotations)}}}}"#
        let bench = try await bench(
            deployment(generation: 4, updated: 2).replacing(
                #""annotations":{"deployment"#, with: #""annotations":{"kubectl.kubernetes.io/last-applied-configuration":"\#(applied)","deployment"#)
        )
        bench.http.on(
            "GET", "/api/v1/applications",
            .json(
                """
                {"items":[{"metadata":{"name":"iris-classifier","namespace":"argocd"},
                "spec":{"destination":{"server":"https://k3d:6443","namespace":"ml-apps"},"syncPolicy":{"automated":{"selfHeal":true}}},
                "status":{"resources":[{"group":"apps","kind":"Deployment","namespace":"ml-apps","name":"iris"}]}}]}
                """))
        return bench
    }

    @Test func aRestartIsNotUndoneByTheSelfHealOfItsApplication() async throws {
        let plan = try await healed(applied: "{}").runner().plan(request)
        #expect(plan.warnings.isEmpty && !plan.consequences.contains { $0.contains("heal") })
    }

    @Test func unlessGitHoldsTheAnnotationItself() async throws {
        let held = #"{\"kubectl.kubernetes.io/restartedAt\":\"2026-01-01T00:00:00Z\"}"#
        let plan = try await healed(applied: held).runner().plan(request)
        #expect(
            plan.warnings == [
                "Git holds this annotation, and ArgoCD's iris-classifier heals itself: it sets the old value again, and the pods are replaced once more."
            ])
    }

    @Test func andWhereArgoCDCannotBeAskedThatIsSaid() async throws {
        let held = #"{\"kubectl.kubernetes.io/restartedAt\":\"2026-01-01T00:00:00Z\"}"#
        let bench = try await healed(applied: held)
        bench.http.on("GET", "/api/v1/applications", .status(503))
        #expect(
            try await bench.runner().plan(request).warnings == [
                "Git holds this annotation; whether ArgoCD sets the old value again is not known: ArgoCD is failing (503): no reason given"
            ])
    }
}
