import Operations
import Services

extension Question {
    /// The form of a workflow: the branch, then its inputs as its file has them.
    /// - Parameter others: workflows that could be launched as well.
    public init(_ form: TrainingForm, others: [TrainingWorkflow] = []) {
        self.init(
            title: "Launch training", subject: "\(form.repository), \(form.name)", entries: [],
            request: form.request(ref: "", values: [:]))
        if others.contains(where: { $0.repository != form.repository || $0.file != form.workflow }) {
            entries.append(Self.workflow(form, others))
        }
        var ref = Entry("ref", label: "Branch or tag")
        ref.initial = form.refs.first ?? ""
        ref.values = form.refs.map { Value($0) }
        ref.isRequired = true
        entries.append(ref)
        for input in form.inputs {
            var entry = Entry("input." + input.name, label: input.name)
            entry.initial = input.standard ?? ""
            entry.note = input.description
            entry.input = input
            entry.isRequired = input.isRequired
            switch input.kind {
            case .flag: entry.values = [Value("true"), Value("false")]
            case .choice(let options): entry.values = options.map { Value($0) }
            default: break
            }
            entry.isClosed = !entry.values.isEmpty
            entries.append(entry)
        }
    }

    private static func workflow(_ form: TrainingForm, _ all: [TrainingWorkflow]) -> Entry {
        var entry = Entry("workflow", label: "Workflow")
        entry.initial = form.workflow
        entry.isClosed = true
        entry.values = all.map { workflow in
            let isThis = workflow.repository == form.repository && workflow.file == form.workflow
            return Value(
                workflow.file, detail: "\(workflow.name), \(workflow.repository)",
                asks: isThis ? nil : .training(repository: workflow.repository, workflow: workflow.file))
        }
        return entry
    }
}
