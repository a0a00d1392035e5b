import Foundation
import Terminal
import TestSupport
import Testing

@testable import Screen

extension ScreenTests {
    /// Whatever is drawn, in whatever order, stands on the terminal as it was drawn.
    @MainActor @Suite struct FidelityTests {
        private static let pieces = [
            "ml-apps/iris-classifier", "数据库", "한글", "👩‍💻", "👍🏽", "🇩🇪", "❤️", "e\u{301}\u{302}", "\u{301}", "naïve", "ﾊﾝｶｸ", "╭──╮", "▁▂▃█",
            "●✗▲◌▶",
            "\u{1b}[31m", "\u{202e}abc", "العربية", "नमस्ते", "a\u{200b}b", "tab\there", "\u{7f}\u{9b}", "\u{1fae9}", "☰", "𝒳", "\u{e000}",
            "    ", "…",
        ]

        @Test(arguments: ["xterm-256color", "screen-256color", "linux", "vt100"])
        func incrementalFramesEndUpAsAWholeFrameWould(term: String) async throws {
            let harness = try ScreenHarness(columns: 40, rows: 12, variables: ["TERM": term, "LANG": "C.UTF-8"])
            defer { harness.close() }
            var random = SeededRandom(20_261_123)
            var canvas = Canvas(width: 40, height: 12)
            for round in 0..<80 {
                for _ in 0..<Int.random(in: 1...6, using: &random) { change(&canvas, &random) }
                try await harness.show(canvas)
                #expect(harness.terminal.lines == shown(canvas), "round \(round) on \(term)")
                let incremental = harness.terminal.grid
                harness.screen.redraw()
                try await harness.settle()
                #expect(differences(incremental, harness.terminal.grid) == [], "round \(round) on \(term)")
            }
            #expect(harness.terminal.unknown == [])
        }

        private func change(_ canvas: inout Canvas, _ random: inout SeededRandom) {
            let style = Style(
                Role.allCases.randomElement(using: &random) ?? .plain, on: Ground.allCases.randomElement(using: &random) ?? .normal,
                .init(rawValue: [0, 0, 1, 2, 4, 8].randomElement(using: &random) ?? 0))
            let x = Int.random(in: -3..<40, using: &random)
            let y = Int.random(in: 0..<12, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: canvas.fill(Rect(x: x, y: y, width: 12, height: 3), style)
            case 1: canvas.ground(Rect(x: 0, y: y, width: 40, height: 1), style.ground)
            case 2:
                // Everything moves up a line, as in a log.
                let old = canvas
                for row in 0..<11 { for column in 0..<40 { canvas.put(old[column, row + 1], x: column, y: row) } }
            default: canvas.write(Self.pieces.randomElement(using: &random) ?? "", x: x, y: y, style)
            }
        }

        private func differences(_ left: [[VirtualTerminal.Glyph]], _ right: [[VirtualTerminal.Glyph]]) -> [String] {
            var found: [String] = []
            for (y, row) in left.enumerated() {
                for (x, glyph) in row.enumerated() where look(glyph) != look(right[y][x]) {
                    found.append("\(x),\(y): \(glyph) against \(right[y][x])")
                }
            }
            return found
        }

        /// What of a glyph can be seen: a space has no ink, unless it is underlined or reversed.
        private func look(_ glyph: VirtualTerminal.Glyph) -> String {
            let codes = glyph.style.split(separator: ";")
            guard glyph.text == " ", !codes.contains("7") else { return glyph.text + glyph.style }
            let paper = glyph.style.range(of: "48;5;").map { glyph.style[$0.lowerBound...] } ?? ""
            return " " + (codes.contains("4") ? "4" : "") + (codes.first { $0.count == 2 && $0.hasPrefix("4") && $0 != "48" } ?? "") + paper
        }

        /// What the terminal is to show: where this C library does not know a character's width, a replacement stands for it.
        private func shown(_ canvas: Canvas) -> [String] {
            canvas.trimmedLines.map { line in
                var text = String.UnicodeScalarView()
                for scalar in line.unicodeScalars {
                    let width = TextWidth.columns(of: scalar)
                    if width == 0 || libraryColumns(of: scalar) == width {
                        text.append(scalar)
                    } else {
                        text.append(contentsOf: (width == 2 ? "\u{fffd} " : "\u{fffd}").unicodeScalars)
                    }
                }
                return String(String(text).reversed().drop { $0 == " " }.reversed())
            }
        }
    }
}
