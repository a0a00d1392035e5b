import Archive
import Operations
import Services
import Triage

/// What comes back for a ``Request``.
public enum Answer: Sendable, Equatable {
    /// A pod's events and manifest.
    case podDetail(PodDetail)
    /// What a pod used.
    case podUsage(PodUsage)
    /// More of a log.
    case log(LogChunk)
    /// A triage goes on.
    case triage(TriageEvent)
    /// Reports for a list, newest first; how many there are in all.
    case reports([ReportSummary], total: Int)
    /// A report with its evidence.
    case report(ReportRecord, evidence: [EvidenceRecord])
    /// Jobs of a workflow run.
    case jobs([Job])
    /// A metric's values over its steps.
    case metric([MetricPoint])
    /// What an operation has to be told.
    case question(Question)
    /// What an operation would do.
    case plan(Plan)
    /// A running operation goes on.
    case operation(OperationEvent)
    /// Actions on the world, newest first.
    case audit([AuditRecord])
    /// An action with its plan (`nil` where another version stored it), its steps, and what it offers next.
    case operationDetail(AuditRecord, plan: Plan?, steps: [AuditStep])
    /// Done, with a sentence worth saying where there is one.
    case done(String?)
    /// It failed; one sentence for a person.
    case failed(String)
    /// The stream came to its end.
    case ended
}

/// What a pod page asks for beyond the feed's row.
public struct PodDetail: Sendable, Equatable {
    /// Events about the pod, newest first.
    public var events: [ClusterEvent] = []
    /// The object as YAML, without managed fields; empty when it has gone.
    public var yaml = ""
    /// What could not be had, each a sentence.
    public var gaps: [String] = []
    /// A detail to be filled in.
    public init() {}
}

/// What a pod used in the last hour, oldest first; empty where nothing was measured.
public struct PodUsage: Sendable, Equatable {
    /// Working set of all its containers in bytes.
    public var memory: [Double]
    /// Cores that they kept busy.
    public var cpu: [Double]
    /// Usage from two series.
    public init(memory: [Double], cpu: [Double]) {
        self.memory = memory
        self.cpu = cpu
    }
}

/// Lines of a log as they came.
public struct LogChunk: Sendable, Equatable {
    /// Whole lines, each with its line feed, controls still in it.
    public var bytes: [UInt8]
    /// Lines dropped before these because the reader was slower than the log.
    public var skipped: Int
    /// A sentence about the log that is said after these lines, as a line of ours: why it stopped, where it goes on.
    public var note: String?
    /// A chunk.
    public init(bytes: [UInt8], skipped: Int = 0, note: String? = nil) {
        self.bytes = bytes
        self.skipped = skipped
        self.note = note
    }
}

/// A metric's value at a step of training.
public struct MetricPoint: Sendable, Equatable {
    /// Step, and the value there.
    public var step: Int64, value: Double
    /// A point.
    public init(step: Int64, value: Double) {
        self.step = step
        self.value = value
    }
}
