import Feeds
import Services
import Terminal

/// All pods of a context, those in trouble first: the cursor follows a pod by its uid, and only rows that are seen are drawn.
struct PodList: Equatable, Sendable {
    let context: String
    var roster = Roster()

    init(context: String) { self.context = context }

    /// Takes the pods as they are now, and what they are filtered by.
    mutating func refresh(_ shared: Shared, filter: Filter, height: Int) {
        // Rows keep their places under a hand, but another filter is another list.
        let holding = shared.isHeld && roster.filter == filter
        roster.filter = filter
        var result = Arrangement()
        let pods = shared.world.clusters[context]?.value?.pods ?? []
        for isProblem in [true, false] {
            for index in pods.indices where pods[index].severity.isProblem == isProblem {
                let row = pods[index]
                guard filter.isEmpty || filter.matches(row.texts + [context], labels: row.pod.meta.labels) else {
                    result.hidden += 1
                    continue
                }
                result.add(.pod(context: context, uid: row.pod.meta.uid), index, isProblem: isProblem)
            }
        }
        roster.adopt(result, holding: holding)
        roster.reveal(height: height)
    }

    /// Selects the row that was clicked.
    mutating func click(_ row: Int) {
        let index = roster.offset + row
        if roster.rows.indices.contains(index) { roster.select(roster.rows[index].id) }
    }

    /// The pod under the cursor.
    func selected(_ shared: Shared) -> PodRow? { roster.current.flatMap { pod($0, shared) } }

    /// `3 of 25` where it is filtered, `1-18 of 25` where there is more than is seen; else empty.
    func words(height: Int) -> String {
        let all = roster.rows.count + roster.hidden
        if !roster.filter.isEmpty { return "\(Numbers.grouped(roster.rows.count)) of \(Numbers.grouped(all))" }
        guard roster.rows.count > height else { return "" }
        return "\(roster.offset + 1)-\(min(roster.rows.count, roster.offset + height)) of \(Numbers.grouped(roster.rows.count))"
    }

    func draw(on canvas: inout Canvas, _ area: Rect, _ shared: Shared) {
        let fed = shared.world.clusters[context] ?? Fed()
        guard !roster.rows.isEmpty else {
            let why = roster.filter.isEmpty ? "\(context) lists no pods." : "No pod matches /\(roster.filter.text); Esc takes the filter away."
            // Before there was an answer, the head of the page says so.
            if fed.value != nil { drawEmptiness(why, area, on: &canvas) }
            return
        }
        drawRows(roster, area, isFocused: true, on: &canvas, isOld: { _ in fed.freshness.isOld }) { row in
            pod(row, shared).map { $0.line(context: nil, width: area.width - 2, shared) } ?? Line("gone", .muted)
        }
    }

    private func pod(_ row: Row, _ shared: Shared) -> PodRow? {
        guard let pods = shared.world.clusters[context]?.value?.pods, pods.indices.contains(row.index) else { return nil }
        return pods[row.index]
    }
}
