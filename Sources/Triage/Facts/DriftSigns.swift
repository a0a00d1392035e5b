/// What was measured about a model's inputs and labels: by the training's log and by metrics of its runs. It decides between data
/// that moved and a world that did.
struct DriftSigns: Sendable {
    /// A measurement that speaks, in its own words, and where it stands.
    struct Sign: Sendable {
        var feature = "", text = ""
        var place: Finding.Citation?
        /// How far it lies beyond its limit.
        var excess = 0.0
        /// Only the words say so: no figure with a limit does.
        var isWorded = false
    }

    /// Inputs that moved, the furthest first; what tells of labels or of their relation to the inputs.
    var shifted: [Sign] = [], relation: [Sign] = []
    /// Inputs that were measured and did not move, and the largest figure among them.
    var stable = 0, most = 0.0
    /// A log that says that nothing was measured.
    var skipped: Sign?
    /// What the log knows of the outside at the change: a calendar entry, a change point.
    var note: Sign?

    /// Whether the inputs were looked at and found as before.
    var isStable: Bool { shifted.isEmpty && stable > 0 }
}

extension DriftSigns {
    /// What a log says of one column after another in the same words ("column 65: 11 nulls replaced") it says every time.
    fileprivate mutating func dropRoutine() {
        func words(_ sign: Sign) -> String { sign.text.filter { !$0.isNumber } }
        let counts = shifted.filter(\.isWorded).reduce(into: [String: Int]()) { $0[words($1), default: 0] += 1 }
        shifted.removeAll { $0.isWorded && counts[words($0), default: 0] > 4 }
    }
}

extension CaseFile {
    /// What the training's log and the metrics of the first bad run tell.
    var driftSigns: DriftSigns {
        var signs = DriftSigns()
        for log in logs where log.role == .trainingLog { read(log, into: &signs) }
        if let drift { read(drift, into: &signs) }
        signs.dropRoutine()
        signs.shifted.sort { $0.excess > $1.excess }
        return signs
    }

    private func read(_ log: CaseLog, into signs: inout DriftSigns) {
        let words: [StaticString] = [
            "psi", "drift", " | ", "label rate", "target rate", "positive rate", "base rate", "|x)", "concept", "distribution", "reference", "ks ",
            "ks=",
            "wasserstein", "missing", "null ", "nulls",
            "unseen", "change point", "relation", "calibration", "association", "observed", "inputs the", "outcome", "residual", "coefficient",
            "out of range", "kl ",
            "jensen", "calendar", "labelling", "labeling", "annotation guide",
            "schema",
        ]
        for line in log.lines(containing: words, limit: 400, last: true).reversed() {
            let text = DriftLine.bare(log.text.line(line))
            // "amount PSI=1.84; label rate 0.310 -> 0.312": each half is about something else.
            let clauses = text.split(separator: "; ").map(String.init)
            let isMixed = clauses.count > 1 && clauses.contains { DriftLine.isShift($0.lowercased()) }
            for clause in isMixed ? clauses : [text] { read(clause, whole: text, line, log, into: &signs) }
        }
        for row in DriftTable.rows(of: log) {
            guard row.value > row.limit else {
                signs.stable += 1
                signs.most = max(signs.most, row.value)
                continue
            }
            signs.shifted.append(
                DriftSigns.Sign(feature: row.feature, text: Words.line(row.text, 260), place: log.citation(row.line), excess: row.value / row.limit))
        }
    }

    private func read(_ text: String, whole: String, _ line: Int, _ log: CaseLog, into signs: inout DriftSigns) {
        let low = text.lowercased(), isGrave = log.text.gravity[line] >= 40
        func sign(_ excess: Double = 1) -> DriftSigns.Sign {
            DriftSigns.Sign(feature: DriftLine.feature(of: text) ?? "", text: Words.line(whole, 260), place: log.citation(line), excess: excess)
        }
        if low.has("skipped", "not available", "could not be computed", "no reference", "not computed"),
            low.has("drift", "reference", "psi", "statistics")
        {
            signs.skipped = sign()
        } else if low.has("change point", "calendar") {
            signs.note = sign()
        } else if DriftLine.isRelation(low) {
            if DriftLine.hasMoved(low, isGrave: isGrave) { signs.relation.append(sign()) }
        } else if let count = DriftLine.moved(low) {
            // Which ones, other lines tell; this one tells that there are some.
            if count > 0 { signs.shifted.append(sign(0.9)) } else { signs.stable += 1 }
        } else if let (value, limit) = DriftLine.score(low) {
            if value > limit {
                signs.shifted.append(sign(value / limit))
            } else {
                signs.stable += 1
                signs.most = max(signs.most, value)
            }
        } else if isGrave, low.has("drift", "distribution", "missing", "null", "unseen", "out of range"),
            low.has("feature", "column", "input", "field"),
            !low.has("no drift", "within", "not significant"), low.contains(where: \.isNumber)
        {
            var worded = sign(0.8)
            worded.isWorded = true
            signs.shifted.append(worded)
        }
    }

