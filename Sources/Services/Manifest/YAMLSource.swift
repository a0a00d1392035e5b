import Yams

/// The bytes of a YAML file, and where in them the parser's marks stand. A mark counts lines and Unicode scalars, not bytes.
struct YAMLSource {
    let bytes: [UInt8]
    /// Where each of the parser's lines begins. It breaks lines at CR, LF, CRLF, and at three that no editor shows (NEL, LS, PS).
    private let starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var index = Self.mark(of: bytes), starts = [index]
        while index < bytes.count {
            let size: Int
            switch bytes[index] {
            case 0x0D: size = index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
            case 0x0A: size = 1
            case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0x85: size = 2
            case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9):
                size = 3
            default:
                index += 1
                continue
            }
            index += size
            starts.append(index)
        }
        self.starts = starts
    }

    /// Bytes of a byte order mark at the beginning: the parser is not shown it.
    static func mark(of bytes: [UInt8]) -> Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

    /// The byte a mark stands at; `nil` for one outside.
    func offset(_ mark: Mark) -> Int? {
        guard mark.line >= 1, mark.line <= starts.count else { return nil }
        var index = starts[mark.line - 1]
        for _ in 1..<max(mark.column, 1) {
            guard index < bytes.count else { return nil }
            index += 1
            while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
        }
        return index
    }

    /// The bytes of a scalar's text, without quotes, anchor and tag; `nil` where it is not written on one line as it reads.
    func text(of scalar: Yams.Node.Scalar) -> Range<Int>? {
        guard let mark = scalar.mark, var index = offset(mark) else { return nil }
        // `&anchor` and `!tag` come before the value, in either order.
        while let byte = byte(index), byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
            while let byte = self.byte(index), !Self.isBlank(byte), !Self.isBreak(byte) { index += 1 }
            while let byte = self.byte(index), Self.isBlank(byte) { index += 1 }
        }
        switch scalar.style {
        case .singleQuoted: return quoted(index, by: UInt8(ascii: "'"))
        case .doubleQuoted: return quoted(index, by: UInt8(ascii: "\""))
        case .literal, .folded: return nil
        default:
            let text = Array(scalar.string.utf8)
            guard index + text.count <= bytes.count, bytes[index..<index + text.count].elementsEqual(text) else { return nil }
            return index..<index + text.count
        }
    }

    /// Where the `:` behind a key ends.
    func colon(behind key: Yams.Node.Scalar) -> Int? {
        guard var index = text(of: key)?.upperBound else { return nil }
        if key.style == .singleQuoted || key.style == .doubleQuoted { index += 1 }
        while let byte = byte(index), Self.isBlank(byte) { index += 1 }
        return byte(index) == UInt8(ascii: ":") ? index + 1 : nil
    }

    /// The first byte that is no blank, line break or comment, from `index` on.
    func next(from start: Int) -> UInt8? {
        var index = start
        while let byte = byte(index) {
            if byte == UInt8(ascii: "#") {
                while let byte = self.byte(index), !Self.isBreak(byte) { index += 1 }
            } else if Self.isBlank(byte) || Self.isBreak(byte) {
                index += 1
            } else {
                return byte
            }
        }
        return nil
    }

    /// The line around a byte, as git counts lines, without its end.
    func line(at offset: Int) -> (number: Int, range: Range<Int>) {
        let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        var end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return (bytes[..<start].count { $0 == 0x0A } + 1, start..<max(start, end))
    }

    private func quoted(_ start: Int, by quote: UInt8) -> Range<Int>? {
        guard byte(start) == quote else { return nil }
        var index = start + 1
        while let byte = byte(index), !Self.isBreak(byte) {
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                index += 2
            } else if byte != quote {
                index += 1
            } else if quote == UInt8(ascii: "'"), self.byte(index + 1) == quote {
                index += 2
            } else {
                return start + 1..<index
            }
        }
        return nil
    }

    private func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
