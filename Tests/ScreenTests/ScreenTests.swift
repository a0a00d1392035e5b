@testable import Screen
import Terminal
import TestSupport
import Testing

/// One screen at a time: ncurses is one for the process. So all suites that have screens stand inside of this one.
@MainActor @Suite(.serialized) struct ScreenTests {
    @Test func showsWhatWasDrawn() async throws {
        let harness = try ScreenHarness()
        defer { harness.close() }
        var canvas = Canvas(width: 80, height: 24)
        canvas.write("╭1 Clusters ─╮ 数据 👩‍💻 e\u{301} ❤️ 🇩🇪", x: 0, y: 0, Style(.accent))
        canvas.write("✗ OOMKilled", x: 69, y: 23, Style(.broken, on: .selected, .bold))
        try await harness.show(canvas)
        #expect(harness.terminal.lines == canvas.trimmedLines)
        #expect(harness.terminal.grid[23][69].style == "1;38;5;203;48;5;237")
        #expect(harness.terminal.unknown == [])
    }

    @Test func aScreenThatHasNotChangedSendsNothing() async throws {
        let harness = try ScreenHarness()
        defer { harness.close() }
        var canvas = Canvas(width: 80, height: 24)
        canvas.write("quiet", x: 3, y: 3)
        #expect(try await harness.show(canvas) > 0)
        var same = Canvas(width: 80, height: 24)
        same.write("quiet", x: 3, y: 3)
        #expect(try await harness.show(same) == 0)
    }

    @Test func aChangedThemeIsAppliedAtOnce() async throws {
        let harness = try ScreenHarness()
        defer { harness.close() }
        var canvas = Canvas(width: 80, height: 24)
        canvas.write("broken", x: 0, y: 0, Style(.broken))
        try await harness.show(canvas, theme: .dark)
        let dark = harness.terminal.grid[0][0].style
        try await harness.show(canvas, theme: .colourBlind)
        #expect(harness.terminal.grid[0][0].style != dark)
        #expect(harness.terminal.lines[0] == "broken")
    }

    @Test func theTerminalIsAskedAndFramesAreSynchronisedWhereItKnowsHow() async throws {
        for (modes, frames) in [(Set([2026]), 1), ([], 0)] {
            let harness = try ScreenHarness(knows: modes)
            defer { harness.close() }
            try await harness.show(Canvas(width: 80, height: 24))
            try await eventually("the replies were read") {
                harness.pump()
                return harness.screen.awaitsReplies == false
            }
            let before = harness.terminal.frames
            var canvas = Canvas(width: 80, height: 24)
            canvas.write("x", x: 0, y: 0)
            try await harness.show(canvas)
            #expect(harness.terminal.frames - before == frames)
            #expect(harness.keys == [])
        }
    }

    @Test func keysArriveTogetherAndALoneEscapeInTime() async throws {
        let harness = try ScreenHarness()
        defer { harness.close() }
        try await harness.settle()
        harness.type("jk\u{1b}[A数\u{1b}[<0;3;4M")
        try await eventually("five keys") { harness.keys.count == 5 }
        #expect(harness.keys == [.character("j"), .character("k"), .up, .character("数"), .mouse(.init(.press, x: 2, y: 3))])
        harness.type("\u{1b}")
        try await eventually("Esc") { harness.keys.last == .escape }
    }

    @Test func anotherSizeIsDrawnAnew() async throws {
        let harness = try ScreenHarness()
        defer { harness.close() }
        var canvas = Canvas(width: 80, height: 24)
        canvas.write("before", x: 0, y: 23)
        try await harness.show(canvas)
        harness.resize(columns: 100, rows: 40)
        #expect(harness.resizes == 1)
        #expect(harness.screen.size == (100, 40))
        var larger = Canvas(width: 100, height: 40)
        larger.write("after", x: 95, y: 39)
        try await harness.show(larger)
        #expect(harness.terminal.lines == larger.trimmedLines)
        harness.resize(columns: 40, rows: 10)
        try await harness.settle()
        var smaller = Canvas(width: 40, height: 10)
        smaller.write("small", x: 35, y: 9)
        try await harness.show(smaller)
        #expect(harness.terminal.lines == smaller.trimmedLines)
    }

    @Test func theCursorIsShownOnlyWhereTheCanvasHasOne() async throws {
        let harness = try ScreenHarness()
        defer { harness.close() }
        var canvas = Canvas(width: 80, height: 24)
        try await harness.show(canvas)
        #expect(!harness.terminal.modes.contains(25))
        canvas.cursor = (7, 5)
        try await harness.show(canvas)
        #expect(harness.terminal.modes.contains(25))
        #expect(harness.terminal.cursor == (7, 5))
        canvas.cursor = nil
        try await harness.show(canvas)
        #expect(!harness.terminal.modes.contains(25))
    }

