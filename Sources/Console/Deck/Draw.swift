import Terminal

/// Draws the console as it is: the deck or the page on top, and what lies over it. Draws only rows that are seen.
///
/// Characters are Unicode always; the screen replaces what its terminal cannot show (``Terminal/GlyphSet``).
public func draw(_ state: State, width: Int, height: Int) -> Canvas {
    var canvas = Canvas(width: width, height: height)
    guard width >= Layout.smallest.columns, height >= Layout.smallest.rows else {
        drawTooSmall(on: &canvas)
        return canvas
    }
    if let page = state.pages.top { drawPage(page, state, on: &canvas) } else { drawDeck(state, on: &canvas) }
    drawBanner(state, on: &canvas)
    drawFoot(state, on: &canvas)
    state.overlay?.draw(on: &canvas, state)
    return canvas
}

private func drawTooSmall(on canvas: inout Canvas) {
    let sentence =
        "This window has \(canvas.columns)x\(canvas.rows) cells; Quarterdeck needs \(Layout.smallest.columns)x\(Layout.smallest.rows). Make it larger, or q to leave."
    for (row, line) in Wrap.words(sentence, columns: canvas.columns).prefix(canvas.rows).enumerated() {
        canvas.write(line, x: 0, y: row, Style(.degraded))
    }
}

private func drawDeck(_ state: State, on canvas: inout Canvas) {
    drawTop(state, on: &canvas)
    for slot in state.layout.slots { drawPane(state.panes.all[slot.pane], slot, state, on: &canvas) }
}

private func drawPage(_ page: any Page, _ state: State, on canvas: inout Canvas) {
    let standing = page.standing(state.shared)
    var crumbs: [Span] = [Span(" deck", .muted)]
    for (index, over) in state.pages.all.enumerated() {
        // Pages in between are named by their kind; the one on top in full.
        for crumb in index == state.pages.all.count - 1 ? over.crumbs : [type(of: over).kind.rawValue] {
            crumbs.append(Span(" › ", .frame))
            crumbs.append(.name(crumb, .accent, .bold))
        }
    }
    canvas.draw(Line(crumbs, right: [Span(standing.text + " ", standing.role)]), y: 0)
    let area = Rect(x: 0, y: state.headHeight, width: canvas.columns, height: canvas.rows - state.headHeight - 2)
    canvas.within(area) { page.draw(on: &$0, state.shared) }
}

private func drawBanner(_ state: State, on canvas: inout Canvas) {
    if let banner = state.banner {
        let others = banner.others > 0 ? " and \(banner.others) more" : ""
        let enter = KeyHint.short("Enter", plain: state.shared.options.plainKeys)
        let all = banner.isPassed ? "Esc puts this away" : "\(enter) goes there · Esc puts this away"
        let brief = banner.isPassed ? "Esc away" : "\(enter) there · Esc away"
        func line(_ keys: String) -> Line {
            Line([Span(" ✗ NEW CRITICAL  ", .broken, .bold), .name(banner.text + others, .broken)], right: [Span(keys + " ")])
        }
        // Both the alert's name and the way to be rid of it must be there where columns are few.
        canvas.draw(line(line(all).columns <= canvas.columns ? all : brief), y: 1)
        canvas.ground(Rect(x: 0, y: 1, width: canvas.columns, height: 1), .alarm)
    } else if let notice = state.notice {
        canvas.draw(Line([Span(" ✗ ", .broken), .sentence(notice, .broken)]), y: 1)
    }
}
