import Archive
import Host
import Operations
import Terminal

/// Changing the world: a plan is asked for what is selected now, shown, confirmed, and followed.
extension State {
    /// Asks what an operation has to be told. The form is there at once.
    mutating func askQuestion(_ asking: Question.Asking, title: String, subject: String) -> [Effect] {
        let number = shared.newNumber()
        show(.form(Form(number: number, title: title, subject: subject)))
        return [.begin(EffectID(.console, "question \(number)"), .question(asking))]
    }

    /// Asks what a request would do. The dialog is there at once; what it will show is about this request, whatever is selected then.
    mutating func planOperation(_ request: OperationRequest, title: String, subject: String) -> [Effect] {
        let number = shared.newNumber()
        show(.plan(PlanDialog(number: number, title: title, subject: subject, form: submitted)))
        submitted = nil
        return [.begin(EffectID(.console, "plan \(number)"), .plan(request))]
    }

    /// Does what was shown.
    mutating func runOperation(_ plan: Plan, typed: String?) -> [Effect] {
        let number = shared.newNumber()
        shared.ownOperations[number] = plan.title
        shared.say("\(plan.title)… J follows it.")
        return [.begin(EffectID(.console, "operation \(number)"), .operate(plan, typed: typed))]
    }

    /// What comes back for a plan or a running operation. Returns `nil` for answers to something else.
    mutating func takeOperation(_ answer: Answer, _ name: String) -> [Effect]? {
        let words = name.split(separator: " ")
        guard words.count == 2, let number = Int(words[1]) else { return nil }
        switch words[0] {
        case "question":
            guard case .form(var form) = overlay, form.number == number else { return [] }
            switch answer {
            case .question(let question): form.show(question)
            case .failed(let sentence): form.fail(sentence)
            default: return []
            }
            show(.form(form))
            return []
        case "plan":
            guard case .plan(var dialog) = overlay, dialog.number == number else { return [] }
            switch answer {
            case .plan(let plan): dialog.show(.plan(plan))
            case .failed(let sentence): dialog.show(.failed(sentence))
            default: return []
            }
            // Seen anew: a key pressed before the plan could be read confirms nothing.
            show(.plan(dialog))
            return []
        case "operation":
            switch answer {
            case .operation(let event): tell(event, number)
            case .failed(let sentence):
                shared.say(sentence, .broken)
                shared.ownOperations[number] = nil
            default: shared.ownOperations[number] = nil
            }
            return [askForOperations()]
        default: return nil
        }
    }

    private mutating func tell(_ event: OperationEvent, _ number: Int) {
        let title = shared.ownOperations[number] ?? "The operation"
        switch event {
        case .refused(let sentence):
            shared.say(sentence, .degraded)
            shared.ownOperations[number] = nil
        case .began: break
        case .step(let sentence): shared.say("\(title): \(sentence)")
        case .finished(let outcome):
            let offer = outcome.offers.first.map { " Next: \($0.title) (A, Enter)." } ?? ""
            // Where not all has room, what came of it has: the list of actions has the title.
            let whole = "\(title): \(outcome.sentence)\(offer)"
            shared.say(
                TextWidth.columns(whole) < shared.columns ? whole : outcome.sentence + offer,
                outcome.kind == .done ? .healthy : outcome.kind == .failed ? .broken : .degraded)
            shared.ownOperations[number] = nil
        }
    }

    /// What is under way, of every process on this archive, and what ended last.
    func askForOperations() -> Effect { .begin(EffectID(.console, "audit"), .audit(matching: "", limit: 50)) }
}