    @Test func closingPutsTheTerminalBackAsItWas() async throws {
        let harness = try ScreenHarness()
        var canvas = Canvas(width: 80, height: 24)
        canvas.write("deck", x: 0, y: 0, Style(.broken, on: .alarm))
        try await harness.show(canvas)
        #expect(harness.terminal.modes.isSuperset(of: [1049, 2004, 1004, 1000, 1002, 1006]))
        harness.screen.close()
        harness.pump()
        // Autowrap is on by default; the emulator lists it once it was set.
        #expect(harness.terminal.modes.subtracting([7]) == [25])
        #expect(harness.terminal.text.allSatisfy { $0 == "\n" })
        #expect(harness.settings == harness.settingsBefore)
        harness.close()
    }

    @Test func aReaderThatStopsHoldsNeitherKeysNorMemory() async throws {
        let harness = try ScreenHarness(columns: 220, rows: 60)
        defer { harness.close() }
        try await harness.show(Canvas(width: 220, height: 60))
        harness.isReading = false
        for number in 0..<300 {
            harness.screen.present(Self.busy(number), theme: .dark)
            await Task.yield()
        }
        #expect(!harness.screen.isIdle)
        #expect(harness.screen.bytesPending < 100_000)
        harness.type("q")
        try await eventually("the key arrives all the same") { harness.keys == [.character("q")] }
        let framesBefore = harness.screen.framesCompiled
        harness.isReading = true
        try await harness.settle()
        #expect(harness.screen.framesCompiled == framesBefore + 1)
        #expect(harness.terminal.lines == Self.busy(299).trimmedLines)
    }

    @Test func keysTypedAheadArriveBeforeThePaintingThatTheyDidNotSee() async throws {
        let harness = try ScreenHarness()
        defer { harness.close() }
        try await harness.show(Canvas(width: 80, height: 24))
        try await eventually("the terminal is known to answer") {
            harness.pump()
            return !harness.screen.awaitsReplies
        }
        var events: [String] = []
        harness.screen.onKeys = { events += $0.map(\.name) }
        harness.screen.onPainted = { events.append("painted \($0)") }
        var dialog = Canvas(width: 80, height: 24)
        dialog.write("Delete? y/n", x: 10, y: 10)
        // The line is slow: the dialog is sent, but a key is pressed before it is seen.
        harness.screen.present(dialog, theme: .dark, serial: 1)
        harness.type("y")
        try await eventually("the key") { events == ["y"] }
        harness.pump()
        harness.type("n")
        try await eventually("the painting, then the next key") { events == ["y", "painted 1", "n"] }
        // The same serial is asked about once.
        let bytes = harness.screen.bytesSent
        harness.screen.present(dialog, theme: .dark, serial: 1)
        #expect(harness.screen.bytesSent == bytes)
    }

    @Test func aDialogThatWasNotSeenBeforeAStopIsAskedAboutAgain() async throws {
        let harness = try ScreenHarness()
        defer { harness.close() }
        try await harness.show(Canvas(width: 80, height: 24))
        try await eventually("the terminal is known to answer") {
            harness.pump()
            return !harness.screen.awaitsReplies
        }
        var painted: [Int] = []
        harness.screen.onPainted = { painted.append($0) }
        harness.screen.present(Canvas(width: 80, height: 24), theme: .dark, serial: 3)
        harness.screen.stepAside()
        #expect(harness.settings == harness.settingsBefore)
        harness.screen.stepBack()
        harness.screen.present(Canvas(width: 80, height: 24), theme: .dark, serial: 3)
        try await eventually("the painting") {
            harness.pump()
            return painted.contains(3)
        }
    }

    @Test func aTerminalThatNeverAnswersHasPaintedWhatItTook() async throws {
        let harness = try ScreenHarness(variables: ["TERM": "vt100", "LANG": "C.UTF-8"])
        defer { harness.close() }
        var painted: [Int] = []
        harness.screen.onPainted = { painted.append($0) }
        harness.screen.present(Canvas(width: 80, height: 24), theme: .dark, serial: 7)
        try await harness.settle()
        #expect(painted == [7])
    }

    @Test func theBellAndTheClipboardGoThroughTheTerminal() async throws {
        let harness = try ScreenHarness()
        defer { harness.close() }
        harness.screen.bell()
        #expect(harness.screen.copy("kubectl get pods") == .sent)
        try await harness.settle()
        #expect(harness.terminal.bells == 1)
        #expect(harness.terminal.clipboard == ["c;a3ViZWN0bCBnZXQgcG9kcw=="])
        #expect(harness.screen.copy(String(repeating: "x", count: 80_000)) == .tooLong(limit: 74_994))
    }

    @Test func inTmuxACopySaysWhatMaySwallowIt() throws {
        let harness = try ScreenHarness(variables: ["TERM": "tmux-256color", "LANG": "C.UTF-8", "TMUX": "/tmp/tmux-0/default,1,0"])
        defer { harness.close() }
        #expect(harness.screen.copy("x") == .sentThrough("tmux (needs set-clipboard on)"))
    }

    /// Text on every row, other text for every number.
    static func busy(_ number: Int) -> Canvas {
        var canvas = Canvas(width: 220, height: 60)
        for y in 0..<60 {
            canvas.write(String(repeating: "row \(y) of \(number) ", count: 12), x: y % 7, y: y, Style(Role.allCases[(y + number) % 8]))
        }
        return canvas
    }
}
