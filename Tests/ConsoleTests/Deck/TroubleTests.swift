import Feeds
import Terminal
import Testing

@testable import Console

/// A service that fails: what its title has no room for is said at the foot, and "no answer" only where there was none.
@Suite struct TroubleTests {
    private func night() -> ConsoleDriver {
        var console = ConsoleDriver()
        console.beginNight()
        return console
    }

    @Test func theWholeReasonStandsAtTheFootOfTheFocusedPane() {
        var console = night()
        let error = "GitHub rejected the token from env:GITHUB_TOKEN; make a new one."
        console.send(.feed(.pipelines(Night.stale(Night.pipelines(), seconds: 90, error))))
        console.pass(2)
        console.press("5")
        #expect(console.text.contains("▲ \(error)"))
        console.send(.feed(.pipelines(Night.live(Night.pipelines()))))
        #expect(!console.text.contains(error))
    }

    @Test func aRejectedTokenIsNotCalledNoAnswer() {
        var console = night()
        console.send(.feed(.cluster(context: "k3d", Night.stale(Night.k3d(), seconds: 90, "k3d rejected the token of user \"ops\"."))))
        console.pass(2)
        #expect(console.text.contains("k3d  ✗ nothing new since 14:01:50Z (rejected the token of user \"ops\")"))
        #expect(!console.text.contains("k3d: k3d"))
    }

    @Test func servicesThatRefuseAreNoSilentControlPlane() {
        var console = night()
        let error = "The service rejected the token."
        console.send(
            .feed(.alerts(Night.stale(Night.oomAlerts(), seconds: 60, error))), .feed(.models(Night.stale(Night.models(), seconds: 60, error))),
            .feed(.applications(Night.stale(Night.applications(), seconds: 60, error))))
        console.pass(2)
        #expect(!console.text.contains("control plane"))
        #expect(console.text.contains("rejected the token"))
    }

    @Test func aFoldNamesWhatItHides() {
        var console = night()
        console.send(
            .feed(.cluster(context: "k3d", Night.stale(Night.k3d(), seconds: 90, "k3d did not answer at k3d:6550: connection refused."))))
        console.pass(2)
        console.press("2", "g")
        #expect(console.text.contains("Enter shows or hides ModelPodOOMKilled, ModelHighMemoryUsage, ModelPodFreq"))
    }
}
