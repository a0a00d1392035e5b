import Glibc
import Host
@testable import Screen
import Terminal
import TestSupport
import Testing

extension ScreenTests {
    @MainActor @Suite struct FallbackTests {
        @Test(arguments: [
            ("xterm-256color", nil), ("tmux-256color", nil), ("linux", nil), ("vt100", nil), ("xterm-kitty", "xterm-256color"),
            ("screen.rxvt", "tmux-256color"), ("no-such-terminal", "xterm-256color"),
        ])
        func drawsOnEveryTerminal(term: String, standIn: String?) async throws {
            let harness = try ScreenHarness(variables: ["TERM": term, "LANG": "C.UTF-8"])
            defer { harness.close() }
            #expect(harness.screen.standIn == standIn)
            var canvas = Canvas(width: 80, height: 24)
            canvas.write("✗ OOMKilled 数据", x: 5, y: 5, Style(.broken, on: .selected))
            canvas.write("last", x: 76, y: 23)
            try await harness.show(canvas)
            #expect(harness.terminal.lines == canvas.trimmedLines)
            #expect(harness.terminal.unknown == [])
        }

        @Test func withoutUTF8OnlyASCIIIsSent() async throws {
            let harness = try ScreenHarness(variables: ["TERM": "xterm", "LANG": "C"])
            defer { harness.close() }
            var canvas = Canvas(width: 80, height: 24)
            canvas.write("╭─ ● ready │ 数 naïve …", x: 0, y: 0)
            try await harness.show(canvas)
            #expect(harness.terminal.lines[0] == "+- * ready | ?? naive ~")
        }

        @Test(arguments: [
            (["TERM": "xterm-256color"], "38;5;203"), (["TERM": "xterm"], "31"), (["TERM": "xterm", "COLORTERM": "truecolor"], "38;5;203"),
            (["TERM": "xterm-256color", "NO_COLOR": "1"], ""),
        ])
        func coloursFollowTheTerminal(variables: [String: String], style: String) async throws {
            let harness = try ScreenHarness(variables: variables.merging(["LANG": "C.UTF-8"]) { $1 })
            defer { harness.close() }
            var canvas = Canvas(width: 80, height: 24)
            canvas.write("x", x: 0, y: 0, Style(.broken))
            try await harness.show(canvas)
            #expect(harness.terminal.grid[0][0].style == style)
        }

        @Test func withoutColourASelectedRowIsReversed() async throws {
            let harness = try ScreenHarness(variables: ["TERM": "vt100", "LANG": "C.UTF-8"])
            defer { harness.close() }
            var canvas = Canvas(width: 80, height: 24)
            canvas.write("selected", x: 0, y: 0, Style(on: .selected))
            try await harness.show(canvas)
            #expect(harness.terminal.grid[0][0].style == "7")
        }

        @Test func aTerminalThatCannotMoveItsCursorIsRefusedInWords() {
            #expect(throws: ScreenError.tooSimple(term: "dumb")) { try ScreenHarness(variables: ["TERM": "dumb"]) }
        }

        @Test func whatIsNoTerminalIsRefusedInWords() {
            var options = Screen.Options(environment: .init(variables: ["TERM": "xterm"]))
            let null = open("/dev/null", O_RDWR)
            defer { close(null) }
            (options.input, options.output, options.ownsProcess) = (null, null, false)
            #expect(throws: ScreenError.notATerminal("input")) { try Screen(options) }
            #expect("\(ScreenError.notATerminal("input"))".hasPrefix("Standard input is not a terminal."))
        }
    }
}
