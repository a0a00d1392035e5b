import Testing

@testable import Triage

@Suite struct LogReductionTests {
    private func blocks(_ text: String) -> [[String]] {
        let log = LogText(Array(text.utf8))
        return LogBlocks.of(log).filter { $0.count > 1 }.map { $0.map { log.line($0) } }
    }

    @Test("A traceback is one block, with the line before it and its message's lines")
    func tracebacks() {
        let text = """
            INFO before
            2026-03-14T01:58:16.130626944Z ERROR in loader: cannot load
            2026-03-14T01:58:16.130626944Z Traceback (most recent call last):
            2026-03-14T01:58:16.130626944Z   File "/app/a.py", line 1, in <module>
            2026-03-14T01:58:16.130626944Z     f()
            2026-03-14T01:58:16.130626944Z ValueError: wrong dtype:
            2026-03-14T01:58:16.130626944Z - expected: x
            2026-03-14T01:58:16.130626944Z - got     : y
            INFO after
            """
        #expect(
            blocks(text) == [
                [
                    "ERROR in loader: cannot load", "Traceback (most recent call last):", "  File \"/app/a.py\", line 1, in <module>",
                    "    f()", "ValueError: wrong dtype:", "- expected: x", "- got     : y",
                ]
            ])
    }

    @Test("Chained exceptions stay together")
    func chained() {
        let text =
            "Traceback (most recent call last):\n  File \"a\", line 1\nKeyError: 'x'\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"b\", line 2\nRuntimeError: y\nnext"
        #expect(blocks(text).count == 1 && blocks(text).first?.last == "RuntimeError: y")
    }

    @Test(
        "Other blocks: stack frames, panics, tables, assertion diffs, git's hints",
        arguments: [
            ("Exception in thread \"main\" java.lang.Error: x\n\tat a.b(C.java:1)\nCaused by: y\n\tat d\nnext", 4),
            ("panic: boom\n\ngoroutine 1 [running]:\nmain.f()\n\t/a/b.go:3 +0x1\nexit status 2\nnext", 6),
            ("│ a │ b │\n├───┼───┤\n│ c │ d │\nnext", 3),
            (
                "____ test_x ____\n\n    def test_x():\n>       assert a\nE       AssertionError\n\ntests/test_x.py:4: AssertionError\nnext",
                7
            ),
            ("hint: one\nhint: two\nnext", 2),
            ("error[E0308]: mismatched types\n --> src/main.rs:4:5\n  |\n4 | x\n  | ^ expected\nnext", 5),
        ])
    func others(text: String, lines: Int) {
        #expect(blocks(text).map(\.count) == [lines])
    }

    @Test("Lines of one template share a mask: numbers, hashes and times vary, words and zeros do not")
    func masks() {
        let log = LogText(
            Array("chunk 14/24 of a1b2c3 at 02:27:41\nchunk 9/24 of ffe019 at 03:00:02\nTotal: 0\nTotal: 3\nTotal: 17\n".utf8))
        #expect(log.masks[0] == log.masks[1])
        #expect(log.masks[2] != log.masks[3] && log.masks[3] == log.masks[4])
    }

    @Test(
        "Gravity follows words, not the part of one, and not their denial",
        arguments: [
            ("ERROR: disk failed", 80), ("0 errors, 3 warnings", 0), ("no errors found", 0), ("liberrors-common unpacked", 0),
            ("INFO request failed", 36),
            ("E0314 02:27:41 dns.go:153] x", 80), ("ModuleNotFoundError: y", 80), ("all well", 0),
            ("10.0.0.1 \"GET / HTTP/1.1\" 503 12", 60),
        ])
    func gravity(line: String, least: Int) {
        let gravity = Int(LogText(Array(line.utf8)).gravity[0])
        #expect(least == 0 ? gravity < 50 : gravity >= least && gravity <= least + 5, "\(gravity)")
    }

    @Test("Lines are counted by LF; CR, byte-order mark and stamps are no text")
    func lines() {
        let log = LogText(Array("\u{FEFF}2026-03-14T02:24:01.1689975Z one\r\n2026-03-14T02:24:02Z two\rstill two\n\nfour".utf8))
        #expect((0..<log.count).map { log.line($0) } == ["one", "two\rstill two", "", "four"])
        #expect(log.stamp(1) == "2026-03-14T02:24:02Z" && log.stamp(3) == nil)
        #expect(LogText([]).count == 0 && LogText([10]).count == 1)
    }

    @Test("The failure is in the step whose time it is, else at the first error")
    func window() {
        let log = LogText(
            Array(
                """
                2026-03-14T02:00:01.0Z ##[group]Run first
                2026-03-14T02:00:02.0Z ##[error]tolerated
                2026-03-14T02:00:10.0Z ##[group]Run second
                2026-03-14T02:00:11.0Z ##[error]Process completed with exit code 1.
                2026-03-14T02:00:12.0Z ##[error]upload failed
                """.utf8))
        #expect(FailureWindow(log, started: "2026-03-14T02:00:10Z", completed: "2026-03-14T02:00:11Z")?.step == 2..<4)
        #expect(FailureWindow(log, started: nil, completed: nil)?.step == 0..<2)
        #expect(FailureWindow(LogText(Array("fine".utf8)), started: nil, completed: nil) == nil)
    }

    @Test("Of many lines alike the first and the last are shown, with their count")
    func alike() {
        let text = (1...50).map { "progress \($0 * 2) of 100 rss_mb=\(200 + $0)" }.joined(separator: "\n")
        let reduction = Reduction.of(CaseFile(Incident.pod(last: (1, "Error")).log(text).evidence), budget: 1000)
        #expect(
            reduction.sections.last?.lines == [
                "1 progress 2 of 100 rss_mb=201 [50 alike, the last in 50]", "… 48 lines",
                "50 progress 100 of 100 rss_mb=250 [the last of 50 alike]",
            ])
        #expect(reduction.linesSeen == 50 && reduction.linesKept == 2)
    }

    @Test("What the passing run says too gives way to what is new")
    func passing() {
        let common = (0..<30).map { "ERROR of old, number \($0): cache missed for part \(["a", "b", "c"][$0 % 3])" }
        let failing = common + ["step config: retries 3 -> 0", "##[error]Process completed with exit code 1."]
        let file = CaseFile(
            Incident.job("build", step: "x", log: failing.joined(separator: "\n"), passed: common.joined(separator: "\n")).evidence)
        let shown = Reduction.of(file, budget: 150).sections.flatMap(\.lines)
        #expect(shown.contains { $0.contains("retries 3 -> 0") })
        #expect(!shown.contains { $0.contains("of old") })
    }

    @Test("A line is never cut, unless it is longer than anyone reads; then it says by how much")
    func longLines() {
        let text = Array((String(repeating: "x", count: 3000) + "\u{7}  end").utf8)
        let shown = text.withUnsafeBufferPointer { ShownLine.text($0, 0..<$0.count) }
        #expect(shown.contains("… (1906 bytes left out) …") && shown.hasSuffix("x end"))
    }

    @Test("A value's line in JSON is found by its path, also where it was one line before")
    func jsonLines() {
        let text = JSONLayout.lines(Array(#"{"a":[{"b":"x,]}\""},{"c":{"d":1}}],"e":"\#(String(repeating: "y", count: 300))"}"#.utf8))
        #expect(JSONLines.line(of: ["a", "0", "b"], in: text) == 4)
        #expect(JSONLines.line(of: ["a", "1", "c", "d"], in: text) == 8)
        #expect(JSONLines.line(of: ["a", "2"], in: text) == 0 && JSONLines.line(of: ["z"], in: text) == 0)
        #expect(JSONLines.line(of: ["a"], in: Array("{\"a\"".utf8)) == 0)
    }
}
