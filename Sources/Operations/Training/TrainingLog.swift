import Host
import Services

/// What a job's log says of a training, read from its text: figures, rows, gate, where it logged to; and what its failed step says.
///
/// A log is written for people and by anybody's script: what is not found is not known.
struct TrainingLog: Sendable {
    /// Lines without their times, colours and control characters.
    let lines: [String]

    init(_ log: JobLog) {
        lines = String(decoding: log.bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map { Self.plain($0) }
    }

    /// The metric as the last line that has it says: `accuracy=0.9667`, `Accuracy: 96.67%`.
    func value(of metric: String) -> Double? {
        let metric = metric.lowercased()
        for line in lines.reversed() {
            for number in Self.numbers(after: metric, in: line.lowercased(), unless: Self.otherKinds) where (0...1).contains(number) {
                return number
            }
        }
        return nil
    }

    /// Rows of the test set: `holdout 30 rows`, `n_test=30`, `split 120/30`.
    var rows: Int? {
        for line in lines.reversed() {
            let line = line.lowercased()
            for word in Self.rowWords {
                for number in Self.numbers(after: word, in: line) where number >= 2 && number < 1e9 && number == number.rounded() {
                    return Int(number)
                }
            }
        }
        return nil
    }

    /// The gate that the script says it applies: `below the gate 0.85`, `MIN_ACCURACY: 0.85`.
    func gate(of metric: String) -> Double? {
        for word in ["min_" + metric.lowercased(), metric.lowercased() + "_threshold", "gate", "threshold"] {
            for line in lines {
                for number in Self.numbers(after: word, in: line.lowercased()) where (0...1).contains(number) { return number }
            }
        }
        return nil
    }

    /// The folder of the runner that it logged to instead of a tracking server.
    var localTracking: String? {
        for line in lines {
            guard let range = line.firstRange(of: "file:/"), line.contains("track") || line.contains("mlruns") else { continue }
            return String(line[range.lowerBound...].prefix { !$0.isWhitespace && $0 != "\"" && $0 != "'" }.prefix(120))
        }
        return nil
    }

    /// Whether a name stands in it as a word.
    func names(_ name: String) -> Bool {
        lines.contains { line in
            guard let range = line.firstRange(of: name) else { return false }
            let before = line[..<range.lowerBound].last, after = line[range.upperBound...].first
            return !Self.isWordPart(before) && !Self.isWordPart(after)
        }
    }

    /// The line that says why the step failed: GitHub's own `##[error]` is often only "Process completed with exit code 1.", and the cause
    /// stands above it, in the same step.
    var firstError: String? {
        let marks = lines.indices.filter { lines[$0].contains("##[error]") }
        let isGeneric = { (line: String) in line.contains("Process completed with exit code") || line.contains("The operation was canceled") }
        if let own = marks.first(where: { !isGeneric(lines[$0]) }) { return Self.cut(lines[own].replacing("##[error]", with: "")) }
        guard let end = marks.first else { return nil }
        let start = lines[..<end].lastIndex { $0.hasPrefix("##[group]Run ") } ?? lines.startIndex
        let inside = lines[start..<end].drop { $0 != "##[endgroup]" }.dropFirst().filter { !$0.isEmpty && !Self.isChatter($0) }
        return (inside.first { line in Self.errorWords.contains { line.lowercased().contains($0) } } ?? inside.last).map(Self.cut)
    }

    // MARK: Text

    private static let rowWords = ["holdout", "hold-out", "test_rows", "n_test", "test rows", "test samples", "test set", "/"]
    private static let errorWords = [
        "error", "fail", "exception", "below the", "assert", "fatal", "critical", "undefined", "denied", "not found", "leak", "vulnerab",
    ]
    /// Words before a metric that make it another one.
    private static let otherKinds: Set<Substring> = [
        "min", "minimum", "required", "target", "baseline", "previous", "best", "train", "training", "validation", "val", "old",
    ]

    private static func isChatter(_ line: String) -> Bool { line.hasPrefix("DEBUG") || line.hasPrefix("INFO") || line.contains("##[debug]") }

    private static func cut(_ line: String) -> String {
        let line = SafeText.line(line.drop { $0.isWhitespace })
        return line.count > 160 ? line.prefix(159) + "…" : line
    }

    /// A line without the runner's time and without colours.
    private static func plain(_ line: Substring) -> String {
        var rest = line
        // 2026-11-23T14:03:07.0816283Z, with a space behind it.
        if let space = rest.firstIndex(of: " "), rest[..<space].utf8.count == 28, rest[..<space].last == "Z" {
            rest = rest[space...].dropFirst()
        }
        guard rest.contains("\u{1b}") else { return SafeText.line(rest) }
        var text = ""
        while let escape = rest.firstIndex(of: "\u{1b}") {
            text += rest[..<escape]
            rest = rest[escape...].dropFirst()
            guard rest.first == "[" else { continue }
            // Parameters, then one letter that ends the sequence (ECMA-48, section 5.4).
            rest = rest.dropFirst().drop { $0.isNumber || $0 == ";" || $0 == "?" }.dropFirst()
        }
        return SafeText.line(text + rest)
    }

    private static func isWordPart(_ character: Character?) -> Bool {
        character.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" } ?? false
    }

    /// Numbers that stand right behind a word, a percentage as a share; the word is not part of another, nor behind one of `unless`.
    private static func numbers(after word: String, in line: String, unless: Set<Substring> = []) -> [Double] {
        guard !word.isEmpty else { return [] }
        return line.ranges(of: word).compactMap { range in
            if word != "/" {
                guard !isWordPart(line[..<range.lowerBound].last), !isWordPart(line[range.upperBound...].first) else { return nil }
            } else {
                guard line[..<range.lowerBound].contains("split") else { return nil }
            }
            let before = line[..<range.lowerBound].split { !$0.isLetter }.last
            if let before, unless.contains(before) { return nil }
            let rest = line[range.upperBound...].drop { " :=\"'*`|>".contains($0) }
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let number = Double(digits.last == "." ? digits.dropLast() : digits) else { return nil }
            return rest[digits.endIndex...].first == "%" ? number / 100 : number
        }
    }
}
