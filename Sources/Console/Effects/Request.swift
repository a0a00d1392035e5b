import Operations
import Triage

/// What the floors below can be asked for. Each is answered by ``Answer``s and ends.
public enum Request: Sendable, Equatable {
    /// Events and YAML of a pod. Answered by ``Answer/podDetail(_:)``.
    case podDetail(context: String, namespace: String, name: String, uid: String)
    /// What a pod used in the last hour. Answered by ``Answer/podUsage(_:)``.
    case podUsage(context: String, namespace: String, name: String)
    /// A log. Answered by ``Answer/log(_:)`` until it ends or is ended.
    case log(LogSource, LogOptions)
    /// A triage. Answered by ``Answer/triage(_:)``.
    case triage(Subject, question: String?)
    /// The newest reports, or the best for words. Answered by ``Answer/reports(_:total:)``.
    case reports(matching: String, limit: Int)
    /// Reports about a subject, by ``Triage/Subject/words``. Answered by ``Answer/reports(_:total:)``.
    case reportsAbout(subject: String, limit: Int)
    /// A whole report with its evidence. Answered by ``Answer/report(_:evidence:)``.
    case report(id: String)
    /// Jobs of a workflow run's newest attempt. Answered by ``Answer/jobs(_:)``.
    case jobs(repository: String, run: Int64, attempt: Int)
    /// All values of a run's metric. Answered by ``Answer/metric(_:)``.
    case metricHistory(run: String, metric: String)
    /// What an operation has to be told, with what there is to choose from. Answered by ``Answer/question(_:)``.
    case question(Question.Asking)
    /// What an operation would do. Answered by ``Answer/plan(_:)``.
    case plan(OperationRequest)
    /// Does what was planned and confirmed. Answered by ``Answer/operation(_:)`` until it ends; leaving does not end it.
    case operate(Plan, typed: String?)
    /// The newest actions on the world that hold these words. Answered by ``Answer/audit(_:)``.
    case audit(matching: String, limit: Int)
    /// An action with its steps. Answered by ``Answer/operationDetail(_:plan:steps:)``.
    case operation(id: String)
    /// Writes the theme's name to the config. Answered by ``Answer/done(_:)``.
    case saveTheme(String)
    /// Plays a scenario in the lab of the same process. Answered by ``Answer/done(_:)``.
    case labScenario(String)
}

/// How a log is read.
public struct LogOptions: Sendable, Equatable {
    /// Lines to begin with, counted from the end.
    public var tail = 500
    /// Whether new lines are waited for.
    public var follow = true
    /// The defaults above.
    public init() {}
}
