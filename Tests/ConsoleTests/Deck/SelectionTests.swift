import Archive
import Feeds
import Host
import Services
import Terminal
import Testing
import Triage

@testable import Console

/// Where the cursor is, and that nothing moves under it.
@Suite struct SelectionTests {
    @Test func asSoonAsTheAlertsAnswerTheCursorIsOnTheCritical() {
        var console = ConsoleDriver()
        console.send(.feed(.cluster(context: "k3d", Night.live(Night.k3d()))))
        #expect(console.selectedLine?.contains("OOMKilled x4") == true)
        console.send(.feed(.alerts(Night.live(Night.oomAlerts()))))
        #expect(console.selectedLine?.contains("ModelPodOOMKilled") == true)
        #expect(console.selectedLine?.contains("6m") == true)
        #expect(console.canvas.line(23).contains("t triage"))
    }

    @Test func aCursorThatAPersonMovedStaysWhereItIs() {
        var console = ConsoleDriver()
        console.send(.feed(.cluster(context: "k3d", Night.live(Night.k3d(broken: false)))))
        console.press("j")
        console.send(.feed(.alerts(Night.live(Night.oomAlerts()))))
        #expect(console.state.focus == 0)
    }

    @Test func theFirstAnswersRaiseNoBannerAndRingNoBell() {
        var console = ConsoleDriver { $0.bell = true }
        console.beginNight()
        #expect(console.state.banner == nil)
        console.finish()
    }

    @Test func aPodThatGetsWorseMovesUpOnlyWhenNobodyPresses() {
        var console = ConsoleDriver(columns: 160, rows: 50)
        console.beginCalm()
        console.press("1", "j", "j", "j")
        let before = console.selectedLine
        console.pass(0.5)
        console.send(.feed(.cluster(context: "k3d", Night.live(Night.k3d()))))
        #expect(console.selectedLine == before)
        #expect(console.canvas.line(9).contains("OOMKilled x4"), "the broken pod waits in its old place")
        console.pass(0.6)
        #expect(console.canvas.line(4).contains("OOMKilled x4"))
        #expect(console.selectedLine == before, "the cursor went along with its pod")
    }

    @Test func aKeyActsOnWhatWasSelectedInItsOwnContext() {
        var console = ConsoleDriver()
        console.beginNight()
        #expect(console.state.context == "gcp")
        console.press("t")
        guard case .alert(_, let context, _, _, _)? = console.state.shared.triages.first?.subject else {
            Issue.record("No triage of an alert was started.")
            return
        }
        #expect(context == "k3d")
    }

