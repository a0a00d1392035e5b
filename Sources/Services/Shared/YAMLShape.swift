/// Whether YAML from elsewhere may be parsed: its parser recurses, and a stack that overflows cannot be caught.
enum YAMLShape {
    /// Most columns of indentation (each level of a block takes at least one), and most brackets within brackets.
    static let columns = 200, brackets = 64

    /// Why `bytes` are not parsed, as a clause; `nil` when they may be.
    static func objection(to bytes: [UInt8], limit: Int) -> String? {
        guard bytes.count <= limit else { return "it is larger than \(limit >> 10) KiB" }
        var column = 0, isLeading = true, open = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): (column, isLeading) = (0, true)
            // Dashes and question marks open a level without a line of their own: `- - - a`.
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "-"), UInt8(ascii: "?"): if isLeading { column += 1 }
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                isLeading = false
                open += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                isLeading = false
                open = max(0, open - 1)
            default: isLeading = false
            }
            // Brackets within texts count too: no manifest has as many unclosed ones.
            guard column <= columns, open <= brackets else { return "it is nested too deeply to be read safely" }
        }
        return nil
    }
}
