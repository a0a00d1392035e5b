/// A log as lines: where each begins, where its text begins behind the runtime's time stamp, what shape it has with
/// numbers and ids masked, and how grave its words are. Made in one pass; the bytes stay as they are.
struct LogText: Sendable {
    let bytes: [UInt8]
    /// Line `i` is `starts[i]..<starts[i + 1] - 1`; one entry more than lines.
    let starts: [Int32]
    /// Where a line's text begins: behind byte-order mark and time stamp.
    let contents: [Int32]
    /// Hash of the text with what varies masked; equal for lines of one template.
    let masks: [UInt64]
    /// How grave, 0 to 100, by ``GraveWords``.
    let gravity: [UInt8]

    /// Lines, counted by LF; a lone CR does not end one.
    var count: Int { contents.count }

    init(_ text: [UInt8]) {
        var starts: [Int32] = [], contents: [Int32] = [], masks: [UInt64] = [], gravity: [UInt8] = []
        text.withUnsafeBufferPointer { bytes in
            let lines = text.count / 60 + 1
            starts.reserveCapacity(lines + 1)
            contents.reserveCapacity(lines)
            masks.reserveCapacity(lines)
            gravity.reserveCapacity(lines)
            var reader = LineReader(bytes)
            var start = 0
            while start < bytes.count {
                let end = bytes.lineEnd(from: start)
                let content = LogStamp.end(bytes, from: start, to: end)
                let line = reader.read(content..<end)
                starts.append(Int32(truncatingIfNeeded: start))
                contents.append(Int32(truncatingIfNeeded: content))
                masks.append(line.mask)
                gravity.append(line.gravity)
                start = end + 1
            }
            starts.append(Int32(truncatingIfNeeded: max(start, bytes.count)))
        }
        bytes = text
        (self.starts, self.contents, self.masks, self.gravity) = (starts, contents, masks, gravity)
    }

    /// The text of line `index` (from 0), without stamp, CR and LF.
    func content(_ index: Int) -> Range<Int> {
        let low = Int(contents[index])
        var high = min(Int(starts[index + 1]) - 1, bytes.count)
        while high > low, bytes[high - 1] == 13 || bytes[high - 1] == 10 { high -= 1 }
        return low..<max(low, high)
    }

    /// The same as text.
    func line(_ index: Int) -> String { String(decoding: bytes[content(index)], as: UTF8.self) }

    /// The time stamp before the text, as written; `nil` where there is none.
    func stamp(_ index: Int) -> Substring? {
        let text = String(decoding: bytes[Int(starts[index])..<Int(contents[index])], as: UTF8.self)
        guard let digit = text.firstIndex(where: \.isNumber) else { return nil }
        return text[digit...].prefix { $0 != " " }
    }

    /// Hands the bytes to `body`.
    func withBytes<T>(_ body: (Bytes) throws -> T) rethrows -> T { try bytes.withUnsafeBufferPointer(body) }
}

/// The stamp that a container runtime or GitHub's runner writes before each line: RFC 3339 and one space.
enum LogStamp {
    /// Behind the stamp (and a byte-order mark); `start` where there is none.
    static func end(_ bytes: Bytes, from start: Int, to end: Int) -> Int {
        var low = start
        if bytes.has("\u{FEFF}", at: low) { low += 3 }
        // 2026-03-14T02:24:01Z and longer
        guard end - low >= 20, bytes[low].isDigit, bytes[low + 4] == UInt8(ascii: "-"), bytes[low + 7] == UInt8(ascii: "-"),
            bytes[low + 10] == UInt8(ascii: "T"), bytes[low + 13] == UInt8(ascii: ":"), bytes[low + 16] == UInt8(ascii: ":")
        else { return low }
        var index = low + 19
        if bytes[index] == UInt8(ascii: ".") {
            index += 1
            while index < end, bytes[index].isDigit { index += 1 }
        }
        guard index < end else { return low }
        if bytes[index] == UInt8(ascii: "Z") {
            index += 1
        } else if bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
            index += 6
        } else {
            return low
        }
        guard index <= end, index == end || bytes[index] == 32 || bytes[index] == 13 else { return low }
        return min(index < end && bytes[index] == 32 ? index + 1 : index, end)
    }
}
