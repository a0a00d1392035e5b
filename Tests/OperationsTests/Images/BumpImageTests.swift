import Archive
import Operations
import TestSupport
import Testing
import Transport

@Suite struct BumpImageTests {
    private static let root = "/repos/acme/infra-manifests"
    private static let file = root + "/contents/apps/iris/deployment.yaml"
    private static let commit = "5be1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    private let request = OperationRequest(
        kind: "image.bump",
        parameters: [
            "repository": "acme/infra-manifests", "path": "apps/iris/deployment.yaml", "object": "iris", "container": "model-server",
            "image": "ghcr.io/acme/iris:main-9f00d11", "application": "iris-classifier", "context": "k3d", "namespace": "ml-apps",
        ])
    /// A Deployment `iris` whose container `model-server` has `ghcr.io/acme/iris:main-a1b2c3d  # by quarterdeck`, before and after.
    private let content =
        "a2luZDogRGVwbG95bWVudAptZXRhZGF0YToKICBuYW1lOiBpcmlzCnNwZWM6CiAgdGVtcGxhdGU6CiAgICBzcGVjOgogICAgICBjb250YWluZXJzOgogICAgICAgIC0gbmFtZTogbW9kZWwtc2VydmVyCiAgICAgICAgICBpbWFnZTogZ2hjci5pby9hY21lL2lyaXM6bWFpbi1hMWIyYzNkICAjIGJ5IHF1YXJ0ZXJkZWNrCg=="
    private let changed =
        "a2luZDogRGVwbG95bWVudAptZXRhZGF0YToKICBuYW1lOiBpcmlzCnNwZWM6CiAgdGVtcGxhdGU6CiAgICBzcGVjOgogICAgICBjb250YWluZXJzOgogICAgICAgIC0gbmFtZTogbW9kZWwtc2VydmVyCiAgICAgICAgICBpbWFnZTogZ2hjci5pby9hY21lL2lyaXM6bWFpbi05ZjAwZDExICAjIGJ5IHF1YXJ0ZXJkZWNrCg=="
    private let sha = "078e39bd843bf8ed0a27c6ef9482ce0eeaf3e821"
    /// The same without its comment: what a colleague has made of it meanwhile.
    private let other = ScriptedHTTP.Answer.json(
        #"{"type":"file","sha":"9a274c096daec355c07c98f6f3ce66826bb7f5e4","encoding":"base64","size":200,"content":"a2luZDogRGVwbG95bWVudAptZXRhZGF0YToKICBuYW1lOiBpcmlzCnNwZWM6CiAgdGVtcGxhdGU6CiAgICBzcGVjOgogICAgICBjb250YWluZXJzOgogICAgICAgIC0gbmFtZTogbW9kZWwtc2VydmVyCiAgICAgICAgICBpbWFnZTogZ2hjci5pby9hY21lL2lyaXM6bWFpbi1hMWIyYzNkCg=="}"#
    )
    private var before: ScriptedHTTP.Answer {
        .json(#"{"type":"file","sha":"\#(sha)","encoding":"base64","size":200,"content":"\#(content)"}"#)
    }

    private func bench(rules: String = "[]", available: Int = 2, pods: String = "") async throws -> Bench {
        let bench = try await Bench(), http = bench.http
        http.on("GET", "/user", .json(#"{"login":"ada"}"#))
        http.on("GET", Self.root, .json(#"{"full_name":"acme/infra-manifests","default_branch":"main","permissions":{"pull":true,"push":true}}"#))
        http.on("GET", Self.root + "/branches/main", .json(#"{"name":"main","protected":false,"commit":{"sha":"b0b0"}}"#))
        http.on("GET", Self.root + "/rules/branches/main", .json(rules))
        http.on("GET", Self.file, before)
        http.on("PUT", Self.file, .json(#"{"content":{"sha":"new"},"commit":{"sha":"\#(Self.commit)"}}"#))
        http.on("POST", Self.root + "/git/refs", .json("{}", status: 201))
        http.on("POST", Self.root + "/pulls", .json(#"{"number":7,"html_url":"https://github.com/acme/infra-manifests/pull/7"}"#, status: 201))
        http.on("GET", "/applications/iris-classifier", application("a1a1"), application("a1a1"), application(Self.commit, synced: true))
        http.on("GET", "/deployments/iris", .json(deployment(available: available)))
        http.on("GET", "/replicasets", .json(replicaSets))
        http.on("GET", "/pods", .json(#"{"metadata":{},"items":[\#(pods)]}"#))
        http.on("GET", "/events", .json(#"{"metadata":{},"items":[]}"#))
        http.on("GET", "/poddisruptionbudgets", .json(#"{"metadata":{},"items":[]}"#))
        return bench
    }

    private func application(_ revision: String, synced: Bool = false) -> ScriptedHTTP.Answer {
        .json(
            """
            {"metadata":{"name":"iris-classifier"},"spec":{"syncPolicy":{"automated":{"selfHeal":true}}},
            "status":{"sync":{"status":"\(synced ? "Synced" : "OutOfSync")","revision":"\(revision)"},"health":{"status":"Progressing"},
            "history":[\(synced ? "{\"id\":3,\"revision\":\"\(revision)\"}" : "")]}}
            """)
    }

    private func deployment(available: Int) -> String {
        """
        {"metadata":{"name":"iris","uid":"d","generation":5,"annotations":{"deployment.kubernetes.io/revision":"2"}},
        "spec":{"replicas":2,"selector":{"matchLabels":{"app":"iris"}},
        "template":{"spec":{"containers":[{"name":"model-server","image":"ghcr.io/acme/iris:main-9f00d11"}]}}},
        "status":{"observedGeneration":5,"replicas":2,"updatedReplicas":2,"availableReplicas":\(available)}}
        """
    }
    private let replicaSets = """
        {"metadata":{},"items":[{"metadata":{"name":"iris-2","uid":"new","ownerReferences":[{"kind":"Deployment","name":"iris","uid":"d","controller":true}],
        "annotations":{"deployment.kubernetes.io/revision":"2"}},"spec":{"replicas":2},"status":{"replicas":2,"availableReplicas":1}}]}
        """
    private let unpullable = """
        {"metadata":{"name":"iris-2-x","uid":"p","ownerReferences":[{"kind":"ReplicaSet","name":"iris-2","uid":"new","controller":true}]},
        "spec":{"containers":[{"name":"model-server","image":"ghcr.io/acme/iris:main-9f00d11"}]},
        "status":{"phase":"Pending","containerStatuses":[{"name":"model-server","ready":false,"state":{"waiting":{"reason":"ErrImagePull","message":"manifest unknown"}}}]}}
        """

    @Test func oneLineIsCommittedAndFollowedToThePods() async throws {
        let bench = try await bench()
        let (plan, events) = try await bench.run(request)
        #expect(
            plan.diff == [
                DiffLine(.place, "apps/iris/deployment.yaml:9"),
                DiffLine(.removed, "          image: ghcr.io/acme/iris:main-a1b2c3d  # by quarterdeck"),
                DiffLine(.added, "          image: ghcr.io/acme/iris:main-9f00d11  # by quarterdeck"),
            ])
        #expect(
            plan.consequences == ["A commit to acme/infra-manifests, branch main (not protected).", "Then ArgoCD syncs by itself (automated)."])
        #expect(plan.identity == "ada" && plan.target.context == "k3d")
        #expect(bench.writes == plan.requests.map(\.words))
        let body = String(decoding: bench.http.requests.first { $0.method == "PUT" }?.body ?? [], as: UTF8.self)
        #expect(body.contains("\"sha\":\"\(sha)\"") && body.contains("\"content\":\"\(changed)\""), "guarded, and no other byte is changed")
        #expect(events.steps.contains("Commit 5be1aaa landed on main."))
        #expect(events.outcome?.kind == .done && events.outcome?.sentence == "iris is rolled out: every pod is new and serves.")
        let revert = try #require(events.outcome?.offers.first?.request)
        #expect(revert["image"] == "ghcr.io/acme/iris:main-a1b2c3d" && revert["sha"].isEmpty)
    }

    @Test func anImageThatCannotBePulledIsNamedAndTheOldOneOffered() async throws {
        let outcome = try await bench(available: 1, pods: unpullable).run(request).events.outcome
        #expect(outcome?.kind == .failed && outcome?.sentence.hasPrefix("The rollout of iris is stuck at iris-2-x: ") == true)
        #expect(outcome?.offers.map(\.title) == ["Set the old image again"])
    }

    @Test func aFileThatChangedMeanwhileIsNotOverwritten() async throws {
        let bench = try await bench()
        bench.http.on("GET", Self.file, before, other)
        let outcome = try await bench.run(request).events.outcome
        #expect(outcome?.kind == .failed && outcome?.sentence.contains("plan again") == true)
        #expect(bench.writes == [])
    }

    @Test func aBranchThatTakesNoCommitGetsAPullRequest() async throws {
        let bench = try await bench(rules: #"[{"type":"pull_request"}]"#)
        let (plan, events) = try await bench.run(request)
        #expect(
            plan.consequences.first?.hasPrefix("A pull request to main of acme/infra-manifests: changes must be made through a pull request.") == true
        )
        #expect(bench.writes == plan.requests.map(\.words))
        #expect(events.outcome?.kind == .done && events.outcome?.sentence.contains("Pull request #7 is open") == true)
    }

    @Test(arguments: [(true, Outcome.Kind.done), (false, .failed)])
    func aLostAnswerIsLookedForAmongTheCommits(landed: Bool, kind: Outcome.Kind) async throws {
        let bench = try await bench()
        bench.http.on("PUT", Self.file, .failure(TransportError.cut(host: "api.github.com", received: 0)))
        let mark = landed ? "ada-1795404011000" : "bob-1"
        bench.http.on(
            "GET", Self.root + "/commits", .json(#"[{"sha":"\#(Self.commit)","commit":{"message":"Bump\n\nQuarterdeck-Action: \#(mark)"}}]"#))
        #expect(try await bench.run(request).events.outcome?.kind == kind)
        #expect(bench.writes.count == 1)
    }

    @Test(arguments: ["", "ghcr.io/acme/iris:main-a1b2c3d", "not an image"])
    func anImageThatIsNoneOrNoChangeIsRefused(image: String) async throws {
        var request = request
        request.parameters["image"] = image
        let bench = try await bench()
        await #expect(throws: OperationError.self) { try await bench.runner().plan(request) }
        #expect(bench.writes == [])
    }
}
