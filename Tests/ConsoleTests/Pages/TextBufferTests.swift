import Terminal
import Testing

@testable import Console

@Suite struct TextBufferTests {
    private func text(_ buffer: TextBuffer) -> [String] {
        (buffer.first..<buffer.end).map { String(decoding: buffer.line($0), as: UTF8.self) }
    }

    @Test func linesMayArriveInAnyPieces() {
        var buffer = TextBuffer(limit: 1 << 20)
        for piece in ["one\ntw", "o\n", "", "\nthr", "ee"] { buffer.append(Array(piece.utf8)) }
        #expect(text(buffer) == ["one", "two", ""])
        buffer.close()
        #expect(text(buffer) == ["one", "two", "", "three"])
    }

    @Test func itIsBoundedInBytesAndLineNumbersStay() {
        var buffer = TextBuffer(limit: 256 << 10)
        for number in 0..<50_000 { buffer.append(Array("line \(number) with some words behind it\n".utf8)) }
        #expect(buffer.byteCount <= 320 << 10)
        #expect(buffer.end == 50_000)
        #expect(buffer.dropped > 0)
        #expect(String(decoding: buffer.line(49_999), as: UTF8.self) == "line 49999 with some words behind it")
        #expect(String(decoding: buffer.line(buffer.first), as: UTF8.self) == "line \(buffer.first) with some words behind it")
        #expect(buffer.line(0).isEmpty)
    }

    @Test func aLineWithoutEndDoesNotGrowWithoutEnd() {
        var buffer = TextBuffer(limit: 128 << 10)
        for _ in 0..<100 { buffer.append([UInt8](repeating: 120, count: 10_000)) }
        #expect(buffer.byteCount <= 320 << 10)
        #expect(buffer.end > 3)
    }

    @Test func findingGoesBothWaysAndRoundTheEnd() throws {
        var buffer = TextBuffer(limit: 1 << 20)
        buffer.append(Array("alpha\nbeta\nAlpha 2\ngamma\n".utf8))
        let alpha = try #require(TextSearch("alpha"))
        #expect(buffer.find(alpha, from: -1, step: 1) == 0)
        #expect(buffer.find(alpha, from: 0, step: 1) == 2)
        #expect(buffer.find(alpha, from: 2, step: 1) == 0)
        #expect(buffer.find(alpha, from: 0, step: -1) == 2)
        #expect(buffer.find(try #require(TextSearch("delta")), from: 0, step: 1) == nil)
    }
}

@Suite struct LogTextTests {
    private func shown(_ text: String) -> String { LogText.text(Array(text.utf8)[...]) }

    @Test func coloursAndTitlesAreLeftOutAndControlsAreShownAsDots() {
        #expect(shown("\u{1b}[31mERROR\u{1b}[0m boom") == "ERROR boom")
        #expect(shown("\u{1b}]0;owned\u{7}text") == "text")
        #expect(shown("\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\") == "link")
        #expect(shown("a\u{0}b\u{9b}c\rd") == "a·b·cd")
        #expect(shown("cut \u{1b}[3") == "cut ")
    }

    @Test func tabsGoToTheNextStop() { #expect(shown("a\tb") == "a       b") }

    @Test func bytesThatAreNoTextAreRepaired() { #expect(LogText.text([0x66, 0xff, 0x67][...]) == "f\u{fffd}g") }

    @Test func aMegabyteOfALineIsCutAndCounted() {
        let text = LogText.text([UInt8](repeating: 120, count: 1 << 20)[...])
        #expect(text.hasSuffix(" … 1,032,192 more bytes"))
    }
}
