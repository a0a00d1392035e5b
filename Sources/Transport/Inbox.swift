import CCurl
import Synchronization

/// What callers ask of the engine's thread: a locked queue, and the wake-up that interrupts its waiting.
final class Inbox: Sendable {
    /// One request to the thread.
    enum Command: Sendable {
        /// Begin a transfer.
        case start(Exchange)
        /// Close a transfer whose caller has left.
        case cancel(Exchange.ID)
        /// Go on with a transfer whose reader has caught up.
        case resume(Exchange.ID)
        /// Close everything and end the thread.
        case stop
    }

    private struct State {
        var commands: [Command] = []
        /// The multi handle's address while the thread runs; `curl_multi_wakeup` is the one call that other threads may make.
        var multi: UInt?
        /// No thread takes commands any more.
        var isClosed = false
    }
    private let state = Mutex(State())

    /// Queues a command and wakes the thread.
    func push(_ command: Command) {
        let isClosed = state.withLock { state in
            guard !state.isClosed else { return true }
            state.commands.append(command)
            if let multi = state.multi { curl_multi_wakeup(UnsafeMutableRawPointer(bitPattern: multi)) }
            return false
        }
        if isClosed { refuse(command) }
    }

    /// The commands since the last call.
    func take() -> [Command] {
        state.withLock { state in
            defer { state.commands = [] }
            return state.commands
        }
    }

    /// Refuses what is queued and what still comes: the thread has ended, or never began.
    func close() {
        let left = state.withLock { state in
            state.isClosed = true
            defer { state.commands = [] }
            return state.commands
        }
        for command in left { refuse(command) }
    }

    private func refuse(_ command: Command) {
        guard case .start(let exchange) = command else { return }
        exchange.finish(.failure(TransportError.invalid("the network's thread has no memory, or has ended")))
    }

    /// Says which handle to wake; `nil` before it is gone.
    func attach(_ multi: UnsafeMutableRawPointer?) { state.withLock { $0.multi = multi.map { UInt(bitPattern: $0) } } }
}
