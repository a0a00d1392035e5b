import Host
import Services

extension CaseFile {
    /// A model's runs in sentences: what was lost, whether chance explains it, and what the first bad run does not share
    /// with the last good one. Not ten rows.
    var driftFacts: [Fact] {
        guard let drift, let newest = drift.newest else { return [] }
        let exhibit = number(.mlflowRuns)
        func line(_ run: DriftFacts.RunRecord?, _ path: [String] = []) -> Int {
            guard let run else { return 0 }
            return citation(.mlflowRuns, ["runs", String(run.index)] + path)?.line ?? 0
        }
        var facts: [Fact] = []
        var text =
            "\(drift.metric) \(Words.number(drift.current)) in the newest run \(newest.name), baseline \(Words.number(drift.baseline))"
        text += drift.driftPercent > 0 ? ": \(Words.tenth(drift.driftPercent))% lost (\(drift.priority ?? "-"))" : ": nothing lost"
        let verdict = drift.significant ? "significant" : "not significant"
        if !drift.rowsKnown, let scatter = drift.scatter {
            // What the finding goes by: an interval for rows that are only assumed would contradict it.
            text += "; how many rows it was measured on is not recorded; the \(scatter.runs) runs before have mean \(Words.number(scatter.mean)) and"
            text += " standard deviation \(Words.number(scatter.deviation)), \(verdict)"
        } else if drift.isShare {
            let now = Proportion(share: drift.current, rows: drift.rows).interval
            let then = Proportion(share: drift.baseline, rows: drift.rows).interval
            text += "; 95% intervals \(Words.number(now.lowerBound))-\(Words.number(now.upperBound)) and "
            text += "\(Words.number(then.lowerBound))-\(Words.number(then.upperBound))"
            text += " for n=\(drift.rows)\(drift.rowsKnown ? "" : " (assumed)"), \(verdict)"
        }
        facts.append(Fact(exhibit, line(newest, ["data", "metrics"]), 1, text))
        if let good = drift.lastGood, let bad = drift.firstBad {
            func words(_ run: DriftFacts.RunRecord) -> String {
                "\(run.name) (\(Timestamp(milliseconds: Int64(run.started)).rfc3339), \(drift.metric) \(Words.number(run.metric(drift.metric) ?? .nan)))"
            }
            facts.append(
                Fact(exhibit, line(bad), 1, "last good run \(words(good)), first bad run \(words(bad)); \(drift.badRuns) bad runs in a row")
            )
            for change in drift.changes.prefix(12) {
                let list = change.kind == "param" ? "params" : "tags"
                let at = bad.values.filter { $0.kind == change.kind }.firstIndex { $0.name == change.name }
                let before = change.before.isEmpty ? "(none)" : change.before, after = change.after.isEmpty ? "(none)" : change.after
                let weight = DriftFacts.isOutcome(change.name) ? 0.4 : 1
                facts.append(
                    Fact(
                        exhibit, line(bad, ["data", list] + (at.map { [String($0)] } ?? [])), weight,
                        "\(change.name): \(Words.line(before, 80)) -> \(Words.line(after, 80)) (\(change.kind) changed)"))
            }
            for (index, metric) in bad.metrics.enumerated() where metric.0 != drift.metric {
                guard let before = good.metric(metric.0), before != metric.1, facts.count < 24 else { continue }
                let isTelling = abs(metric.1 - before) > 0.3 * max(abs(before), 0.0001)
                facts.append(
                    Fact(
                        exhibit, line(bad, ["data", "metrics", String(index)]), isTelling ? 0.8 : 0.35,
                        "metric \(metric.0): \(Words.number(before)) -> \(Words.number(metric.1))"))
            }
            if !drift.same.isEmpty {
                let same = drift.same.prefix(12).map { "\($0.name)=\(Words.line($0.value, 60))" }
                facts.append(Fact(exhibit, line(bad, ["data"]), 0.9, "unchanged between the two: \(same.joined(separator: ", "))"))
            }
        }
        let others = newest.metrics.filter { $0.0 != drift.metric }.prefix(12).map { "\($0.0) \(Words.number($0.1))" }
        if !others.isEmpty, newest.index != drift.firstBad?.index {
            facts.append(Fact(exhibit, line(newest, ["data", "metrics"]), 0.8, "the newest run's other metrics: \(others.joined(separator: ", "))"))
        }
        let recent = drift.measured.prefix(DriftFacts.recentRuns).map { Words.number($0.metric(drift.metric) ?? .nan) }
        facts.append(Fact(exhibit, 0, 0.5, "recent \(drift.metric), newest first: \(recent.joined(separator: ", "))"))
        return facts
    }

    /// What could not be gathered, which is evidence too.
    var gapFacts: [Fact] {
        exhibits.compactMap { exhibit in
            if let failure = exhibit.failure { return Fact(exhibit.number, 0, 0.7, "missing: \(Words.line(failure, 300))") }
            guard exhibit.role == .podError || exhibit.role == .logError, let message = Self.message(of: exhibit) else { return nil }
            return Fact(exhibit.number, 0, 0.6, "refused: \(Words.line(message, 300))")
        }
    }

    /// All facts.
    var facts: [Fact] { alertFacts + podFacts + gapFacts + eventFacts + nodeFacts + runFacts + driftFacts + Circumstances.facts(self) + untoldFacts }
}