    /// Metrics that measure inputs or labels: `psi_amount`, `drift_share`, `null_rate_age`, `mean_amount`, `label_rate`.
    private func read(_ drift: DriftFacts, into signs: inout DriftSigns) {
        guard let bad = drift.firstBad ?? drift.newest else { return }
        for (index, metric) in bad.metrics.enumerated() {
            let name = metric.0.lowercased(), value = metric.1
            let before = drift.lastGood?.metric(metric.0)
            func sign(_ excess: Double) -> DriftSigns.Sign {
                let was = before.map { " (before \(Words.number($0)))" } ?? ""
                return DriftSigns.Sign(
                    feature: DriftLine.feature(ofMetric: name), text: "\(metric.0) \(Words.number(value))\(was)",
                    place: citation(.mlflowRuns, ["runs", String(bad.index), "data", "metrics", String(index)]), excess: excess)
            }
            if name.split(whereSeparator: { !$0.isLetter }).contains("psi")
                || name.has("drift_score", "drift_share", "share_drifted", "drifted_", "ks_stat")
            {
                let limit = name.has("share", "drifted_") ? 0.3 : 0.2
                if value > limit, before.map({ $0 <= limit }) ?? true {
                    // A figure for all of them names none.
                    if !signs.shifted.contains(where: { $0.feature == DriftLine.feature(ofMetric: name) }) {
                        signs.shifted.append(sign(value / limit))
                    }
                } else if value <= limit {
                    signs.stable += 1
                    signs.most = max(signs.most, value)
                }
            } else if let before, name.has("null", "missing", "nan_", "unseen", "unknown_rate"), value - before > 0.05 {
                signs.shifted.append(sign(1 + (value - before) * 10))
            } else if let before, name.hasPrefix("mean_") || name.hasSuffix("_mean"), before != 0, value / before > 2 || value / before < 0.5 {
                if !signs.shifted.contains(where: { $0.feature == DriftLine.feature(ofMetric: name) }) { signs.shifted.append(sign(2)) }
            } else if let before, name.has("label_rate", "target_rate", "positive_rate", "base_rate", "label_mean", "target_mean", "prevalence"),
                before > 0,
                abs(value - before) / before > 0.3
            {
                signs.relation.append(sign(1))
            } else if let before, name.has("calibration", "slope", "corr_", "_corr", "association"), before != 0,
                abs(value - before) / abs(before) > 0.25
            {
                signs.relation.append(sign(1))
            }
        }
    }
}

/// Reads one line about a model's inputs.
enum DriftLine {
    /// Without time, level and logger.
    static func bare(_ text: String) -> String {
        var words = text.split(separator: " ", omittingEmptySubsequences: true)[...]
        let levels: Set<Substring> = [
            "INFO", "WARNING", "WARN", "ERROR", "DEBUG", "[INFO]", "[WARNING]", "[WARN]", "INFO:", "WARNING:", "ERROR:", "CRITICAL",
        ]
        if let at = words.prefix(6).firstIndex(where: { levels.contains($0) }) { words = words[(at + 1)...] }
        return words.joined(separator: " ")
    }

    /// The input that a line is about: behind `feature`, `column`, `input`, `field`; in brackets or before the figure's name.
    static func feature(of text: String) -> String? {
        let low = text.lowercased()
        func name(from start: String.Index, skipping signs: String) -> String? {
            let rest = text[text.index(text.startIndex, offsetBy: low.distance(from: low.startIndex, to: start))...].drop { signs.contains($0) }
            let name = rest.prefix { $0.isLetter || $0.isNumber || "_.-".contains($0) }.trimmingSuffix(".")
            let isWord = ["drift", "psi", "is", "has", "are", "was", "with", "in", "of", "for", "the", "importance", "store", "set"].contains(
                name.lowercased())
            return name.count > 1 && name.first?.isLetter == true && !isWord ? name : nil
        }
        for mark in ["feature", "column", "input", "field", "variable"] {
            for range in low.ranges(of: mark) {
                if let found = name(from: range.upperBound, skipping: " :=\"'`(") { return found }
            }
        }
        // `PSI monthly_data = 0.64`
        for mark in ["psi ", "ks ", "js ", "kl "] {
            guard let range = low.firstRange(of: mark), let found = name(from: range.upperBound, skipping: " ") else { continue }
            let behind = low[range.upperBound...].drop { $0 == " " }.dropFirst(found.count).drop { $0 == " " }
            if behind.first == "=" || behind.first == ":" { return found }
        }
        for mark in ["psi_", "psi(", "psi[", "psi."] {
            if let range = low.firstRange(of: mark), let found = name(from: range.upperBound, skipping: "") { return found }
        }
        // `amount: PSI=0.41`
        if let range = low.firstRange(of: "psi") ?? low.firstRange(of: "drift score") {
            let before = text.prefix(low.distance(from: low.startIndex, to: range.lowerBound)).split { !($0.isLetter || $0.isNumber || $0 == "_") }
            if let last = before.last, last.contains(where: \.isLetter), !["drift", "max", "mean", "total", "overall"].contains(last.lowercased()) {
                return String(last)
            }
        }
        return nil
    }

