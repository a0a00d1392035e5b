/// The part of the evidence that fits a budget: sentences about objects and blocks of logs, in the order of the evidence,
/// every line with its number, and how many lines are left out.
public struct Reduction: Sendable, Equatable {
    /// What is shown of one exhibit.
    public struct Section: Sendable, Equatable {
        /// Number of the evidence.
        public var exhibit: Int
        /// The line above: number, nonce, role, name.
        public var head: String
        /// Lines as shown: number and text, or a note about lines left out.
        public var lines: [String]
    }

    /// Exhibits of which something is shown, in order.
    public private(set) var sections: [Section] = []
    /// Logs of which nothing is shown, and of how many lines; empty when there is none.
    public private(set) var unshown = ""
    /// Lines of logs there are, and lines of them shown.
    public private(set) var linesSeen = 0, linesKept = 0
    /// Tokens that all this costs.
    public private(set) var tokens = 0

    /// Chooses what explains most within a budget of tokens.
    /// - Parameter nonce: stands in every head.
    public static func of(_ file: CaseFile, budget: Int, findings: [Finding] = [], nonce: String = "00000000") -> Reduction {
        var selection = Selection(file, budget: budget, findings: findings, nonce: nonce)
        return selection.made()
    }

    init(_ file: CaseFile, _ chosen: [Selection.Content], nonce: String) {
        linesSeen = file.logs.reduce(0) { $0 + $1.text.count }
        var facts: [Int: [(order: Int, fact: Fact)]] = [:], blocks: [Int: [LogCandidates.Candidate]] = [:]
        for item in chosen {
            switch item {
            case .fact(let order, let fact): facts[fact.exhibit, default: []].append((order, fact))
            case .block(let log, let candidate): blocks[log, default: []].append(candidate)
            }
        }
        var silent: [String] = []
        for exhibit in file.exhibits {
            var lines = (facts[exhibit.number] ?? []).sorted { $0.order < $1.order }.map { Self.line($0.fact) }
            if let index = file.logs.firstIndex(where: { $0.exhibit == exhibit.number }) {
                if let shown = blocks[index] {
                    lines += Self.render(shown.sorted { $0.lines.lowerBound < $1.lines.lowerBound }, of: file.logs[index], kept: &linesKept)
                } else if file.logs[index].text.count > 0 {
                    silent.append("[\(exhibit.number)] \(Self.lines(file.logs[index].text.count))")
                }
            }
            if !lines.isEmpty {
                sections.append(Section(exhibit: exhibit.number, head: Self.head(of: exhibit.number, in: file, nonce: nonce), lines: lines))
            }
        }
        if !silent.isEmpty {
            unshown = "… nothing of " + silent.prefix(8).joined(separator: ", ") + (silent.count > 8 ? ", \(silent.count - 8) more logs" : "")
        }
        tokens = sections.reduce(unshown.isEmpty ? 0 : Tokens.of(unshown) + 1) { sum, section in
            sum + section.lines.reduce(Tokens.of(section.head) + 1) { $0 + Tokens.of($1) + 1 }
        }
    }

    /// `29 container server runs since …`: a sentence behind the line it was read from.
    static func line(_ fact: Fact) -> String { fact.line > 0 ? "\(fact.line) \(fact.text)" : fact.text }

    /// `--- [3] 7f3a90c1 log-previous logs/server.previous.log, server`
    static func head(of number: Int, in file: CaseFile, nonce: String) -> String {
        guard let exhibit = file.exhibits.first(where: { $0.number == number }) else { return "" }
        let part = exhibit.part.map { ", \(SafeWords.name($0))" } ?? ""
        return "--- [\(number)] \(nonce) \(exhibit.role.rawValue) \(SafeWords.name(exhibit.name))\(part)"
    }

    private static func lines(_ count: Int) -> String { "\(count) line\(count == 1 ? "" : "s")" }

    /// Blocks as lines; between them, and behind the last, how many lines are left out, and what time it is behind the gap.
    private static func render(_ blocks: [LogCandidates.Candidate], of log: CaseLog, kept: inout Int) -> [String] {
        var lines: [String] = [], next = 0, minute: Substring?
        log.text.withBytes { bytes in
            func isSilent(_ line: Int) -> Bool {
                let content = log.text.content(line)
                return content.isEmpty || ShownLine.isRule(bytes, content)
            }
            for block in blocks {
                for line in block.parts.joined() where !isSilent(line) {
                    if !(next..<line).allSatisfy(isSilent) {
                        // The time tells how long a gap is, where it is a minute and more.
                        let stamp = log.text.stamp(line)
                        let clock = stamp.flatMap { $0.prefix(16) == minute ? nil : ", \($0.dropFirst(11).prefix(8))" } ?? ""
                        minute = stamp?.prefix(16) ?? minute
                        lines.append("… \(Self.lines(line - next))\(clock)")
                    }
                    next = line + 1
                    kept += 1
                    var text = "\(line + 1) \(ShownLine.text(bytes, log.text.content(line)))"
                    if line == block.lines.lowerBound, block.count > 1 {
                        text +=
                            block.last == line
                            ? " [the last of \(block.count) alike]" : " [\(block.count) alike, the last in \(block.last + 1)]"
                    }
                    lines.append(text)
                }
            }
            if !(next..<log.text.count).allSatisfy(isSilent) { lines.append("… \(Self.lines(log.text.count - next))") }
        }
        return lines
    }
}
