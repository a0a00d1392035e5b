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
    public func inset(_ cells: Int) -> Rect { Rect(x: x + cells, y: y + cells, width: width - 2 * cells, height: height - 2 * cells) }
    /// Whether a cell lies inside.
    public func contains(x column: Int, y row: Int) -> Bool { column >= x && column < x + width && row >= y && row < y + height }
}

/// A grid of styled cells: what a screen will look like. A value; drawing outside its current area is silently cut off.
///
/// ```swift
/// var canvas = Canvas(width: 80, height: 24)
/// canvas.write("2 firing", x: 1, y: 0, Style(.broken))
/// canvas.within(Rect(x: 10, y: 2, width: 20, height: 5)) { area in area.write("inside", x: 0, y: 0) }
/// ```
public struct Canvas: Sendable, Equatable {
    /// Size of the whole grid in cells.
    public let columns: Int, rows: Int
    /// Row after row, `columns * rows` cells.
    public private(set) var cells: [Cell]
    /// Where drawing lands, in grid coordinates.
    private var area: Rect
    /// Cursor to show, in grid coordinates; `nil` hides it.
    public var cursor: (x: Int, y: Int)? {
        get { cursorCell.map { ($0 % columns, $0 / columns) } }
        set { cursorCell = newValue.map { $0.y * columns + $0.x } }
    }
    private var cursorCell: Int?

    /// A blank canvas.
    public init(width: Int, height: Int) {
        columns = max(1, width)
        rows = max(1, height)
        cells = Array(repeating: .blank, count: columns * rows)
        area = Rect(x: 0, y: 0, width: columns, height: rows)
    }

    /// Width of the area being drawn in.
    public var width: Int { area.width }
    /// Height of the area being drawn in.
    public var height: Int { area.height }

    /// Draws inside `rect` of the current area: its top left is (0, 0) there and nothing lands outside.
    public mutating func within<Result>(_ rect: Rect, _ draw: (inout Canvas) -> Result) -> Result {
        let outer = area
        let x = outer.x + max(0, rect.x)
        let y = outer.y + max(0, rect.y)
        area = Rect(
            x: x, y: y, width: min(rect.x + rect.width, outer.width) - max(0, rect.x),
            height: min(rect.y + rect.height, outer.height) - max(0, rect.y))
        defer { area = outer }
        return draw(&self)
    }

    /// One cell of the grid, by grid coordinates.
    public subscript(x: Int, y: Int) -> Cell { cells[y * columns + x] }

    /// Puts one cell in the current area.
    public mutating func put(_ cell: Cell, x: Int, y: Int) {
        guard x >= 0, x < area.width, y >= 0, y < area.height else { return }
        cells[(area.y + y) * columns + area.x + x] = cell
    }

    /// Writes text on one row; what does not fit is cut off.
    ///
    /// Clusters take their true width; controls and what a terminal would misplace are mapped to safe cells first.
    /// - Returns: the columns that the whole text takes, written or not.
    @discardableResult
    public mutating func write(_ text: some StringProtocol, x: Int, y: Int, _ style: Style = .plain) -> Int {
        var column = x
        for cluster in TextWidth.clusters(text) {
            if cluster.width == 2, column + 1 >= area.width {
                put(Cell(" ", style), x: column, y: y)
            } else {
                put(Cell(glyph: cluster.glyph, style: style), x: column, y: y)
                if cluster.width == 2 { put(.continuation(style), x: column + 1, y: y) }
            }
            column += cluster.width
        }
        return column - x
    }

    /// Fills a rectangle of the current area with spaces of a style.
    public mutating func fill(_ rect: Rect, _ style: Style) {
        for y in max(0, rect.y)..<max(0, min(area.height, rect.y + rect.height)) {
            for x in max(0, rect.x)..<max(0, min(area.width, rect.x + rect.width)) { put(Cell(" ", style), x: x, y: y) }
        }
    }
}
