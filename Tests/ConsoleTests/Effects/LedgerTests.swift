import Testing

@testable import Console

@Suite struct LedgerTests {
    private let log = EffectID(.page(1), "log")

    @Test func beginningAgainMakesTheEarlierAnswersVoid() {
        var ledger = Ledger()
        let first = ledger.begin(log)
        let second = ledger.begin(log)
        #expect(!ledger.isAlive(first))
        #expect(ledger.isAlive(second))
        ledger.finish(first)
        #expect(ledger.isAlive(second), "an old one's end does not end the new one")
        ledger.finish(second)
        #expect(ledger.count == 0)
    }

    @Test func anOwnerThatGoesTakesAllItsRequestsAlong() {
        var ledger = Ledger()
        let mine = ledger.begin(log)
        let other = ledger.begin(EffectID(.page(2), "log"))
        #expect(ledger.endAll(.page(1)) == [log])
        #expect(!ledger.isAlive(mine))
        #expect(ledger.isAlive(other))
    }
}
