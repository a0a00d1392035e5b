import Terminal

/// A page of text with a few lines at its head, perhaps tabs, and a body to move in. Most pages are one: they only say their lines.
protocol DocumentPage: Page {
    var view: DocumentView { get set }
    var tab: Int { get set }
    /// Lines that stand still above the body.
    func head(_ shared: Shared, width: Int) -> [Line]
    /// The body of the tab shown.
    func body(_ shared: Shared, width: Int) -> [BodyLine]
    /// What is asked for when the page opens, and when a tab is first shown.
    mutating func opened(_ shared: inout Shared) -> [Effect]
    /// Takes an answer to one of its requests.
    mutating func take(_ answer: Answer, _ name: String, _ shared: inout Shared) -> [Effect]
    /// What else happened.
    mutating func noticed(_ shared: inout Shared) -> [Effect]
}

extension DocumentPage {
    mutating func opened(_ shared: inout Shared) -> [Effect] { [] }
    mutating func take(_ answer: Answer, _ name: String, _ shared: inout Shared) -> [Effect] { [] }
    mutating func noticed(_ shared: inout Shared) -> [Effect] { [] }
    func selection(_ shared: Shared) -> Target? { view.selected }
    var searched: String? { view.search }

    func sentence(_ shared: Shared) -> String { view.sentence(columns: shared.columns) }
    func place(_ shared: Shared) -> String { view.matchWords ?? view.place(height: bodyHeight(shared)) }

    mutating func update(_ event: PageEvent, _ shared: inout Shared) -> [Effect] { updateDocument(event, &shared) }

    /// What all documents do alike; a page that does something else with one event calls this for the rest.
    mutating func updateDocument(_ event: PageEvent, _ shared: inout Shared) -> [Effect] {
        let height = bodyHeight(shared)
        var effects: [Effect] = []
        switch event {
        case .opened: effects = opened(&shared)
        case .moved(let motion):
            view.move(motion, height: height)
            return []
        case .tabChosen(let index):
            guard tabs(shared).indices.contains(index), index != tab else { return [] }
            tab = index
            view.restart()
        case .answered(let name, let answer): effects = take(answer, name, &shared)
        case .refreshed: effects = noticed(&shared)
        case .searched(let text):
            view.find(text, height: height)
            return []
        case .matchMoved(let step):
            view.next(step, height: height)
            return []
        case .clicked(let row):
            _ = view.click(row - (shared.pageHeight - height))
            return []
        case .scrolled(let rows):
            view.scroll(rows, height: height)
            return []
        case .shifted, .followToggled, .wrapToggled, .timesToggled, .foldToggled: return []
        }
        rebuild(shared)
        return effects
    }

    /// Makes the lines again.
    mutating func rebuild(_ shared: Shared) {
        view.replace(body(shared, width: shared.columns - 2), height: bodyHeight(shared))
    }

    func bodyHeight(_ shared: Shared) -> Int {
        max(1, shared.pageHeight - head(shared, width: shared.columns - 2).count - (tabs(shared).isEmpty ? 0 : 1))
    }

    func draw(on canvas: inout Canvas, _ shared: Shared) { drawDocument(on: &canvas, shared) }

    /// Head, tabs and text.
    func drawDocument(on canvas: inout Canvas, _ shared: Shared) {
        view.draw(on: &canvas, drawHead(on: &canvas, shared))
    }

    /// Head and tabs. Returns what is left for the body.
    func drawHead(on canvas: inout Canvas, _ shared: Shared) -> Rect {
        var y = 0
        for line in head(shared, width: canvas.width - 2) {
            canvas.draw(line, x: 1, y: y, width: canvas.width - 2)
            y += 1
        }
        let titles = tabs(shared)
        if !titles.isEmpty {
            drawTabs(titles, chosen: tab, y: y, on: &canvas)
            y += 1
        }
        return Rect(x: 0, y: y, width: canvas.width, height: canvas.height - y)
    }
}

/// `─ 1 summary ─ 2 containers`, the chosen one set off; without the rule between them where columns are few.
func drawTabs(_ titles: [String], chosen: Int, y: Int, on canvas: inout Canvas) {
    for x in 0..<canvas.width { canvas.put(Cell("─", Style(.frame)), x: x, y: y) }
    let isWide = titles.reduce(1) { $0 + TextWidth.columns($1) + 5 } <= canvas.width
    var x = isWide ? 1 : 0
    for (index, title) in titles.enumerated() {
        let isChosen = index == chosen
        let style = isChosen ? Style(.accent, on: .selected, .bold) : Style(.plain)
        x += canvas.write(isWide ? " \(index + 1) " : "\(index + 1) ", x: x, y: y, isChosen ? style : Style(.accent))
        x += canvas.write("\(title) ", x: x, y: y, style) + (isWide ? 1 : 0)
    }
}
