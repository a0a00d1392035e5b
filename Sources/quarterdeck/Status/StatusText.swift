import Archive
import Console
import Feeds
import Host
import Services

/// A judged look for people: problems first, then everything else in one line each.
struct StatusText {
    let report: StatusReport
    /// Whether severities are coloured.
    var isColoured = false
    /// Problems of one kind that are listed; a lost node makes thousands.
    static let most = 40

    /// The whole, without a line feed at its end.
    var text: String {
        var blocks = [[headline]]
        let wrong = problems + notKnown
        if !wrong.isEmpty { blocks.append(wrong) }
        blocks.append(section("CONTEXTS", contexts))
        blocks.append(section("ALERTS", alerts))
        if !report.look.isNarrowed { blocks.append(section("MODELS", models)) }
        blocks.append(section("APPLICATIONS", applications))
        if !report.look.isNarrowed { blocks.append(section("PIPELINES", pipelines)) }
        blocks.append(section("REPORTS", reports))
        blocks.append(section("ASKED", feeds))
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var headline: String {
        let broken = report.problems.filter { $0.severity == .broken }.count
        let degraded = report.problems.count - broken, unknown = report.unknown.count
        var parts = [broken > 0 ? "\(broken) broken" : nil, degraded > 0 ? "\(degraded) degraded" : nil].compactMap(\.self)
        if unknown > 0 { parts.append("\(unknown) not known") }
        let words = parts.isEmpty ? "all well" : parts.joined(separator: ", ")
        return paint(words, report.verdict) + "  \(report.taken.rfc3339)"
    }

    // MARK: What is wrong

    private var problems: [String] {
        var count: [String: Int] = [:], rows: [(StatusProblem, Severity)] = []
        for problem in report.problems {
            count[problem.kind, default: 0] += 1
            if count[problem.kind, default: 0] <= Self.most { rows.append((problem, problem.severity)) }
        }
        var lines = painted(
            rows.map { problem, severity in
                (
                    [
                        severity.word, problem.kind, problem.name, problem.place,
                        Numbers.age(since: problem.since, now: report.taken), problem.cause,
                    ], severity
                )
            })
        for (kind, number) in count.sorted(by: { $0.key < $1.key }) where number > Self.most {
            lines.append("… and \(Numbers.count(number - Self.most, "more \(kind)"))")
        }
        return lines
    }

    private var notKnown: [String] {
        painted(report.unknown.map { (["not known", $0.name, $0.why ?? ""], .unknown) })
    }

    // MARK: Everything

    private func section(_ title: String, _ lines: [String]) -> [String] { [title] + lines.map { "  " + $0 } }

    private var contexts: [String] {
        painted(
            report.look.contexts.map { name in
                let health = report.health(of: name)
                guard let view = report.look.clusters[name]?.value else { return ([health.word, name, "nothing is known of it"], health) }
                let ready = view.nodes.filter(\.isReady).count
                var words = [ready == view.nodes.count ? "\(Numbers.count(ready, "node")) ready" : "\(ready) of \(view.nodes.count) nodes ready"]
                let pods = Severity.allCases.reversed().compactMap { severity in
                    let number = view.pods.filter { $0.severity == severity }.count
                    return number > 0 && severity != .well ? "\(number) \(severity.word)" : nil
                }
                words.append(Numbers.count(view.pods.count, "pod") + (pods.isEmpty ? "" : " (\(pods.joined(separator: ", ")))"))
                if let cpu = view.cpu { words.append("cpu \(Numbers.percent(cpu))") }
                if let memory = view.memory { words.append("memory \(Numbers.percent(memory))") }
                return ([health.word, name, words.joined(separator: ", ")], health)
            })
    }

    private var alerts: [String] {
        guard let view = report.look.alerts.value else { return [unknown(report.look.alerts.freshness)] }
        let firing = report.alerts.filter { $0.state == .firing }.count
        let pending = report.alerts.filter { $0.state == .pending }.count
        var words = "\(firing) firing, \(pending) pending"
        if report.look.prometheus.lastSuccess != nil {
            words += view.rules.isEmpty ? "; no rules configured" : " of \(Numbers.count(view.rules.count, "rule"))"
            let down = view.targets.filter { $0.health == "down" }.count
            words += "; \(Numbers.count(view.targets.count - down, "target")) up, \(down) down"
        }
        let others = report.alerts.filter { !$0.severityShown.isProblem }.map { alert in
            [
                alert.state == .suppressed ? "silenced" : alert.severity, alert.name,
                [alert.context, alert.namespace, alert.pod].filter { !$0.isEmpty }.joined(separator: "/"),
                Numbers.age(since: alert.since, now: report.taken),
            ]
        }
        return [words] + PlainTable.lines(others)
    }

    private var models: [String] {
        guard let view = report.look.models.value else { return [unknown(report.look.models.freshness)] }
        guard !view.models.isEmpty else { return ["no experiment is watched"] }
        return painted(
            view.models.map { model in
                let value = "\(model.metric) \(model.current.map { Numbers.decimal($0) } ?? "has no value")"
                let gate = model.gate.map { gate in
                    "gate \(Numbers.decimal(gate, 2))" + (model.current.map { $0 >= gate ? " passed" : " missed" } ?? "")
                }
                let drift = model.driftPercent > 0 ? "drift \(Numbers.decimal(model.driftPercent, 1))%" : "no drift"
                return (
                    [model.severity.word, model.experiment.name, value, gate ?? "no gate", model.baseline == nil ? "" : drift, model.cause],
                    model.severity
                )
            })
    }

    private var applications: [String] {
        guard let view = report.look.applications.value else { return [unknown(report.look.applications.freshness)] }
        let rows = view.applications.filter { report.looksAt($0.context) }
        guard !rows.isEmpty else { return ["none that this account may see"] }
        return painted(
            rows.map { row in
                ([row.severity.word, row.application.name, row.application.sync, row.application.health, row.context, row.cause], row.severity)
            })
    }

    private var pipelines: [String] {
        guard let view = report.look.pipelines.value else { return [unknown(report.look.pipelines.freshness)] }
        let rows = view.newestOfBranches
        guard !rows.isEmpty else { return ["no workflow has run in the watched repositories"] }
        return painted(
            rows.prefix(Self.most).map { row in
                let run = row.run
                let outcome = run.status == "completed" ? run.conclusion : run.status.replacing("_", with: " ")
                return (
                    [
                        row.severity.word, "\(run.repository)#\(run.number)", run.branch, String(run.commit.prefix(7)), outcome,
                        Numbers.age(since: run.started ?? run.created, now: report.taken), row.cause,
                    ], row.severity
                )
            })
    }

    private var reports: [String] {
        switch report.look.reports {
        case .kept(let newest, let count):
            let rows = newest.map { [$0.shortID, $0.severity, Numbers.age(since: $0.created, now: report.taken), $0.subject, $0.title] }
            return ["\(Numbers.grouped(count)) kept"] + PlainTable.lines(rows)
        case .failed(let sentence): return ["not known: \(sentence)"]
        case nil: return ["not known"]
        }
    }

    private var feeds: [String] {
        PlainTable.lines(
            report.feeds.map { feed in
                let age = feed.freshness.lastSuccess.map { "answered \(Numbers.decimal(max(0, (report.taken - $0).seconds), 1)) s ago" } ?? ""
                if case .off(let reason) = feed.freshness.state { return [feed.name, feed.state, SafeText.line(reason)] }
                return [feed.name, feed.state, [age, feed.why ?? ""].filter { !$0.isEmpty }.joined(separator: "; ")]
            })
    }

    private func unknown(_ freshness: Freshness) -> String {
        if case .off(let reason) = freshness.state { return "off: \(SafeText.line(reason))" }
        return "not known"
    }

    // MARK: Colour

    /// A table whose first cells are severities.
    private func painted(_ rows: [([String], Severity)]) -> [String] {
        zip(PlainTable.lines(rows.map(\.0)), rows).map { line, row in
            guard isColoured, let word = row.0.first, line.hasPrefix(word) else { return line }
            return paint(word, row.1) + line.dropFirst(word.count)
        }
    }

    /// SGR colours of the terminal's own palette (ECMA-48, 8.3.117), so that they suit its background.
    private func paint(_ text: String, _ severity: Severity) -> String {
        guard isColoured else { return text }
        let code =
            switch severity {
            case .broken: "1;31"
            case .degraded: "33"
            case .moving: "36"
            case .unknown: "35"
            case .well: "32"
            }
        return "\u{1b}[\(code)m\(text)\u{1b}[0m"
    }
}
