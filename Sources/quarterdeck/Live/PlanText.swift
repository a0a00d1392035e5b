import Host
import Operations

/// A plan for people, without colour: what it acts on, what is sent, what changes, what follows, how it is undone.
enum PlanText {
    /// The whole plan; ends with a line feed.
    static func text(_ plan: Plan) -> String {
        var lines = [plan.title, "  " + plan.target.words + (plan.target.uid.isEmpty ? "" : ", uid \(plan.target.uid)")]
        func add(_ label: String, _ text: String) {
            let head = label + String(repeating: " ", count: max(0, 6 - label.count))
            lines.append("  \(head) \(SafeText.line(text))")
        }
        for request in plan.requests {
            add("sends", "\(request.words)  to \(request.service)")
            if !request.body.isEmpty { add("", request.body) }
        }
        let who = [plan.credential.isEmpty ? "" : "with \(plan.credential)", plan.identity.isEmpty ? "" : "as \(plan.identity)"]
        if who.contains(where: { !$0.isEmpty }) { add("", who.filter { !$0.isEmpty }.joined(separator: ", ")) }
        for line in plan.diff { add("", sign(line.kind) + line.text) }
        for warning in plan.warnings { add("note", warning) }
        for (index, sentence) in plan.consequences.enumerated() { add(index == 0 ? "then" : "", sentence) }
        if !plan.undo.isEmpty { add("undo", plan.undo) }
        if !plan.command.isEmpty { add("shell", plan.command) }
        if let reason = plan.blocked { add("but", reason) }
        return lines.map { SafeText.line($0) + "\n" }.joined()
    }

    /// A next step as a shell takes it, where there is a command for it; else its title.
    static func offer(_ offer: Outcome.Offer) -> String {
        let command = offer.request.kind == "image.bump" ? BumpCommand.line(for: offer.request) : nil
        return "\(offer.title)\(command.map { ": " + $0 } ?? " (in the console)")"
    }

    private static func sign(_ kind: DiffLine.Kind) -> String {
        switch kind {
        case .place: ""
        case .same: "  "
        case .removed: "- "
        case .added: "+ "
        }
    }
}
