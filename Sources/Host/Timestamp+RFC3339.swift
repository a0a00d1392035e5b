extension Timestamp {
    /// Reads an RFC 3339 date and time: `2026-11-23T03:07:00Z`, with any number of fraction digits (Kubernetes
    /// sends nine, GitHub logs seven) and any offset. Digits past the millisecond are dropped.
    ///
    /// `nil` for anything else, and for the zero time `0001-01-01T00:00:00Z` by which Go programs say "never".
    public init?(rfc3339 text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        func number(_ digits: Int) -> Int? {
            guard bytes.count >= digits else { return nil }
            var value = 0
            for byte in bytes.prefix(digits) {
                guard byte >= 48, byte <= 57 else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            bytes.removeFirst(digits)
            return value
        }
        func skip(_ accepted: String) -> Bool {
            guard let byte = bytes.first, accepted.utf8.contains(byte) else { return false }
            bytes.removeFirst()
            return true
        }
        guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2), skip("Tt "),
            let hour = number(2), skip(":"), let minute = number(2), skip(":"), let second = number(2),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60, year > 1
        else { return nil }
        var fraction = 0
        if skip(".,") {
            var digits = 0
            while let byte = bytes.first, byte >= 48, byte <= 57 {
                if digits < 3 { fraction = fraction * 10 + Int(byte - 48) }
                digits += 1
                bytes.removeFirst()
            }
            guard digits > 0 else { return nil }
            for _ in digits..<max(3, digits) { fraction *= 10 }
        }
        var offset = 0
        if !skip("Zz") {
            let sign = bytes.first == 45 ? -1 : 1
            guard skip("+-"), let hours = number(2), skip(":"), let minutes = number(2) else { return nil }
            offset = sign * (hours * 60 + minutes) * 60
        }
        guard bytes.isEmpty else { return nil }
        let days = Timestamp.days(year: year, month: month, day: day)
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(milliseconds: Int64(seconds) * 1000 + Int64(fraction))
    }

    /// `2026-11-23T03:07:00Z`, in UTC, without a fraction.
    public var rfc3339: String {
        let date = civil
        return "\(padded(date.year, 4))-\(padded(date.month))-\(padded(date.day))T\(clock)Z"
    }

    /// `03:07:00`, in UTC.
    public var clock: String {
        let second = secondOfDay
        return "\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))"
    }

    /// Year, month and day in UTC.
    public var civil: (year: Int, month: Int, day: Int) {
        // Days to civil date: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let z = dayNumber + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private var dayNumber: Int { Int((milliseconds - (milliseconds < 0 ? 86_399_999 : 0)) / 86_400_000) }
    private var secondOfDay: Int { Int((milliseconds - Int64(dayNumber) * 86_400_000) / 1000) }

    /// Days since 1970-01-01 of a date in the Gregorian calendar (Howard Hinnant, as above).
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
