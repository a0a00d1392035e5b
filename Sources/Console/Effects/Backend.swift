import Archive
import Operations
import Services
import Triage

/// The floors below, as the console asks them. Each method may take as long as it likes: none is awaited by a key or a frame.
/// Ending a request cancels the task that runs it. What is thrown is shown by its description, so it is a sentence.
public protocol Backend: Sendable {
    /// Events and YAML of a pod, found by uid.
    func podDetail(context: String, namespace: String, name: String, uid: String) async throws -> PodDetail
    /// What a pod used in the last hour.
    func podUsage(context: String, namespace: String, name: String) async throws -> PodUsage
    /// A container's or a job's log, from its tail on.
    func log(_ source: LogSource, _ options: LogOptions) -> AsyncThrowingStream<LogChunk, any Error>
    /// Triages a subject; the stream ends after ``Triage/TriageEvent/finished(_:evidence:unstored:)``.
    func triage(_ subject: Subject, question: String?) -> AsyncStream<TriageEvent>
    /// Reports that match words (all, newest first, for none), and how many are kept in all.
    func reports(matching words: String, limit: Int) async throws -> (reports: [ReportSummary], total: Int)
    /// Reports about a subject, newest first, and how many there are.
    func reports(about subject: String, limit: Int) async throws -> (reports: [ReportSummary], total: Int)
    /// A stored report with its evidence.
    func report(id: String) async throws -> (record: ReportRecord, evidence: [EvidenceRecord])
    /// Jobs of a workflow run's attempt.
    func jobs(repository: String, run: Int64, attempt: Int) async throws -> [Job]
    /// All values of a metric of a training run.
    func metricHistory(run: String, metric: String) async throws -> [MetricPoint]
    /// What an operation has to be told, with what there is to choose from.
    func question(_ asking: Question.Asking) async throws -> Question
    /// What an operation would do; changes nothing.
    func plan(_ request: OperationRequest) async throws -> Plan
    /// Does what was planned and confirmed. Leaving the stream does not end the operation.
    func operate(_ plan: Plan, typed: String?) -> AsyncStream<OperationEvent>
    /// The newest actions on the world that hold words.
    func audit(matching words: String, limit: Int) async throws -> [AuditRecord]
    /// An action, its plan where it can be read, and its steps.
    func operation(id: String) async throws -> (record: AuditRecord, plan: Plan?, steps: [AuditStep])
    /// Keeps the theme for the next start.
    func saveTheme(_ name: String) async throws
    /// Plays a scenario in the lab; only offered where there is one.
    func labScenario(_ name: String) async throws
}
