import TestSupport
import Testing

@testable import Transport

/// TLS, client certificates and HTTP/2, against nghttpx.
@Suite(.enabled(if: TLSFront.isInstalled, "nghttpx (Debian: nghttp2-proxy) or openssl is not installed"))
struct EngineTLSTests {
    private func mirror() throws -> RawServer {
        try RawServer { connection in
            while let request = connection.readRequest() { connection.respond(body: Array(request.utf8)) }
        }
    }

    @Test func listsAndWatchesShareOneHTTP2ConnectionAndLogsHaveTheirOwn() async throws {
        let server = try mirror()
        let front = try TLSFront(before: server.port)
        let engine = Engine()
        var request = HTTPRequest("GET", front.url + "/list")
        request.route.authorities = try front.authority
        let shared = request
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<10 { group.addTask { _ = try await engine.send(shared) } }
            try await group.waitForAll()
        }
        request.url = front.url + "/log"
        request.ownConnection = true
        #expect(try await engine.send(request).status == 200)
        try await eventually("the log is written") { try front.accessLog.count == 11 }
        let log = try front.accessLog.map { $0.split(separator: " ") }
        let lists = log.filter { $0.contains("/list") }, logs = log.filter { $0.contains("/log") }
        #expect(Set(lists.map { $0[1] }) == ["h2"] && Set(lists.map { $0[0] }).count == 1)
        #expect(logs.map { $0[1] } == ["http/1.1"])
    }

    @Test func aStreamOverHTTP2IsReadAndClosed() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
            connection.waitUntilClosed()
        }
        let front = try TLSFront(before: server.port)
        var request = HTTPRequest("GET", front.url)
        request.route.authorities = try front.authority
        let stream = try await Engine().stream(request)
        for try await piece in stream.body {
            #expect(piece == Array("hello".utf8))
            break
        }
        try await eventually("the server sees it closed") { server.open == 0 }
    }

    @Test func theClientIsKnownByACertificateFromMemory() async throws {
        let server = try mirror()
        let front = try TLSFront(before: server.port, wantsClientCertificate: true)
        var request = HTTPRequest("GET", front.url)
        request.route.authorities = try front.authority
        // Whether its alert comes before the connection is closed under our request is a race that no client decides.
        let bare = request
        let error = await #expect(throws: TransportError.self) { try await Engine().send(bare) }
        let sentence = error?.description ?? ""
        #expect(sentence.hasSuffix(" a client certificate"))
        request.route.certificate = try front.clientCertificate
        request.route.key = try front.clientKey
        #expect(try await Engine().send(request).status == 200)
        request.route.key = try front.encryptedClientKey
        await expectFailure(
            request, says: "127.0.0.1:\(front.port): TLS failed, our client key does not fit the certificate, or is encrypted")
        request.route.certificate = Array("not a certificate".utf8)
        await expectFailure(request, says: "127.0.0.1:\(front.port): TLS failed, our client certificate is not PEM")
    }

    @Test func onlyTrustedCertificatesAreAcceptedUnlessConfigSaysOtherwise() async throws {
        let server = try mirror()
        let front = try TLSFront(before: server.port), other = try TLSFront(before: server.port, isSelfSigned: true)
        var request = HTTPRequest("GET", front.url)
        await expectFailure(
            request,
            says: "127.0.0.1:\(front.port): TLS failed, its certificate is signed by an authority that is not trusted here")
        await expectFailure(
            HTTPRequest("GET", other.url), says: "127.0.0.1:\(other.port): TLS failed, its certificate is self-signed")
        request.route.authorities = Array("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n".utf8)
        await expectFailure(request, says: "127.0.0.1:\(front.port): TLS failed, our certificate authority is not PEM")
        request.route = Route()
        request.route.skipsVerification = true
        #expect(try await Engine().send(request).status == 200)
    }

    @Test func theNameThatIsVerifiedMayDifferFromTheAddress() async throws {
        let server = try mirror()
        let front = try TLSFront(before: server.port, names: "DNS:kubernetes.default.svc")
        var request = HTTPRequest("GET", front.url + "/version")
        request.route.authorities = try front.authority
        await expectFailure(request, says: "127.0.0.1:\(front.port): TLS failed, its certificate is for another name")
        request.route.serverName = "kubernetes.default.svc"
        let response = try await Engine().send(request)
        #expect(String(decoding: response.body, as: UTF8.self).contains("127.0.0.1:\(front.port)"))
    }

    @Test func aPlainServerDoesNotSpeakTLS() async throws {
        let server = try RawServer { connection in
            _ = connection.pause(milliseconds: 1)
            connection.write("HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.waitUntilClosed()
        }
        await expectFailure(
            HTTPRequest("GET", "https://127.0.0.1:\(server.port)"),
            says: "127.0.0.1:\(server.port): TLS failed, it does not speak TLS on this port")
    }
}
