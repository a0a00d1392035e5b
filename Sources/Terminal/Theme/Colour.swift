/// A colour as a theme names it.
public enum Colour: Sendable, Hashable {
    /// The terminal's own foreground or background.
    case terminal
    /// One of the terminal's 256 colours; the first 16 are what the person set them to.
    case palette(UInt8)
    /// Red, green and blue; shown as the nearest colour that the terminal has.
    case rgb(UInt8, UInt8, UInt8)

    /// Reads `terminal`, `0` to `255`, `#rrggbb`, or one of the 16 names (`red`, `bright-blue`); `nil` for anything else.
    public init?(_ text: String) {
        if text == "terminal" {
            self = .terminal
        } else if let index = UInt8(text) {
            self = .palette(index)
        } else if let index = Self.names.firstIndex(of: text) {
            self = .palette(UInt8(index))
        } else if text.utf8.count == 7, text.hasPrefix("#"), !text.hasPrefix("#+"),
            let value = UInt32(text.dropFirst(), radix: 16)
        {
            self = .rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xff), UInt8(value & 0xff))
        } else {
            return nil
        }
    }

    static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red", "bright-green",
        "bright-yellow",
        "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ]

    /// The terminal's index for it, or -1 for its own colour (as ncurses counts). Without colour, always -1.
    func index(_ depth: ColourDepth) -> Int {
        switch (self, depth) {
        case (.terminal, _), (_, .monochrome): -1
        case (.palette(let index), .palette): Int(index)
        case (.rgb(let red, let green, let blue), .palette): Self.nearest(red, green, blue, in: 16..<256)
        case (_, .sixteen): nearestBasic
        case (_, .eight): nearestBasic % 8
        }
    }

    /// Whether it has no hue worth speaking of: what stays of it in 16 colours would be black or white.
    var isGrey: Bool {
        guard let (red, green, blue) = components else { return true }
        return Int(max(red, green, blue)) - Int(min(red, green, blue)) < 48
    }

    /// Red, green and blue; the first 16 as xterm has them. `nil` for the terminal's own.
    var components: (UInt8, UInt8, UInt8)? {
        switch self {
        case .terminal: nil
        case .rgb(let red, let green, let blue): (red, green, blue)
        case .palette(let index): Self.palette(Int(index))
        }
    }

    /// The nearest of the 16. Hue decides: a pale red is red, not grey.
    private var nearestBasic: Int {
        if case .palette(let index) = self, index < 16 { return Int(index) }
        guard let (red, green, blue) = components else { return -1 }
        let high = max(red, green, blue)
        let low = min(red, green, blue)
        if isGrey { return high < 48 ? 0 : high < 176 ? 8 : high < 225 ? 7 : 15 }
        let middle = Int(low) + Int(high - low) / 2
        let hue = (Int(red) > middle ? 1 : 0) + (Int(green) > middle ? 2 : 0) + (Int(blue) > middle ? 4 : 0)
        return high > 230 ? hue + 8 : hue
    }

    private static func nearest(_ red: UInt8, _ green: UInt8, _ blue: UInt8, in range: Range<Int>) -> Int {
        var best = range.lowerBound
        var distance = Int.max
        for index in range {
            let candidate = palette(index)
            // Weighted by how bright the eye finds each channel.
            let (r, g, b) = (Int(red) - Int(candidate.0), Int(green) - Int(candidate.1), Int(blue) - Int(candidate.2))
            let here = 3 * r * r + 6 * g * g + b * b
            if here < distance { (best, distance) = (index, here) }
        }
        return best
    }

    /// xterm's 256 colours: 16 named ones, a cube of six steps a channel, 24 greys.
    private static func palette(_ index: Int) -> (UInt8, UInt8, UInt8) {
        let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
        switch index {
        case 0..<16:
            let value = [0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5][index % 8]
            let bright = [0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff][index % 8]
            let colour = index < 8 ? value : bright
            return (UInt8(colour >> 16), UInt8(colour >> 8 & 0xff), UInt8(colour & 0xff))
        case 16..<232:
            let cube = index - 16
            return (steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
        default:
            let grey = UInt8(8 + 10 * (index - 232))
            return (grey, grey, grey)
        }
    }
}
