import Services

/// A model whose metric fell: how far, whether chance explains it, and what changed with it.
struct ModelDrift: Rule {
    let classes = ["no-drift", "model-decay", "data-drift", "concept-drift", "unknown"]
    let evidence = "the metric, parameters, tags and inputs of the experiment's runs"
    let summary =
        "drift by the numbers: priority, 95% interval, significance, and the class by what changed between the last good and the first bad run"
    let decider = "a data hash and a commit per run, and more rows to test on"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let drift = file.drift, let newest = drift.newest else { return [] }
        let runs = ["runs", String(newest.index), "data", "metrics"]
        var citations = [file.citation(.mlflowRuns, runs)].compactMap { $0 }
        let figures = "\(drift.metric) \(Words.number(drift.current)) against \(Words.number(drift.baseline))"
        guard drift.isComparable else {
            return [
                conclusion(
                    "unknown", "low",
                    "There is one run only, \(newest.name) with \(drift.metric) \(Words.number(drift.current)): nothing to compare it with. What would: a run before it, or a baseline.",
                    citations, "Name a baseline, or wait for the next run.", 60)
            ]
        }
        guard let priority = drift.priority else {
            return [
                conclusion("no-drift", "low", "No drift: \(figures) in the newest run \(newest.name).", citations, "Nothing to do.", 90)
            ]
        }
        let lost = "\(Words.tenth(drift.driftPercent))% lost (\(priority))"
        guard drift.significant else {
            let now = Proportion(share: drift.current, rows: drift.rows).interval
            return [
                conclusion(
                    "no-drift", "low",
                    "Not significant: \(figures), \(lost), but with n=\(drift.rows)\(drift.rowsKnown ? "" : " (assumed)") rows the 95% interval reaches from \(Words.number(now.lowerBound)) to \(Words.number(now.upperBound)).",
                    citations, "Wait for the next run, or test on more rows, before retraining.", 85)
            ]
        }
        let severity = ["P0": "critical", "P1": "high"][priority] ?? "medium"
        let changes = drift.changes.filter { !DriftFacts.isOutcome($0.name) }
        if let bad = drift.firstBad {
            citations += [file.citation(.mlflowRuns, ["runs", String(bad.index), "data", "params"])].compactMap { $0 }
        }
        let since = drift.firstBad.map { " since run \($0.name)" } ?? ""
        let parameters = changes.filter { $0.kind == "param" }
        let data = changes.filter { $0.kind == "dataset" || $0.kind != "param" && DriftFacts.isData($0.name) }
        let words = (parameters + data + changes.filter { DriftFacts.isCode($0.name) }).prefix(3).map { change in
            "\(change.name) went from \(Self.value(change.before)) to \(Self.value(change.after))"
        }
        let sameData = data.isEmpty && drift.same.contains { DriftFacts.isData($0.name) }
        if !parameters.isEmpty {
            return [
                conclusion(
                    "model-decay", severity,
                    "\(drift.metric.capitalised) fell\(since) when \(words.joined(separator: ", ")): \(figures), \(lost)\(sameData ? "; the data is unchanged" : "").",
                    citations,
                    "Train again with the last good parameters; the data is not the cause\(sameData ? "" : " as far as is recorded").", 88)
            ]
        }
        if !data.isEmpty {
            return [
                conclusion(
                    "data-drift", severity,
                    "\(drift.metric.capitalised) fell\(since) when the data changed (\(words.joined(separator: ", "))): \(figures), \(lost).",
                    citations,
                    "Compare the two data sets, column by column, before retraining.", 82)
            ]
        }
        if !changes.isEmpty {
            return [
                conclusion(
                    "model-decay", severity,
                    "\(drift.metric.capitalised) fell\(since) with a change of the code (\(words.joined(separator: ", "))): \(figures), \(lost).",
                    citations,
                    "Look at what that commit changed in training.", 66)
            ]
        }
        // Nothing that is recorded changed: the world may have, or what is not recorded.
        return [
            conclusion(
                drift.lastGood == nil ? "unknown" : "concept-drift", severity,
                "\(drift.metric.capitalised) fell\(since) though no recorded parameter, data hash or commit changed: \(figures), \(lost). A data hash per run would decide.",
                citations,
                "Check whether the labels or what they mean have changed.", drift.lastGood == nil ? 28 : 45)
        ]
    }

    /// A hash is known by its beginning.
    private static func value(_ text: String) -> String {
        if text.isEmpty { return "(none)" }
        return text.count >= 32 && text.allSatisfy(\.isHexDigit) ? String(text.prefix(12)) : Words.line(text, 40)
    }

    private func conclusion(
        _ failureClass: String, _ severity: String, _ sentence: String, _ citations: [Finding.Citation], _ action: String, _ certainty: Int
    ) -> Conclusion {
        Conclusion(
            certainty: certainty,
            finding: Finding(failureClass: failureClass, severity: severity, sentence: sentence, citations: citations, action: action))
    }
}
