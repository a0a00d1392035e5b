/// A step of the selection or of a text.
public enum Motion: Sendable, Hashable {
    /// One line.
    case up, down
    /// Half the height, and the whole.
    case halfUp, halfDown, pageUp, pageDown
    /// The ends.
    case first, last

    /// Where a position among `count` lines, of which `height` are seen, goes by this step.
    func applied(to position: Int, count: Int, height: Int) -> Int {
        let target =
            switch self {
            case .up: position - 1
            case .down: position + 1
            case .halfUp: position - max(1, height / 2)
            case .halfDown: position + max(1, height / 2)
            case .pageUp: position - max(1, height - 1)
            case .pageDown: position + max(1, height - 1)
            case .first: 0
            case .last: count - 1
            }
        return min(max(target, 0), max(count - 1, 0))
    }
}
