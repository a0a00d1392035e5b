import Dispatch
import Host
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Services

/// Streams and redirects over the real engine, from a server that writes what the test says when it says so.
@Suite struct LoopbackStreamTests {
    @Test func textOfTheModelArrivesWhileItIsWritten() async throws {
        let gate = Gate()
        let server = try RawServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
            // Cut inside the two bytes of "ü".
            let first = Array("data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"fr\u{fc}h\"}]}}]}\r\n\r\n".utf8)
            let cut = 1 + (first.firstIndex(of: 0xC3) ?? 0)
            connection.chunk(Array(first[..<cut]))
            connection.chunk(Array(first[cut...]))
            gate.wait()
            connection.chunk(
                Array("data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"er\"}]},\"finishReason\":\"STOP\"}]}\r\n\r\n".utf8))
            connection.chunk([])
        }
        let configuration = GeminiConfiguration(endpoint: .vertex(project: "p", location: "global"))
        let link = try RealLink.to(GeminiClient.linkConfiguration(configuration, base: server.url))
        var texts: [String] = []
        for try await event in GeminiClient(configuration, link: link).answer(ModelRequest(system: "", prompt: "?")) {
            guard case .text(let text) = event else { continue }
            texts.append(text)
            gate.open()  // only now the server goes on: the text came while the answer was unfinished
        }
        #expect(texts == ["früh", "er"])
    }

    @Test func aLogIsFetchedFromAnotherHostWithoutTheToken() async throws {
        let asked = Mutex<[String]>([])
        let blobs = try RawServer { connection in
            guard let request = connection.readRequest() else { return }
            asked.withLock { $0.append(request) }
            connection.respond(body: Array("2026-11-23T03:00:00.1234567Z hello\r\n".utf8))
        }
        let api = try RawServer { [url = blobs.url] connection in
            guard let request = connection.readRequest() else { return }
            asked.withLock { $0.append(request) }
            connection.respond("302 Found", headers: ["Location: \(url)/log?sig=1"])
        }
        var configuration = GitHubClient.configuration(base: api.url)
        configuration.credentials = SecretCredentials(name: "the token") { "ghp_secret" }
        let log = try await GitHubClient(try RealLink.to(configuration)).log(ofJob: 7, in: "ana/models")
        #expect(String(decoding: log.bytes, as: UTF8.self) == "2026-11-23T03:00:00.1234567Z hello\r\n")
        let requests = asked.withLock { $0 }
        try #require(requests.count == 2)
        #expect(requests[0].contains("ghp_secret"))
        #expect(!requests[1].contains("ghp_secret"))
    }

    @Test func leavingTheStreamOfApplicationsClosesItsConnection() async throws {
        let server = try RawServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
            connection.chunk(
                Array("data: {\"result\":{\"type\":\"ADDED\",\"application\":{\"metadata\":{\"name\":\"iris\"}}}} \n\n:\n\n".utf8))
            connection.waitUntilClosed()
        }
        let client = ArgoClient(try RealLink.to(ArgoClient.configuration(base: server.url)))
        var events = 0
        for try await _ in try await client.events() {
            events += 1
            if events == 2 { break }
        }
        try await eventually("the connection is closed") { server.open == 0 }
    }
}

/// Lets a server's thread wait for the test.
private final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    func open() { semaphore.signal() }
    func wait() { _ = semaphore.wait(timeout: .now() + 10) }
}

extension Connection {
    /// Writes one chunk; an empty one ends the body.
    fileprivate func chunk(_ bytes: [UInt8]) {
        write(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8))
    }
}
