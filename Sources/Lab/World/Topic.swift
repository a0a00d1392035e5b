/// A part of the world that streams can wait for.
enum Topic: Hashable, Sendable {
    case faults
    case cluster(ClusterName)
    case monitoring
    case mlflow
    case argo
    case github
    case gemini
    case registry
}

extension LabCommand {
    /// What this command changes by itself.
    var topic: Topic {
        switch self {
        case .fault: .faults
        case .cluster(let name, _): .cluster(name)
        case .monitoring: .monitoring
        case .mlflow: .mlflow
        case .argo: .argo
        case .github: .github
        case .gemini: .gemini
        case .registry: .registry
        }
    }
}
