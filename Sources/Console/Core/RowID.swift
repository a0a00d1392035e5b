/// Which thing a row stands for. The selection follows this, never the line it happens to be on.
enum RowID: Hashable, Sendable {
    case context(String)
    case node(context: String, uid: String)
    /// The uid is unique in its cluster only: two contexts may point at one cluster.
    case pod(context: String, uid: String)
    case alert(String)
    /// Several alerts folded into one line, by the fold's key.
    case fold(String)
    case targets
    case model(String)
    case application(String)
    case pipeline(String)
    /// A triage that is running, by its number.
    case triage(Int)
    case report(String)
}

/// A row in its place: which thing, and where that thing stands in the data it comes from.
struct Row: Hashable, Sendable {
    var id: RowID
    /// Position in the source array; its meaning is the pane's own.
    var index: Int
}

/// The rows of a pane in their natural order, worst first, with what the layout and the title want to know about them.
struct Arrangement: Equatable, Sendable {
    var rows: [Row] = []
    /// How many rows are about something degraded or broken, and the first of them.
    var problems = 0
    var firstProblem: RowID?
    /// How many rows, from the first on, must be seen for every problem to be seen.
    var urgent = 0
    /// Rows that the filter left out.
    var hidden = 0

    /// Adds a row.
    mutating func add(_ id: RowID, _ index: Int, isProblem: Bool = false) {
        rows.append(Row(id: id, index: index))
        guard isProblem else { return }
        problems += 1
        urgent = rows.count
        if firstProblem == nil { firstProblem = id }
    }
}
