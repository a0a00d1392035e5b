import Glibc

/// A log too large to be held whole: read a megabyte at a time, redacted as it comes, and what fits kept. So memory is bounded
/// whatever its length.
///
/// Kept are its beginning and its end as they are, and between them the first lines of every kind, grave ones more often, each with what follows
/// it. Where lines go, one line says how many: the evidence as it is stored has its own line numbers, and they are what is cited.
struct LargeLog {
    /// Logs of an incident that are larger than this in all are read so.
    static let limit = 48 << 20
    /// What is kept of all of them together, in bytes.
    static let kept = 40 << 20
    /// Largest file read at all: a minute or two.
    static let largest = 4 << 30

    private let keep: Int, size: Int
    private var result: [UInt8] = []
    private var counts: [UInt64: UInt16] = [:]
    /// Bytes of the middle that are kept, lines that went since the last kept one, and how many more are kept for what stands before them.
    private var middle = 0, dropped = 0, following = 0
    /// Bytes of the file behind us.
    private var offset = 0

    /// The piece with its bytes read, redacted; as it is where they are there already.
    static func read(_ piece: Evidence, _ redactor: inout Redactor) -> Evidence {
        guard let large = piece.large else { return piece }
        var piece = piece
        piece.large = nil
        do {
            piece.bytes = try read(large, &redactor)
        } catch {
            piece.failure = piece.failure ?? "\(error)"
        }
        return piece
    }

    private static func read(_ large: Evidence.Large, _ redactor: inout Redactor) throws(EvidenceFolderError) -> [UInt8] {
        let file = open(large.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .unreadable(large.path, String(cString: strerror(errno))) }
        defer { close(file) }
        var log = LargeLog(keep: large.keep, size: large.size)
        var carry: [UInt8] = [], chunk = [UInt8](repeating: 0, count: 1 << 20)
        // Begins a text: what texts before announced is forgotten.
        _ = redactor.redact([UInt8]())
        while true {
            let got = chunk.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .unreadable(large.path, String(cString: strerror(errno))) }
            if got == 0 { break }
            carry += chunk[..<got]
            // Whole lines; one that has no end within eight megabytes is cut, as nobody could read it.
            guard let end = carry.lastIndex(of: 10) ?? (carry.count > 8 << 20 ? carry.count - 1 : nil) else { continue }
            let lines = Array(carry[...end])
            carry.removeSubrange(...end)
            log.take(redactor.redact(continuing: lines), rawCount: lines.count)
        }
        if !carry.isEmpty { log.take(redactor.redact(continuing: carry), rawCount: carry.count) }
        log.say()
        return log.result
    }

    private init(keep: Int, size: Int) {
        (self.keep, self.size) = (keep, size)
        result.reserveCapacity(keep + (2 << 20))
    }

    /// Takes whole lines, redacted, that were so many bytes in the file.
    private mutating func take(_ text: [UInt8], rawCount: Int) {
        text.withUnsafeBufferPointer { bytes in
            var reader = LineReader(bytes)
            var start = 0
            while start < bytes.count {
                let end = min(bytes.lineEnd(from: start) + 1, bytes.count)
                // Redacting moves what follows by little: near enough.
                if isKept(bytes, start..<end, at: offset + Int(Double(start) * Double(rawCount) / Double(bytes.count)), &reader) {
                    say()
                    result += bytes[start..<end]
                } else {
                    dropped += 1
                }
                start = end
            }
        }
        offset += rawCount
    }

    /// Whether a line is kept that stands so far into the file.
    private mutating func isKept(_ bytes: Bytes, _ line: Range<Int>, at offset: Int, _ reader: inout LineReader) -> Bool {
        let end = line.upperBound > line.lowerBound && bytes[line.upperBound - 1] == 10 ? line.upperBound - 1 : line.upperBound
        let read = reader.read(LogStamp.end(bytes, from: line.lowerBound, to: end)..<end)
        let count = counts[read.mask] ?? 0
        if count > 0 || counts.count < 150_000 { counts[read.mask] = min(count, .max - 1) + 1 }
        // Beginning and end whole.
        if offset < keep / 4 || offset >= size - keep / 4 { return true }
        let room = keep / 2 - middle
        guard line.count <= room else { return false }
        let isGrave = read.gravity >= 50
        // What is kept is spread over the length; grave lines may take from what comes later.
        let share = Int(Double(keep / 2) * Double(offset - keep / 4) / Double(max(size - keep / 2, 1))) + 65_536
        if isGrave && count < 10 || count < 3 && middle < share {
            following = isGrave ? 12 : 1
        } else if following > 0, middle < share {
            following -= 1
        } else {
            return false
        }
        middle += line.count
        return true
    }

    /// Says how many lines went.
    private mutating func say() {
        guard dropped > 0 else { return }
        result += "… \(dropped) more lines of kinds that stand here, not kept\n".utf8
        dropped = 0
    }
}
