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
    /// Whether a cell lies inside.
    public func contains(x column: Int, y row: Int) -> Bool { column >= x && column < x + width && row >= y && row < y + height }
}
