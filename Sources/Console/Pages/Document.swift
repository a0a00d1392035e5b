import Terminal

/// A line of a page's text, and what it opens.
struct BodyLine: Equatable, Sendable {
    var line: Line
    var target: Target?

    init(_ line: Line, opens target: Target? = nil) {
        self.line = line
        self.target = target
    }
    /// A line of one text.
    init(_ text: String, _ role: Role = .plain, _ attributes: Style.Attributes = []) { self.init(Line(text, role, attributes)) }

    /// A heading over what follows.
    static func heading(_ text: String) -> BodyLine { BodyLine(text, .accent, .bold) }
    /// An empty line.
    static let empty = BodyLine("")

    /// A name and its value, in two columns; long values go on below.
    static func pair(_ name: String, _ value: String, width: Int, names: Int = 14, _ role: Role = .plain) -> [BodyLine] {
        Wrap.words(value, columns: max(10, width - names)).enumerated().map { index, part in
            BodyLine(Line([.column(index == 0 ? name : "", names, .muted), Span(part, role)]))
        }
    }

    /// A text broken into lines.
    static func paragraph(_ text: String, width: Int, _ role: Role = .plain) -> [BodyLine] {
        Wrap.words(text, columns: max(10, width)).map { BodyLine($0, role) }
    }
}

/// Where one is in a page's text: window, selected line, search. Lines are made when something changes, not for each frame.
struct DocumentView: Equatable, Sendable {
    private(set) var lines: [BodyLine] = []
    private(set) var offset = 0
    private(set) var selected: Target?
    /// What is searched for, and the line of the match one is at.
    private(set) var search = ""
    private(set) var match: Int?

    /// Takes new lines; the selected thing stays selected while it is there.
    mutating func replace(_ new: [BodyLine], height: Int) {
        lines = new
        if selected == nil || !lines.contains(where: { $0.target == selected }) {
            selected = lines.first { $0.target != nil }?.target
        }
        clamp(height)
    }

    /// Selects a thing before there are lines: what a page is most likely opened for.
    mutating func prefer(_ target: Target?) { selected = target ?? selected }

    /// Starts at the top, as on another tab.
    mutating func restart() {
        offset = 0
        selected = nil
        match = nil
    }

    var cursor: Int? { selected.flatMap { target in lines.firstIndex { $0.target == target } } }

    /// Moves to the next thing that can be opened where one is near, else moves the text.
    mutating func move(_ motion: Motion, height: Int) {
        switch motion {
        case .up, .down:
            let step = motion == .up ? -1 : 1
            if let cursor, let next = nextTarget(from: cursor, step), next >= offset - 1, next <= offset + height {
                selected = lines[next].target
                if next < offset { offset = next }
                if next >= offset + height { offset = next - height + 1 }
            } else {
                offset += step
            }
        default:
            offset =
                motion == .last ? lines.count : motion.applied(to: offset, count: max(1, lines.count), height: height)
            clamp(height)
            selectVisible(height, last: motion == .last)
        }
        clamp(height)
    }

    mutating func scroll(_ rows: Int, height: Int) {
        offset += rows
        clamp(height)
        selectVisible(height, last: rows > 0)
    }

    /// Selects the thing on a line of the window. Returns whether there is one.
    mutating func click(_ row: Int) -> Bool {
        let index = offset + row
        guard lines.indices.contains(index), let target = lines[index].target else { return false }
        selected = target
        return true
    }

    /// Looks for text, from the top of the window on.
    mutating func find(_ text: String, height: Int) {
        search = text
        match = nil
        guard !text.isEmpty else { return }
        step(1, from: offset - 1, height: height)
    }

    /// Goes to the next match, round the end.
    mutating func next(_ step: Int, height: Int) { self.step(step, from: match ?? offset - step, height: height) }

    /// How many lines match, and which of them one is at.
    var matchWords: String? {
        guard !search.isEmpty else { return nil }
        let found = matches
        guard !found.isEmpty else { return "“\(search)” is not here" }
        return "“\(search)” \(match.flatMap { found.firstIndex(of: $0) }.map { $0 + 1 } ?? 0) of \(found.count)"
    }

    private var matches: [Int] {
        guard let wanted = TextSearch(search) else { return [] }
        return lines.indices.filter { wanted.matches(lines[$0].line.text) }
    }

    private mutating func step(_ step: Int, from start: Int, height: Int) {
        let found = matches
        guard !found.isEmpty else {
            match = nil
            return
        }
        match = step > 0 ? found.first { $0 > start } ?? found[0] : found.last { $0 < start } ?? found[found.count - 1]
        if let match, match < offset || match >= offset + height { offset = match - height / 3 }
        if let match, let target = lines[match].target { selected = target }
        clamp(height)
    }

    private func nextTarget(from index: Int, _ step: Int) -> Int? {
        var next = index + step
        while lines.indices.contains(next) {
            if lines[next].target != nil { return next }
            next += step
        }
        return nil
    }

    private mutating func selectVisible(_ height: Int, last: Bool) {
        guard let cursor, cursor < offset || cursor >= offset + height else { return }
        let window = lines.indices.clamped(to: offset..<max(offset, offset + height))
        let visible = window.filter { lines[$0].target != nil }
        if let index = last ? visible.last : visible.first { selected = lines[index].target }
    }

    private mutating func clamp(_ height: Int) { offset = min(max(0, offset), max(0, lines.count - height)) }

    /// Draws the window.
    func draw(on canvas: inout Canvas, _ area: Rect) {
        let cursor = cursor
        let wanted = TextSearch(search)
        for row in 0..<area.height where lines.indices.contains(offset + row) {
            let index = offset + row
            let whole = Rect(x: area.x, y: area.y + row, width: area.width, height: 1)
            canvas.draw(lines[index].line, x: area.x + 1, y: area.y + row, width: area.width - 2)
            if index == cursor {
                canvas.ground(whole, .selected)
                canvas.put(Cell("▸", Style(.accent, on: .selected)), x: area.x, y: area.y + row)
            }
            if let wanted {
                let text = lines[index].line.laidOut(width: area.width - 2).text
                canvas.highlight(wanted, in: text, x: area.x + 1, y: area.y + row)
                if index == match { canvas.put(Cell("▸", Style(.accent)), x: area.x, y: area.y + row) }
            }
        }
    }

    /// `12-30 of 45` where not all is seen; empty where it is.
    func place(height: Int) -> String {
        guard lines.count > height, height > 0 else { return "" }
        return "\(offset + 1)-\(min(lines.count, offset + height)) of \(Numbers.grouped(lines.count))"
    }
}

extension Canvas {
    /// Writes at the right edge.
    mutating func writeRight(_ text: String, y: Int, _ style: Style) {
        write(text, x: width - TextWidth.columns(text), y: y, style)
    }
}
