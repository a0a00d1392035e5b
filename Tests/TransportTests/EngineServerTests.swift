import FlyingFox
import FlyingSocks
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Transport

/// Against a whole HTTP server, the one that the lab is built on.
@Suite struct EngineServerTests {
    /// Runs `body` with the base URL of a server that answers by `handler`.
    private func withServer(
        _ handler: @escaping @Sendable (FlyingFox.HTTPRequest) async throws -> FlyingFox.HTTPResponse,
        _ body: (String) async throws -> Void
    ) async throws {
        let server = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: 0), logger: .disabled, handler: ClosureHTTPHandler(handler))
        let running = Task { try await server.run() }
        defer { running.cancel() }
        try await server.waitUntilListening()
        guard case .ip4(_, let port) = await server.listeningAddress else { throw TransportError.invalid("no port") }
        try await body("http://127.0.0.1:\(port)")
    }

    @Test func requestsAndAnswersOfAllSizesComeThroughWhole() async throws {
        try await withServer { request in
            FlyingFox.HTTPResponse(
                statusCode: .ok, headers: [.contentType: "application/json; charset=utf-8"], body: try await request.bodyData)
        } _: { url in
            let engine = Engine()
            for size in [0, 1, 1000, 70_000, 3_000_000] {
                let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
                let response = try await engine.send(Transport.HTTPRequest("POST", url + "/echo", body: body))
                #expect(response.status == 200 && response.mediaType == "application/json")
                #expect(response.body == body)
                #expect(response.elapsed > .zero)
            }
        }
    }

    @Test func aChunkedBodyIsReadLineByLine() async throws {
        let lines = (0..<500).map { "line \($0) é" }
        try await withServer { _ in
            FlyingFox.HTTPResponse(statusCode: .ok, body: HTTPBodySequence(from: Pieces(lines.map { Array("\($0)\n".utf8) })))
        } _: { url in
            var read: [String] = []
            for try await line in try await Engine().stream(Transport.HTTPRequest("GET", url)).lines() {
                read.append(String(decoding: line, as: UTF8.self))
            }
            #expect(read == lines)
        }
    }
}

/// A chunked body, one chunk for each piece.
private struct Pieces: AsyncBufferedSequence {
    typealias Element = UInt8
    let pieces: [[UInt8]]

    init(_ pieces: [[UInt8]]) { self.pieces = pieces }

    struct AsyncIterator: AsyncBufferedIteratorProtocol {
        var pieces: ArraySlice<[UInt8]>
        mutating func next() async throws -> UInt8? { nil }
        mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? { pieces.popFirst() }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pieces: pieces[...]) }
}
