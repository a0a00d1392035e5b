import JSON
import Testing

@testable import Services

@Suite struct EventStreamParserTests {
    /// One case of `gemini/sse-cases.json`: reads, and the data they must give.
    struct Framing: CustomTestStringConvertible {
        var name: String
        var reads: [[UInt8]]
        var data: [String]
        var errorCode: Int?
        var testDescription: String { name }

        static let all: [Framing] = {
            guard let cases = try? Fixture.value("gemini/sse-cases.json")["cases"].array else { return [] }
            return cases.filter { $0["mode"].string == "sse" }.map { entry in
                Framing(
                    name: entry["name"].string ?? "", reads: entry["chunks"].array.map(bytes),
                    data: entry["expectData"].array.compactMap(\.string), errorCode: entry["expectErrorBlock"]["code"].int)
            }
        }()

        private static func bytes(_ read: Value) -> [UInt8] {
            if let text = read["text"].string { return Array(text.utf8) }
            let digits = Array(read["hex"].string ?? "")
            return stride(from: 0, to: digits.count - 1, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
        }
    }

    @Test func theCasesAreThere() { #expect(Framing.all.count == 21) }

    @Test(arguments: Framing.all)
    func framingIsIndependentOfWhereReadsCut(framing: Framing) throws {
        var items = try parse(framing.reads)
        // The last case of a cut body: what does not parse is the reader's to report.
        if framing.name == "eof-inside-json" { items.removeLast() }
        #expect(items.data.filter { !$0.isEmpty } == framing.data)
        if let code = framing.errorCode {
            let failure = try GeminiFailure(json: items.stray)
            #expect(failure.code == code)
        }
        // The same bytes one by one give the same.
        let single = try parse(framing.reads.joined().map { [$0] })
        #expect(single == (try parse(framing.reads)))
    }

    @Test func aCommentIsASignOfLife() throws {
        #expect(try parse([Array(":\n\n".utf8)]) == [.comment])
    }

    @Test func anEventOverTheLimitIsAnError() throws {
        var parser = EventStreamParser(limit: 10)
        #expect(throws: EventStreamParser.TooLarge(limit: 10)) { try parser.add(Array("data: 0123456789".utf8)) }
    }

    @Test func theLimitCountsAllLinesOfAnEvent() throws {
        var parser = EventStreamParser(limit: 16)
        _ = try parser.add(Array("data: 01234567\n".utf8))
        #expect(throws: EventStreamParser.TooLarge(limit: 16)) { try parser.add(Array("data: 0123\n".utf8)) }
    }

    private func parse(_ reads: [[UInt8]]) throws -> [EventStreamParser.Item] {
        var parser = EventStreamParser(limit: 1 << 20)
        var items: [EventStreamParser.Item] = []
        for read in reads { items += try parser.add(read) }
        return try items + parser.finish()
    }
}

extension [EventStreamParser.Item] {
    fileprivate var data: [String] { compactMap { if case .data(let bytes) = $0 { String(decoding: bytes, as: UTF8.self) } else { nil } } }
    fileprivate var stray: String {
        compactMap { if case .stray(let bytes) = $0 { String(decoding: bytes, as: UTF8.self) } else { nil } }.joined(separator: "\n")
    }
}
