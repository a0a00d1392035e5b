import Testing

@testable import Lab

/// Synchronising, rolling back, stopping; and what self-heal undoes.
@Suite struct ArgoWritesTests {
    private let argo = Played(ArgoCDSite())
    private let path = "/api/v1/applications/iris-classifier"

    private func ask(_ method: String, _ path: String, _ body: String = "{}", token: String = ArgoCDSite.token) async -> LabResponse {
        await argo.ask(method, path, ["authorization": "Bearer \(token)", "content-type": "application/json"], body: body)
    }

    private func state() async -> JSON? { await ask("GET", path).json["status"]?["operationState"] }

    private var live: Deployment? {
        get async {
            await argo.stage.read { $0.clusters.k3d.deployments[ObjectKey(namespace: "ml-apps", name: Platform.irisApplication)] }
        }
    }

    @Test func aSynchronisationThatSomebodyAsksForRunsAndSaysWho() async {
        let asked = await ask("POST", path + "/sync", #"{"revision":"main","prune":false}"#)
        #expect(asked.status == 200)
        #expect(asked.json["operation"]?["initiatedBy"]?["username"]?.text == "console")
        #expect(asked.json["status"]?["operationState"] == nil)
        #expect(await ask("POST", path + "/sync").json["message"]?.text == "another operation is already in progress")
        await argo.pass(Delays.argoTake)
        #expect(await state()?["phase"]?.text == "Running")
        await argo.pass(Delays.argoSync)
        #expect(await state()?["phase"]?.text == "Succeeded")
        #expect(await state()?["operation"]?["initiatedBy"]?["username"]?.text == "console")
        let history = await ask("GET", path).json["status"]?["history"]?.elements?.last
        #expect(history?["initiatedBy"]?["username"]?.text == "console")
    }

    @Test func anotherRevisionIsRefusedUnderAutomatedSync() async {
        let answer = await ask("POST", path + "/sync", #"{"revision":"develop"}"#)
        #expect(answer.status == 400)
        #expect(answer.json["code"]?.int == 9)
        #expect(answer.json["message"]?.text == "Cannot sync to develop: auto-sync currently set to main")
    }

    @Test func aDryRunChangesNothing() async {
        await argo.stage.apply(.argo(.automate(Platform.irisApplication, nil)))
        await argo.stage.apply(.github(.bump(application: Platform.irisApplication, image: "ghcr.io/acme-ml/model-source:main-4be19a7")))
        _ = await ask("POST", path + "/sync", #"{"dryRun":true}"#)
        await argo.pass(.seconds(10))
        #expect(await state()?["phase"]?.text == "Succeeded")
        #expect(await live?.template.spec.containers[0].image == Platform.irisBefore.image)
    }

    @Test func rollingBackWantsAutomatedSyncOff() async throws {
        let history = try #require(await ask("GET", path).json["status"]?["history"]?.elements)
        let earlier = try #require(history.first { $0["revision"]?.text?.hasPrefix("17e5c9a") == true }?["id"]?.int)
        let refused = await ask("POST", path + "/rollback", #"{"id":\#(earlier)}"#)
        #expect(refused.status == 400)
        #expect(refused.json["message"]?.text == "rollback cannot be initiated when auto-sync is enabled")

        let off = #"{"patch":"{\"spec\":{\"syncPolicy\":{\"automated\":null}}}","patchType":"merge"}"#
        #expect(await ask("PATCH", path, off).json["spec"]?["syncPolicy"]?["automated"] == nil)
        let unknown = await ask("POST", path + "/rollback", #"{"id":999}"#)
        #expect(unknown.json["message"]?.text == "application iris-classifier does not have deployment id 999 in history")
        let asked = await ask("POST", path + "/rollback", #"{"id":\#(earlier)}"#)
        #expect(asked.status == 200)
        await argo.pass(.seconds(6))
        #expect(await live?.template.spec.containers[0].image == "\(Platform.image):main-4be19a7")
        // Git still asks for the newer image, and nobody synchronises by himself now.
        await argo.pass(.minutes(1))
        #expect(await ask("GET", path).json["status"]?["sync"]?["status"]?.text == "OutOfSync")
    }

    @Test func whatIsUnderWayCanBeStopped() async {
        let idle = await ask("DELETE", path + "/operation")
        #expect(idle.json["message"]?.text == "Unable to terminate operation. No operation is in progress")
        _ = await ask("POST", path + "/sync")
        await argo.pass(.seconds(2))
        #expect(await ask("DELETE", path + "/operation").status == 200)
        #expect(await state()?["phase"]?.text == "Failed")
        #expect(await state()?["message"]?.text == "Operation terminated")
    }

    @Test func whoMayReadOnlyIsToldSo() async {
        let answer = await ask("POST", path + "/sync", token: ArgoCDSite.readerToken)
        #expect(answer.status == 403)
        #expect(answer.json["message"]?.text?.hasPrefix("permission denied: applications, sync, default/iris-classifier") == true)
        #expect(await ask("GET", path, token: ArgoCDSite.readerToken).status == 200)
    }

    @Test func selfHealUndoesWhatGitHoldsAndNothingElse() async {
        await argo.pass(.seconds(10))
        await argo.stage.apply(.cluster(.k3d, .scale(namespace: "ml-apps", deployment: Platform.irisApplication, replicas: 3)))
        await argo.stage.apply(.cluster(.k3d, .restart(namespace: "ml-apps", deployment: Platform.irisApplication)))
        #expect(await live?.replicas == 3)
        await argo.pass(.seconds(20))
        #expect(await live?.replicas == 1)
        #expect(await live?.template.annotations["kubectl.kubernetes.io/restartedAt"] != nil)
        #expect(await state()?["operation"]?["initiatedBy"]?["automated"]?.bool == true)
    }
}
