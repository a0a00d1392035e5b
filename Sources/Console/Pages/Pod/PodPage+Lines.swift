import Archive
import Feeds
import Host
import Services
import Terminal

/// What the pod page says.
extension PodPage {
    func head(_ shared: Shared, width: Int) -> [Line] {
        guard let row else { return [Line("\(context) has not told us about this pod yet.", .muted)] }
        var lines: [Line] = []
        if isGone {
            lines.append(Line([Severity.degraded.span, .sentence("Gone. \(successor(shared)) Below is how it was last seen.", .degraded)]))
        }
        let cause = row.cause.isEmpty ? row.status : row.cause
        let since =
            row.since.map { ", since \(shared.options.clock.time($0)) (\(Numbers.age(since: $0, now: shared.now)))" } ?? ""
        lines.append(Line([row.severity.span, .sentence(cause + since, row.severity.role)], right: width >= 100 ? running(shared) : []))
        return lines
    }

    /// Which image it runs, of which application, and since when: the first question after "what is wrong?".
    private func running(_ shared: Shared) -> [Span] {
        guard let row else { return [] }
        var words = row.pod.containers.compactMap(\.image.imageTag).first.map { "image \($0)" } ?? ""
        if let at = application(shared)?.application.history.last?.at { words += " · deployed \(Numbers.age(since: at, now: shared.now)) ago" }
        return words.isEmpty ? [] : [Span(words, .muted)]
    }

