/// Breaks styled text into lines of a width: between words, and inside of a word only where it alone is too long.
///
/// Wide characters may stand at the end of a line without a space, as is usual for Chinese, Japanese and Korean.
struct LineWrapper {
    /// Columns of a line.
    let width: Int
    /// What stands before the first line, and before each other one.
    var first: StyledLine, rest: StyledLine

    private(set) var lines: [StyledLine] = []
    private var line: StyledLine
    private var column: Int
    /// The word being collected: it may change style inside.
    private var word: [StyledLine.Piece] = []
    private var wordColumns = 0
    /// The space owed before the next word.
    private var space: Style?
    private var isAtStart = true

    init(width: Int, first: StyledLine = StyledLine(), rest: StyledLine = StyledLine()) {
        self.width = max(1, width)
        self.first = first
        self.rest = rest
        line = first
        column = first.columns
    }

    /// Adds text; its spaces and line feeds are where lines may break.
    mutating func add(_ text: String, _ style: Style) {
        TextWidth.withUTF8(text) { bytes in
            var scanner = ClusterScanner(bytes)
            var start = 0
            var columns = 0
            while true {
                let before = scanner.offset
                let cluster = scanner.next()
                if let cluster, cluster.glyph != 0x20, cluster.width == 1 {
                    columns += 1
                    continue
                }
                if columns > 0 { extend(bytes[start..<before], columns, style) }
                (start, columns) = (scanner.offset, 0)
                guard let cluster else { return }
                endWord()
                if cluster.width == 2 {
                    extend(bytes[before..<scanner.offset], 2, style)
                    endWord()
                } else {
                    space = style
                }
            }
        }
    }

    /// Ends the line whatever stands in it.
    mutating func breakLine() {
        endWord()
        space = nil
        lines.append(line)
        line = rest
        column = rest.columns
        isAtStart = true
    }

    /// All lines; one even when there was no text.
    mutating func finish() -> [StyledLine] {
        endWord()
        if !isAtStart || lines.isEmpty { lines.append(line) }
        return lines
    }

    private mutating func extend(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ columns: Int, _ style: Style) {
        word.append(.init(String(decoding: bytes, as: UTF8.self), style))
        wordColumns += columns
    }

    private mutating func endWord() {
        guard wordColumns > 0 else { return }
        let gap = space != nil && !isAtStart ? 1 : 0
        if !isAtStart, column + gap + wordColumns > width {
            lines.append(line)
            line = rest
            column = rest.columns
            isAtStart = true
        } else if gap == 1, let space {
            line.append(" ", space)
            column += 1
        }
        for piece in word { place(piece) }
        word = []
        wordColumns = 0
        space = nil
    }

    /// Puts a piece of a word on the line, cutting it where the line is full.
    private mutating func place(_ piece: StyledLine.Piece) {
        var text = piece.text[...]
        while !text.isEmpty {
            let room = width - column
            let columns = TextWidth.columns(text)
            if columns <= room || (isAtStart && room < 2) {
                line.append(String(text), piece.style)
                column += columns
                isAtStart = false
                return
            }
            let head = TextWidth.prefix(text, columns: room)
            line.append(String(head), piece.style)
            text = text[head.endIndex...]
            lines.append(line)
            line = rest
            column = rest.columns
            isAtStart = true
        }
    }
}
