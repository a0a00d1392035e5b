/// A grid of styled cells: what a screen will look like. A value; drawing outside its current area is silently cut off.
///
/// ```swift
/// var canvas = Canvas(width: 80, height: 24)
/// canvas.write("2 firing", x: 1, y: 0, Style(.broken))
/// canvas.within(Rect(x: 10, y: 2, width: 20, height: 5)) { area in area.write("inside", x: 0, y: 0) }
/// ```
///
/// A wide character is always whole: writing over one of its halves turns the other into a space.
public struct Canvas: Sendable, Equatable {
    /// Size of the whole grid in cells.
    public let columns: Int, rows: Int
    /// Row after row, `columns * rows` cells.
    public private(set) var cells: [Cell]
    /// Where drawing lands, in grid coordinates.
    private var area: Rect
    /// Cursor to show, in grid coordinates; `nil` (or a place outside the grid) hides it.
    public var cursor: (x: Int, y: Int)? {
        get { cursorCell.map { ($0 % columns, $0 / columns) } }
        set {
            cursorCell = newValue.flatMap { cell in
                (0..<columns).contains(cell.x) && (0..<rows).contains(cell.y) ? cell.y * columns + cell.x : nil
            }
        }
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
    /// The whole area being drawn in, in its own coordinates.
    public var bounds: Rect { Rect(x: 0, y: 0, width: area.width, height: area.height) }

    /// Draws inside `rect` of the current area: its top left is (0, 0) there and nothing lands outside.
    public mutating func within<Result>(_ rect: Rect, _ draw: (inout Canvas) -> Result) -> Result {
        let outer = area
        let x = max(0, rect.x)
        let y = max(0, rect.y)
        area = Rect(
            x: outer.x + x, y: outer.y + y, width: min(rect.x + rect.width, outer.width) - x,
            height: min(rect.y + rect.height, outer.height) - y)
        defer { area = outer }
        return draw(&self)
    }

    /// Shows the cursor at a cell of the current area; outside of it, hides it.
    public mutating func showCursor(x: Int, y: Int) {
        cursor = bounds.contains(x: x, y: y) ? (area.x + x, area.y + y) : nil
    }

    /// One cell of the grid, by grid coordinates.
    public subscript(x: Int, y: Int) -> Cell { cells[y * columns + x] }

    /// Puts one cell in the current area; a wide glyph takes the next one too, and a space where that is cut off.
    public mutating func put(_ cell: Cell, x: Int, y: Int) {
        let wide = TextWidth.isWide(UInt32(truncatingIfNeeded: cell.glyph & 0x1f_ffff))
        place(cell.glyph, width: wide ? 2 : 1, cell.style, x: x, y: y)
    }

    /// Writes text on one row; what does not fit is cut off.
    ///
    /// Clusters take their true width; controls and what a terminal would misplace are mapped to safe cells first.
    /// - Returns: the columns that the whole text takes, written or not.
    @discardableResult
    public mutating func write(_ text: some StringProtocol, x: Int, y: Int, _ style: Style = .plain) -> Int {
        TextWidth.withUTF8(text) { write(utf8: $0, x: x, y: y, style) }
    }

    /// Writes UTF-8 bytes on one row, as they came from a remote; malformed ones become `U+FFFD`.
    /// - Returns: the columns that all of them take, written or not.
    @discardableResult
    public mutating func write(utf8 bytes: UnsafeBufferPointer<UInt8>, x: Int, y: Int, _ style: Style = .plain) -> Int {
        var scanner = ClusterScanner(bytes)
        var column = x
        while let cluster = scanner.next() {
            place(cluster.glyph, width: cluster.width, style, x: column, y: y)
            column += cluster.width
        }
        return column - x
    }

    /// Fills a rectangle of the current area with spaces of a style.
    public mutating func fill(_ rect: Rect, _ style: Style) {
        change(rect) { $0 = Cell(" ", style) }
    }

    /// Puts what is already drawn in a rectangle on another ground, as for a selected row.
    public mutating func ground(_ rect: Rect, _ ground: Ground) {
        change(rect) { $0.style.ground = ground }
    }

    /// Changes the style of what is already drawn in a rectangle, as when old data is dimmed.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        self.change(rect) { change(&$0.style) }
    }

    /// The same canvas with each cell replaced, one for one.
    func replacingCells(_ change: (Cell) -> Cell) -> Canvas {
        var result = self
        for index in cells.indices { result.cells[index] = change(cells[index]) }
        return result
    }

    /// Changes each cell of the rectangle that lies in the area; wide characters cut by its edges are mended.
    private mutating func change(_ rect: Rect, _ body: (inout Cell) -> Void) {
        let left = area.x + max(0, rect.x)
        let right = area.x + min(area.width, rect.x + rect.width)
        let bottom = min(area.height, rect.y + rect.height)
        let top = max(0, rect.y)
        guard left < right, top < bottom else { return }
        for row in area.y + top..<area.y + bottom {
            for column in left..<right { body(&cells[row * columns + column]) }
            mend(row, left)
            mend(row, right)
        }
    }

    /// Puts a glyph of known width, keeping wide characters whole.
    private mutating func place(_ glyph: UInt64, width: Int, _ style: Style, x: Int, y: Int) {
        guard y >= 0, y < area.height, x < area.width, x + width > 0 else { return }
        let row = area.y + y
        // Where only one half of a wide character is inside, it is a space.
        let first = max(0, x)
        let last = min(area.width, x + width) - 1
        let index = row * columns + area.x + first
        if width == 2, first < last {
            cells[index] = Cell(glyph: glyph, style: style)
            cells[index + 1] = .continuation(style)
        } else {
            cells[index] = Cell(glyph: width == 2 || glyph == 0 ? 0x20 : glyph, style: style)
        }
        mend(row, area.x + first)
        mend(row, area.x + last + 1)
    }

    /// Looks at a cell and the one to its left: the half of a wide character that lost its other half becomes a space.
    private mutating func mend(_ row: Int, _ column: Int) {
        guard column > 0, column < columns else { return }
        let index = row * columns + column
        let isRightHalf = cells[index].glyph == 0
        let isLeftHalf = TextWidth.isWide(UInt32(truncatingIfNeeded: cells[index - 1].glyph & 0x1f_ffff))
        if isRightHalf, !isLeftHalf { cells[index].glyph = 0x20 }
        if isLeftHalf, !isRightHalf { cells[index - 1].glyph = 0x20 }
    }
}
