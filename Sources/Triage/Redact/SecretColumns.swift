/// The columns of a table that a line has named: CSV, TSV, `| a | b |`, what psql and MySQL print, `NAME   TOKEN   AGE`.
struct SecretColumns: Sendable {
    /// Between columns; a space stands for two of them or more.
    private let separator: UInt8
    private let count: Int
    /// Columns are parted by one tab or several.
    private let isRun: Bool
    private let secret: [(column: Int, offset: Int, kind: String, strength: KeyNames.Strength)]

    /// The table that begins with a line; nearly all are dismissed at their first byte that no name holds.
    ///
    /// - Parameter text: the line without a log's prefix.
    init?(header bytes: Bytes, content text: Range<Int>) {
        guard text.count >= 8, text.count <= 400 else { return nil }
        var separator: UInt8 = 0
        for index in text {
            let byte = bytes[index]
            if Marks(",;|\t").contains(byte) {
                if separator == 0 { separator = byte }
            } else if !Self.names[Int(byte)] {
                return nil
            }
        }
        if separator == 0 {
            guard bytes.first("  ", in: text) != nil else { return nil }
            separator = 32
        }
        isRun = separator == 9 && bytes.first("\t\t", in: text) != nil
        let fields = Self.fields(bytes, text, separator, isRun: isRun)
        // A list's item ends with a comma as well.
        guard fields.count >= 2, fields.filter({ !Self.bare(bytes, $0).isEmpty }).count >= 2 else { return nil }
        var secret: [(column: Int, offset: Int, kind: String, strength: KeyNames.Strength)] = []
        for (column, field) in fields.enumerated() {
            let name = Bytes(rebasing: bytes[Self.bare(bytes, field)])
            if name.isEmpty { continue }
            guard name[0].isLetter || name[0] == UInt8(ascii: "_"), name.count <= 40 else { return nil }
            if separator == 32, name.contains(where: \.isLower) { return nil }
            guard let (kind, strength) = KeyNames.kind(of: name), strength != .header, strength != .cookie else { continue }
            secret.append((column, field.lowerBound - text.lowerBound, kind, strength))
        }
        guard !secret.isEmpty else { return nil }
        (self.separator, count, self.secret) = (separator, fields.count, secret)
    }

    /// The secrets of a row; `nil` when the line is none of the table's.
    func spans(of bytes: Bytes, content text: Range<Int>) -> [SecretSpan]? {
        if bytes[text].allSatisfy({ Marks("-+|=: ").contains($0) }) { return text.isEmpty ? nil : [] }
        if separator == 32 { return aligned(bytes, text) }
        let fields = Self.fields(bytes, text, separator, isRun: isRun)
        // Tools that line columns up put as many tabs as it takes: the last column is still the last.
        if separator == 9, fields.count != count, fields.count >= 2, secret.count == 1, let last = fields.last, secret[0].column == count - 1 {
            return span(bytes, Self.bare(bytes, last), secret[0].kind, secret[0].strength).map { [$0] }
        }
        guard fields.count == count else { return nil }
        return secret.compactMap { span(bytes, Self.bare(bytes, fields[$0.column]), $0.kind, $0.strength) }
    }

    private func aligned(_ bytes: Bytes, _ text: Range<Int>) -> [SecretSpan]? {
        let spans = secret.compactMap { column -> SecretSpan? in
            let low = text.lowerBound + column.offset
            guard low < text.upperBound, column.offset == 0 || bytes[low - 1] == 32 else { return nil }
            var high = low
            while high < text.upperBound, bytes[high] != 32 { high += 1 }
            return span(bytes, low..<high, column.kind, column.strength)
        }
        return spans.isEmpty ? nil : spans
    }

    private func span(_ bytes: Bytes, _ range: Range<Int>, _ kind: String, _ strength: KeyNames.Strength) -> SecretSpan? {
        let value = Bytes(rebasing: bytes[range])
        guard value.count >= 4, !value.contains(32), !SecretValues.isPlaceholder(value) else { return nil }
        let isSecret =
            switch strength {
            case .faint, .begun: SecretValues.isDrawn(value)
            case .weak: SecretValues.looksRandom(value)
            default:
                // The rows of a table of names hold names.
                value.allSatisfy { $0.isLower || Marks("_.-").contains($0) }
                    ? SecretValues.isPhrase(value) && !value.contains(UInt8(ascii: "_"))
                    : value.allSatisfy(\.isLetter)
                        ? value.count >= 16 || SecretValues.looksMixed(value)
                        : value.contains { !$0.isLetter } && !value.allSatisfy(\.isDigit) || value.count >= 16
            }
        return isSecret ? SecretSpan(range: range, kind: kind) : nil
    }

    private static let names: [Bool] = (0...255).map { value in
        let byte = UInt8(value)
        return byte.isWord || Marks(" .#/\"'`-\r()").contains(byte)
    }

    private static func fields(_ bytes: Bytes, _ text: Range<Int>, _ separator: UInt8, isRun: Bool) -> [Range<Int>] {
        var fields: [Range<Int>] = []
        var low = text.lowerBound, index = low, quoted = false
        while index < text.upperBound {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\""), separator != 32 { quoted.toggle() }
            if separator == 32, byte == 32, index + 1 < text.upperBound, bytes[index + 1] == 32 {
                fields.append(low..<index)
                while index < text.upperBound, bytes[index] == 32 { index += 1 }
                low = index
                continue
            }
            if separator != 32, byte == separator, !quoted {
                fields.append(low..<index)
                // A head may be aligned by more than one tab.
                if isRun, byte == 9 { while index + 1 < text.upperBound, bytes[index + 1] == 9 { index += 1 } }
                low = index + 1
            }
            index += 1
        }
        fields.append(low..<text.upperBound)
        return fields
    }

    /// Without white space and quotes around it.
    private static func bare(_ bytes: Bytes, _ field: Range<Int>) -> Range<Int> {
        let text = bytes.trimmed(field)
        guard text.count >= 2, bytes[text.lowerBound].isQuote, bytes[text.upperBound - 1] == bytes[text.lowerBound] else { return text }
        return text.lowerBound + 1..<text.upperBound - 1
    }
}
