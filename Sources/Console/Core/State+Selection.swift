import Archive
import Feeds
import Host
import Services
import Terminal
import Triage

/// What the selected thing is, for commands: its pod, its log, its subject for a triage.
extension State {
    /// The pod that is selected, or that the selected alert is about.
    var podInQuestion: PodRow? { pod(for: acting) ?? pod(for: pageConcern) }

    private func pod(for target: Target?) -> PodRow? {
        switch target {
        case .pod(let context, _, _, let uid): shared.world.pod(context: context, uid: uid)
        case .alert(let id, _):
            shared.world.alert(id).flatMap { shared.world.pod(context: $0.context, namespace: $0.namespace, name: $0.pod) }
        case .log(.container(let context, _, _, let uid, _, _)): shared.world.pod(context: context, uid: uid)
        default: nil
        }
    }

    /// The same pod as a thing to open.
    var podTarget: Target? {
        guard let pod = podInQuestion, let context = podContext else { return nil }
        return .pod(context: context, namespace: pod.pod.meta.namespace, name: pod.pod.meta.name, uid: pod.pod.meta.uid)
    }

    private var podContext: String? {
        for target in [acting, pageConcern] {
            switch target {
            case .pod(let context, _, _, _), .log(.container(let context, _, _, _, _, _)): return context
            case .alert(let id, _): if let alert = shared.world.alert(id) { return alert.context }
            default: continue
            }
        }
        return nil
    }

    /// What the page on top is about.
    private var pageConcern: Target? { pages.top?.concern(shared) }

    /// What a triage would be about.
    var subject: Subject? { shared.subject(of: gravest ?? acting) ?? shared.subject(of: pageConcern) }

    /// Of alerts that share the selected line the gravest, which stands for all of them; `nil` elsewhere.
    private var gravest: Target? {
        guard case .fold(let key) = acting, let pane = panes.all.lazy.compactMap({ $0 as? AlertsPane }).first,
            let alerts = shared.world.alerts.value?.alerts,
            // Alerts stand worst first.
            let first = pane.folds[key]?.members.min(), alerts.indices.contains(first)
        else { return nil }
        return .alert(id: alerts[first].id, name: alerts[first].name)
    }

    /// The thing that a triage would be about, in a few words.
    var triaged: String {
        let targets = [gravest ?? acting, pageConcern].compactMap { $0 }
        return targets.first { shared.subject(of: $0) != nil }?.words ?? ""
    }

    /// Why no triage can be started; `nil` when one can.
    var whyNotTriage: String? {
        if let subject {
            let running = shared.triages.first { $0.isRunning && $0.subject == subject }
            return running.map { "Already being triaged, J shows it: \($0.subject.words)" }
        }
        if case .pipeline = acting { return "Only failed or cancelled runs are triaged." }
        return "Select a pod, an alert, a failed run or a model to triage."
    }

    /// The log that belongs to the selected thing.
    func logSource(previous: Bool) -> LogSource? {
        if case .log(.container(let context, let namespace, let pod, let uid, let container, _)) = acting {
            return .container(
                context: context, namespace: namespace, pod: pod, uid: uid, container: container, previous: previous)
        }
        if !previous {
            if case .log(let source) = acting { return source }
            if case .pipeline(let id, _) = acting, let row = shared.world.pipeline(id), let job = row.jobInQuestion {
                return .job(repository: row.run.repository, id: job.id, name: job.name)
            }
        }
        guard let pod = podInQuestion, let context = podContext, let container = pod.pod.containerInQuestion else { return nil }
        if previous, !pod.pod.containers.contains(where: { $0.restarts > 0 || $0.lastState != nil }) { return nil }
        return .container(
            context: context, namespace: pod.pod.meta.namespace, pod: pod.pod.meta.name, uid: pod.pod.meta.uid,
            container: container.name, previous: previous)
    }

    /// Why there is no log to show.
    var whyNoLog: String {
        switch acting {
        case .pipeline: "No job of this run has a log that is known yet; open the run to choose one."
        case .alert: "This alert names no pod that is still there."
        default: "Select a pod, an alert about one, or a run with jobs to see its log."
        }
    }

    /// What copying would put into the clipboard: what one types or pastes elsewhere to get at the same thing.
    var copyable: String? {
        if let page = pages.top as? ReportPage, let report = page.session(shared)?.report ?? page.record {
            return [report.title, report.findings, report.answer].filter { !$0.isEmpty }.joined(separator: "\n\n")
        }
        return switch acting {
        case .pod(_, _, let name, _), .node(_, _, let name), .alert(_, let name), .model(_, let name), .application(_, let name): name
        case .log(.container(_, _, let pod, _, _, _)): pod
        case .cluster(let name): name
        case .pipeline(let id, _): shared.world.pipeline(id)?.run.url
        case .training(_, let run): run
        case .report(_, let title): title
        default: nil
        }
    }
}

extension CopyOutcome {
    /// What is said about a copy. The terminal never answers, so nobody may claim that it worked.
    var words: String {
        switch self {
        case .sent: "Sent to the terminal's clipboard."
        case .sentThrough(let program): "Sent to the terminal, but \(program) may keep it."
        case .tooLong(let limit): "Too long to copy: terminals take \(Numbers.grouped(limit)) bytes."
        }
    }
}

extension Shared {
    /// What a triage of a thing would be about; `nil` for things that are not triaged.
    func subject(of target: Target?) -> Subject? {
        switch target {
        case .pod(let context, let namespace, let name, let uid):
            return .pod(context: context, namespace: namespace, name: name, uid: uid)
        case .log(.container(let context, let namespace, let pod, let uid, _, _)):
            return .pod(context: context, namespace: namespace, name: pod, uid: uid)
        case .alert(let id, _):
            return world.alert(id).map(\.subject)
        case .pipeline(let id, _):
            guard let row = world.pipeline(id), row.run.isUnhappy else { return nil }
            return .run(repository: row.run.repository, id: row.run.id, number: row.run.number)
        case .model(let id, let name): return .model(experiment: name, experimentID: id)
        case .training(let experiment, _):
            return world.model(experiment).map { .model(experiment: $0.experiment.name, experimentID: experiment) }
        default: return nil
        }
    }
}

extension Shared {
    /// What a triage was about as a thing to act on; `nil` when it is gone from what the feeds show.
    func target(of subject: Subject) -> Target? {
        switch subject {
        case .pod(let context, let namespace, let name, let uid):
            let row = uid.map { world.pod(context: context, uid: $0) } ?? world.pod(context: context, namespace: namespace, name: name)
            return row.map { .pod(context: context, namespace: namespace, name: name, uid: $0.pod.meta.uid) }
        case .alert(let name, let context, let labels, _, _):
            return world.alerts.value?.alerts.first { $0.name == name && $0.context == context && $0.labels == labels }
                .map { .alert(id: $0.id, name: name) }
        case .run(let repository, let id, let number):
            return world.pipelines.value?.runs.first { $0.run.repository == repository && $0.run.id == id }
                .map { .pipeline(id: $0.id, number: number) }
        case .model(let experiment, let id): return world.model(id).map { _ in .model(id: id, name: experiment) }
        }
    }
}

extension Target {
    /// Whether it is evidence of a report, or a line of it.
    var isEvidence: Bool { if case .evidence = self { true } else { false } }
}

extension AlertRow {
    /// What a triage of the alert is about.
    package var subject: Subject {
        .alert(name: name, context: context, labels: labels, annotations: annotations, since: since?.rfc3339)
    }
}
