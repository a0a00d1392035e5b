import Glibc
import Host
import TestSupport
import Testing

extension EndToEnd {
    /// The sixth and the seventh moment of a night on call, in one: a bump whose image cannot be pulled, and a line that dies during
    /// the revert.
    @Suite struct RevertNightTests {
        @Test func theRevertOfABumpSurvivesTheLine() async throws {
            let home = try Home()
            let (commits, audit, seconds) = try await Aside.run {
                let lab = try LabProcess(in: home, scenario: "pull-forbidden", pace: 1)
                let deck = try Deck.console(on: lab, in: home, columns: 160, rows: 50)
                try deck.expect("the applications") { $0.row("iris-classifier ").contains("Healthy") }
                let seconds = try bump(to: "main-48aa19c", on: deck)
                // From what the bump offers, not from memory.
                deck.press("A")
                try deck.expect("the bump in the audit") { $0.row("▸").contains("Bump image") }
                deck.press("Enter")
                try deck.expect("the revert, offered") { $0.row("next ").contains("Revert commit") }
                deck.press("G", "Enter")
                try deck.expect("the diff of the revert") { screen in
                    screen.row("   - ").contains("main-48aa19c") && screen.row("   + ").contains("main-9f00d11") && screen.text.contains("do it")
                }
                deck.press("y")
                try deck.expect("the commit of the revert") { $0.row("Commit ").contains("landed on main") || $0.text.contains("ArgoCD") }
                deck.signal(SIGHUP)
                guard try deck.wait() == (128 + SIGHUP) << 8 else { throw Unexpected("SIGHUP did not end it") }

                let next = try Deck.console(on: lab, in: home, columns: 160, rows: 50)
                next.press("J")
                try next.expect("the same operation, at its step") {
                    $0.row("Revert the bump").contains("▶") || $0.row("Revert the bump").contains("●")
                }
                try next.expect("its outcome", within: 60) { $0.row("Revert the bump").contains("●") }
                next.press("Esc")
                try next.expect("1 Clusters")
                next.press("q")
                _ = try next.wait()
                let commits = try lab.requests("github", "PUT").filter { $0.path.contains("/contents/") }
                return (commits, try Deck.newestAction(on: lab, in: home), seconds)
            }
            #expect(commits.map(\.status) == [200, 200], "the bump and its revert, each once")
            #expect(audit.contains("done: ") && audit.contains("/health answers 200"), "\(audit)")
            #expect(seconds < 10, "from the yes to pod and reason")
        }

        /// Bumps the iris classifier by hand, and waits until the console names pod and reason.
        /// - Returns: seconds from the yes on.
        private func bump(to tag: String, on deck: Pty) throws -> Double {
            deck.press("4")
            try Deck.choose("bump", titled: "Bump image", on: deck)
            try deck.expect("an image or its tags") { $0.row("Tag ").contains("main-") || $0.row("Image ").contains("-") }
            if !deck.terminal.row("Tag ").contains("main-") {
                deck.press("Ctrl-U")
                deck.type("iris-classifier")
                deck.press("Enter")
                try deck.expect("the tags") { $0.row("Tag ").contains("main-") }
            }
            deck.press("Ctrl-U")
            deck.type(tag)
            deck.press("Enter")
            try deck.expect("the plan") { $0.row("   + ").contains(tag) && $0.text.contains("do it") }
            deck.press("y")
            let start = ContinuousClock.now
            try deck.expect("pod and reason") { $0.text.contains("cannot pull its image: the registry wants") }
            return Double((ContinuousClock.now - start).components.seconds)
        }
    }
}
