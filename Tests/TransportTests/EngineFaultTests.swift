import TestSupport
import Testing

@testable import Transport

/// Servers that hang, lie, flood or leave: each ends in one sentence, in time, with bounded memory.
@Suite struct EngineFaultTests {
    private func request(_ url: String, _ change: (inout HTTPRequest) -> Void = { _ in }) -> HTTPRequest {
        var request = HTTPRequest("GET", url)
        change(&request)
        return request
    }

    @Test func nobodyListens() async throws {
        let port = try RawServer.unusedPort()
        await expectFailure(request("http://127.0.0.1:\(port)/"), says: "127.0.0.1:\(port): connection refused")
    }

    @Test func aNameWithoutAnAddress() async {
        await expectFailure(request("http://nowhere.invalid/secret?token=1"), says: "the name nowhere.invalid has no address")
    }

    @Test func aServerThatNeverAnswers() async throws {
        let server = try RawServer { $0.waitUntilClosed() }
        let hanging = request(server.url) { $0.deadlines.answer = .milliseconds(150) }
        await expectFailure(hanging, says: "127.0.0.1:\(server.port): no answer within 0.2 s")
        try await eventually("the connection is closed") { server.open == 0 }
    }

    @Test func aServerThatNeverSpeaksTLS() async throws {
        let server = try RawServer { $0.waitUntilClosed() }
        let hanging = request("https://127.0.0.1:\(server.port)") { $0.deadlines.connect = .milliseconds(100) }
        await expectFailure(hanging, says: "127.0.0.1:\(server.port): no connection within 0.1 s")
    }

    @Test func aServerThatFallsSilentInTheMiddle() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes.")
            connection.waitUntilClosed()
        }
        let silent = request(server.url) { $0.deadlines.idle = .milliseconds(100) }
        await expectFailure(silent, says: "127.0.0.1:\(server.port): no more of the answer within 0.1 s")
    }

    @Test func aServerThatDripsForEver() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n")
            while connection.write("drip"), connection.pause(milliseconds: 10) {}
        }
        let dripping = request(server.url) { request in
            request.deadlines.idle = .seconds(60)
            request.deadlines.total = .milliseconds(300)
        }
        await expectFailure(dripping, says: "127.0.0.1:\(server.port): no complete answer within 0.3 s")
    }

    @Test(arguments: ["SSH-2.0-OpenSSH_9.2p1\r\n", "\u{1}\u{2}\u{3}garbage\n\n", "HTTP/9.9 what\r\n\r\n", "<html>no head</html>"])
    func aServerThatDoesNotSpeakHTTP(words: String) async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write(words)
        }
        await expectFailure(request(server.url), says: "127.0.0.1:\(server.port): what answers there is not HTTP")
    }

    @Test func aServerThatLeavesWithoutAWord() async throws {
        let server = try RawServer { _ = $0.readRequest() }
        await expectFailure(request(server.url), says: "127.0.0.1:\(server.port): the connection was closed without an answer")
        let resetting = try RawServer { connection in
            _ = connection.readRequest()
            connection.reset()
        }
        await expectFailure(request(resetting.url), says: "127.0.0.1:\(resetting.port): the connection was reset")
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes.",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nten bytes.\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nten bytes.\r\nnonsense",
    ])
    func aServerThatLeavesInTheMiddle(words: String) async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write(words)
        }
        await expectFailure(request(server.url), says: "127.0.0.1:\(server.port): the answer was cut off after 10 bytes")
    }

    @Test func aFloodIsStoppedAtTheLimit() async throws {
        let megabyte = [UInt8](repeating: 65, count: 1 << 20)
        let server = try RawServer { connection in
            guard let request = connection.readRequest() else { return }
            connection.write(
                "HTTP/1.1 200 OK\r\n" + (request.hasPrefix("GET /said") ? "Content-Length: 524288000\r\n\r\n" : "\r\n"))
            for _ in 0..<500 { guard connection.write(megabyte) else { return } }
        }
        for path in ["/said", "/unsaid"] {
            let flooded = request(server.url + path) { $0.limit = 8 << 20 }
            await expectFailure(flooded, says: "127.0.0.1:\(server.port): the answer is larger than 8 MiB")
        }
        try await eventually("the flood has stopped") { server.open == 0 }
    }

    @Test(arguments: ["9223372036854775807", "99999999999999999999", "-1", "-9223372036854775808", "1e9"])
    func aLengthIsOnlyAClaim(length: String) async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\nten bytes.")
        }
        let claimed = request(server.url) { $0.limit = .max }
        // Whether it fails is libcurl's to judge; what must not happen is that we make room for the claim, or count past it.
        let body = try? await Engine().send(claimed).body
        #expect(body == nil || body == Array("ten bytes.".utf8) || body == Array("t".utf8))
    }

    @Test func headersHaveALimitToo() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\n")
            while connection.write("X-Padding: \(String(repeating: "x", count: 1000))\r\n") {}
        }
        await expectFailure(request(server.url), says: "127.0.0.1:\(server.port): the answer is larger than 262144 bytes")
    }

    @Test func afterAFailureTheNextRequestConnectsAnew() async throws {
        // A connection that died without a word, as after a VPN switch: kept, it would fail the next request as well.
        let server = try RawServer { connection in
            while let request = connection.readRequest() {
                if request.hasPrefix("GET /hang") { return connection.waitUntilClosed() }
                connection.respond(body: Array("ok".utf8))
            }
        }
        let engine = Engine()
        async let first = engine.send(request(server.url + "/1"))
        async let second = engine.send(request(server.url + "/2"))
        _ = try await (first, second)
        let before = server.accepted
        let hanging = request(server.url + "/hang") { $0.deadlines.answer = .milliseconds(100) }
        await expectFailure(hanging, by: engine, says: "127.0.0.1:\(server.port): no answer within 0.1 s")
        try await eventually("every kept connection is closed") { server.open == 0 }
        #expect(try await engine.send(request(server.url + "/3")).body == Array("ok".utf8))
        #expect(server.accepted == before + 1)
    }

    @Test func cancellingClosesTheConnectionAtOnce() async throws {
        let server = try RawServer { $0.waitUntilClosed() }
        let engine = Engine()
        let task = Task { try await engine.send(.patient(server)) }
        try await eventually("connected") { server.open == 1 }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await eventually("closed") { server.open == 0 }
    }

    @Test func aTaskThatWasAlreadyCancelledAsksNothing() async throws {
        let engine = Engine()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await engine.send(HTTPRequest("GET", "http://127.0.0.1:9/"))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
