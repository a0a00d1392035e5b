/// What a colour means. A theme gives each meaning a colour; code never names a colour itself.
public enum Role: UInt8, Sendable, CaseIterable {
    /// The terminal's own foreground.
    case plain
    /// Not known, stale, off; secondary text.
    case muted
    /// Broken now.
    case broken
    /// Degraded, pending, about to.
    case degraded
    /// Moving: running, rolling out.
    case moving
    /// Checked and well.
    case healthy
    /// Focus and keys: the one accent.
    case accent
    /// Frames and rules.
    case frame
}

/// What a cell stands on.
public enum Ground: UInt8, Sendable, CaseIterable {
    /// The terminal's own background.
    case normal
    /// The selected row of the focused pane.
    case selected
    /// The selected row of a pane without focus.
    case marked
    /// Title and footer bars.
    case bar
    /// The banner for a new critical.
    case alarm
    /// A dialog or palette over the screen.
    case raised
    /// A match of the current search.
    case match
}

/// How a cell looks, by meaning: 4 bytes, resolved to colours by the theme at the very end.
public struct Style: Sendable, Hashable {
    /// The meaning of the ink.
    public var role: Role
    /// The meaning of the background.
    public var ground: Ground
    /// Bold, dim, underline, reverse.
    public var attributes: Attributes

    /// Attributes that every terminal knows; bold is for what changed since you last looked.
    public struct Attributes: OptionSet, Sendable, Hashable {
        /// Bits as listed below.
        public var rawValue: UInt8
        /// A set from bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Changed since you last looked; titles.
        public static let bold = Attributes(rawValue: 1)
        /// Old data.
        public static let dim = Attributes(rawValue: 2)
        /// Links and citations.
        public static let underline = Attributes(rawValue: 4)
        /// Where there is no colour to set something off.
        public static let reverse = Attributes(rawValue: 8)
        /// Quotations in reports.
        public static let italic = Attributes(rawValue: 16)
    }

    /// A style; everything left out is plain.
    public init(_ role: Role = .plain, on ground: Ground = .normal, _ attributes: Attributes = []) {
        self.role = role
        self.ground = ground
        self.attributes = attributes
    }

    /// The terminal's own colours.
    public static let plain = Style()

    /// The same ink on another ground.
    public func on(_ ground: Ground) -> Style { Style(role, on: ground, attributes) }
    /// The same with attributes added.
    public func adding(_ more: Attributes) -> Style { Style(role, on: ground, attributes.union(more)) }
}
