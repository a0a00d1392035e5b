/// The evidence as an answer is held against it: what is stored of each piece, and what of it the model was shown.
struct EvidenceIndex {
    /// A piece with the sentences that the prompt made of it.
    private struct Piece {
        var number: Int, text: [UInt8], lines: Int, shown: [UInt8]
    }
    private var pieces: [Int: Piece] = [:]
    /// All of the prompt and of the subject: findings, names, the question.
    private let around: [UInt8]

    init(_ evidence: [Exhibit], prompt: String, subject: String) {
        let shown = Self.sections(prompt)
        for piece in evidence {
            let lines = piece.text.count { $0 == 10 } + (piece.text.last.map { $0 == 10 ? 0 : 1 } ?? 0)
            pieces[piece.number] = Piece(
                number: piece.number, text: piece.text, lines: lines,
                shown: Array((shown[piece.number, default: ""] + (piece.failure ?? "")).utf8))
        }
        around = Array((prompt + "\n" + subject).utf8)
    }

    /// Numbers of the pieces there are.
    var numbers: [Int] { pieces.keys.sorted() }

    /// How many lines a piece has; `nil` where there is no such piece.
    func lines(_ number: Int) -> Int? { pieces[number]?.lines }

    /// A line of a piece.
    func line(_ number: Int, _ line: Int) -> String? {
        guard let text = pieces[number]?.text, line > 0 else { return nil }
        return text.withUnsafeBufferPointer { $0.line(line).map($0.string) }
    }

    /// Whether a text stands in a piece, or in what was shown of it.
    func holds(_ number: Int, _ text: LooseText) -> Bool {
        guard let piece = pieces[number] else { return false }
        return text.occurs(in: piece.text) || text.occurs(in: piece.shown)
    }

    /// Whether a text stands anywhere.
    func holds(_ text: LooseText) -> Bool {
        text.occurs(in: around) || pieces.values.contains { text.occurs(in: $0.text) || text.occurs(in: $0.shown) }
    }

    /// The prompt's sections by the number of their evidence, without the numbers of their lines.
    private static func sections(_ prompt: String) -> [Int: String] {
        var sections: [Int: String] = [:], number: Int?
        for line in prompt.split(separator: "\n") {
            if line.hasPrefix("--- ") {
                number = line.hasPrefix("--- [") ? Int(line.dropFirst(5).prefix { $0.isNumber }) : nil
            } else if let number {
                sections[number, default: ""] += line.drop { $0.isNumber || $0 == "…" || $0 == "-" } + "\n"
            }
        }
        return sections
    }
}

/// A text to be found without regard to white space, case, quotation marks and what escapes or frames them.
struct LooseText {
    private let wanted: [UInt8]
    private let isWord: Bool

    /// - Parameter isWord: whether it must not be the inside of a longer word; the end of a hash may be left out.
    init(_ text: String, isWord: Bool = false) {
        var bytes: [UInt8] = [], source = Array(text.utf8), index = 0
        source.append(0)
        source.withUnsafeBufferPointer { buffer in
            while index < buffer.count - 1 {
                if let byte = Self.next(buffer, &index), !(byte == 32 && (bytes.isEmpty || bytes.last == 32)) { bytes.append(byte) }
            }
        }
        while let last = bytes.last, " .,;:".utf8.contains(last) { bytes.removeLast() }
        wanted = bytes
        self.isWord = isWord
    }

    var isEmpty: Bool { wanted.isEmpty }

    /// Whether it stands in `text`.
    func occurs(in text: [UInt8]) -> Bool {
        guard let first = wanted.first else { return true }
        return text.withUnsafeBufferPointer { buffer in
            var start = 0
            while start < buffer.count {
                if buffer[start].lowered == first, isMatch(buffer, start) { return true }
                start += 1
            }
            return false
        }
    }

    private func isMatch(_ buffer: Bytes, _ start: Int) -> Bool {
        if isWord, start > 0, buffer[start - 1].isWord { return false }
        var index = start, at = 0, wasSpace = false
        while at < wanted.count {
            guard index < buffer.count else { return false }
            guard let byte = Self.next(buffer, &index) else { continue }
            if byte == 32, wasSpace { continue }
            // A space more or less beside a frame is none.
            if byte == 32, wanted[at] != 32 { return false }
            guard byte == wanted[at] else { return false }
            wasSpace = byte == 32
            at += 1
        }
        guard isWord, index < buffer.count else { return true }
        return !buffer[index].isWord || wanted.allSatisfy { $0.isHex }
    }

    /// The next byte that counts; `nil` for one that does not. Moves behind it.
    private static func next(_ buffer: Bytes, _ index: inout Int) -> UInt8? {
        let byte = buffer[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\\"):
            // JSON's line ends and tabs.
            guard index < buffer.count, "nrt".utf8.contains(buffer[index]) else { return nil }
            index += 1
            return 32
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "*"): return nil
        case 0xe2
        where index + 1 < buffer.count
            && (buffer[index] == 0x94 || buffer[index] == 0x95 || buffer[index] == 0x80 && (0x98...0x9f).contains(buffer[index + 1])):
            // Drawn lines of tables, and typographic quotation marks.
            index += 2
            return nil
        case _ where byte.isSpace: return 32
        default: return byte.lowered
        }
    }
}
