import Dispatch
import Synchronization

/// Two computations at the same time, for code that computes for long and is no task: it runs beside the thread pool already
/// (``Aside``) and may wait.
public enum Both {
    /// Runs both and waits; on a machine with one core, one after the other.
    public static func of<First: Sendable, Second: Sendable>(
        _ first: @Sendable () -> First, _ second: @Sendable () -> Second
    ) -> (First, Second) {
        let one = Mutex<First?>(nil), other = Mutex<Second?>(nil)
        DispatchQueue.concurrentPerform(iterations: 2) { number in
            if number == 0 {
                let result = first()
                one.withLock { $0 = result }
            } else {
                let result = second()
                other.withLock { $0 = result }
            }
        }
        // Both have run: only a compiler cannot know.
        return (one.withLock { $0.take() } ?? first(), other.withLock { $0.take() } ?? second())
    }
}
