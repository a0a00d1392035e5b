/// A terminal emulator, enough of one to say what stands on the screen after what a program wrote: text, styles, cursor, modes.
///
/// Understands what terminfo's xterm, screen and tmux entries make ncurses send (ECMA-48 and xterm's control sequences). Anything else is
/// listed in ``unknown``, so that a test can demand that there was nothing.
public struct VirtualTerminal: Sendable {
    /// One column of a row.
    public struct Glyph: Sendable, Equatable {
        /// Base and combining scalars; empty for the right half of a wide character.
        public var text: String = " "
        /// Select-graphic-rendition parameters in force, normalised: `1;38;5;196`.
        public var style: String = ""
    }

    /// Size in cells.
    public private(set) var columns: Int, rows: Int
    /// Rows of glyphs.
    public internal(set) var grid: [[Glyph]]
    /// Where the next character goes.
    public internal(set) var cursor: (x: Int, y: Int) = (0, 0)
    /// Private modes that are on: 1049 alternate screen, 25 cursor, 2004 paste, 1000/1002/1006 mouse, 2026 synchronised output.
    public internal(set) var modes: Set<Int> = [25]
    /// Private modes that it says it knows when asked. Without 2026 it is a terminal that has no synchronised output.
    public var knownModes: Set<Int> = [2026, 2004, 1049, 25, 1000, 1002, 1006, 1004]
    /// Replies the terminal would send (to DECRQM, DA, CPR): hand them to the program's input.
    public internal(set) var replies: [UInt8] = []
    /// What was sent to the clipboard by OSC 52, base64 decoded by nobody.
    public internal(set) var clipboard: [String] = []
    /// How often the bell rang.
    public internal(set) var bells = 0
    /// Sequences that this emulator does not know.
    public internal(set) var unknown: [String] = []
    /// Frames that synchronised output has ended.
    public internal(set) var frames = 0

    var attributes: [Int: String] = [:]
    var scroll: ClosedRange<Int>
    var wrapPending = false
    var saved: (x: Int, y: Int) = (0, 0)
    var mainGrid: [[Glyph]]?
    private var pending: [UInt8] = []

    /// A blank screen.
    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        grid = Array(repeating: Array(repeating: Glyph(), count: columns), count: rows)
        scroll = 0...(rows - 1)
    }

    /// The screen as lines, trailing blanks removed.
    public var lines: [String] {
        grid.map { row in
            var text = row.map(\.text).joined()
            while text.last == " " { text.removeLast() }
            return text
        }
    }
    /// The screen as one text.
    public var text: String { lines.joined(separator: "\n") }

    /// The replies so far, which are then forgotten.
    public mutating func takeReplies() -> [UInt8] {
        defer { replies = [] }
        return replies
    }

    /// Changes the size, keeping the top left part.
    public mutating func resize(columns: Int, rows: Int) {
        var new = Array(repeating: Array(repeating: Glyph(), count: columns), count: rows)
        for y in 0..<min(rows, self.rows) { for x in 0..<min(columns, self.columns) { new[y][x] = grid[y][x] } }
        (grid, self.columns, self.rows) = (new, columns, rows)
        scroll = 0...(rows - 1)
        cursor = (min(cursor.x, columns - 1), min(cursor.y, rows - 1))
        wrapPending = false
    }

    /// Takes what a program wrote, cut anywhere.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        pending += bytes
        var position = 0
        while position < pending.count {
            guard let used = step(pending[position...]) else { break }
            position += used
        }
        pending.removeFirst(position)
    }

    /// Handles one character or sequence at the front. Returns the bytes used, or `nil` when more are needed.
    private mutating func step(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        switch first {
        case 0x1b: return escape(bytes)
        case 0x07: bells += 1
        case 0x08: cursor.x = max(0, cursor.x - 1)
        case 0x09: cursor.x = min(columns - 1, (cursor.x / 8 + 1) * 8)
        case 0x0a, 0x0b, 0x0c: lineFeed()
        case 0x0d: (cursor.x, wrapPending) = (0, false)
        case 0x0e, 0x0f, 0x00: break
        case 0x01..<0x20, 0x7f: unknown.append("control \(first)")
        default: return character(bytes)
        }
        if first != 0x07 { wrapPending = false }
        return 1
    }

    private mutating func character(_ bytes: ArraySlice<UInt8>) -> Int? {
        let first = bytes[bytes.startIndex]
        let length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
        guard bytes.count >= length else { return nil }
        let text = String(decoding: bytes.prefix(length), as: UTF8.self)
        put(text)
        return length
    }

    private mutating func put(_ text: String) {
        guard let scalar = text.unicodeScalars.first else { return }
        let width = libraryColumns(of: scalar)
        guard width > 0 else {
            if width < 0 { unknown.append("U+\(String(scalar.value, radix: 16))") }
            // On a wide character the cell before is its empty right half.
            var x = wrapPending ? cursor.x : max(0, cursor.x - 1)
            if grid[cursor.y][x].text.isEmpty, x > 0 { x -= 1 }
            grid[cursor.y][x].text += text
            return
        }
        if wrapPending || cursor.x + width > columns {
            cursor.x = 0
            lineFeed()
        }
        wrapPending = false
        let style = styleText
        grid[cursor.y][cursor.x] = Glyph(text: text, style: style)
        if width == 2, cursor.x + 1 < columns { grid[cursor.y][cursor.x + 1] = Glyph(text: "", style: style) }
        cursor.x += width
        if cursor.x >= columns { (cursor.x, wrapPending) = (columns - 1, true) }
    }

    mutating func lineFeed() {
        if cursor.y == scroll.upperBound { scrollUp(1) } else { cursor.y = min(rows - 1, cursor.y + 1) }
        wrapPending = false
    }

    mutating func scrollUp(_ count: Int) {
        for _ in 0..<min(count, scroll.count) {
            grid.remove(at: scroll.lowerBound)
            grid.insert(blankRow, at: scroll.upperBound)
        }
    }

    mutating func scrollDown(_ count: Int) {
        for _ in 0..<min(count, scroll.count) {
            grid.remove(at: scroll.upperBound)
            grid.insert(blankRow, at: scroll.lowerBound)
        }
    }

    /// Erased cells take the background colour in force ("bce").
    var blank: Glyph { Glyph(text: " ", style: attributes[48].map { String($0) } ?? "") }
    private var blankRow: [Glyph] { Array(repeating: blank, count: columns) }
    private var styleText: String { attributes.sorted { $0.key < $1.key }.map(\.value).joined(separator: ";") }
}
