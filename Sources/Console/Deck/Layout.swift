import Terminal

/// What a pane would like of the screen.
struct Demand: Equatable, Sendable {
    /// Rows in all, and rows from the first that must be seen for every problem to be seen.
    var rows: Int, urgent: Int
    /// Whether something is degraded or broken.
    var hasProblem: Bool
}

/// Where the panes stand. A function of size, focus and demands alone, so that a click finds what was drawn.
struct Layout: Equatable, Sendable {
    /// One pane's place.
    struct Slot: Equatable, Sendable {
        /// Index of the pane.
        var pane: Int
        var rect: Rect
        var style: Style
        /// Rows that can be shown.
        var rows: Int

        /// How much of a pane is drawn.
        enum Style: Equatable, Sendable {
            /// A frame around title and rows.
            case boxed
            /// A title line over rows: where columns are few.
            case ruled
            /// One line with everything in it.
            case summary
        }
    }
    var slots: [Slot] = []

    /// Smallest size that the deck is drawn at.
    static let smallest = (columns: 40, rows: 10)

    /// Panes side by side at a width.
    static func columnCount(_ width: Int) -> Int { width >= 200 ? 3 : width >= 120 ? 2 : 1 }

    /// The deck's panes in `area`.
    init(in area: Rect, demands: [Demand], focus: Int, isZoomed: Bool) {
        guard area.height > 0, area.width > 0 else { return }
        if isZoomed {
            slots = [Self.slot(focus, area, boxed: area.width >= 120)]
            return
        }
        let columns = Self.columnCount(area.width)
        if columns == 1 {
            stack(in: area, demands, focus)
        } else {
            grid(in: area, demands, columns: columns, focus)
        }
    }

    /// One column. Every pane has its summary line at least; what is wrong gets the room first, then what is looked at, then the rest.
    private mutating func stack(in area: Rect, _ demands: [Demand], _ focus: Int) {
        var heights = Array(repeating: 1, count: demands.count)
        var left = area.height - demands.count

        /// A title and two rows, or nothing: a pane is never a title over one row when it has more.
        func open(_ panes: [Int]) {
            for pane in panes where heights[pane] == 1 {
                let rows = min(2, demands[pane].rows)
                guard rows > 0, left >= rows else { continue }
                heights[pane] += rows
                left -= rows
            }
        }
        /// A row to each in turn, while there is room and somebody wants one.
        func grow(_ panes: [Int], to limit: KeyPath<Demand, Int>) {
            var grew = true
            while left > 0, grew {
                grew = false
                for pane in panes where left > 0 && heights[pane] > 1 && heights[pane] - 1 < demands[pane][keyPath: limit] {
                    heights[pane] += 1
                    left -= 1
                    grew = true
                }
            }
        }

        let others = demands.indices.filter { demands[$0].hasProblem && $0 != focus }
        let troubled = demands[focus].hasProblem ? [focus] + others : others
        let first = demands[focus].hasProblem ? troubled : troubled + [focus]
        let all = first + demands.indices.filter { !first.contains($0) }
        open(first)
        grow(troubled, to: \.urgent)
        open(all)
        grow(all, to: \.rows)

        var y = area.y
        for (pane, height) in heights.enumerated() {
            guard y + height <= area.y + area.height else { break }
            let rect = Rect(x: area.x, y: y, width: area.width, height: height)
            slots.append(
                height == 1 ? Slot(pane: pane, rect: rect, style: .summary, rows: 0) : Self.slot(pane, rect, boxed: false))
            y += height
        }
    }

    /// Panes side by side, in rows of equal height; a row in which more is wrong is higher.
    private mutating func grid(in area: Rect, _ demands: [Demand], columns: Int, _ focus: Int) {
        let rowCount = (demands.count + columns - 1) / columns
        let frame = 2
        let least = frame + 2
        guard area.height >= rowCount * least else {
            stack(in: area, demands, focus)
            return
        }
        var heights = Array(repeating: least, count: rowCount)
        var left = area.height - rowCount * least
        let wanted = { (row: Int, limit: KeyPath<Demand, Int>) in
            demands.indices.filter { $0 / columns == row }.map { demands[$0][keyPath: limit] }.max() ?? 0
        }
        for limit in [\Demand.urgent, \Demand.rows] {
            var grew = true
            while left > 0, grew {
                grew = false
                for row in 0..<rowCount where left > 0 && heights[row] - frame < wanted(row, limit) {
                    heights[row] += 1
                    left -= 1
                    grew = true
                }
            }
        }
        // Room that nobody asked for goes to all alike, so that frames keep still while rows come and go.
        for row in 0..<rowCount {
            let share = left / (rowCount - row)
            heights[row] += share
            left -= share
        }
        var y = area.y
        for row in 0..<rowCount {
            for column in 0..<columns where row * columns + column < demands.count {
                let x = area.x + area.width * column / columns
                let end = area.x + area.width * (column + 1) / columns
                slots.append(
                    Self.slot(row * columns + column, Rect(x: x, y: y, width: end - x, height: heights[row]), boxed: true))
            }
            y += heights[row]
        }
    }

    private static func slot(_ pane: Int, _ rect: Rect, boxed: Bool) -> Slot {
        Slot(pane: pane, rect: rect, style: boxed ? .boxed : .ruled, rows: max(0, rect.height - (boxed ? 2 : 1)))
    }
}

extension State {
    /// Lines above the deck: the top line, and a banner or notice where there is one.
    var headHeight: Int { 1 + (banner != nil || notice != nil ? 1 : 0) }

    /// Where the deck's panes are drawn.
    var deckArea: Rect { Rect(x: 0, y: headHeight, width: shared.columns, height: shared.rows - headHeight - 2) }

    /// Where the panes stand now.
    var layout: Layout { Layout(in: deckArea, demands: demands, focus: focus, isZoomed: isZoomed) }

    /// One sentence that spares several panes the same error.
    var notice: String? {
        shared.controlPlaneSilent.map {
            "No answer from the control plane since \(shared.options.clock.time($0)): alerts, models, applications are old."
        }
    }

    /// Asks the panes what room they want. Not while keys are pressed: frames must not move under a hand.
    mutating func refreshDemands() {
        demands = panes.all.map { pane in
            let roster = pane.roster
            // Two lines for saying why there are no rows, where there is room for them.
            return Demand(rows: roster.rows.isEmpty ? 2 : roster.rows.count, urgent: roster.urgent, hasProblem: roster.problems > 0)
        }
    }
}
