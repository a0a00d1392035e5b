import Host
import TestSupport
import Testing

extension EndToEnd {
    /// A training launched by hand: seen in the pipelines pane at once, followed to its gate, and the image it built is offered.
    @Suite struct LaunchNightTests {
        @Test func aTrainingIsLaunchedFollowedAndItsImageIsOffered() async throws {
            let home = try Home()
            let (dispatches, audit) = try await Aside.run {
                let lab = try LabProcess(in: home, scenario: "calm", pace: 20)
                let deck = try Deck.console(on: lab, in: home, columns: 160, rows: 50)
                try deck.expect("the pipelines") { $0.row("model#409").contains("●") }
                deck.press("L")
                try deck.expect("the workflow's inputs") { $0.row("Branch or tag ").contains("main") && $0.text.contains("n_estimators") }
                deck.press("Enter")
                try deck.expect("the plan") { $0.text.contains("/dispatches") && $0.text.contains("do it") }
                deck.press("y")
                try deck.expect("the new run in its pane") { $0.text.contains("model#410") }
                try deck.expect("its gate", within: 60) { $0.lines.suffix(2).joined().contains("0.85") }
                deck.press("A")
                try deck.expect("the training in the audit") { $0.row("▸").contains("Launch training") }
                deck.press("Enter")
                try deck.expect("the offer of its image") { $0.row("next ").contains("Bump the image") }
                deck.press("G", "Enter")
                try deck.expect("the plan of the bump") { $0.row("   + ").contains("image: ") && $0.text.contains("do it") }
                deck.press("n")
                try deck.expect("the page again") { !$0.text.contains("do it") }
                deck.press("Esc")
                try deck.expect("the audit again") { $0.text.contains("deck › audit") }
                deck.press("Esc")
                try deck.expect("1 Clusters")
                deck.press("q")
                _ = try deck.wait()
                return (try lab.requests("github", "POST").filter { $0.path.contains("/dispatches") }, try Deck.newestAction(on: lab, in: home))
            }
            #expect(dispatches.count == 1)
            #expect(audit.contains("done: ") && audit.contains("95%"), "\(audit)")
        }
    }
}
