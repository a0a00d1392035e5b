import TestSupport
import Testing

@testable import Lab

@Suite struct RunningLabTests {
    @Test func aPortThatIsTakenIsSaidToBe() async throws {
        let first = try await Lab.start()
        let port = try #require(await UInt16(first.controlAddress.split(separator: ":").last ?? ""))
        await #expect(throws: LabError.cannotListen(site: nil, port: port)) {
            _ = try await Lab.start(LabOptions(controlPort: port))
        }
        await first.stop()
    }

    @Test func everySiteAnswersOnItsOwnPort() async throws {
        let lab = try await Lab.start()
        let addresses = await lab.addresses
        #expect(Set(addresses.values).count == SiteName.allCases.count)
        for (site, address) in addresses {
            let answer = await RawClient(address: address).send("GET", "/", seconds: 5)
            #expect(answer.status >= 200, "\(site)")
            #expect(answer.text.contains("\r\nDate: "), "\(site)")
        }
        await lab.stop()
    }

    @Test func requestsAreCountedByStatus() async throws {
        let lab = try await Lab.start()
        let client = RawClient(address: try #require(await lab.addresses[.kubernetesGCP]))
        for path in ["/version", "/version", "/nothing"] { _ = await client.send("GET", path) }
        #expect(await lab.requestCounts(.kubernetesGCP) == [200: 2, 404: 1])
        #expect(await lab.requests(.kubernetesGCP).map(\.target) == ["/version", "/version", "/nothing"])
        #expect(await lab.requestCounts(.prometheus) == [:])
        await lab.stop()
    }

    @Test func keptAliveRequestsAreNotHeldBackByNagle() async throws {
        let lab = try await Lab.start()
        let client = RawClient(address: try #require(await lab.addresses[.kubernetesGCP]))
        // A delayed acknowledgement costs every request 40 ms; without one the quickest of fifty takes a fraction of that, however busy the machine.
        #expect(await client.sendKeptAlive("/version", times: 50) < 0.035)
        await lab.stop()
    }

    @Test func theKubeconfigNamesBothContexts() async throws {
        let lab = try await Lab.start()
        let text = await lab.kubeconfig
        for cluster in ClusterName.allCases {
            #expect(text.contains("server: \(await lab.addresses[cluster.site] ?? "-")"))
            #expect(text.contains("token: \(KubernetesTokens.operatorToken(of: cluster))"))
        }
        await lab.stop()
    }

    @Test func theControlEndpointSwitchesFaultsAndStories() async throws {
        let lab = try await Lab.start()
        let control = RawClient(address: await lab.controlAddress)
        #expect(await control.send("PUT", "/faults/github", body: "status 503").status == 200)
        #expect(await lab.faults() == [.github: .status(503)])
        #expect(await control.send("PUT", "/faults/github", body: "nonsense").status == 400)
        #expect(await control.send("PUT", "/faults/nowhere", body: "hang").status == 404)
        #expect(await control.send("DELETE", "/faults/github").status == 200)
        #expect(await lab.faults().isEmpty)
        #expect(await control.send("POST", "/scenarios/edge-offline").status == 200)
        try await eventually("the edge is away") { await lab.faults() == [.kubernetesK3D: .hang] }
        #expect(await control.send("POST", "/scenarios/nothing").body.contains("The lab knows no scenario \"nothing\""))
        #expect(await control.send("POST", "/load/gcp?pods=40&changes=10").status == 200)
        #expect(await lab.stage.read { $0.clusters.gcp.pods.items.count } == 61)
        await lab.stop()
    }

    @Test func aWatchTellsOfAChangeAsItHappens() async throws {
        let lab = try await Lab.start()
        let client = RawClient(address: try #require(await lab.addresses[.kubernetesK3D]))
        let request = "GET /api/v1/namespaces/ml-apps/pods?watch=1 HTTP/1.1\r\nHost: lab\r\n\r\n"
        async let watched = client.exchange(request, seconds: 10) { bytes in
            String(decoding: bytes, as: UTF8.self).contains(#""type":"MODIFIED""#)
        }
        try await eventually("the watch is open") { await lab.requests(.kubernetesK3D).count == 1 }
        let pod = try #require(await lab.stage.read { $0.iris })
        await lab.stage.apply(.cluster(.k3d, .deletePod(namespace: pod.meta.namespace, name: pod.meta.name)))
        #expect(await watched.text.contains(#""deletionTimestamp""#))
        await lab.stop()
    }

    @Test func anUnknownStoryIsRefusedInWords() async {
        let error = await #expect(throws: LabError.self) { try await Lab.start(LabOptions(scenario: "picnic")) }
        #expect(error?.description.hasPrefix("The lab knows no scenario \"picnic\"; it has calm, ") == true)
    }
}
