import Host

/// One service's answer to `quarterdeck check`.
struct CheckResult: Sendable {
    /// What was asked: "k3d", "Prometheus".
    var service: String
    /// Version, and as whom it knows us.
    var version = "", identity = ""
    /// How long the first answer took.
    var latency: Duration?
    /// Its clock minus ours, from the Date header (whole seconds).
    var clockOffset: Duration?
    /// Why it does not answer, or what to know although it does; one sentence.
    var sentence = ""
    /// What came of it.
    var outcome = Outcome.answers

    enum Outcome { case answers, fails, off }
}

/// The table that `quarterdeck check` prints.
enum CheckTable {
    private static let titles = ["SERVICE", "STATE", "VERSION", "AS", "TIME", "CLOCK"]

    /// The table, with the sentences of what does not answer below it. No colour: it is as useful in a file.
    static func text(_ results: [CheckResult]) -> String {
        let rows = [titles] + results.map(cells)
        var text = PlainTable.lines(rows).map { $0 + "\n" }.joined()
        for result in results where !result.sentence.isEmpty { text += "\n\(result.service): \(SafeText.line(result.sentence))" }
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private static func cells(_ result: CheckResult) -> [String] {
        let state =
            switch result.outcome {
            case .answers: "answers"
            case .fails: "fails"
            case .off: "off"
            }
        let latency = result.latency.map { "\(max(1, $0.milliseconds)) ms" } ?? "-"
        let clock = result.clockOffset.map { abs($0.seconds) < 2 ? "same" : "\($0.seconds > 0 ? "+" : "")\(Int($0.seconds)) s" } ?? "-"
        return [result.service, state, result.version, result.identity, latency, clock].map { $0.isEmpty ? "-" : $0 }
    }
}
