import Feeds
import Services
import Terminal

/// How a pod reads in a list.
extension PodRow {
    /// What a filter is compared with.
    var texts: [String] { [pod.meta.name, pod.meta.namespace, status, cause, pod.node] }

    /// Its row; with its context where rows of several stand together, with its node where there is room.
    func line(context: String?, width: Int, _ shared: Shared) -> Line {
        let age = Span.column(Numbers.age(since: since ?? pod.meta.created, now: shared.now), 5, .muted, .right)
        var left = [severity.span]
        if let context { left.append(Span(context + " ", .muted)) }
        left.append(.name("\(pod.meta.namespace)/\(pod.meta.name)"))
        if severity.isProblem {
            // The cause in words is what the row is for: it keeps its columns, the name gives.
            left.append(.sentence("  " + (cause.isEmpty ? status : cause), severity.role))
            return Line(left, right: [age])
        }
        var right = [Span("\(ready)/\(total)", .muted)]
        if width >= 60 { right.append(.column(restarts == 0 ? "" : Numbers.count(restarts, "restart"), 13, .muted, .right)) }
        if width >= 110 { right.append(.column("  " + pod.node, 22, .muted, cut: .middle)) }
        if status != "Running" { right.insert(Span(status + "  ", severity.role), at: 0) }
        return Line(left, right: right + [age])
    }
}
