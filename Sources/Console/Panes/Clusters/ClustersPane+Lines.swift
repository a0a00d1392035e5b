import Feeds
import Host
import Services
import Terminal

/// How the rows of the clusters pane read.
extension ClustersPane {
    func line(_ row: Row, width: Int, _ shared: Shared) -> Line {
        switch row.id {
        case .context(let name): contextLine(name, width: width, shared)
        case .node(let context, _): node(row, shared).map { nodeLine($0, context, shared) } ?? Line("gone", .muted)
        default: pod(row, shared).map { $0.line(context: context(row, shared), width: width, shared) } ?? Line("gone", .muted)
        }
    }

    private func contextLine(_ name: String, width: Int, _ shared: Shared) -> Line {
        let fed = shared.world.clusters[name] ?? Fed()
        var spans = [Span(name + "  ", .plain, .bold)]
        let isUnreachable = fed.freshness.state == .stale || fed.freshness.state == .failed
        if isUnreachable {
            spans.append(Severity.broken.span)
            // Never answered is another thing than no longer: then the reason is all there is to say.
            guard fed.value != nil else { return Line(spans + [.sentence(fed.freshness.lastError ?? "has not answered yet", .broken)]) }
            spans.append(
                Span(shared.silence(fed.freshness), .broken))
            if let reason = shared.reason(fed.freshness, of: name) { spans.append(.sentence(" (\(reason))", .muted)) }
            return Line(spans)
        }
        guard let view = fed.value else {
            let standing = Standing(fed.freshness, now: shared.now)
            return Line(spans + [.sentence(standing.text, standing.role)])
        }
        let unready = view.nodes.filter { !$0.isReady }.count
        spans.append(Span("\(Numbers.count(view.nodes.count, "node")) "))
        spans.append(unready == 0 ? Span("● ready", .healthy) : Span("✗ \(unready) not ready", .broken))
        spans.append(Span("  \(Numbers.count(view.pods.count, "pod"))"))
        for (severity, count) in counts(view) { spans.append(Span(" \(Numbers.grouped(count))\(severity.glyph)", severity.role)) }
        if !view.gaps.isEmpty { spans.append(.sentence("  " + view.gaps.joined(separator: ", "), .degraded)) }
        return Line(spans, right: use(view, width: width))
    }

    /// How many pods are how: the worst first, the usual ones last.
    private func counts(_ view: ClusterView) -> [(Severity, Int)] {
        var counts = [Int](repeating: 0, count: Severity.allCases.count)
        for pod in view.pods { counts[pod.severity.rawValue] += 1 }
        return Severity.allCases.reversed().map { ($0, counts[$0.rawValue]) }.filter { $0.1 > 0 }
    }

    private func use(_ view: ClusterView, width: Int) -> [Span] {
        var spans: [Span] = []
        for (name, share, history) in [("cpu", view.cpu, view.cpuHistory), ("mem", view.memory, view.memoryHistory)] {
            guard let share, share.isFinite else { continue }
            spans.append(Span("  \(name) ", .muted))
            if width >= 70 { spans.append(Span(Sparkline.text(history, columns: 6, from: 0, to: 1) + " ", .moving)) }
            spans.append(Span(Numbers.percent(share), share > 0.9 ? .degraded : .plain))
        }
        return spans
    }

    private func nodeLine(_ node: Node, _ context: String, _ shared: Shared) -> Line {
        Line([
            node.severity.span, Span("\(context) ", .muted), Span("node ", .muted), .name(node.meta.name),
            Span("  \(node.standing)", node.severity.role),
        ])
    }

    /// A pod's context, where there are several.
    private func context(_ row: Row, _ shared: Shared) -> String? {
        guard case .pod(let context, _) = row.id, shared.options.contexts.count > 1 else { return nil }
        return context
    }

    func sentence(_ row: Row, _ shared: Shared) -> String {
        switch row.id {
        case .context(let name):
            guard let fed = shared.world.clusters[name] else { return "\(name) has not answered yet." }
            guard let view = fed.value else { return fed.freshness.lastError ?? "\(name) has not answered yet." }
            if let error = fed.freshness.lastError, fed.freshness.state != .live { return "\(name): \(shared.silence(fed.freshness)). \(error)" }
            let versions = Set(view.nodes.map(\.kubelet)).sorted().joined(separator: ", ")
            return
                "\(name) · \(Numbers.count(view.nodes.count, "node")) \(versions) · \(Numbers.count(view.deployments.count, "deployment"))"
                + " · \(Numbers.count(view.pods.count, "pod"))"
                + (view.gaps.isEmpty ? "" : " · \(view.gaps.joined(separator: ", "))")
        case .node: return node(row, shared).map { "node \($0.meta.name) · \($0.standing) · \($0.kubelet)" } ?? ""
        default: return pod(row, shared).map { Self.sentence($0, shared) } ?? "This pod has gone."
        }
    }

    /// `ml-apps/iris-…-x2lq7 on k3d-agent-0 · exit 137 OOMKilled 14:01:07Z · limit 256Mi · image main-a1b2c3d`.
    static func sentence(_ row: PodRow, _ shared: Shared) -> String {
        var parts = ["\(row.pod.meta.namespace)/\(row.pod.meta.name)" + (row.pod.node.isEmpty ? "" : " on \(row.pod.node)")]
        if let container = row.pod.containerInQuestion {
            if let end = container.lastTermination, row.severity.isProblem || end.exitCode != 0 {
                parts.append("exit \(end.exitCode) \(end.reason) \(shared.options.clock.time(end.finished))")
            }
            if case .waiting(let reason, _) = container.state, !reason.isEmpty { parts.append(reason) }
            if let limit = container.limits["memory"] { parts.append("limit \(limit)") }
            if let tag = container.image.imageTag { parts.append("image \(tag)") }
        }
        if parts.count == 1 { parts.append(row.status) }
        return parts.joined(separator: " · ")
    }
}

extension String {
    /// What stands behind an image's name: its tag, or the beginning of its digest.
    var imageTag: String? {
        if let at = lastIndex(of: "@") { return String(self[index(after: at)...].prefix(19)) }
        guard let colon = lastIndex(of: ":"), !self[colon...].contains("/") else { return nil }
        return String(self[index(after: colon)...])
    }
}
