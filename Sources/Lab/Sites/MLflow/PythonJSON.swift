/// JSON text as Python's `json.dumps` writes it: MLflow's answers are indented by two, its errors stand on one line, and neither
/// holds a byte above 0x7F.
enum PythonJSON {
    /// `json.dumps(value, indent=2)`.
    static func indented(_ value: JSON) -> [UInt8] {
        var output: [UInt8] = []
        write(value, depth: 0, to: &output)
        return output
    }

    /// `json.dumps(value)`: a space after each comma and colon.
    static func oneLine(_ value: JSON) -> [UInt8] {
        var output: [UInt8] = []
        write(value, depth: nil, to: &output)
        return output
    }

    private static func write(_ value: JSON, depth: Int?, to output: inout [UInt8]) {
        switch value {
        case .string(let text): write(text, to: &output)
        case .array(let elements):
            list(elements, "[", "]", depth: depth, to: &output) { element, inner, output in
                write(element, depth: inner, to: &output)
            }
        case .object(let members):
            list(members, "{", "}", depth: depth, to: &output) { member, inner, output in
                write(member.name, to: &output)
                output += ": ".utf8
                write(member.value, depth: inner, to: &output)
            }
        default: output += value.bytes
        }
    }

    private static func list<T>(
        _ elements: [T], _ open: String, _ close: String, depth: Int?, to output: inout [UInt8],
        each: (T, Int?, inout [UInt8]) -> Void
    ) {
        output += open.utf8
        for (index, element) in elements.enumerated() {
            if index > 0 { output += (depth == nil ? ", " : ",").utf8 }
            if let depth { newLine(depth + 1, to: &output) }
            each(element, depth.map { $0 + 1 }, &output)
        }
        if let depth, !elements.isEmpty { newLine(depth, to: &output) }
        output += close.utf8
    }

    private static func newLine(_ depth: Int, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\n"))
        output += repeatElement(UInt8(ascii: " "), count: depth * 2)
    }

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for unit in text.utf16 {
            switch unit {
            case 0x22: output += "\\\"".utf8
            case 0x5C: output += "\\\\".utf8
            case 0x0A: output += "\\n".utf8
            case 0x0D: output += "\\r".utf8
            case 0x09: output += "\\t".utf8
            case 0x20..<0x7F: output.append(UInt8(unit))
            default:
                let digits = String(unit, radix: 16)
                output += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
