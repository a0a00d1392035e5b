import Feeds
import Host
import Services
import Terminal

/// One alert: since when, of what, by which rule, and what it is about.
struct AlertPage: DocumentPage {
    static let kind = PageKind.alert

    let number: Int
    let id: String, name: String
    /// The alert as last seen; it stays when the alert has resolved.
    var last: AlertRow
    var isResolved = false
    var view = DocumentView()
    var tab = 0

    init(number: Int, id: String, name: String, last: AlertRow) {
        self.number = number
        self.id = id
        self.name = name
        self.last = last
    }

    var crumbs: [String] { [name, last.pod].filter { !$0.isEmpty } }
    var thing: Target? { .alert(id: id, name: name) }
    func standing(_ shared: Shared) -> Standing { Standing(shared.world.alerts.freshness, now: shared.now) }

    mutating func noticed(_ shared: inout Shared) -> [Effect] {
        if let found = shared.world.alert(id) {
            last = found
            isResolved = false
        } else if shared.world.alerts.freshness.state == .live {
            isResolved = true
        }
        return []
    }

    func head(_ shared: Shared, width: Int) -> [Line] {
        let state = isResolved ? "resolved; what stands here is how it was last seen" : last.state.rawValue
        let severity = isResolved ? Severity.well : last.severityShown
        var words = "\(last.severity) · \(state)"
        if let since = last.since {
            words += " since \(shared.options.clock.time(since)) (\(Numbers.age(since: since, now: shared.now)))"
        }
        return [
            Line([severity.span, .sentence(last.summary.isEmpty ? last.name : last.summary, severity.role)]),
            Line([Span("  "), .sentence(words)], right: [Span(last.sources.joined(separator: ", "), .muted)]),
        ]
    }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        var lines = related(shared)
        if let fires = last.fires, last.state == .pending {
            lines += BodyLine.pair("fires", shared.options.clock.time(fires), width: width)
        }
        if !last.silencedBy.isEmpty {
            lines += BodyLine.pair("silenced by", last.silencedBy.joined(separator: ", "), width: width)
        }
        if let rule = shared.world.alerts.value?.rules.first(where: { $0.name == last.name }) {
            lines += [.empty, .heading("Rule \(rule.group)")]
            lines += BodyLine.pair("expression", rule.expression, width: width)
            lines += BodyLine.pair("for", Numbers.span(rule.hold), width: width)
            if rule.health != "ok" {
                lines += BodyLine.pair("health", "\(rule.health) \(rule.lastError)", width: width, .degraded)
            }
        } else if let expression = last.expression {
            lines += [.empty] + BodyLine.pair("expression", expression, width: width)
        }
        for (title, values) in [("Annotations", last.annotations), ("Labels", last.labels)] where !values.isEmpty {
            lines += [.empty, .heading(title)]
            let names = min(28, (values.keys.map { TextWidth.columns($0) }.max() ?? 0) + 2)
            for (key, value) in values.sorted(by: { $0.key < $1.key }) {
                lines += BodyLine.pair(key, value, width: width, names: names)
            }
        }
        return lines
    }

    /// The pod it names, or those that took its place.
    private func related(_ shared: Shared) -> [BodyLine] {
        guard !last.pod.isEmpty else { return [] }
        if let row = shared.world.pod(context: last.context, namespace: last.namespace, name: last.pod) {
            return [podLine(row, "pod")]
        }
        guard let view = shared.world.clusters[last.context]?.value else {
            return [
                BodyLine(
                    Line([
                        .column("pod", 14, .muted), .name(last.pod),
                        Span("  \(last.context.isEmpty ? "its context" : last.context) has not answered", .muted),
                    ]))
            ]
        }
        var lines = [BodyLine(Line([.column("pod", 14, .muted), .name(last.pod), Span("  has gone", .degraded)]))]
        if let owner = PodOwner.name(ofPod: last.pod) {
            let siblings = view.pods.filter {
                $0.pod.meta.namespace == last.namespace && PodOwner.name(ofPod: $0.pod.meta.name) == owner
            }
            lines += siblings.prefix(5).map { podLine($0, "sibling") }
        }
        return lines
    }

    private func podLine(_ row: PodRow, _ name: String) -> BodyLine {
        let meta = row.pod.meta
        return BodyLine(
            Line([
                .column(name, 14, .muted), row.severity.span, .name("\(meta.namespace)/\(meta.name)"),
                .sentence("  " + (row.cause.isEmpty ? row.status : row.cause), row.severity.role),
            ]), opens: .pod(context: last.context, namespace: meta.namespace, name: meta.name, uid: meta.uid))
    }
}
