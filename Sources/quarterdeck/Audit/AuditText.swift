import Archive
import Host
import JSON
import Operations

/// Actions as they are printed.
enum AuditText {
    /// A list as a table, newest first. Without actions there is no table either.
    static func table(_ actions: [AuditRecord]) -> [String] {
        guard !actions.isEmpty else { return [] }
        return PlainTable.lines(
            [["ID", "CREATED", "STATE", "BY", "TITLE", "TARGET", "OUTCOME"]]
                + actions.map { action in
                    [
                        action.shortID, action.created.rfc3339, action.state.rawValue, action.author, action.title, action.target,
                        action.outcome.isEmpty ? action.step : action.outcome,
                    ]
                })
    }

    /// A whole action: what came of it first, then by whom, what was planned and sent, and each step.
    static func whole(_ action: AuditRecord, _ steps: [AuditStep]) -> String {
        var lines = ["# \(action.title)", "", "\(action.state.rawValue): \(action.outcome.isEmpty ? action.step : action.outcome)", ""]
        lines += PlainTable.lines(about(action))
        // A plan of another version is still in the export.
        if let plan = try? JSON.read(Plan.self, from: Array(action.plan.utf8)) {
            lines += ["", "## Plan", "", String(PlanText.text(plan).dropLast())]
        } else {
            lines += ["", "Its plan was stored by another version and cannot be shown."]
        }
        lines += ["", "## Steps", ""]
        lines += PlainTable.lines(steps.map { [$0.at.rfc3339, $0.sentence] })
        if let finished = action.finished { lines += PlainTable.lines([[finished.rfc3339, action.outcome]]) }
        let offers = Outcome.offers(action.offers)
        if !offers.isEmpty { lines += [""] + offers.map { "Next: \(PlanText.offer($0))" } }
        lines += ["", "Action \(action.id)"]
        return SafeText.lines(lines.joined(separator: "\n")) + "\n"
    }

    private static func about(_ action: AuditRecord) -> [[String]] {
        var rows = [["Target", action.target], ["Action", action.kind]]
        rows.append(["By", "\(action.author) on \(action.host)"])
        if !action.sshIdentity.isEmpty { rows.append(["SSH", action.sshIdentity]) }
        if !action.identity.isEmpty { rows.append(["As", "\(action.identity), says the service"]) }
        rows.append(["Confirmed", action.created.rfc3339])
        rows.append(["Sent", action.sent?.rfc3339 ?? "nothing"])
        if let finished = action.finished { rows.append(["Ended", finished.rfc3339]) }
        if !action.reference.isEmpty { rows.append(["Reference", action.reference]) }
        if action.state.isUnderWay {
            let end = action.owner.hasEnded ? ", which has ended" : ""
            rows.append(["Process", "\(action.owner.pid) on \(action.owner.host)\(end)"])
        }
        return rows
    }
}
