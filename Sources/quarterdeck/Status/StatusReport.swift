import Console
import Feeds
import Host
import Services

/// A look, judged: what is wrong, worst first, and what is not known. A pure function of the look.
struct StatusReport: Sendable {
    let look: Look
    /// When it was taken.
    let taken: Timestamp
    /// How long was waited at most, for the sentence about whoever did not answer.
    let limit: Duration
    /// What is broken, then what is degraded.
    private(set) var problems: [StatusProblem] = []
    /// Every service, and how fresh what it said is.
    private(set) var feeds: [StatusFeed] = []

    init(_ look: Look, taken: Timestamp, limit: Duration) {
        self.look = look
        self.taken = taken
        self.limit = limit
        feeds = makeFeeds()
        problems = (alertProblems + clusterProblems + targetProblems + modelProblems + applicationProblems + pipelineProblems)
            .enumerated().sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }.map(\.element)
    }

    /// Services of which something is not known, each with why.
    var unknown: [StatusFeed] { feeds.filter { $0.isUnknown } }

    /// The whole in one word: what is known to be broken, else that something is not known, else the worst of the rest.
    var verdict: Severity {
        let worst = problems.first?.severity ?? .well
        if worst == .broken { return .broken }
        return unknown.isEmpty ? worst : .unknown
    }

    /// The status that the program ends with.
    /// - Parameter strict: whether what is degraded counts as broken.
    func status(strict: Bool) -> Int32 {
        switch verdict {
        case .broken: Ending.broken
        case .unknown: strict && !problems.isEmpty ? Ending.broken : Ending.unknown
        case .degraded: strict ? Ending.broken : Ending.well
        case .moving, .well: Ending.well
        }
    }

    /// Whether nothing at all is configured to look at.
    var isEmpty: Bool {
        look.contexts.isEmpty && look.sources.allSatisfy { if case .off = $0.freshness.state { true } else { false } }
    }

    // MARK: Problems

    private var alertProblems: [StatusProblem] {
        alerts.filter { $0.severityShown.isProblem }.map { alert in
            let state = alert.state == .pending ? "pending" : "firing"
            return StatusProblem(
                kind: "alert", severity: alert.severityShown, name: alert.name,
                place: [alert.context, alert.namespace, alert.pod].filter { !$0.isEmpty }.joined(separator: "/"),
                cause: [alert.severity + " " + state, alert.summary].filter { !$0.isEmpty }.joined(separator: ": "), since: alert.since)
        }
    }

    private var clusterProblems: [StatusProblem] {
        look.contexts.flatMap { context -> [StatusProblem] in
            guard let view = look.clusters[context]?.value else { return [] }
            let nodes = view.nodes.filter { !$0.isReady }.map { node in
                StatusProblem(
                    kind: "node", severity: .broken, name: node.meta.name, place: context, cause: "not ready",
                    since: node.conditions.first { $0.type == "Ready" }?.since)
            }
            let pods = view.pods.filter { $0.severity.isProblem }.map { row in
                StatusProblem(
                    kind: "pod", severity: row.severity, name: row.pod.meta.name, place: "\(context)/\(row.pod.meta.namespace)",
                    cause: row.cause.isEmpty ? row.status : row.cause, since: row.since)
            }
            return nodes + pods
        }
    }

    private var targetProblems: [StatusProblem] {
        (look.alerts.value?.targets ?? []).filter { $0.health == "down" }.map { target in
            StatusProblem(
                kind: "target", severity: .degraded, name: target.job, place: target.instance,
                cause: target.lastError.isEmpty ? "down" : "down: \(target.lastError)", since: nil)
        }
    }

    private var modelProblems: [StatusProblem] {
        (look.models.value?.models ?? []).filter { $0.severity.isProblem }.map { model in
            StatusProblem(
                kind: "model", severity: model.severity, name: model.experiment.name, place: model.metric, cause: model.cause,
                since: model.runs.first?.started)
        }
    }

    private var applicationProblems: [StatusProblem] {
        (look.applications.value?.applications ?? []).filter { $0.severity.isProblem && looksAt($0.context) }.map { row in
            StatusProblem(
                kind: "application", severity: row.severity, name: row.application.name, place: row.context, cause: row.cause, since: nil)
        }
    }

    private var pipelineProblems: [StatusProblem] {
        (look.pipelines.value?.newestOfBranches ?? []).filter { $0.severity.isProblem }.map { row in
            StatusProblem(
                kind: "pipeline", severity: row.severity, name: "\(row.run.repository)#\(row.run.number)", place: row.run.branch,
                cause: row.cause, since: row.run.started ?? row.run.created)
        }
    }

    /// The alerts of what is looked at; none where they are not known.
    var alerts: [AlertRow] { (look.alerts.value?.alerts ?? []).filter { looksAt($0.context) } }

    /// Whether something of a context is asked for; what belongs to none is everybody's.
    func looksAt(_ context: String) -> Bool { !look.isNarrowed || context.isEmpty || look.contexts.contains(context) }

    // MARK: Feeds

    private func makeFeeds() -> [StatusFeed] {
        let clusters = look.contexts.map { name -> StatusFeed in
            let fed = look.clusters[name] ?? Fed()
            // Events and usage carry no health; without nodes or pods something is not known.
            let parts =
                (fed.value?.gaps ?? []).filter { !$0.hasPrefix("events") && !$0.hasPrefix("usage") }
                + (fed.value?.awaited ?? []).filter { $0 != "events" }.map { "\($0): \(noAnswer)" }
            return StatusFeed(name: name, service: "kubernetes", fed.freshness, missing: parts, noAnswer: noAnswer)
        }
        let others = look.sources.map { name, freshness in
            let gaps = name == "GitHub" ? look.pipelines.value?.gaps ?? [] : []
            return StatusFeed(name: name, service: name.lowercased(), freshness, missing: gaps, noAnswer: noAnswer)
        }
        return clusters + others + [archiveFeed]
    }

    private var archiveFeed: StatusFeed {
        var freshness = Freshness(.connecting, streams: true)
        switch look.reports {
        case .kept: (freshness.state, freshness.lastSuccess) = (.live, taken)
        case .failed(let sentence): (freshness.state, freshness.lastError) = (.failed, sentence)
        case nil: break
        }
        return StatusFeed(name: "archive", service: "archive", freshness, missing: [], noAnswer: noAnswer)
    }

    private var noAnswer: String { "no answer within \(Numbers.decimal(limit.seconds, limit.seconds < 1 ? 1 : 0)) s" }
}

