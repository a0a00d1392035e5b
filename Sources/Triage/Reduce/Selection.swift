/// Chooses what explains most, best first, while it fits; what does not fit is passed over for what does.
struct Selection {
    /// A sentence about an object, or a block of a log.
    enum Content {
        case fact(order: Int, Fact)
        case block(log: Int, LogCandidates.Candidate)
    }

    struct Item {
        let content: Content, score: Double
        /// Most tokens that it costs, with the notes about what is left out before it.
        let cost: Int
        let exhibit: Int, line: Int
        /// Where it stands by the error that ended its job.
        var side = Side.none
    }

    /// What stands behind the error that ended a job is shown with that error only.
    enum Side { case none, error, behind }

    private let file: CaseFile, budget: Int, nonce: String
    private let items: [Item]
    private var chosen: [Bool]

    init(_ file: CaseFile, budget: Int, findings: [Finding], nonce: String) {
        (self.file, self.budget, self.nonce) = (file, budget, nonce)
        var items: [Item] = []
        for (order, fact) in file.facts.enumerated() {
            let cost = Tokens.of(Reduction.line(fact)) + 2
            items.append(
                Item(content: .fact(order: order, fact), score: 3.4 * fact.weight, cost: cost, exhibit: fact.exhibit, line: fact.line))
        }
        let hints = ChangeHints(file.run?.title ?? "")
        for (index, log) in file.logs.enumerated() {
            for (candidate, score, side) in Self.ranked(log, findings, hints) {
                let (candidate, cost) = Self.fitting(candidate, in: log, budget: budget)
                items.append(
                    Item(
                        content: .block(log: index, candidate), score: score, cost: cost, exhibit: log.exhibit,
                        line: candidate.lines.lowerBound, side: side))
            }
        }
        self.items = items.enumerated().sorted {
            ($1.element.score, $0.element.exhibit, $0.element.line, $0.offset) < ($0.element.score, $1.element.exhibit, $1.element.line, $1.offset)
        }.map(\.element)
        chosen = [Bool](repeating: false, count: items.count)
    }

    /// What fits. Costs are upper bounds, so what they have left over is offered again.
    mutating func made() -> Reduction {
        for _ in 0..<4 where fill(left: budget - reduction.tokens) == 0 { break }
        // Notes about what is left out depend on neighbours: should bounds ever not hold, the least goes again.
        while reduction.tokens > budget, let least = chosen.lastIndex(of: true) { chosen[least] = false }
        return reduction
    }

    private var reduction: Reduction {
        Reduction(file, zip(items, chosen).compactMap { $1 ? $0.content : nil }, nonce: nonce)
    }

    /// Chooses more; says how many.
    private mutating func fill(left: Int) -> Int {
        var left = left, added = 0
        var opened = Set(zip(items, chosen).compactMap { $1 ? $0.exhibit : nil })
        var ended = Set(zip(items, chosen).compactMap { $1 && $0.side == .error ? $0.exhibit : nil })
        for (index, item) in items.enumerated() where !chosen[index] {
            // The first line shown of an exhibit brings its head, and of a log the note about what follows the last.
            let head = opened.contains(item.exhibit) ? 0 : Tokens.of(Reduction.head(of: item.exhibit, in: file, nonce: nonce)) + 12
            guard item.cost + head <= left, item.side != .behind || ended.contains(item.exhibit) else { continue }
            if item.side == .error { ended.insert(item.exhibit) }
            left -= item.cost + head
            opened.insert(item.exhibit)
            chosen[index] = true
            added += 1
        }
        return added
    }

    /// The blocks of a log with their scores. What a finding refers to is there to be checked; what stands behind the error that
    /// ended a job is never ranked above it.
    private static func ranked(_ log: CaseLog, _ findings: [Finding], _ hints: ChangeHints) -> [(LogCandidates.Candidate, Double, Side)] {
        let cited = Set(findings.flatMap(\.citations).filter { $0.evidence == log.exhibit && $0.line > 0 }.map { $0.line - 1 })
        var ranked = (log.candidates + log.quiet).map { ($0, $0.score + ($0.lines.contains(where: cited.contains) ? 4 : 0) + hints.weight($0, log)) }
        // A row of a table is alike its neighbours, which stand for it otherwise.
        for line in cited.sorted() where line < log.text.count && !ranked.contains(where: { $0.0.parts.contains { $0.contains(line) } }) {
            let only = line..<line + 1
            ranked.append((LogCandidates.Candidate(lines: only, parts: [only], score: 1, novelty: 1, count: 1, last: line), 0.6))
        }
        guard let end = log.window.map({ $0.step.upperBound - 1 }), let error = ranked.filter({ $0.0.lines.contains(end) }).map(\.1).max() else {
            return ranked.map { ($0, $1, .none) }
        }
        return ranked.map { candidate, score in
            if candidate.lines.contains(end) { return (candidate, error, .error) }
            return candidate.lines.lowerBound > end ? (candidate, min(score, error), .behind) : (candidate, score, .none)
        }
    }

    /// A block as it is shown, and most tokens that it costs. One that would take more than half of the budget, a traceback of
    /// sixty frames at a thousand tokens, shows its beginning and its end: whole it would never be shown at all.
    private static func fitting(_ candidate: LogCandidates.Candidate, in log: CaseLog, budget: Int) -> (LogCandidates.Candidate, Int) {
        let whole = cost(of: candidate, in: log)
        guard whole > budget / 2, candidate.lines.count > 8 else { return (candidate, whole) }
        var short = candidate
        // Python says last what was wrong, Go first; other runtimes name the exception first and its cause last.
        let first = log.text.line(candidate.lines.lowerBound), lines = candidate.lines
        let ends =
            first.contains("Traceback (most recent")
            ? [lines.prefix(2), lines.suffix(5)]
            : first.hasPrefix("panic: ") || first.hasPrefix("fatal error: ") ? [lines.prefix(8)] : [lines.prefix(4), lines.suffix(4)]
        short.parts = candidate.parts.flatMap { part in ends.map { part.clamped(to: $0) }.filter { !$0.isEmpty } }
        return (short, cost(of: short, in: log))
    }

    private static func cost(of candidate: LogCandidates.Candidate, in log: CaseLog) -> Int {
        let digits = String(log.text.count).utf8.count
        // "… 4812 lines, 02:27:41" before each part, "[50 alike, the last in 4812]" once.
        let notes = candidate.parts.count * (digits + 14) + (candidate.count > 1 ? 2 * digits + 12 : 0)
        return log.text.withBytes { bytes in
            candidate.parts.joined().reduce(into: notes) { cost, line in
                let content = log.text.content(line)
                if !ShownLine.isRule(bytes, content) { cost += ShownLine.tokens(bytes, content) + digits + 2 }
            }
        }
    }
}
