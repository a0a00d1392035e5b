import Host
import Services

/// What a person wants to know of an ArgoCD application in one row.
enum ApplicationJudgement {
    /// How bad, and the cause in words; conditions first, since they explain everything after them.
    static func verdict(_ application: Application) -> (severity: Severity, cause: String) {
        let essence = { ApplicationWords.essence($0, of: application.name) }
        if application.deletion != nil { return (.moving, "being deleted") }
        if let condition = application.conditions.first(where: { $0.type.hasSuffix("Error") }) {
            return (.broken, "\(essence(condition.message)) (\(condition.type))")
        }
        if ["Failed", "Error"].contains(application.operationPhase) {
            return (.broken, "sync failed: \(essence(application.operationMessage))")
        }
        switch application.health {
        case "Degraded", "Missing":
            let worst = application.resources.first { ["Degraded", "Missing"].contains($0.health) }
            let message = essence(worst.map(\.message).flatMap { $0.isEmpty ? nil : $0 } ?? application.healthMessage)
            let named = worst.map { $0.kind + ($0.name == application.name ? "" : " \($0.name)") }
            let missing = worst?.health == "Missing" ? "missing" : ""
            return (.broken, [named ?? "", message.isEmpty ? missing : message].filter { !$0.isEmpty }.joined(separator: ": "))
        case "Progressing": return (.moving, "rolling out")
        case "Suspended": return (.degraded, "suspended")
        case "Healthy": return healthy(application)
        default: return (.unknown, application.sync == "Unknown" ? "not compared" : "health not known")
        }
    }

    private static func healthy(_ application: Application) -> (severity: Severity, cause: String) {
        if application.operationPhase == "Running" { return (.moving, "syncing") }
        if application.sync == "Synced" { return (.well, "") }
        guard application.sync == "OutOfSync" else { return (.unknown, "sync state not known") }
        let count = application.resources.filter { $0.sync == "OutOfSync" }.count
        return (.degraded, count > 0 ? "\(count) resource\(count == 1 ? "" : "s") out of sync" : "out of sync")
    }

    /// Rows, worst first.
    /// - Parameter contexts: destination server or cluster name to context.
    static func rows(_ applications: [Application], contexts: [String: String]) -> [ApplicationRow] {
        applications.map { application in
            let verdict = verdict(application)
            let context = contexts[application.cluster] ?? contexts[application.server] ?? application.cluster
            return ApplicationRow(application: application, context: context, severity: verdict.severity, cause: verdict.cause)
        }
        .sorted { $0.severity == $1.severity ? $0.id < $1.id : $0.severity > $1.severity }
    }
}
