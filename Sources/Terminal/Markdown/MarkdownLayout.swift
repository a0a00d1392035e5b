/// Lays out one block of Markdown as styled lines of a width.
///
/// Reports come from a model: nothing of them is active. Links are text with their address after it, images are their
/// description, HTML is shown as it is written, and nesting deeper than ``deepest`` is laid out flat.
struct MarkdownLayout {
    /// Columns of a line.
    let width: Int
    /// Blocks inside blocks beyond this many levels get no further indentation, and beyond twice as many are plain text: they were made to hurt.
    static let deepest = 12

    private(set) var lines: [StyledLine] = []
    /// What stands before each line: indentation and the bars of quotes.
    private var prefix = StyledLine()
    /// What stands before the next line only, in place of the end of ``prefix``: a list item's mark.
    private var mark: StyledLine?

    init(width: Int) { self.width = max(8, width) }

    /// Adds a block and what is inside of it.
    mutating func add(_ node: MarkdownNode, depth: Int = 0) {
        switch node.kind {
        case .paragraph: addText(node, Style())
        case .heading(let level):
            addText(
                node,
                level == 1
                    ? Style(.plain, on: .normal, [.bold, .underline]) : Style(level > 3 ? .muted : .plain, on: .normal, .bold))
        case .code: addVerbatim(node.literal, Style(on: .raised))
        case .html: addVerbatim(node.literal, Style(.muted))
        case .rule: emit(StyledLine(String(repeating: "─", count: max(1, width - prefix.columns)), Style(.frame)))
        case .quote: nest(StyledLine("│ ", Style(.muted)), depth: depth) { $0.addBlocks(of: node, depth: depth + 1) }
        case .list(let start): addList(node, start: start, depth: depth)
        case .table: addTable(node)
        default: addBlocks(of: node, depth: depth + 1)
        }
    }

    /// Adds a blank line.
    mutating func separate() { emit(StyledLine()) }

    /// Adds blocks with a blank line between them, unless they are a tight list's.
    private mutating func addBlocks(of node: MarkdownNode, depth: Int, isTight: Bool = false) {
        // The parser nests without limit; this calls itself, so it must not.
        guard depth < 2 * Self.deepest else { return addVerbatim(MarkdownInlines.plainText(of: node), Style()) }
        var isFirst = true
        for child in node.children {
            if !isFirst, !isTight { emit(StyledLine()) }
            isFirst = false
            add(child, depth: depth)
        }
        flushMark()
    }

    private mutating func addList(_ node: MarkdownNode, start: Int?, depth: Int) {
        let items = Array(node.children)
        let digits = String((start ?? 0) + items.count - 1).count
        for (index, item) in items.enumerated() {
            if index > 0, !node.isTight { emit(StyledLine()) }
            let text = start.map { TextWidth.padded("\($0 + index).", to: digits + 1, .right) + " " } ?? "• "
            nest(
                StyledLine(String(repeating: " ", count: TextWidth.columns(text))), mark: StyledLine(text, Style(.muted)),
                depth: depth
            ) {
                $0.addBlocks(of: item, depth: depth + 1, isTight: node.isTight)
            }
        }
    }

    /// Adds text that keeps its lines; those that are too long go on in the next row.
    private mutating func addVerbatim(_ text: String, _ style: Style) {
        let room = max(1, width - prefix.columns)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0) {
            var rest = line
            repeat {
                var head = TextWidth.prefix(rest, columns: room)
                if head.isEmpty { head = rest.prefix(1) }
                var styled = StyledLine(String(head), style)
                styled.ground = style.ground == .normal ? nil : style.ground
                emit(styled)
                rest = rest[head.endIndex...]
            } while !rest.isEmpty
        }
    }

    /// Adds a paragraph's or heading's text, wrapped.
    private mutating func addText(_ node: MarkdownNode, _ style: Style) {
        var wrapper = LineWrapper(width: max(1, width - prefix.columns))
        MarkdownInlines.add(node, style, to: &wrapper)
        for line in wrapper.finish() { emit(line) }
    }

    private mutating func addTable(_ node: MarkdownNode) {
        for line in MarkdownTable(node).lines(width: max(1, width - prefix.columns)) { emit(line) }
    }

    /// Lays out what is inside of a quote or list item, with `indent` before each line.
    private mutating func nest(_ indent: StyledLine, mark: StyledLine? = nil, depth: Int, _ body: (inout Self) -> Void) {
        guard depth < Self.deepest, prefix.columns + indent.columns < width - 8 else { return body(&self) }
        let outer = prefix
        if let mark {
            flushMark()
            self.mark = StyledLine(prefix.pieces + mark.pieces)
        }
        prefix.pieces += indent.pieces
        body(&self)
        flushMark()
        prefix = outer
    }

    /// Puts the mark of a list item that turned out to be empty.
    private mutating func flushMark() {
        if let mark { lines.append(mark) }
        mark = nil
    }

    private mutating func emit(_ line: StyledLine) {
        lines.append(StyledLine((mark ?? prefix).pieces + line.pieces, ground: line.ground))
        mark = nil
    }
}
