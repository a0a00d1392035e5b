import Terminal
import Testing

@testable import Console

@Suite struct LineTests {
    private func picture(_ line: Line, _ width: Int) -> String { line.laidOut(width: width).text }

    @Test func namesGiveInTheMiddleSoThatCauseAndAgeKeepTheirPlace() {
        let line = Line(
            [Span("✗ "), .name("ml-apps/iris-classifier-7c9d8f6b5-x2lq7"), Span("  OOMKilled x4")],
            right: [.column("2m", 4, .muted, .right)])
        #expect(picture(line, 64) == "✗ ml-apps/iris-classifier-7c9d8f6b5-x2lq7  OOMKilled x4       2m")
        #expect(picture(line, 44) == "✗ ml-apps/iri…8f6b5-x2lq7  OOMKilled x4   2m")
    }

    @Test func aLongRightPartGoesBeforeWhatTheRowIsAbout() {
        let line = Line([Span("Container was killed for its memory")], right: [Span("Prometheus, Alertmanager")])
        #expect(picture(line, 64).hasSuffix("Prometheus, Alertmanager"))
        #expect(picture(line, 50) == "Container was killed for its memory")
    }

    @Test func controlsFromOutsideNeverStayInASpan() {
        #expect(Span("a\u{1b}[31mb\nc\u{202e}d").text == "a·[31mb c·d")
    }

    @Test func wideNamesAreCutByColumns() {
        #expect(TextWidth.columns(picture(Line([.name("模型服务器-分类-很长的名字-x2lq7")]), 16)) == 16)
    }

    @Test func wordsWrapAndLongOnesAreCut() {
        #expect(Wrap.words("one two three", columns: 7) == ["one two", "three"])
        #expect(Wrap.words("abcdefghij kl", columns: 4) == ["abcd", "efgh", "ij", "kl"])
        #expect(Wrap.columns("a  b  c  d", 4) == ["a  b", "  c ", " d"])
    }
}
