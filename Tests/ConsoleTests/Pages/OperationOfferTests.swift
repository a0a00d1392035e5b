import Archive
import Host
import Operations
import Terminal
import TestSupport
import Testing

@testable import Console

/// What an action offers next stands on its page, and is planned like anything else.
@Suite struct OperationOfferTests {
    private let revert = OperationRequest(kind: "image.bump", parameters: ["name": "iris-classifier", "reverts": "5be1c0d"])

    private var stuck: AuditRecord {
        var record = AuditRecord()
        record.id = "7f0c"
        record.kind = "image.bump"
        record.title = "Bump image of iris-classifier"
        record.state = .failed
        record.author = "ada"
        record.created = Night.ago(90)
        record.finished = Night.ago(20)
        record.outcome = "iris-classifier-9f-x2 cannot pull its image: main-9f00d11 is not in the registry."
        record.offers = #"[{"title":"Revert the bump","request":{"kind":"image.bump","parameters":{"name":"iris-classifier","reverts":"5be1c0d"}}}]"#
        return record
    }

    private func opened() -> ConsoleDriver {
        var console = ConsoleDriver(columns: 120, rows: 30)
        console.beginNight()
        console.answer(EffectID(.console, "audit"), .audit([stuck]))
        console.press("A")
        console.answer(console.pageID("audit"), .audit([stuck]))
        console.press("Enter")
        console.answer(console.pageID("operation"), .operationDetail(stuck, plan: nil, steps: []))
        console.ignoreEffects()
        return console
    }

    @Test func enterOnAnOfferShowsItsPlan() throws {
        var console = opened()
        #expect(console.text.contains("Revert the bump"))
        console.press("G", "Enter")
        guard case .begin(_, .plan(let request)) = try #require(console.effects.last) else { return #expect(Bool(false), "nothing was planned") }
        #expect(request == revert)
        guard case .plan = console.state.overlay else { return #expect(Bool(false), "no plan is shown") }
    }

    @Test func whatGoesOnIsSaidAtTheStart() {
        var console = ConsoleDriver(columns: 120, rows: 30)
        console.beginNight()
        var record = stuck
        record.state = .following
        record.step = "Commit 5be1c0d landed 03:31:02Z."
        console.answer(EffectID(.console, "audit"), .audit([record]))
        #expect(console.text.contains("Under way: Bump image of iris-classifier, Commit 5be1c0d landed 03:31:02Z."))
        #expect(console.text.contains("1 operation ▶"))
    }

    @Test func offersOfAnotherVersionAreLeftOut() {
        #expect(Outcome.offers("[{\"title\":\"Fly\"}]").isEmpty)
        #expect(Outcome.offers("no JSON").isEmpty)
        #expect(Outcome.offers(stuck.offers) == [.init("Revert the bump", revert)])
    }
}
