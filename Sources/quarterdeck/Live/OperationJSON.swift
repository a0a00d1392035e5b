import Archive
import Host
import JSON
import Operations

/// An operation for programs: `--json` of the commands that change something (docs/headless.md).
struct OperationJSON {
    let plan: Plan
    var row: AuditRecord?
    var steps: [AuditStep] = []
    var outcome: Outcome?

    var value: Value {
        [
            "schema": 1, "plan": plan.json, "id": row.map { .string($0.id) } ?? .null, "state": row.map { .string($0.state.rawValue) } ?? .null,
            "reference": row.map { .string($0.reference) } ?? .null, "step": row.map { .string($0.step) } ?? .null,
            "steps": .array(steps.map { ["at": .string($0.at.rfc3339), "sentence": .string($0.sentence)] }),
            "outcome": outcome.map(Self.outcome) ?? .null,
        ]
    }

    private static func outcome(_ outcome: Outcome) -> Value {
        let kind =
            switch outcome.kind {
            case .done: "done"
            case .failed: "failed"
            case .unknown: "unknown"
            }
        return [
            "kind": .string(kind), "sentence": .string(SafeText.line(outcome.sentence)),
            "offers": .array(outcome.offers.map { ["title": .string($0.title), "request": $0.request.json] }),
        ]
    }
}
