import Host

/// Values in the words of a sentence.
enum Words {
    /// `accuracy 0.7927`: at most four digits behind the point, none that say nothing.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "\(value)" }
        guard abs(value) < 1e15 else { return "\(value)" }
        let scaled = (abs(value) * 10_000).rounded()
        let whole = Int(scaled) / 10_000
        var fraction = String(Int(scaled) % 10_000)
        fraction = String(repeating: "0", count: 4 - fraction.count) + fraction
        while fraction.last == "0" { fraction.removeLast() }
        return (value < 0 && scaled > 0 ? "-" : "") + (fraction.isEmpty ? "\(whole)" : "\(whole).\(fraction)")
    }

    /// One digit behind the point: `18.0`.
    static func tenth(_ value: Double) -> String {
        let scaled = Int((abs(value) * 10).rounded())
        return (value < 0 && scaled > 0 ? "-" : "") + "\(scaled / 10).\(scaled % 10)"
    }

    /// Seconds between two RFC 3339 times; `nil` when one of them is none.
    static func seconds(from start: String, to end: String) -> Int? {
        guard let start = Timestamp(rfc3339: start), let end = Timestamp(rfc3339: end) else { return nil }
        return Int((end - start).seconds)
    }

    /// `55 s`, `34 min`, `5 h`, `3 d`.
    static func span(_ seconds: Int) -> String {
        switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3600) h"
        default: "\(seconds / 86_400) d"
        }
    }

    /// What an exit code says: `137 (SIGKILL)`.
    static func exit(_ code: Int) -> String {
        let signals = [
            1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE", 9: "SIGKILL", 11: "SIGSEGV",
            13: "SIGPIPE", 15: "SIGTERM",
        ]
        if code > 128, let name = signals[code - 128] { return "\(code) (\(name))" }
        switch code {
        case 126: return "126 (not executable)"
        case 127: return "127 (command not found)"
        default: return "\(code)"
        }
    }

    /// On one line, at most `limit` characters; what is left out is said.
    static func line(_ text: String, _ limit: Int = 700) -> String {
        let line = SafeText.line(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard line.count > limit else { return line }
        return line.prefix(limit - 24) + "… (\(line.count - limit + 24) more characters)"
    }

    /// The same, but what is left out lies in the middle: long messages say what they are about first, and what is wrong last.
    static func middle(_ text: String, _ limit: Int) -> String {
        let line = line(text, 10_000)
        guard line.count > limit else { return line }
        return "\(line.prefix(limit * 4 / 10)) … \(line.suffix(limit * 6 / 10 - 3))"
    }
}
