import Archive
import Feeds
import Services
import Terminal

/// One pod, followed by its uid: a pod of the same name that replaces it is another pod.
struct PodPage: DocumentPage {
    static let kind = PageKind.pod

    /// The tabs, in the order of their numbers.
    enum Tab: Int, CaseIterable { case summary, containers, events, logs, yaml, usage, changes, reports }

    let number: Int
    let context: String, namespace: String, name: String, uid: String
    /// The pod as last seen; it stays when the pod has gone.
    var row: PodRow?
    /// Whether the pod was missing from a list that has answered.
    var isGone = false
    var detail: PodDetail?
    /// Why the detail is missing.
    var problem: String?
    var reports: [ReportSummary]?
    /// What it used, asked for when its tab is first shown; why that is missing.
    var usage: PodUsage?
    var usageProblem: String?
    var view = DocumentView()
    var tab = 0

    init(number: Int, context: String, namespace: String, name: String, uid: String, row: PodRow?) {
        self.number = number
        self.context = context
        self.namespace = namespace
        self.name = name
        self.uid = uid
        self.row = row
    }

    var crumbs: [String] { [context, namespace, name] }
    var thing: Target? { .pod(context: context, namespace: namespace, name: name, uid: uid) }

    func standing(_ shared: Shared) -> Standing {
        if isGone { return Standing("gone", .degraded, isOld: true) }
        guard let freshness = shared.world.clusters[context]?.freshness else { return Standing("not known", .muted, isOld: true) }
        return Standing(freshness, now: shared.now)
    }

    func tabs(_ shared: Shared) -> [String] {
        var titles = Tab.allCases.map { "\($0)" }
        if let reports, !reports.isEmpty { titles[Tab.reports.rawValue] += " \(reports.count)" }
        if let warnings = detail?.events.filter({ $0.type == "Warning" }).count, warnings > 0 {
            titles[Tab.events.rawValue] += " \(warnings)▲"
        }
        return titles
    }

    mutating func opened(_ shared: inout Shared) -> [Effect] {
        refresh(shared)
        return [
            begin("detail", .podDetail(context: context, namespace: namespace, name: name, uid: uid)),
            begin("reports", .reportsAbout(subject: "\(context)/\(namespace)/\(name)", limit: 20)),
        ]
    }

    mutating func update(_ event: PageEvent, _ shared: inout Shared) -> [Effect] {
        let before = tab
        var effects = updateDocument(event, &shared)
        if tab != before, tab == Tab.usage.rawValue {
            effects.append(begin("usage", .podUsage(context: context, namespace: namespace, name: name)))
        }
        return effects
    }

    mutating func noticed(_ shared: inout Shared) -> [Effect] {
        let before = row
        refresh(shared)
        // The manifest and events on screen belong to the pod as it was: ask again when it changes.
        guard let row, let before, row.pod.meta.resourceVersion != before.pod.meta.resourceVersion, detail != nil else {
            return []
        }
        return [begin("detail", .podDetail(context: context, namespace: namespace, name: name, uid: uid))]
    }

    private mutating func refresh(_ shared: Shared) {
        if let found = shared.world.pod(context: context, uid: uid) {
            row = found
            isGone = false
        } else if let fed = shared.world.clusters[context], fed.value != nil, fed.freshness.state == .live {
            isGone = true
        }
    }

    mutating func take(_ answer: Answer, _ name: String, _ shared: inout Shared) -> [Effect] {
        switch answer {
        case .podDetail(let found):
            detail = found
            problem = nil
        case .reports(let found, _): reports = found
        case .podUsage(let found):
            usage = found
            usageProblem = nil
        case .failed(let sentence) where name == "usage": usageProblem = sentence
        case .failed(let sentence) where name == "detail": problem = sentence
        case .failed(let sentence): shared.say(sentence, .degraded)
        default: break
        }
        return []
    }
}
