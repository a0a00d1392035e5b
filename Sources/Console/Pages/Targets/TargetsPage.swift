import Feeds
import Host
import Services
import Terminal

/// What Prometheus scrapes, and the rules it evaluates.
struct TargetsPage: DocumentPage {
    static let kind = PageKind.targets

    let number: Int
    var view = DocumentView()
    var tab = 0

    init(number: Int) { self.number = number }

    var crumbs: [String] { ["targets and rules"] }
    var thing: Target? { .targets }
    func standing(_ shared: Shared) -> Standing { Standing(shared.world.alerts.freshness, now: shared.now) }

    func tabs(_ shared: Shared) -> [String] {
        let view = shared.world.alerts.value
        return ["targets (\(view?.targets.count ?? 0))", "rules (\(view?.rules.count ?? 0))"]
    }

    func head(_ shared: Shared, width: Int) -> [Line] { [] }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        guard let view = shared.world.alerts.value else {
            return [BodyLine("Prometheus has never answered; nothing is known.", .muted)]
        }
        if tab == 0 {
            if view.targets.isEmpty { return [BodyLine("Prometheus scrapes nothing, or has not said so yet.", .muted)] }
            return view.targets.flatMap { target($0, shared, width) }
        }
        if view.rules.isEmpty {
            return BodyLine.paragraph(
                view.prometheus.state == .live
                    ? "No rules are configured, so no alert can ever fire. Add rule_files to prometheus.yml."
                    : "The rules are not known.",
                width: width, .degraded)
        }
        return view.rules.flatMap { rule($0, width) }
    }

    private func target(_ target: ScrapeTarget, _ shared: Shared, _ width: Int) -> [BodyLine] {
        let severity: Severity = target.health == "up" ? .well : target.health == "down" ? .degraded : .unknown
        var lines = [
            BodyLine(
                Line(
                    [
                        severity.span, .column(target.job, 26, .plain, cut: .middle), .column(target.instance, max(20, width - 54), cut: .middle),
                        Span("  \(target.health)", severity.role),
                    ],
                    right: [
                        Span(
                            target.lastScrape.map { "scraped \(Numbers.age(since: $0, now: shared.now)) ago" }
                                ?? "not scraped yet", .muted)
                    ]))
        ]
        if !target.lastError.isEmpty { lines += BodyLine.pair("", target.lastError, width: width, names: 4, .degraded) }
        return lines
    }

    private func rule(_ rule: AlertRule, _ width: Int) -> [BodyLine] {
        let severity: Severity =
            rule.health == "err" ? .broken : rule.state == "firing" ? .degraded : rule.state == "pending" ? .degraded : .well
        var lines = [
            BodyLine(
                Line(
                    [severity.span, Span(rule.name, .plain, .bold), Span("  \(rule.state)", severity.role)],
                    right: [Span("for \(Numbers.span(rule.hold))  \(rule.group)", .muted)]))
        ]
        lines += BodyLine.pair("", rule.expression, width: width, names: 4, .muted)
        if !rule.lastError.isEmpty { lines += BodyLine.pair("", rule.lastError, width: width, names: 4, .broken) }
        return lines
    }
}
