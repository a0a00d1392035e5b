import Archive
import Host
import Testing

@Suite struct ArchiveSpendingTests {
    let place = TemporaryArchive()
    let now = moment("2026-11-23T03:07:00Z")

    private func granted(_ decision: SpendingDecision) throws -> String {
        guard case .granted(let id) = decision else {
            Issue.record("refused: \(decision)")
            return ""
        }
        return id
    }

    @Test("A granted request counts at once with its estimate, and then with what it used")
    func settling() async throws {
        let archive = try await place.open()
        let limits = SpendingLimits(requestsPerMinute: 15, requestsPerDay: 1500, tokensPerMonth: 2_000_000)
        let id = try granted(await archive.reserve(9000, limits: limits, at: now))
        #expect(try await archive.spent(since: now.startOfDay).tokens == 9000)

        try await archive.settle(id, tokens: 3100, cost: 0.0014)
        let spent = try await archive.spent(since: now.startOfMonth)
        #expect(spent.requests == 1 && spent.tokens == 3100 && spent.cost == 0.0014)
    }

    @Test("The request over the minute's limit is refused until the first of them is a minute old")
    func minute() async throws {
        let archive = try await place.open()
        let limits = SpendingLimits(requestsPerMinute: 2, requestsPerDay: 1500, tokensPerMonth: 2_000_000)
        _ = try granted(await archive.reserve(1, limits: limits, at: now))
        _ = try granted(await archive.reserve(1, limits: limits, at: now + .seconds(20)))

        let third = try await archive.reserve(1, limits: limits, at: now + .seconds(30))
        #expect(third == .refused(until: now + .seconds(60), sentence: "The budget of 2 requests a minute is used up."))
        _ = try granted(await archive.reserve(1, limits: limits, at: now + .seconds(61)))
    }

    @Test("The day's limit holds until midnight in UTC")
    func day() async throws {
        let archive = try await place.open()
        let limits = SpendingLimits(requestsPerMinute: 15, requestsPerDay: 1, tokensPerMonth: 2_000_000)
        _ = try granted(await archive.reserve(1, limits: limits, at: now))
        guard case .refused(let until, _) = try await archive.reserve(1, limits: limits, at: now + .seconds(3600)) else {
            Issue.record("granted")
            return
        }
        #expect(until.rfc3339 == "2026-11-24T00:00:00Z")
        _ = try granted(await archive.reserve(1, limits: limits, at: moment("2026-11-24T00:00:00Z")))
    }

    @Test("A prompt that would go over the month's tokens is refused until the next month")
    func month() async throws {
        let archive = try await place.open()
        let limits = SpendingLimits(requestsPerMinute: 15, requestsPerDay: 1500, tokensPerMonth: 10_000)
        _ = try granted(await archive.reserve(6000, limits: limits, at: moment("2026-11-02T00:00:00Z")))
        guard case .refused(let until, let sentence) = try await archive.reserve(6000, limits: limits, at: now) else {
            Issue.record("granted")
            return
        }
        #expect(until.rfc3339 == "2026-12-01T00:00:00Z")
        #expect(sentence.hasPrefix("The budget of 10000 tokens a month is used up (6000 spent)"))
        _ = try granted(await archive.reserve(6000, limits: limits, at: moment("2026-12-01T00:00:00Z")))
    }

    @Test("Many processes asking at once are together granted no more than the limit")
    func together() async throws {
        let place = place, now = now
        let limits = SpendingLimits(requestsPerMinute: 5, requestsPerDay: 1500, tokensPerMonth: 2_000_000)
        let granted = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    if case .granted = try await place.open().reserve(1, limits: limits, at: now) { return true }
                    return false
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(granted == 5)
    }
}
