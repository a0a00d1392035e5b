/// Sample values as Prometheus writes them: strings, without an exponent, `NaN`, `+Inf`.
enum PrometheusNumber {
    /// Go's `strconv.FormatFloat(value, 'f', -1, 64)`.
    static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value) { return String(whole) }
        let text = "\(value)"
        guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]) else {
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
        let sign = text.hasPrefix("-") ? "-" : ""
        let mantissa = text[..<mark].filter { $0 != "-" }
        let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        let digits = String(halves[0]) + (halves.count > 1 && halves[1] != "0" ? String(halves[1]) : "")
        let point = halves[0].count + exponent
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    /// Go's `strconv.FormatFloat(value, 'e', -1, 64)`, as the values of alerts are written: `1e+00`.
    static func exponential(_ value: Double) -> String {
        guard value.isFinite else { return text(value) }
        if value == 0 { return "0e+00" }
        let plain = text(abs(value))
        let halves = plain.split(separator: ".", omittingEmptySubsequences: false)
        let all = halves.joined()
        let digits = all.drop { $0 == "0" }
        let exponent = halves[0].count - 1 - (all.count - digits.count)
        var mantissa = String(digits)
        while mantissa.count > 1, mantissa.last == "0" { mantissa.removeLast() }
        if mantissa.count > 1 { mantissa.insert(".", at: mantissa.index(after: mantissa.startIndex)) }
        let size = String(abs(exponent))
        return (value < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + (size.count < 2 ? "0" : "") + size
    }
}
