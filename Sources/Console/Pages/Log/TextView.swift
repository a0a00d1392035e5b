import Feeds
import Terminal

/// A window on a ``TextBuffer``: where it stands, whether it follows the end, whether long lines are broken, what is searched.
struct TextView: Equatable, Sendable {
    var buffer: TextBuffer
    /// Number of the first line shown while not following.
    private(set) var top = 0
    /// Whether the end is kept in sight.
    private(set) var follows: Bool
    private(set) var wraps = false
    /// Columns that the text is moved to the left.
    private(set) var shift = 0
    private(set) var search = ""
    /// The line that a search or a citation is at.
    private(set) var match: Int?
    /// Whether lines carry their numbers, counted from 1.
    var numbers = false

    init(_ buffer: TextBuffer, follows: Bool) {
        self.buffer = buffer
        self.follows = follows
    }

    mutating func move(_ motion: Motion, height: Int) {
        if motion == .last {
            follows = true
            return
        }
        let here = first(height: height)
        // Half-way up from the end the window must stop following, or nothing would move.
        follows = false
        top = motion.applied(to: here - buffer.first, count: max(1, buffer.end - buffer.first), height: height) + buffer.first
        clamp(height)
    }

    mutating func scroll(_ rows: Int, height: Int) {
        top = first(height: height) + rows
        follows = false
        clamp(height)
    }

    mutating func shift(by columns: Int) { shift = max(0, shift + columns) }
    mutating func toggleFollow() {
        follows.toggle()
        if !follows { top = max(buffer.first, buffer.end - 1) }
    }
    mutating func toggleWrap() {
        wraps.toggle()
        shift = 0
    }

    /// Looks for text from what is seen on.
    mutating func find(_ text: String, height: Int) {
        search = text
        match = nil
        guard !text.isEmpty else { return }
        go(1, from: first(height: height) - 1, height: height)
    }

    mutating func next(_ step: Int, height: Int) { go(step, from: match ?? first(height: height), height: height) }

    /// Shows a line, a third below the top.
    mutating func show(line: Int, height: Int) {
        match = line
        follows = false
        top = line - height / 3
        clamp(height)
    }

    private mutating func go(_ step: Int, from start: Int, height: Int) {
        guard let wanted = TextSearch(search), let found = buffer.find(wanted, from: start, step: step) else {
            match = nil
            return
        }
        let here = first(height: height)
        match = found
        follows = false
        top = here
        if found < here || found >= here + height { show(line: found, height: height) }
    }

    private mutating func clamp(_ height: Int) {
        top = min(max(buffer.first, top), max(buffer.first, buffer.end - (wraps ? 1 : height)))
    }

    /// Number of the first line shown; while following long lines wrapped, ``draw(on:)`` counts rows instead.
    private func first(height: Int) -> Int {
        follows ? max(buffer.first, buffer.end - height) : min(max(buffer.first, top), max(buffer.first, buffer.end - 1))
    }

    /// In words, for the title: where one is.
    var place: String {
        var parts = ["\(Numbers.grouped(buffer.end - buffer.first)) lines"]
        if buffer.dropped > 0 { parts.append("\(Numbers.grouped(buffer.dropped)) older dropped") }
        if !search.isEmpty {
            parts.append(match.map { "“\(search)” at line \(Numbers.grouped($0 + 1))" } ?? "“\(search)” is not here")
        }
        if wraps { parts.append("wrapped") }
        return parts.joined(separator: " · ")
    }

    /// Draws the lines that are seen; no other line is touched.
    func draw(on canvas: inout Canvas) {
        let margin = numbers ? String(buffer.end).utf8.count + 1 : 0
        let columns = max(1, canvas.width - margin - 1)
        var rows: [(number: Int, text: String, isFirst: Bool)] = []
        if follows {
            var number = buffer.end - 1
            while number >= buffer.first, rows.count < canvas.height {
                rows.insert(contentsOf: pieces(number, columns), at: 0)
                number -= 1
            }
            if rows.count > canvas.height { rows.removeFirst(rows.count - canvas.height) }
        } else {
            var number = first(height: canvas.height)
            while number < buffer.end, rows.count < canvas.height {
                rows += pieces(number, columns)
                number += 1
            }
        }
        let wanted = TextSearch(search)
        for (y, row) in rows.prefix(canvas.height).enumerated() {
            if numbers, row.isFirst {
                canvas.write(TextWidth.padded(String(row.number + 1), to: margin - 1, .right), x: 0, y: y, Style(.muted))
            }
            canvas.draw(Line([Span(row.text, style(row.number))]), x: margin + (numbers ? 0 : 1), y: y, width: columns, search: wanted)
            if row.number == match, row.isFirst { canvas.put(Cell("▸", Style(.accent)), x: max(0, margin - 1), y: y) }
            if row.number == match, search.isEmpty { canvas.ground(Rect(x: 0, y: y, width: canvas.width, height: 1), .selected) }
        }
    }

    private func style(_ number: Int) -> Style {
        if buffer.notices.contains(number) { return Style(.moving) }
        let severity = LogText.severity(buffer.line(number))
        return severity == .unknown ? .plain : Style(severity.role)
    }

    /// A line as the rows it takes.
    private func pieces(_ number: Int, _ columns: Int) -> [(number: Int, text: String, isFirst: Bool)] {
        let text = LogText.text(buffer.line(number))
        guard wraps else { return [(number, shift == 0 ? text : String(text.dropFirst(shift)), true)] }
        return Wrap.columns(text, columns).enumerated().map { (number, $1, $0 == 0) }
    }
}