    /// `psi_amount`, `amount_psi`, `mean_amount`: `amount`; empty for a figure of all.
    static func feature(ofMetric name: String) -> String {
        let words = name.split { $0 == "_" || $0 == "." || $0 == "/" }.filter {
            ![
                "psi", "ks", "drift", "score", "stat", "null", "rate", "ratio", "missing", "mean", "share", "drifted", "max", "mean", "avg",
                "overall", "other", "total", "nan", "features",
            ].contains($0)
        }
        return words.joined(separator: "_")
    }

    /// Whether a clause tells of inputs that moved, by a figure or by their count.
    static func isShift(_ low: String) -> Bool {
        guard !isRelation(low) else { return false }
        if let count = moved(low) { return count > 0 }
        // A test's p-value by itself belongs to what stands before it.
        guard low.has("psi", "ks", "wasserstein", "js", "jensen", "kl", "drift") else { return false }
        return score(low).map { $0.value > $0.limit } ?? false
    }

    /// "2 of 14 inputs moved", "3/20 features drifted": how many; `nil` where the line counts none.
    static func moved(_ low: String) -> Int? {
        if low.has("features", "inputs", "columns"), low.has("none above", "none over", "none beyond", "none exceed", "none drifted", "none moved") {
            return 0
        }
        if low.has("all "), low.has("inputs stable", "features stable", "columns stable", "inputs are stable", "features are stable") { return 0 }
        guard low.has("moved", "drifted", "shifted", "beyond", "above", "over the limit", "out of range", "exceed", "with drift") else { return nil }
        let words = low.split { " /()[]:,".contains($0) }
        for (at, word) in words.enumerated()
        where word.hasSuffix("s") && ["input", "feature", "column", "field", "variable"].contains(word.dropLast()) {
            let before = words[..<at].suffix(3)
            let numbers = before.compactMap { Int($0) }
            if numbers.count == 2, before.count == 2 || before.contains("of") || low.contains("\(numbers[0])/\(numbers[1])") { return numbers[0] }
        }
        return nil
    }

    /// The figure of a measure of distance, and its limit: what the line gives, else the usual one.
    static func score(_ low: String) -> (value: Double, limit: Double)? {
        // A p-value is the smaller the further; turned round, so that beyond the limit is far.
        if number(after: "psi", in: low) == nil, low.has("p-value", "p_value", "pvalue", "p=", "p<", "p =", "p <"),
            let p = ["p-value", "p_value", "pvalue", "p=", "p<", "p =", "p <"].lazy.compactMap({ number(after: $0, in: low) }).first
        {
            return (1 - p, 0.999)
        }
        for (name, usual) in [
            ("psi", 0.2), ("wasserstein", 0.1), ("jensen-shannon", 0.1), ("js", 0.1), ("kl", 0.1), ("drift score", 0.2), ("ks", 0.1),
        ] {
            guard let value = number(after: name, in: low) else { continue }
            let limit = number(after: "limit", in: low) ?? number(after: "threshold", in: low) ?? usual
            return (value, limit)
        }
        return nil
    }

    /// The number that follows a word, within a few signs.
    static func number(after word: String, in low: String) -> Double? {
        for range in low.ranges(of: word) {
            if range.lowerBound > low.startIndex, low[low.index(before: range.lowerBound)].isLetter { continue }
            let rest = low[range.upperBound...].prefix(24)
            let skipped = rest.drop { !$0.isNumber && $0 != "-" }
            // "(PSI > 0.25)" names the limit.
            if rest.prefix(rest.count - skipped.count).contains(where: { "><≥≤".contains($0) }), !word.hasPrefix("p") || word == "psi" { continue }
            // "PSI max over 22 inputs 0.027": how many there are is not the figure.
            let behind = skipped.drop { $0.isNumber }
            if behind.hasPrefix(" "), behind.dropFirst().first?.isLetter == true,
                let after = behind.indices.first(where: { behind[$0].isNumber && " :=".contains(behind[behind.index(before: $0)]) }),
                let value = Double(low[after...].prefix { $0.isNumber || $0 == "." }.trimmingSuffix("."))
            {
                return value
            }
            // `psi monthly_data = 0.64`: the name of what was measured.
            let measured = low[range.upperBound...].drop { $0 == " " }, name = measured.prefix { $0.isLetter || $0.isNumber || "_.-".contains($0) }
            let value = measured.dropFirst(name.count).drop { $0 == " " }
            if name.contains(where: \.isLetter), name.count < 48, value.first == "=" || value.first == ":",
                let figure = Double(value.dropFirst().drop { $0 == " " }.prefix { $0.isNumber || $0 == "." }.trimmingSuffix("."))
            {
                return figure
            }
            // Another word between is another figure.
            guard rest.prefix(rest.count - skipped.count).count(where: \.isLetter) <= 8 else { continue }
            // "f_278e192b", "701e4335": a name, not a figure.
            if let before = rest.prefix(rest.count - skipped.count).last, before.isLetter || before == "_" { continue }
            let figure = skipped.prefix { $0.isNumber || $0 == "." || $0 == "e" || $0 == "-" }.trimmingSuffix(".")
            if figure.contains("e") && !figure.contains("e-") || skipped.dropFirst(figure.count).first?.isLetter == true { continue }
            if let value = Double(figure) { return value }
        }
        return nil
    }

