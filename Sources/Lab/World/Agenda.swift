/// What will happen, in the order in which it will: by time, and among equals in the order of planning.
struct Agenda: Sendable {
    /// One planned command.
    struct Entry: Sendable, Equatable {
        var due: Moment
        var order: UInt64
        var command: LabCommand
    }

    /// Latest first, so that taking the next one is cheap.
    private var entries: [Entry] = []
    private var planned: UInt64 = 0

    var nextDue: Moment? { entries.last?.due }

    mutating func add(_ command: LabCommand, at due: Moment) {
        planned += 1
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            // A newcomer happens after those that are due at the same time: it goes in front of them.
            if entries[middle].due > due { low = middle + 1 } else { high = middle }
        }
        entries.insert(Entry(due: due, order: planned, command: command), at: low)
    }

    mutating func popFirst(until limit: Moment) -> Entry? {
        guard let next = entries.last, next.due <= limit else { return nil }
        return entries.removeLast()
    }

    /// Takes planned commands back.
    mutating func remove(where isStale: (LabCommand) -> Bool) { entries.removeAll { isStale($0.command) } }
}
