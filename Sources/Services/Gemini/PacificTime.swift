import Host

extension Timestamp {
    /// The next midnight in California, when Gemini's daily quotas are renewed: 07:00 UTC in summer, 08:00 in winter.
    ///
    /// Summer time runs from the second Sunday of March to the first Sunday of November, 02:00 local (Energy Policy Act of 2005).
    var nextPacificMidnight: Timestamp {
        let year = civil.year
        for day in 0...2 {
            let midnight = utcMidnight + .seconds(day * 86_400)
            for hour in [7, 8] {
                let candidate = midnight + .seconds(hour * 3600)
                let summer = candidate >= Self.summerTime(year).start && candidate < Self.summerTime(year).end
                if candidate > self, (hour == 7) == summer { return candidate }
            }
        }
        return self + .seconds(86_400)
    }

    private var utcMidnight: Timestamp {
        let day: Int64 = 86_400_000
        return Timestamp(milliseconds: milliseconds - ((milliseconds % day) + day) % day)
    }

    /// When summer time starts and ends in California, in UTC: 02:00 local is 10:00 before the start and 09:00 before the end.
    private static func summerTime(_ year: Int) -> (start: Timestamp, end: Timestamp) {
        (sunday(2, month: 3, year) + .seconds(10 * 3600), sunday(1, month: 11, year) + .seconds(9 * 3600))
    }

    /// Midnight UTC of the nth Sunday of a month.
    private static func sunday(_ number: Int, month: Int, _ year: Int) -> Timestamp {
        let digits = { (value: Int, width: Int) in String(repeating: "0", count: max(0, width - String(value).count)) + String(value) }
        let first = Timestamp(rfc3339: "\(digits(year, 4))-\(digits(month, 2))-01T00:00:00Z") ?? Timestamp(milliseconds: 0)
        // 1970-01-01 was a Thursday: day 3 of a week that starts on Sunday is 4.
        let weekday = Int(first.milliseconds / 86_400_000 + 4) % 7
        return first + .seconds(((7 - weekday) % 7 + (number - 1) * 7) * 86_400)
    }
}
