import Feeds
import Host
import Services
import Terminal

/// What happened to a pod and to what it runs, from everything that is known already: newest first.
extension PodPage {
    private struct Change {
        var at: Timestamp
        var severity: Severity
        var words: String
        var target: Target?
    }

    func changes(_ shared: Shared, _ width: Int) -> [BodyLine] {
        guard let row else { return [] }
        let found = (exits(row) + deployments(shared) + builds(row, shared)).sorted { $0.at > $1.at }
        guard !found.isEmpty else {
            return BodyLine.paragraph(
                "Nothing is known to have changed: no exit, no deployment by ArgoCD, no pipeline run that built its image.", width: width,
                .muted)
        }
        return found.map { change in
            BodyLine(
                Line(
                    [
                        .column(Numbers.age(since: change.at, now: shared.now), 5, .muted, .right), Span(" "), change.severity.span,
                        .sentence(change.words, change.severity.isProblem ? change.severity.role : .plain),
                    ], right: [Span(when(change.at, shared), .muted)]), opens: change.target)
        }
    }

    /// The hour of what is new, the day of what is older than one.
    private func when(_ moment: Timestamp, _ shared: Shared) -> String {
        let clock = shared.options.clock
        return (shared.now - moment).seconds < 86_400 ? clock.time(moment) : clock.day(moment)
    }

    private func exits(_ row: PodRow) -> [Change] {
        var found: [Change] = []
        if let made = row.pod.meta.created {
            let owner = row.pod.meta.owner.map { " by \($0.kind) \($0.name)" } ?? ""
            found.append(Change(at: made, severity: .moving, words: "this pod was made\(owner)"))
        }
        for container in row.pod.containers {
            guard let end = container.lastTermination, let at = end.finished else { continue }
            let words = "\(container.name) ended: exit \(end.exitCode) \(end.reason), \(Numbers.count(container.restarts, "restart")) so far"
            found.append(
                Change(
                    at: at, severity: end.exitCode == 0 ? .well : .broken, words: words,
                    target: .log(
                        .container(
                            context: context, namespace: namespace, pod: name, uid: uid, container: container.name, previous: true))))
        }
        return found
    }

    /// What ArgoCD deployed for the application that this pod belongs to, with the commit's words where a run tells them.
    private func deployments(_ shared: Shared) -> [Change] {
        guard let app = application(shared) else { return [] }
        let runs = shared.world.pipelines.value?.runs ?? []
        return app.application.history.suffix(10).compactMap { deployed in
            guard let at = deployed.at else { return nil }
            let message = runs.first { $0.run.commit == deployed.revision && !deployed.revision.isEmpty }?.run.message ?? ""
            return Change(
                at: at, severity: .moving,
                words: "ArgoCD deployed \(deployed.revision.prefix(7))\(message.isEmpty ? "" : " “\(message)”") of \(app.application.name)",
                target: .application(id: app.id, name: app.application.name))
        }
    }

    /// The pipeline runs that built its images: a tag ends with the commit that it was built from.
    private func builds(_ row: PodRow, _ shared: Shared) -> [Change] {
        let tags = Set(row.pod.containers.compactMap(\.image.imageTag))
        return (shared.world.pipelines.value?.runs ?? []).compactMap { found in
            let run = found.run
            guard run.commit.count >= 7, let tag = tags.first(where: { $0.hasSuffix(run.commit.prefix(7)) }),
                let at = run.updated ?? run.started
            else { return nil }
            let message = run.message.isEmpty ? "" : " “\(run.message)”"
            return Change(
                at: at, severity: found.severity, words: "run #\(run.number) of \(tag)\(message) by \(run.actor)",
                target: .pipeline(id: found.id, number: run.number))
        }
    }

    /// The application that this pod belongs to, by the label that ArgoCD or the manifest puts on it.
    func application(_ shared: Shared) -> ApplicationRow? {
        let tracked = row?.pod.meta.labels["app.kubernetes.io/instance"] ?? row?.pod.meta.labels["app"] ?? ""
        return shared.world.applications.value?.applications.first { $0.application.name == tracked }
    }
}
