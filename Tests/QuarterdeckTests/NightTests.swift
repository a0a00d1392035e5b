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
        @Test func theEdgeGoesAndComesBack() async throws {
            try await together(["hang", "refuse"]) { fault in try await theEdgeGoes(fault) }
        }

        private func theEdgeGoes(_ fault: String) async throws {
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
                // An action there is refused with that reason, and nothing is sent.
                deck.press("1", "G")
                try deck.expect("the cursor on one of k3d's pods") { $0.row("▸").contains("/") }
                try Deck.choose("delete", titled: "Delete the pod", on: deck)
                try deck.expect("why not") { screen in
                    screen.text.contains("k3d: no answer since") && screen.text.contains("Nothing is sent there until it answers.")
                }
                deck.press("Esc")
                try deck.expect("the deck") { !$0.text.contains("╭") }
                deck.press("g")
                guard try lab.requests("kubernetes-k3d", "DELETE").isEmpty else { throw Unexpected("a pod was deleted") }
                try lab.mend("kubernetes-k3d")
                try deck.expect("k3d live again, without a key", within: 10) { $0.row("k3d  ").contains("ready") }
                deck.press("q")
                _ = try deck.wait()
            }
        }

        /// The list re-orders as delete is pressed: what was seen is what is named, and what is deleted.
        @Test func theDialogStaysAboutThePodThatWasSeen() async throws {
            let home = try Home()
            let (pod, sent) = try await Aside.run {
                let lab = try LabProcess(in: home, scenario: "calm", pace: 10)
                let deck = try Deck.console(on: lab, in: home, columns: 160, rows: 50)
                // The pods of both contexts are more than the pane has rows: k3d's stand at its end.
                try deck.expect("both contexts") { screen in ["gcp  ", "k3d  "].allSatisfy { screen.row(" " + $0).contains("ready") } }
                deck.press("1", "G")
                try deck.expect("the cursor on the last of them") { $0.row("▸").contains("ml-apps/wine-quality") }
                let pod = deck.terminal.row("▸").split(separator: " ").first { $0.contains("wine-quality") } ?? ""
                try Deck.choose("delete", titled: "Delete the pod", on: deck)
                try deck.expect("context, pod and uid") { screen in
                    screen.row(" (pod)").contains("k3d/\(pod)") && screen.row(" (pod)").contains("uid ") && screen.text.contains("do it")
                }
                let named = deck.terminal.row(" (pod)")
                try lab.play("crashloop")
                try deck.expect("another pod above it", within: 60) { !$0.lines[0].contains("k3d ●") }
                guard deck.terminal.row(" (pod)") == named else { throw Unexpected("the dialog is about another:\n\(deck.terminal.text)") }
                deck.press("y")
                try deck.expect("what came of it", within: 60) { $0.text.contains("has gone; wine-quality-xgboost") }
                let sent = try lab.requests("kubernetes-k3d", "DELETE")
                return (String(pod), sent)
            }
            #expect(sent.map(\.path) == ["/api/v1/namespaces/ml-apps/pods/\(pod.split(separator: "/").last ?? "")"])
        }

        /// The pod that was seen has gone by the key press: it is said, and nothing is done.
        @Test func aPodThatHasGoneMeanwhileIsSaidAndNothingIsDone() async throws {
            let home = try Home()
            let (sent, pods) = try await Aside.run {
                let lab = try LabProcess(in: home, scenario: "oom", pace: 10)
                let deck = try Deck.console(on: lab, in: home, columns: 160, rows: 50)
                try deck.expect("the cursor on the critical alert") { $0.row("▸").contains("ModelPodOOMKilled") }
                try Deck.choose("delete", titled: "Delete the pod", on: deck)
                try deck.expect("the question") { $0.text.contains("do it") }
                let name = deck.terminal.row(" (pod)").split(separator: " ").first { $0.contains("k3d/") }?.split(separator: "/").last ?? ""
                let path = "/api/v1/namespaces/ml-apps/pods"
                try lab.ask("kubernetes-k3d", "\(path)/\(name)", method: "DELETE", token: "lab-k3d-operator")
                try lab.expect("the pod gone") { try !lab.ask("kubernetes-k3d", path, token: "lab-k3d-operator").contains("\"\(name)\"") }
                deck.press("y")
                try deck.expect("that it had gone") { $0.text.contains("the pod had gone already; nothing was done.") }
                deck.press("q")
                _ = try deck.wait()
                return (try lab.requests("kubernetes-k3d", "DELETE"), try lab.ask("kubernetes-k3d", path, token: "lab-k3d-operator"))
            }
            #expect(sent.map(\.status) == [200, 404], "the other client's, and ours")
            #expect(pods.contains("\"iris-classifier-") && !pods.contains("deletionTimestamp"), "the pod in its place is left alone")
        }

        /// Gemini says 404 or 429: the finding by rule stands, and the report says why there is no more.
        @Test(arguments: [("retired", "Set another model"), ("capacity", "capacity is used up"), ("quota-day", "quota")])
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
