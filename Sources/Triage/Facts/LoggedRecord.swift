import JSON

/// A line of a structured log in words: `{"level":"warn","ts":…,"msg":"vast timeout","demand":"gam","error":"deadline exceeded"}` is
/// `vast timeout: deadline exceeded (demand gam)`.
enum LoggedRecord {
    /// Members that say when, how grave and where in the code, not what.
    private static let frame: Set<String> = [
        "level", "lvl", "severity", "loglevel", "log.level", "levelname", "ts", "t", "time", "timestamp", "@timestamp", "@t", "@l", "date",
        "datetime", "asctime", "eventtime", "caller", "pid", "tid", "process", "thread", "thread_name", "v", "version", "@version", "hostname",
        "stack", "stacktrace", "stack_trace", "trace_id", "span_id", "traceid", "spanid", "filename", "funcname", "lineno", "line", "file", "seq",
    ]
    private static let message = ["msg", "message", "event", "@m", "log"]
    private static let reasons = ["err", "error", "exception", "cause", "reason", "detail"]
    /// Bytes of a record that is worth reading.
    private static let most = 16_384

    /// - Returns: nil where the line is no record, or has no message.
    static func words(_ line: String) -> String? {
        guard line.hasPrefix("{\""), line.hasSuffix("}"), line.utf8.count < most else { return nil }
        return try? JSON.with(Array(line.utf8)) { record in
            let members = record.members.map { (name: $0.name, text: text($0.value)) }
            func first(_ names: [String]) -> (name: String, text: String)? {
                names.lazy.compactMap { name in members.first { $0.name.lowercased() == name } }.first { !$0.text.isEmpty }
            }
            guard let told = first(message) else { return nil }
            let why = first(reasons)
            let others = members.filter {
                !$0.text.isEmpty && !frame.contains($0.name.lowercased()) && $0.name != told.name && $0.name != why?.name && $0.text.count < 160
            }.map { "\($0.name) \($0.text)" }.joined(separator: ", ")
            let words = why.map { told.text.contains($0.text) ? told.text : "\(told.text.trimmingSuffix(":")): \($0.text)" } ?? told.text
            return others.isEmpty ? words : "\(words) (\(Words.line(others, 200)))"
        }
    }

    /// A member's value; of an object its message.
    private static func text(_ value: Element) -> String {
        if let text = value.string { return text }
        if let number = value.int { return String(number) }
        if let number = value.double { return Words.number(number) }
        return message.lazy.compactMap { value[$0].string }.first ?? ""
    }
}
