import Testing

@testable import Lab

@Suite struct KubernetesMetricsTests {
    @Test func aLeakingPodIsSeenToGrow() async throws {
        let lab = Played(KubernetesSite(cluster: .k3d), .oom)
        func memory() async throws -> Int {
            let path = "/apis/metrics.k8s.io/v1beta1/namespaces/ml-apps/pods?labelSelector=app%3Diris-classifier"
            let pod = try #require(await lab.ask("GET", path).json["items"]?.elements?.first)
            let text = try #require(pod["containers"]?.elements?.first?["usage"]?["memory"]?.text)
            return try #require(Int(text.dropLast(2)))
        }
        let before = try await memory()
        await lab.pass(.seconds(15))
        #expect(try await memory() > before + 5000)
    }

    @Test func nodesAddUpTheirPods() async throws {
        let lab = Played(KubernetesSite(cluster: .gcp))
        let node = try #require(await lab.ask("GET", "/apis/metrics.k8s.io/v1beta1/nodes/mlops-control").json["usage"])
        #expect(node["cpu"]?.text?.hasSuffix("n") == true)
        let kibibytes = try #require(Int(node["memory"]?.text?.dropLast(2) ?? ""))
        let share = Double(kibibytes) / 1024 / 1976
        #expect(share > 0.75 && share < 0.87)
        #expect(await lab.ask("GET", "/apis/metrics.k8s.io/v1beta1/nodes/none").status == 404)
    }
}
