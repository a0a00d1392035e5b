import Host

/// Text in the evidence that addresses whoever analyses it. Flagged by place; never quoted, never obeyed.
struct InjectedText: Rule {
    static let failureClass = "prompt-injection"
    let classes = ["prompt-injection"]
    let evidence = "every piece of evidence, line by line"
    let summary = "lines of the evidence that give instructions to an analyst or a model"
    let decider = "who can write that text"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        var places: [Finding.Citation] = []
        for exhibit in file.exhibits where exhibit.role != .jobLogPassed && exhibit.failure == nil && Self.isText(exhibit.text) {
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

    /// Whether the beginning reads as text: of compressed or packed bytes any pattern may be found.
    private static func isText(_ text: [UInt8]) -> Bool {
        let head = text.prefix(8192)
        return head.count { $0 < 32 && $0 != 9 && $0 != 10 && $0 != 13 && $0 != 27 || $0 == 127 } * 50 <= head.count
    }

    /// Lines, from 1, that hold one of the usual phrases, also behind escapes and base64; the first 50. Of a large text the halves are looked
    /// through at the same time.
    static func lines(in text: [UInt8]) -> [Int] {
        guard text.count > 4 << 20 else { return lines(in: text, 0..<text.count).found }
        let middle = text.withUnsafeBufferPointer { min($0.lineEnd(from: text.count / 2) + 1, text.count) }
        let (first, second) = Both.of({ lines(in: text, 0..<middle) }, { lines(in: text, middle..<text.count) })
        return Array((first.found + second.found.map { $0 + first.count }).prefix(50))
    }

    /// The lines of a part of the text that are suspect, and how many lines the part has.
    private static func lines(in text: [UInt8], _ part: Range<Int>) -> (found: [Int], count: Int) {
        text.withUnsafeBufferPointer { whole in
            let bytes = Bytes(rebasing: whole[part])
            var found: [Int] = []
            var start = 0, count = 0
            while start < bytes.count {
                let end = bytes.lineEnd(from: start)
                count += 1
                if found.count < 50, isSuspect(bytes, start..<end) || isHidden(bytes, start..<end) { found.append(count) }
                start = end + 1
            }
            return (found, count)
        }
    }

    private static func isSuspect(_ bytes: Bytes, _ line: Range<Int>) -> Bool {
        var index = line.lowerBound
        var unseen = 0
        let begins = InjectedPhrases.begins
        while index < line.upperBound {
            let byte = bytes[index]
            let start = begins[Int(byte)]
            if start == 0 {
                index += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "<"), UInt8(ascii: "["), UInt8(ascii: "#"), UInt8(ascii: "-"):
                if InjectedPhrases.isMark(bytes, at: index, in: line) { return true }
            case UInt8(ascii: "!"): if bytes.has("![", at: index), bytes.first("](http", in: index..<line.upperBound) != nil { return true }
            case 0xef: unseen += bytes.has("\u{feff}", at: index) ? 0 : 1  // U+FF00 and on: full-width forms
            case 0xe2: if bytes.has("\u{200b}", at: index) || bytes.has("\u{200d}", at: index) || bytes.has("\u{2060}", at: index) { unseen += 3 }
            case 0xf3: unseen += 4  // U+E0000 and on: tags, which nothing shows
            default:
                // Nearly every word is none: its second letter says so.
                if index + 1 < line.upperBound, InjectedPhrases.second(bytes[index + 1]) & start != 0, isWordStart(bytes, index, line) {
                    for phrase in InjectedPhrases.byLetter[Int(byte.lowered)] where InjectedPhrases.holds(phrase, bytes, at: index, in: line) {
                        return true
                    }
                }
            }
            index += 1
        }
        return unseen >= 8
    }

    /// Whether a word can begin here: not in the middle of one, but behind an escaped line's end, as JSON has it.
    private static func isWordStart(_ bytes: Bytes, _ index: Int, _ line: Range<Int>) -> Bool {
        guard index > line.lowerBound, bytes[index].isLetter, bytes[index - 1].isLetter else { return true }
        return index - 1 > line.lowerBound && bytes[index - 2] == UInt8(ascii: "\\") && Marks("nrt").contains(bytes[index - 1])
    }

