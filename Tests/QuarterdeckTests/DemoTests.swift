import Host
import TestSupport
import Testing

extension EndToEnd {
    /// `quarterdeck demo`, as somebody sees it who has just installed it.
    @Suite struct DemoTests {
        @Test func itSaysThatThisIsTheLabAndEveryPaneFills() async throws {
            let home = try Home()
            try await Aside.run {
                let deck = try Deck.demo(in: home)
                try deck.expect("gcp's nodes") { $0.row("gcp  ").contains("ready") }
                try deck.expect("k3d's broken pod") { $0.text.contains("OOMKilled") }
                try deck.expect("ModelPodOOMKilled")
                try deck.expect("the model's gate") { $0.row("iris-classification").contains("gate") }
                try deck.expect("the application's state") { $0.row("iris-classifier  ").contains("Sync") }
                try deck.expect("a run") { $0.row("#").contains("main") }
                try deck.expect("No report yet")
                try deck.expect("every service answering") { screen in
                    (1...5).allSatisfy { number in ["live", "now"].contains { screen.title(number).contains(" \($0) ") } }
                }
                deck.press("q")
                _ = try deck.wait()
            }
        }

        @Test func aScenarioIsPlayedFromThePaletteAndCalmMendsIt() async throws {
            let home = try Home()
            try await Aside.run {
                let deck = try Deck.demo(in: home, ["--scenario", "calm", "--pace", "10"])
                try deck.expect("that all is well") { $0.lines[0].contains("k3d ●") && $0.row("iris-classifier  ").contains("Healthy") }
                try Deck.choose("crashloop", titled: "Play scenario crashloop", on: deck)
                try deck.expect("a pod that cannot start", within: 60) { $0.row("✗").contains("iris-classifier") }
                try Deck.choose("calm", titled: "Play scenario calm", on: deck)
                try deck.expect("that all is well again", within: 90) { $0.lines[0].contains("k3d ●") && !$0.row("iris-classifier-").contains("✗") }
                deck.press("q")
                _ = try deck.wait()
            }
        }

        @Test(arguments: ["demo", "lab"]) func aScenarioThatThereIsNotIsRefusedWithThoseThereAre(command: String) async throws {
            let outcome = try await Binary.run([command, "--scenario", "nope"], in: try Home())
            #expect(outcome.status == 2 && outcome.output.isEmpty)
            #expect(outcome.errors.hasPrefix("The lab knows no scenario \"nope\"; it has calm, demo, oom, "), "\(outcome.errors)")
            let help = try await Binary.run([command, "--help"], in: try Home())
            #expect(help.output.contains("alert-storm: Forty alerts in a minute"), "\(help.output)")
        }

        @Test func focusFollowsDigitsAndTab() async throws {
            let home = try Home()
            try await Aside.run {
                let deck = try Deck.demo(in: home)
                try deck.expect("ModelPodOOMKilled")
                deck.press("3")
                try deck.expect("the cursor in Models") { $0.row("▸").contains("classification") }
                deck.press("Tab")
                try deck.expect("the cursor in Applications") { $0.row("▸").contains("Sync") }
                deck.press("BackTab")
                try deck.expect("the cursor in Models again") { $0.row("▸").contains("classification") }
                deck.press("q")
                _ = try deck.wait()
            }
        }

        @Test func thePaletteOpensAndClosesAndAFilterNarrows() async throws {
            let home = try Home()
            try await Aside.run {
                let deck = try Deck.demo(in: home)
                try deck.expect("coredns")
                deck.press(":")
                deck.type("theme")
                try deck.expect("Change the theme")
                deck.press("Esc")
                try deck.expect("the palette gone") { !$0.text.contains("Change the theme") }
                deck.press("1", "/")
                deck.type("iris")
                try deck.expect("only what matches") { !$0.text.contains("coredns") && $0.text.contains("ml-apps/iris-class") }
                deck.press("Enter", "Esc")
                try deck.expect("coredns")
                deck.press("q")
                _ = try deck.wait()
            }
        }

        @Test func aTriageIsWrittenStoredListedAndReadAgain() async throws {
            let home = try Home()
            let wrong = try await Aside.run {
                let settings = try Deck.untouchedSettings()
                let deck = try Deck.demo(in: home)
                try deck.expect("the cursor on the critical alert") { $0.row("▸").contains("ModelPodOOMKilled") }
                deck.press("t")
                try deck.expect("Found by rule (no model)", within: 30)
                try deck.expect("stored, took", within: 60)
                try deck.expect("Written by gemini-3.1-flash-lite")
                let title = deck.terminal.lines.first { $0.contains("›") } ?? ""
                guard title.contains("triage") else { throw Unexpected("no bread-crumb:\n\(deck.terminal.text)") }
                deck.press("Esc")
                try deck.expect("1 kept")
                deck.press("r")
                try deck.expect("the list of reports") { $0.text.contains("reports") && $0.row("▸").contains("critical") }
                deck.press("Enter")
                try deck.expect("Found by rule (no model)")
                // Two Esc at once would be one key with Alt.
                deck.press("Esc")
                try deck.expect("the list of reports") { !$0.text.contains("Found by rule") }
                deck.press("Esc")
                try deck.expect("1 Clusters")
                deck.press("q")
                let status = try deck.wait()
                return Deck.remains(deck, settings: settings) + (status == 0 ? [] : ["exit status \(status)"])
            }
            #expect(wrong == [])
        }

        @Test func itIsDrawnRightAfterEachResize() async throws {
            let home = try Home()
            let wrong = try await Aside.run {
                let settings = try Deck.untouchedSettings()
                let deck = try Deck.demo(in: home)
                try deck.expect("ModelPodOOMKilled")
                for (columns, rows) in [(80, 24), (220, 60), (160, 50)] {
                    deck.resize(columns: columns, rows: rows)
                    try deck.expect("the deck at \(columns)x\(rows)") { screen in
                        let lines = screen.lines
                        return lines.count == rows && lines[rows - 1].contains("palette") && lines[0].contains("LAB")
                            && lines[0].count >= columns - 2
                            && (1...6).allSatisfy { number in lines.count { $0.contains("\(number) \(Self.titles[number - 1])") } == 1 }
                    }
                }
                deck.press("q")
                let status = try deck.wait()
                return Deck.remains(deck, settings: settings) + (status == 0 ? [] : ["exit status \(status)"])
            }
            #expect(wrong == [])
        }

        private static let titles = ["Clusters", "Alerts & targets", "Models", "Applications", "Pipelines", "Reports"]
    }
}

extension VirtualTerminal {
    /// The first line that holds `text`; empty when none does.
    func row(_ text: String) -> String { lines.first { $0.contains(text) } ?? "" }

    /// A pane's title line, from its number on to the end of the pane.
    func title(_ number: Int) -> String {
        for line in lines {
            for frame in ["╭\(number) ", "─\(number) "] {
                guard let start = line.firstRange(of: frame) else { continue }
                return String(line[start.lowerBound...].dropFirst().prefix { $0 != "╮" })
            }
        }
        return ""
    }
}
