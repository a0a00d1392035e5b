import CMarkdown

/// A parsed piece of Markdown (CommonMark with GitHub's tables and strike-through), owned while it is laid out.
struct MarkdownTree: ~Copyable {
    private let root: OpaquePointer?

    /// Parses UTF-8; malformed bytes become replacement characters, and nothing is ever refused.
    init(_ bytes: some Collection<UInt8>) {
        _ = Self.extensions
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8) else {
            root = nil
            return
        }
        for name in ["table", "strikethrough"] {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        Self.withoutDefinitions(bytes).withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        root = cmark_parser_finish(parser)
        cmark_parser_free(parser)
    }

    /// The bytes with an invisible word joiner between `]` and `:`.
    ///
    /// So no line is a link reference definition, which would vanish from what is shown: reports list their citations as
    /// `[1]: model-server.log:12`. And a definition that arrives late cannot change what is laid out already.
    private static func withoutDefinitions(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 16)
        for byte in bytes {
            if byte == UInt8(ascii: ":"), result.last == UInt8(ascii: "]") { result += joiner }
            result.append(byte)
        }
        return result
    }

    /// U+2060 in UTF-8.
    private static let joiner: [UInt8] = [0xe2, 0x81, 0xa0]

    deinit { cmark_node_free(root) }

    /// Calls `body` with each block of the document and the number of its first line, from 1.
    func forEachBlock(_ body: (MarkdownNode, Int) -> Void) {
        guard let root else { return }
        for block in MarkdownNode(root).children { body(block, Int(cmark_node_get_start_line(block.pointer))) }
    }

    /// Registered once for the process; the library keeps them in a global list.
    private static let extensions: Void = cmark_gfm_core_extensions_ensure_registered()
}

/// A node of the parser's tree, as Swift values. Valid as long as the ``MarkdownTree`` that it is from.
struct MarkdownNode {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    /// What the layout tells apart.
    enum Kind {
        case quote, list(start: Int?), item, code, html, paragraph, heading(Int), rule
        case text, softBreak, lineBreak, codeSpan, inlineHTML, emphasis, strong, strikethrough, link, image
        case table, tableRow(isHeader: Bool), tableCell, other
    }

    var kind: Kind {
        switch cmark_node_get_type(pointer) {
        case CMARK_NODE_BLOCK_QUOTE: .quote
        case CMARK_NODE_LIST:
            .list(start: cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(pointer)) : nil)
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_CODE_BLOCK: .code
        case CMARK_NODE_HTML_BLOCK: .html
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_HEADING: .heading(Int(cmark_node_get_heading_level(pointer)))
        case CMARK_NODE_THEMATIC_BREAK: .rule
        case CMARK_NODE_TEXT: .text
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .lineBreak
        case CMARK_NODE_CODE: .codeSpan
        case CMARK_NODE_HTML_INLINE: .inlineHTML
        case CMARK_NODE_EMPH: .emphasis
        case CMARK_NODE_STRONG: .strong
        case CMARK_NODE_LINK: .link
        case CMARK_NODE_IMAGE: .image
        default:
            if qd_is_table(pointer) {
                .table
            } else if qd_is_table_row(pointer) {
                .tableRow(isHeader: cmark_gfm_extensions_get_table_row_is_header(pointer) != 0)
            } else if qd_is_table_cell(pointer) {
                .tableCell
            } else if qd_is_strikethrough(pointer) {
                .strikethrough
            } else {
                .other
            }
        }
    }

    /// The text of text, code and HTML nodes.
    var literal: String { Self.text(cmark_node_get_literal(pointer)) }
    /// A link's or image's address.
    var url: String { Self.text(cmark_node_get_url(pointer)) }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        guard let pointer else { return "" }
        let text = String(cString: pointer)
        guard text.unicodeScalars.contains("\u{2060}") else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{2060}" }))
    }

    /// Whether a list stands without blank lines between its items.
    var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }

    /// A table's alignments, one for each column.
    var alignments: [TextWidth.Alignment] {
        let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
        guard let letters = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
        return (0..<count).map { letters[$0] == UInt8(ascii: "r") ? .right : letters[$0] == UInt8(ascii: "c") ? .centre : .left }
    }

    /// The node after it, beside it.
    var next: MarkdownNode? { cmark_node_next(pointer).map(MarkdownNode.init) }

    /// The nodes directly inside.
    var children: some Sequence<MarkdownNode> {
        sequence(state: cmark_node_first_child(pointer)) { next -> MarkdownNode? in
            guard let node = next else { return nil }
            next = cmark_node_next(node)
            return MarkdownNode(node)
        }
    }
}
