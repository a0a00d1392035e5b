import Host
import Synchronization

/// Counts what a link uses, and says when the next request may go.
public final class Meter: Sendable {
    /// What a link has used so far.
    public struct Usage: Sendable, Equatable {
        /// Answers in all, and those that count against a quota (not 304).
        public var requests = 0, counted = 0
        /// Bytes of bodies.
        public var bytes = 0
        /// Requests in the last minute; counted ones in the last hour.
        public var lastMinute = 0, countedLastHour = 0
        /// The server's clock minus ours, to the second; `nil` before an answer with a Date header.
        public var clockOffset: Duration?
    }

    enum Admission { case now, after(Duration), hourly(Duration) }

    private struct State {
        var usage = Usage()
        var minute: [Duration] = []
        var hour: [Duration] = []
    }
    private let perMinute: Int
    private let countedPerHour: Int?
    private let state = Mutex(State())

    init(perMinute: Int, countedPerHour: Int?) {
        self.perMinute = max(1, perMinute)
        self.countedPerHour = countedPerHour
    }

    /// Takes a place for a request at `now` (uptime), or says how long there is none.
    func admit(at now: Duration) -> Admission {
        state.withLock { state in
            state.minute.removeAll { now - $0 >= .seconds(60) }
            state.hour.removeAll { now - $0 >= .seconds(3600) }
            if let countedPerHour, state.hour.count >= countedPerHour, let oldest = state.hour.first {
                return .hourly(.seconds(3600) - (now - oldest))
            }
            if state.minute.count >= perMinute, let oldest = state.minute.first { return .after(.seconds(60) - (now - oldest)) }
            state.minute.append(now)
            return .now
        }
    }

    func finished(status: Int, bytes: Int, at now: Duration) {
        state.withLock { state in
            state.usage.requests += 1
            state.usage.bytes += bytes
            guard status != 304 else { return }
            state.usage.counted += 1
            if countedPerHour != nil { state.hour.append(now) }
        }
    }

    func clock(offset: Duration) { state.withLock { $0.usage.clockOffset = offset } }

    func usage(at now: Duration) -> Usage {
        state.withLock { state in
            var usage = state.usage
            usage.lastMinute = state.minute.count { now - $0 < .seconds(60) }
            usage.countedLastHour = state.hour.count { now - $0 < .seconds(3600) }
            return usage
        }
    }
}
