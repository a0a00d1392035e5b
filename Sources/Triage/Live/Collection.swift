import Host
import Services
import Synchronization

/// Pieces of evidence being gathered at the same time, under one deadline.
///
/// A piece is announced before it is asked for, so that one that never comes is missed by name.
final class Collection: Sendable {
    private struct State {
        var waiting: [Int: Evidence] = [:]
        var next = 0
        var closed = false
        var added: [@Sendable () async -> Void] = []
    }

    private let stream: AsyncStream<Evidence>.Continuation
    private let deadline: Duration
    private let state = Mutex(State())
    private let (work, adder) = AsyncStream<@Sendable () async -> Void>.makeStream()

    init(stream: AsyncStream<Evidence>.Continuation, deadline: Duration) {
        self.stream = stream
        self.deadline = deadline
    }

    /// Starts what `plan` adds, and what that adds, until all is in or the deadline has passed.
    func run(within time: any TimeSource, _ plan: (Collection) -> Void) async {
        plan(self)
        finishIfDone()
        let deadline = deadline
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do { try await time.sleep(for: deadline) } catch { return false }
                return true
            }
            group.addTask {
                await withTaskGroup(of: Void.self) { pieces in
                    for await piece in self.work { pieces.addTask { await piece() } }
                }
                return false
            }
            _ = await group.next()
            close()
            group.cancelAll()
        }
    }

    /// Adds a piece: `body` fetches its bytes, and may add others that follow from it.
    func add(
        _ role: Evidence.Role, _ name: String, part: String? = nil, _ body: @escaping @Sendable () async throws -> [UInt8]?
    ) {
        let blank = Evidence(role, name: name, part: part)
        let number = state.withLock { state -> Int in
            state.next += 1
            state.waiting[state.next] = blank
            return state.next
        }
        adder.yield {
            var piece: Evidence? = blank
            do {
                if let bytes = try await body() { piece?.bytes = bytes } else { piece = nil }
            } catch {
                // Cancelled by the deadline: `close` has said so.
                piece?.failure = "\(name): \(error)"
            }
            self.done(number, piece)
        }
    }

    /// A piece that is there already.
    func yield(_ piece: Evidence) {
        state.withLock { state in
            guard !state.closed else { return }
            stream.yield(piece)
        }
    }

    private func done(_ number: Int, _ piece: Evidence?) {
        state.withLock { state in
            guard !state.closed, state.waiting.removeValue(forKey: number) != nil else { return }
            if let piece { stream.yield(piece) }
        }
        finishIfDone()
    }

    private func finishIfDone() {
        if state.withLock({ $0.waiting.isEmpty }) { adder.finish() }
    }

    /// Says what has not come, and takes nothing more.
    private func close() {
        state.withLock { state in
            state.closed = true
            for (_, piece) in state.waiting.sorted(by: { $0.key < $1.key }) {
                var missed = piece
                missed.failure = "\(piece.name): no answer within \(Int(deadline.seconds)) s."
                stream.yield(missed)
            }
            state.waiting = [:]
        }
        adder.finish()
    }
}
