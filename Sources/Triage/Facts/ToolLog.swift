/// The failed step's log as tools wrote it: the lines that may say what failed, without what launchers and builders put before them.
struct ToolLog {
    /// A line that may say something.
    struct Line {
        /// Where it stands, from 0.
        let at: Int
        /// Without the launcher's prefix and surrounding space.
        let text: String
    }

    let log: CaseLog, range: Range<Int>
    /// What the step is for, by its name and command, and these in lower case.
    let kind: JobFailure.Kind, step: String
    private(set) var lines: [Line] = []

    /// Whether the step's end counts failed tests, whoever counts them.
    private(set) var countsFailures = false

    /// The step's last lines may say something, whatever their words.
    private static let end = 30
    /// Whether a line is one of the step's last.
    func isLast(_ line: Line) -> Bool { range.upperBound - line.at < Self.end }

    /// Most lines that are looked at; of more, the first and the last.
    private static let most = 12_000

    init(_ log: CaseLog, in range: Range<Int>, kind: JobFailure.Kind, step: String) {
        (self.log, self.range, self.kind, self.step) = (log, range.clamped(to: 0..<log.text.count), kind, step.lowercased())
        var found = log.text.withBytes { bytes in
            self.range.filter { self.range.upperBound - $0 < Self.end || Self.isTelling(bytes, log.text.content($0), log.text.gravity[$0]) }
        }
        if found.count > Self.most { found = Array(found.prefix(Self.most / 3) + found.suffix(Self.most * 2 / 3)) }
        lines = found.map { Line(at: $0, text: text($0)) }.filter { !Self.isPassed($0.text) }
        countsFailures = lines.suffix(120).contains { range.upperBound - $0.at < 120 && Self.counts($0.text.lowercased()) }
    }

    /// A hook that passed, or was not asked: `ruff......Passed`.
    private static func isPassed(_ text: String) -> Bool {
        (text.hasSuffix("Passed") || text.hasSuffix("Skipped")) && text.contains(".....")
    }

    /// A line without prefix and surrounding space.
    func text(_ at: Int) -> String {
        log.text.withBytes { bytes in
            let content = log.text.content(at)
            var low = content.lowerBound, high = min(content.upperBound, content.lowerBound + 6000)
            while low < high, bytes[low].isSpace { low += 1 }
            low = LinePrefix.end(bytes, low..<high)
            while low < high, bytes[low].isSpace { low += 1 }
            while high > low, bytes[high - 1].isSpace { high -= 1 }
            return String(decoding: bytes[low..<high], as: UTF8.self)
        }
    }

    /// Spaces before a line's text.
    func indent(_ at: Int) -> Int {
        log.text.withBytes { bytes in
            let content = log.text.content(at)
            let low = LinePrefix.end(bytes, content)
            return bytes[low..<content.upperBound].prefix { $0.isSpace }.count
        }
    }

    /// The lines below one, without blank ones, at most `count`.
    func below(_ at: Int, _ count: Int) -> [Line] {
        var found: [Line] = []
        var index = at + 1
        while index < range.upperBound, found.count < count, index - at < count * 2 + 8 {
            let text = text(index)
            if !text.isEmpty { found.append(Line(at: index, text: text)) }
            index += 1
        }
        return found
    }

    /// The lines above one, nearest first, without blank ones, at most `count`.
    func above(_ at: Int, _ count: Int) -> [Line] {
        var found: [Line] = []
        var index = at - 1
        while index >= range.lowerBound, found.count < count, at - index < count * 2 + 8 {
            let text = text(index)
            if !text.isEmpty { found.append(Line(at: index, text: text)) }
            index -= 1
        }
        return found
    }

    /// Whether a line may say what failed: grave words, a place in a file, a mark, a number with a bracket, a tool's field.
    private static func isTelling(_ bytes: Bytes, _ content: Range<Int>, _ gravity: UInt8) -> Bool {
        if gravity >= 40 { return content.count > 3 }
        var low = content.lowerBound
        while low < content.upperBound, bytes[low].isSpace { low += 1 }
        guard low + 3 < content.upperBound else { return false }
        low = LinePrefix.end(bytes, low..<content.upperBound)
        guard low + 3 < content.upperBound else { return false }
        let first = bytes[low]
        if first >= 0xc3 || Marks("-#>*_(").contains(first) { return true }
        if first.isDigit, bytes[low + 1] == UInt8(ascii: ")") || bytes[low + 2] == UInt8(ascii: ")") { return true }
        // Dart's runner marks an error at the line's end.
        if bytes.has(" [E]", at: content.upperBound - 4) { return true }
        if let words = words[first.lowered] {
            for word in words where bytes.hasFolded(word, at: low) { return true }
        }
        // `name.py:12`, `name.ts(3,4)`
        var index = low
        let end = min(content.upperBound - 1, low + 240)
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "("), bytes[index + 1].isDigit, index > low, bytes[index - 1].isLetter {
                return true
            }
            // KICS: `…, Severity: HIGH, Results: 1`
            if byte == UInt8(ascii: ":"), bytes[index + 1] == UInt8(ascii: "[") || bytes.has(", Severity", at: index - 10) { return true }
            index += 1
        }
        return false
    }

    /// What fields and lists begin with, by the first letter.
    private static let words: [UInt8: [StaticString]] = {
        let all: [StaticString] = [
            "would ", "not ok", "rspec ", "diff in", "e: ", "e   ", "file:", "ruleid:", "location:", "secret type", "detector type", "check:",
            "because ", "message:",
            "the following", "caused by", "npm e", "could ", "crate:", "name:", "undefined symbol", "[warn", "line ", "vulnerability", "in ",
            "category:", "//", "{\"sourcemetadata", "[-] ", "computer says", "failure ", "status code was", "error message", "assert:",
            "l: ", "== [", "pmd ", "wrong ", "avd-", "ksv-", "ds-", "description", "talisman",
        ]
        return Dictionary(grouping: all) { $0.utf8Start[0] }
    }()
}