    /// Whether one stands behind percent, JSON or HTML escapes, or in base64.
    private static func isHidden(_ bytes: Bytes, _ line: Range<Int>) -> Bool {
        if let view = EscapedView(bytes, line), view.bytes.withUnsafeBufferPointer({ isSuspect($0, 0..<$0.count) }) { return true }
        let table = ByteClass.table
        var index = line.lowerBound
        while index < line.upperBound {
            guard table[Int(bytes[index])] & ByteClass.base64 != 0 else {
                index += 1
                continue
            }
            var end = index
            while end < line.upperBound, table[Int(bytes[end])] & ByteClass.base64 != 0 { end += 1 }
            if end - index >= 24, end - index <= 16_384, Base64.beginsPrintable(bytes, at: index),
                let inner = Base64.decoded(Bytes(rebasing: bytes[index..<end])),
                String(validating: inner, as: UTF8.self) != nil, inner.withUnsafeBufferPointer({ isSuspect($0, 0..<$0.count) })
            {
                return true
            }
            index = end
        }
        return false
    }
}

/// What instructions to an analyst are written with.
enum InjectedPhrases {
    /// A beginning, lower case, and what must follow within the line's next 160 bytes; empty for nothing.
    typealias Phrase = (head: StaticString, tail: StaticString)

    /// By the first byte of the beginning.
    static let byLetter: [[Phrase]] = {
        var table = [[Phrase]](repeating: [], count: 256)
        for phrase in all { table[Int(phrase.head.utf8Start.pointee)].append(phrase) }
        return table
    }()

    /// By a byte, in which of ``second(_:)``'s classes the byte behind it stands where a phrase begins; all of them for marks.
    static let begins: [UInt32] = {
        var table = [UInt32](repeating: 0, count: 256)
        for mark in [UInt8(ascii: "<"), UInt8(ascii: "["), UInt8(ascii: "#"), UInt8(ascii: "-"), UInt8(ascii: "!"), 0xef, 0xe2, 0xf3] {
            table[Int(mark)] = .max
        }
        for phrase in all {
            let first = phrase.head.utf8Start[0]
            let classes = second(phrase.head.utf8Start[1])
            table[Int(first)] |= classes
            if first.isLower { table[Int(first & 0xdf)] |= classes }
        }
        return table
    }()

    /// The class of a byte: one of 32, the same for both cases of a letter.
    static func second(_ byte: UInt8) -> UInt32 { 1 << UInt32(byte & 31) }

