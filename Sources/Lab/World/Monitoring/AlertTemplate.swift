/// The part of Prometheus' templates that the rules use: `{{ $labels.pod }}`, `{{ $value | humanize }}`.
enum AlertTemplate {
    static func render(_ template: String, labels: [String: String], value: Double) -> String {
        var output = ""
        var rest = template[...]
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
            output += rest[..<open.lowerBound]
            let words = rest[open.upperBound..<close.lowerBound].split(whereSeparator: { $0.isWhitespace || $0 == "|" })
            output += text(of: words.map(String.init), labels: labels, value: value)
            rest = rest[close.upperBound...]
        }
        return output + rest
    }

    private static func text(of words: [String], labels: [String: String], value: Double) -> String {
        guard let subject = words.first else { return "" }
        if subject.hasPrefix("$labels.") { return labels[String(subject.dropFirst("$labels.".count))] ?? "" }
        switch words.dropFirst().first {
        case "humanizePercentage": return fourDigits(value * 100) + "%"
        case "humanize": return fourDigits(value)
        default: return PrometheusNumber.text(value)
        }
    }

    /// Go's `%.4g`, for the magnitudes that occur here.
    private static func fourDigits(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return PrometheusNumber.text(value) }
        var step = 1.0
        while abs(value) / step >= 10_000 { step *= 10 }
        while abs(value) / step < 1000 { step /= 10 }
        let digits = (value / step).rounded()
        // Division by a power of ten above one is exact where multiplication by one below is not.
        return PrometheusNumber.text(step >= 1 ? digits * step : digits / (1 / step).rounded())
    }
}
