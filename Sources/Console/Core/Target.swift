import Operations

/// A thing that can be opened, acted on, or named in a sentence: with its own context, never "the current" one.
public enum Target: Hashable, Sendable {
    /// A cluster context.
    case cluster(String)
    /// A node.
    case node(context: String, uid: String, name: String)
    /// A pod, the uid being what counts.
    case pod(context: String, namespace: String, name: String, uid: String)
    /// An alert by its stable id.
    case alert(id: String, name: String)
    /// Alerts folded into one line.
    case fold(String)
    /// Scrape targets and rules.
    case targets
    /// An experiment.
    case model(id: String, name: String)
    /// A training run of an experiment.
    case training(experiment: String, run: String)
    /// An ArgoCD application by namespace and name.
    case application(id: String, name: String)
    /// A workflow run by ``Feeds/PipelineRow/id``.
    case pipeline(id: String, number: Int)
    /// A log.
    case log(LogSource)
    /// A stored report.
    case report(id: String, title: String)
    /// A triage of this session.
    case triage(Int)
    /// A line of a report's evidence.
    case evidence(report: EvidenceHolder, number: Int, line: Int)
    /// An action on the world by its audit row.
    case operation(id: String, title: String)
    /// What an action offers next: opening it shows its plan.
    case offer(OperationRequest, title: String)
    /// Lists of their own.
    case reports, jobs, audit

    /// Who holds a piece of evidence.
    public enum EvidenceHolder: Hashable, Sendable {
        /// A stored report.
        case stored(String)
        /// A triage of this session.
        case session(Int)
    }
}

/// Where a log comes from.
public enum LogSource: Hashable, Sendable {
    /// A container of a pod; its previous run where `previous`.
    case container(context: String, namespace: String, pod: String, uid: String, container: String, previous: Bool)
    /// A job of a workflow run.
    case job(repository: String, id: Int64, name: String)
}
