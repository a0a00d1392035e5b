import Glibc

/// Rates the blocks of a log by how much each can explain. Rarity alone fails on the logs of pipelines, grave words alone on
/// servers that complain all day; so both are combined with the place (the failed step, the end of a container that
/// died) and with what the last passing run of the same job did not say.
struct LogCandidates {
    /// A block that may be shown, standing for all of its template.
    struct Candidate: Sendable {
        var lines: Range<Int>
        /// What of it is shown: runs of lines alike are left out between their first and last.
        var parts: [Range<Int>]
        var score: Double
        /// 1 where the log of the last passing run has nothing like it, or there is none; 0 where it has the like, below 0 the same.
        var novelty: Double
        /// Blocks of the same template, and where the last of them begins.
        var count: Int, last: Int
    }

    private let log: CaseLog
    private let isPassed: Bool
    private var templates = Templates()
    private var ids: [Int32] = []
    private var counts: [Int] = []
    private var knownMasks: Set<UInt64> = []
    private var knownTemplates: Set<Int32> = []

    /// The blocks of a log, rated: those that explain something by themselves, and, where they are few, the rest.
    /// - Parameters:
    ///   - passed: the log of the same job in its last passing run.
    ///   - before: the log of the same container's run before: what it said already need not be said twice.
    static func of(_ log: CaseLog, passed: LogText?, before: LogText?) -> (telling: [Candidate], quiet: [Candidate]) {
        var rater = LogCandidates(log: log, isPassed: passed != nil)
        rater.readTemplates(known: passed ?? before)
        let rated = rater.rated(), telling = rated.filter { $0.score > 0.2 }
        guard telling.count < enough else { return (telling, []) }
        let quiet = (rated.filter { $0.score <= 0.2 && $0.score > -1 } + rater.lastLines(besides: rated))
            .sorted { ($0.score, $1.lines.lowerBound) > ($1.score, $0.lines.lowerBound) }
        return (telling, Array(quiet.prefix(100)))
    }

    /// Lines before the end that another stands for, where few are alike: of a table every row says something else.
    private func lastLines(besides rated: [Candidate]) -> [Candidate] {
        let end = log.window?.step.upperBound ?? log.text.count, shown = Set(rated.flatMap(\.lines))
        return (max(0, end - 60)..<end).filter { !shown.contains($0) && counts[Int(ids[$0])] <= 12 }.map { line in
            Candidate(lines: line..<line + 1, parts: [line..<line + 1], score: 0.15 - Double(end - line) / 1000, novelty: 0, count: 1, last: line)
        }
    }

    /// With so many blocks that tell something no budget has room for others.
    private static let enough = 300

    private init(log: CaseLog, isPassed: Bool) {
        self.log = log
        self.isPassed = isPassed
    }

    private mutating func readTemplates(known: LogText?) {
        if let known {
            knownMasks = Set(known.masks)
            known.withBytes { bytes in
                for index in 0..<known.count { knownTemplates.insert(templates.id(of: index, in: known, bytes)) }
            }
        }
        let text = log.text
        ids.reserveCapacity(text.count)
        text.withBytes { bytes in
            for index in 0..<text.count { ids.append(templates.id(of: index, in: text, bytes)) }
        }
        counts = [Int](repeating: 0, count: templates.count)
        for id in ids { counts[Int(id)] += 1 }
    }

    /// 1 for a template met once, 0 for one that fills the log.
    private func rarity(_ line: Int) -> Double {
        max(0, 1 - log2(Double(counts[Int(ids[line])])) / log2(Double(max(log.text.count, 64)) / 4))
    }

    private func rated() -> [Candidate] {
        let heat = heat()
        var groups: [UInt64: Int] = [:]
        var found: [(first: Range<Int>, last: Range<Int>, count: Int)] = []
        for block in log.blocks {
            let signature = block.reduce(UInt64(block.count)) { ($0 ^ UInt64(bitPattern: Int64(ids[$1]))) &* 0x9e37_79b9_7f4a_7c15 }
            if let at = groups[signature] {
                found[at].last = block
                found[at].count += 1
            } else {
                groups[signature] = found.count
                found.append((block, block, 1))
            }
        }
        var result: [Candidate] = []
        for group in found {
            var first = candidate(group.first, group.count, last: group.last.lowerBound, heat)
            if group.count > 1 {
                // The last of many tells how it ended: the memory before the kill, the progress before the stop. With the first
                // it tells a trend.
                var last = candidate(group.last, group.count, last: group.last.lowerBound, heat)
                first.score = max(first.score, 0.8 * last.score)
                // But the words are known by then: a new template explains more.
                last.score *= 0.85
                result.append(last)
            }
            result.append(first)
        }
        return result
    }

