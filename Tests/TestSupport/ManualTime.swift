import Host
import Synchronization

/// A clock that a test moves by hand.
public final class ManualTime: TimeSource {
    private struct Waiter {
        var due: Duration
        var continuation: CheckedContinuation<Void, any Error>
    }
    private struct State {
        var wall: Timestamp
        var up: Duration = .zero
        var waiters: [Int: Waiter] = [:]
        var next = 0
    }
    private let state: Mutex<State>

    /// A clock that stands still at `start`.
    public init(_ start: Timestamp = Timestamp(milliseconds: 1_763_900_000_000)) { state = Mutex(State(wall: start)) }

    /// The wall clock's hand-set time.
    public func now() -> Timestamp { state.withLock { $0.wall } }
    /// Time advanced so far.
    public func uptime() -> Duration { state.withLock { $0.up } }
    /// How many tasks are waiting for time to pass.
    public var sleepers: Int { state.withLock { $0.waiters.count } }

    /// Waits until ``advance(by:)`` has moved the clock far enough.
    public func sleep(for duration: Duration) async throws {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let early: (any Error)?? = state.withLock { state in
                    if Task.isCancelled { return .some(CancellationError()) }
                    if duration <= .zero { return .some(nil) }
                    state.waiters[id] = Waiter(due: state.up + duration, continuation: continuation)
                    return nil
                }
                if let early { if let error = early { continuation.resume(throwing: error) } else { continuation.resume() } }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Moves both clocks and wakes, in order, those whose time has come.
    public func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.wall = state.wall + duration
            state.up += duration
            let ready = state.waiters.filter { $0.value.due <= state.up }.sorted { $0.value.due < $1.value.due }
            for (id, _) in ready { state.waiters[id] = nil }
            return ready.map(\.value.continuation)
        }
        for continuation in due { continuation.resume() }
    }

    /// Moves the wall clock alone, as after a correction.
    public func setWall(_ time: Timestamp) { state.withLock { $0.wall = time } }
}
