import Testing

@testable import Console

/// Scenarios of the lab are found by their own names, not only behind the command that lists them.
@Suite struct PaletteScenarioTests {
    @Test func aTypedScenarioIsPlayedByEnter() {
        var console = ConsoleDriver { $0.scenarios = ["calm", "vpn-drop"] }
        console.press("Ctrl-P")
        console.type("vpn")
        #expect(console.text.contains("Play scenario vpn-drop"))
        console.press("Enter")
        console.expect(.begin(EffectID(.console, "scenario"), .labScenario("vpn-drop")))
        console.finish()
    }

    @Test func onARealPlatformThereAreNone() {
        var console = ConsoleDriver()
        console.press("Ctrl-P")
        console.type("vpn")
        #expect(!console.text.contains("scenario"))
    }
}
