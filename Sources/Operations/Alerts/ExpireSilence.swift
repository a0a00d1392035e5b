import Host
import Services

/// Ends a silence now.
///
/// Parameters: `id`; `context`, where the caller knows whose alerts it hides.
struct ExpireSilence: Operation {
    static let kind = "silence.expire"
    private let request: OperationRequest
    private let id: String

    init(_ request: OperationRequest) throws {
        self.request = request
        id = try request.required("id")
    }

    func plan(_ reach: Reach) async throws -> Plan {
        let client = try reach.required(reach.alertmanager, "Alertmanager", "[alertmanager]")
        let silence: Silence
        do {
            silence = try await client.silence(id)
        } catch ServiceError.notFound {
            throw OperationError.gone(
                what: "Silence \(id.prefix(8))", sentence: "Alertmanager does not know it; it forgets silences when it restarts without a volume.")
        }
        guard silence.state != "expired" else {
            throw OperationError.pointless("Silence \(id.prefix(8)) has ended already, at \(silence.endsAt?.rfc3339 ?? "?").")
        }
        let words = silence.matchers.map { SafeText.line($0.words) }.joined(separator: ", ")
        var plan = Plan(
            request, title: "Expire silence \(id.prefix(8))",
            target: Target(context: request["context"].isEmpty ? "Alertmanager" : request["context"], name: words, uid: id, kind: "silence"),
            actionKey: "\(Self.kind) \(id)")
        plan.requests = [PlannedRequest(service: "Alertmanager", method: "DELETE", path: "/api/v2/silence/\(id.percentEncoded)")]
        let hidden = try await client.alerts(matching: silence.matchers.map(\.words)).filter { $0.silencedBy.contains(id) }
        plan.consequences = [
            "\(hidden.count) \(hidden.count == 1 ? "alert that it hides is" : "alerts that it hides are") notified of again; it would have ended at \(silence.endsAt?.rfc3339 ?? "?")."
        ]
        if silence.createdBy != reach.who.login {
            plan.warnings = ["It is \(SafeText.line(silence.createdBy))'s: \(SafeText.line(silence.comment))"]
        }
        plan.undo = "Silence the same again; this silence itself cannot be revived."
        plan.command = commandLine(["amtool", "silence", "expire", id])
        await plan.go(as: client.link) { nil }
        return plan
    }

    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt {
        try await reach.sending(reach.alertmanager, "Alertmanager").expire(id)
        return Receipt("Alertmanager has taken it.", reference: id)
    }

    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome {
        let client = try reach.required(reach.alertmanager, "Alertmanager", "[alertmanager]")
        let ended = try await reach.poll(progress, within: .seconds(30)) { () -> Silence? in
            let silence = try await client.silence(id)
            return silence.state == "expired" ? silence : nil
        }
        return ended == nil
            ? Outcome(.unknown, "Alertmanager took it, and still lists silence \(id.prefix(8)) as active after 30 s.")
            : Outcome(.done, "Silence \(id.prefix(8)) has ended.")
    }

    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened {
        do {
            let silence = try await reach.required(reach.alertmanager, "Alertmanager", "[alertmanager]").silence(id)
            return silence.state == "expired" ? .yes(Receipt("the silence has ended.", reference: id)) : .no("the silence is still \(silence.state).")
        } catch ServiceError.notFound {
            return .cannotTell("Alertmanager does not know the silence any more; it hides nothing then.")
        }
    }
}
