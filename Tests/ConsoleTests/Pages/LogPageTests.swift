import Feeds
import Terminal
import TestSupport
import Testing

@testable import Console

/// The log view, as a person uses it.
@Suite struct LogPageTests {
    private static func source(previous: Bool) -> LogSource {
        .container(
            context: "k3d", namespace: "ml-apps", pod: Night.irisName, uid: "uid-\(Night.irisName)", container: "model-server",
            previous: previous)
    }

    private func opened(columns: Int = 80, rows: Int = 24, lines: Int = 100) -> ConsoleDriver {
        var console = ConsoleDriver(columns: columns, rows: rows)
        console.beginNight()
        console.press("l")
        console.expect(.begin(console.pageID("log"), .log(Self.source(previous: false), LogOptions())))
        if lines > 0 { feed(&console, 0..<lines) }
        return console
    }

    private func feed(_ console: inout ConsoleDriver, _ numbers: Range<Int>, skipped: Int = 0) {
        let text = numbers.map { "14:01:\($0 % 60) \($0 % 9 == 0 ? "WARNING" : $0 % 13 == 0 ? "ERROR" : "INFO") request \($0) done\n" }
            .joined()
        console.answer(console.pageID("log"), .log(LogChunk(bytes: Array(text.utf8), skipped: skipped)))
    }

    @Test func itStartsAtTheTailAndFollows() throws {
        var console = opened()
        #expect(console.text.contains("request 99 done"))
        #expect(!console.text.contains("request 10 done"))
        feed(&console, 100..<103)
        #expect(console.text.contains("request 102 done"))
        #expect(console.text.contains("following"))
        try expectSnapshot(console.canvas, named: "log-following-80x24.txt", file: DeckTests.file)
        console.finish()
    }

    @Test func whatIsSaidOfTheLogIsALineOfOurs() {
        var console = opened()
        console.answer(console.pageID("log"), .log(LogChunk(bytes: [], note: "The pod has gone: its log ends here.")))
        console.answer(console.pageID("log"), .ended)
        #expect(console.text.contains("The pod has gone: its log ends here."))
        #expect(console.text.contains("ended"))
        console.finish()
    }

