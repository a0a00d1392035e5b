import Foundation
import Host
import Terminal
import Testing

@Suite struct ThemeTests {
    @Test(arguments: Theme.builtIn)
    func eachBuiltInThemeSaysWhatItsFileSays(theme: Theme) throws {
        #expect(try Theme(name: theme.name, table: table(ofFile: theme.name)) == theme)
    }

    @Test func aFileNeedsOnlyWhatItChanges() throws {
        let theme = try Theme(name: "mine", table: ["ink.broken": "196", "base": "light", "title": "Mine"])
        #expect(theme[ink: .broken] == .palette(196))
        #expect(theme[ink: .muted] == Theme.light[ink: .muted])
        #expect(theme.title == "Mine")
    }

    @Test func everyMistakeIsSaidAtOnce() {
        #expect {
            try Theme(name: "mine", table: ["ink.borken": "red", "ink.broken": "crimson", "base": "solarized"])
        } throws: { error in
            "\(error)" == """
                Theme mine: base = "solarized" is no built-in theme; there are dark, light, high-contrast, colour-blind. \
                ink.borken is no entry of a theme; ink takes plain, muted, broken, degraded, moving, healthy, accent, frame, paper and ink-on \
                take normal, selected, marked, bar, alarm, raised, match. \
                ink.broken = "crimson" is no colour; write #rrggbb, 0 to 255, a name such as red or bright-blue, or terminal.
                """
        }
    }

    @Test(arguments: [
        ("#ff8000", Colour.rgb(255, 128, 0)), ("208", .palette(208)), ("bright-red", .palette(9)), ("terminal", .terminal),
    ])
    func readsColours(text: String, colour: Colour) {
        #expect(Colour(text) == colour)
    }

    @Test(arguments: ["", "256", "#ff80", "#ff80000", "#+f8000", "Red", "rgb(1,2,3)"])
    func refusesWhatIsNoColour(text: String) {
        #expect(Colour(text) == nil)
    }

    @Test func rolesKeepTheirHueInSixteenAndEightColours() {
        let expected: [Role: (Int, Int)] = [
            .broken: (9, 1), .degraded: (3, 3), .healthy: (2, 2), .moving: (12, 4), .muted: (8, -1), .plain: (-1, -1),
        ]
        for (role, (sixteen, eight)) in expected {
            #expect(Theme.dark.appearance(of: Style(role), .sixteen).foreground == sixteen, "\(role)")
            #expect(Theme.dark.appearance(of: Style(role), .eight).foreground == eight, "\(role)")
        }
    }

    @Test(arguments: Theme.builtIn, [ColourDepth.monochrome, .eight, .sixteen, .palette])
    func aSelectedRowAndABannerStandOutEverywhere(theme: Theme, depth: ColourDepth) {
        let plain = theme.appearance(of: .plain, depth)
        for ground in [Ground.selected, .bar, .alarm, .match] {
            let look = theme.appearance(of: Style(on: ground), depth)
            #expect(look.background != plain.background || look.attributes != plain.attributes, "\(ground)")
            #expect(look.foreground != look.background || look.foreground == -1)
        }
    }

    @Test func ofEightColoursNoFrameIsBlackOnTheTerminalsBlack() {
        let frame = Theme.dark.appearance(of: Style(.frame), .eight)
        #expect(frame.foreground == -1)
        #expect(frame.attributes.contains(.dim))
    }

    @Test(arguments: Theme.builtIn, [ColourDepth.eight, .sixteen, .palette])
    func inkNeverVanishesOnItsPaper(theme: Theme, depth: ColourDepth) {
        for role in Role.allCases {
            for ground in Ground.allCases {
                let look = theme.appearance(of: Style(role, on: ground), depth)
                #expect(look.foreground != look.background || look.foreground == -1, "\(role) on \(ground)")
            }
        }
    }

    @Test(arguments: [ColourDepth.eight, .sixteen])
    func aThemeThatPaintsItsPaperPaintsItUnderReversedRowsToo(depth: ColourDepth) {
        // Reversed, the terminal's own black would be black on black.
        let row = Theme.light.appearance(of: Style(on: .selected), depth)
        #expect(row.attributes == .reverse && row.foreground == 0 && row.background == (depth == .eight ? 7 : 15))
        let grey = Theme.light.appearance(of: Style(.muted), depth)
        #expect(grey.foreground == (depth == .eight ? 0 : 8))
    }

    @Test func withoutColourNothingIsColoured() {
        for style in [Style(.broken), Style(.healthy, on: .selected), Style(on: .alarm)] {
            let look = Theme.dark.appearance(of: style, .monochrome)
            #expect(look.foreground == -1 && look.background == -1)
        }
        #expect(Theme.dark.appearance(of: Style(on: .selected), .monochrome).attributes == .reverse)
    }

    /// The themes are flat enough for this: sections, and `key = "value"`.
    private func table(ofFile name: String) throws -> [String: String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "themes/\(name).toml"), encoding: .utf8)
        var section = ""
        var table: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("[") {
                section = line.dropFirst().dropLast() + "."
            } else {
                let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                table[section + parts[0]] = String(parts[1].dropFirst().dropLast())
            }
        }
        return table
    }
}

@Suite struct ColourDepthTests {
    @Test(arguments: [
        (["TERM": "xterm-256color"], 256, ColourDepth.palette), (["TERM": "xterm"], 8, .eight),
        (["TERM": "xterm", "COLORTERM": "truecolor"], 8, .palette),
        (["TERM": "linux"], 8, .eight), (["TERM": "rxvt-16color"], 16, .sixteen), (["TERM": "vt100"], -1, .monochrome),
        (["TERM": "xterm-256color", "NO_COLOR": "1"], 256, .monochrome),
        (["TERM": "xterm-256color", "NO_COLOR": ""], 256, .palette),
    ])
    func followsTheEnvironmentAndTheTerminalsDescription(variables: [String: String], described: Int, depth: ColourDepth) {
        #expect(ColourDepth.detected(Environment(variables: variables), described: described) == depth)
    }
}

@Suite struct GlyphSetTests {
    @Test(arguments: [
        (["LANG": "en_US.UTF-8"], GlyphSet.unicode), (["LANG": "C.utf8"], .unicode),
        (["LC_ALL": "C", "LANG": "en_US.UTF-8"], .ascii),
        (["LC_CTYPE": "de_DE.UTF-8", "LANG": "C"], .unicode), (["LANG": "de_DE.ISO-8859-1"], .ascii), ([:], .ascii),
    ])
    func followsTheLocale(variables: [String: String], glyphs: GlyphSet) {
        #expect(GlyphSet.detected(Environment(variables: variables)) == glyphs)
    }

    @Test func framesMarksAndBarsHaveAsciiTwins() {
        var canvas = Canvas(width: 40, height: 1)
        canvas.write("╭1─╮│●✗▲◌▶ ▁▂▃▄▅▆▇█ naïve – 数 a\u{301}…", x: 0, y: 0)
        #expect(canvas.mapped(to: .ascii).lines == ["+1-+|*X!o> _.-=+*## naive - ?? a~       "])
        #expect(canvas.mapped(to: .unicode) == canvas)
    }
}
