import Feeds
import Host
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
    /// Their numbers, where they are not counted through; `nil` for a line of our own.
    var labels: [Int?] = []
    /// How the moment at the beginning of a line is shown.
    var stamps = Stamps.whole

    /// A log's moments take thirty columns of eighty where they are written whole.
    enum Stamps: CaseIterable, Sendable { case short, whole, none }

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
    mutating func nextStamps() {
        let all = Stamps.allCases
        stamps = all[((all.firstIndex(of: stamps) ?? 0) + 1) % all.count]
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
        var parts = [Numbers.count(buffer.end - buffer.first, "line")]
        if buffer.dropped > 0 { parts.append("\(Numbers.grouped(buffer.dropped)) older dropped") }
        if !search.isEmpty {
            parts.append(match.map { "“\(search)” at line \(Numbers.grouped(label($0) ?? $0 + 1))" } ?? "“\(search)” is not here")
        }
        if wraps { parts.append("wrapped") }
        if stamps == .none { parts.append("times left out") }
        return parts.joined(separator: " · ")
    }

    /// Day and zone of the first line shown, where its time says only the hour.
    func day(height: Int, _ clock: WallClock) -> String? {
        guard stamps == .short, let moment = LogText.stamp(buffer.line(first(height: height)))?.moment else { return nil }
        let mark = clock.mark(moment)
        return "\(clock.day(moment)), times \(mark == "Z" ? "UTC" : mark)"
    }

    /// Draws the lines that are seen; no other line is touched.
    func draw(on canvas: inout Canvas, _ clock: WallClock) {
        let margin = numbers ? String(labels.last { $0 != nil }.flatMap { $0 } ?? buffer.end).utf8.count + 1 : 0
        let columns = max(1, canvas.width - margin - 1)
        var rows: [Piece] = []
        if follows {
            var number = buffer.end - 1
            while number >= buffer.first, rows.count < canvas.height {
                rows.insert(contentsOf: pieces(number, columns, clock), at: 0)
                number -= 1
            }
            if rows.count > canvas.height { rows.removeFirst(rows.count - canvas.height) }
        } else {
            var number = first(height: canvas.height)
            while number < buffer.end, rows.count < canvas.height {
                rows += pieces(number, columns, clock)
                number += 1
            }
        }
        let wanted = TextSearch(search)
        for (y, row) in rows.prefix(canvas.height).enumerated() {
            if numbers, row.isFirst, let label = label(row.number) {
                canvas.write(TextWidth.padded(String(label), to: margin - 1, .right), x: 0, y: y, Style(.muted))
            }
            let line = Line([Span(row.stamp, .muted), Span(row.text, style(row.number))])
            canvas.draw(line, x: margin + (numbers ? 0 : 1), y: y, width: columns, search: wanted)
            if row.number == match, row.isFirst { canvas.put(Cell("▸", Style(.accent)), x: max(0, margin - 1), y: y) }
            if row.number == match, search.isEmpty { canvas.ground(Rect(x: 0, y: y, width: canvas.width, height: 1), .selected) }
        }
    }

    private func label(_ number: Int) -> Int? {
        labels.isEmpty ? number + 1 : labels.indices.contains(number) ? labels[number] : nil
    }

    private func style(_ number: Int) -> Style {
        if buffer.notices.contains(number) { return Style(.moving) }
        let severity = LogText.severity(buffer.line(number))
        return severity == .unknown ? .plain : Style(severity.role)
    }

    /// A row of a line that may take several.
    private struct Piece {
        var number: Int
        var stamp: String, text: String
        var isFirst: Bool
    }

    /// A line as the rows it takes.
    private func pieces(_ number: Int, _ columns: Int, _ clock: WallClock) -> [Piece] {
        var bytes = buffer.line(number)
        var stamp = ""
        if stamps != .whole, let found = LogText.stamp(bytes) {
            bytes = found.rest
            if stamps == .short { stamp = clock.bareTime(found.moment) + " " }
        }
        let text = LogText.text(bytes)
        guard wraps else { return [Piece(number: number, stamp: stamp, text: shift == 0 ? text : String(text.dropFirst(shift)), isFirst: true)] }
        let room = max(10, columns - stamp.utf8.count)
        return Wrap.columns(text, room).enumerated().map { index, part in
            let margin = index == 0 ? stamp : String(repeating: " ", count: stamp.utf8.count)
            return Piece(number: number, stamp: margin, text: part, isFirst: index == 0)
        }
    }
}
