/// What is wrong with a theme file: every line of it, in words.
public struct ThemeError: Error, Equatable, CustomStringConvertible {
    /// The theme, and one sentence for each thing to correct.
    public var theme: String, problems: [String]

    /// All sentences, after the theme's name.
    public var description: String { "Theme \(theme): " + problems.joined(separator: " ") }
}

extension Theme {
    /// Makes a theme from a file's entries: `ink.ROLE`, `paper.GROUND` and `ink-on.GROUND`, each a colour as
    /// ``Colour/init(_:)`` reads it, `title`, and `base`, the built-in theme that gives what is left out (by default `dark`).
    ///
    /// - Parameter table: keys with their section, joined by a dot; values as text.
    /// - Throws: all that is wrong with it at once.
    public init(name: String, table: [String: String]) throws(ThemeError) {
        var problems: [String] = []
        let base = table["base"] ?? "dark"
        var theme = Self.builtIn.first { $0.name == base } ?? .dark
        if theme.name != base {
            problems.append(
                "base = \"\(base)\" is no built-in theme; there are \(Self.builtIn.map(\.name).joined(separator: ", ")).")
        }
        theme.name = name
        for (key, text) in table.sorted(by: { $0.key < $1.key }) where key != "base" && key != "name" {
            if key == "title" {
                theme.title = text
                continue
            }
            let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
            guard let place = parts.count == 2 ? theme.place(section: parts[0], entry: parts[1]) : nil else {
                problems.append("\(key) is no entry of a theme; ink takes \(Self.roles), paper and ink-on take \(Self.grounds).")
                continue
            }
            guard let colour = Colour(text) else {
                problems.append(
                    "\(key) = \"\(text)\" is no colour; write #rrggbb, 0 to 255, a name such as red or bright-blue, or terminal.")
                continue
            }
            switch place {
            case .ink(let role): theme[ink: role] = colour
            case .paper(let ground): theme[paper: ground] = colour
            case .inkOn(let ground): theme[inkOn: ground] = colour
            }
        }
        guard problems.isEmpty else { throw ThemeError(theme: name, problems: problems) }
        self = theme
    }

    private enum Place { case ink(Role), paper(Ground), inkOn(Ground) }

    private func place(section: String, entry: String) -> Place? {
        switch section {
        case "ink": Role.allCases.first { "\($0)" == entry }.map(Place.ink)
        case "paper": Ground.allCases.first { "\($0)" == entry }.map(Place.paper)
        case "ink-on": Ground.allCases.first { "\($0)" == entry }.map(Place.inkOn)
        default: nil
        }
    }

    private static var roles: String { Role.allCases.map { "\($0)" }.joined(separator: ", ") }
    private static var grounds: String { Ground.allCases.map { "\($0)" }.joined(separator: ", ") }
}
