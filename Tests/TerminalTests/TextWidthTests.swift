import CTerminal
import Glibc
import Terminal
import Testing

@Suite struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("deck", 4), ("数据", 4), ("한글", 4), ("ﾊﾝｶｸ", 4), ("naïve", 5), ("e\u{301}", 1), ("●✗▲◌▶…", 6),
        ("👍", 2), ("👍🏽", 2), ("👩‍💻", 2), ("👩‍❤️‍👨", 2), ("❤️", 1), ("🇩🇪", 2), ("1️⃣", 1), ("\u{1112}\u{1161}\u{11ab}", 2),
        ("a\u{200b}b", 2), ("क्षि", 3), ("\u{301}", 1), ("a\tb", 3), ("\u{1b}[31m", 5), ("ab\u{202e}c", 4), ("x\r\n", 2),
    ])
    func countsColumnsAsTerminalsDo(text: String, columns: Int) {
        #expect(TextWidth.columns(text) == columns)
    }

    @Test(arguments: [
        ("👩‍💻 ok", "👩 ok"), ("🇩🇪", "DE"), ("❤️", "❤"), ("1️⃣", "1"), ("👋🏿", "👋"), ("\u{1b}]0;x\u{7}", "·]0;x·"), ("a\nb\tc", "a b c"),
        ("\u{301}a", "◌\u{301}a"), ("a\u{301}\u{302}\u{303}", "a\u{301}\u{302}"), ("\u{1112}\u{1161}\u{11ab}", "한"),
        ("1\u{202e}2", "1·2"),
        ("نص‍ن", "نصن"),
    ])
    func mapsWhatTerminalsDisagreeOnToSafeCells(text: String, cells: String) {
        var drawn = String.UnicodeScalarView()
        for cluster in TextWidth.clusters(text) { drawn.append(contentsOf: Cell(glyph: cluster.glyph).scalars) }
        #expect(String(drawn).unicodeScalars.elementsEqual(cells.unicodeScalars))
    }

    /// glibc's table is another reading of the same standard. It is older (Unicode 14 on Debian 12), so scalars it does
    /// not know are left out; what is listed changed its width since, or never had one that is drawn.
    @Test func agreesWithTheCLibraryOnEveryScalarItKnows() throws {
        let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
        let previous = uselocale(locale)
        defer {
            uselocale(previous)
            freelocale(locale)
        }
        let changedSince: [ClosedRange<UInt32>] = [
            0xad...0xad, 0x115f...0x115f, 0x1f1e6...0x1f1ff, 0x2630...0x2637, 0x268a...0x268f, 0x3164...0x3164, 0x3248...0x324f,
            0x4dc0...0x4dff,
            0xffa0...0xffa0, 0x1d300...0x1d376, 0x302e...0x302f, 0x16ff0...0x16ff1, 0x600...0x605, 0x6dd...0x6dd, 0x70f...0x70f,
            0x890...0x891, 0x8e2...0x8e2, 0x110bd...0x110bd, 0x110cd...0x110cd, 0x13430...0x13438, 0xfff9...0xfffb,
        ]
        var different: [String] = []
        for value in UInt32(0xa0)...0x10ffff {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let theirs = qd_wcwidth(value)
            guard theirs >= 0, !changedSince.contains(where: { $0.contains(value) }) else { continue }
            if Int(theirs) != TextWidth.columns(of: scalar) {
                different.append("U+\(String(value, radix: 16)): \(theirs) there, \(TextWidth.columns(of: scalar)) here")
            }
        }
        #expect(different == [])
    }

    @Test func malformedBytesAreReplacedOneByOneAndNeverReadPastTheEnd() {
        let bytes: [UInt8] = [0x61, 0xff, 0xe2, 0x82, 0x62, 0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xf0, 0x9f]
        var canvas = Canvas(width: 20, height: 1)
        let columns = bytes.withUnsafeBufferPointer { canvas.write(utf8: $0, x: 0, y: 0) }
        #expect(columns == 12)
        #expect(canvas[1, 0].scalars == ["\u{fffd}"])
        #expect(canvas[4, 0].scalars == ["b"])
        #expect(canvas[11, 0].scalars == ["\u{fffd}"])
    }

    @Test(arguments: [
        ("iris-classifier", 20, "iris-classifier"), ("iris-classifier", 15, "iris-classifier"),
        ("iris-classifier", 8, "iris-cl…"),
        ("iris-classifier", 1, "…"), ("iris-classifier", 0, ""), ("数据数据", 5, "数据…"), ("数据数据", 4, "数…"), ("🇩🇪🇩🇪", 3, "🇩🇪…"),
    ])
    func cutsTheEnd(text: String, columns: Int, result: String) {
        #expect(TextWidth.truncated(text, to: columns) == result)
    }

    @Test(arguments: [
        ("iris-classifier-x2lq7", 10, "iris-…2lq7"), ("iris-classifier-x2lq7", 21, "iris-classifier-x2lq7"), ("数据数据", 6, "数…据"),
        ("abcdef", 2, "a…"), ("abcdef", 3, "a…f"),
    ])
    func cutsTheMiddle(text: String, columns: Int, result: String) {
        #expect(TextWidth.truncated(text, to: columns, at: .middle) == result)
    }

    @Test func padsToExactlyTheColumnsAskedFor() {
        #expect(TextWidth.padded("14", to: 5, .right) == "   14")
        #expect(TextWidth.padded("ok", to: 5) == "ok   ")
        #expect(TextWidth.padded("ok", to: 5, .centre) == " ok  ")
        #expect(TextWidth.padded("数据数据", to: 6) == "数据… ")
    }
}
