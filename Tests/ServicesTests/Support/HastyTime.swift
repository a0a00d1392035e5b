import Host
import Synchronization

/// A clock on which waiting takes no time: it jumps to the end of every wait, and remembers how long each was.
final class HastyTime: TimeSource {
    private struct State {
        var wall: Timestamp
        var up: Duration = .zero
        var waits: [Duration] = []
    }
    private let state: Mutex<State>

    init(_ start: String = "2026-11-23T03:07:00Z") {
        state = Mutex(State(wall: Timestamp(rfc3339: start) ?? Timestamp(milliseconds: 0)))
    }

    /// How long was waited, in order.
    var waits: [Duration] { state.withLock { $0.waits } }

    func now() -> Timestamp { state.withLock { $0.wall } }
    func uptime() -> Duration { state.withLock { $0.up } }

    func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        state.withLock { state in
            state.waits.append(duration)
            state.wall = state.wall + duration
            state.up += duration
        }
        await Task.yield()
    }
}
