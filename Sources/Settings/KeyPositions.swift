/// A place in a TOML document: keys, and indices into arrays.
struct TOMLPath: Hashable, CustomStringConvertible {
    enum Step: Hashable {
        case key(String)
        case index(Int)
    }
    var steps: [Step] = []

    func appending(_ key: String) -> TOMLPath { TOMLPath(steps: steps + [.key(key)]) }
    func appending(_ index: Int) -> TOMLPath { TOMLPath(steps: steps + [.index(index)]) }

    /// How the file writes a table: `[screen]`, `[[contexts]]`.
    var place: String {
        guard let last = steps.last else { return "the top level" }
        if case .index = last { return "[[\(TOMLPath(steps: steps.dropLast()))]]" }
        return "[\(self)]"
    }

    /// `contexts[0].name`; keys that are not bare are quoted, as TOML wants them.
    var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .index(let index): text += "[\(index)]"
            case .key(let key):
                let isBare = !key.isEmpty && key.utf8.allSatisfy(KeyPositions.isBare)
                text += (text.isEmpty ? "" : ".") + (isBare ? key : "\"\(key)\"")
            }
        }
        return text
    }
}

/// The line of every key of a TOML document, which the TOML library does not tell.
///
/// A small scan that knows only where keys stand (`key =`, `a.b =`, `[table]`, `[[array of tables]]`, inline tables)
/// and how to step over values. It is given documents that the library has already accepted, so it never complains.
struct KeyPositions {
    private(set) var lines: [TOMLPath: Int] = [:]

    private let text: [UInt8]
    private var at = 0
    private var line = 1
    private var arrayCounts: [TOMLPath: Int] = [:]

    init(_ text: [UInt8]) {
        self.text = text
        scan()
    }

    /// The line of a key, or of the nearest thing around it that has one.
    func line(of path: TOMLPath) -> Int? {
        var path = path
        while true {
            if let line = lines[path] { return line }
            if path.steps.popLast() == nil { return nil }
        }
    }

    static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    // MARK: Statements

    private mutating func scan() {
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        var table = TOMLPath()
        while true {
            skipBlank()
            guard let byte = peek else { return }
            if byte == UInt8(ascii: "[") {
                table = header()
            } else {
                assignment(in: table, depth: 0)
            }
        }
    }

    private mutating func header() -> TOMLPath {
        advance()
        let isArray = peek == UInt8(ascii: "[")
        if isArray { advance() }
        var path = TOMLPath()
        let keys = dottedKey()
        for (position, key) in keys.enumerated() {
            path = path.appending(key)
            note(path)
            if isArray, position == keys.count - 1 {
                let index = arrayCounts[path, default: 0]
                arrayCounts[path] = index + 1
                path = path.appending(index)
                note(path)
            } else if let count = arrayCounts[path] {
                path = path.appending(count - 1)  // [a.b] below [[a]] belongs to the last a
            }
        }
        skip { $0 != UInt8(ascii: "\n") }
        return path
    }

    /// `a.b = value`, in a table or within braces.
    private mutating func assignment(in table: TOMLPath, depth: Int) {
        let start = at
        var path = table
        for key in dottedKey() {
            path = path.appending(key)
            note(path)
        }
        skip(isSpace)
        if peek == UInt8(ascii: "=") { advance() }
        value(of: path, depth: depth)
        if at == start { advance() }  // never stand still, whatever the text
    }

    private mutating func dottedKey() -> [String] {
        var keys: [String] = []
        while true {
            skip(isSpace)
            switch peek {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): keys.append(quoted())
            default:
                let start = at
                skip(Self.isBare)
                if at == start { return keys }
                keys.append(String(decoding: text[start..<at], as: UTF8.self))
            }
            skip(isSpace)
            guard peek == UInt8(ascii: ".") else { return keys }
            advance()
        }
    }

    // MARK: Values

    private mutating func value(of path: TOMLPath, depth: Int) {
        skip(isSpace)
        switch peek {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = quoted()
        case UInt8(ascii: "[") where depth < 100: array(of: path, depth: depth + 1)
        case UInt8(ascii: "{") where depth < 100: inlineTable(of: path, depth: depth + 1)
        default:
            skip {
                ![UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "\n")].contains($0)
            }
        }
    }

    private mutating func array(of path: TOMLPath, depth: Int) {
        advance()
        var index = 0
        while true {
            skipBlank()
            guard let byte = peek else { return }
            if byte == UInt8(ascii: "]") { return advance() }
            if byte == UInt8(ascii: ",") {
                advance()
                index += 1
                continue
            }
            let start = at
            note(path.appending(index))
            value(of: path.appending(index), depth: depth)
            if at == start { advance() }
        }
    }

    private mutating func inlineTable(of path: TOMLPath, depth: Int) {
        advance()
        while true {
            skipBlank()
            guard let byte = peek else { return }
            if byte == UInt8(ascii: "}") { return advance() }
            if byte == UInt8(ascii: ",") { advance() } else { assignment(in: path, depth: depth) }
        }
    }

    /// Any of the four kinds of string; the text only of those on one line (keys), escapes other than `\"` and `\\` left as written.
    private mutating func quoted() -> String {
        guard let quote = peek else { return "" }
        if text[at...].starts(with: [quote, quote, quote]) {
            at += 3
            while at < text.count, !text[at...].starts(with: [quote, quote, quote]) {
                if quote == UInt8(ascii: "\""), peek == UInt8(ascii: "\\") { advance() }
                advance()
            }
            at = min(at + 3, text.count)
            while peek == quote { advance() }  // up to two quotes may stand before the closing three
            return ""
        }
        advance()
        var bytes: [UInt8] = []
        while let byte = peek, byte != quote, byte != UInt8(ascii: "\n") {
            if quote == UInt8(ascii: "\""), byte == UInt8(ascii: "\\"), at + 1 < text.count {
                advance()
                if let escaped = peek, escaped != quote, escaped != UInt8(ascii: "\\") { bytes.append(byte) }
            }
            if let byte = peek { bytes.append(byte) }
            advance()
        }
        if peek == quote { advance() }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Bytes

    private var peek: UInt8? { at < text.count ? text[at] : nil }

    private mutating func advance() {
        if peek == UInt8(ascii: "\n") { line += 1 }
        at += 1
    }

    private mutating func skip(_ accepted: (UInt8) -> Bool) {
        while let byte = peek, accepted(byte) { advance() }
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }

    private mutating func skipBlank() {
        while let byte = peek {
            if byte == UInt8(ascii: "#") {
                skip { $0 != UInt8(ascii: "\n") }
            } else if isSpace(byte) || byte == UInt8(ascii: "\n") {
                advance()
            } else {
                return
            }
        }
    }

    private mutating func note(_ path: TOMLPath) {
        if lines[path] == nil { lines[path] = line }
    }
}
