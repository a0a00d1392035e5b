import Glibc

/// What the process was started with: variables and the directories that follow from them. A value, so a test makes its own.
public struct Environment: Sendable, Equatable {
    /// Environment variables by name.
    public var variables: [String: String]
    /// The working directory, absolute.
    public var directory: String

    /// An environment with just these variables.
    public init(variables: [String: String], directory: String = "/") {
        self.variables = variables
        self.directory = directory
    }

    /// The process's own.
    public static var process: Environment {
        var variables: [String: String] = [:]
        var entry = environ
        while let pointer = entry.pointee {
            let text = String(cString: pointer)
            if let equals = text.firstIndex(of: "=") { variables[String(text[..<equals])] = String(text[text.index(after: equals)...]) }
            entry += 1
        }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let directory = getcwd(&buffer, buffer.count).map { String(cString: $0) } ?? "/"
        return Environment(variables: variables, directory: directory)
    }

    /// A variable's value; `nil` when unset or empty (the XDG specification treats both alike).
    public subscript(_ name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return value
    }

    /// The home directory: `HOME`, else `/`.
    public var home: String { self["HOME"] ?? "/" }
    /// `$XDG_CONFIG_HOME/quarterdeck`, by default `~/.config/quarterdeck`.
    public var configDirectory: String { (self["XDG_CONFIG_HOME"] ?? home + "/.config") + "/quarterdeck" }
    /// `$XDG_STATE_HOME/quarterdeck`, by default `~/.local/state/quarterdeck`: archive and log.
    public var stateDirectory: String { (self["XDG_STATE_HOME"] ?? home + "/.local/state") + "/quarterdeck" }

    /// `path` made absolute: `~/` is the home directory, anything relative stands in ``directory``.
    public func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        if path == "~" { return home }
        if path.hasPrefix("~/") { return home + path.dropFirst(1) }
        return directory + "/" + path
    }
}
