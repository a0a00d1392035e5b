import Host

/// How many colours the terminal shows.
public enum ColourDepth: Int, Sendable, Comparable {
    /// None, or none wanted (`NO_COLOR`).
    case monochrome = 0
    /// The eight of ECMA-48.
    case eight = 8
    /// Those and their bright twins.
    case sixteen = 16
    /// xterm's 256. Terminals with direct colour have these too, and themes need no more.
    case palette = 256

    /// Fewer colours come first.
    public static func < (left: ColourDepth, right: ColourDepth) -> Bool { left.rawValue < right.rawValue }

    /// What to use: `NO_COLOR` (<https://no-color.org>) wins, then what `COLORTERM` and `TERM` promise, then terminfo.
    ///
    /// - Parameter described: the number of colours in the terminal's description, -1 or 0 for none.
    public static func detected(_ environment: Environment, described: Int) -> ColourDepth {
        if environment["NO_COLOR"] != nil { return .monochrome }
        let term = environment["TERM"] ?? ""
        if ["truecolor", "24bit"].contains(environment["COLORTERM"]) || term.contains("256color") || term.hasSuffix("-direct") {
            return .palette
        }
        return switch described {
        case 256...: .palette
        case 16...: .sixteen
        case 8...: .eight
        default: .monochrome
        }
    }
}
