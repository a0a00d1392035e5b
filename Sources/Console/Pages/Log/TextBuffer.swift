import Terminal

/// Lines of text bounded in bytes: what is oldest goes first, and how much went is known.
///
/// Text stays bytes until a line is drawn. Lines are numbered from 0 as they arrive and keep their numbers for ever, so that
/// dropping old ones moves nothing.
struct TextBuffer: Equatable, Sendable {
    private struct Block: Equatable, Sendable {
        /// Number of the first line.
        var first: Int
        var bytes: [UInt8] = []
        /// Where each line ends in ``bytes``.
        var ends: [Int] = []
    }

    private static let blockSize = 64 << 10
    private var blocks: [Block] = []
    /// Most bytes kept.
    let limit: Int
    private(set) var byteCount = 0
    /// Number of the first line kept, and the number after the last one.
    private(set) var first = 0
    private(set) var end = 0
    /// Bytes of a line that has not ended yet.
    private var rest: [UInt8] = []
    /// Lines that are ours, not the log's: "12 lines skipped".
    private(set) var notices: Set<Int> = []

    init(limit: Int) { self.limit = limit }

    /// A text that is there as a whole.
    init(_ text: String) {
        limit = .max
        append(Array(text.utf8))
        close()
    }

    var isEmpty: Bool { first == end }
    /// Lines that were dropped because the buffer was full.
    var dropped: Int { first }

    /// Takes more bytes; lines end with a line feed.
    mutating func append(_ bytes: [UInt8]) {
        var start = bytes.startIndex
        while let feed = bytes[start...].firstIndex(of: 10) {
            if rest.isEmpty {
                add(bytes[start..<feed])
            } else {
                rest += bytes[start..<feed]
                let line = rest
                rest = []
                add(line[...])
            }
            start = feed + 1
        }
        rest += bytes[start...]
        // A line without an end must not grow without one either.
        if rest.count > Self.blockSize { close() }
        trim()
    }

    /// Ends the last line where no line feed did.
    mutating func close() {
        guard !rest.isEmpty else { return }
        let line = rest
        rest = []
        add(line[...])
    }

    /// Adds a line of our own.
    mutating func note(_ text: String) {
        close()
        notices.insert(end)
        add(Array(text.utf8)[...])
    }

    /// The bytes of a line, without its line feed.
    func line(_ number: Int) -> ArraySlice<UInt8> {
        guard number >= first, number < end else { return [] }
        var low = 0
        var high = blocks.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if blocks[middle].first <= number { low = middle } else { high = middle - 1 }
        }
        let block = blocks[low]
        let index = number - block.first
        return block.bytes[(index == 0 ? 0 : block.ends[index - 1])..<block.ends[index]]
    }

    /// The next line after `start` in steps of `step` that holds a text; goes round the end once.
    func find(_ wanted: TextSearch, from start: Int, step: Int) -> Int? {
        let count = end - first
        guard count > 0 else { return nil }
        for offset in 1...count {
            let number = first + ((start - first + offset * step) % count + count) % count
            if line(number).withUnsafeBufferPointer({ wanted.matches(utf8: $0) }) { return number }
        }
        return nil
    }

    private mutating func add(_ line: ArraySlice<UInt8>) {
        if blocks.last.map({ $0.bytes.count >= Self.blockSize }) ?? true { blocks.append(Block(first: end)) }
        let last = blocks.count - 1
        blocks[last].bytes += line
        blocks[last].ends.append(blocks[last].bytes.count)
        byteCount += line.count
        end += 1
    }

    private mutating func trim() {
        while byteCount > limit, blocks.count > 1 {
            let old = blocks.removeFirst()
            byteCount -= old.bytes.count
            first = blocks[0].first
        }
        if !notices.isEmpty { notices = notices.filter { $0 >= first } }
    }
}
