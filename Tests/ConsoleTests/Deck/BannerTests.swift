import Feeds
import Terminal
import Testing

@testable import Console

@Suite struct BannerTests {
    private func calmThenCritical(bell: Bool = true) -> ConsoleDriver {
        var console = ConsoleDriver(columns: 120) { $0.bell = bell }
        console.beginCalm()
        console.send(.feed(.alerts(Night.live(Night.alerts([Night.oomAlert()])))))
        return console
    }

    @Test func aNewCriticalIsSaidAndRings() {
        var console = calmThenCritical()
        #expect(console.canvas.line(1).contains("✗ NEW CRITICAL  ModelPodOOMKilled k3d/ml-apps/iris-classifier-7c9d8f6b5-x2lq7"))
        console.expect(.ring)
        console.finish()
    }

    @Test func withoutTheBellItIsOnlySaid() {
        let console = calmThenCritical(bell: false)
        #expect(console.canvas.line(1).contains("✗ NEW CRITICAL"))
        console.finish()
    }

    @Test func enterGoesThereOnceItCouldBeRead() {
        var console = ConsoleDriver(columns: 120) { $0.bell = true }
        console.beginCalm()
        // Whoever has pressed a key keeps the cursor where it is.
        console.press("j")
        console.send(.feed(.alerts(Night.live(Night.alerts([Night.oomAlert()])))))
        console.expect(.ring)
        console.send(.key(.enter))
        #expect(console.state.pages.top?.crumbs.first != "ModelPodOOMKilled", "typed before it was painted: meant for the deck")
        console.press("Esc")
        #expect(console.state.banner == nil)

        console = calmThenCritical()
        console.press("Enter")
        #expect(console.state.pages.top?.crumbs.first == "ModelPodOOMKilled")
        #expect(console.state.banner == nil)
    }

    @Test func afterAnotherKeyEnterMeansTheSelectionAgain() {
        var console = calmThenCritical()
        console.press("1", "Enter")
        #expect(console.state.pages.top?.crumbs == ["gcp"])
        #expect(console.canvas.line(1).contains("NEW CRITICAL"), "it stands on every screen")
        #expect(console.canvas.line(1).contains("Esc puts this away"))
    }

    @Test func whereColumnsAreFewItStillSaysTheWayToItAndHowToBeRidOfIt() {
        var console = ConsoleDriver()
        console.beginCalm()
        console.press("j")
        console.send(.feed(.alerts(Night.live(Night.alerts([Night.oomAlert()])))))
        let line = console.canvas.line(1)
        #expect(line.contains("NEW CRITICAL") && line.contains("ModelPodOOMKilled") && line.contains("there · Esc away"), "\(line)")
        #expect(console.canvas.lines.last?.contains("Esc put away") == true)
    }

    @Test func whoIsOnItsTriageIsNotToldOfItAnyMore() {
        var console = calmThenCritical()
        console.press("2", "g", "t")
        #expect(console.state.pages.top?.crumbs.first == "triage")
        #expect(console.state.banner == nil)
    }

    @Test func itGoesWithItsAlertAndAfterAMinute() {
        var console = calmThenCritical()
        console.pass(59)
        #expect(console.state.banner != nil)
        console.pass(2)
        #expect(console.state.banner == nil)
        console = calmThenCritical()
        console.send(.feed(.alerts(Night.live(Night.alerts([])))))
        #expect(console.state.banner == nil)
    }
}
