/// Markdown laid out as lines, while it arrives.
///
/// ```swift
/// var reader = MarkdownReader(width: 78)
/// for await part in report { reader.append(part) }
/// for (y, line) in reader.lines[top...].prefix(canvas.height).enumerated() { canvas.write(line, y: y) }
/// ```
///
/// Text that is added can change the block that it continues, but none before: only the last two blocks are laid out again.
public struct MarkdownReader: Sendable, Equatable {
    /// The lines of all that arrived.
    public private(set) var lines: [StyledLine] = []
    /// Columns of a line.
    public private(set) var width: Int

    private var source: [UInt8] = []
    /// Up to here blocks are complete: where they end in the source, and in the lines.
    private var settled: (bytes: Int, lines: Int) = (0, 0)

    /// Most bytes that are laid out; what comes after is left out, and said to be.
    public static let longest = 1 << 20

    /// An empty reader.
    public init(width: Int) { self.width = width }

    /// A reader of a whole text.
    public init(_ text: String, width: Int) {
        self.init(width: width)
        append(text)
    }

    /// Readers are equal when they show the same.
    public static func == (left: Self, right: Self) -> Bool { left.width == right.width && left.source == right.source }

    /// Adds the text that arrived.
    public mutating func append(_ text: String) {
        guard !text.isEmpty, source.count <= Self.longest else { return }
        source.append(contentsOf: text.utf8)
        layOut()
    }

    /// Lays everything out for another width.
    public mutating func resize(width: Int) {
        guard width != self.width else { return }
        self.width = width
        settled = (0, 0)
        layOut()
    }

    private mutating func layOut() {
        lines.removeLast(lines.count - settled.lines)
        let start = settled.bytes
        let open = source[start...].prefix(max(0, Self.longest - start))
        let tree = MarkdownTree(open)
        var layout = MarkdownLayout(width: width)
        /// Each block's first line in the source, and the lines that were laid out before it.
        var blocks: [(line: Int, laidOut: Int)] = []
        tree.forEachBlock { block, line in
            blocks.append((line, layout.lines.count))
            if start > 0 || blocks.count > 1 { layout.separate() }
            layout.add(block)
        }
        let before = lines.count
        lines += layout.lines
        if blocks.count > 2 {
            let last = blocks[blocks.count - 2]
            settled = (Self.offset(ofLine: last.line, in: open), before + last.laidOut)
        }
        if source.count > Self.longest { lines.append(StyledLine("(longer than 1 MiB: the rest is left out)", Style(.muted))) }
    }

    /// Where a line begins in the source; lines count from 1 and end as CommonMark has it (LF, CR, or both).
    private static func offset(ofLine line: Int, in source: ArraySlice<UInt8>) -> Int {
        var current = 1
        var position = source.startIndex
        while current < line, position < source.endIndex {
            let byte = source[position]
            position += 1
            if byte == 0x0d, position < source.endIndex, source[position] == 0x0a { position += 1 }
            if byte == 0x0a || byte == 0x0d { current += 1 }
        }
        return position
    }
}
