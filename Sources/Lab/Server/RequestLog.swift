import Synchronization

/// One request that a site received.
public struct RequestRecord: Sendable, Equatable {
    /// `GET`, `POST`, …
    public var method: String
    /// Path and query.
    public var target: String
    /// The status it was answered with, as decided before the body; 0 while a fault holds the answer back.
    public var status: Int
    /// Lab time of its arrival.
    public var at: Moment
}

/// The requests of one site: the newest in full, all of them counted.
final class RequestLog: Sendable {
    private struct State {
        var records: [RequestRecord] = []
        var dropped = 0
        var counts: [Int: Int] = [:]
    }

    /// Twice this many are held at most; the older half is dropped then.
    private static let kept = 5000
    private let state = Mutex(State())

    /// Writes an arrival down.
    /// - Returns: its number, for ``answer(_:with:)``.
    func arrive(_ request: LabRequest, at moment: Moment) -> Int {
        state.withLock { state in
            if state.records.count >= 2 * Self.kept {
                state.records.removeFirst(Self.kept)
                state.dropped += Self.kept
            }
            state.records.append(RequestRecord(method: request.method, target: request.target, status: 0, at: moment))
            return state.dropped + state.records.count - 1
        }
    }

    func answer(_ number: Int, with status: Int) {
        state.withLock { state in
            state.counts[status, default: 0] += 1
            let index = number - state.dropped
            if state.records.indices.contains(index) { state.records[index].status = status }
        }
    }

    var records: [RequestRecord] { state.withLock { $0.records } }

    /// Answers by status, over the whole life of the site.
    var counts: [Int: Int] { state.withLock { $0.counts } }
}