    @Test func anUnknownKeySaysSoAndAKeyFromElsewhereSaysWhere() {
        var console = ConsoleDriver(columns: 120)
        console.beginNight()
        console.press("x")
        #expect(console.text.contains("x does nothing; ? lists the keys."))
        console.press("f")
        #expect(
            console.text.contains("f does nothing here; in the log page it means: Follow the end of the log, or stop. ? lists the keys."))
    }

    @Test func aKeyThatCannotActSaysWhyForAsLongAsItTakesToRead() {
        var console = ConsoleDriver()
        console.beginNight()
        console.press("4", "l")
        let reason = "Select a pod, an alert about one, or a run with jobs to see its log."
        #expect(console.text.contains(reason))
        console.pass(3)
        #expect(console.text.contains(reason))
        console.pass(4)
        #expect(!console.text.contains(reason))
    }

    @Test func theFooterPromisesOnlyWhatWorksOnThisSelection() {
        var console = ConsoleDriver(columns: 120)
        console.beginNight()
        console.press("4")
        #expect(!console.canvas.line(23).contains("logs"))
        console.press("2")
        #expect(console.canvas.line(23).contains("l logs"))
        for hint in console.state.hints { #expect(!hint.key.isEmpty) }
    }

    @Test func filteringNarrowsWhileTypingAndEscBringsBackWhatWas() {
        var console = ConsoleDriver(columns: 160, rows: 50)
        console.beginNight()
        console.press("1", "/")
        console.type("iris")
        #expect(console.text.contains("1 Clusters /iris 1 of 10"))
        console.press("Enter")
        #expect(console.text.contains("/iris 1 of 10"))
        console.press("/")
        console.type("x")
        #expect(console.text.contains("No pod matches /irisx; Esc takes the filter away."))
        console.press("Esc")
        #expect(console.text.contains("/iris 1 of 10"))
        console.press("Esc")
        #expect(!console.text.contains("1 Clusters /iris"))
        #expect(console.state.typed == ["irisx"], "what was typed can be had again")
    }

    @Test func lettersThatAreCommandsElsewhereAreLettersInAFilter() {
        var console = ConsoleDriver()
        console.beginNight()
        console.press("/")
        console.type("jkqt:?")
        #expect(console.state.filter.text == "jkqt:?")
        console.finish()
    }

    @Test func aPasteGoesIntoTextFieldsOnly() {
        var console = ConsoleDriver()
        console.beginNight()
        console.send(.key(.paste("qqq")))
        #expect(console.text.contains("A paste goes into a text field only"))
        console.press("/")
        console.send(.key(.paste("iris\nrm -rf")))
        #expect(console.state.filter.text == "iris rm -rf")
        console.finish()
    }

    @Test func zoomGivesThePaneTheScreenAndEscTakesItBack() {
        var console = ConsoleDriver()
        console.beginNight()
        console.press("z")
        #expect(console.state.layout.slots.count == 1)
        #expect(!console.text.contains("Clusters"))
        console.press("Esc")
        #expect(console.state.layout.slots.count == 6)
    }

    @Test func tabAndDigitsMoveTheFocus() {
        var console = ConsoleDriver()
        console.beginCalm()
        console.press("Tab", "Tab")
        #expect(console.state.focus == 2)
        console.press("Shift-Tab")
        #expect(console.state.focus == 1)
        console.press("6")
        #expect(console.state.focus == 5)
        console.press("Tab")
        #expect(console.state.focus == 0)
    }

    @Test func enterOnAFoldShowsWhatIsInIt() {
        var console = ConsoleDriver(columns: 160, rows: 50)
        console.beginNight()
        console.send(.feed(.cluster(context: "k3d", Night.stale(Night.k3d(), seconds: 200, "k3d did not answer: connection refused."))))
        #expect(console.text.contains("+ ✗ k3d: no answer since 14:00:00Z, 3 alerts folded"))
        #expect(!console.text.contains("  ▲ ModelHighMemoryUsage"))
        console.press("g", "Enter")
        #expect(console.text.contains("- ✗ k3d: no answer since 14:00:00Z, 3 alerts folded"))
        #expect(console.text.contains("  ▲ ModelHighMemoryUsage"))
        console.finish()
    }

    @Test func ofAlertsOnOneLineTheGravestIsTriaged() {
        var console = ConsoleDriver(columns: 160, rows: 50)
        console.beginNight()
        console.send(.feed(.cluster(context: "k3d", Night.stale(Night.k3d(), seconds: 200, "k3d did not answer: connection refused."))))
        console.press("g", "t")
        #expect(console.state.pages.top?.crumbs.last?.hasPrefix("ModelPodOOMKilled k3d") == true)
    }

    @Test func whoeverStandsOnTheNewestReportStaysOnTheNewest() {
        var console = ConsoleDriver()
        console.beginNight()
        console.press("6")
        console.pass(2)
        let newer = Night.report("r3", "drift iris", severity: "high", kind: "drift", age: 5)
        console.send(.answered(EffectID(.console, "reports"), .reports([newer] + Night.reports, total: 3)))
        #expect(console.state.selectedOnDeck == .report(id: "r3", title: "drift iris"))
        console.press("j")
        console.pass(2)
        let newest = Night.report("r4", "drift wine", severity: "high", kind: "drift", age: 1)
        console.send(.answered(EffectID(.console, "reports"), .reports([newest, newer] + Night.reports, total: 4)))
        #expect(console.state.selectedOnDeck == .report(id: "r2", title: Night.reports[0].title), "who has moved stays on the thing")
    }

    @Test func whenTheEdgeComesBackEverythingIsLiveWithoutAKey() {
        var console = ConsoleDriver(columns: 160, rows: 50)
        console.beginNight()
        let before = console.canvas
        console.send(.feed(.cluster(context: "k3d", Night.stale(Night.k3d(), seconds: 1, "k3d did not answer: connection refused."))))
        #expect(console.canvas != before)
        console.send(.feed(.cluster(context: "k3d", Night.live(Night.k3d()))))
        #expect(console.canvas == before)
    }

    @Test func theCursorWaitsForAnEdgeThatHasNotTimedOutYet() {
        var console = ConsoleDriver()
        var calm = Night.alerts([])
        calm.targets = []
        console.send(.feed(.cluster(context: "gcp", Night.live(Night.gcp()))))
        console.send(.feed(.alerts(Night.live(calm))))
        #expect(console.state.panes.all[0].roster.selected == .context("gcp"))
        let failed = Fed<ClusterView>(nil, Freshness(.failed))
        console.send(.feed(.cluster(context: "k3d", failed)))
        #expect(console.state.focus == 0)
        #expect(console.state.panes.all[0].roster.selected == .context("k3d"))
    }

    @Test func aPersonsCursorStaysWhenTheEdgeFailsLater() {
        var console = ConsoleDriver()
        var calm = Night.alerts([])
        calm.targets = []
        console.send(.feed(.cluster(context: "gcp", Night.live(Night.gcp()))))
        console.send(.feed(.alerts(Night.live(calm))))
        console.press("3")
        let failed = Fed<ClusterView>(nil, Freshness(.failed))
        console.send(.feed(.cluster(context: "k3d", failed)))
        #expect(console.state.focus == 2)
    }
}
