import Synchronization
import Transport

/// Answers by URL and Accept header, to be asked again with their ETag (RFC 9110, section 13.1.2). Bounded; those that were not
/// asked for longest go first.
final class ConditionalCache: Sendable {
    /// Most answers, and bytes of bodies, kept. What is polled is a few lists; the jobs of a run are asked for until it has ended, and
    /// then never again.
    static let entries = 64, bytes = 4 << 20

    private struct State {
        var answers: [String: HTTPResponse] = [:]
        var order: [String] = []
        var bytes = 0
    }
    private let state = Mutex(State())

    /// The remembered answer.
    subscript(key: String) -> HTTPResponse? {
        state.withLock { state in
            guard let answer = state.answers[key] else { return nil }
            state.order.removeAll { $0 == key }
            state.order.append(key)
            return answer
        }
    }

    /// Remembers an answer that has an ETag.
    func keep(_ response: HTTPResponse, for key: String) {
        guard response.headers["ETag"] != nil, response.body.count <= Self.bytes / 4 else { return }
        state.withLock { state in
            if let old = state.answers.updateValue(response, forKey: key) {
                state.bytes -= old.body.count
                state.order.removeAll { $0 == key }
            }
            state.order.append(key)
            state.bytes += response.body.count
            while state.order.count > Self.entries || state.bytes > Self.bytes {
                let oldest = state.order.removeFirst()
                state.bytes -= state.answers.removeValue(forKey: oldest)?.body.count ?? 0
            }
        }
    }
}
