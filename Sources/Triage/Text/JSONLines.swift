/// Tells on which line of a JSON text a value stands, so that a fact read from an object can be cited like a log line.
struct JSONLines {
    private let bytes: Bytes

    init(_ bytes: Bytes) { self.bytes = bytes }

    /// The line, from 1, of the value at `path` (members by name, elements by number); 0 when it is not there.
    static func line(of path: [String], in text: [UInt8]) -> Int {
        text.withUnsafeBufferPointer { bytes in
            var lines = JSONLines(bytes)
            return lines.find(path)
        }
    }

    private var index = 0

    private mutating func find(_ path: [String]) -> Int {
        for step in path {
            skipSpace()
            guard index < bytes.count else { return 0 }
            if bytes[index] == UInt8(ascii: "{") {
                guard enter(member: Array(step.utf8)) else { return 0 }
            } else if bytes[index] == UInt8(ascii: "["), let number = Int(step) {
                guard enter(element: number) else { return 0 }
            } else {
                return 0
            }
        }
        skipSpace()
        return bytes[0..<min(index, bytes.count)].reduce(into: 1) { $0 += $1 == 10 ? 1 : 0 }
    }

    private mutating func enter(member name: [UInt8]) -> Bool {
        index += 1
        while true {
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return false }
            let start = index + 1
            skipString()
            let matches = bytes[start..<max(start, index - 1)].elementsEqual(name)
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return false }
            index += 1
            if matches { return true }
            skipValue()
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { return false }
            index += 1
        }
    }

    private mutating func enter(element number: Int) -> Bool {
        index += 1
        for _ in 0..<number {
            skipValue()
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { return false }
            index += 1
        }
        skipSpace()
        return index < bytes.count && bytes[index] != UInt8(ascii: "]")
    }

    private mutating func skipSpace() { while index < bytes.count, bytes[index].isSpace { index += 1 } }

    private mutating func skipString() {
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
        index = min(index + 1, bytes.count)
    }

    /// Behind any value; brackets are counted, so depth costs no stack.
    private mutating func skipValue() {
        skipSpace()
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                skipString()
                if depth == 0 { return }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return }
                depth -= 1
                if depth == 0 {
                    index += 1
                    return
                }
            case UInt8(ascii: ","): if depth == 0 { return }
            default: break
            }
            index += 1
        }
    }
}

/// JSON laid out one value a line, so that lines can be cited. What has lines already stays as it is.
enum JSONLayout {
    static func lines(_ text: [UInt8]) -> [UInt8] {
        let breaks = text.reduce(into: 1) { $0 += $1 == 10 ? 1 : 0 }
        guard text.count / breaks > 200, let first = text.first(where: { !$0.isSpace }), first == 123 || first == 91 else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.count * 2)
        var depth = 0, inString = false, escaped = false
        func newline() {
            result.append(10)
            result += [UInt8](repeating: 32, count: min(depth, 40))
        }
        for byte in text {
            if inString {
                result.append(byte)
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""):
                inString = true
                result.append(byte)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                result.append(byte)
                depth += 1
                newline()
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth = max(0, depth - 1)
                newline()
                result.append(byte)
            case UInt8(ascii: ","):
                result.append(byte)
                newline()
            case UInt8(ascii: ":"):
                result += [byte, 32]
            case _ where byte.isSpace: break
            default: result.append(byte)
            }
        }
        return result
    }
}
