extension Moment {
    /// Year, month, day, seconds of the day and milliseconds of the second, in UTC.
    /// The day is found by Howard Hinnant's `civil_from_days`, <https://howardhinnant.github.io/date_algorithms.html>.
    private var civil: (year: Int64, month: Int64, day: Int64, second: Int64, fraction: Int64) {
        let start = milliseconds.floor(to: 86_400_000)
        let shifted = start / 86_400_000 + 719_468
        let era = shifted.floor(to: 146_097) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let rest = milliseconds - start
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, rest / 1000,
            rest % 1000
        )
    }

    private static func padded(_ number: Int64, _ width: Int = 2) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    private func text(fraction: String) -> String {
        let date = civil
        return "\(Self.padded(date.year, 4))-\(Self.padded(date.month))-\(Self.padded(date.day))T"
            + "\(Self.padded(date.second / 3600)):\(Self.padded(date.second / 60 % 60)):\(Self.padded(date.second % 60))"
            + fraction + "Z"
    }

    /// `2026-11-23T03:07:00Z`: `metav1.Time`, GitHub, Argo CD.
    public var rfc3339: String { text(fraction: "") }
    /// `2026-11-23T03:07:00.250Z`: Prometheus and Alertmanager.
    var rfc3339Milliseconds: String { text(fraction: "." + Self.padded(civil.fraction, 3)) }
    /// `2026-11-23T03:07:00.250000Z`: `metav1.MicroTime`.
    var rfc3339Microseconds: String { text(fraction: "." + Self.padded(civil.fraction, 3) + "000") }

    /// `Mon, 23 Nov 2026 03:07:00 GMT`: the `Date` header, RFC 9110 section 5.6.7.
    var httpDate: String {
        let date = civil
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let number = milliseconds.floor(to: 86_400_000) / 86_400_000
        let weekday = days[Int(((number % 7) + 7) % 7)]
        let clock = "\(Self.padded(date.second / 3600)):\(Self.padded(date.second / 60 % 60)):\(Self.padded(date.second % 60))"
        return "\(weekday), \(Self.padded(date.day)) \(months[Int(date.month) - 1]) \(date.year) \(clock) GMT"
    }

    /// Reads `2026-11-23T03:07:00Z`, with any number of fraction digits and any offset; `nil` for anything else.
    init?(rfc3339 text: some StringProtocol) {
        var rest = Array(text.utf8)[...]
        func number(_ digits: Int) -> Int64? {
            guard rest.count >= digits, rest.prefix(digits).allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
            let value = rest.prefix(digits).reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) }
            rest.removeFirst(digits)
            return value
        }
        func skip(_ accepted: String) -> Bool {
            guard let byte = rest.first, accepted.utf8.contains(byte) else { return false }
            rest.removeFirst()
            return true
        }
        guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2), skip("Tt "),
            let hour = number(2), skip(":"), let minute = number(2), skip(":"), let second = number(2),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
        else { return nil }
        var fraction: Int64 = 0
        if skip(".") {
            let digits = rest.prefix { $0 >= 48 && $0 <= 57 }
            guard !digits.isEmpty else { return nil }
            rest.removeFirst(digits.count)
            fraction = (Array(digits.prefix(3)) + [48, 48, 48]).prefix(3).reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) }
        }
        var offset: Int64 = 0
        if !skip("Zz") {
            let sign: Int64 = rest.first == 45 ? -1 : 1
            guard skip("+-"), let hours = number(2), skip(":"), let minutes = number(2) else { return nil }
            offset = sign * (hours * 60 + minutes) * 60
        }
        guard rest.isEmpty else { return nil }
        // Howard Hinnant's `days_from_civil`.
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.floor(to: 400) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        self.init(milliseconds: (days * 86_400 + hour * 3600 + minute * 60 + second - offset) * 1000 + fraction)
    }
}
