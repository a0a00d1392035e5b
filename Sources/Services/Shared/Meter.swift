import Host
import Synchronization

/// Counts what a link uses, and says when the next request may go.
public final class Meter: Sendable {
    /// What a link has used so far.
    public struct Usage: Sendable, Equatable {
        /// Answers in all, and those that count against a quota (not 304).
        public var requests = 0, counted = 0
        /// Bytes of bodies, after decompression.
        public var bytes = 0
        /// Requests in the last minute; counted ones in the last hour.
        public var lastMinute = 0, countedLastHour = 0
        /// Bytes of bodies in the last minute.
        public var bytesLastMinute = 0
        /// The server's clock minus ours, to the second; `nil` before an answer with a Date header.
        public var clockOffset: Duration?
    }

    /// The caps of one link.
    struct Caps: Sendable {
        var requestsPerMinute: Int
        var bytesPerMinute: Int
        /// Requests that count against the service's own quota; `nil` for no such cap.
        var countedPerHour: Int?
    }

    enum Cap { case requestsPerMinute, bytesPerMinute, countedPerHour }

    /// Whether a request may go, or in how long because of which cap.
    enum Admission { case now, after(Duration, Cap) }

    private struct State {
        var usage = Usage()
        var minute: [Duration] = []
        var hour: [Duration] = []
        /// Bytes by the second in which they came, oldest first.
        var bytes: [(second: Int64, count: Int)] = []

        mutating func forget(before now: Duration) {
            minute.removeAll { now - $0 >= .seconds(60) }
            hour.removeAll { now - $0 >= .seconds(3600) }
            bytes.removeAll { $0.second <= now.components.seconds - 60 }
        }

        var bytesInMinute: Int { bytes.reduce(0) { $0 + $1.count } }

        /// How long until fewer bytes than `cap` have come within a minute; `nil` when that is so now.
        func wait(cap: Int, at now: Duration) -> Duration? {
            var sum = bytesInMinute
            guard sum >= cap else { return nil }
            for (second, count) in bytes {
                sum -= count
                if sum < cap { return .seconds(second + 60) - now }
            }
            return .seconds(60)
        }
    }
    private let caps: Caps
    private let state = Mutex(State())

    init(_ caps: Caps) {
        self.caps = caps
    }

    /// Takes a place for a request at `now` (uptime), or says how long there is none.
    func admit(at now: Duration) -> Admission {
        state.withLock { state in
            state.forget(before: now)
            if let cap = caps.countedPerHour, state.hour.count >= cap, let oldest = state.hour.first {
                return .after(.seconds(3600) - (now - oldest), .countedPerHour)
            }
            if let wait = state.wait(cap: caps.bytesPerMinute, at: now) { return .after(wait, .bytesPerMinute) }
            if state.minute.count >= max(1, caps.requestsPerMinute), let oldest = state.minute.first {
                return .after(.seconds(60) - (now - oldest), .requestsPerMinute)
            }
            state.minute.append(now)
            return .now
        }
    }

    func finished(status: Int, bytes: Int, at now: Duration) {
        received(bytes, at: now)
        state.withLock { state in
            state.usage.requests += 1
            guard status != 304 else { return }
            state.usage.counted += 1
            if caps.countedPerHour != nil { state.hour.append(now) }
        }
    }

    /// Counts bytes of a body.
    /// - Returns: how long to wait before more may come; `nil` while the cap is not reached.
    @discardableResult func received(_ bytes: Int, at now: Duration) -> Duration? {
        state.withLock { state in
            let second = now.components.seconds
            state.usage.bytes += bytes
            if let last = state.bytes.indices.last, state.bytes[last].second == second {
                state.bytes[last].count += bytes
            } else if bytes > 0 {
                state.forget(before: now)
                state.bytes.append((second, bytes))
            }
            return state.wait(cap: caps.bytesPerMinute, at: now)
        }
    }

    func clock(offset: Duration) { state.withLock { $0.usage.clockOffset = offset } }

    func usage(at now: Duration) -> Usage {
        state.withLock { state in
            state.forget(before: now)
            var usage = state.usage
            (usage.lastMinute, usage.countedLastHour, usage.bytesLastMinute) = (state.minute.count, state.hour.count, state.bytesInMinute)
            return usage
        }
    }
}
