import Foundation
import TestSupport
import Testing

@testable import Transport

/// What goes out and what comes back when nothing goes wrong.
@Suite struct EngineTests {
    /// A server that answers every request with the request itself.
    private func mirror() throws -> RawServer {
        try RawServer { connection in
            while let request = connection.readRequest() { connection.respond(body: Array(request.utf8)) }
        }
    }

    private func sent(_ request: HTTPRequest, to server: RawServer) async throws -> [String] {
        let response = try await Engine().send(request)
        return String(decoding: response.body, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false).map(
            String.init)
    }

    @Test func aGetSaysWhoAsksAndLittleElse() async throws {
        let server = try mirror()
        let lines = try await sent(HTTPRequest("GET", server.url + "/a%20b/../c?q=1%2B2", headers: ["X-One": "1"]), to: server)
        #expect(
            lines.sorted() == [
                "", "", "Accept-Encoding: gzip", "Accept: */*", "GET /a%20b/../c?q=1%2B2 HTTP/1.1",
                "Host: 127.0.0.1:\(server.port)",
                "User-Agent: quarterdeck/0.1", "X-One: 1",
            ])
    }

    @Test(arguments: ["POST", "PUT", "PATCH", "DELETE"])
    func aBodyIsSentAtOnceAndCalledNothingItIsNot(method: String) async throws {
        let server = try mirror()
        let body = [UInt8](repeating: 65, count: 100_000)
        let lines = try await sent(
            HTTPRequest(method, server.url + "/", headers: ["Content-Type": "application/json"], body: body), to: server)
        #expect(lines[0] == "\(method) / HTTP/1.1")
        #expect(lines.contains("Content-Length: 100000") && lines.contains("Content-Type: application/json"))
        #expect(!lines.contains { $0.hasPrefix("Expect") || $0.hasPrefix("Transfer-Encoding") })
        #expect(lines.last?.utf8.count == 100_000)
        let bare = try await sent(HTTPRequest(method, server.url + "/", body: Array("x".utf8)), to: server)
        #expect(!bare.contains { $0.hasPrefix("Content-Type") })
    }

    @Test func aPostWithoutABodySaysThatItsLengthIsZero() async throws {
        let server = try mirror()
        #expect(try await sent(HTTPRequest("POST", server.url + "/sync"), to: server).contains("Content-Length: 0"))
        #expect(
            try await !sent(HTTPRequest("DELETE", server.url + "/run"), to: server).contains { $0.hasPrefix("Content-Length") })
    }

    @Test func everyStatusIsAnAnswer() async throws {
        let server = try RawServer { connection in
            while let request = connection.readRequest() {
                let status = request.split(separator: " ")[1].dropFirst()
                connection.respond(
                    "\(status) Said", headers: ["Location: http://elsewhere.invalid/", "X-A: 1", "x-a:  2 "],
                    body: Array("why".utf8))
            }
        }
        let engine = Engine()
        for status in [200, 201, 301, 302, 404, 410, 500, 503] {
            let response = try await engine.send(HTTPRequest("GET", "\(server.url)/\(status)"))
            #expect(response.status == status)
            #expect(response.body == Array("why".utf8))
            #expect(response.headers.all("X-A") == ["1", "2"])
        }
        #expect(server.accepted == 1)
    }

    @Test func hintsBeforeTheAnswerAreNotTheAnswer() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
            connection.respond("200 OK", headers: ["X-Real: yes"], body: Array("ok".utf8))
        }
        let response = try await Engine().send(.patient(server))
        #expect(response.status == 200)
        #expect(response.headers["Link"] == nil && response.headers["X-Real"] == "yes")
    }

    @Test func aHeadHasNoBodyToWaitFor() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n")
            connection.waitUntilClosed()
        }
        let response = try await Engine().send(HTTPRequest("HEAD", server.url))
        #expect(response.body.isEmpty)
        #expect(response.headers["Content-Length"] == "999999999999")
    }

    @Test func gzipIsUnpackedAndItsLimitCountsWhatItBecomes() async throws {
        let packed = try #require(
            Data(
                base64Encoded: "H4sIAAAAAAACA+3EMQ0AAAgDMCuI42cJ/hNk8LRHM70VSZIkSZIkSZIkSZIkSZIkSZIkSZIkSZIkSZIkSdJ3B5KCJ+AgTgAA")
        )
        let server = try RawServer { connection in
            while connection.readRequest() != nil { connection.respond(headers: ["Content-Encoding: gzip"], body: Array(packed)) }
        }
        var request = HTTPRequest("GET", server.url)
        #expect(try await Engine().send(request).body == Array(String(repeating: "pods ", count: 4000).utf8))
        request.limit = 10_000
        await #expect(throws: TransportError.tooLarge(host: "127.0.0.1:\(server.port)", limit: 10_000)) {
            try await Engine().send(request)
        }
    }

    @Test func connectionsAreKeptUnlessARequestWantsItsOwn() async throws {
        let server = try mirror()
        let engine = Engine()
        for _ in 0..<5 { _ = try await engine.send(.patient(server)) }
        #expect(server.accepted == 1)
        var request = HTTPRequest("GET", server.url)
        request.ownConnection = true
        for _ in 0..<2 { _ = try await engine.send(request) }
        #expect(server.accepted == 3)
        try await eventually("own connections are closed") { server.open == 1 }
    }

    @Test func manyRequestsAtOnceAllComeBack() async throws {
        let server = try mirror()
        let engine = Engine()
        let right = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask {
                    let response = try await engine.send(HTTPRequest("GET", "\(server.url)/\(number)"))
                    return String(decoding: response.body, as: UTF8.self).hasPrefix("GET /\(number) ")
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(right == 100)
    }

    @Test(arguments: [("X-Evil", "a\r\nX-Other: b"), ("X Evil", "a"), ("", "a"), ("X-Evil:", "a"), ("X-Nul", "a\0b")])
    func headersCannotSmuggleOtherHeaders(name: String, value: String) async throws {
        var request = HTTPRequest("GET", "http://127.0.0.1:9/")
        request.headers.add(name, value)
        await #expect(throws: TransportError.invalid("a header for 127.0.0.1:9 holds a line break or another control character")) {
            try await Engine().send(request)
        }
    }

    @Test(arguments: ["", "nonsense", "ftp://host/", "file:///etc/passwd", "http://", "http://a b/", "http://host:99999/"])
    func onlyWebAddressesAreFetched(url: String) async {
        await #expect(throws: TransportError.invalid("the address is not an http or https URL")) {
            try await Engine().send(HTTPRequest("GET", url))
        }
    }

    @Test func aProxyIsAskedWithTheWholeAddress() async throws {
        let proxy = try mirror()
        var request = HTTPRequest("GET", "http://prometheus.example/api")
        request.route.proxy = proxy.url
        #expect(try await sent(request, to: proxy).first == "GET http://prometheus.example/api HTTP/1.1")
    }
}
