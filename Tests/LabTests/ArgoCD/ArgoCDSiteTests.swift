import Testing

@testable import Lab

/// The lab's Argo CD: its wire, and how it follows git and the edge.
@Suite struct ArgoCDSiteTests {
    private let argo = Played(ArgoCDSite())
    private let token = ["authorization": "Bearer \(ArgoCDSite.token)"]

    private func iris(_ query: String = "") async -> JSON {
        await argo.ask("GET", "/api/v1/applications/iris-classifier\(query)", token).json
    }

    @Test func anApplicationHasTheRecordedFields() async throws {
        let recorded = shape(try Fixture.json("argocd/getResponseStub.json"))
        let mine = shape(await iris())
        let missing = recorded.subtracting(mine)
        // Old servers' fields, and a cluster named by its address instead of its name.
        #expect(
            missing.allSatisfy { path in
                ["selfLink", "managedFields", ".server", "syncStrategy", "observedAt"].contains { path.contains($0) }
            }, "\(missing.sorted())")
    }

    @Test func withoutASessionNothingIsShown() async {
        let none = await argo.ask("GET", "/api/v1/applications")
        #expect(none.status == 401)
        #expect(none.json["code"]?.int == 16)
        #expect(none.json["message"]?.text == "no session information")
        let bad = await argo.ask("GET", "/api/v1/applications", ["authorization": "Bearer x"])
        #expect(bad.json["message"]?.text?.hasPrefix("invalid session: ") == true)
        // Who asks who they are is told: nobody.
        #expect(await argo.ask("GET", "/api/v1/session/userinfo", ["authorization": "Bearer x"]).text == #"{"loggedIn":false}"#)
        #expect(await argo.ask("GET", "/api/version").status == 200)
    }

    @Test func aMissingApplicationIsForbiddenUnlessItsProjectIsNamed() async {
        let blind = await argo.ask("GET", "/api/v1/applications/nope", token)
        #expect(blind.status == 403)
        #expect(blind.text == #"{"error":"permission denied","code":7,"message":"permission denied"}"#)
        let named = await argo.ask("GET", "/api/v1/applications/nope?project=default", token)
        #expect(named.status == 404)
        #expect(named.json["message"]?.text == "applications.argoproj.io \"nope\" not found")
    }

    @Test func anEmptyListIsNull() async {
        let answer = await argo.ask("GET", "/api/v1/applications?project=other", token)
        #expect(answer.json["items"] == .null)
    }

    @Test func aWriteWithoutItsContentTypeIsRefusedAsText() async {
        let answer = await argo.ask("POST", "/api/v1/applications/iris-classifier/sync", token)
        #expect(answer.status == 415)
        #expect(answer.text == "Invalid content type\n")
    }

    @Test func aCommitReachesTheClusterThroughARefresh() async throws {
        await argo.stage.apply(.github(.bump(application: Platform.irisApplication, image: Platform.irisBatch.image)))
        // Without a webhook nobody has told Argo CD yet.
        #expect(await iris()["status"]?["sync"]?["status"]?.text == "Synced")
        let refreshed = await iris("?refresh=normal")
        #expect(refreshed["status"]?["sync"]?["status"]?.text == "OutOfSync")
        #expect(refreshed["status"]?["operationState"]?["phase"]?.text == "Running")
        await argo.pass(.seconds(5))
        let done = await iris()
        #expect(done["status"]?["operationState"]?["phase"]?.text == "Succeeded")
        #expect(done["status"]?["summary"]?["images"] == [.string(Platform.irisBatch.image)])
        let key = ObjectKey(namespace: Platform.modelNamespace, name: Platform.irisApplication)
        let live = await argo.stage.read { $0.clusters.k3d.deployments[key]?.template.spec.containers.first?.image }
        #expect(live == Platform.irisBatch.image)
        let revision = done["status"]?["sync"]?["revision"]
        #expect(done["status"]?["history"]?.elements?.last?["revision"] == revision)
    }

    @Test func gitIsLookedAtEveryThreeMinutes() async {
        await argo.stage.apply(.github(.bump(application: Platform.irisApplication, image: Platform.irisBatch.image)))
        await argo.pass(.minutes(3.2))
        #expect(await iris()["status"]?["summary"]?["images"] == [.string(Platform.irisBatch.image)])
    }

    @Test func healthFollowsThePods() async {
        #expect(await iris()["status"]?["health"]?["status"]?.text == "Healthy")
        await argo.stage.apply(.cluster(.k3d, .behave(image: Platform.irisBefore.image, .crash(after: .seconds(2)))))
        await argo.pass(.seconds(40))
        let health = await iris()["status"]?["health"]
        #expect(health?["status"]?.text == "Degraded")
        #expect(health?["message"]?.text?.contains("restarting failed container=model-server") == true)
        let tree =
            await argo.ask("GET", "/api/v1/applications/iris-classifier/resource-tree", token).json["nodes"]?.elements ?? []
        let pod = tree.first { $0["kind"]?.text == "Pod" }
        #expect(pod?["health"]?["status"]?.text == "Degraded")
        #expect(pod?["parentRefs"]?.elements?.first?["kind"]?.text == "ReplicaSet")
    }

    @Test func anUnreachableEdgeIsUnknownWithItsReason() async {
        await argo.stage.apply(.cluster(.k3d, .link(isUp: false)))
        await argo.pass(.seconds(6))
        let status = await iris()["status"]
        #expect(status?["sync"]?["status"]?.text == "Unknown")
        #expect(status?["conditions"]?.elements?.first?["type"]?.text == "ComparisonError")
        await argo.stage.apply(.cluster(.k3d, .link(isUp: true)))
        await argo.pass(.seconds(6))
        #expect(await iris()["status"]?["sync"]?["status"]?.text == "Synced")
        #expect(await iris()["status"]?["conditions"] == nil)
    }

    @Test func aRefusedObjectKeepsTheApplicationOutOfSync() async {
        await argo.stage.apply(Scenario.movePort(from: 30808, to: 30809))
        await argo.pass(.minutes(3.5))
        let status = await iris()["status"]
        #expect(status?["sync"]?["status"]?.text == "OutOfSync")
        #expect(status?["operationState"]?["phase"]?.text == "Failed")
        #expect(status?["conditions"]?.elements?.first?["message"]?.text?.contains("provided port is already allocated") == true)
        let wine = await argo.ask("GET", "/api/v1/applications/wine-quality-xgboost", token).json
        #expect(wine["status"]?["sync"]?["status"]?.text == "Synced")
    }

    @Test func managedResourcesHoldTheirStatesAsText() async throws {
        let answer = await argo.ask("GET", "/api/v1/applications/iris-classifier/managed-resources", token).json
        let deployment = try #require(answer["items"]?.elements?.first { $0["kind"]?.text == "Deployment" })
        let target = try #require(deployment["targetState"]?.text)
        #expect(JSON(parsing: Array(target.utf8))?["kind"]?.text == "Deployment")
    }
}
