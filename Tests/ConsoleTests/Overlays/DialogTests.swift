import Terminal
import TestSupport
import Testing
import Triage

@testable import Console

/// Forms, questions, help, and the choice of a context.
@Suite struct DialogTests {
    private func night() -> ConsoleDriver {
        var console = ConsoleDriver()
        console.beginNight()
        return console
    }

    private func form(_ console: ConsoleDriver) -> Form? { if case .form(let form) = console.state.overlay { form } else { nil } }

    @Test func aQuestionOfOnesOwnGoesWithTheTriage() throws {
        var console = night()
        console.press("T")
        console.send(.painted(console.state.paintSerial))
        console.type("did the batch job start at 14:00?")
        try expectSnapshot(console.canvas, named: "form-question-80x24.txt", file: DeckTests.file)
        console.press("Enter")
        #expect(console.state.shared.triages.first?.question == "did the batch job start at 14:00?")
    }

    @Test func keysTypedBeforeADialogWasSeenDoNotReachIt() throws {
        var console = night()
        console.send(.key(.character("T")), .key(.character("x")), .key(.enter))
        #expect(try #require(form(console)).entries[0].field.isEmpty)
        #expect(console.state.shared.triages.isEmpty)
        console.send(.painted(console.state.paintSerial))
        console.type("x")
        #expect(try #require(form(console)).entries[0].field.text == "x")
    }

    @Test func aFrameFromBeforeTheDialogDoesNotCountAsSeen() {
        var console = night()
        let old = console.state.paintSerial
        console.send(.key(.character("T")), .painted(old), .key(.enter))
        #expect(console.state.overlay != nil)
        #expect(console.state.shared.triages.isEmpty)
    }

    @Test func escAsksBeforeItDestroysTypedText() {
        var console = night()
        console.press("T")
        console.send(.painted(console.state.paintSerial))
        console.type("abc")
        console.press("Esc")
        #expect(console.text.contains("Discard what you typed?"))
        console.press("n")
        #expect(console.text.contains("abc"))
        console.press("Esc", "y")
        #expect(console.state.overlay == nil)
        console.press("T", "Esc")
        #expect(console.state.overlay == nil, "nothing was typed, nothing is asked")
        console.finish()
    }

    @Test func aClosedChoiceRefusesOtherWordsAndCompletesByTab() {
        var console = night()
        console.press(":")
        console.type("theme")
        console.press("Enter")
        console.send(.painted(console.state.paintSerial))
        console.send(.key(.control("u")))
        console.type("x")
        console.press("Enter")
        #expect(console.text.contains("Theme can be dark, light, high-contrast, colour-blind."))
        console.send(.key(.control("u")))
        console.type("hi")
        console.press("Tab", "Enter")
        #expect(console.state.theme == "high-contrast")
        console.expect(.begin(EffectID(.console, "theme"), .saveTheme("high-contrast")))
        console.finish()
    }

    @Test func theContextIsChosenByKeyOrDigit() throws {
        var console = night()
        console.press("c")
        try expectSnapshot(console.canvas, named: "contexts-80x24.txt", file: DeckTests.file)
        console.press("j", "Enter")
        #expect(console.state.context == "k3d")
        #expect(console.canvas.line(0).contains("[k3d]"))
        console.press("c", "1")
        #expect(console.state.context == "gcp")
        console.press("c", "j", "Esc")
        #expect(console.state.context == "gcp")
        console.finish()
    }

    @Test func helpListsTheKeysOfThisPlaceWithReasons() throws {
        var console = ConsoleDriver(columns: 120, rows: 50)
        console.beginNight()
        console.press("4", "?")
        try expectSnapshot(console.canvas, named: "help-120x50.txt", file: DeckTests.file)
        console.press("?")
        #expect(console.state.overlay == nil)
        console.finish()
    }

    @Test func leavingAsksOnlyWhileATriageRuns() {
        var console = night()
        console.press("q")
        console.expect(.quit)
        console.press("t", "Esc", "q")
        #expect(console.text.contains("1 triage is still running and will be ended without a"))
        console.press("Enter")
        #expect(console.state.overlay == nil, "the default is no")
        console.ignoreEffects()
        console.press("q", "y")
        console.expect(.quit)
        console.finish()
    }

    @Test func suspendAndRedrawAreTheTerminalsBusiness() {
        var console = night()
        console.press("Ctrl-Z", "Ctrl-L")
        console.expect(.suspend)
        console.expect(.redraw)
        console.finish()
    }
}
