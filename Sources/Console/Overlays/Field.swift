import Host
import Terminal

/// A line of text being typed. Pastes go here and nowhere else.
struct Field: Equatable, Sendable {
    /// What stands in it.
    private(set) var characters: [Character]
    /// Where the next character goes.
    private(set) var cursor: Int

    init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
    }

    var text: String { String(characters) }
    var isEmpty: Bool { characters.isEmpty }

    /// Takes a key that edits. Returns false for a key that does not.
    mutating func take(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert([character])
        case .paste(let text): insert(Array(SafeText.line(text).prefix(4096)))
        case .backspace:
            if cursor > 0 {
                cursor -= 1
                characters.remove(at: cursor)
            }
        case .delete: if cursor < characters.count { characters.remove(at: cursor) }
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(characters.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = characters.count
        case .control("u"):
            characters.removeSubrange(..<cursor)
            cursor = 0
        case .control("k"): characters.removeSubrange(cursor...)
        case .control("w"):
            var start = cursor
            while start > 0, characters[start - 1] == " " { start -= 1 }
            while start > 0, characters[start - 1] != " " { start -= 1 }
            characters.removeSubrange(start..<cursor)
            cursor = start
        default: return false
        }
        return true
    }

    private mutating func insert(_ new: [Character]) {
        characters.insert(contentsOf: new, at: cursor)
        cursor += new.count
    }

    /// Draws text and cursor on one row, scrolled so that the cursor is seen.
    func draw(on canvas: inout Canvas, x: Int, y: Int, width: Int, _ style: Style = .plain) {
        guard width > 1 else { return }
        var start = 0
        while TextWidth.columns(String(characters[start..<cursor])) >= width { start += 1 }
        let before = TextWidth.columns(String(characters[start..<cursor]))
        canvas.within(Rect(x: x, y: y, width: width, height: 1)) { area in
            area.write(String(characters[start...]), x: 0, y: 0, style)
            area.showCursor(x: before, y: 0)
        }
    }
}
