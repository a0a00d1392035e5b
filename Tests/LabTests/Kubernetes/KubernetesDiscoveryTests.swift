import Testing

@testable import Lab

@Suite struct KubernetesDiscoveryTests {
    private let lab = Played(KubernetesSite(cluster: .gcp))

    @Test func bothFormsNameTheSameResources() async throws {
        let accept = ["accept": "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json"]
        let aggregated = await lab.ask("GET", "/apis", accept)
        #expect(aggregated.header("content-type") == "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList")
        for item in try #require(aggregated.json["items"]?.elements) {
            let group = try #require(item["metadata"]?["name"]?.text)
            let version = try #require(item["versions"]?.elements?.first)
            let names = version["resources"]?.elements?.compactMap { $0["resource"]?.text }
            let plain = await lab.ask("GET", "/apis/\(group)/\(version["version"]?.text ?? "")").json["resources"]?.elements
            #expect(names == plain?.compactMap { $0["name"]?.text }.filter { !$0.contains("/") })
        }
    }

    @Test func theVersionIsThatOfK3s() async {
        #expect(await lab.ask("GET", "/version").json["gitVersion"]?.text == "v1.33.5+k3s1")
        #expect(await Played(KubernetesSite(cluster: .k3d)).ask("GET", "/version").json["gitVersion"]?.text == "v1.31.5+k3s1")
    }

    @Test func protobufAloneIsNotAcceptable() async {
        #expect(await lab.ask("GET", "/api/v1/pods", ["accept": "application/vnd.kubernetes.protobuf"]).status == 406)
    }
}
