import Terminal

/// A line of a page's text, and what it opens.
struct BodyLine: Equatable, Sendable {
    var line: Line
    /// Things that can be opened from this line, in the order in which it names them.
    var links: [Link] = []

    /// A thing that a line names.
    struct Link: Equatable, Sendable {
        /// How the line names it; empty where the whole line is about it.
        var label = ""
        var target: Target
    }

    init(_ line: Line, opens target: Target? = nil) {
        self.line = line
        links = target.map { [Link(target: $0)] } ?? []
    }
    /// A line that names several things.
    init(_ line: Line, links: [Link]) {
        self.line = line
        self.links = links
    }
    /// What it opens first.
    var target: Target? { links.first?.target }
    /// Whether it opens a thing.
    func opens(_ target: Target) -> Bool { links.contains { $0.target == target } }
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
    /// The line it was selected on.
    private var place: Int?
    /// What is searched for, and the line of the match one is at.
    private(set) var search = ""
    private(set) var match: Int?

    /// Takes new lines; the selected thing stays selected while it is there.
    mutating func replace(_ new: [BodyLine], height: Int) {
        lines = new
        if cursor == nil {
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

    /// The line of the selected thing.
    var cursor: Int? {
        guard let selected else { return nil }
        // The same thing may be named on several lines: the line one has moved to counts.
        if let place, lines.indices.contains(place), lines[place].opens(selected) { return place }
        return lines.firstIndex { $0.opens(selected) }
    }

    /// Things that can be opened from the selected line, and which of them is selected.
    var choices: (links: [BodyLine.Link], index: Int)? {
        guard let cursor, let index = lines[cursor].links.firstIndex(where: { $0.target == selected }) else { return nil }
        return (lines[cursor].links, index)
    }

    /// Selects the next thing that the selected line names, round its end.
    mutating func shift(_ step: Int) {
        guard let (links, index) = choices else { return }
        place = cursor
        selected = links[(index + step + links.count) % links.count].target
    }

    /// Moves to the next thing that can be opened where one is near, else moves the text.
    mutating func move(_ motion: Motion, height: Int) {
        switch motion {
        case .up, .down:
            let step = motion == .up ? -1 : 1
            if let cursor, let next = nextTarget(from: cursor, step), next >= offset - 1, next <= offset + height {
                select(next)
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
        guard lines.indices.contains(index), lines[index].target != nil else { return false }
        select(index)
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
        if let match, lines[match].target != nil { select(match) }
        clamp(height)
    }

    private mutating func select(_ index: Int) {
        place = index
        selected = lines[index].target
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
        if let index = last ? visible.last : visible.first { select(index) }
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
                if let (links, chosen) = choices, links.count > 1 {
                    canvas.set(
                        off: links[chosen].label, in: lines[index].line, Rect(x: area.x + 1, y: area.y + row, width: area.width - 2, height: 1))
                }
            }
            if let wanted {
                let text = lines[index].line.laidOut(width: area.width - 2).text
                canvas.highlight(wanted, in: text, x: area.x + 1, y: area.y + row)
                if index == match { canvas.put(Cell("▸", Style(.accent)), x: area.x, y: area.y + row) }
            }
        }
    }

    /// The selected line's whole text, where so many columns have no room for it.
    func sentence(columns: Int) -> String {
        guard let cursor else { return "" }
        let line = lines[cursor].line
        return line.columns > columns - 2 ? line.text : ""
    }

    /// `12-30 of 45` where not all is seen; empty where it is.
    func place(height: Int) -> String {
        guard lines.count > height, height > 0 else { return "" }
        return "\(offset + 1)-\(min(lines.count, offset + height)) of \(Numbers.grouped(lines.count))"
    }
}

extension Canvas {
    /// Sets off where a drawn line names a thing.
    fileprivate mutating func set(off label: String, in line: Line, _ place: Rect) {
        let text = line.laidOut(width: place.width).text
        guard !label.isEmpty, let found = text.firstRange(of: label) else { return }
        let x = place.x + TextWidth.columns(String(text[..<found.lowerBound]))
        restyle(Rect(x: x, y: place.y, width: TextWidth.columns(label), height: 1)) { $0 = Style(.accent, on: $0.ground, [.bold, .reverse]) }
    }
}
