/// Which colour each meaning has: a value made from a file of `themes/` or built in.
public struct Theme: Sendable, Equatable {
    /// The name it is chosen by.
    public var name: String
    /// One line for the palette.
    public var title: String
    /// Ink by role.
    private var inks: [Colour]
    /// Paper by ground.
    private var papers: [Colour]
    /// One ink for every role, on papers where the roles' own would not be legible.
    private var inksOnPaper: [Colour?]

    /// A theme in the terminal's own colours, to be filled in.
    init(name: String, title: String) {
        self.name = name
        self.title = title
        inks = Array(repeating: .terminal, count: Role.allCases.count)
        papers = Array(repeating: .terminal, count: Ground.allCases.count)
        inksOnPaper = Array(repeating: nil, count: Ground.allCases.count)
    }

    /// The ink of a role.
    public subscript(ink role: Role) -> Colour {
        get { inks[Int(role.rawValue)] }
        set { inks[Int(role.rawValue)] = newValue }
    }

    /// The paper of a ground.
    public subscript(paper ground: Ground) -> Colour {
        get { papers[Int(ground.rawValue)] }
        set { papers[Int(ground.rawValue)] = newValue }
    }

    /// The one ink of every role on a ground; `nil` where each keeps its own.
    public subscript(inkOn ground: Ground) -> Colour? {
        get { inksOnPaper[Int(ground.rawValue)] }
        set { inksOnPaper[Int(ground.rawValue)] = newValue }
    }

    /// How a style looks on a terminal: indices into its colours, -1 for its own.
    public struct Appearance: Sendable, Hashable {
        /// Ink and paper.
        public var foreground: Int, background: Int
        /// What is left of the meaning where there is no colour for it, and what the style itself asks for.
        public var attributes: Style.Attributes
    }

    /// Resolves a style for a terminal with so many colours.
    ///
    /// With 16 colours and fewer, grey papers would be black on black: they become reverse video or underlining, as
    /// without any colour. Ink that would vanish on its paper becomes black or white.
    public func appearance(of style: Style, _ depth: ColourDepth) -> Appearance {
        let paper = self[paper: style.ground]
        var attributes = style.attributes
        var background = paper.index(depth)
        let own = self[paper: .normal].index(depth)
        var usesOwnInk = false
        if style.ground != .normal, depth < .palette, depth == .monochrome || paper.isGrey {
            attributes.formSymmetricDifference(Self.emphasis(of: style.ground))
            background = own
            usesOwnInk = true
        }
        // Reversed, each role's colour would be a block of its own: a bar is one bar, its words and glyphs say the rest.
        let isReversed = usesOwnInk && attributes.contains(.reverse)
        if isReversed, style.role == .accent { attributes.insert(.bold) }
        let ink = usesOwnInk ? self[ink: isReversed ? .plain : style.role] : self[inkOn: style.ground] ?? self[ink: style.role]
        var foreground = ink.index(depth)
        switch depth {
        case .monochrome:
            if style.role == .muted { attributes.insert(.dim) }
            if style.role == .accent { attributes.insert(.bold) }
        case .eight, .sixteen:
            // Of eight colours the only greys are black and white, of which one is the paper.
            if depth == .eight, style.role == .muted || style.role == .frame, ink.isGrey {
                attributes.insert(.dim)
                foreground = self[ink: .plain].index(depth)
            }
            // Yellow on white cannot be read; of the basic colours only magenta has no meaning yet.
            if [3, 11].contains(foreground), [7, 15].contains(background) { foreground = 5 }
            if background >= 0, foreground == background { foreground = [0, 4, 8].contains(background) ? 7 : 0 }
        case .palette: break
        }
        return Appearance(foreground: foreground, background: background, attributes: attributes)
    }

    /// What sets a ground off where it has no paper of its own.
    private static func emphasis(of ground: Ground) -> Style.Attributes {
        switch ground {
        case .normal, .raised: []
        case .selected, .bar: .reverse
        case .marked: .underline
        case .alarm: [.reverse, .bold]
        case .match: [.underline, .bold]
        }
    }
}