    /// Whether a line is about labels, or about what they have to do with the inputs.
    static func isRelation(_ low: String) -> Bool {
        if low.contains("|x)") || low.contains("concept drift") || low.contains("p(y") { return true }
        // P(accept | price > 0.10)
        if let open = low.firstRange(of: "p("), let bar = low[open.upperBound...].firstIndex(of: "|"), low[bar...].prefix(60).contains(")") {
            return true
        }
        if low.contains(" rate "), low.has("reference", "baseline", "expected", "previously", "before"),
            !low.has("learning rate", "null rate", "missing rate", "error rate", "drop rate")
        {
            return true
        }
        return low.has(
            "relation to", "relation between", "relation of", "class balance", "label balance", "label rate", "target rate", "positive rate",
            "base rate", "relationship", "conditional",
            "label distribution", "label definition",
            "labelling", "labeling", "annotation guide",
            "same inputs", "equal inputs", "like inputs", "unchanged features", "given the same", "given the inputs", "calibration",
            "association with", "correlation with",
            "corr with", "observed rate", "coefficient of", "sign of", "same score", "residuals by", "residual test", "odds ratio")
    }

    /// Whether its figures differ by a third and more, or its words say that it changed.
    static func hasMoved(_ low: String, isGrave: Bool) -> Bool {
        let moves = [
            "rose", "fell", "dropped", " changed", "shifted", "inverted", "reversed", "doubled", "halved", "concept drift", " moved from ",
            "other outcome",
        ]
        .compactMap { low.firstRange(of: $0)?.lowerBound }.min()
        let calm = ["unchanged", "stable", "no concept drift", "as before"].compactMap { low.firstRange(of: $0)?.lowerBound }.min()
        // "the relation changed, while the shares are as before": what comes first is what the line is about.
        if let calm, moves.map({ calm < $0 }) ?? true,
            !low.has("unchanged features", "unchanged inputs", "features unchanged", "inputs unchanged")
        {
            return hasMovedFigures(low[..<calm])
        }
        if moves != nil { return true }
        return hasMovedFigures(low[...]) || isGrave && low.has("drift", "shift") && !low.contains(where: \.isNumber)
    }

    /// "was 0.62, is 0.21", "0.004 -> 0.173": whether the last two shares differ by a third, or any two that an arrow or "observed" joins.
    private static func hasMovedFigures(_ text: Substring) -> Bool {
        func shares(_ text: Substring) -> [Double] {
            text.split { !($0.isNumber || $0 == ".") }.compactMap { Double($0) }.filter { $0 > 0 && $0 <= 1 }
        }
        func differ(_ first: Double, _ last: Double) -> Bool { abs(first - last) / max(last, 0.0001) > 0.3 }
        for mark in ["->", "→", "=>", "observed"] {
            let parts = text.split(separator: mark, omittingEmptySubsequences: false)
            for (before, after) in zip(parts, parts.dropFirst()) {
                guard let first = shares(before.suffix(16)).last, let last = shares(after.prefix(16)).first else { continue }
                if differ(first, last) { return true }
            }
        }
        // "label rate 0.0031 (reference 0.0031), prediction PSI 0.012": each figure against its own.
        if text.contains("(reference"), text.contains("), ") {
            return text.split(separator: ", ").filter { $0.contains("(reference") }.contains { clause in
                let pair = shares(clause[...]).suffix(2)
                guard let first = pair.first, let last = pair.last, pair.count == 2 else { return false }
                return differ(first, last)
            }
        }
        let numbers = shares(text).suffix(2)
        guard let first = numbers.first, let last = numbers.last, numbers.count == 2 else { return false }
        return differ(first, last)
    }
}
