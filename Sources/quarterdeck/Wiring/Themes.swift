import Glibc
import Host
import Settings
import Terminal

/// Themes to choose from: those built in, and files beside the configuration.
struct Themes {
    private(set) var byName: [String: Theme] = [:]
    /// In the order shown.
    private(set) var names: [String] = []
    /// The one to begin with.
    private(set) var chosen = "dark"

    /// Reads the themes; the last one chosen in the console wins over the configured one.
    /// - Throws: ``ThemeError`` for a configured file that is no theme.
    static func all(_ settings: Settings, _ environment: Environment) throws -> Themes {
        var themes = Themes()
        for theme in Theme.builtIn { themes.add(theme) }
        var wanted = settings.screen.theme
        if wanted.contains("/") || wanted.hasSuffix(".toml") {
            let path = environment.absolute(wanted)
            let name = String(path.split(separator: "/").last?.split(separator: ".").first ?? "custom")
            themes.add(try Theme(name: name, table: try ThemeFile.table(at: path)))
            wanted = name
        }
        // Nothing remembered is no error: the configured theme is used.
        let remembered = (try? LocalFile.read(rememberedPath(environment), limit: 256)).map { String(decoding: $0, as: UTF8.self) }
        if let name = remembered?.split(whereSeparator: \.isWhitespace).first, themes.byName[String(name)] != nil { wanted = String(name) }
        if themes.byName[wanted] != nil { themes.chosen = wanted }
        return themes
    }

    /// Keeps a choice for the next start.
    /// - Throws: ``PrivateFiles/Failure``.
    static func save(_ name: String, _ environment: Environment) throws {
        try PrivateFiles.makeDirectory(environment.stateDirectory)
        try PrivateFiles.write(name + "\n", to: rememberedPath(environment))
    }

    private static func rememberedPath(_ environment: Environment) -> String { environment.stateDirectory + "/theme" }

    private mutating func add(_ theme: Theme) {
        if byName.updateValue(theme, forKey: theme.name) == nil { names.append(theme.name) }
    }
}
