import Operations
import Services

/// What an operation has to be told before it can be planned: looked up outside, then filled in as a form.
///
///     Question(title: "Launch training", subject: "acme/model-source, ci-ct-cd.yml", entries: [ref, …], request: launch)
public struct Question: Sendable, Equatable {
    /// What is asked for outside.
    public enum Asking: Sendable, Equatable {
        /// Inputs of a workflow; empty names mean the configured ones.
        case training(repository: String, workflow: String)
        /// Tags of a configured image, by the image's name in config.
        case image(String)
    }

    /// One line of the form.
    public struct Entry: Sendable, Equatable {
        /// The parameter of the operation, and the label in the form.
        public var name: String, label: String
        /// What stands in it to begin with.
        public var initial = ""
        /// What there is to choose from; empty for free text.
        public var values: [Value] = []
        /// Whether only one of ``values`` will do; whether it may be left empty.
        public var isClosed = false, isRequired = false
        /// The input of a workflow that it fills, whose rule holds.
        public var input: WorkflowInput?
        /// What it is for, shown while it is typed in.
        public var note = ""

        /// A line.
        public init(_ name: String, label: String) {
            self.name = name
            self.label = label
        }

        /// Why a value will not do; `nil` when it will.
        func refuses(_ text: String) -> String? {
            if text.isEmpty { return isRequired ? "\(label) is needed." : nil }
            return input.flatMap { TrainingForm.refusal(of: text, for: $0) }
        }
    }

    /// Something to choose.
    public struct Value: Sendable, Equatable {
        /// What is sent.
        public var text: String
        /// What is known of it: "built 2h ago, runs in k3d".
        public var detail: String
        /// What has to be asked instead when this is chosen: another workflow has other inputs.
        public var asks: Asking?

        /// A value.
        public init(_ text: String, detail: String = "", asks: Asking? = nil) {
            self.text = text
            self.detail = detail
            self.asks = asks
        }
    }

    /// Verb first.
    public var title: String
    /// What it is about.
    public var subject: String
    /// In the order asked.
    public var entries: [Entry]
    /// What could not be had, each a sentence.
    public var gaps: [String] = []
    /// What is planned when all is filled in: the entries' values join its parameters under their names; empty ones are left out.
    public var request: OperationRequest

    /// A question.
    public init(title: String, subject: String, entries: [Entry], request: OperationRequest) {
        self.title = title
        self.subject = subject
        self.entries = entries
        self.request = request
    }
}