    /// Who took its place: the youngest pod of the same owner.
    private func successor(_ shared: Shared) -> String {
        guard let owner = row?.pod.meta.owner?.uid, let pods = shared.world.clusters[context]?.value?.pods else { return "" }
        let siblings = pods.filter { $0.pod.meta.owner?.uid == owner }
        guard
            let youngest = siblings.max(by: {
                ($0.pod.meta.created ?? .init(milliseconds: 0)) < ($1.pod.meta.created ?? .init(milliseconds: 0))
            })
        else { return "No pod of its owner is left." }
        return "Replaced by \(youngest.pod.meta.name)."
    }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        switch Tab(rawValue: tab) ?? .summary {
        case .summary: summary(shared, width)
        case .containers: row?.pod.containers.flatMap { containerLines($0, shared, width) } ?? []
        case .events: events(shared, width)
        case .logs: logs(shared)
        case .yaml: yaml(width)
        case .usage: usage(shared, width)
        case .changes: changes(shared, width)
        case .reports: reportLines(shared)
        }
    }

    private func summary(_ shared: Shared, _ width: Int) -> [BodyLine] {
        guard let row else { return [] }
        let pod = row.pod
        var lines: [BodyLine] = []
        for container in pod.containers where container.kind == .main || container.isFailing {
            lines += brief(container, shared, width)
        }
        lines.append(.empty)
        lines += BodyLine.pair(
            "pod", "\(pod.phase) · \(row.ready)/\(row.total) ready · \(Numbers.count(row.restarts, "restart")) · \(pod.qosClass)",
            width: width)
        if let owner = pod.meta.owner { lines += BodyLine.pair("owner", "\(owner.kind) \(owner.name)", width: width) }
        if !pod.message.isEmpty { lines += BodyLine.pair("message", pod.message, width: width, .degraded) }
        if let node = shared.world.clusters[context]?.value?.nodes.first(where: { $0.meta.name == pod.node }) {
            lines.append(
                BodyLine(
                    Line([.column("node", 14, .muted), Span(pod.node), Span("  \(node.standing)", node.severity.role)]),
                    opens: .node(context: context, uid: node.meta.uid, name: node.meta.name)))
        } else {
            lines += BodyLine.pair("node", pod.node.isEmpty ? "not scheduled" : pod.node, width: width)
        }
        lines += BodyLine.pair("started", shared.options.clock.full(pod.started ?? pod.meta.created), width: width)
        for condition in pod.conditions where condition.status != "True" {
            lines += BodyLine.pair(
                condition.type, "\(condition.status) \(condition.reason) \(condition.message)", width: width, .degraded)
        }
        lines += related(shared)
        if let detail {
            for gap in detail.gaps { lines += BodyLine.paragraph(gap, width: width, .degraded) }
            let recent = detail.events.prefix(4)
            if !recent.isEmpty {
                lines += [.empty, .heading("Newest events")]
                for event in recent { lines += eventLines(event, shared, width) }
            }
        } else if let problem {
            lines += [.empty] + BodyLine.paragraph(problem, width: width, .degraded)
        }
        return lines
    }

    private func brief(_ container: Container, _ shared: Shared, _ width: Int) -> [BodyLine] {
        let image = container.image.imageTag.map { "image \($0)" } ?? container.image
        var lines = [
            BodyLine(
                Line(
                    [
                        container.severity.span, Span(container.name, .plain, .bold),
                        .sentence("  \(container.words)", container.severity.role),
                    ],
                    right: [Span("\(Numbers.count(container.restarts, "restart"))  \(image)", .muted)]),
                opens: .log(source(container, previous: false)))
        ]
        if let end = container.lastTermination { lines += BodyLine.pair("  last exit", end.words(shared), width: width) }
        let limits = ["cpu", "memory"].compactMap { name in container.limits[name].map { "\(name) \($0)" } }
        let requests = ["cpu", "memory"].compactMap { name in container.requests[name].map { "\(name) \($0)" } }
        lines += BodyLine.pair(
            "  limits",
            (limits.isEmpty ? "none" : limits.joined(separator: ", ")) + " · requests "
                + (requests.isEmpty ? "none" : requests.joined(separator: ", ")), width: width)
        for probe in container.probes { lines += BodyLine.pair("  \(probe.kind)", probe.words, width: width) }
        return lines
    }

    /// The alerts and the application that this pod has to do with.
    private func related(_ shared: Shared) -> [BodyLine] {
        var lines: [BodyLine] = []
        for alert in shared.world.alerts.value?.alerts ?? [] where alert.pod == name && alert.namespace == namespace {
            lines.append(
                BodyLine(
                    Line([
                        .column("alert", 14, .muted), alert.severityShown.span, Span(alert.name),
                        Span("  \(alert.state.rawValue)", .muted),
                    ]),
                    opens: .alert(id: alert.id, name: alert.name)))
        }
        if let app = application(shared) {
            lines.append(
                BodyLine(
                    Line([
                        .column("application", 14, .muted), app.severity.span, Span(app.application.name),
                        Span("  \(app.application.sync), \(app.application.health)", .muted),
                    ]), opens: .application(id: app.id, name: app.application.name)))
        }
        return lines
    }

    private func containerLines(_ container: Container, _ shared: Shared, _ width: Int) -> [BodyLine] {
        var lines = brief(container, shared, width)
        lines += BodyLine.pair("  image", container.image, width: width)
        if !container.imageID.isEmpty { lines += BodyLine.pair("  pulled", container.imageID, width: width) }
        if container.kind != .main {
            lines += BodyLine.pair("  kind", container.kind == .sidecar ? "sidecar" : "init container", width: width)
        }
        if case .waiting(_, let message) = container.state, !message.isEmpty {
            lines += BodyLine.pair("  message", message, width: width, .degraded)
        }
        if let end = container.lastTermination, !end.message.isEmpty {
            lines += BodyLine.pair("  last words", end.message, width: width)
        }
        return lines + [.empty]
    }

    private func events(_ shared: Shared, _ width: Int) -> [BodyLine] {
        guard let detail else { return BodyLine.paragraph(problem ?? "Asking \(context) for events…", width: width, .muted) }
        if detail.events.isEmpty {
            return BodyLine.paragraph(
                detail.gaps.first ?? "No events about this pod are kept; Kubernetes drops them after an hour.", width: width,
                .muted)
        }
        return detail.events.flatMap { eventLines($0, shared, width) }
    }

    private func eventLines(_ event: ClusterEvent, _ shared: Shared, _ width: Int) -> [BodyLine] {
        let role: Role = event.type == "Warning" ? .degraded : .plain
        let count = event.count > 1 ? " (x\(event.count))" : ""
        return BodyLine.pair(
            "\(Numbers.age(since: event.last, now: shared.now)) \(event.type == "Warning" ? "▲" : "·")",
            "\(event.reason)\(count): \(event.message)",
            width: width, names: 8, role)
    }

    private func logs(_ shared: Shared) -> [BodyLine] {
        (row?.pod.containers ?? []).flatMap { container -> [BodyLine] in
            var lines = [
                BodyLine(
                    Line([container.severity.span, Span(container.name), Span("  log of the present run", .muted)]),
                    opens: .log(source(container, previous: false)))
            ]
            if container.restarts > 0 || container.lastState != nil {
                let end = container.lastTermination.map { ", which ended: \($0.words(shared))" } ?? ""
                lines.append(
                    BodyLine(
                        Line([Span("  "), Span(container.name), .sentence("  log of the run before\(end)", .muted)]),
                        opens: .log(source(container, previous: true))))
            }
            return lines
        }
    }

    private func yaml(_ width: Int) -> [BodyLine] {
        guard let detail else { return BodyLine.paragraph(problem ?? "Asking \(context) for the pod…", width: width, .muted) }
        if detail.yaml.isEmpty { return BodyLine.paragraph("The pod has gone, and its YAML with it.", width: width, .muted) }
        return detail.yaml.split(separator: "\n", omittingEmptySubsequences: false).map { BodyLine(String($0)) }
    }

    private func reportLines(_ shared: Shared) -> [BodyLine] {
        guard let reports else { return [BodyLine("Looking into the archive…", .muted)] }
        if reports.isEmpty { return [BodyLine("No report on this pod is stored; t writes one.", .muted)] }
        return reports.map { BodyLine(ReportLines.row($0, shared), opens: .report(id: $0.id, title: $0.title)) }
    }

    private func source(_ container: Container, previous: Bool) -> LogSource {
        .container(context: context, namespace: namespace, pod: name, uid: uid, container: container.name, previous: previous)
    }
}

extension Container {
    /// How bad its state is.
    var severity: Severity {
        switch state {
        case .running: ready || kind == .initial ? .well : .moving
        case .waiting: isFailing ? .broken : .moving
        case .terminated(let end): end.exitCode == 0 ? .well : .broken
        case nil: .unknown
        }
    }

    /// Its state in words.
    var words: String {
        switch state {
        case .running: ready ? "running" : "running, not ready"
        case .waiting(let reason, _): reason.isEmpty ? "waiting" : reason
        case .terminated(let end): "exit \(end.exitCode) \(end.reason)"
        case nil: "not reported yet"
        }
    }
}

extension Container.Termination {
    /// `137 OOMKilled 14:01:07Z (ran 2m14s)`.
    func words(_ shared: Shared) -> String {
        var text = "\(exitCode) \(reason) \(shared.options.clock.time(finished))"
        if let started, let finished { text += " (ran \(Numbers.span((finished - started).seconds)))" }
        return text
    }
}
