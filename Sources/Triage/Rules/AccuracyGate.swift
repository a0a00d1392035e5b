/// A training that ended below what is asked of it.
struct AccuracyGate: Rule {
    let classes = ["training"]
    let evidence = "scores and thresholds, and errors, of a training step"
    let summary = "a training step that reports a score below its gate, or that ended by an error"
    let decider = "the score, its gate, and the data it was measured on"

    /// Names of metrics that are too short to be looked for within words.
    private static let metrics: Set<Substring> = [
        "mape", "wmape", "smape", "wape", "mase", "mse", "rmsle", "crps", "pinball", "ndcg", "mrr", "map", "map50", "bleu", "rouge", "wer", "cer",
        "ppl",
        "perplexity", "iou", "miou", "dice", "mcc", "kappa", "gini", "brier", "ece", "silhouette", "fid", "hit", "lift",
    ]

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return [] }
        // Where the step is named for something else, or a tool reports what failed, a score is of something else.
        let others = failure.reports.contains { $0.kind != .training && $0.weight > 1 && !$0.isKnown }
        guard failure.kind == .training || failure.kind == .other || failure.kind == .source && !others else {
            return ended(file, failure)
        }
        let candidates = failure.lines(
            "gate", "threshold", "below", "above", "minimum", "less than", "required", "maximum", "exceeds", "limit", "schwell", "mindest", limit: 60,
            last: true)
        let line = candidates.first { line in
            let text = failure.text(line).lowercased()
            if failure.kind != .training, text.has("coverage", "mutation", "lighthouse", "rated at", "branches", "statements") { return false }
            return
                (text.has("accuracy", "f1", "auc", "score", "rmse", "mae", "loss", "precision", "recall", "metric", "r2", "genauigkeit")
                || text.split { !($0.isLetter || $0.isNumber) }.contains { Self.metrics.contains($0) })
                && text.contains { $0.isNumber } && failure.log.text.gravity[line] >= 40
                && text.has("fail", "below", "less than", "<", "not met", "not reach", "under", "error", "unter ", "nicht erreicht", "exceed", ">")
        }
        if let line {
            let text = Words.line(LoggedError.bare(failure.text(line)), 220)
            let figures = failure.lines("accuracy=", "accuracy:", "f1_score", limit: 3, last: true).filter { $0 != line }
            return [
                Conclusion(
                    certainty: 90,
                    finding: Finding(
                        failureClass: "training", severity: file.severity, sentence: "Training missed its accuracy gate: \(text).",
                        citations: ([line] + figures).map(failure.log.citation), against: file.doubts(failure, line), impact: file.blocked(failure),
                        action: "Compare data, split and parameters with the last passing run before training again.",
                        verify: file.passes(failure, without: text),
                        prevention:
                            "Log the data's hash and the split's seed with every run, and check the score on a small sample before the long training."
                    ))
            ]
        }
        let ended = ended(file, failure)
        guard ended.isEmpty, failure.kind == .training, let error = failure.telling, error.names else { return ended }
        // A service that is away, or a login, is not of the training.
        guard StepErrorKind(error.text.lowercased()) == nil else { return [] }
        let told = details(error, failure)
        return [
            Conclusion(
                certainty: 75,
                finding: Finding(
                    failureClass: "training", severity: file.severity,
                    sentence:
                        "Training ended by an error\(error.place.map { " at \($0)" } ?? ""): \(error.text)\(told.map { " (\($0.text))" } ?? "").",
                    citations: [Finding.Citation(evidence: error.exhibit, line: error.line + 1)]
                        + [told.map { failure.log.citation($0.line) }].compactMap { $0 },
                    against: file.doubts(failure, error.line),
                    impact: file.blocked(failure), action: "Correct what the error names\(error.place.map { ", at \($0)" } ?? "").",
                    verify: file.passes(failure, without: error.text),
                    prevention: "Train on a few rows in the pull request, so that \(error.type ?? "such an error") shows before the long run."))
        ]
    }

    /// What belongs to an error that gives no figures: the fields of an object that it prints, or the line above that measured what it names.
    private func details(_ error: LoggedError, _ failure: JobFailure) -> (text: String, line: Int)? {
        let lines = failure.lines
        if error.text.hasSuffix("{") { return printed(below: error.line, failure) }
        guard !error.text.contains(where: \.isNumber), error.line > lines.lowerBound else { return nil }
        let names = Set(error.text.lowercased().split { !($0.isLetter || $0 == "_") }.filter { $0.count > 3 })
        let above = (max(lines.lowerBound, error.line - 15)..<error.line).reversed().first { line in
            let low = failure.text(line).lowercased()
            return low.contains(where: \.isNumber) && low.has("exceed", "above", "below", " > ", " < ", "threshold", "limit")
                && low.split { !($0.isLetter || $0 == "_") }.contains { names.contains($0) }
        }
        return above.map { (Words.line(LoggedError.bare(failure.text($0)), 160), $0) }
    }

    /// Members of an object that an error prints below itself.
    private func printed(below line: Int, _ failure: JobFailure) -> (text: String, line: Int)? {
        let fields = (line + 1..<max(line + 1, min(line + 24, failure.lines.upperBound))).filter {
            failure.text($0).contains("\": \"") && failure.text($0).hasAny(["column", "check", "error", "message", "reason", "field"])
        }
        let said = fields.prefix(3).map { failure.text($0).filter { $0 != "\"" }.trimmingSuffix(",") }.joined(separator: ", ")
        return fields.first.map { (Words.line(said, 260), $0) }
    }

    /// What a training itself says, whatever the step is called.
    private func ended(_ file: CaseFile, _ failure: JobFailure) -> [Conclusion] {
        guard let first = failure.reports(.training).first else { return [] }
        // A service that is away, or a login, is not of the training.
        guard StepErrorKind(first.message.lowercased()) == nil else { return [] }
        let printed = first.message.hasSuffix("{") ? printed(below: first.line, failure) : nil
        let certainty = failure.kind == .training ? 89 : [.other, .source, .tests].contains(failure.kind) ? 87 : 70
        return [
            Conclusion(
                certainty: certainty,
                finding: Finding(
                    failureClass: "training", severity: file.severity,
                    sentence:
                        "Training ended by an error\(first.place.isEmpty ? "" : " at \(first.place)"): \(first.message.trimmingSuffix("."))\(printed.map { " (\($0.text))" } ?? "").",
                    citations: (first.lines.prefix(4) + [printed?.line].compactMap { $0 }).map(failure.log.citation),
                    against: file.doubts(failure, first.line),
                    impact: file.blocked(failure), action: "Correct what the error names\(first.place.isEmpty ? "" : ", at \(first.place)").",
                    verify: file.passes(failure, without: first.message),
                    prevention: "Train on a few rows in the pull request, so that such an error shows before the long run."))
        ]
    }
}
