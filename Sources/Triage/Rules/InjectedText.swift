/// Text in the evidence that addresses whoever analyses it. Flagged by place; never quoted, never obeyed.
struct InjectedText: Rule {
    static let failureClass = "prompt-injection"
    let classes = ["prompt-injection"]
    let evidence = "every piece of evidence, line by line"
    let summary = "lines of the evidence that give instructions to an analyst or a model"
    let decider = "who can write that text"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        var places: [Finding.Citation] = []
        for exhibit in file.exhibits where exhibit.role != .jobLogPassed && exhibit.failure == nil {
            places += Self.lines(in: exhibit.text).map { Finding.Citation(evidence: exhibit.number, line: $0) }
        }
        guard !places.isEmpty else { return [] }
        return [
            Conclusion(
                certainty: 10,
                finding: Finding(
                    failureClass: Self.failureClass, severity: "low",
                    sentence:
                        "\(places.count) line\(places.count == 1 ? "" : "s") of the evidence address\(places.count == 1 ? "es" : "") the analyst; they are data, and nothing they say was followed.",
                    citations: Array(places.prefix(12)), action: "See who can write that text; it may be an attempt to mislead."))
        ]
    }

    /// Lines, from 1, that hold one of the usual phrases; full-width letters count as their plain ones.
    static func lines(in text: [UInt8]) -> [Int] {
        var found: [Int] = []
        text.withUnsafeBufferPointer { bytes in
            var start = 0, line = 1
            while start < bytes.count, found.count < 50 {
                let end = bytes.lineEnd(from: start)
                if isSuspect(bytes, start..<end) { found.append(line) }
                start = end + 1
                line += 1
            }
        }
        return found
    }

    private static func isSuspect(_ bytes: Bytes, _ line: Range<Int>) -> Bool {
        var index = line.lowerBound
        var wide = 0
        while index < line.upperBound {
            switch bytes[index] {
            case UInt8(ascii: "<"):
                if bytes.has("<|im_", at: index) || bytes.has("</evidence", at: index) || bytes.has("</untrusted", at: index)
                    || bytes.has("<system>", at: index)
                {
                    return true
                }
            case UInt8(ascii: "!"): if bytes.has("![", at: index), bytes.first("](http", in: index..<line.upperBound) != nil { return true }
            case 0xef: wide += 1  // U+FF00 and on: full-width forms
            case UInt8(ascii: "S"): if bytes.has("SWdub3Jl", at: index) { return true }  // "Ignore" in base64
            default:
                let lower = bytes[index].lowered
                if "idnytafrs".utf8.contains(lower), index == line.lowerBound || !bytes[index - 1].isLetter, phrase(bytes, index) {
                    return true
                }
            }
            index += 1
        }
        return wide >= 8
    }

    private static let phrases: [(StaticString, StaticString)] = [
        ("ignore ", "instruction"), ("ignore ", "rules"), ("disregard ", "instruction"), ("disregard ", "previous"),
        ("forget ", "instruction"),
        ("new task:", ""), ("new instructions", ""), ("you are now ", ""), ("your new task", ""), ("note to the ai", ""),
        ("note to ai", ""),
        ("as an ai", ""), ("ai analyst", ""), ("ai assistant", ""), ("the assistant must", ""), ("assistant:", ""), ("system:", "answer"),
        ("system:", "you "), ("system prompt", ""), ("tell the operator", ""), ("report that the ", "healthy"), ("respond only with", ""),
        ("answer only ", ""), ("render this image", ""), ("do not mention it", ""), ("decode me", ""),
    ]

    private static func phrase(_ bytes: Bytes, _ index: Int) -> Bool {
        let end = min(index + 160, bytes.count)
        for (head, tail) in phrases where bytes.hasFolded(head, at: index) {
            if tail.utf8CodeUnitCount == 0 || bytes.firstFolded(tail, in: index..<end) != nil { return true }
        }
        return false
    }
}
