/// What a triage is about.
public enum Subject: Sendable, Equatable {
    /// A pod; the uid where it is known, since names are reused.
    case pod(context: String, namespace: String, name: String, uid: String?)
    /// An alert by its labels.
    case alert(name: String, context: String, labels: [String: String], annotations: [String: String], since: String?)
    /// A workflow run.
    case run(repository: String, id: Int64, number: Int)
    /// A model: the experiment it is trained in.
    case model(experiment: String, experimentID: String)

    /// `pod`, `alert`, `pipeline`, `drift`: as in `subject.json` and the archive.
    public var kind: String {
        switch self {
        case .pod: "pod"
        case .alert: "alert"
        case .run: "pipeline"
        case .model: "drift"
        }
    }

    /// One line for a person: `k3d/ml-apps/iris-classifier-7c9d`.
    public var words: String {
        switch self {
        case .pod(let context, let namespace, let name, _): "\(context)/\(namespace)/\(name)"
        case .alert(let name, let context, let labels, _, _):
            [context, labels["namespace"], labels["pod"]].compactMap { $0?.isEmpty == false ? $0 : nil }.reduce(name) { $0 + " " + $1 }
        case .run(let repository, _, let number): "\(repository) #\(number)"
        case .model(let experiment, _): experiment
        }
    }
}
