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
        let citations = [file.citation(.mlflowRuns, ["runs", String(newest.index), "data", "metrics"])].compactMap { $0 }
        let figures = "\(drift.metric) \(Words.number(drift.current)) against \(Words.number(drift.baseline))"
        func calm(_ failureClass: String, _ certainty: Int, _ sentence: String, _ action: String, _ verify: String = "") -> [Conclusion] {
            [
                Conclusion(
                    certainty: certainty,
                    finding: Finding(
                        failureClass: failureClass, severity: "low", sentence: sentence, citations: citations, action: action, verify: verify))
            ]
        }
        guard drift.isComparable else {
            return calm(
                "unknown", 60,
                "There is one run only, \(newest.name) with \(drift.metric) \(Words.number(drift.current)): nothing to compare it with. What would: a run before it, or a baseline.",
                "Name a baseline, or wait for the next run.")
        }
        guard let priority = drift.priority else {
            return calm("no-drift", 90, "No drift: \(figures) in the newest run \(newest.name).", "Nothing to do.")
        }
        let lost = "\(Words.tenth(drift.driftPercent))% lost (\(priority))"
        guard drift.significant else {
            return chance(drift, "\(figures), \(lost)", calm)
        }
        if drift.earlierAsBad > 1, drift.driftPercent < 5 {
            return calm(
                "no-drift", 84,
                "No drift: \(figures), \(lost), lies within the scatter of earlier runs: \(drift.earlierAsBad) before the last good one were as low.",
                "Wait for the next run before retraining.")
        }
        return [fallen(file, drift, citations, "\(figures), \(lost)", priority)]
    }

    /// A fall that the size of the test set, or the scatter of the runs before, explains.
    private func chance(
        _ drift: DriftFacts, _ figures: String, _ calm: (String, Int, String, String, String) -> [Conclusion]
    ) -> [Conclusion] {
        if !drift.rowsKnown, let scatter = drift.scatter {
            let reach = 3 * scatter.deviation
            return calm(
                "no-drift", 85,
                "Not significant: \(figures), which is no further from the mean of the \(scatter.runs) runs before (\(Words.number(scatter.mean))) than three times their standard deviation (\(Words.number(scatter.deviation))); how many rows it was measured on is not recorded.",
                "Wait for the next run before retraining, and record the size of the test set.",
                "The next run's \(drift.metric) lies between \(Words.number(scatter.mean - reach)) and \(Words.number(scatter.mean + reach)) again if this was chance."
            )
        }
        let now = Proportion(share: drift.current, rows: drift.rows).interval
        return calm(
            "no-drift", 85,
            "Not significant: \(figures), but with n=\(drift.rows)\(drift.rowsKnown ? "" : " (assumed)") rows the 95% interval reaches from \(Words.number(now.lowerBound)) to \(Words.number(now.upperBound)).",
            "Wait for the next run, or test on more rows, before retraining.",
            "The next run's \(drift.metric) lies between \(Words.number(now.lowerBound)) and \(Words.number(now.upperBound)) again if this was chance."
        )
    }

    /// What changed between the last good and the first bad run, apart from figures that follow from it.
    private struct Changed {
        /// All but what differs from run to run, which explains nothing.
        let telling: [DriftFacts.Change]
        let parameters: [DriftFacts.Change], data: [DriftFacts.Change], libraries: [DriftFacts.Change]
        /// The first three, as clauses.
        let words: String

        init(of drift: DriftFacts) {
            let all = drift.changes.filter { !DriftFacts.isOutcome($0.name) }
            let changes = all.filter { !drift.routine.contains($0.name) }
            telling = changes
            parameters = changes.filter { $0.kind == "param" && !DriftFacts.isDataParameter($0) }
            data = changes.filter {
                $0.kind == "dataset" || $0.kind == "param" && DriftFacts.isDataParameter($0) || $0.kind != "param" && DriftFacts.isData($0.name)
            }
            libraries = changes.filter { $0.kind == "tag" && DriftFacts.isLibrary($0.name) }
            // A commit differs from run to run; beside a parameter it is told all the same.
            let told = parameters + data + libraries + (parameters.isEmpty ? changes : all).filter { DriftFacts.isCode($0.name) }
            words = (told.isEmpty ? changes : told).prefix(3).map { change in
                "\(change.name) went from \(ModelDrift.value(change.before)) to \(ModelDrift.value(change.after))"
            }.joined(separator: ", ")
        }
    }

    /// The class by what changed between the last good and the first bad run.
    private func fallen(
        _ file: CaseFile, _ drift: DriftFacts, _ citations: [Finding.Citation], _ figures: String, _ priority: String
    ) -> Conclusion {
        var citations = citations
        let signs = file.driftSigns
        let change = Changed(of: drift), changes = change.telling, parameters = change.parameters, data = change.data
        if let bad = drift.firstBad {
            citations += [file.citation(.mlflowRuns, ["runs", String(bad.index), "data", "params"])].compactMap { $0 }
        }
        let since = drift.firstBad.map { " since run \($0.name)" } ?? "", fell = "\(drift.metric.capitalised) fell\(since)"
        let words = change.words, sameData = data.isEmpty && drift.same.contains { DriftFacts.isData($0.name) }
        var doubts = Self.doubts(file, drift)
        var finding = Finding(
            failureClass: "", severity: ["P0": "critical", "P1": "high", "P2": "medium"][priority] ?? "low", sentence: "", citations: citations)
        let certainty: Int
        let moved = !signs.shifted.isEmpty
        let dataMayTell = !data.isEmpty && !signs.isStable
        let isMixed = !parameters.isEmpty && (moved || dataMayTell) || dataMayTell && !change.libraries.isEmpty && !moved
        if !moved, parameters.isEmpty, let other = changes.first(where: { DriftFacts.isTestSet($0.name) }) {
            (finding.failureClass, certainty) = ("unknown", 62)
            finding.sentence =
                "\(fell), but it was measured on another test set (\(other.name) went from \(Self.value(other.before)) to \(Self.value(other.after))), so the figures cannot be compared: \(figures)."
            finding.action = "Measure the last good model on the new test set, or the new one on the old."
            finding.prevention = "Keep one test set fixed beside whatever grows."
        } else if isMixed {
            (finding.failureClass, certainty) = ("unknown", 62)
            let names = changes.prefix(5).map(\.name).joined(separator: ", ")
            finding.sentence =
                "\(fell), but what decided it cannot be told: data, parameters or their surroundings changed in the same run (\(words)\(moved ? "; \(signs.shifted[0].text)" : "")): \(figures)\(signs.skipped.map { ". Nothing was measured about the inputs (\($0.text))" } ?? "")."
            finding.action = "Train again from the last good run, with only one of these changed each time: \(names)."
            finding.prevention = "Change one thing a run, or measure the inputs against the last good data in every run."
            finding.citations += [signs.skipped?.place, signs.shifted.first?.place].compactMap { $0 }
        } else if moved {
            (finding.failureClass, certainty) = ("data-drift", 88)
            let others =
                signs.stable > 0
                ? "; \(Words.count(signs.stable, "other measure")) \(signs.stable == 1 ? "is within its limit" : "are within their limits")" : ""
            finding.sentence =
                "\(fell) when the data changed: \(signs.shifted.prefix(2).map(\.text).joined(separator: "; "))\(words.isEmpty ? "" : " (\(words))"): \(figures)\(others)."
            finding.action =
                "Compare \(signs.shifted[0].feature.isEmpty ? "those inputs" : "input \(signs.shifted[0].feature)") with the last good data, and ask its source, before retraining."
            finding.prevention = "Check rows, ranges and missing values of new data against the last good set before it is trained on."
            finding.citations += signs.shifted.prefix(3).compactMap(\.place)
        } else if !parameters.isEmpty {
            (finding.failureClass, certainty) = ("model-decay", 88)
            finding.sentence = "\(fell) when \(words): \(figures)\(sameData ? "; the data is unchanged" : "")."
            finding.action = "Train again with the last good parameters; the data is not the cause\(sameData ? "" : " as far as is recorded")."
            finding.prevention = "Hold a run that changes \(parameters[0].name) against the gate before it is registered."
            if !data.isEmpty { doubts.append(Finding.Point("\(data[0].name) changed with it, though the inputs measure as before", citations.last)) }
        } else if let relation = signs.relation.first {
            (finding.failureClass, certainty) = ("concept-drift", 86)
            let note = signs.note.map { "; \($0.text)" } ?? ""
            let inputs =
                signs.stable > 0
                ? "though the inputs are stable (\(Words.count(signs.stable, "measure")), at most \(Words.number(signs.most)))"
                : "though no parameter changed"
            finding.sentence =
                "\(fell) \(inputs): what the labels have to do with the inputs changed (\(relation.text)\(note)): \(figures)."
            finding.action = "Ask what changed in the world, or in how labels are made, at that time; then retrain on rows since."
            finding.prevention = "Watch the rate of labels among rows with like inputs, beside the inputs themselves."
            finding.citations += [relation.place, signs.note?.place].compactMap { $0 }
        } else if !data.isEmpty {
            (finding.failureClass, certainty) = ("data-drift", 82)
            finding.sentence = "\(fell) when the data changed (\(words)): \(figures)."
            finding.action = "Compare the two data sets, column by column, before retraining."
            finding.prevention = "Check rows, ranges and missing values of new data against the last good set before it is trained on."
            if let code = changes.first(where: { DriftFacts.isCode($0.name) }) {
                doubts.append(Finding.Point("\(code.name) changed with it, so the code may be the cause", citations.last))
            }
        } else if !changes.isEmpty {
            (finding.failureClass, certainty) = ("model-decay", 66)
            finding.sentence = "\(fell) with a change of what it was trained with (\(words)): \(figures)."
            finding.action = "Look at what that commit changed in training."
            finding.prevention = "Train on a fixed small sample in the pull request, and compare its \(drift.metric) with the branch it goes to."
        } else {
            // Nothing that is recorded changed: the world may have, or what is not recorded.
            // The same data, parameters and code give the same figure: then it is the world. Without a record of the data it may be either.
            let isOpen = drift.lastGood == nil || !signs.isStable && (signs.skipped != nil || !drift.isDataIdentified)
            (finding.failureClass, certainty) = isOpen ? ("unknown", 58) : ("concept-drift", signs.isStable ? 70 : 45)
            let inputs = signs.isStable ? "; the inputs measure as before" : ""
            let skipped =
                isOpen ? ", and nothing was measured about the inputs\(signs.skipped.map { " (\($0.text))" } ?? ""); why is not known" : ""
            finding.sentence =
                "\(fell) though no recorded parameter, data hash or commit changed\(inputs)\(skipped): \(figures). A data hash per run would decide."
            finding.citations += [isOpen ? signs.skipped?.place : nil].compactMap { $0 }
            finding.action = "Check whether the labels or what they mean have changed."
            finding.prevention = "Record a hash of the data and the commit with every run."
        }
        finding.against = doubts
        finding.impact = Self.impact(drift)
        let good = drift.lastGood?.metric(drift.metric) ?? drift.baseline
        finding.verify =
            "The next run's \(drift.metric) is back at \(Words.number(good)) or \(drift.lowerIsBetter ? "below" : "above"), on the same\(drift.rowsKnown ? " \(drift.rows)" : "") rows."
        return Conclusion(certainty: certainty, finding: finding)
    }

    /// What the model's users get, in numbers where the metric is a share.
    private static func impact(_ drift: DriftFacts) -> String {
        let runs = drift.badRuns > 1 ? " The last \(drift.badRuns) runs are as bad." : ""
        guard drift.isShare, drift.metric.lowercased().contains("accuracy") else {
            return
                "Who uses the model gets \(drift.metric) \(Words.number(drift.current)) instead of \(Words.number(drift.baseline)), once this run serves.\(runs)"
        }
        let wrong = Int(((drift.baseline - drift.current) * 1000).rounded())
        return "Of 1,000 predictions \(wrong) more are wrong than at the baseline, once this run serves.\(runs)"
    }

    /// Few rows, one bad run, intervals that overlap.
    private static func doubts(_ file: CaseFile, _ drift: DriftFacts) -> [Finding.Point] {
        var points: [Finding.Point] = []
        if drift.isShare, drift.rowsKnown || drift.scatter == nil {
            let now = Proportion(share: drift.current, rows: drift.rows).interval, then = Proportion(share: drift.baseline, rows: drift.rows).interval
            if now.overlaps(then) {
                points.append(
                    Finding.Point(
                        "the 95% intervals overlap (\(Words.number(now.lowerBound))-\(Words.number(now.upperBound)) and \(Words.number(then.lowerBound))-\(Words.number(then.upperBound)), n=\(drift.rows))"
                    ))
            }
            if !drift.rowsKnown { points.append(Finding.Point("the size of the test set is not recorded; n=\(drift.rows) is assumed")) }
        }
        if drift.badRuns == 1, let bad = drift.firstBad {
            points.append(Finding.Point("it is one run, \(bad.name), so far", file.citation(.mlflowRuns, ["runs", String(bad.index)])))
        }
        return points
    }

    /// A hash is known by its beginning.
    private static func value(_ text: String) -> String {
        if text.isEmpty { return "(none)" }
        return text.count >= 32 && text.allSatisfy(\.isHexDigit) ? String(text.prefix(12)) : Words.line(text, 40)
    }
}
