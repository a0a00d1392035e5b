import Archive
import Host
import JSON

/// From when to when the logs and events reach that a report rests on, as it is kept with the report.
struct SeenInterval {
    private let from: Timestamp, to: Timestamp
    /// Where the person asked for log lines so young only.
    private let since: Timestamp?

    /// `nil` for reports whose evidence has no times, and for those of earlier versions.
    init?(_ record: ReportRecord) {
        // A subject that cannot be read tells no interval.
        guard let json = try? JSON.value(Array(record.subjectJSON.utf8)), let from = json["seen"]["from"].string.flatMap({ Timestamp(rfc3339: $0) }),
            let to = json["seen"]["to"].string.flatMap({ Timestamp(rfc3339: $0) })
        else { return nil }
        (self.from, self.to) = (from, to)
        since = json["logs_since"].string.flatMap { Timestamp(rfc3339: $0) }
    }

    /// For a person.
    var sentence: String {
        let asked = since.map { ", logs asked for since \($0.rfc3339)" } ?? ""
        return "Seen: logs and events from \(from.rfc3339) to \(to.rfc3339)\(asked)."
    }

    /// For programs.
    var json: Value { ["from": .string(from.rfc3339), "to": .string(to.rfc3339), "since": since.map { .string($0.rfc3339) } ?? nil] }
}
