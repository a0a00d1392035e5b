import Foundation
import Host
import JSON
import TestSupport
import Testing
import Transport

@testable import Services

/// Streams of the Python client's and client-go's tests (Fixtures/kubernetes-objects/watch-chunk-cases.json).
@Suite struct KubernetesWatchTests {
    private struct Chunks: Decodable {
        struct Case: Decodable {
            var name: String
            var chunks_base64: [String]
            var bytes: [[UInt8]] { chunks_base64.map { Array(Data(base64Encoded: $0) ?? Data()) } }
        }
        var cases: [Case]
    }

    private func cases() throws -> [Chunks.Case] {
        try JSONDecoder().decode(Chunks.self, from: Data(try KubernetesFixtures.bytes("kubernetes-objects/watch-chunk-cases.json"))).cases
    }

    private func client(_ http: ScriptedHTTP, event: Int = 16 << 20) -> KubernetesClient {
        let link = ServiceLink(
            .init(service: "k3d", base: "https://k3d:6443"), http: http, time: ManualTime(), random: RandomSource { 0.5 })
        return KubernetesClient(link, limits: (list: 1 << 20, event: event), random: RandomSource { 0.5 })
    }

    /// What a watch over these pieces tells, one word for each piece of news.
    private func news(_ pieces: [[UInt8]], event: Int = 16 << 20) async throws -> [String] {
        let body = ScriptedBody()
        for piece in pieces { body.send(piece) }
        body.finish()
        var told: [String] = []
        do {
            for try await news in try await client(ScriptedHTTP(.stream(status: 200, headers: [:], body)), event: event).watch(
                .pods, from: "1")
            {
                switch news {
                case .upsert(let pod, let version): told.append("\(pod.meta.name)@\(version)")
                case .deleted(let pod, let version): told.append("-\(pod.meta.name)@\(version)")
                case .bookmark(let version): told.append("=\(version)")
                }
            }
        } catch is WatchExpired {
            told.append("expired")
        } catch {
            told.append("\(error)")
        }
        return told
    }

    private static let expected: [String: [String]] = [
        "event split across chunks": ["test1@1", "test2@2", "test3@3"],
        "interspersed blank lines (server/proxy keepalive newlines)": ["test1@1", "test2@2", "test3@3"],
        "multi-byte UTF-8 split mid-codepoint": ["test1@1", "test2@2"],
        "invalid UTF-8 inside a string: must not kill the stream": ["test1@", "test2@"],
        "bookmark then modified": ["=5"],
        "410 in-band ERROR (HTTP status was 200)": ["a@10", "expired"],
        "stream ends with a truncated event (connection reset)": ["a@10"],
        "watch-list: initial events end bookmark": ["foobar@217", "=964"],
    ]

    @Test func everyRecordedStreamIsToldInOrder() async throws {
        for recorded in try cases() { #expect(try await news(recorded.bytes) == Self.expected[recorded.name], "\(recorded.name)") }
    }

    @Test func itDoesNotMatterWhereTheStreamIsCut() async throws {
        for recorded in try cases() {
            let whole = recorded.bytes.flatMap { $0 }
            for cut in stride(from: 1, to: whole.count, by: 1) {
                let told = try await news([Array(whole[..<cut]), Array(whole[cut...])])
                #expect(told == Self.expected[recorded.name], "\(recorded.name), cut at \(cut)")
            }
            #expect(try await news(whole.map { [$0] }) == Self.expected[recorded.name], "\(recorded.name), byte by byte")
        }
    }

    @Test func theWatchOfClientGoFromTheWire() async throws {
        let recorded = String(decoding: try KubernetesFixtures.bytes("kubernetes-objects/wire-goldens-client-go/events"), as: UTF8.self)
        let lines = recorded.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("{") }.map { Array(($0 + "\n").utf8) }
        #expect(try await news(lines) == ["foobar@217", "=964"])
    }

    @Test func oddObjectsAreDataErrorsNotCrashes() async throws {
        func line(_ text: String) async throws -> [String] { try await news([Array((text + "\n").utf8)]) }
        #expect(
            try await line(#"{"type":"ADDED","object":null}"#) == [
                #"k3d answered something its API does not document: a watch event is no usable "metadata"."#
            ])
        #expect(try await line(#"{"type":"BOOKMARK","object":1337}"#) == [])
        #expect(try await line(#"{"type":"SOMETHING_NEW","object":{}}"#) == [])
        #expect(try await line(#"{"type":"ERROR","object":{"name":"raw-error"}}"#) == ["k3d is failing (500): an error without a message"])
        #expect(try await line(#"{"type":"ERROR","object":{"code":429,"message":"too\nmany"}}"#) == ["k3d is failing (429): too many"])
        #expect(try await line(#"{"type":"ERROR","object":{"reason":"Gone"}}"#) == ["expired"])
        let page = try await line("<html>")
        #expect(page.first?.hasPrefix("k3d answered something its API does not document: a watch event is not JSON") == true)
        #expect(
            try await line(#"{"object":{}}"#) == [#"k3d answered something its API does not document: a watch event is no usable "type"."#])
    }

    @Test func anEventOverTheLimitIsSaidInWords() async throws {
        let long = Array(#"{"type":"ADDED","object":{"metadata":{"name":""#.utf8) + Array(repeating: UInt8(ascii: "x"), count: 3 << 20)
        #expect(try await news([long], event: 1 << 20) == ["k3d sent more than 1 MiB; narrow the query or raise the limit in config.toml."])
    }

    @Test func asksForBookmarksAndForAnEndInFiveToTenMinutes() async throws {
        let http = ScriptedHTTP(.pieces([]))
        for try await _ in try await client(http).watch(.pods, from: "42", namespace: "ml-apps") {}
        #expect(
            http.last?.url
                == "https://k3d:6443/api/v1/namespaces/ml-apps/pods?watch=1&resourceVersion=42&allowWatchBookmarks=true&timeoutSeconds=450")
    }

    @Test func goneOnTheRequestIsExpiredToo() async throws {
        let http = ScriptedHTTP(
            .json(#"{"kind":"Status","code":410,"reason":"Expired","message":"too old resource version: 1 (305)"}"#, status: 410))
        await #expect(throws: WatchExpired.self) { try await client(http).watch(.pods, from: "1") }
    }

    @Test func leavingTheWatchLetsGoOfItsConnection() async throws {
        let body = EndlessBody(Array((#"{"type":"ADDED","object":{"metadata":{"name":"a"}}}"# + "\n").utf8))
        let link = ServiceLink(.init(service: "k3d", base: "https://k3d"), http: EndlessHTTP(body: body), time: ManualTime())
        var count = 0
        for try await _ in try await KubernetesClient(link).watch(.pods, from: "1") {
            count += 1
            if count == 3 { break }
        }
        #expect(body.pieces == 3, "news is read no faster than it is taken")
        try await eventually("the connection is let go") { body.isLeft }
    }

    @Test func aCancelledWatchEnds() async throws {
        let body = ScriptedBody()
        let client = client(ScriptedHTTP(.stream(status: 200, headers: [:], body)))
        let news = Collector<Int>()
        let task = Task { for try await _ in try await client.watch(.pods, from: "1") { news.add(1) } }
        body.send(#"{"type":"ADDED","object":{"metadata":{"name":"a"}}}"# + "\n")
        try await eventually("the first news is there") { news.all.count == 1 }
        task.cancel()
        _ = await task.result
        try await eventually("the body is let go") { body.isClosed }
    }
}
