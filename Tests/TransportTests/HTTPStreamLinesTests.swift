import TestSupport
import Testing

@testable import Transport

@Suite struct HTTPStreamLinesTests {
    private func lines(_ body: ScriptedBody, limit: Int = 100, overlong: LineReader.Overlong = .fails) async throws -> [String] {
        let stream = HTTPStream(status: 200, headers: [:], body: body)
        var lines: [String] = []
        for try await line in stream.lines(limit: limit, overlong: overlong) {
            lines.append(String(decoding: line, as: UTF8.self))
        }
        return lines
    }

    private func body(_ pieces: String...) -> ScriptedBody {
        let body = ScriptedBody()
        for piece in pieces { body.send(piece) }
        body.finish()
        return body
    }

    @Test func linesCrossThePieces() async throws {
        #expect(try await lines(body("a\nb", "c\n", "", "\nd")) == ["a", "bc", "", "d"])
        #expect(try await lines(body()) == [])
    }

    @Test func aLineIsThereBeforeTheBodyEnds() async throws {
        let body = ScriptedBody()
        body.send("first\nsec")
        var iterator = HTTPStream(status: 200, headers: [:], body: body).lines().makeAsyncIterator()
        #expect(try await iterator.next() == Array("first".utf8))
        body.send("ond\n")
        #expect(try await iterator.next() == Array("second".utf8))
        body.fail(TransportError.cut(host: "h:1", received: 3))
        await #expect(throws: TransportError.cut(host: "h:1", received: 3)) { try await iterator.next() }
    }

    @Test func anOverlongLineIsAnErrorOrCut() async throws {
        await #expect(throws: LineReader.TooLong(limit: 4)) { try await lines(body("12345"), limit: 4) }
        #expect(try await lines(body("12345", "6\n7\n"), limit: 4, overlong: .isCut) == ["1234", "7"])
    }
}
