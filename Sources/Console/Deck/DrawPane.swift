import Terminal

/// Draws a pane in its slot: frame or rule, title with age, rows, or its one line.
func drawPane(_ pane: any Pane, _ slot: Layout.Slot, _ state: State, on canvas: inout Canvas) {
    let isFocused = slot.pane == state.focus
    let standing = pane.standing(state.shared)
    canvas.within(slot.rect) { area in
        switch slot.style {
        case .summary: drawSummary(pane, slot.pane, isFocused, standing, state, on: &area)
        case .ruled:
            drawRule(slot, isFocused, pane, standing, corners: nil, on: &area)
            drawRows(pane, Rect(x: 0, y: 1, width: area.width, height: slot.rows), isFocused, standing, state, on: &area)
        case .boxed:
            drawFrame(isFocused, on: &area)
            drawRule(slot, isFocused, pane, standing, corners: ("╭", "╮"), on: &area)
            drawRows(pane, Rect(x: 1, y: 1, width: area.width - 2, height: slot.rows), isFocused, standing, state, on: &area)
        }
    }
}

private func frameStyle(_ isFocused: Bool) -> Style { Style(isFocused ? .accent : .frame) }

private func drawFrame(_ isFocused: Bool, on canvas: inout Canvas) {
    let style = frameStyle(isFocused)
    let (right, bottom) = (canvas.width - 1, canvas.height - 1)
    for y in 1..<max(1, bottom) {
        canvas.put(Cell("│", style), x: 0, y: y)
        canvas.put(Cell("│", style), x: right, y: y)
    }
    for x in 1..<max(1, right) { canvas.put(Cell("─", style), x: x, y: bottom) }
    canvas.put(Cell("╰", style), x: 0, y: bottom)
    canvas.put(Cell("╯", style), x: right, y: bottom)
}

/// The title line: number, name, what is filtered, and the age at its right.
private func drawRule(
    _ slot: Layout.Slot, _ isFocused: Bool, _ pane: any Pane, _ standing: Standing, corners: (Unicode.Scalar, Unicode.Scalar)?,
    on canvas: inout Canvas
) {
    let style = frameStyle(isFocused)
    for x in 0..<canvas.width { canvas.put(Cell("─", style), x: x, y: 0) }
    if let corners {
        canvas.put(Cell(corners.0, style), x: 0, y: 0)
        canvas.put(Cell(corners.1, style), x: canvas.width - 1, y: 0)
    }
    let title = type(of: pane).title
    var x = 1
    x += canvas.write("\(slot.pane + 1) ", x: x, y: 0, Style(.accent))
    x += canvas.write(title + " ", x: x, y: 0, Style(isFocused ? .accent : .plain, on: .normal, .bold))
    let roster = pane.roster
    if !roster.filter.isEmpty {
        x += canvas.write("/\(roster.filter.text) ", x: x, y: 0, Style(.accent))
        x += canvas.write("\(roster.rows.count) of \(roster.rows.count + roster.hidden) ", x: x, y: 0, Style(.muted))
    }
    let more = moreWords(roster, rows: slot.rows)
    if !more.isEmpty, canvas.width > x + 40 { x += canvas.write("\(more) ", x: x, y: 0, Style(more.contains(",") ? .degraded : .muted)) }
    let room = canvas.width - x - 3
    let words = TextWidth.truncated(standing.text, to: max(0, room))
    guard !words.isEmpty else { return }
    canvas.write(" \(words) ", x: canvas.width - TextWidth.columns(words) - 3, y: 0, Style(standing.role))
}

private func drawRows(
    _ pane: any Pane, _ rect: Rect, _ isFocused: Bool, _ standing: Standing, _ state: State, on canvas: inout Canvas
) {
    guard !pane.roster.rows.isEmpty else { return drawEmptiness(pane.emptiness(state.shared), rect, on: &canvas) }
    drawRows(
        pane.roster, rect, isFocused: isFocused, on: &canvas, isOld: { standing.isOld || pane.isOld($0, state.shared) },
        line: { pane.line($0, width: rect.width - 2, state.shared) })
}

/// `+12 more, 3 with problems`: rows that are not seen, so that a cut list never looks whole. Empty when all are.
private func moreWords(_ roster: Roster, rows: Int) -> String {
    let hidden = roster.rows.count - rows
    guard hidden > 0 else { return "" }
    // Problems stand first: what of them lies outside of the window is countable without looking at rows.
    let seen = max(0, min(roster.urgent, roster.offset + rows) - min(roster.urgent, roster.offset))
    let problems = min(roster.problems, max(0, roster.urgent - seen))
    return "+\(Numbers.grouped(hidden)) more" + (problems > 0 ? ", \(problems) with problems" : "")
}

private func drawSummary(
    _ pane: any Pane, _ index: Int, _ isFocused: Bool, _ standing: Standing, _ state: State, on canvas: inout Canvas
) {
    let title = TextWidth.padded(type(of: pane).title, to: 17)
    var line = pane.summary(state.shared)
    line.left.insert(Span(title, isFocused ? .accent : .plain, .bold), at: 0)
    line.left.insert(Span(" \(index + 1) ", .accent), at: 0)
    line.right = [Span(TextWidth.truncated(standing.text, to: 26) + " ", standing.role)]
    canvas.draw(line, y: 0)
    if isFocused { canvas.ground(Rect(x: 0, y: 0, width: canvas.width, height: 1), .marked) }
}
