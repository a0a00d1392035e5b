import Archive
import Feeds
import Host
import Services
import Terminal

/// The line at the top of the deck: where commands act, each context's health, one count per concern, budget, clock.
/// What matters least goes first when columns are few.
func drawTop(_ state: State, on canvas: inout Canvas) {
    let shared = state.shared
    var right: [Span] = []
    if shared.options.isLab { right.append(Span("LAB  ", .moving, .bold)) }
    if shared.options.readOnly { right.append(Span("READ-ONLY  ", .degraded, .bold)) }
    if let context = shared.context, shared.options.protectedContexts.contains(context) {
        right.append(Span("PROTECTED  ", .degraded, .bold))
    }
    right.append(Span(shared.options.clock.minute(shared.now) + " "))

    var parts = [Part(rank: 4, spans: [Span("QUARTERDECK  ", .accent, .bold)]), Part(rank: 0, spans: contextSpans(shared))]
    parts += concerns(shared)
    parts.append(Part(rank: 6, spans: budgetSpans(shared)))
    func line() -> Line { Line([Span(" ")] + parts.flatMap(\.spans), right: right) }
    while line().columns > canvas.columns, let least = parts.indices.max(by: { parts[$0].rank < parts[$1].rank }), parts[least].rank > 0 {
        parts.remove(at: least)
    }
    canvas.draw(line(), y: 0)
    canvas.ground(Rect(x: 0, y: 0, width: canvas.columns, height: 1), .bar)
}

private func contextSpans(_ shared: Shared) -> [Span] {
    var spans: [Span] = []
    if shared.options.contexts.count > 1, let context = shared.context { spans.append(Span("[\(context)] ", .accent)) }
    for name in shared.options.contexts {
        let health = shared.health(of: name)
        spans.append(Span(name + " "))
        spans.append(health.span)
        guard let fed = shared.world.clusters[name], fed.freshness.state != .live else { continue }
        let standing = Standing(fed.freshness, now: shared.now, naming: false)
        spans.append(Span(standing.text + "  ", standing.role))
    }
    return spans
}

/// A part of the line: the higher its rank, the sooner it goes when columns are few.
private struct Part {
    var rank: Int
    var spans: [Span]
}

private func concerns(_ shared: Shared) -> [Part] {
    var parts: [Part] = []
    func add(_ rank: Int, _ text: String, _ role: Role) { parts.append(Part(rank: rank, spans: [Span("  " + text, role)])) }
    if let counts = shared.alertCounts {
        let isOld = shared.world.alerts.freshness.isOld
        add(1, "\(counts.firing) firing", isOld ? .muted : counts.firing > 0 ? .broken : .plain)
        if counts.pending > 0 { add(2, "\(counts.pending) pending", isOld ? .muted : .degraded) }
    } else {
        add(1, "alerts not known", .muted)
    }
    if let applications = shared.world.applications.value?.applications {
        let outOfSync = applications.filter { $0.application.sync == "OutOfSync" }.count
        let unhealthy = applications.filter { $0.severity == .broken }.count
        if outOfSync > 0 { add(3, "argo \(outOfSync) out of sync", .degraded) }
        if unhealthy > 0 { add(3, "\(Numbers.count(unhealthy, "app")) broken", .broken) }
    }
    let running = shared.world.pipelines.value?.runs.filter { $0.run.status == "in_progress" }.count ?? 0
    if running > 0 { add(5, "\(Numbers.count(running, "run")) ▶", .moving) }
    let triages = shared.triages.filter(\.isRunning).count
    if triages > 0 { add(2, "\(Numbers.count(triages, "triage")) ▶", .moving) }
    let operations = shared.operations.filter(\.state.isUnderWay).count
    if operations > 0 { add(2, "\(Numbers.count(operations, "operation")) ▶", .moving) }
    return parts
}

private func budgetSpans(_ shared: Shared) -> [Span] {
    guard let budget = shared.budget else { return [] }
    if let missing = budget.missing { return [Span("  model: \(missing)", .muted)] }
    let isSpent = budget.requestsToday >= budget.requestsPerDay || budget.tokensThisMonth >= budget.tokensPerMonth
    return [
        Span(
            "  gemini \(budget.requestsToday)/\(budget.requestsPerDay) today · \(Numbers.short(budget.tokensThisMonth))/\(Numbers.short(budget.tokensPerMonth)) month",
            isSpent ? .degraded : .muted)
    ]
}
