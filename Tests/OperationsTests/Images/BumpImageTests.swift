import Archive
import Operations
import TestSupport
import Testing
import Transport

@Suite struct BumpImageTests {
    private let request = BumpBench.request
    private let waiting = #"{"waiting":{"reason":"ErrImagePull","message":"manifest unknown"}}"#

    // MARK: The whole way

    @Test func oneLineIsCommittedAndFollowedUntilTheModelServerIsWell() async throws {
        let bump = try await BumpBench(), bench = bump.bench
        bump.http.on(
            "GET", "/pods", pods([BumpBench.pod("iris-1-a", BumpBench.old, bump.oldDigest)]),
            pods([BumpBench.pod("iris-2-x", BumpBench.new, bump.newDigest)]))
        let (plan, events) = try await bench.run(request)
        #expect(
            plan.diff == [
                DiffLine(.place, "apps/iris/deployment.yaml:9"),
                DiffLine(.removed, "          image: ghcr.io/acme/iris:main-a1b2c3d  # by quarterdeck"),
                DiffLine(.added, "          image: ghcr.io/acme/iris:main-9f00d11  # by quarterdeck"),
            ])
        #expect(
            plan.consequences == [
                "A commit to acme/infra-manifests, branch main (not protected), as ada, who may write there.",
                "The new image: main-9f00d11, built 2026-11-23 01:20Z (2 h ago), commit 9f00d11, \(bump.newDigest.prefix(19)).",
                "k3d/ml-apps/iris runs main-a1b2c3d, built 2026-11-21 09:00Z (42 h ago), commit a1b2c3d, \(bump.oldDigest.prefix(19)).",
                "Then ArgoCD syncs by itself (automated).",
                "2 pods are replaced, a few at a time; then http://iris:30808/health is asked.",
            ])
        #expect(plan.warnings == [] && plan.identity == "ada" && plan.target.context == "k3d")
        #expect(plan.command == "quarterdeck bump iris-classifier --image ghcr.io/acme/iris:main-9f00d11")
        #expect(bench.writes == plan.requests.map(\.words))
        let put = try #require(bump.http.put)
        #expect(put.body.contains("\"sha\":\"078e39bd843bf8ed0a27c6ef9482ce0eeaf3e821\""), "guarded by the file's hash")
        #expect(put.text == BumpBench.manifest(BumpBench.new), "no other byte is changed")
        #expect(events.steps.contains("Commit 5be1aaa landed on main."))
        #expect(
            events.outcome?.sentence == "iris is rolled out: every pod is new and serves, and http://iris:30808/health answers 200 ok."
                && events.outcome?.kind == .done)
        #expect(events.outcome?.offers.map(\.title) == ["Revert commit 5be1aaa"])
        #expect(events.outcome?.offers.first?.request["reverts"] == BumpBench.commit)
    }

    @Test func anImageThatCannotBePulledIsNamedAndTheRevertOffered() async throws {
        let bump = try await BumpBench(available: 1, pods: BumpBench.pod("iris-2-x", BumpBench.new, "", state: waiting, ready: false))
        let outcome = try await bump.bench.run(request).events.outcome
        #expect(outcome?.kind == .failed && outcome?.sentence.hasPrefix("Stuck: iris-2-x cannot pull its image: ") == true)
        #expect(outcome?.offers.map(\.title) == ["Revert commit 5be1aaa"])
    }

    @Test func aSyncThatWaitsForHealthDoesNotHideWhatIsStuck() async throws {
        let bump = try await BumpBench(available: 1, pods: BumpBench.pod("iris-2-x", BumpBench.new, "", state: waiting, ready: false))
        bump.http.on("GET", "/applications/iris-classifier", BumpBench.application(BumpBench.commit))
        let outcome = try await bump.bench.run(request).events.outcome
        #expect(
            outcome?.sentence.hasPrefix("Stuck: iris-2-x cannot pull its image: ") == true,
            "the cluster has the image before ArgoCD is done")
    }

    @Test func aNodeThatDidNotPullTheTagAgainIsFoundOut() async throws {
        let bump = try await BumpBench(pods: "")
        bump.http.on("GET", "/pods", pods([BumpBench.pod("iris-2-x", BumpBench.new, "sha256:" + String(repeating: "e", count: 64))]))
        let outcome = try await bump.bench.run(request).events.outcome
        #expect(outcome?.kind == .failed)
        #expect(
            outcome?.sentence
                == "iris is rolled out, but iris-2-x runs sha256:eeeeeeeeeeee, not \(bump.newDigest.prefix(19)): its node had the tag already and did not pull it again. "
                + "Deploy it by its digest: ghcr.io/acme/iris:main-9f00d11@\(bump.newDigest)")
    }

    @Test func aModelServerThatIsNotWellFailsTheBump() async throws {
        let bump = try await BumpBench()
        bump.http.on("GET", "/health", .json(#"{"status":"error"}"#, status: 503))
        let outcome = try await bump.bench.run(request).events.outcome
        #expect(outcome?.kind == .failed && outcome?.offers.count == 1)
        #expect(outcome?.sentence.hasSuffix("but http://iris:30808/health is not well after 60 s: 503 error") == true)
    }

    // MARK: Others

    @Test func aFileThatChangedMeanwhileIsShownAgainNotOverwritten() async throws {
        let bump = try await BumpBench()
        bump.http.on(
            "GET", BumpBench.file, BumpBench.answer(BumpBench.manifest(BumpBench.old)),
            BumpBench.answer("# mine\n" + BumpBench.manifest(BumpBench.old)))
        let outcome = try await bump.bench.run(request).events.outcome
        #expect(outcome?.kind == .failed && outcome?.sentence.contains("plan again") == true)
        #expect(bump.bench.writes == [])
        let again = try #require(outcome?.offers.first)
        #expect(again.title == "Plan it again")
        #expect(try await bump.bench.runner().plan(again.request).diff.first?.text == "apps/iris/deployment.yaml:10")
    }

    @Test(arguments: [
        (#"[{"type":"pull_request"}]"#, ManifestPolicy(), "changes must be made through a pull request."),
        ("[]", ManifestPolicy(way: .pullRequest), "the policy in config.toml wants one."),
    ])
    func aBranchOrAPolicyThatWantsAPullRequestGetsOne(rules: String, policy: ManifestPolicy, why: String) async throws {
        let bump = try await BumpBench(rules: rules, policy: policy)
        bump.http.on(
            "GET", BumpBench.root + "/pulls/7", .json(#"{"number":7,"state":"closed","merged":true,"merge_commit_sha":"\#(BumpBench.commit)"}"#))
        let (plan, events) = try await bump.bench.run(request)
        #expect(
            plan.consequences.first
                == "A pull request to main of acme/infra-manifests, as ada, who may write there: \(why) Nothing is deployed before it is merged."
        )
        #expect(bump.bench.writes == plan.requests.map(\.words))
        #expect(events.steps.contains { $0.contains("Pull request #7 is open") } && events.steps.contains { $0.contains("#7 was merged") })
        #expect(events.outcome?.kind == .done && events.outcome?.sentence.hasSuffix("/health answers 200 ok.") == true, "\(events)")
    }

    @Test func aCommitThatIsRejectedSaysTheWayOut() async throws {
        let bump = try await BumpBench()
        bump.http.on("PUT", BumpBench.file, .json(#"{"message":"Changes must be made through a pull request"}"#, status: 409))
        let outcome = try await bump.bench.run(request).events.outcome
        #expect(outcome?.kind == .failed)
        #expect(
            outcome?.sentence.hasSuffix("Bump it by a pull request (--pull-request, or policy in [manifests]).") == true, "\(outcome?.sentence ?? "")"
        )
    }

    @Test func aTokenThatLacksAPermissionIsSaidWithIt() async throws {
        let bump = try await BumpBench()
        bump.http.on(
            "PUT", BumpBench.file,
            .json(
                #"{"message":"Resource not accessible by personal access token"}"#, status: 403,
                headers: ["X-Accepted-GitHub-Permissions": "contents=write"]))
        let outcome = try await bump.bench.run(request).events.outcome
        #expect(
            outcome?.kind == .failed && outcome?.sentence.contains("it wants the permission contents=write") == true, "\(outcome?.sentence ?? "")")
    }

    @Test func anApplicationThatArgoCDDoesNotKnowIsRefused() async throws {
        let bump = try await BumpBench()
        bump.http.on("GET", "/applications/iris-classifier", .json(#"{"error":"permission denied","code":7}"#, status: 403))
        bump.http.on("GET", "/api/v1/applications", .json(#"{"items":[{"metadata":{"name":"iris"},"spec":{},"status":{}}]}"#))
        await #expect(
            throws: OperationError.pointless(
                #"ArgoCD has no application "iris-classifier" that we may see; it shows iris. Set application in [[images]] of config.toml."#)
        ) { try await bump.bench.runner().plan(request) }
    }

    @Test(arguments: [(true, Outcome.Kind.done), (false, .failed)])
    func aLostAnswerIsLookedForAmongTheCommits(landed: Bool, kind: Outcome.Kind) async throws {
        let bump = try await BumpBench()
        bump.http.on("PUT", BumpBench.file, .failure(TransportError.cut(host: "api.github.com", received: 0)))
        let mark = landed ? "ada-1795404011000" : "bob-1"
        bump.http.on(
            "GET", BumpBench.root + "/commits",
            .json(#"[{"sha":"\#(BumpBench.commit)","commit":{"message":"Bump\n\nQuarterdeck-Action: \#(mark)"}}]"#))
        #expect(try await bump.bench.run(request).events.outcome?.kind == kind)
        #expect(bump.bench.writes.count == 1)
    }

    private func pods(_ pods: [String]) -> ScriptedHTTP.Answer { .json(#"{"metadata":{},"items":[\#(pods.joined(separator: ","))]}"#) }
}
