/// The end of a job's log, as text in UTF-8.
///
/// Lines start with a time of seven fraction digits; `##[error]` and its like, colours and lone carriage returns stand in it
/// as the runner wrote them. What a reader shows goes through `SafeText`.
public struct JobLog: Sendable, Equatable {
    /// The last bytes of the log, whole lines, without a byte order mark.
    public var bytes: [UInt8] = []
    /// How many bytes stood before them and were dropped.
    public var dropped = 0

    /// An empty log.
    public init() {}
}

/// Keeps the last bytes of a body that is read once.
struct JobLogReader {
    private let limit: Int
    private var bytes: [UInt8] = []
    private var dropped = 0

    /// Keeps at most `limit` bytes.
    init(limit: Int) { self.limit = max(limit, 1) }

    /// Takes the next piece. Twice the limit is held at most, so that not every piece moves the rest.
    mutating func add(_ piece: [UInt8]) {
        bytes += piece
        guard bytes.count > 2 * limit else { return }
        dropped += bytes.count - limit
        bytes.removeFirst(bytes.count - limit)
    }

    /// The log: from the first whole line within the limit.
    func finished() -> JobLog {
        var log = JobLog()
        var rest = bytes.suffix(limit)
        log.dropped = dropped + bytes.count - rest.count
        if log.dropped > 0, let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            log.dropped += end + 1 - rest.startIndex
            rest = rest[(end + 1)...]
        }
        if log.dropped == 0, rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        log.bytes = Array(rest)
        return log
    }
}
