import CNcurses
import Terminal

/// Styles as ncurses wants them: attribute bits and a colour pair. Filled as styles are first used.
@MainActor struct LookTable {
    /// What a cell is given.
    struct Look {
        var attributes: attr_t
        var pair: Int32
    }

    private let theme: Theme
    private let depth: ColourDepth
    private var looks: [Look?]

    init(_ theme: Theme, _ depth: ColourDepth) {
        self.theme = theme
        self.depth = depth
        looks = Array(repeating: nil, count: Role.allCases.count * Ground.allCases.count * Self.attributeSets)
    }

    /// The look of a style.
    subscript(style: Style) -> Look {
        mutating get {
            let ground = Int(style.role.rawValue) * Ground.allCases.count + Int(style.ground.rawValue)
            let index = ground * Self.attributeSets + Int(style.attributes.rawValue) % Self.attributeSets
            if let look = looks[index] { return look }
            let look = Self.look(theme.appearance(of: style, depth), depth)
            looks[index] = look
            return look
        }
    }

    /// As many combinations as five attributes have.
    private static let attributeSets = 32

    private static func look(_ appearance: Theme.Appearance, _ depth: ColourDepth) -> Look {
        var attributes: attr_t = 0
        let bits: [(Style.Attributes, attr_t)] = [
            (.bold, qd_bold()), (.dim, qd_dim()), (.underline, qd_underline()), (.reverse, qd_reverse()), (.italic, qd_italic()),
        ]
        for (attribute, bit) in bits where appearance.attributes.contains(attribute) { attributes |= bit }
        // ncurses keeps the pairs that exist and takes back the longest unused when there are too many.
        let pair = depth > .monochrome ? alloc_pair(Int32(appearance.foreground), Int32(appearance.background)) : 0
        return Look(attributes: attributes, pair: max(0, pair))
    }
}
