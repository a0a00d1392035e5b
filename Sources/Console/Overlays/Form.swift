import Operations
import Terminal

/// Asks for what a command or an operation has to be told, filled with defaults and completed from live data.
struct Form: Equatable, Sendable {
    /// One line being filled in.
    struct Entry: Equatable, Sendable {
        var question: Question.Entry
        var field: Field

        init(_ question: Question.Entry) {
            self.question = question
            field = Field(question.initial)
        }

        /// Values that the typed text could become; all of them while it is as it was.
        var candidates: [Question.Value] {
            let typed = field.text
            if typed.isEmpty || chosen != nil { return question.values }
            return question.values.filter { Fuzzy.score(typed, in: $0.text) != nil }
        }

        /// The value that stands in it, where it is one of them.
        var chosen: Question.Value? { question.values.first { $0.text == field.text } }
    }

    /// What happens with what was typed.
    enum Purpose: Equatable, Sendable {
        /// A command runs with it, on what was selected when the form opened: a selection that moves meanwhile changes nothing.
        case command(String, acting: Target?)
        /// An operation is planned with it.
        case operation(OperationRequest)
        /// Nothing yet: what has to be asked is being looked up, or could not be.
        case lookup(failed: String?)
    }

    /// An answer to an earlier form never lands in this one.
    let number: Int
    private(set) var purpose: Purpose
    private(set) var title: String
    /// What it is about; empty for a command, whose selection is seen.
    private(set) var subject = ""
    private(set) var gaps: [String] = []
    var entries: [Entry]
    /// The entry being typed in.
    var current = 0
    /// Why the form was not accepted.
    var complaint: String?
    /// Whether Esc was pressed over typed text: the next key decides.
    var asksToDiscard = false

    init(_ command: Command, _ state: State) {
        number = 0
        purpose = .command(command.id, acting: state.acting)
        title = command.title
        entries = command.arguments.map { argument in
            var entry = Question.Entry(argument.name, label: argument.label)
            entry.initial = argument.initial(state)
            entry.values = argument.values(state).map { Question.Value($0) }
            entry.isClosed = argument.isClosed
            return Entry(entry)
        }
    }

    /// A form whose questions are being looked up.
    init(number: Int, title: String, subject: String) {
        self.number = number
        self.title = title
        self.subject = subject
        purpose = .lookup(failed: nil)
        entries = []
    }

    /// Takes what was looked up. What was typed already under the same names stays: another workflow has other inputs, and some alike.
    mutating func show(_ question: Question) {
        title = question.title
        subject = question.subject
        gaps = question.gaps
        purpose = .operation(question.request)
        entries = question.entries.map(Entry.init)
        current = 0
    }

    /// Says why nothing can be asked.
    mutating func fail(_ sentence: String) { purpose = .lookup(failed: sentence) }

    var hints: [(key: String, word: String)] {
        if case .lookup = purpose { return [("Esc", "close")] }
        if asksToDiscard { return [("y", "discard"), ("n", "go on typing")] }
        let choosing = entries.indices.contains(current) && !entries[current].question.values.isEmpty ? [(key: "Down", word: "choose")] : []
        return [("Enter", "go")] + choosing + [("Tab", "complete, next"), ("Esc", "cancel")]
    }

    mutating func take(_ key: Key) -> OverlayOutcome {
        if case .lookup = purpose { return key == .escape || key == .enter || key == .control("c") ? .close : .stay }
        if asksToDiscard {
            asksToDiscard = false
            return key == .character("y") || key == .character("Y") ? .close : .stay
        }
        complaint = nil
        guard entries.indices.contains(current) else { return key == .enter ? submit() : key == .escape ? .close : .stay }
        switch key {
        case .escape, .control("c"):
            guard entries.contains(where: { $0.field.text != $0.question.initial && !$0.field.isEmpty }) else { return .close }
            asksToDiscard = true
        case .enter: return submit()
        case .tab:
            if let only = completion {
                entries[current].field = Field(only)
            } else {
                if let asking = entries[current].chosen?.asks { return .chose(.questionAsked(asking, title: title, subject: subject)) }
                current = (current + 1) % entries.count
            }
        case .backTab: current = (current + entries.count - 1) % entries.count
        case .down, .up: step(key == .down ? 1 : -1)
        default: _ = entries[current].field.take(key)
        }
        return .stay
    }

    /// What Tab would make of the typed text, when that is more than stands there.
    private var completion: String? {
        let entry = entries[current]
        guard entry.chosen == nil, !entry.field.isEmpty || entry.question.isClosed else { return nil }
        return entry.candidates.first?.text
    }

    /// Down and up walk through the values of a choice, else through the entries.
    private mutating func step(_ by: Int) {
        let values = entries[current].question.values
        guard !values.isEmpty else {
            current = (current + by + entries.count) % entries.count
            return
        }
        let index = values.firstIndex { $0.text == entries[current].field.text }.map { ($0 + by + values.count) % values.count } ?? 0
        entries[current].field = Field(values[index].text)
    }

    private mutating func submit() -> OverlayOutcome {
        for (index, entry) in entries.enumerated() {
            if entry.question.isClosed, entry.chosen == nil, entry.question.isRequired || !entry.field.isEmpty || isCommand {
                if let only = completion, index == current, entry.candidates.count == 1 {
                    entries[index].field = Field(only)
                } else {
                    complaint = "\(entry.question.label) can be \(entry.question.values.prefix(8).map(\.text).joined(separator: ", "))."
                    current = index
                    return .stay
                }
            }
            if let reason = refuses(index, entries[index].field.text) {
                complaint = reason
                current = index
                return .stay
            }
        }
        let values = Dictionary(entries.map { ($0.question.name, $0.field.text) }, uniquingKeysWith: { first, _ in first })
        switch purpose {
        case .command(let id, let acting): return .submitted(command: id, values: values, acting: acting)
        case .operation(let request):
            if let asking = entries.compactMap({ $0.chosen?.asks }).first {
                return .chose(.questionAsked(asking, title: title, subject: subject))
            }
            let filled = request.parameters.merging(values.filter { !$0.value.isEmpty }) { $1 }
            return .chose(.operationAsked(OperationRequest(kind: request.kind, parameters: filled), title: title, subject: subject))
        case .lookup: return .stay
        }
    }

    private var isCommand: Bool { if case .command = purpose { true } else { false } }

    private func refuses(_ index: Int, _ text: String) -> String? {
        if case .command(let id, _) = purpose { return Registry.command(id)?.arguments[index].refuses(text) }
        return entries[index].question.refuses(text)
    }
}
