import Terminal
import Testing

@testable import Console

@Suite struct MouseTests {
    private func click(_ console: inout ConsoleDriver, _ text: String) {
        for (y, line) in console.canvas.lines.enumerated() {
            guard let range = line.firstRange(of: text) else { continue }
            console.send(.key(.mouse(.init(.press, x: line.distance(from: line.startIndex, to: range.lowerBound), y: y))))
            return
        }
        Issue.record("\(text) is not on screen.")
    }

    @Test func aClickSelectsAndFocusesAndASecondOneOpens() {
        var console = ConsoleDriver(columns: 160, rows: 50)
        console.beginNight()
        click(&console, "wine-quality-xgboost Synced")
        #expect(console.state.focus == 3)
        #expect(console.selectedLine?.contains("wine-quality-xgboost") == true)
        #expect(console.state.pages.top == nil)
        console.pass(0.2)
        click(&console, "wine-quality-xgboost Synced")
        #expect(console.state.pages.top?.crumbs == ["wine-quality-xgboost"])
    }

    @Test func twoClicksFarApartInTimeAreTwoClicks() {
        var console = ConsoleDriver(columns: 160, rows: 50)
        console.beginNight()
        click(&console, "wine-quality-xgboost Synced")
        console.pass(2)
        click(&console, "wine-quality-xgboost Synced")
        #expect(console.state.pages.top == nil)
    }

    @Test func aClickOnASummaryLineFocusesThePane() {
        var console = ConsoleDriver(columns: 80, rows: 14)
        console.beginCalm()
        click(&console, "Pipelines")
        #expect(console.state.focus == 4)
    }

    @Test func theWheelScrollsWhatIsUnderIt() {
        var console = ConsoleDriver(columns: 80, rows: 14)
        console.beginNight()
        console.press("1")
        let offset = console.state.panes.all[0].roster.offset
        console.send(.key(.mouse(.init(.wheelDown, x: 5, y: 3))))
        #expect(console.state.panes.all[0].roster.offset > offset)
    }

    @Test func clicksBesideEverythingDoNothing() {
        var console = ConsoleDriver()
        console.beginNight()
        let before = console.text
        for (x, y) in [(0, 0), (79, 23), (500, 500), (-1, -1)] {
            console.send(.key(.mouse(.init(.press, x: x, y: y))))
            #expect(console.text == before, "a click at \(x), \(y)")
        }
        console.finish()
    }
}
