import Feeds
import Host
import Terminal
import Testing

@testable import Console

/// Ages, numbers and times as they are said.
@Suite struct WordsTests {
    @Test(arguments: [(0.0, "<1m"), (59, "<1m"), (95, "1m"), (3599, "59m"), (3600, "1h"), (172_799, "47h"), (172_800, "2d")])
    func agesGoInCoarseSteps(seconds: Double, words: String) { #expect(Numbers.age(seconds) == words) }

    @Test(arguments: [(7.0, "7s"), (134, "2m14s"), (660, "11m"), (11_100, "3h05m"), (90_000, "1d1h")])
    func spansKeepTheirSeconds(seconds: Double, words: String) { #expect(Numbers.span(seconds) == words) }

    @Test(arguments: [
        (0.967, 3, "0.967"), (0.9999, 3, "1.000"), (-0.05, 1, "-0.1"), (-0.001, 1, "0.0"), (.nan, 3, "NaN"), (.infinity, 3, "+Inf"),
        (-.infinity, 3, "-Inf"), (1e300, 3, "huge"),
    ])
    func decimals(value: Double, digits: Int, words: String) { #expect(Numbers.decimal(value, digits) == words) }

    @Test(arguments: [(14, "14"), (1500, "1,500"), (20_000, "20k"), (2_000_000, "2M"), (1_250_000, "1.2M")])
    func shortNumbers(number: Int, words: String) { #expect(Numbers.short(number) == words) }

    @Test func timesCarryTheirMark() {
        #expect(WallClock().time(Night.now) == "14:03:20Z")
        #expect(WallClock(offset: 3600).full(Night.now) == "2026-11-23 15:03:20+01:00")
        #expect(WallClock(offset: -12_600).minute(Night.now) == "10:33-03:30")
    }

    @Test func aMomentIsShownByTheRulesOfItsOwnTime() {
        // Summer time ends at 01:00Z on 25 October 2026, while the console is open.
        let end = Timestamp(rfc3339: "2026-10-25T01:00:00Z")!
        let clock = WallClock(name: "Berlin") { $0 < end ? 7200 : 3600 }
        #expect(clock.time(end + .seconds(-1)) == "02:59:59+02:00")
        #expect(clock.time(end + .seconds(1)) == "02:00:01+01:00")
        var console = ConsoleDriver { $0.clock = clock }
        console.send(.ticked(end + .seconds(-60)))
        #expect(console.canvas.line(0).hasSuffix("02:59+02:00 "))
        console.send(.ticked(end + .seconds(60)))
        #expect(console.canvas.line(0).hasSuffix("02:01+01:00 "))
    }

    private func standing(_ state: Freshness.State, streams: Bool = true, age: Double = 0, error: String? = nil) -> String {
        var freshness = Freshness(state, streams: streams, since: Night.ago(age))
        freshness.lastSuccess = Night.ago(age)
        freshness.lastError = error
        return Standing(freshness, now: Night.now).text
    }

    @Test func aStandingSaysWhatIsAndSinceWhen() {
        #expect(standing(.live) == "live")
        #expect(standing(.live, age: 4000) == "live")
        #expect(standing(.live, streams: false, age: 8) == "now")
        #expect(standing(.live, streams: false, age: 47) == "40s")
        #expect(
            standing(.stale, age: 95, error: "k3d did not answer at 100.85.38.128:6550: connection refused.")
                == "stale 1m: connection refused")
        #expect(standing(.off("not configured")) == "off: not configured")
        #expect(standing(.connecting, age: 2) == "connecting")
        #expect(standing(.connecting, age: 12) == "no answer yet")
        #expect(standing(.connecting, age: 47) == "no answer for 40s")
        #expect(standing(.failed, error: "MLflow is failing (500): internal error") == "failed: internal error")
    }

    @Test func anErrorIsShortenedToItsLastClauseAndAddressesStayWhole() {
        #expect(Standing.short("k3d did not answer at 127.0.0.1:6550: connection refused.") == "connection refused")
        #expect(Standing.short("no route to 127.0.0.1:6550") == "no route to 127.0.0.1:6550")
        #expect(Standing.short("evil\u{1b}[2J") == "evil·[2J")
    }
}
