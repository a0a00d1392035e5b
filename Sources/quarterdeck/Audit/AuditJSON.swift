import Archive
import Host
import JSON

/// Actions as JSON for programs; docs/headless.md is its description.
enum AuditJSON {
    /// A row of a list.
    static func summary(_ action: AuditRecord) -> Value {
        [
            "id": .string(action.id), "created": .string(action.created.rfc3339), "kind": .string(action.kind), "title": .string(action.title),
            "target": .string(action.target), "context": .string(action.context), "state": .string(action.state.rawValue),
            "step": .string(action.step), "outcome": text(action.outcome), "author": .string(action.author), "host": .string(action.host),
        ]
    }

    /// A list, with how many there are in all.
    static func list(_ actions: [AuditRecord], kept: Int) -> Value {
        ["schema": 1, "kept": .int(kept), "actions": .array(actions.map(summary))]
    }

    /// A whole action: who, when, what was planned, what was sent, what came back.
    static func action(_ action: AuditRecord, _ steps: [AuditStep]) -> Value {
        let plan = plan(of: action)
        var json: Value = ["schema": 1]
        for member in summary(action).members { json[member.name] = member.value }
        json["sent"] = action.sent.map { Value.string($0.rfc3339) } ?? .null
        json["finished"] = action.finished.map { Value.string($0.rfc3339) } ?? .null
        json["ssh_identity"] = text(action.sshIdentity)
        json["credential"] = text(plan["credential"].string ?? "")
        json["identity"] = text(action.identity)
        json["reference"] = text(action.reference)
        json["process"] = .int(Int(action.owner.pid))
        json["plan"] = plan
        json["offers"] = (try? JSON.value(Array(action.offers.utf8))) ?? .array([])
        json["steps"] = .array(steps.map { ["at": .string($0.at.rfc3339), "sentence": .string($0.sentence)] })
        return json
    }

    /// The plan that was confirmed, as it was stored; `null` where it cannot be read.
    private static func plan(of action: AuditRecord) -> Value { (try? JSON.value(Array(action.plan.utf8))) ?? .null }

    /// What is not known, or not yet, is `null`.
    private static func text(_ text: String) -> Value { text.isEmpty ? .null : .string(text) }
}
