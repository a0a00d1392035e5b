import Feeds
import Host
import Services

/// The world as it stood when a key was last pressed: who comes back is told what changed since.
struct Absence: Equatable, Sendable {
    /// Shorter absences are a glance at another window.
    static let least = 300.0

    // What had not answered then is `nil`: its first answer is no change.
    private var alerts: [String: String]?
    private var pods: [String: String]?
    private var applications: [String: String]?
    private var runs: [String: String]?

    /// What is wrong now, by identity.
    init(_ world: World) {
        alerts = world.alerts.value.map { view in
            Dictionary(view.alerts.filter { $0.state == .firing }.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        }
        for (context, fed) in world.clusters {
            guard let rows = fed.value?.pods else { continue }
            pods = pods ?? [:]
            for row in rows where row.severity.isProblem { pods?["\(context) \(row.id)"] = row.pod.meta.name }
        }
        applications = world.applications.value.map { view in
            Dictionary(
                view.applications.filter { $0.severity.isProblem }.map { ($0.id, $0.application.name) },
                uniquingKeysWith: { first, _ in first })
        }
        runs = world.pipelines.value.map { view in
            Dictionary(view.runs.filter { $0.severity == .broken }.map { ($0.id, "#\($0.run.number)") }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// What has changed since, in one sentence; `nil` where nothing has.
    func sentence(_ world: World) -> String? {
        let now = Absence(world)
        let parts =
            Self.words(alerts, now.alerts, began: "firing", ended: "resolved")
            + Self.words(pods, now.pods, began: "in trouble", ended: "well again or gone")
            + Self.words(applications, now.applications, began: "broken or out of sync", ended: "well again")
            + Self.words(runs, now.runs, began: "failed", ended: "")
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private static func words(_ before: [String: String]?, _ now: [String: String]?, began: String, ended: String) -> [String] {
        guard let before, let now else { return [] }
        var parts: [String] = []
        for (these, those, words) in [(now, before, began), (before, now, ended)] where !words.isEmpty {
            let names = these.filter { those[$0.key] == nil }.map(\.value).sorted()
            guard let first = names.first else { continue }
            parts.append((names.count > 1 ? "\(first) and \(names.count - 1) more" : first) + " " + words)
        }
        return parts
    }
}
