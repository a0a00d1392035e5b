import Testing

@testable import Lab

@Suite struct KubernetesWritesTests {
    private let lab = Played(KubernetesSite(cluster: .k3d))
    private let deployment = "/apis/apps/v1/namespaces/ml-apps/deployments/iris-classifier"
    private let strategic = ["content-type": "application/strategic-merge-patch+json"]

    /// Argo CD would undo what is written here.
    private func leaveAlone() async { await lab.stage.apply(.argo(.automate(Platform.irisApplication, nil))) }

    @Test func anImageIsSetByAStrategicPatch() async {
        await leaveAlone()
        let body = #"{"spec":{"template":{"spec":{"containers":[{"name":"model-server","image":"ghcr.io/acme-ml/model-source:x"}]}}}}"#
        let answer = await lab.ask("PATCH", deployment, strategic, body: body)
        #expect(answer.json["metadata"]?["generation"]?.int == 2)
        await lab.pass(.minutes(1))
        #expect(await lab.stage.read { $0.iris?.spec.containers[0].image } == "ghcr.io/acme-ml/model-source:x")
    }

    @Test func aDryRunChangesNothing() async {
        let answer = await lab.ask("PATCH", deployment + "?dryRun=All", strategic, body: #"{"spec":{"replicas":3}}"#)
        #expect(answer.json["spec"]?["replicas"]?.int == 3)
        #expect(answer.json["metadata"]?["generation"]?.int == 2)
        await lab.pass(.minutes(1))
        #expect(await lab.stage.read { $0.modelPods.count } == 2)
    }

    @Test func scaleMakesPods() async {
        await leaveAlone()
        #expect(await lab.ask("GET", deployment + "/scale").json["status"]?["selector"]?.text == "app=iris-classifier")
        let answer = await lab.ask(
            "PATCH", deployment + "/scale", ["content-type": "application/merge-patch+json"], body: #"{"spec":{"replicas":3}}"#)
        #expect(answer.json["kind"]?.text == "Scale")
        await lab.pass(.minutes(1))
        #expect(await lab.stage.read { $0.modelPods.filter(\.isReady).count } == 4)
    }

    @Test func aPodIsOnlyDeletedIfItIsTheOneThatWasMeant() async throws {
        let pod = try #require(await lab.stage.read { $0.iris })
        let path = "/api/v1/namespaces/ml-apps/pods/\(pod.meta.name)"
        let other = await lab.ask("DELETE", path, body: #"{"preconditions":{"uid":"another"}}"#)
        #expect(other.status == 409)
        #expect(await lab.stage.read { $0.iris?.meta.uid } == pod.meta.uid)
        #expect(await lab.ask("DELETE", path, body: #"{"preconditions":{"uid":"\#(pod.meta.uid)"}}"#).status == 200)
        #expect(await lab.stage.read { $0.iris?.meta.uid } != pod.meta.uid)
    }

    @Test func aDryRunOfADeletionDeletesNothing() async throws {
        let pod = try #require(await lab.stage.read { $0.iris })
        let path = "/api/v1/namespaces/ml-apps/pods/\(pod.meta.name)?dryRun=All"
        #expect(await lab.ask("DELETE", path).json["metadata"]?["deletionTimestamp"] != nil)
        #expect(await lab.stage.read { $0.iris?.meta.uid } == pod.meta.uid)
    }

    @Test func anOldVersionIsAConflict() async {
        let answer = await lab.ask("PATCH", deployment, strategic, body: #"{"metadata":{"resourceVersion":"1"},"spec":{"replicas":3}}"#)
        #expect(answer.status == 409)
        #expect(answer.json["message"]?.text?.contains("the object has been modified") == true)
    }

    @Test func aRolloutThatGetsNowherePassesItsDeadline() async throws {
        await leaveAlone()
        let image = Platform.irisBefore.image.replacing("9f00d11", with: "5104b10")
        await lab.stage.apply(.registry(.push(revision: "c", tag: "main-5104b10")))
        await lab.stage.apply(.cluster(.k3d, .behave(image: image, .notReady)))
        let body = #"{"spec":{"template":{"spec":{"containers":[{"name":"model-server","image":"\#(image)"}]}}}}"#
        _ = await lab.ask("PATCH", deployment, strategic, body: body)
        await lab.pass(.minutes(9))
        #expect(await progress()?["status"]?.text == "True")
        await lab.pass(.minutes(2))
        #expect(await progress()?["reason"]?.text == "ProgressDeadlineExceeded")
        #expect(await lab.stage.read { $0.deploymentHealth(Platform.irisApplication).0 } == .degraded)
    }

    private func progress() async -> JSON? {
        await lab.ask("GET", deployment).json["status"]?["conditions"]?.elements?.first { $0["type"]?.text == "Progressing" }
    }

    @Test func whatIsNotServedIsRefused() async {
        #expect(await lab.ask("DELETE", "/api/v1/nodes/k3d-edge-agent-0").status == 405)
        #expect(await lab.ask("PATCH", deployment, ["content-type": "text/plain"], body: "{}").status == 415)
        #expect(await lab.ask("PATCH", deployment, strategic, body: "nonsense").status == 400)
    }
}
