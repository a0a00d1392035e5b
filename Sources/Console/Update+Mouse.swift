import Host
import Terminal

/// The mouse: a click selects and focuses, a second one opens, the wheel scrolls what is under it.
extension State {
    mutating func take(_ mouse: Key.Mouse) -> [Effect] {
        guard overlay == nil else { return [] }
        switch mouse.action {
        case .press: return press(mouse)
        case .wheelUp: return wheel(mouse, -3)
        case .wheelDown: return wheel(mouse, 3)
        case .release, .drag: return []
        }
    }

    private mutating func press(_ mouse: Key.Mouse) -> [Effect] {
        let isDouble = lastClick.map { $0.x == mouse.x && $0.y == mouse.y && (shared.now - $0.at).milliseconds < 500 } ?? false
        lastClick = isDouble ? nil : Click(x: mouse.x, y: mouse.y, at: shared.now)
        shared.lastPress = shared.now
        isPlaced = true
        shared.hush()
        if let banner, mouse.y == 1 {
            self.banner = nil
            return open(.alert(id: banner.alert, name: banner.name))
        }
        if pages.top != nil {
            guard mouse.y >= headHeight, mouse.y < shared.rows - 2 else { return [] }
            let effects = tellPage(.clicked(row: mouse.y - headHeight))
            return isDouble ? effects + follow(.enteredSelection) : effects
        }
        guard let slot = layout.slots.first(where: { $0.rect.contains(x: mouse.x, y: mouse.y) }) else { return [] }
        let row = panes.all[slot.pane].roster.offset + mouse.y - slot.rect.y - 1
        let isRow = slot.style != .summary && mouse.y > slot.rect.y && panes.all[slot.pane].roster.rows.indices.contains(row)
        if isRow { panes.all[slot.pane].roster.select(panes.all[slot.pane].roster.rows[row].id) }
        focus = slot.pane
        refreshDemands()
        return isDouble && isRow ? follow(.enteredSelection) : []
    }

    private mutating func wheel(_ mouse: Key.Mouse, _ rows: Int) -> [Effect] {
        if pages.top != nil { return tellPage(.scrolled(rows)) }
        guard let slot = layout.slots.first(where: { $0.rect.contains(x: mouse.x, y: mouse.y) }) else { return [] }
        panes.all[slot.pane].roster.scroll(by: rows, height: slot.rows)
        return []
    }
}
