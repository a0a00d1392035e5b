/// The rows of a list in the order shown, with a cursor that follows a thing and a window that keeps still.
///
/// Rows move only when ``adopt(_:holding:)`` is told that nobody is pressing keys; until then known rows keep their
/// places, gone ones leave, and new ones wait at the end.
struct Roster: Equatable, Sendable {
    /// Rows in the order shown.
    private(set) var rows: [Row] = []
    /// The selected thing; `nil` while there are no rows.
    private(set) var selected: RowID?
    /// Where the selected thing stands in ``rows``.
    private(set) var cursor = 0
    /// First row of the window.
    private(set) var offset = 0
    /// Whether the order shown is not the natural one, because somebody was pressing keys.
    private(set) var isHeld = false
    /// As in ``Arrangement``.
    private(set) var problems = 0, urgent = 0, hidden = 0
    private(set) var firstProblem: RowID?
    /// What is filtered by.
    var filter = Filter()
    /// Whether a cursor on the first row stays there, where the newest comes first: nobody who has not moved wants to be led away from it.
    private let keepsFirst: Bool

    init(keepsFirst: Bool = false) { self.keepsFirst = keepsFirst }

    /// Takes new rows.
    mutating func adopt(_ natural: Arrangement, holding: Bool) {
        let line = cursor - offset, stays = keepsFirst && cursor == 0 && !holding
        problems = natural.problems
        urgent = natural.urgent
        hidden = natural.hidden
        firstProblem = natural.firstProblem
        let shown = holding && !rows.isEmpty ? held(natural.rows) : natural.rows
        isHeld = holding && shown != natural.rows
        rows = shown
        if stays, let first = rows.first { selected = first.id }
        follow()
        // A window that was scrolled keeps the selected thing on its line; one at the top shows what is new there.
        if offset > 0 { offset = max(0, cursor - line) }
    }

    /// Puts the cursor on a thing; nothing happens when no row stands for it.
    @discardableResult
    mutating func select(_ id: RowID) -> Bool {
        guard let index = rows.firstIndex(where: { $0.id == id }) else { return false }
        place(index)
        return true
    }

    /// Moves the cursor.
    mutating func move(_ motion: Motion, height: Int) {
        guard !rows.isEmpty else { return }
        place(motion.applied(to: cursor, count: rows.count, height: height))
        reveal(height: height)
    }

    /// Moves the window by some rows, taking the cursor along at its edges.
    mutating func scroll(by rowCount: Int, height: Int) {
        guard rows.count > height, height > 0 else { return }
        offset = min(max(0, offset + rowCount), rows.count - height)
        place(min(max(cursor, offset), offset + height - 1))
    }

    /// Moves the window so that the cursor lies in it and no line is wasted.
    mutating func reveal(height: Int) {
        guard height > 0 else { return }
        offset = min(offset, max(0, rows.count - height))
        if cursor < offset { offset = cursor }
        if cursor >= offset + height { offset = cursor - height + 1 }
    }

    /// The row under the cursor.
    var current: Row? { rows.indices.contains(cursor) ? rows[cursor] : nil }

    private mutating func place(_ index: Int) {
        cursor = index
        selected = rows[index].id
    }

    /// Finds the selected thing again; where it has gone, its neighbour is selected.
    private mutating func follow() {
        guard !rows.isEmpty else {
            cursor = 0
            selected = nil
            return
        }
        if rows.indices.contains(cursor), rows[cursor].id == selected { return }
        place(rows.firstIndex { $0.id == selected } ?? min(cursor, rows.count - 1))
    }

    /// The new rows in the places of the old ones. Both lists are mostly the same in the same order, and this is done many times a
    /// second under load: only rows that stand elsewhere are looked up.
    private func held(_ natural: [Row]) -> [Row] {
        var result: [Row] = []
        result.reserveCapacity(natural.count)
        // Places in `natural` of rows that left the old order, and in `result` of old rows that have not been found again yet.
        var strayed: [Int] = [], waiting: [Int] = []
        var old = 0, new = 0
        while old < rows.count || new < natural.count {
            let fit = fit(old, natural, new)
            if fit == .both {
                result.append(natural[new])
            } else {
                if fit != .old, new < natural.count { strayed.append(new) }
                if fit != .new, old < rows.count {
                    waiting.append(result.count)
                    result.append(Row(id: rows[old].id, index: -1))
                }
            }
            if fit != .old { new += 1 }
            if fit != .new { old += 1 }
        }
        var places = Dictionary(strayed.map { (natural[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
        for place in waiting {
            if let found = places.removeValue(forKey: result[place].id) { result[place] = natural[found] }
        }
        if waiting.contains(where: { result[$0].index < 0 }) { result.removeAll { $0.index < 0 } }
        for place in strayed where places.removeValue(forKey: natural[place].id) != nil { result.append(natural[place]) }
        return result
    }

    /// Which of two rows to go on from: both where they are the same thing; else the one behind which the other is found again soon;
    /// neither of them fits otherwise.
    private enum Fit { case both, old, new, neither }

    private func fit(_ old: Int, _ natural: [Row], _ new: Int) -> Fit {
        guard old < rows.count else { return .new }
        guard new < natural.count else { return .old }
        if rows[old].id == natural[new].id { return .both }
        for step in 1...8 {
            if new + step < natural.count, natural[new + step].id == rows[old].id { return .new }
            if old + step < rows.count, rows[old + step].id == natural[new].id { return .old }
        }
        return .neither
    }
}
