import Host

/// How numbers, ages and times are said. Ages go in coarse steps: a calm screen must not tick.
package enum Numbers {
    /// `<1m`, `14m`, `2h`, `3d`, `2y`: how long ago, for rows.
    package static func age(_ seconds: Double) -> String {
        switch seconds {
        case ..<60: "<1m"
        case ..<3600: "\(Int(seconds) / 60)m"
        case ..<172_800: "\(Int(seconds) / 3600)h"
        case ..<63_072_000: "\(Int(seconds) / 86_400)d"
        default: "\(Int(seconds) / 31_536_000)y"
        }
    }

    /// How long ago a moment was; empty when it is not known.
    package static func age(since moment: Timestamp?, now: Timestamp) -> String { moment.map { age((now - $0).seconds) } ?? "" }

    /// `20s`, `40s`, `2m`, `3h`: how old data is, in steps that change seldom.
    static func step(_ seconds: Double) -> String { seconds < 60 ? "\(max(0, Int(seconds)) / 20 * 20)s" : age(seconds) }

    /// `2m14s`, `11m`, `3h05m`: how long something took.
    static func span(_ seconds: Double) -> String {
        let whole = max(0, Int(seconds))
        switch whole {
        case ..<60: return "\(whole)s"
        case ..<600 where whole % 60 != 0: return "\(whole / 60)m\(padded(whole % 60))s"
        case ..<3600: return "\(whole / 60)m"
        case ..<86_400: return "\(whole / 3600)h\(padded(whole / 60 % 60))m"
        default: return "\(whole / 86_400)d\(whole / 3600 % 24)h"
        }
    }

    /// `14`, `1,500`, `20k`, `2M`.
    static func short(_ number: Int) -> String {
        switch number {
        case ..<10_000: grouped(number)
        case ..<1_000_000: "\(number / 1000)k"
        case ..<10_000_000 where number % 1_000_000 >= 100_000: "\(number / 1_000_000).\(number % 1_000_000 / 100_000)M"
        default: "\(number / 1_000_000)M"
        }
    }

    /// `1,500`.
    package static func grouped(_ number: Int) -> String {
        var digits = Array(String(abs(number)))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: index)
            index -= 3
        }
        return (number < 0 ? "-" : "") + String(digits)
    }

    /// `7.6Gi` for `7938132Ki`: Kubernetes quantities in a unit that can be read; others as they are.
    static func quantity(_ text: String) -> String {
        guard text.hasSuffix("Ki"), let kibibytes = Int(text.dropLast(2)), kibibytes >= 1024 else { return text }
        let (unit, size) = kibibytes >= 1_048_576 ? ("Gi", 1_048_576) : ("Mi", 1024)
        let tenths = kibibytes * 10 / size
        return tenths >= 100 || tenths % 10 == 0 ? "\(tenths / 10)\(unit)" : "\(tenths / 10).\(tenths % 10)\(unit)"
    }

    /// `31%`.
    package static func percent(_ share: Double) -> String { share.isFinite ? "\(Int((share * 100).rounded()))%" : "?%" }

    /// With `digits` after the point: `0.967`; `NaN` and infinities in words.
    package static func decimal(_ value: Double, _ digits: Int = 3) -> String {
        guard value.isFinite, abs(value) < 1e12 else {
            return value.isNaN ? "NaN" : value > 0 ? (value.isFinite ? "huge" : "+Inf") : "-Inf"
        }
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((abs(value) * Double(scale)).rounded())
        let fraction = String(scaled % scale)
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard digits > 0 else { return sign + String(scaled) }
        return sign + "\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    /// `1 run`, `2 runs`.
    package static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? one : many ?? one + "s")"
    }

    static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
