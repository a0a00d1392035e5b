extension JSON {
    /// The value as UTF-8 JSON text without white space.
    var bytes: [UInt8] {
        var output: [UInt8] = []
        write(to: &output)
        return output
    }

    /// Appends the value's text to `output`.
    func write(to output: inout [UInt8]) {
        switch self {
        case .null: output += "null".utf8
        case .bool(let value): output += (value ? "true" : "false").utf8
        case .integer(let value): output += String(value).utf8
        case .number(let value): Self.write(value, to: &output)
        case .string(let text): Self.write(text, to: &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                element.write(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                Self.write(member.name, to: &output)
                output.append(UInt8(ascii: ":"))
                member.value.write(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    /// Numbers that JSON cannot hold are written as strings, as MLflow does ("NaN").
    private static func write(_ value: Double, to output: inout [UInt8]) {
        if value.isNaN {
            output += "\"NaN\"".utf8
        } else if value.isInfinite {
            output += (value < 0 ? "\"-Infinity\"" : "\"Infinity\"").utf8
        } else if let whole = Int64(exactly: value), abs(whole) < 1 << 53 {
            output += "\(whole).0".utf8
        } else {
            output += "\(value)".utf8
        }
    }

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            // Most strings need no escape at all: append them in one go.
            if bytes.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
                output.append(contentsOf: bytes)
                return
            }
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "\""): output += "\\\"".utf8
                case UInt8(ascii: "\\"): output += "\\\\".utf8
                case 0x0a: output += "\\n".utf8
                case 0x0d: output += "\\r".utf8
                case 0x09: output += "\\t".utf8
                case 0..<0x20:
                    let digits = String(byte, radix: 16)
                    output += "\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8
                default: output.append(byte)
                }
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
