import CNcurses
import CTerminal
import Glibc
import Terminal

/// ncurses as a compiler: canvases in, the bytes that bring the terminal from the last one to the next out.
///
/// ncurses believes that it writes to the terminal; it writes to a file in memory, from where the bytes are taken. So a slow
/// line never blocks it, and it is only asked for a frame when the one before has been sent.
@MainActor final class FrameCompiler {
    private let file: Int32
    private let stream: UnsafeMutablePointer<FILE>
    private let screen: OpaquePointer
    private let window: UnsafeMutablePointer<WINDOW>
    private let depth: ColourDepth
    private let glyphs: GlyphSet
    private var columns: Int, rows: Int

    /// What the terminal shows when it has taken all compiled bytes; `nil` when that is not known.
    private var shown: Canvas?
    /// Whether rows that are as in ``shown`` look as they should.
    private var isComparable = false
    private var theme: Theme?
    private var looks = LookTable(.dark, .monochrome)
    private var row: [cchar_t] = []
    private var showsCursor: Bool?

    /// Opens ncurses for a terminal. Wide characters need a UTF-8 locale, which every glibc has by the name of C.UTF-8.
    init(_ description: TerminalDescription, columns: Int, rows: Int, depth: ColourDepth, glyphs: GlyphSet) throws(ScreenError) {
        setlocale(LC_CTYPE, "C.UTF-8")
        file = qd_memory_file("frame")
        guard file >= 0, let stream = fdopen(file, "r+") else {
            throw .refused("drawn on", reason: String(cString: strerror(errno)))
        }
        guard let screen = newterm(description.name, stream, stream), let window = qd_screen() else {
            fclose(stream)
            throw .noDescription(term: description.name)
        }
        self.stream = stream
        self.screen = screen
        self.window = window
        (self.columns, self.rows, self.depth, self.glyphs) = (columns, rows, depth, glyphs)
        // Nothing is read through ncurses, so nothing there can make it put off a frame.
        typeahead(-1)
        if depth > .monochrome {
            start_color()
            use_default_colors()
        }
        // Lets it move lines that moved, instead of drawing them again.
        idlok(window, true)
        // What ncurses takes the terminal over with is thrown away: that is ours to say, and to undo.
        wrefresh(window)
        _ = take()
        resize(columns: columns, rows: rows)
    }

    /// Gives back what ncurses holds.
    func close() {
        // Without `endwin`, which would write to standard output.
        delscreen(screen)
        fclose(stream)
    }

    /// The terminal has another size now; all of it is drawn anew.
    func resize(columns: Int, rows: Int) {
        set_term(screen)
        (self.columns, self.rows) = (columns, rows)
        resize_term(Int32(rows), Int32(columns))
        row = Array(repeating: cchar_t(), count: columns + 1)
        invalidate()
    }

    /// What the terminal shows is not known any more.
    func invalidate() {
        (shown, isComparable, showsCursor) = (nil, false, nil)
    }

    /// The bytes that make the terminal show `canvas`; none when it does already.
    func compile(_ canvas: Canvas, theme: Theme) -> [UInt8] {
        let canvas = canvas.mapped(to: glyphs)
        if theme != self.theme {
            self.theme = theme
            looks = LookTable(theme, depth)
            isComparable = false
        }
        if isComparable, canvas == shown { return [] }
        set_term(screen)
        if shown == nil { clearok(qd_current_screen(), true) }
        // Rows are handed over whole where they differ from the last canvas; ncurses finds out what in them is new.
        isComparable = isComparable && shown?.columns == canvas.columns && shown?.rows == canvas.rows
        for y in 0..<rows where !isComparable || !sameRow(y, canvas) { put(canvas, y) }
        placeCursor(canvas.cursor)
        (shown, isComparable) = (canvas, true)
        wrefresh(window)
        return take()
    }

    private func sameRow(_ y: Int, _ canvas: Canvas) -> Bool {
        guard let shown, y < canvas.rows else { return true }
        let range = y * canvas.columns..<(y + 1) * canvas.columns
        return shown.cells.withUnsafeBufferPointer { old in
            canvas.cells.withUnsafeBufferPointer { new in
                for index in range where old[index] != new[index] { return false }
                return true
            }
        }
    }

    /// Hands one row to ncurses, filled up with blanks where the canvas is smaller than the terminal.
    private func put(_ canvas: Canvas, _ y: Int) {
        var length = 0
        var x = 0
        while x < columns {
            let cell = x < canvas.columns && y < canvas.rows ? canvas[x, y] : .blank
            let isWide = x + 1 < min(columns, canvas.columns) && y < canvas.rows && canvas[x + 1, y].glyph == 0
            length += put(cell, isWide: isWide, at: length)
            x += isWide ? 2 : 1
        }
        mvwadd_wchnstr(window, Int32(y), 0, row, Int32(length))
    }

    /// Makes the cells of one character, and returns how many ncurses counts.
    ///
    /// The C library may be older than our table of widths. Where the two differ on a character, ncurses would lose count of
    /// the columns: a replacement character is shown.
    private func put(_ cell: Cell, isWide: Bool, at place: Int) -> Int {
        let look = looks[cell.style]
        let base = UInt32(truncatingIfNeeded: cell.glyph & 0x1f_ffff)
        if base >= 0x20, base < 0x7f, cell.glyph == UInt64(base) {
            qd_cell(&row[place], base, 0, 0, look.attributes, look.pair)
            return 1
        }
        if qd_wcwidth(base) == (isWide ? 2 : 1) {
            var marks = [UInt32(truncatingIfNeeded: cell.glyph >> 21 & 0x1f_ffff), UInt32(truncatingIfNeeded: cell.glyph >> 42)]
            marks.removeAll { $0 == 0 || qd_wcwidth($0) != 0 }
            if qd_cell(&row[place], base, marks.first ?? 0, marks.count > 1 ? marks[1] : 0, look.attributes, look.pair) == OK { return 1 }
        }
        qd_cell(&row[place], 0xfffd, 0, 0, look.attributes, look.pair)
        if isWide { qd_cell(&row[place + 1], 0x20, 0, 0, look.attributes, look.pair) }
        return isWide ? 2 : 1
    }

    private func placeCursor(_ cursor: (x: Int, y: Int)?) {
        let isShown = cursor.map { $0.x < columns && $0.y < rows } ?? false
        if showsCursor != isShown {
            showsCursor = isShown
            curs_set(isShown ? 1 : 0)
            // A hidden cursor may stay where the last change was.
            leaveok(window, !isShown)
        }
        if let cursor, isShown { wmove(window, Int32(cursor.y), Int32(cursor.x)) }
    }

    /// Takes what ncurses wrote out of the file.
    private func take() -> [UInt8] {
        let length = lseek(file, 0, SEEK_CUR)
        guard length > 0 else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            count = max(0, pread(file, buffer.baseAddress, Int(length), 0))
        }
        lseek(file, 0, SEEK_SET)
        ftruncate(file, 0)
        return bytes
    }
}
