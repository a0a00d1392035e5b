/// The difference of two texts as GitHub's API shows it: one hunk with three lines around what changed.
enum LineDiff {
    /// The change of a file; a text that is not there is a file that is not there.
    static func change(of path: String, from old: String?, to new: String?) -> FileChange {
        let before = lines(of: old ?? ""), after = lines(of: new ?? "")
        let start = zip(before, after).prefix { $0 == $1 }.count
        let end = zip(before.dropFirst(start).reversed(), after.dropFirst(start).reversed()).prefix { $0 == $1 }.count
        let removed = before[start..<(before.count - end)], added = after[start..<(after.count - end)]
        let lead = before[max(0, start - 3)..<start]
        let tail = before[(before.count - end)..<min(before.count, before.count - end + 3)]
        let first = max(0, start - 3) + 1
        let header =
            "@@ -\(first),\(lead.count + removed.count + tail.count) +\(first),\(lead.count + added.count + tail.count) @@"
        let body = lead.map { " " + $0 } + removed.map { "-" + $0 } + added.map { "+" + $0 } + tail.map { " " + $0 }
        return FileChange(
            path: path, status: old == nil ? "added" : new == nil ? "removed" : "modified",
            patch: ([header] + body).joined(separator: "\n"), additions: added.count, deletions: removed.count)
    }

    private static func lines(of text: String) -> [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
