import Host
import JSON

extension CaseFile {
    /// From when to when the logs and events that were read reach; `nil` where none has a time.
    ///
    /// The log of a passing run is of another day, and what changed long before is no part of it.
    var seen: (from: Timestamp, to: Timestamp)? {
        let spans = logs.compactMap(\.span)
        let times = events.flatMap { [$0.first, $0.last] }.compactMap { Timestamp(rfc3339: $0) }
        guard let from = (spans.map(\.from) + times).min(), let to = (spans.map(\.to) + times).max() else { return nil }
        return (from, to)
    }

    /// What was asked, with the interval that was seen: what is kept with a report.
    var subjectAndInterval: [UInt8] {
        // A subject that is no JSON is kept as it is.
        guard let seen, var json = try? JSON.value(subject), case .object = json else { return subject }
        json["seen"] = ["from": .string(seen.from.rfc3339), "to": .string(seen.to.rfc3339)]
        return json.bytes
    }

    /// Of each log how much there is of it, and from when to when.
    var spanFacts: [Fact] {
        logs.compactMap { log in
            guard let span = log.span, log.text.count > 1 else { return nil }
            return Fact(log.exhibit, 0, 0.2, "lines 1 to \(log.text.count): \(span.from.rfc3339) to \(span.to.rfc3339)")
        }
    }
}

extension CaseLog {
    /// The times of its first and last line that have one.
    var span: (from: Timestamp, to: Timestamp)? {
        func time(_ line: Int) -> Timestamp? { text.stamp(line).flatMap { Timestamp(rfc3339: $0) } }
        guard let from = (0..<min(5, text.count)).lazy.compactMap(time).first,
            let to = (max(0, text.count - 5)..<text.count).reversed().lazy.compactMap(time).first
        else { return nil }
        return (from, to)
    }
}
