import Host
import Testing

@testable import Services

@Suite struct PacificTimeTests {
    @Test(arguments: [
        ("2026-11-23T03:07:00Z", "2026-11-23T08:00:00Z"),  // winter: UTC-8
        ("2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z"),  // at midnight itself, the next one
        ("2026-07-01T12:00:00Z", "2026-07-02T07:00:00Z"),  // summer: UTC-7
        ("2026-03-08T07:59:00Z", "2026-03-08T08:00:00Z"),  // the night summer time starts
        ("2026-03-08T12:00:00Z", "2026-03-09T07:00:00Z"),
        ("2026-11-01T06:59:00Z", "2026-11-01T07:00:00Z"),  // the night summer time ends
        ("2026-11-01T12:00:00Z", "2026-11-02T08:00:00Z"),
        ("2026-12-31T23:00:00Z", "2027-01-01T08:00:00Z"),
    ])
    func quotasAreRenewedAtMidnightInCalifornia(now: String, next: String) throws {
        #expect(try #require(Timestamp(rfc3339: now)).nextPacificMidnight.rfc3339 == next)
    }
}
