import Feeds
import Services
import Triage

/// Commands on the selected thing.
enum ActionCommands {
    static let all: [Command] = [triage, ask, open, logs, previous, describe, yaml, copy]

    static let triage = Command(
        id: "triage", title: "Triage the selected pod, alert, run or model", keys: ["t"], scopes: [.anywhere], risk: .asks,
        aliases: ["triage"], hint: ("triage", 10), unavailable: { $0.whyNotTriage }, actsOn: { $0.triaged },
        choice: { state, _ in state.subject.map { .triageAsked($0, question: nil) } })

    static let ask = Command(
        id: "triage.ask", title: "Triage with a question of your own", keys: ["T"], scopes: [.anywhere], risk: .asks,
        arguments: [
            Command.Argument(
                name: "question", label: "Question",
                refuses: { question in
                    if question.trimmed.isEmpty { return "Type a question; t triages without one." }
                    return question.utf8.count > 2000 ? "Keep the question under 2,000 characters." : nil
                })
        ],
        aliases: ["ask"], unavailable: { $0.whyNotTriage }, actsOn: { $0.triaged },
        choice: { state, values in
            state.subject.map { .triageAsked($0, question: values["question"]) }
        })

    static let open = Command(
        id: "open", title: "Open the selected thing", keys: ["Enter"], scopes: [.anywhere], hint: ("open", 20), isListed: false,
        unavailable: { state in
            if state.pages.top != nil { return state.entering == nil ? "Nothing here opens further; Esc goes back." : nil }
            return state.panes.all[state.focus].roster.rows.isEmpty ? "This pane has no rows to open." : nil
        },
        choice: { _, _ in .enteredSelection })

    static let logs = Command(
        id: "logs", title: "Show the log", keys: ["l"], scopes: [.anywhere], aliases: ["logs", "log"], hint: ("logs", 30),
        unavailable: { state in
            guard let source = state.logSource(previous: false) else { return state.whyNoLog }
            return state.acting == .log(source) && state.pages.top is LogPage ? "This is its log." : nil
        },
        actsOn: { state in state.logSource(previous: false).map { Target.log($0).words } ?? "" },
        choice: { state, _ in state.logSource(previous: false).map(Choice.logAsked) })

    static let previous = Command(
        id: "logs.previous", title: "Show the log of the container's previous run", keys: ["p"], scopes: [.anywhere],
        hint: ("previous", 40),
        unavailable: { state in
            if let source = state.logSource(previous: true) {
                return state.acting == .log(source) && state.pages.top is LogPage ? "This is the log of its previous run." : nil
            }
            guard let pod = state.podInQuestion else {
                return "Previous logs belong to pods: select a pod, or an alert about one."
            }
            return "\(pod.pod.meta.name) has not restarted: there is no previous run."
        },
        actsOn: { state in state.logSource(previous: true).map { Target.log($0).words } ?? "" },
        choice: { state, _ in state.logSource(previous: true).map(Choice.logAsked) })

    static let describe = Command(
        id: "describe", title: "Describe the selected pod", keys: ["d"], scopes: [.deck], aliases: ["describe"],
        unavailable: { $0.podInQuestion == nil ? "Only pods are described: select a pod, or an alert about one." : nil },
        choice: { state, _ in state.podTarget.map(Choice.opened) })

    static let yaml = Command(
        id: "yaml", title: "Show the pod as YAML", keys: ["y"], scopes: [.anywhere], aliases: ["yaml"],
        unavailable: { $0.podInQuestion == nil ? "Only pods have YAML here: select a pod, or an alert about one." : nil },
        choice: { state, _ in state.podTarget.map(Choice.yamlAsked) })

    static let copy = Command(
        id: "copy", title: "Copy the name of the selected thing, a run's address, or a report", keys: ["Y"], scopes: [.anywhere],
        aliases: ["copy", "yank"], unavailable: { $0.copyable == nil ? "Nothing here has a name to copy." : nil },
        choice: { state, _ in state.copyable.map(Choice.copied) })
}
