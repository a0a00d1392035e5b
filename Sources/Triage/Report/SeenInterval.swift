import Host
import JSON

/// From when to when the logs and events reach that a report rests on.
public struct SeenInterval: Sendable, Equatable {
    private let from: Timestamp, to: Timestamp
    /// Where log lines were asked for so young only.
    private let since: Timestamp?

    init(from: Timestamp, to: Timestamp, since: Timestamp?) { (self.from, self.to, self.since) = (from, to, since) }

    /// As a report keeps it: ``ReportRecord/subjectJSON``. `nil` for reports whose evidence has no times, and for those of earlier versions.
    public init?(stored subject: String) {
        // A subject that cannot be read tells no interval.
        guard let json = try? JSON.value(Array(subject.utf8)), let from = json["seen"]["from"].string.flatMap({ Timestamp(rfc3339: $0) }),
            let to = json["seen"]["to"].string.flatMap({ Timestamp(rfc3339: $0) })
        else { return nil }
        self.init(from: from, to: to, since: json["logs_since"].string.flatMap { Timestamp(rfc3339: $0) })
    }

    /// For a person.
    public var sentence: String {
        let asked = since.map { ", logs asked for since \($0.rfc3339)" } ?? ""
        return "Seen: logs and events from \(from.rfc3339) to \(to.rfc3339)\(asked)."
    }

    /// For programs: `from`, `to`, `since`.
    public var json: Value { ["from": .string(from.rfc3339), "to": .string(to.rfc3339), "since": since.map { .string($0.rfc3339) } ?? nil] }
}

extension CaseFile {
    /// The interval with what was asked for; `nil` where nothing that was read has a time.
    var interval: SeenInterval? {
        // A subject that is no JSON asked for nothing.
        let since = (try? JSON.with(subject) { $0["logs_since"].string.flatMap { Timestamp(rfc3339: $0) } }) ?? nil
        return seen.map { SeenInterval(from: $0.from, to: $0.to, since: since) }
    }
}
