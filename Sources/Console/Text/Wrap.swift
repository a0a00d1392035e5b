import Terminal

/// Breaks text into lines.
enum Wrap {
    /// Words of `text` in lines of at most `columns`; a word that is longer is cut into pieces.
    static func words(_ text: String, columns: Int) -> [String] {
        guard columns > 0 else { return [] }
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            var word = word
            var width = TextWidth.columns(word)
            if used > 0, used + 1 + width > columns {
                lines.append(line)
                (line, used) = ("", 0)
            }
            while width > columns {
                let head = pieces(word, columns: columns)
                lines.append(String(word[..<head]))
                word = word[head...]
                width = TextWidth.columns(word)
            }
            line += (used > 0 ? " " : "") + word
            used += (used > 0 ? 1 : 0) + width
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// Where the first piece of at most `columns` ends; at least one character.
    fileprivate static func pieces(_ word: Substring, columns: Int) -> Substring.Index {
        var index = word.startIndex
        var used = 0
        while index < word.endIndex {
            let width = TextWidth.columns(String(word[index]))
            if used + width > columns, used > 0 { break }
            used += width
            index = word.index(after: index)
        }
        return index
    }
}

extension Wrap {
    /// `text` in pieces of at most `columns`, cut anywhere: for logs, whose spaces must stay as they are.
    static func columns(_ text: String, _ columns: Int) -> [String] {
        guard columns > 0, TextWidth.columns(text) > columns else { return [text] }
        var pieces: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            let end = Self.pieces(rest, columns: columns)
            pieces.append(String(rest[..<end]))
            rest = rest[end...]
        }
        return pieces
    }

    /// `text` in lines of at most `columns`, broken at spaces where there is one near, every character kept, indentation too; what goes on
    /// below stands behind a margin.
    static func kept(_ text: String, columns: Int, margin: Int = 0) -> [String] {
        let margin = min(margin, columns / 2), indent = String(repeating: " ", count: margin)
        var rows: [String] = [], rest = text[...]
        while !rest.isEmpty {
            let room = rows.isEmpty ? columns : columns - margin
            var end = pieces(rest, columns: room)
            if end < rest.endIndex, let space = rest[..<end].lastIndex(of: " "), space > rest.startIndex,
                rest.distance(from: space, to: end) < room / 2, rest[..<space].contains(where: { $0 != " " })
            {
                end = rest.index(after: space)
            }
            rows.append((rows.isEmpty ? "" : indent) + rest[..<end])
            rest = rest[end...]
        }
        return rows.isEmpty ? [text] : rows
    }
}
