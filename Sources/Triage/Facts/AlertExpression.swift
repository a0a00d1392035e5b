/// The comparison that makes an alert of a value: `rate(x[5m]) / y > 0.8 and on (pod) up == 1` compares `rate(x[5m]) / y` with 0.8.
struct AlertExpression: Equatable, Sendable {
    /// What is measured, a query of its own.
    var left = ""
    /// `>`, `<`, `>=`, `<=`, `==`, `!=`.
    var comparison = ""
    /// What it is compared with, as written; its value where it is a number.
    var right = ""
    var threshold: Double? { Double(right) }

    /// `nil` where nothing is compared at the top of the expression.
    init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        bytes = Self.unwrapped(bytes)
        var depth = 0, quote: UInt8?, index = bytes.startIndex, operand = bytes.endIndex, found: (at: Int, count: Int)?
        while index < bytes.endIndex {
            let byte = bytes[index]
            if let open = quote {
                if byte == UInt8(ascii: "\\"), open != UInt8(ascii: "`") { index += 1 } else if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
                quote = byte
            } else if "([{".utf8.contains(byte) {
                depth += 1
            } else if ")]}".utf8.contains(byte) {
                depth -= 1
            } else if depth == 0, Self.word(["and", "or", "unless"], bytes, index) {
                operand = index
                break
            } else if depth == 0, found == nil, let count = Self.comparison(bytes, index) {
                found = (index, count)
                index += count - 1
            }
            index += 1
        }
        guard let found, found.at < operand else { return nil }
        func words(_ range: Range<Int>) -> String {
            String(decoding: bytes[range], as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        left = words(bytes.startIndex..<found.at)
        comparison = words(found.at..<found.at + found.count)
        right = words(found.at + found.count..<operand)
        if right.hasPrefix("bool ") { right = String(right.dropFirst(5)) }
        if left.isEmpty || right.isEmpty { return nil }
    }

    /// Whether a value is one for which the alert is raised; `nil` where it is compared with something that is no number.
    func holds(_ value: Double) -> Bool? {
        guard let threshold else { return nil }
        switch comparison {
        case ">": return value > threshold
        case ">=": return value >= threshold
        case "<": return value < threshold
        case "<=": return value <= threshold
        case "==": return value == threshold
        default: return value != threshold
        }
    }

    private static func comparison(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Int? {
        let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
        switch bytes[index] {
        case UInt8(ascii: ">"), UInt8(ascii: "<"): return next == UInt8(ascii: "=") ? 2 : 1
        case UInt8(ascii: "="), UInt8(ascii: "!"): return next == UInt8(ascii: "=") ? 2 : nil
        default: return nil
        }
    }

    private static func word(_ words: [String], _ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
        func isName(_ at: Int) -> Bool { bytes.indices.contains(at) && (bytes[at].isLetter || bytes[at].isDigit || bytes[at] == UInt8(ascii: "_")) }
        guard !isName(index - 1) else { return false }
        return words.contains { word in
            bytes[index...].starts(with: word.utf8, by: { $0.lowered == $1 }) && !isName(index + word.utf8.count)
        }
    }

    /// Without brackets around the whole.
    private static func unwrapped(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
        while true {
            bytes = bytes.drop(while: isSpace)
            while let last = bytes.last, isSpace(last) { bytes.removeLast() }
            guard bytes.first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")") else { return bytes }
            var depth = 0
            for index in bytes.indices {
                if bytes[index] == UInt8(ascii: "(") { depth += 1 }
                if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
                if depth == 0, index < bytes.endIndex - 1 { return bytes }
            }
            bytes = bytes.dropFirst().dropLast()
        }
    }
}
