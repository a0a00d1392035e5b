/// One column of one row: a base scalar with up to two combining marks, and a style. Plain data, 16 bytes.
///
/// A wide character fills its cell and the one to its right, which then holds ``continuation``.
public struct Cell: Sendable, Hashable {
    /// Base scalar in the low 21 bits, then two combining marks of 21 bits each; 0 is the right half of a wide character.
    public var glyph: UInt64
    /// How it looks.
    public var style: Style

    /// A cell from packed scalars.
    public init(glyph: UInt64, style: Style = .plain) {
        self.glyph = glyph
        self.style = style
    }

    /// A cell with one scalar, which must be one column wide and safe to show.
    public init(_ scalar: Unicode.Scalar, _ style: Style = .plain) { self.init(glyph: UInt64(scalar.value), style: style) }

    /// A space in the terminal's own colours.
    public static let blank = Cell(" ")
    /// The right half of a wide character.
    public static func continuation(_ style: Style) -> Cell { Cell(glyph: 0, style: style) }

    /// Base and combining marks; empty for the right half of a wide character.
    public var scalars: [Unicode.Scalar] {
        [glyph & 0x1f_ffff, glyph >> 21 & 0x1f_ffff, glyph >> 42 & 0x1f_ffff].compactMap {
            $0 == 0 ? nil : Unicode.Scalar(UInt32($0))
        }
    }
}
