import Archive
import Host

/// Lines of evidence, counted by LF from 1 as citations count them. Bytes are looked at, not characters: CR and LF together are one
/// character, at which no line of a job's log would end.
extension EvidenceRecord {
    /// How many there are; what stands behind the last LF is one, too.
    var lineCount: Int { text.utf8.count { $0 == 10 } + (text.isEmpty || text.utf8.last == 10 ? 0 : 1) }

    /// The line of that number and those below it, `count` at most, without CR at their ends; empty where there is none.
    func lines(from number: Int, count: Int) -> [String] {
        guard number > 0 else { return [] }
        let lines = text.utf8.split(separator: 10, maxSplits: number - 1 + count, omittingEmptySubsequences: false)
        return lines.dropFirst(number - 1).prefix(count).map { line in
            String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
        }
    }

    /// A line as it is quoted: without blanks around it and without a runtime's stamp, which leaves little room for what is said.
    func quote(_ number: Int) -> String? {
        guard let line = lines(from: number, count: 1).first?.trimmed else { return nil }
        guard let end = line.firstIndex(of: " "), Timestamp(rfc3339: String(line[..<end])) != nil else { return line }
        return String(line[end...]).trimmed
    }

    /// Why it is missing, without its name where the sentence begins with it: that stands beside it.
    var reason: String { Self.reason(failure, of: name) }

    /// The same for evidence that is still being gathered.
    static func reason(_ failure: String, of name: String) -> String {
        failure.hasPrefix(name + ": ") ? String(failure.dropFirst(name.count + 2)) : failure
    }
}
