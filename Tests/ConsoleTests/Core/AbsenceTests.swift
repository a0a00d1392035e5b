import Feeds
import Terminal
import Testing

@testable import Console

/// Who comes back to a terminal is told what changed since the last key.
@Suite struct AbsenceTests {
    private func away(_ seconds: Double, meanwhile: (inout ConsoleDriver) -> Void) -> ConsoleDriver {
        var console = ConsoleDriver(columns: 160, rows: 50)
        console.beginCalm()
        console.pass(2)
        console.press("j")
        console.pass(1)
        console.pass(seconds - 1)
        meanwhile(&console)
        return console
    }

    private func breakThings(_ console: inout ConsoleDriver) {
        console.send(
            .feed(.alerts(Night.live(Night.oomAlerts()))), .feed(.cluster(context: "k3d", Night.live(Night.k3d()))),
            .feed(.applications(Night.live(Night.applications()))), .feed(.pipelines(Night.live(Night.pipelines(), streams: false))))
    }

    @Test func theFirstKeyAfterAWhileSaysWhatChanged() {
        var console = away(600, meanwhile: breakThings)
        console.press("k")
        #expect(
            console.text.contains(
                "Since 14:03Z: ModelHighMemoryUsage and 1 more firing, iris-classifier-7c9d8f6b5-x2lq7 in trouble, iris-classifier broken or out of sync, #411 failed."
            ))
        console.press("k")
        #expect(!console.text.contains("Since 14:03Z"), "once")
    }

    @Test func aTerminalThatIsLookedAtAgainNeedsNoKey() {
        var console = away(600) { _ in }
        console.send(.key(.focusGained))
        #expect(console.text.contains("Since 14:03Z: nothing has changed."))
    }

    @Test func aShortLookElsewhereIsNoAbsence() {
        var console = away(60, meanwhile: breakThings)
        console.press("k")
        #expect(!console.text.contains("Since 14:03Z"))
    }

    @Test func theFirstAnswerOfAServiceIsNoChange() {
        var console = ConsoleDriver(columns: 160, rows: 50)
        console.press("j")
        console.pass(1)
        console.pass(599)
        console.beginNight()
        console.press("j")
        #expect(console.text.contains("nothing has changed"))
    }
}
