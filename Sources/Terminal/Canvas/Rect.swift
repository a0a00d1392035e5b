/// A rectangle of columns and rows; the origin is the top left corner.
public struct Rect: Sendable, Hashable {
    /// Left column, top row, and size in cells.
    public var x: Int, y: Int, width: Int, height: Int
    /// A rectangle; negative sizes become zero.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }
    /// The rectangle without a border of `cells` on every side.
    public func inset(_ cells: Int) -> Rect {
        Rect(x: x + cells, y: y + cells, width: width - 2 * cells, height: height - 2 * cells)
    }
    /// Whether a cell lies inside.
    public func contains(x column: Int, y row: Int) -> Bool { column >= x && column < x + width && row >= y && row < y + height }

    /// The share of a space that a part of it asks for.
    public enum Extent: Sendable, Hashable {
        /// Exactly so many cells, as long as there are any.
        case fixed(Int)
        /// What the fixed parts leave, shared by weight, but at least `minimum` cells while there are any.
        case flex(weight: Int = 1, minimum: Int = 0)
    }

    /// Cuts `total` cells into parts, first come first served when there are too few; flexible parts use up the rest.
    public static func shares(of total: Int, _ extents: [Extent], gap: Int = 0) -> [Int] {
        var left = max(0, total - gap * max(0, extents.count - 1))
        var sizes = extents.map { extent -> Int in
            let wanted =
                switch extent {
                case .fixed(let cells): cells
                case .flex(_, let minimum): minimum
                }
            let size = min(max(0, wanted), left)
            left -= size
            return size
        }
        var weights = 0
        for case .flex(let weight, _) in extents { weights += max(0, weight) }
        for (index, extent) in extents.enumerated() {
            guard case .flex(let weight, _) = extent, weight > 0 else { continue }
            let share = left * weight / weights
            sizes[index] += share
            left -= share
            weights -= weight
        }
        return sizes
    }

    /// Parts side by side, left to right.
    public func columns(_ extents: [Extent], gap: Int = 0) -> [Rect] {
        var left = x
        return Self.shares(of: width, extents, gap: gap).map { size in
            defer { left += size + gap }
            return Rect(x: left, y: y, width: size, height: height)
        }
    }

    /// Parts one below the other, top to bottom.
    public func rows(_ extents: [Extent], gap: Int = 0) -> [Rect] {
        var top = y
        return Self.shares(of: height, extents, gap: gap).map { size in
            defer { top += size + gap }
            return Rect(x: x, y: top, width: width, height: size)
        }
    }
}
