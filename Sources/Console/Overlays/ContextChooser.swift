import Feeds
import Terminal

/// Where commands act that have no selection.
struct ContextChooser: Equatable, Sendable {
    var names: [String]
    var chosen: Int

    init(_ state: State) {
        names = state.shared.options.contexts
        chosen = names.firstIndex { $0 == state.shared.context } ?? 0
    }

    mutating func take(_ key: Key) -> OverlayOutcome {
        switch key {
        case .up, .character("k"): chosen = max(0, chosen - 1)
        case .down, .character("j"), .tab, .character("c"): chosen = (chosen + 1) % max(1, names.count)
        case .character(let digit) where digit.wholeNumberValue.map { (1...max(1, names.count)).contains($0) } == true:
            chosen = (digit.wholeNumberValue ?? 1) - 1
            return names.indices.contains(chosen) ? .chose(.contextChosen(names[chosen])) : .close
        case .enter: return names.indices.contains(chosen) ? .chose(.contextChosen(names[chosen])) : .close
        case .escape, .character("q"): return .close
        default: break
        }
        return .stay
    }

    func draw(on canvas: inout Canvas, _ state: State) {
        Dialog.draw("Where commands act without a selection", width: 60, height: names.count + 2, on: &canvas) { area in
            for (row, name) in names.enumerated() {
                let standing = Standing(state.shared.world.clusters[name]?.freshness ?? .init(), now: state.shared.now)
                area.draw(
                    Line(
                        [
                            Span("\(row + 1) ", .accent), state.shared.health(of: name).span,
                            .name(name, .plain, row == chosen ? .bold : []),
                        ],
                        right: [Span(standing.text, standing.role)]), y: row)
                if row == chosen { area.ground(Rect(x: 0, y: row, width: area.width, height: 1), .selected) }
            }
        }
    }
}
