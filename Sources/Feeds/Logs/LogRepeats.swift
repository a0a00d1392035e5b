import Host

/// Tells lines of a log that were read before from new ones, after it was asked for again.
///
/// `sinceTime` is good to the second only (the API server hands it to the kubelet so), and several lines may stand in one second. So the
/// lines of the newest second are remembered by a hash of time and text, and each is left out as often as it was seen.
struct LogRepeats {
    /// The newest whole second that a line was of: where to ask again from. `nil` before the first line with a time.
    private(set) var since: Timestamp?
    private var seen: [Int: Int] = [:]
    /// What the connection under way has still to repeat.
    private var owed: [Int: Int] = [:]
    /// Until the first new line of a connection, lines from before ``since`` are old ones as well.
    private var isCatchingUp = false

    /// A new connection begins, from ``since`` on.
    mutating func resume() {
        owed = seen
        isCatchingUp = since != nil
    }

    /// Whether a line, which begins with its time, has not been read before. Remembers it.
    mutating func isNew(_ line: [UInt8]) -> Bool {
        // Without a time it is the runtime's word about the log, not a line of it.
        guard let moment = Timestamp(rfc3339: String(decoding: line.prefix { $0 != 0x20 }.prefix(40), as: UTF8.self)) else { return true }
        let second = Timestamp(milliseconds: moment.milliseconds - moment.milliseconds % 1000)
        let hash = line.hashValue
        if let count = owed[hash], count > 0 {
            owed[hash] = count - 1
            return false
        }
        if isCatchingUp, let since, second < since { return false }
        isCatchingUp = false
        if since.map({ second > $0 }) ?? true {
            since = second
            seen = [:]
        }
        if second == since { seen[hash, default: 0] += 1 }
        return true
    }
}
