/// One change of one object, as watches report it.
struct WatchEvent: Sendable {
    enum Change: String, Sendable {
        case added = "ADDED"
        case modified = "MODIFIED"
        case deleted = "DELETED"
    }

    var version: UInt64
    var at: Moment
    var change: Change
    var object: any ClusterObject
    /// The object before the change: a watch with a selector needs it to see what left the selection.
    var previous: (any ClusterObject)?
}

/// The changes of the last minutes, oldest first. What is older is answered with 410, as by etcd after a compaction.
struct WatchHistory: Sendable {
    private(set) var events: [WatchEvent] = []
    /// The newest version that is no longer covered.
    private(set) var forgotten: UInt64

    static let kept = Span.minutes(5)
    static let limit = 100_000

    init(startingAfter version: UInt64) { forgotten = version }

    mutating func append(_ event: WatchEvent) {
        events.append(event)
        // Cut seldom and much, so that a busy cluster does not move the whole array with each change.
        if events.count > Self.limit || (events.count % 1000 == 0 && events[0].at < event.at - Self.kept) { trim(at: event.at) }
    }

    /// Forgets everything: a compaction of etcd.
    mutating func compact() {
        forgotten = events.last?.version ?? forgotten
        events = []
    }

    /// The changes after a version; `nil` when some of them are forgotten.
    func events(after version: UInt64) -> ArraySlice<WatchEvent>? {
        guard version >= forgotten else { return nil }
        var low = 0
        var high = events.count
        while low < high {
            let middle = (low + high) / 2
            if events[middle].version <= version { low = middle + 1 } else { high = middle }
        }
        return events[low...]
    }

    private mutating func trim(at now: Moment) {
        let tooMany = max(0, events.count - Self.limit / 2)
        let count = max(events.firstIndex { $0.at >= now - Self.kept } ?? events.count, events.count > Self.limit ? tooMany : 0)
        guard count > 0 else { return }
        forgotten = events[count - 1].version
        events.removeFirst(count)
    }
}
