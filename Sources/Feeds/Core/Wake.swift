import Host
import Synchronization

/// Ends a feed's wait early, from anywhere: a refresh key, a terminal that came back.
public final class Wake: Sendable {
    private struct State {
        var pending = false
        var waiter: CheckedContinuation<Void, Never>?
    }
    private let state = Mutex(State())

    /// A signal that nobody has given yet.
    public init() {}

    /// Ends the current wait, or the next one when none is under way.
    public func now() {
        let waiter = state.withLock { state in
            state.pending = state.waiter == nil
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Waits for `duration`, ``now()`` or cancellation, whichever comes first.
    func wait(_ duration: Duration, time: any TimeSource) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // Cancelled when the signal came first: that is the point, not an error.
                try? await time.sleep(for: duration)
            }
            group.addTask { await self.signal() }
            await group.next()
            group.cancelAll()
            release()
        }
    }

    private func signal() async {
        await withCheckedContinuation { continuation in
            let immediate = state.withLock { state in
                if state.pending || Task.isCancelled {
                    state.pending = false
                    return true
                }
                state.waiter = continuation
                return false
            }
            if immediate { continuation.resume() }
        }
    }

    private func release() {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}
