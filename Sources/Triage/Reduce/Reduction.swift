/// The part of the evidence that fits a budget: sentences about objects and blocks of logs, in the order of the evidence,
/// every line with its number.
public struct Reduction: Sendable, Equatable {
    /// What is shown of one exhibit.
    public struct Section: Sendable, Equatable {
        /// Number of the evidence.
        public var exhibit: Int
        /// Lines as shown: number and text, or a note about lines left out.
        public var lines: [String]
    }

    /// Exhibits of which something is shown, in order.
    public var sections: [Section] = []
    /// Lines of logs there are, and lines of them shown.
    public var linesSeen = 0, linesKept = 0
    /// Tokens that the sections cost.
    public var tokens = 0

    private enum Item {
        case fact(Int, Fact)
        case block(log: Int, LogCandidates.Candidate)
    }

    /// Chooses what explains most, best first, while it fits; what does not fit is passed over for what does.
    public static func of(_ file: CaseFile, budget: Int, findings: [Finding] = []) -> Reduction {
        var items: [(item: Item, score: Double, cost: Int, order: (Int, Int))] = []
        for (index, fact) in file.facts.enumerated() {
            items.append((.fact(index, fact), 3.4 * fact.weight, Tokens.dense(fact.text.utf8.count + 5), (fact.exhibit, fact.line)))
        }
        for (index, log) in file.logs.enumerated() {
            let cited = Set(findings.flatMap(\.citations).filter { $0.evidence == log.exhibit && $0.line > 0 }.map { $0.line - 1 })
            for candidate in log.candidates {
                // What a finding refers to is there to be checked.
                let score = candidate.score + (candidate.lines.contains(where: cited.contains) ? 4 : 0)
                items.append(
                    (.block(log: index, candidate), score, cost(of: candidate, in: log), (log.exhibit, candidate.lines.lowerBound)))
            }
        }
        items.sort { ($1.score, $0.order.0, $0.order.1) < ($0.score, $1.order.0, $1.order.1) }

        var left = budget, opened: Set<Int> = [], chosen: [Item] = []
        for item in items {
            // The first line shown of an exhibit brings its head.
            let head = opened.contains(item.order.0) ? 0 : 24
            guard item.cost + head <= left else { continue }
            left -= item.cost + head
            opened.insert(item.order.0)
            chosen.append(item.item)
        }
        return Reduction(file, chosen, tokens: budget - left)
    }

    private static func cost(of candidate: LogCandidates.Candidate, in log: CaseLog) -> Int {
        log.text.withBytes { bytes in
            candidate.parts.joined().reduce(into: 4 * candidate.parts.count) { cost, line in
                let content = log.text.content(line)
                if !ShownLine.isRule(bytes, content) { cost += Tokens.dense(min(content.count, ShownLine.longest) + 6) }
            }
        }
    }

    private init(_ file: CaseFile, _ chosen: [Item], tokens: Int) {
        self.tokens = tokens
        linesSeen = file.logs.reduce(0) { $0 + $1.text.count }
        var facts: [Int: [(order: Int, fact: Fact)]] = [:], blocks: [Int: [LogCandidates.Candidate]] = [:]
        for item in chosen {
            switch item {
            case .fact(let order, let fact): facts[fact.exhibit, default: []].append((order, fact))
            case .block(let log, let candidate): blocks[log, default: []].append(candidate)
            }
        }
        for exhibit in file.exhibits {
            var lines = (facts[exhibit.number] ?? []).sorted { $0.order < $1.order }.map { _, fact in
                fact.line > 0 ? "\(fact.line) \(fact.text)" : fact.text
            }
            if let index = file.logs.firstIndex(where: { $0.exhibit == exhibit.number }), let shown = blocks[index] {
                lines += Self.render(shown.sorted { $0.lines.lowerBound < $1.lines.lowerBound }, of: file.logs[index], kept: &linesKept)
            }
            if !lines.isEmpty { sections.append(Section(exhibit: exhibit.number, lines: lines)) }
        }
    }

    /// Blocks as lines; between them how many lines are left out, and what time it is behind the gap.
    private static func render(_ blocks: [LogCandidates.Candidate], of log: CaseLog, kept: inout Int) -> [String] {
        var lines: [String] = [], next = 0
        log.text.withBytes { bytes in
            for block in blocks {
                for line in block.parts.joined() {
                    let gap = line - next
                    if gap > 0 {
                        let clock = log.text.stamp(line).map { ", \($0.dropFirst(11).prefix(8))" } ?? ""
                        lines.append("… \(gap) line\(gap == 1 ? "" : "s")\(clock)")
                    }
                    next = line + 1
                    let content = log.text.content(line)
                    kept += 1
                    if content.isEmpty || ShownLine.isRule(bytes, content) { continue }
                    var text = "\(line + 1) \(ShownLine.text(bytes, content))"
                    if line == block.lines.lowerBound, block.count > 1 {
                        text +=
                            block.last == line
                            ? " [the last of \(block.count) alike]" : " [\(block.count) alike, the last in \(block.last + 1)]"
                    }
                    lines.append(text)
                }
            }
        }
        return lines
    }
}