    private static let all: [Phrase] = [
        ("ignore ", "instruction"), ("ignore ", "rules"), ("ignore ", "prompt"), ("disregard ", "instruction"), ("disregard ", "previous"),
        ("forget ", "instruction"), ("forget everything", ""), ("override ", "instruction"), ("do not follow ", "instruction"),
        ("new task:", ""), ("new instructions", ""), ("you are now ", ""), ("your new task", ""), ("from now on you ", ""), ("from now on, you ", ""),
        ("you must answer", ""), ("you must report", ""), ("pretend ", "you are"), ("note to the ai", ""), ("note to ai", ""), ("as an ai", ""),
        ("ai analyst", ""), ("ai assistant", ""), ("ai model", "must"), ("attention ai", ""), ("dear ai", ""), ("dear assistant", ""),
        ("dear analyst", ""),
        ("language model", "must"), ("the assistant must", ""), ("assistant:", ""), ("system:", "answer"), ("system:", "you "), ("system prompt", ""),
        ("tell the operator", ""), ("report that the ", "healthy"), ("report that ", "no problem"), ("respond only with", ""), ("answer only ", ""),
        ("reply only ", ""), ("render this image", ""), ("do not mention it", ""), ("do not mention this", ""), ("decode me", ""),
        ("end of evidence", ""),
        // Who is addressed, and what is asked of whoever decides.
        ("ai reviewer", ""), ("ai triage", ""), ("ai system -", ""), ("ai system:", ""), ("ai system,", ""), ("ai agent:", ""), ("ai agent,", ""),
        ("ai bot:", ""), ("note for ai", ""), ("note for the ai", ""), ("note to the analyst", ""), ("note for the analyst", ""),
        ("note to analyst", ""), ("attention analyst", ""), ("triage assistant", ""), ("triage bot:", ""), ("automated triage", ""),
        ("automated analyst", ""), ("automated reviewer", ""), ("to whoever analyses", ""), ("to whoever analyzes", ""),
        ("ignore all ", "prior "), ("ignore all ", "previous "), ("ignore all logs", ""), ("ignore everything ", "above"),
        ("ignore everything ", "below"), ("ignore other lines", ""), ("ignore the ", "root cause is"), ("classify this ", "incident"),
        ("classify this ", " run as"), ("close this incident", ""), ("mark this incident", ""), ("answer class ", ""),
        ("answer that ", "nothing"), ("answer that ", "needs no"), ("answer that ", "healthy"), ("state that all ", "pass"),
        ("when summarising", "say"), ("when summarizing", "say"), ("if you are an ai", ""), ("if you are a language", ""),
        // Other languages: their word for ignoring, then theirs for instructions.
        ("ignoriere ", "anweisung"), ("ignorieren sie", "anweisung"), ("vergiss ", "anweisung"), ("missachte ", "anweisung"), ("du bist jetzt ", ""),
        ("ignorez ", "instruction"), ("oubliez ", "instruction"), ("oublie ", "instruction"), ("tu es maintenant ", ""), ("ignora ", "instruc"),
        ("ignora ", "istruzion"), ("olvida ", "instruc"), ("ignore ", "instru\u{e7}"), ("esque\u{e7}a ", "instru\u{e7}"), ("dimentica ", "istruzion"),
        ("negeer ", "instructies"), ("vergeet ", "instructies"), ("zignoruj ", "polece"), ("zignoruj ", "instrukc"), ("ignorera ", "instruktion"),
        ("\u{5ffd}\u{7565}", "\u{6307}\u{4ee4}"), ("\u{5ffd}\u{7565}", "\u{6307}\u{793a}"), ("\u{5ffd}\u{7565}", "\u{63d0}\u{793a}"),
        ("\u{6307}\u{793a}", "\u{7121}\u{8996}"), ("\u{c9c0}\u{c2dc}", "\u{bb34}\u{c2dc}"),
        ("\u{438}\u{433}\u{43d}\u{43e}\u{440}\u{438}\u{440}\u{443}\u{439}", "\u{438}\u{43d}\u{441}\u{442}\u{440}\u{443}\u{43a}\u{446}"),
        ("\u{418}\u{433}\u{43d}\u{43e}\u{440}\u{438}\u{440}\u{443}\u{439}", "\u{438}\u{43d}\u{441}\u{442}\u{440}\u{443}\u{43a}\u{446}"),
        ("\u{437}\u{430}\u{431}\u{443}\u{434}\u{44c}", "\u{438}\u{43d}\u{441}\u{442}\u{440}\u{443}\u{43a}\u{446}"),
    ]

    static func holds(_ phrase: Phrase, _ bytes: Bytes, at index: Int, in line: Range<Int>) -> Bool {
        guard index + phrase.head.utf8CodeUnitCount <= line.upperBound, bytes.hasFolded(phrase.head, at: index) else { return false }
        return phrase.tail.utf8CodeUnitCount == 0 || bytes.firstFolded(phrase.tail, in: index..<min(index + 160, line.upperBound)) != nil
    }

    private static let marks: [StaticString] = [
        "<|im_", "<|system", "<|user", "<|assistant", "</evidence", "</untrusted", "<system>", "</system>", "<<sys>>", "[inst]", "[/inst]",
        "[system]",
        "### instruction", "### system", "## system:", "<start_of_turn>", "<end_of_turn>",
    ]

    /// Marks that models' templates are made of, and lines that look like a boundary of ours: `--- end 1a2b3c4d`, `--- [9] 1a2b3c4d pod`.
    static func isMark(_ bytes: Bytes, at index: Int, in line: Range<Int>) -> Bool {
        guard bytes[index] == UInt8(ascii: "-") else {
            return marks.contains { index + $0.utf8CodeUnitCount <= line.upperBound && bytes.hasFolded($0, at: index) }
        }
        guard bytes.has("--- ", at: index), index == line.lowerBound || bytes[index - 1] != UInt8(ascii: "-") else { return false }
        var at = index + 4
        if bytes.has("end ", at: at) {
            at += 4
        } else if at < line.upperBound, bytes[at] == UInt8(ascii: "[") {
            at += 1
            while at < line.upperBound, bytes[at].isDigit { at += 1 }
            guard bytes.has("] ", at: at), at > index + 5 else { return false }
            at += 2
        } else {
            return false
        }
        return at + 8 <= line.upperBound && bytes[at..<at + 8].allSatisfy(\.isHex)
    }
}
