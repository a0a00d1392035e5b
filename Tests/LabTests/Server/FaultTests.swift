import TestSupport
import Testing

@testable import Lab

@Suite struct FaultTests {
    /// Serves a lab while `body` looks at one of its sites.
    private func withLab(_ body: (RunningLab, RawClient) async throws -> Void) async throws {
        let lab = try await Lab.start()
        let client = RawClient(address: try #require(await lab.addresses[.kubernetesK3D]))
        do {
            try await body(lab, client)
        } catch {
            await lab.stop()
            throw error
        }
        await lab.stop()
    }

    @Test func aHangingSiteAnswersNothingAndThenLate() async throws {
        try await withLab { lab, client in
            await lab.setFault(.kubernetesK3D, .hang)
            let silent = await client.send("GET", "/version", seconds: 0.4)
            #expect(silent.bytes.isEmpty)
            #expect(!silent.hasEnded)
            async let late = client.send("GET", "/version")
            try await eventually("the request has arrived") { await lab.requests(.kubernetesK3D).count == 2 }
            await lab.setFault(.kubernetesK3D, nil)
            #expect(await late.status == 200)
        }
    }

    @Test func aHeldWriteIsDoneAndAnsweredLate() async throws {
        try await withLab { lab, client in
            await lab.setFault(.kubernetesK3D, .hold)
            let pods = await client.send("GET", "/api/v1/namespaces/ml-apps/pods")
            let found = pods.body.firstMatch(of: #/"name":"(iris-classifier-[a-z0-9]+-[a-z0-9]+)"/#)
            let name = try #require(found.map { String($0.1) }, "reads are answered")
            let path = "/api/v1/namespaces/ml-apps/pods/\(name)"
            async let late = client.send("DELETE", path)
            try await eventually("the pod is being ended") { await client.send("GET", path).body.contains("deletionTimestamp") }
            #expect(await lab.requests(.kubernetesK3D).last { $0.method == "DELETE" }?.status == 0)
            await lab.setFault(.kubernetesK3D, nil)
            #expect(await late.status == 200)
        }
    }

    @Test func garbageIsNeitherJSONNorText() async throws {
        try await withLab { lab, client in
            await lab.setFault(.kubernetesK3D, .garbage)
            let answer = await client.send("GET", "/api/v1/pods")
            #expect(answer.status == 200)
            #expect(JSON(parsing: Array(answer.body.utf8)) == nil)
            #expect(answer.bytes.contains(0x1b))
            #expect(String(validating: answer.bytes, as: UTF8.self) == nil)
        }
    }

    @Test func aCutBodyIsShorterThanAnnounced() async throws {
        try await withLab { lab, client in
            await lab.setFault(.kubernetesK3D, .cut)
            let answer = await client.send("GET", "/api/v1/nodes")
            #expect(answer.status == 200)
            let announced = try #require(answer.text.firstMatch(of: #/Content-Length: (\d+)/#).flatMap { Int($0.1) })
            #expect(answer.body.utf8.count < announced)
            #expect(answer.hasEnded)
        }
    }

    @Test func anOpenWatchFeelsTheFaultsThatComeLater() async throws {
        try await withLab { lab, client in
            let request = "GET /api/v1/pods?watch=1 HTTP/1.1\r\nHost: lab\r\n\r\n"
            async let cut = client.exchange(request, seconds: 10) { _ in false }
            try await eventually("the watch is open") { await lab.requests(.kubernetesK3D).count == 1 }
            await lab.setFault(.kubernetesK3D, .cut)
            #expect(await cut.hasEnded)
            #expect(await !cut.text.hasSuffix("0\r\n\r\n"))
        }
    }

    @Test func aRefusingSiteComesBackOnItsOldPort() async throws {
        try await withLab { lab, client in
            await lab.setFault(.kubernetesK3D, .refuse)
            #expect(await client.send("GET", "/version").isRefused)
            await lab.setFault(.kubernetesK3D, nil)
            try await eventually("it listens again") { await client.send("GET", "/version").status == 200 }
        }
    }

    @Test(arguments: [(Fault.unauthorised, 401), (.forbidden, 403), (.status(503), 503), (.status(429), 429)])
    func aRefusalIsWordedAsByTheSite(_ fault: Fault, _ status: Int) async throws {
        try await withLab { lab, client in
            await lab.setFault(.kubernetesK3D, fault)
            let answer = await client.send("GET", "/api/v1/pods")
            #expect(answer.status == status)
            #expect(JSON(parsing: Array(answer.body.utf8))?["kind"]?.text == "Status")
        }
    }

    @Test func aHugeBodyGoesOnPastAnyLimit() async throws {
        try await withLab { lab, client in
            await lab.setFault(.kubernetesK3D, .huge)
            let request = "GET /api/v1/pods HTTP/1.1\r\nHost: lab\r\n\r\n"
            let answer = await client.exchange(request, seconds: 20) { $0.count > 30_000_000 }
            #expect(answer.bytes.count > 30_000_000)
        }
    }

    @Test func aSlowSiteIsRightButLate() async throws {
        try await withLab { lab, client in
            await lab.setFault(.kubernetesK3D, .slow(milliseconds: 300))
            #expect(await client.send("GET", "/version", seconds: 0.1).bytes.isEmpty)
            #expect(await client.send("GET", "/version").status == 200)
        }
    }

    @Test(arguments: ["hang", "hold", "garbage", "huge", "cut", "refuse", "unauthorised", "forbidden", "status 503", "slow 250"])
    func aFaultIsReadAsItIsWritten(_ text: String) { #expect(Fault(text)?.description == text) }

    @Test(arguments: ["", "sleep", "status", "status 200", "slow -1", "hang 5"])
    func anythingElseIsNoFault(_ text: String) { #expect(Fault(text) == nil) }
}
