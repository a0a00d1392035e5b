import Archive
import Terminal
import TestSupport
import Testing

@testable import Console

/// The list of all reports and its search.
@Suite struct ReportsTests {
    private func opened() -> ConsoleDriver {
        var console = ConsoleDriver()
        console.beginNight()
        console.press("r")
        console.expect(.begin(console.pageID("reports"), .reports(matching: "", limit: 200)))
        console.answer(console.pageID("reports"), .reports(Night.reports, total: 41))
        return console
    }

    @Test func theyAreListedNewestFirst() throws {
        let console = opened()
        #expect(console.text.contains("41 kept"))
        try expectSnapshot(console.canvas, named: "reports-80x24.txt", file: DeckTests.file)
    }

    @Test func theFullTextOfAllIsSearchedWhileTyping() throws {
        var console = opened()
        console.press("/")
        console.type("ba")
        console.expect(.begin(console.pageID("reports"), .reports(matching: "b", limit: 200)))
        console.expect(.begin(console.pageID("reports"), .reports(matching: "ba", limit: 200)))
        var found = Night.reports[0]
        found.snippet = "A 48,000-row \u{2}batch\u{3} request exceeds the limit"
        console.answer(console.pageID("reports"), .reports([found], total: 41))
        try expectSnapshot(console.canvas, named: "reports-search-80x24.txt", file: DeckTests.file)
        console.press("Enter", "Enter")
        #expect(console.state.pages.top?.thing == .report(id: "r2", title: Night.reports[0].title))
        console.press("Esc")
        #expect(console.state.pages.top?.searched == "ba", "back in the search as it was")
    }

    @Test func anAnswerToFewerLettersNeverLandsAfterOneToMore() {
        var console = opened()
        console.press("/")
        console.type("b")
        let first = console.ticket(console.pageID("reports"))
        console.type("x")
        console.answer(console.pageID("reports"), .reports([], total: 41))
        #expect(console.answer(console.pageID("reports"), .reports(Night.reports, total: 41), for: first) == false)
        #expect(console.text.contains("No report holds “bx”."))
    }

    @Test func escTakesTheSearchBack() {
        var console = opened()
        console.press("/")
        console.type("ba")
        console.ignoreEffects()
        console.press("Esc")
        console.expect(.begin(console.pageID("reports"), .reports(matching: "", limit: 200)))
        console.finish()
    }

    @Test func goingBackFromWhatWasFoundLeadsToAllReportsAndOnlyThenAway() {
        var console = opened()
        console.press("/")
        console.type("ba")
        console.press("Enter")
        console.ignoreEffects()
        #expect(console.canvas.lines.last?.contains("Esc all again") == true)
        console.press("Esc")
        console.expect(.begin(console.pageID("reports"), .reports(matching: "", limit: 200)))
        #expect(console.state.pages.top?.crumbs == ["reports"])
        console.press("Esc")
        #expect(console.state.pages.top == nil)
    }

    @Test func theListDoesNotOfferItself() {
        var console = opened()
        #expect(console.canvas.lines.last?.contains("r reports") == false)
        console.press("r")
        #expect(console.text.contains("These are the stored reports.") && console.state.pages.all.count == 1)
    }

    @Test func anArchiveThatCannotBeReadSaysWhy() {
        var console = ConsoleDriver()
        console.press("r")
        console.answer(console.pageID("reports"), .failed("The archive is locked by another program."))
        #expect(console.text.contains("The archive is locked by another program."))
        #expect(console.text.contains("failed"))
    }
}
