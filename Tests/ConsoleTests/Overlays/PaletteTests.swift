import Feeds
import Terminal
import TestSupport
import Testing

@testable import Console

@Suite struct PaletteTests {
    private func night(columns: Int = 80, rows: Int = 24, _ change: (inout Options) -> Void = { _ in }) -> ConsoleDriver {
        var console = ConsoleDriver(columns: columns, rows: rows, change)
        console.beginNight()
        return console
    }

    private func palette(_ console: ConsoleDriver) -> Palette? {
        if case .palette(let palette) = console.state.overlay { palette } else { nil }
    }

    @Test func itListsCommandsWithKeysAndReasons() throws {
        var console = night()
        console.press("4", ":")
        try expectSnapshot(console.canvas, named: "palette-commands-80x24.txt", file: DeckTests.file)
    }

    @Test func itFindsThingsOfEveryKind() throws {
        var console = night(columns: 160, rows: 50)
        console.press("Ctrl-P")
        console.type("iris")
        try expectSnapshot(console.canvas, named: "palette-iris-160x50.txt", file: DeckTests.file)
        let titles = palette(console)?.items.map(\.title) ?? []
        for title in [
            "iris-classifier", "iris-classification", "ml-apps/\(Night.irisName)", "iris OOM: batch of 48k rows over 256Mi",
            "Search all reports for “iris”",
        ] {
            #expect(titles.contains(title), "\(title) in \(titles)")
        }
    }

    @Test func enterOpensTheThingFound() {
        var console = night()
        console.press(":")
        console.type("iris-classifier-7")
        console.press("Enter")
        #expect(console.state.pages.top?.crumbs == ["k3d", "ml-apps", Night.irisName])
    }

    @Test func anExactAliasWinsOverWhatResemblesIt() {
        var console = night()
        console.press(":")
        console.type("po")
        console.press("Enter")
        #expect(console.state.focus == 0)
        #expect(console.state.pages.top == nil)
    }

    @Test func anAliasOfAPaneLeavesThePagesForIt() {
        var console = night()
        console.press("Enter", ":")
        console.type("apps")
        console.press("Enter")
        #expect(console.state.pages.top == nil)
        #expect(console.state.focus == 3)
    }

    @Test func aCommandThatCannotRunSaysWhyAndThePaletteStays() {
        var console = night()
        console.press("4", ":")
        console.type("triage")
        console.press("Enter")
        #expect(console.text.contains("Select a pod, an alert, a failed run or a model to triage."))
        #expect(palette(console) != nil)
        console.finish()
    }

    @Test func whatIsTypedFastArrivesWhole() {
        var console = night()
        console.send(.key(.character(":")), .key(.character("q")), .key(.enter))
        console.expect(.quit)
        console.finish()
    }

    @Test func escKeepsTheTextForUp() {
        var console = night()
        console.press(":")
        console.type("wine")
        console.press("Esc", ":")
        #expect(palette(console)?.field.isEmpty == true)
        console.press("Up")
        #expect(palette(console)?.field.text == "wine")
        console.press("Down", "Esc")
        #expect(console.state.overlay == nil)
    }

    @Test func itActsOnWhatWasSelectedWhenItOpened() {
        var console = night()
        console.press(":")
        console.type("triage the")
        console.send(.feed(.alerts(Night.live(Night.alerts([Night.oomAlerts().alerts[1]])))))
        console.press("Enter")
        #expect(console.state.shared.triages.isEmpty, "the alert has resolved meanwhile: nothing is triaged in its place")
        console.finish()
    }

    @Test func themesAreShownWhileTheyAreChosenAndKeptOnEnter() {
        var console = night()
        console.press(":")
        console.type("theme li")
        #expect(console.state.theme == "light")
        console.press("Esc")
        #expect(console.state.theme == "dark")
        console.press(":")
        console.type("theme li")
        console.press("Enter")
        #expect(console.state.theme == "light")
        console.expect(.begin(EffectID(.console, "theme"), .saveTheme("light")))
        console.finish()
    }

    @Test func labScenariosExistInTheLabOnly() {
        var console = night()
        console.press(":")
        console.type("scenario")
        #expect(palette(console)?.items.contains { $0.title.contains("scenario") && $0.action != .searchReports("scenario") } == false)
        console = night { $0.scenarios = ["calm", "oom"] }
        console.press(":")
        console.type("scenario")
        console.press("Enter")
        #expect(console.text.contains("Scenario"))
        console.press("Down", "Enter")
        console.expect(.begin(EffectID(.console, "scenario"), .labScenario("oom")))
        console.answer(EffectID(.console, "scenario"), .done("The lab now plays oom."))
        #expect(console.text.contains("The lab now plays oom."))
        console.finish()
    }

    @Test func searchingReportsOpensTheirListWithTheWords() {
        var console = night()
        console.press(":")
        console.type("find")
        console.press("Enter")
        console.send(.painted(console.state.paintSerial))
        console.type("batch")
        console.press("Enter")
        console.expect(.begin(console.pageID("reports"), .reports(matching: "", limit: 200)))
        console.expect(.begin(console.pageID("reports"), .reports(matching: "batch", limit: 200)))
        console.finish()
    }

    @Test func fiveThousandPodsAreFoundInNoTime() {
        var console = night()
        var view = Night.k3d()
        view.pods += (0..<5000).map { Night.wellPod("ml-apps", "worker-\($0)") }
        console.send(.feed(.cluster(context: "k3d", Night.live(view))))
        console.press(":")
        console.type("worker-4711")
        #expect(palette(console)?.items.first?.title == "ml-apps/worker-4711")
        #expect((palette(console)?.items.count ?? 0) <= 60)
    }
}
