import Archive
import Operations
import TestSupport
import Testing
import Transport

@Suite struct DeletePodTests {
    private static let path = "/api/v1/namespaces/ml-apps/pods/iris-7c9d"
    private let request = OperationRequest(
        kind: "pod.delete", parameters: ["context": "k3d", "namespace": "ml-apps", "name": "iris-7c9d", "uid": "1f"])
    private let gone = ScriptedHTTP.Answer.json(#"{"reason":"NotFound","message":"pods \"iris-7c9d\" not found"}"#, status: 404)

    private func pod(_ uid: String, _ name: String = "iris-7c9d", ready: Bool = true, deletion: String = "") -> String {
        """
        {"metadata":{"name":"\(name)","namespace":"ml-apps","uid":"\(uid)","creationTimestamp":"2026-11-23T03:00:00Z"\(deletion),
        "ownerReferences":[{"kind":"ReplicaSet","name":"iris-7c","uid":"rs","controller":true}]},
        "spec":{"containers":[{"name":"model-server"}]},
        "status":{"phase":"Running","containerStatuses":[{"name":"model-server","ready":\(ready),"state":{"running":{}}}]}}
        """
    }

    private func bench(_ first: ScriptedHTTP.Answer, _ rest: ScriptedHTTP.Answer...) async throws -> Bench {
        let bench = try await Bench()
        bench.http.on("POST", "/selfsubjectreviews", .json(#"{"status":{"userInfo":{"username":"ada@acme"}}}"#))
        bench.http.on("GET", "/pods", .json(#"{"metadata":{},"items":[\#(pod("2a", "iris-9zzz"))]}"#))
        bench.http.on("DELETE", Self.path, .json("{}"))
        bench.http.on("GET", Self.path, rest.last ?? first)
        if rest.count > 1 {
            bench.http.on("GET", Self.path, first, rest[0], rest[1])
        } else {
            bench.http.on("GET", Self.path, first, rest.last ?? first)
        }
        return bench
    }

    @Test func thePodThatWasSeenIsDeleted() async throws {
        let bench = try await bench(.json(pod("1f")), .json(pod("1f", deletion: #","deletionTimestamp":"2026-11-23T03:20:12Z""#)), gone)
        let (plan, events) = try await bench.run(request)
        #expect(plan.title == "Delete pod iris-7c9d" && plan.target.words == "k3d/ml-apps/iris-7c9d (pod)" && plan.target.uid == "1f")
        #expect(plan.consequences == ["ReplicaSet iris-7c makes another in its place."])
        #expect(plan.warnings == ["It is serving (1 of 1 ready)."])
        #expect(plan.risk == .destroys && plan.dangerousWord == "Delete" && plan.identity == "ada@acme")
        #expect(plan.command == "kubectl --context k3d -n ml-apps delete pod iris-7c9d")
        let sent = bench.http.requests.filter { $0.method == "DELETE" }
        #expect(sent.map { pathOf($0.url) } == plan.requests.map(\.path), "exactly what was planned")
        #expect(sent.map { String(decoding: $0.body ?? [], as: UTF8.self) } == plan.requests.map(\.body))
        #expect(plan.requests[0].body == #"{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"1f"}}"#)
        #expect(events.outcome?.sentence == "Pod ml-apps/iris-7c9d has gone; iris-9zzz serves.")
        #expect(try await bench.archive.audit().map(\.identity) == ["ada@acme"])
    }

    @Test func aPodThatHasGoneIsSaidAndNothingIsDone() async throws {
        let bench = try await bench(gone)
        let error = await #expect(throws: OperationError.self) { try await bench.runner().plan(request) }
        #expect(error?.description == "Pod ml-apps/iris-7c9d has gone: k3d has no such pod any more. Nothing was done.")
        #expect(!bench.writes.contains { $0.hasPrefix("DELETE") })
    }

    @Test func anotherPodOfThatNameIsLeftAlone() async throws {
        let bench = try await bench(.json(pod("another")))
        let error = await #expect(throws: OperationError.self) { try await bench.runner().plan(request) }
        #expect(error?.description == "Pod ml-apps/iris-7c9d has gone: another pod has its name since 03:00:00Z. Nothing was done.")
    }

    @Test func aPodReplacedBetweenPlanAndKeyIsLeftAlone() async throws {
        let bench = try await bench(.json(pod("1f")))
        bench.http.on("DELETE", Self.path, .json(#"{"message":"Precondition failed: UID in precondition: 1f, UID in object meta: 2a"}"#, status: 409))
        let (_, events) = try await bench.run(request)
        #expect(events.outcome?.sentence == "k3d refused (409): another pod has its name by now; nothing was done.")
    }

    @Test func aLostAnswerIsLookedFor() async throws {
        let bench = try await bench(.json(pod("1f")), gone)
        bench.http.on("DELETE", Self.path, .failure(TransportError.cut(host: "k3d", received: 0)))
        let (_, events) = try await bench.run(request)
        #expect(events.steps.contains("It went through: the pod has gone."))
        #expect(events.outcome?.kind == .done)
    }

    @Test func anUnknownContextIsASentence() async throws {
        let bench = try await Bench()
        var elsewhere = request
        elsewhere.parameters["context"] = "mars"
        let error = await #expect(throws: OperationError.self) { try await bench.runner().plan(elsewhere) }
        #expect(error?.description == "The context mars is not configured; set [[contexts]] in config.toml.")
    }

    /// A pod that no controller owns, and that git holds: `Pod` among the resources of an application.
    private func bareBench(_ policy: String) async throws -> Bench {
        let bare =
            #"{"metadata":{"name":"iris-7c9d","namespace":"ml-apps","uid":"1f"},"spec":{"containers":[{"name":"m"}]},"status":{"phase":"Running"}}"#
        let bench = try await bench(.json(bare))
        bench.http.on(
            "GET", "/api/v1/applications",
            .json(
                """
                {"items":[{"metadata":{"name":"tools","namespace":"argocd"},
                "spec":{"destination":{"name":"k3d","namespace":"ml-apps"},"syncPolicy":{"automated":\(policy)}},
                "status":{"resources":[{"kind":"Pod","namespace":"ml-apps","name":"iris-7c9d"}]}}]}
                """))
        return bench
    }

    @Test func selfHealIsNamedWhereItMakesThePodAgain() async throws {
        let plan = try await bareBench(#"{"selfHeal":true}"#).runner().plan(request)
        #expect(plan.consequences == ["No controller owns it, but git holds it: self-heal of ArgoCD's tools makes it again."])
        #expect(plan.undo == "Cannot be undone; ArgoCD makes another of the same manifest.")
    }

    @Test(arguments: [#"{"selfHeal":false}"#, "null"]) func withoutSelfHealNothingMakesABarePodAgain(policy: String) async throws {
        let plan = try await bareBench(policy).runner().plan(request)
        #expect(plan.consequences == ["Nothing makes it again: no controller owns it."])
    }

    @Test func whereArgoCDCannotBeAskedNothingIsPromised() async throws {
        let bench = try await bareBench("null")
        bench.http.on("GET", "/api/v1/applications", .status(503))
        let plan = try await bench.runner().plan(request)
        #expect(
            plan.consequences
                == ["No controller owns it; whether ArgoCD makes it again is not known: ArgoCD is failing (503): no reason given"])
        #expect(plan.undo == "Cannot be undone: unless ArgoCD makes it again, its manifest must be applied again.")
    }

    @Test func aPodThatAControllerMakesAgainIsNoMatterOfSelfHeal() async throws {
        let bench = try await bench(.json(pod("1f")))
        let plan = try await bench.runner().plan(request)
        #expect(!(plan.consequences + plan.warnings + [plan.undo]).contains { $0.contains("heal") })
        #expect(!bench.http.requests.contains { $0.url.contains("argocd") }, "ArgoCD need not be asked")
    }
}
