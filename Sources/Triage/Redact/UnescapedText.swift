/// A quoted string as it reads behind its escapes (RFC 8259, and what Go and Python write besides): several lines perhaps, without
/// terminal escapes, with the place of every byte in the original. Log shippers put whole texts into such strings.
struct UnescapedText {
    private(set) var bytes: [UInt8] = []
    /// Where each byte began; one more for the end.
    private var places: [Int] = []
    /// What stands between the quotes.
    let content: Range<Int>

    /// The strings of a line that hold escapes, in order.
    static func all(in bytes: Bytes, line: Range<Int>) -> [UnescapedText] {
        var found: [UnescapedText] = []
        var index = line.lowerBound
        while index < line.upperBound {
            let quote = bytes[index]
            guard quote == 34 || quote == 39, opens(bytes, index, line) else {
                index += 1
                continue
            }
            var end = index + 1, escapes = false
            while end < line.upperBound, bytes[end] != quote {
                if bytes[end] == UInt8(ascii: "\\") {
                    escapes = true
                    end += 1
                }
                end += 1
            }
            guard end < line.upperBound else {
                index += 1
                continue
            }
            if escapes { found.append(UnescapedText(bytes, index + 1..<end)) }
            index = end + 1
        }
        return found
    }

    /// Where a stretch of the readable text stands in the original.
    func original(_ range: Range<Int>) -> Range<Int> { places[range.lowerBound]..<places[range.upperBound] }

    /// Whether a span that the escaped text gave stands in the midst of the string: what is said there is known better here.
    func settles(_ span: Range<Int>) -> Bool { span.lowerBound > content.lowerBound && span.lowerBound < content.upperBound }

    /// A quote behind a sign that a value follows.
    private static func opens(_ bytes: Bytes, _ index: Int, _ line: Range<Int>) -> Bool {
        var before = index
        while before > line.lowerBound, bytes[before - 1] == 32 { before -= 1 }
        return before == line.lowerBound || Marks(":=[,({").contains(bytes[before - 1])
    }

    private init(_ text: Bytes, _ content: Range<Int>) {
        self.content = content
        bytes.reserveCapacity(content.count)
        places.reserveCapacity(content.count + 1)
        var index = content.lowerBound
        while index < content.upperBound {
            let start = index
            index = read(text, index)
            while places.count < bytes.count { places.append(start) }
        }
        places.append(content.upperBound)
        if bytes.contains(0x1b) { (bytes, places) = TerminalEscapes.removed(from: bytes, places) }
    }

    /// Takes over the byte, or what the escape at `index` stands for; where the next begins.
    private mutating func read(_ text: Bytes, _ index: Int) -> Int {
        guard text[index] == UInt8(ascii: "\\"), index + 1 < content.upperBound else {
            bytes.append(text[index])
            return index + 1
        }
        switch text[index + 1] {
        case UInt8(ascii: "n"): bytes.append(10)
        case UInt8(ascii: "r"): bytes.append(13)
        case UInt8(ascii: "t"): bytes.append(9)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): bytes.append(32)
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(text[index + 1])
        case UInt8(ascii: "e"): bytes.append(0x1b)
        case UInt8(ascii: "x"):
            guard let value = number(text, index + 2, 2) else { return literal(text, index) }
            bytes.append(UInt8(value))
            return index + 4
        case UInt8(ascii: "u"):
            guard var value = number(text, index + 2, 4) else { return literal(text, index) }
            var next = index + 6
            // A pair of surrogates is one character.
            if value >> 10 == 0x36, text.has("\\u", at: next), let low = number(text, next + 2, 4), low >> 10 == 0x37 {
                value = 0x10000 + (value & 0x3ff) << 10 + low & 0x3ff
                next += 6
            }
            bytes += Array(String(UnicodeScalar(value) ?? "\u{fffd}").utf8)
            return next
        default: return literal(text, index)
        }
        return index + 2
    }

    private mutating func literal(_ text: Bytes, _ index: Int) -> Int {
        bytes.append(text[index])
        return index + 1
    }

    private func number(_ text: Bytes, _ start: Int, _ digits: Int) -> UInt32? {
        guard start + digits <= content.upperBound else { return nil }
        var value: UInt32 = 0
        for index in start..<start + digits {
            guard let digit = text[index].hexValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
