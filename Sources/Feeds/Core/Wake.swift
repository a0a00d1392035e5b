import Host
import Synchronization

/// Ends feeds' waits early, from anywhere: a refresh key, a terminal that came back. Any number of feeds may wait on one.
public final class Wake: Sendable {
    private struct State {
        /// Raised by each ``Wake/now()``, so that a signal between two waits is not lost.
        var signals = 0
        var next = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }
    private let state = Mutex(State())

    /// A signal that nobody has given yet.
    public init() {}

    /// Signals given so far: what a wait must be newer than.
    var signals: Int { state.withLock { $0.signals } }

    /// Ends every wait under way, and the next one of whoever is not waiting just now.
    public func now() {
        let waiters = state.withLock { state in
            state.signals += 1
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Waits for `duration`, a signal after the first `seen`, or cancellation, whichever comes first.
    func wait(_ duration: Duration, after seen: Int, time: any TimeSource) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // Cancelled when the signal came first: that is the point, not an error.
                try? await time.sleep(for: duration)
            }
            group.addTask { await self.signal(after: seen) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Waits for a signal after the first `seen`, or for cancellation.
    func signal(after seen: Int) async {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.signals > seen || Task.isCancelled { return true }
                    state.waiters[id] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }
}
