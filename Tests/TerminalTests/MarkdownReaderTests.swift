import Terminal
import TestSupport
import Testing

@Suite struct MarkdownReaderTests {
    static let report = """
        # CRITICAL: iris-classifier is killed for **memory**

        The pod `iris-classifier-7c9d8f6b5-x2lq7` was *killed four times* in 11 minutes [1]; a 48,000-row batch
        exceeds the 256Mi limit, see [the runbook](https://example.test/oom) and ~~old notes~~.
        ![usage](https://example.test/usage.png)

        ## Causes
        1. A batch request of 48,000 rows exceeds the memory limit, since image `main-a1b2c3d` [1][3].
           - seen in the previous container's log
             > POST /predict/batch rows=48000
           - limit unchanged for 3 weeks
        2. 数据库 connection pool grows without bound, which is less likely because nothing was logged about it

        | what | before | after |
        |:-----|-------:|:-----:|
        | limit | 256Mi | **512Mi** |
        | batch | 1,000 rows | 48,000 rows |

        ```sh
        kubectl -n ml-apps set resources deployment/iris-classifier --limits=memory=512Mi --requests=memory=256Mi
        ```

        ---
        <b>not bold</b>

        [1]: model-server.previous.log:4208
        [3]: rollout of 13:49Z
        """

    @Test(arguments: [64, 30])
    func aReportIsLaidOut(width: Int) throws {
        try expectSnapshot(picture(MarkdownReader(Self.report, width: width)), named: "markdown-report-\(width).txt")
    }

    @Test func noLineIsWiderThanAskedFor() {
        for width in 8..<100 {
            for line in MarkdownReader(Self.report, width: width).lines {
                #expect(line.columns <= width, "\(width): \(line.text)")
            }
        }
    }

    @Test func textThatArrivesInPiecesEndsUpAsTextThatArrivedAtOnce() {
        let text =
            Self.report + "\n\n" + Self.report + "\n\n    code by indentation\n\nSetext\n===\n\n* a\n\n* b\n\n\n1) one\n2) two\n"
        let whole = MarkdownReader(text, width: 60)
        for size in [1, 2, 3, 7, 50, 400] {
            var reader = MarkdownReader(width: 60)
            var rest = text[...]
            while !rest.isEmpty {
                reader.append(String(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
            #expect(reader.lines == whole.lines, "pieces of \(size)")
            #expect(reader == whole)
        }
    }

    @Test func aNewWidthLaysEverythingOutAgain() {
        var reader = MarkdownReader(Self.report, width: 40)
        reader.resize(width: 64)
        #expect(reader.lines == MarkdownReader(Self.report, width: 64).lines)
    }

    @Test(arguments: [
        String(repeating: ">", count: 5000) + " deep", String(repeating: "- ", count: 5000) + "deep",
        String(repeating: "*", count: 5000) + "deep",
        String(repeating: "[", count: 5000) + "deep", String(repeating: "**a _b ", count: 2000),
        String(repeating: "1. ", count: 3000) + "deep",
        "|" + String(repeating: "a|", count: 800) + "\n|" + String(repeating: "-|", count: 800) + "\n|deep|",
    ])
    func nestingThatWasMadeToHurtIsLaidOutFlat(text: String) {
        let lines = MarkdownReader(text, width: 60).lines
        #expect(lines.contains { $0.text.contains("deep") || $0.text.contains("b") })
        #expect(lines.allSatisfy { $0.columns <= 60 })
    }

    @Test func nothingInAReportIsActive() {
        let lines = MarkdownReader("[ok](javascript:x) \u{1b}]0;title\u{7} <script>x</script> http://[::1]:80/", width: 80).lines
        var canvas = Canvas(width: 80, height: 1)
        canvas.write(lines[0], y: 0)
        #expect(canvas.line(0).hasPrefix("ok (javascript:x) ·]0;title· <script>x</script> http://[::1]:80/"))
    }

    @Test(arguments: [("seen [2].", "[2]"), ("at [2:4208] it", "[2:4208]"), ("lines [12:10-14]", "[12:10-14]")])
    func citationsAreSetOff(text: String, citation: String) {
        let pieces = MarkdownReader(text, width: 40).lines[0].pieces
        #expect(pieces.filter { $0.style == Style(.accent, on: .normal, .underline) }.map(\.text) == [citation])
    }

    @Test(arguments: ["a[i] and [x]", "[] [:3] [-1]", "[2 open", "[2:10-14"])
    func otherBracketsAreText(text: String) {
        let lines = MarkdownReader(text, width: 40).lines
        #expect(lines.map(\.text) == [text])
        #expect(lines[0].pieces.allSatisfy { $0.style == .plain })
    }

    private func picture(_ reader: MarkdownReader) -> Canvas {
        var canvas = Canvas(width: reader.width, height: reader.lines.count)
        for (y, line) in reader.lines.enumerated() { canvas.write(line, y: y) }
        return canvas
    }
}