    private func candidate(_ block: Range<Int>, _ count: Int, last: Int, _ heat: [Float]) -> Candidate {
        let novelty = isPassed ? block.reduce(-1) { max($0, isNew($1)) } : 1
        return Candidate(
            lines: block, parts: parts(of: block), score: score(block, heat), novelty: novelty, count: count, last: last)
    }

    private func parts(of block: Range<Int>) -> [Range<Int>] {
        guard block.count > 6 else { return [block] }
        var parts: [Range<Int>] = [], start = block.lowerBound, index = start
        while index < block.upperBound {
            var end = index + 1
            while end < block.upperBound, ids[end] == ids[index] { end += 1 }
            if end - index > 4 {
                parts.append(start..<index + 1)
                start = end - 1
            }
            index = end
        }
        return parts + [start..<block.upperBound]
    }

    /// How much warmth a line has from grave, rare lines near it: what stands around a failure explains it.
    private func heat() -> [Float] {
        var heat = (0..<log.text.count).map { Float(strength($0)) }
        guard heat.count > 1 else { return heat }
        for index in 1..<heat.count { heat[index] = max(heat[index], heat[index - 1] * 0.8) }
        for index in stride(from: heat.count - 2, through: 0, by: -1) { heat[index] = max(heat[index], heat[index + 1] * 0.8) }
        return heat
    }

    private func strength(_ line: Int) -> Double {
        let strength = Double(log.text.gravity[line]) / 100 * (0.3 + 0.7 * rarity(line))
        return isNew(line) >= 0 ? strength : strength * 0.3
    }

    /// 1 where the passing run (or the container's run before) has nothing like it, 0 where it has the like or there is
    /// none, -1 where it has the same but for numbers. A rare line of the failed step is not dismissed by that: its
    /// numbers may be what differs.
    private func isNew(_ line: Int) -> Double {
        guard !knownMasks.isEmpty else { return 0 }
        if knownMasks.contains(log.text.masks[line]) {
            return counts[Int(ids[line])] <= 2 && log.window?.step.contains(line) == true ? -0.4 : -1
        }
        return knownTemplates.contains(ids[line]) ? 0 : 1
    }

    private func score(_ block: Range<Int>, _ heat: [Float]) -> Double {
        let line = block.lowerBound
        var strength = 0.0, rarity = 0.0, new = -1.0, warmth = 0.0
        for index in block {
            strength = max(strength, self.strength(index))
            rarity = max(rarity, self.rarity(index))
            new = max(new, isNew(index))
            warmth = max(warmth, Double(heat[index]))
        }
        let place = place(block)
        var score = 1.7 * strength + 0.8 * rarity + 0.7 * warmth + (place > 0 ? place * (0.3 + 0.7 * rarity) : place)
        if !knownMasks.isEmpty { score += (isPassed ? 1.3 : 0.6) * new }
        if block.count > 2 { score += 0.2 }
        return score + markup(line)
    }

    /// Where the block stands: near the end of what died, in the failed step, at the start.
    private func place(_ block: Range<Int>) -> Double {
        let line = block.upperBound - 1
        if let window = log.window {
            let end = window.step.upperBound - 1
            if line > end { return -1.6 }
            if line == end { return 1.2 }
            let near = exp(-Double(end - line) / 40)
            return window.step.contains(line) ? 0.5 + 0.9 * near : -0.2
        }
        let fromEnd = Double(log.text.count - 1 - line), fromStart = Double(block.lowerBound)
        switch log.role {
        case .logPrevious: return 0.9 * exp(-fromEnd / 25) + 0.5 * exp(-fromStart / 8)
        case .jobLog: return 0.9 * exp(-fromEnd / 40)
        case .trainingLog: return 0.5 * exp(-fromEnd / 20) + 0.7 * exp(-fromStart / 8)
        case .log: return 0.3 * exp(-fromEnd / 20) + 0.5 * exp(-fromStart / 10)
        case .logSibling: return 0.5 * exp(-fromStart / 10) - 0.5
        default: return 0
        }
    }

    /// GitHub's own marks: `##[error]` counts, its frame does not; the command of the failed step does.
    private func markup(_ line: Int) -> Double {
        log.text.withBytes { bytes in
            let content = log.text.content(line)
            guard content.count > 2, bytes[content.lowerBound] == UInt8(ascii: "#") || bytes[content.lowerBound] == UInt8(ascii: "[") else {
                return bytes[content].contains(where: \.isLetter) ? 0 : -1.5
            }
            let start = content.lowerBound
            if bytes.has("##[error]", at: start) { return 0.5 }
            if bytes.has("##[warning]", at: start) { return 0.4 }
            if bytes.has("##[group]Run", at: start), line == log.window?.step.lowerBound { return 2 }
            if bytes.has("##[group]", at: start) || bytes.has("##[endgroup]", at: start) || bytes.has("##[debug]", at: start)
                || bytes.has("[command]", at: start)
            {
                return -1
            }
            return 0
        }
    }
}
