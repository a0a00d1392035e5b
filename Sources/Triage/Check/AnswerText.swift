/// A model's answer as sentences: where each stands, in which part of the report, and with which others it shares its citations.
struct AnswerText {
    /// What a part of a report is for, by its heading or label.
    enum Part: Sendable { case claims, causes, impact, advice }

    struct Sentence {
        /// Bytes of the answer.
        var range: Range<Int>
        var text: String
        /// Sentences of one paragraph, table row, or list item with all below it: a citation of one serves all.
        var group: Int
        /// Number of the heading it stands below.
        var section: Int
        var part: Part
        /// Whether its group begins with it, and is an item of a list or a row of a table.
        var leads = false
        /// Blocks of code below it, each with its language.
        var code: [(language: String, lines: [String])] = []
    }

    private(set) var sentences: [Sentence] = []
    /// Sections that have a line of their own for evidence: "Evidence: [2:3]".
    private(set) var proofs: [Int: [String]] = [:]

    private let bytes: [UInt8]
    private var group = 0, section = 0, sectionPart = Part.claims, part = Part.claims
    private var block: Range<Int>?
    private var isInList = false, joins = false, fence: (mark: String, language: String, lines: [String])?

    init(_ answer: String) {
        bytes = Array(answer.utf8)
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
            read(start..<end)
            start = end + 1
        }
        if fence != nil { closeFence() }
        closeBlock()
    }

    // MARK: Blocks

    private mutating func read(_ line: Range<Int>) {
        let text = string(line), bare = text.trimmingPrefix { $0 == " " || $0 == "\t" || $0 == ">" }
        let indent = text.count - bare.count
        if let open = fence {
            if bare.hasPrefix(open.mark) { closeFence() } else { fence?.lines.append(String(bare)) }
            return
        }
        if bare.hasPrefix("```") || bare.hasPrefix("~~~") {
            closeBlock()
            fence = (String(bare.prefix(3)), bare.dropFirst(3).prefix { $0.isLetter }.lowercased(), [])
            return
        }
        if bare.allSatisfy(\.isWhitespace) {
            closeBlock()
            return
        }
        let content = line.lowerBound + (text.utf8.count - bare.utf8.count)..<line.upperBound
        if Self.isHeading(bare) {
            closeBlock()
            (section, group, isInList, joins) = (section + 1, group + 1, false, false)
            sectionPart = ClaimWords.part(String(bare)) ?? .claims
            part = sectionPart
        } else if bare.hasPrefix("|") {
            closeBlock()
            row(content, String(bare))
        } else if let mark = Self.listMark(bare) {
            closeBlock()
            if !joins, indent < 2 { group += 1 }
            isInList = true
            open(content.lowerBound + mark..<content.upperBound)
        } else if block != nil {
            block = block.map { $0.lowerBound..<content.upperBound }
        } else {
            // What is indented below an item belongs to it.
            if !(isInList && indent >= 2) {
                if !joins || !isInList { group += 1 }
                (isInList, joins) = (false, false)
            }
            open(content)
        }
    }

    private mutating func open(_ range: Range<Int>) {
        block = range
        part = Self.label(string(range)).flatMap(ClaimWords.part) ?? sectionPart
    }

    private mutating func closeBlock() {
        guard let range = block else { return }
        block = nil
        let text = string(range), first = sentences.count
        if let label = Self.label(text), ClaimWords.isProof(label) { proofs[section, default: []].append(text) }
        for piece in SentenceSplitter.pieces(bytes, range) { add(piece) }
        if isInList, sentences.indices.contains(first), !sentences[..<first].contains(where: { $0.group == group }) {
            sentences[first].leads = true
        }
        // "The cause is:" is carried on by what stands below it.
        joins = text.hasSuffix(":") || text.hasSuffix(":**")
        part = sectionPart
    }

    private mutating func add(_ range: Range<Int>) {
        let text = string(range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard text.contains(where: \.isLetter) || !CitedPlaces.found(in: text).isEmpty else { return }
        sentences.append(Sentence(range: range, text: text, group: group, section: section, part: part))
    }

    /// A table's row: one group, a sentence a cell.
    private mutating func row(_ range: Range<Int>, _ text: String) {
        guard text.contains(where: \.isLetter) else {
            // The rule below a table's head: what stands above it names columns.
            if let last = sentences.last, last.range.upperBound <= range.lowerBound, sentences.last?.group == group {
                sentences.removeAll { $0.group == group }
            }
            return
        }
        group += 1
        (isInList, joins) = (false, false)
        var start = range.lowerBound
        for end in range where bytes[end] == UInt8(ascii: "|") && end > range.lowerBound && bytes[end - 1] != UInt8(ascii: "\\") {
            let cell = trimmed(start..<end)
            if !cell.isEmpty { add(cell) }
            start = end + 1
        }
    }

    private mutating func closeFence() {
        if let open = fence, !sentences.isEmpty { sentences[sentences.count - 1].code.append((open.language, open.lines)) }
        fence = nil
    }

    // MARK: Shapes

    private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound, high = range.upperBound
        while low < high, bytes[low] == 32 || bytes[low] == UInt8(ascii: "|") { low += 1 }
        while high > low, bytes[high - 1] == 32 { high -= 1 }
        return low..<high
    }

    /// `## Causes`, or a line that is bold from end to end.
    private static func isHeading(_ line: Substring) -> Bool {
        if line.hasPrefix("#") { return true }
        let bare = line.trimmingSuffix(":")
        return bare.hasPrefix("**") && bare.hasSuffix("**") && bare.count > 4 && !bare.dropFirst(2).dropLast(2).contains("**")
            && !bare.contains(". ")
    }

    /// Bytes of `- `, `* `, `1. `, `2) `.
    private static func listMark(_ line: Substring) -> Int? {
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let rest = line.dropFirst(digits.count)
        guard let sign = rest.first, rest.dropFirst().first == " " else { return nil }
        if digits.isEmpty { return "-*+•".contains(sign) ? String(sign).utf8.count + 1 : nil }
        return digits.count < 4 && (sign == "." || sign == ")") ? digits.count + 2 : nil
    }

    /// What a block begins with before a colon: `**Evidence:** …`, `Fix: …`; at most five words.
    private static func label(_ text: String) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let label = text[..<colon].filter { $0 != "*" && $0 != "_" }
        return label.count <= 40 && label.split(separator: " ").count <= 5 && !label.contains("`") && !label.contains("[") ? label : nil
    }
}
