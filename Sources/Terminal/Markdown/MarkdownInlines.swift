/// The text inside of a paragraph, heading or table cell.
enum MarkdownInlines {
    /// Emphasis in emphasis beyond this many levels changes nothing more.
    private static let deepest = 12

    /// Adds the text of a node to a wrapper.
    static func add(_ node: MarkdownNode, _ style: Style, to wrapper: inout LineWrapper, depth: Int = 0) {
        for child in node.children {
            switch child.kind {
            case .text: addText(child.literal, style, to: &wrapper)
            case .softBreak:
                // A list of citations keeps its lines, though Markdown would make a paragraph of it.
                if child.next?.literal.hasPrefix("[") == true { wrapper.breakLine() } else { wrapper.add(" ", style) }
            case .lineBreak: wrapper.breakLine()
            case .codeSpan: wrapper.add(child.literal, style.on(.raised))
            case .inlineHTML: wrapper.add(child.literal, style)
            case _ where depth >= deepest: wrapper.add(plainText(of: child), style)
            case .emphasis: add(child, style.adding(.italic), to: &wrapper, depth: depth + 1)
            case .strong: add(child, style.adding(.bold), to: &wrapper, depth: depth + 1)
            case .strikethrough:
                wrapper.add("~", style)
                add(child, style.adding(.dim), to: &wrapper, depth: depth + 1)
                wrapper.add("~", style)
            case .link: addLink(child, style, to: &wrapper, depth: depth)
            case .image: wrapper.add("[image: \(plainText(of: child))]", Style(.muted, on: style.ground, style.attributes))
            default: add(child, style, to: &wrapper, depth: depth + 1)
            }
        }
    }

    /// Text, with citations such as `[3]`, `[2:4208]` and `[2:10-14]` (evidence and its lines) set off: they are what a reader opens.
    private static func addText(_ text: String, _ style: Style, to wrapper: inout LineWrapper) {
        var rest = text[...]
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "[")) {
            let inner = rest.utf8[rest.utf8.index(after: open)...]
            // Digits, and the colon and hyphen between them.
            let number = inner.prefix { (0x30...0x3a).contains($0) || $0 == UInt8(ascii: "-") }
            let isCitation = number.first.map { (0x30...0x39).contains($0) } == true && number.endIndex < rest.endIndex
            guard isCitation, rest.utf8[number.endIndex] == UInt8(ascii: "]") else {
                wrapper.add(String(rest[..<inner.startIndex]), style)
                rest = rest[inner.startIndex...]
                continue
            }
            let end = rest.utf8.index(after: number.endIndex)
            wrapper.add(String(rest[..<open]), style)
            wrapper.add(String(rest[open..<end]), Style(.accent, on: style.ground, style.attributes.union(.underline)))
            rest = rest[end...]
        }
        wrapper.add(String(rest), style)
    }

    /// A link is its text and, where that is not the address itself, the address: it must not be able to mislead.
    private static func addLink(_ node: MarkdownNode, _ style: Style, to wrapper: inout LineWrapper, depth: Int) {
        add(node, style.adding(.underline), to: &wrapper, depth: depth + 1)
        let url = node.url
        guard !url.isEmpty, url != plainText(of: node), url != "mailto:" + plainText(of: node) else { return }
        wrapper.add(" (\(url))", Style(.muted, on: style.ground, style.attributes))
    }

    /// All text inside, without styles. Without recursion: what is nested too deep ends here.
    static func plainText(of node: MarkdownNode) -> String {
        var text = ""
        var stack = [node]
        while let next = stack.popLast() {
            switch next.kind {
            case .text, .codeSpan, .inlineHTML, .code, .html: text += next.literal
            case .softBreak, .lineBreak: text += " "
            default: stack.append(contentsOf: Array(next.children).reversed())
            }
        }
        return text
    }
}