    @Test func aReasonThatThereIsNoLogIsToldToItsEnd() {
        var console = opened(lines: 0)
        let reason =
            "k3d refused (400): container \"model-server\" in pod \"\(Night.irisName)\" is waiting to start: trying and failing to pull image."
        console.answer(console.pageID("log"), .failed(reason))
        let words = console.canvas.lines.map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: " ")
        #expect(words.contains("No log: \(reason)"), "\(console.text)")
        #expect(console.text.contains("1 asks again"))
        console.finish()
    }

    @Test func readingBackStopsFollowingAndNothingMovesUnderTheEye() {
        var console = opened()
        console.press("PgUp")
        let before = console.canvas.lines[2..<20]
        feed(&console, 100..<200)
        #expect(console.canvas.lines[2..<20] == before)
        #expect(console.text.contains("not following, f follows"))
        console.press("f")
        #expect(console.text.contains("request 199 done"))
        console.press("g")
        #expect(console.text.contains("request 0 done"))
        console.press("G")
        #expect(console.text.contains("request 199 done"))
        #expect(console.text.contains("following"))
    }

    @Test func searchingGoesFromMatchToMatch() {
        var console = opened()
        console.press("g", "/")
        console.type("request 57")
        #expect(console.text.contains("“request 57” at line 58"))
        #expect(console.text.contains("request 57 done"))
        console.press("Enter", "/")
        console.send(.key(.control("u")))
        console.type("error")
        #expect(console.text.contains("“error” at line"))
        console.press("Enter", "n", "N")
        console.finish()
    }

    @Test func longLinesAreMovedSidewaysOrBroken() {
        var console = opened(lines: 0)
        let long = "start " + String(repeating: "x", count: 100) + " the end\n"
        console.answer(console.pageID("log"), .log(LogChunk(bytes: Array(long.utf8))))
        #expect(!console.text.contains("the end"))
        console.press("w")
        #expect(console.text.contains("the end"))
        #expect(console.text.contains("wrapped"))
        console.press("w", "Right", "Right", "Right", "Right", "Right")
        #expect(console.text.contains("the end"))
        console.press("Left", "Left", "Left", "Left", "Left")
        #expect(console.text.contains("start "))
        console.finish()
    }

    @Test func whatWasSkippedIsSaidWhereItIsMissing() {
        var console = opened(lines: 5)
        feed(&console, 900..<903, skipped: 895)
        #expect(console.text.contains("895 lines skipped here: the log came faster than it could be shown."))
        #expect(console.text.contains("895 skipped"))
    }

    @Test func theRunBeforeIsOneKeyAwayAndAsksAnew() {
        var console = opened()
        let late = console.ticket(console.pageID("log"))
        console.press("p")
        var options = LogOptions()
        options.follow = false
        console.expect(.begin(console.pageID("log"), .log(Self.source(previous: true), options)))
        #expect(console.state.pages.all.count == 1, "a tab of the same page, not a page on top")
        #expect(console.text.contains("Asking for the log…"))
        #expect(
            console.answer(console.pageID("log"), .log(LogChunk(bytes: [65, 10])), for: late) == false, "the other log's lines are dropped")
        console.answer(console.pageID("log"), .log(LogChunk(bytes: Array("Killed\n".utf8))))
        console.answer(console.pageID("log"), .ended)
        #expect(console.text.contains("Killed"))
        #expect(console.text.contains("ended"))
        console.press("Tab")
        console.expect(.begin(console.pageID("log"), .log(Self.source(previous: false), LogOptions())))
        console.finish()
    }

    @Test func timesAreShortTheirDayIsSaidOnceAndMShowsThemWhole() throws {
        var console = opened(lines: 0)
        let lines = [
            "2026-11-23T14:01:07.000123456Z POST /predict/batch rows=48000", "2026-11-23T14:01:08Z " + String(repeating: "long ", count: 20),
        ]
        console.answer(console.pageID("log"), .log(LogChunk(bytes: Array((lines.joined(separator: "\n") + "\n").utf8))))
        #expect(console.text.contains(" 14:01:07 POST /predict/batch rows=48000"))
        #expect(console.text.contains("2 lines · 2026-11-23, times UTC"))
        console.press("w")
        try expectSnapshot(console.canvas, named: "log-times-80x24.txt", file: DeckTests.file)
        console.press("m")
        #expect(console.text.contains(" 2026-11-23T14:01:07.000123456Z POST"))
        console.press("m")
        #expect(console.canvas.lines.contains { $0.hasPrefix(" POST /predict/batch") })
        #expect(console.text.contains("times left out"))
        console.finish()
    }

    @Test func aLogThatCannotBeHadSaysWhyAndCanBeAskedAgain() {
        var console = opened(lines: 0)
        console.answer(console.pageID("log"), .failed("k3d forbids logs of ml-apps: pods/log is not allowed."))
        #expect(console.text.contains("No log: k3d forbids logs of ml-apps: pods/log is not allowed."))
        #expect(console.text.contains("failed  1 asks again"))
        console.press("1")
        console.expect(.begin(console.pageID("log"), .log(Self.source(previous: false), LogOptions())))
        console.finish()
    }

    @Test func anEmptyLogIsCalledEmptyOnlyWhenItHasEnded() {
        var console = opened(lines: 0)
        #expect(console.text.contains("Asking for the log…"))
        console.answer(console.pageID("log"), .ended)
        #expect(console.text.contains("The log is empty."))
    }

    @Test func memoryIsBoundedHoweverLongItRuns() throws {
        var console = ConsoleDriver { $0.logBytes = 200 << 10 }
        console.beginNight()
        console.press("l")
        let chunk = Array(String(repeating: "a line of some length that says nothing\n", count: 500).utf8)
        for _ in 0..<100 { console.answer(console.pageID("log"), .log(LogChunk(bytes: chunk))) }
        let page = try #require(console.state.pages.top as? LogPage)
        #expect(page.text.buffer.byteCount < 300 << 10)
        #expect(console.text.contains("older dropped"))
    }
}
