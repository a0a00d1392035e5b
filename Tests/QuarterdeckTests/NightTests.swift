import Host
import TestSupport
import Testing

extension EndToEnd {
    /// Moments of a night on call, played with the lab in a process of its own.
    @Suite struct NightTests {
        /// 03:07, 80x24, over a phone.
        @Test func theCursorIsOnTheOneCriticalThing() async throws {
            let home = try Home()
            let status = try await Aside.run {
                let lab = try LabProcess(in: home)
                for site in ["prometheus", "alertmanager"] { try lab.fault(site, "hang") }
                let deck = try Deck.console(on: lab, in: home)
                try deck.expect("what it waits for") { $0.title(2).contains("connecting") || $0.title(2).contains("no answer yet") }
                for site in ["prometheus", "alertmanager"] { try lab.mend(site) }
                try deck.expect("the cursor on the critical alert, with its age") { screen in
                    let row = screen.row("▸")
                    return row.contains("ModelPodOOMKilled") && row.contains("crit") && row.last == "m"
                }
                try deck.expect("since when, and the key") { screen in
                    screen.lines[22].contains("firing since") && screen.lines[23].contains("t triage")
                }
                try deck.expect("both contexts' health at the top") { $0.lines[0].contains("gcp ●") && $0.lines[0].contains("k3d ") }
                deck.press("q")
                return try deck.wait()
            }
            #expect(status == 0)
        }

        /// The edge drops off the VPN: packets vanish, or the port is closed.
        @Test(arguments: ["hang", "refuse"]) func theEdgeGoesAndComesBack(fault: String) async throws {
            let home = try Home()
            try await Aside.run {
                let lab = try LabProcess(in: home)
                let deck = try Deck.console(on: lab, in: home)
                try deck.expect("both contexts") { screen in
                    ["gcp  ", "k3d  "].allSatisfy { screen.row(" " + $0).contains("ready") } && screen.text.contains("ModelPodOOMKilled")
                }
                try lab.fault("kubernetes-k3d", fault)
                var flickered = false
                try deck.expect("since when k3d does not answer", within: 35) { screen in
                    if !screen.row("gcp  ").contains("● ready") { flickered = true }
                    return screen.row("k3d  ").contains("no answer since")
                }
                try deck.expect("the alerts folded") { $0.text.contains("k3d: no answer since") && $0.text.contains("folded") }
                guard !flickered, deck.terminal.lines[0].contains("gcp ●") else {
                    throw Unexpected("gcp felt it; the screen:\n\(deck.terminal.text)")
                }
                try lab.mend("kubernetes-k3d")
                try deck.expect("k3d live again, without a key", within: 10) { $0.row("k3d  ").contains("ready") }
                deck.press("q")
                _ = try deck.wait()
            }
        }

        /// Gemini says 404 or 429: the finding by rule stands, and the report says why there is no more.
        @Test(arguments: [("retired", "Set model ="), ("capacity", "capacity is used up"), ("quota-day", "quota")])
        func theFindingStandsWithoutTheModel(behaviour: String, reason: String) async throws {
            let home = try Home()
            try await Aside.run {
                let lab = try LabProcess(in: home)
                try lab.gemini(behaviour)
                let deck = try Deck.console(on: lab, in: home, columns: 160, rows: 50)
                try deck.expect("the cursor on the critical alert") { $0.row("▸").contains("ModelPodOOMKilled") }
                deck.press("t")
                try deck.expect("the finding by rule", within: 30) {
                    $0.text.contains("Found by rule (no model)") && $0.text.contains("✗ ")
                }
                try deck.expect("why there is no more", within: 30) { $0.text.contains(reason) }
                try deck.expect("stored, took", within: 30)
                guard !deck.terminal.text.contains("Written by") else {
                    throw Unexpected("a model wrote:\n\(deck.terminal.text)")
                }
                deck.press("Esc")
                try deck.expect("1 Clusters")
                deck.press("q")
                _ = try deck.wait()
            }
        }
    }
}
