@testable import Screen
import Terminal
import TestSupport
import Testing

extension ScreenTests {
    /// What frames cost in bytes. This does not depend on the machine's speed, so it is checked in every run.
    @MainActor @Suite struct BudgetTests {
        @Test func movingTheSelectionOnTheDeckCostsLessThan800Bytes() async throws {
            let harness = try ScreenHarness(columns: 160, rows: 50)
            defer { harness.close() }
            try await harness.show(deck(selected: 3))
            let bytes = try await harness.show(deck(selected: 4))
            print("selection moved at 160x50: \(bytes) bytes")
            #expect(bytes < 800)
            #expect(harness.terminal.lines == deck(selected: 4).trimmedLines)
        }

        @Test func scrollingALogByOneLineCostsLittleMoreThanTheLine() async throws {
            let harness = try ScreenHarness(columns: 160, rows: 50)
            defer { harness.close() }
            try await harness.show(log(first: 0))
            let bytes = try await harness.show(log(first: 1))
            print("log scrolled by one at 160x50: \(bytes) bytes")
            #expect(bytes < 700)
            #expect(harness.terminal.lines == log(first: 1).trimmedLines)
        }

        @Test func aClockThatTicksCostsAFewBytes() async throws {
            let harness = try ScreenHarness(columns: 160, rows: 50)
            defer { harness.close() }
            var canvas = deck(selected: 3)
            try await harness.show(canvas)
            canvas.write("14:04Z", x: 153, y: 0, Style(on: .bar))
            let bytes = try await harness.show(canvas)
            print("one digit: \(bytes) bytes")
            #expect(bytes < 60)
        }

        @Test func aWholeFrameStaysUnderFortyKilobytes() async throws {
            let harness = try ScreenHarness(columns: 220, rows: 60)
            defer { harness.close() }
            try await harness.show(ScreenTests.busy(0))
            let bytes = try await harness.show(ScreenTests.busy(1))
            print("all of 220x60 new: \(bytes) bytes")
            #expect(bytes < 40_000)
        }

        /// A deck as SCREENS.md draws it: two columns of panes, a bar on top, the selected thing in words, and keys.
        private func deck(selected: Int) -> Canvas {
            var canvas = Canvas(width: 160, height: 50)
            canvas.fill(Rect(x: 0, y: 0, width: 160, height: 1), Style(on: .bar))
            canvas.write(" QUARTERDECK  [k3d] gcp ●  k3d ▲   2 firing · 1 pending", x: 0, y: 0, Style(on: .bar))
            canvas.write("14:03Z", x: 153, y: 0, Style(on: .bar))
            for pane in 0..<6 {
                let rect = Rect(x: pane % 2 * 80, y: 1 + pane / 2 * 15, width: 80, height: 15)
                canvas.within(rect) { area in
                    area.write(
                        "╭\(pane + 1) Pane " + String(repeating: "─", count: 60) + " live ╮", x: 0, y: 0,
                        Style(pane == 0 ? .accent : .frame))
                    for row in 1..<14 {
                        area.write("│", x: 0, y: row, Style(.frame))
                        area.write("│", x: 79, y: row, Style(.frame))
                        let style = row % 4 == 0 ? Style(.broken) : Style(.healthy)
                        area.write(row % 4 == 0 ? "✗" : "●", x: 2, y: row, style)
                        area.write("ml-apps/iris-classifier-\(row * 7919 % 1000)…x2lq7", x: 4, y: row)
                        area.write("OOMKilled x\(row), limit 256Mi", x: 42, y: row, style)
                        area.write("\(row)m", x: 75, y: row, Style(.muted))
                        if pane == 0, row == selected { area.ground(Rect(x: 1, y: row, width: 78, height: 1), .selected) }
                    }
                }
            }
            canvas.write(
                " ml-apps/iris-classifier-\(selected * 7919 % 1000) on k3d-agent-0 · exit 137 OOMKilled 14:01:0\(selected)Z · limit 256Mi",
                x: 0, y: 48)
            canvas.write(" t triage  ⏎ open  l logs  p previous  a actions  / filter", x: 0, y: 49, Style(.muted))
            return canvas
        }

        private func log(first: Int) -> Canvas {
            var canvas = Canvas(width: 160, height: 50)
            canvas.write("deck › k3d › logs", x: 0, y: 0, Style(on: .bar))
            for row in 1..<49 {
                let line = first + row
                canvas.write(
                    "2026-11-23T14:01:\(line % 60)Z INFO request \(line * 7919) POST /predict/batch rows=\(line * 31) took \(line * 17 % 900) ms",
                    x: 0, y: row)
            }
            canvas.write("n next  N previous  w wrap  f follow", x: 0, y: 49, Style(.muted))
            return canvas
        }
    }
}
