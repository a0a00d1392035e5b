import Host
import Yams

/// One input that a person may give when starting a workflow by hand.
/// <https://docs.github.com/actions/writing-workflows/workflow-syntax-for-github-actions#onworkflow_dispatchinputs>
public struct WorkflowInput: Sendable, Equatable {
    /// What values it takes.
    public enum Kind: Sendable, Equatable {
        /// Any text (`string`, and where no type is given).
        case text
        /// `true` or `false`.
        case flag
        /// One of these.
        case choice([String])
        /// A number.
        case number
        /// The name of a deployment environment of the repository.
        case environment
    }

    /// Its name, the key in the request.
    public var name = ""
    /// The sentence the file has for it.
    public var description = ""
    /// Whether GitHub refuses a dispatch without it. One with a default is filled in.
    public var isRequired = false
    /// The value where none is given, as it is sent: always text.
    public var standard: String?
    /// What it takes.
    public var kind = Kind.text

    /// An input to be filled in.
    public init() {}

    /// Why `value` cannot be sent for it, as a sentence; `nil` when it can.
    public func objection(to value: String) -> String? {
        switch kind {
        case _ where isRequired && value.isEmpty: "\(name) must be given."
        case .flag where value != "true" && value != "false": "\(name) is true or false, not \"\(SafeText.line(value.prefix(40)))\"."
        case .choice(let options) where !options.contains(value):
            "\(name) is one of \(options.joined(separator: ", ")), not \"\(SafeText.line(value.prefix(40)))\"."
        case .number where Double(value)?.isFinite != true: "\(name) is a number, not \"\(SafeText.line(value.prefix(40)))\"."
        default: nil
        }
    }
}

/// What a workflow's file says about starting it by hand.
public struct WorkflowFile: Sendable, Equatable {
    /// Why the file cannot be used, with its line where known.
    public struct Invalid: Error, Equatable, CustomStringConvertible {
        /// Line from 1.
        public var line: Int?
        /// What is wrong.
        public var what: String
        /// `line 7: "inputs" wants a mapping`
        public var description: String { (line.map { "line \($0): " } ?? "") + what }
    }

    /// The workflow's `name:`; empty where it has none.
    public var name = ""
    /// Whether it has the `workflow_dispatch` trigger; without it GitHub refuses a dispatch (422).
    public var canBeDispatched = false
    /// Its inputs in the order of the file.
    public var inputs: [WorkflowInput] = []
    /// Its jobs in the order of the file.
    public var jobs: [Job] = []

    /// A job as the file names it.
    public struct Job: Sendable, Equatable {
        /// Its key, and the name that is shown: the key where it has none.
        public var key = "", name = ""
        /// Its `if:`; empty where it has none.
        public var condition = ""

        /// Whether a run that was started by hand surely leaves it out: its condition asks for other events, and for nothing else that
        /// could make it run all the same.
        public var leavesOutDispatch: Bool {
            guard !condition.contains("||"), !condition.contains("!(") else { return false }
            if condition.contains("github.event_name != 'workflow_dispatch'") { return true }
            return condition.contains("github.event_name == '") && !condition.contains("'workflow_dispatch'")
        }
    }

    /// Largest file read, in bytes. A file of aliases within aliases stays small in memory, being read only where the inputs stand.
    static let limit = 512 << 10

    /// Reads a workflow's file.
    /// - Throws: ``Invalid``.
    public init(yaml bytes: [UInt8]) throws {
        if let objection = YAMLShape.objection(to: bytes, limit: Self.limit) { throw Invalid(line: nil, what: objection) }
        let root: Yams.Node?
        do {
            root = try Parser(yaml: String(decoding: bytes, as: UTF8.self), encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw Invalid(line: error.line, what: "not YAML: \(error.problem)")
        }
        guard let mapping = root?.mapping else { throw Invalid(line: 1, what: "a workflow is a mapping") }
        name = mapping.value("name")?.scalar?.string ?? ""
        jobs = (mapping.value("jobs")?.mapping).map { Self.jobs($0) } ?? []
        // As a key, `on` is text; that YAML 1.1 reads it as true does not matter here.
        guard let triggers = mapping.value("on") ?? mapping.value("true") else { return }
        switch triggers {
        case .scalar(let one): canBeDispatched = one.string == "workflow_dispatch"
        case .sequence(let several): canBeDispatched = several.contains { $0.scalar?.string == "workflow_dispatch" }
        case .mapping(let named):
            guard let dispatch = named.value("workflow_dispatch") else { return }
            canBeDispatched = true
            guard let members = dispatch.mapping, let list = members.value("inputs"), list.null == nil else { return }
            guard let list = list.mapping else { throw Invalid(line: list.mark?.line, what: "\"inputs\" wants a mapping") }
            inputs = try list.map { key, value in try WorkflowInput(key, value) }
        case .alias: throw Invalid(line: triggers.mark?.line, what: "\"on\" is an alias")
        }
    }

    private static func jobs(_ list: Yams.Node.Mapping) -> [Job] {
        list.compactMap { key, value in
            guard let key = key.scalar?.string else { return nil }
            let members = value.mapping
            return Job(key: key, name: members?.value("name")?.scalar?.string ?? key, condition: members?.value("if")?.scalar?.string ?? "")
        }
    }

    /// What is sent for these values: defaults filled in, empty optional ones left out.
    /// - Returns: the values by name, or what is wrong with them, one sentence each.
    public func values(for given: [String: String]) -> (values: [String: String], objections: [String]) {
        var values: [String: String] = [:], objections: [String] = []
        for input in inputs {
            let value = given[input.name] ?? input.standard ?? ""
            if value.isEmpty, !input.isRequired { continue }
            if let objection = input.objection(to: value) { objections.append(objection) } else { values[input.name] = value }
        }
        for name in given.keys.sorted() where !inputs.contains(where: { $0.name == name }) {
            objections.append("the workflow has no input \"\(SafeText.line(name.prefix(60)))\".")
        }
        return (values, objections)
    }
}

extension WorkflowInput {
    fileprivate init(_ key: Yams.Node, _ value: Yams.Node) throws {
        guard let name = key.scalar?.string else { throw WorkflowFile.Invalid(line: key.mark?.line, what: "an input's name is text") }
        self.name = name
        guard value.null == nil else { return }
        guard let members = value.mapping else {
            throw WorkflowFile.Invalid(line: value.mark?.line, what: "the input \"\(name)\" wants a mapping")
        }
        description = members.value("description")?.scalar?.string ?? ""
        isRequired = members.value("required")?.bool ?? false
        if let standard = members.value("default"), standard.null == nil { self.standard = standard.scalar?.string }
        switch members.value("type")?.scalar?.string {
        case "boolean":
            kind = .flag
            // YAML's other spellings (`yes`, `True`) are sent as GitHub would fill them in.
            if let flag = members.value("default")?.bool { standard = flag ? "true" : "false" }
        case "choice":
            let options = members.value("options")?.sequence?.compactMap { $0.scalar?.string } ?? []
            guard !options.isEmpty else {
                throw WorkflowFile.Invalid(line: value.mark?.line, what: "the choice \"\(name)\" has no options")
            }
            kind = .choice(options)
            // GitHub's form stands on the first option where the file names none.
            standard = standard ?? options.first
        case "number": kind = .number
        case "environment": kind = .environment
        default: kind = .text
        }
    }
}

extension Yams.Node.Mapping {
    /// The value of a key, read as text.
    fileprivate func value(_ name: String) -> Yams.Node? { first { $0.key.scalar?.string == name }?.value }
}
