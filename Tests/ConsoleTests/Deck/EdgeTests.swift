import Feeds
import Host
import Settings
import Terminal
import Testing

@testable import Console

/// What happens at the edges: nothing configured, windows resized, clocks that jump, answers that come too late.
@Suite struct EdgeTests {
    @Test func withoutAnyContextTheDeckSaysWhatToConfigure() {
        var console = ConsoleDriver { $0.contexts = [] }
        #expect(console.text.contains("No cluster context is configured: add [[contexts]] to config.toml."))
        console.press("c")
        #expect(console.text.contains("No cluster context is configured"))
        console.press("Enter", "t", "l", "j")
        console.finish()
    }

    @Test func withOneContextThereIsNothingToChoose() {
        var console = ConsoleDriver { $0.contexts = ["prod"] }
        console.press("c")
        #expect(console.text.contains("There is one context only: prod."))
    }

    @Test func aResizeKeepsTheSelectionInSight() {
        var console = ConsoleDriver(columns: 160, rows: 50)
        console.beginNight()
        console.press("1", "G")
        let selected = console.state.panes.all[0].roster.selected
        for (columns, rows) in [(80, 24), (60, 12), (220, 60), (80, 11)] {
            console.send(.resized(columns: columns, rows: rows))
            #expect(console.state.panes.all[0].roster.selected == selected)
            #expect(console.selectedLine != nil || console.state.layout.slots[0].style == .summary, "\(columns)x\(rows)")
        }
    }

    @Test func aPageIsLaidOutAgainForItsNewWidth() {
        var console = ConsoleDriver(columns: 160, rows: 50)
        console.beginNight()
        console.press("Enter")
        console.send(.resized(columns: 60, rows: 16))
        #expect(console.canvas.lines.allSatisfy { TextWidth.columns($0) <= 60 })
        #expect(console.text.contains("expression"))
    }

    @Test func aClockThatJumpsBackFreezesNothing() {
        var console = ConsoleDriver()
        console.beginNight()
        console.press("j")
        console.send(.ticked(Night.ago(7200)))
        #expect(console.state.shared.isHeld == false)
        _ = console.canvas
    }

    @Test func aLaptopThatSleptShowsOneRefresh() {
        var console = ConsoleDriver()
        console.beginNight()
        console.pass(8 * 3600)
        #expect(console.text.contains("22:03Z"))
        #expect(console.state.animates == false)
    }

    @Test func anAnswerForAPageThatWasLeftIsDropped() {
        var console = ConsoleDriver()
        console.beginNight()
        console.press("l")
        let id = console.pageID("log")
        let ticket = console.ticket(id)
        console.press("Esc")
        #expect(console.answer(id, .log(LogChunk(bytes: [65, 10])), for: ticket) == false)
        // Even one that slipped through finds nobody.
        console.send(.answered(id, .log(LogChunk(bytes: [65, 10]))))
        #expect(console.state.pages.top == nil)
    }

    @Test func aContextThatConfigDoesNotKnowIsIgnored() {
        var console = ConsoleDriver()
        console.send(.feed(.cluster(context: "elsewhere", Night.live(Night.k3d()))))
        #expect(!console.text.contains("elsewhere"))
    }

    @Test func withoutConfiguredContextsThoseThatFeedsKnowAreShown() throws {
        let options = try Options(Settings())
        var console = ConsoleDriver { ($0.contexts, $0.showsEveryContext) = (options.contexts, options.showsEveryContext) }
        console.send(.feed(.cluster(context: "k3d", Night.live(Night.k3d()))))
        #expect(console.state.shared.options.contexts == ["k3d"])
        #expect(console.state.shared.context == "k3d")
        #expect(console.text.contains("k3d"))
    }

    @Test func aListWithoutAlertsIsOnlyCalmWhereSomethingCouldFire() {
        var console = ConsoleDriver(columns: 160, rows: 50)
        console.beginNight()
        var alerts = Night.alerts([])
        alerts.traffic = .none
        console.send(.feed(.alerts(Night.live(alerts))))
        #expect(console.text.contains("▲ no traffic measured"))
        alerts.traffic = .measured(12)
        console.send(.feed(.alerts(Night.live(alerts))))
        #expect(!console.text.contains("traffic"))
        alerts.rules = []
        alerts.prometheus = Freshness(.live)
        console.send(.feed(.alerts(Night.live(alerts))))
        #expect(console.text.contains("▲ no rules configured"))
    }

    @Test func copyingSaysOnlyWhatIsKnown() {
        var console = ConsoleDriver()
        console.beginNight()
        console.press("Y")
        console.expect(.copy("ModelPodOOMKilled"))
        console.send(.copied(.sentThrough("tmux")))
        #expect(console.text.contains("Sent to the terminal, but tmux may keep it"))
        console.press("5", "Y")
        console.expect(.copy("https://github.com/example/model-source/actions/runs/9412"))
        console.finish()
    }

    @Test func theNumbersOfFiveThousandPodsAreRight() {
        var console = ConsoleDriver(columns: 160, rows: 50)
        var view = Night.k3d()
        view.pods += (0..<4995).map { Night.wellPod("ml-apps", "worker-\($0)") }
        console.send(.feed(.cluster(context: "k3d", Night.live(view))))
        #expect(console.text.contains("5,000 pods 1✗ 4,999●"))
        console.press("1", "G")
        #expect(console.selectedLine?.contains("worker-4994") == true)
    }
}
