import Archive

/// A piece of evidence as it is stored and cited: redacted, numbered, its lines counted by LF.
public struct Exhibit: Sendable, Equatable {
    /// 1, 2, 3: as cited.
    public var number: Int
    /// What part it plays.
    public var role: Evidence.Role
    /// Where it came from: `logs/model-server.previous.log`.
    public var name: String
    /// Container or job it belongs to.
    public var part: String?
    /// Redacted bytes.
    public var text: [UInt8]
    /// Why it is missing; `nil` when it is there.
    public var failure: String?

    /// As the archive keeps it.
    public var record: EvidenceRecord {
        var record = EvidenceRecord()
        record.number = number
        record.role = role.rawValue
        record.name = name
        record.text = String(decoding: text, as: UTF8.self)
        record.failure = failure ?? ""
        record.part = part ?? ""
        return record
    }
}

extension Evidence.Role {
    /// Whether the bytes are JSON.
    var isObject: Bool {
        switch self {
        case .subject, .alert, .alertRule, .alertValues, .pod, .podError, .siblings, .events, .nodes, .replicaSets, .controllerRevisions,
            .application, .commit, .builds, .logError, .run, .jobs, .annotations, .comparison, .securityReport, .mlflowRuns, .mlflowExperiment,
            .mlflowModelVersions, .serving, .unread:
            true
        case .log, .logPrevious, .logSibling, .logNode, .jobLog, .jobLogPassed, .trainingLog: false
        }
    }

    /// The order in which evidence is numbered: what is closest to the failure first, what only serves comparison last.
    var order: Int {
        let order: [Evidence.Role] = [
            .subject, .alert, .alertRule, .alertValues, .pod, .podError, .siblings, .events, .nodes, .replicaSets, .controllerRevisions,
            .application, .commit, .logPrevious, .log, .logError, .logNode, .logSibling, .builds, .run, .jobs, .annotations, .securityReport, .jobLog,
            .mlflowRuns, .mlflowExperiment, .mlflowModelVersions, .serving, .trainingLog, .comparison, .jobLogPassed, .unread,
        ]
        return order.firstIndex(of: self) ?? order.count
    }
}
