import Host
import Testing

@Suite struct PacedTimeTests {
    @Test func itRunsFasterSinceItsStart() async throws {
        let before = SystemTime().now()
        let time = PacedTime(pace: 100, since: before + .seconds(-2))
        let now = time.now()
        #expect(now - before >= .seconds(198))
        let clock = ContinuousClock.now
        try await time.sleep(for: .seconds(1))
        #expect(time.now() - now >= .seconds(1))
        #expect(ContinuousClock.now - clock < .seconds(1))
    }

    @Test func twoOfTheSameStartAgree() throws {
        let one = try #require(PacedTime("300@1795404011000")), two = PacedTime(pace: 300, since: Timestamp(milliseconds: 1_795_404_011_000))
        // A tenth of a second apart for the machine.
        #expect(abs((one.now() - two.now()).seconds) < 30)
    }

    @Test(arguments: ["", "300", "0@1", "300@", "@5", "300@-1", "fast@1", "99999@1", "300@1@2"])
    func anythingElseIsNoClock(text: String) { #expect(PacedTime(text) == nil) }
}