/// One thing that a person should look at.
struct StatusProblem: Sendable, Equatable {
    /// `alert`, `node`, `pod`, `target`, `model`, `application`, `pipeline`.
    var kind: String
    /// Broken or degraded.
    var severity: Severity
    /// What it is called, and where it is.
    var name: String, place: String
    /// Why, in words.
    var cause: String
    /// Since when, where that is known.
    var since: Timestamp?
}

/// How fresh what a service said is.
struct StatusFeed: Sendable, Equatable {
    /// As shown, and which kind of service it is.
    var name: String, service: String
    /// What its feed says.
    var freshness: Freshness
    /// Why something of it is not known; `nil` when all is.
    var why: String?

    init(name: String, service: String, _ freshness: Freshness, missing: [String], noAnswer: String) {
        self.name = name
        self.service = service
        self.freshness = freshness
        switch freshness.state {
        case .off: why = nil
        case .connecting: why = noAnswer
        case .stale, .failed: why = freshness.lastError ?? noAnswer
        case .live: why = missing.isEmpty ? nil : missing.joined(separator: "; ")
        }
        why = why.map { SafeText.line($0) }
    }

    /// Whether something of it is not known.
    var isUnknown: Bool { why != nil }

    /// `off`, `waiting`, `live`, `stale`, `failed`.
    var state: String {
        switch freshness.state {
        case .off: "off"
        case .connecting: "waiting"
        case .live: "live"
        case .stale: "stale"
        case .failed: "failed"
        }
    }
}
