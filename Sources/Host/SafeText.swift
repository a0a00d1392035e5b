/// Text from outside, made safe to show: no control character reaches a terminal or a log line.
///
/// C0 and C1 controls, DEL, and the bidirectional overrides by which text can be made to read as something
/// else (CVE-2021-42574) are replaced; a tab becomes a space. Line feeds stay only where `lines` is true.
public enum SafeText {
    /// `text` on one line, controls replaced by `·`.
    public static func line(_ text: some StringProtocol) -> String { clean(text, keepingLines: false) }

    /// `text` with its line feeds kept and other controls replaced by `·`.
    public static func lines(_ text: some StringProtocol) -> String { clean(text, keepingLines: true) }

    /// Whether a scalar must not reach a terminal as it is.
    public static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069, 0x2028, 0x2029, 0xfeff, 0xfff9...0xfffb: true
        default: false
        }
    }

    private static func clean(_ text: some StringProtocol, keepingLines: Bool) -> String {
        guard text.unicodeScalars.contains(where: { isUnsafe($0) }) else { return String(text) }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where keepingLines: result.append(scalar)
            case "\n", "\t": result.append(" ")
            case "\r": continue
            case _ where isUnsafe(scalar): result.append("·")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
