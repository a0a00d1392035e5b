extension Canvas {
    /// The canvas for a person and for `diff`: the text, below it a map of the styles with a letter for each, and a legend.
    ///
    /// Plain cells are spaces in the map, spaces at the end of rows are left out. Letters are given in order of appearance.
    public var snapshot: String {
        var letters: [Style: Character] = [:]
        var legend: [String] = []
        let map = (0..<rows).map { row -> String in
            let line = (0..<columns).map { column -> Character in
                let style = self[column, row].style
                if style == .plain { return " " }
                if let letter = letters[style] { return letter }
                let letter = legend.count < Self.letters.count ? Self.letters[legend.count] : "*"
                letters[style] = letter
                legend.append("\(letter) \(style.description)")
                return letter
            }
            return Self.trimmed(line)
        }
        var text = lines.map { Self.trimmed(Array($0)) }.joined(separator: "\n") + "\n"
        if !legend.isEmpty {
            text += "--- styles\n" + map.joined(separator: "\n") + "\n--- " + legend.joined(separator: ", ") + "\n"
        }
        if let cursor { text += "--- cursor \(cursor.x),\(cursor.y)\n" }
        return text
    }

    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

    private static func trimmed(_ line: [Character]) -> String {
        String(line[...(line.lastIndex { $0 != " " } ?? -1)])
    }
}

extension Style: CustomStringConvertible {
    /// `broken on selected, bold`
    public var description: String {
        let names: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"), (.italic, "italic"),
        ]
        let ink = ground == .normal ? "\(role)" : "\(role) on \(ground)"
        return ([ink] + names.filter { attributes.contains($0.0) }.map(\.1)).joined(separator: " ")
    }
}
