import Host

/// Which characters the terminal is given. Code draws in Unicode always; what does not pass is replaced at the very end.
public enum GlyphSet: Sendable, Hashable {
    /// Everything that UTF-8 carries.
    case unicode
    /// ASCII only: frames become `+-|`, marks and bars their nearest sign, other characters `?`.
    case ascii

    /// Unicode where the locale says UTF-8 (the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set decides, as in POSIX).
    public static func detected(_ environment: Environment) -> GlyphSet {
        let locale = environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? ""
        let name = locale.lowercased()
        return name.contains("utf-8") || name.contains("utf8") ? .unicode : .ascii
    }

    /// What a cell becomes in this set.
    public func cell(_ cell: Cell) -> Cell {
        let base = cell.glyph & 0x1f_ffff
        if self == .unicode || cell.glyph >= 0x20 && cell.glyph < 0x7f { return cell }
        // A wide character is two question marks: its right half has no scalar of its own.
        guard base != 0, let scalar = Unicode.Scalar(UInt32(base)) else { return Cell("?", cell.style) }
        return Cell(Self.ascii(scalar), cell.style)
    }

    /// The ASCII sign that stands for a scalar in one column.
    static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII { return scalar }
        if let index = (0xc0..<0x100).contains(scalar.value) ? Int(scalar.value - 0xc0) : nil { return latin[index] }
        return switch scalar {
        case "─", "━", "═", "╌", "┄", "–", "—", "‐", "‑", "−": "-"
        case "│", "┃", "║", "╎", "▏", "▎", "▍", "▌": "|"
        case "\u{2500}"..."\u{257f}": "+"
        case "▁": "_"
        case "▂", "·", "░", "⋅": "."
        case "▃": "-"
        case "▄": "="
        case "▅": "+"
        case "▆", "●", "•", "◆", "★": "*"
        case "▇", "█", "▓", "▒": "#"
        case "✗", "✘": "X"
        case "×": "x"
        case "▲", "⚠": "!"
        case "◌", "○", "◦", "◯": "o"
        case "▶", "▸", "›", "→", "»", "❯": ">"
        case "◀", "◂", "‹", "←", "«": "<"
        case "▼", "▾", "↓": "v"
        case "△", "▴", "↑": "^"
        case "✓", "✔": "+"
        case "…": "~"
        case "‘", "’", "‚": "'"
        case "“", "”", "„": "\""
        case "⏎": "^"
        case "\u{a0}", "\u{2000}"..."\u{200a}": " "
        default: "?"
        }
    }

    /// U+00C0 to U+00FF without their accents.
    private static let latin = Array("AAAAAAACEEEEIIIIDNOOOOOxOUUUUYPsaaaaaaaceeeeiiiidnooooo/ouuuuypy".unicodeScalars)
}
