import Feeds
import Terminal

/// How a severity looks: a colour, a glyph that tells it without colour, and a word.
extension Severity {
    /// Its colour's meaning.
    var role: Role {
        switch self {
        case .broken: .broken
        case .degraded: .degraded
        case .moving: .moving
        case .well: .healthy
        case .unknown: .muted
        }
    }

    /// Its glyph.
    var glyph: String {
        switch self {
        case .broken: "✗"
        case .degraded: "▲"
        case .moving: "▶"
        case .well: "●"
        case .unknown: "○"
        }
    }

    /// Its word.
    package var word: String {
        switch self {
        case .broken: "broken"
        case .degraded: "degraded"
        case .moving: "moving"
        case .well: "well"
        case .unknown: "not known"
        }
    }

    /// The glyph in its colour, with a space behind it.
    var span: Span { Span(glyph + " ", role) }

    /// Whether a person should look.
    package var isProblem: Bool { self >= .degraded }
}

/// Small pictures of numbers.
enum Sparkline {
    /// Eight heights, oldest first; empty where there is nothing to show. A level series stays at the bottom.
    static func text(_ values: [Double], columns: Int, from low: Double? = nil, to high: Double? = nil) -> String {
        let shown = values.suffix(columns).filter(\.isFinite)
        guard let least = low ?? shown.min(), let most = high ?? shown.max(), !shown.isEmpty else { return "" }
        let bars = Array("▁▂▃▄▅▆▇█")
        return String(
            shown.map { value in
                guard most > least else { return bars[0] }
                let share = (value - least) / (most - least)
                return bars[min(7, max(0, Int(share * 8)))]
            })
    }
}
