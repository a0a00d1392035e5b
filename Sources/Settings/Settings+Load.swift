import Host
import TOMLKit

extension Settings {
    /// Where the configuration is looked for: `--config`, then `QUARTERDECK_CONFIG`, then `quarterdeck/config.toml` in the
    /// XDG configuration directory.
    public static func path(option: String?, environment: Environment) -> String {
        environment.absolute(option ?? environment["QUARTERDECK_CONFIG"] ?? environment.configDirectory + "/config.toml")
    }

    /// Reads and checks the configuration. Nothing remote is asked and no secret is fetched.
    ///
    /// - Parameters:
    ///   - path: the value of `--config`; `nil` looks where ``path(option:environment:)`` says.
    ///   - environment: the process's, or a test's.
    /// - Throws: every problem of the file at once.
    public static func load(path: String? = nil, environment: Environment) throws(SettingsError) -> Settings {
        let file = Settings.path(option: path, environment: environment)
        let bytes: [UInt8]
        do {
            bytes = try LocalFile.read(file, limit: 1 << 20)
        } catch {
            let advice =
                switch (error, path, environment["QUARTERDECK_CONFIG"]) {
                case (.unreadable(_, _, isMissing: true), nil, nil):
                    "there is no configuration yet; copy config.example.toml here, or try `quarterdeck demo`, which needs none"
                case (.unreadable(_, let reason, _), .some, _): "--config cannot be read: \(reason)"
                case (.unreadable(_, let reason, _), nil, .some): "QUARTERDECK_CONFIG cannot be read: \(reason)"
                case (.unreadable(_, let reason, _), nil, nil): "cannot be read: \(reason)"
                case (.tooLarge(_, let limit), _, _): "is larger than \(limit >> 10) KiB, which no configuration is"
                }
            throw SettingsError([.init(file: file, line: nil, sentence: advice)])
        }
        return try Settings(toml: bytes, file: file, environment: environment)
    }

    /// Reads and checks a configuration held in memory. `file` is its absolute path: problems name it, and relative paths
    /// in it stand beside it.
    public init(toml bytes: [UInt8], file: String, environment: Environment) throws(SettingsError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SettingsError([.init(file: file, line: nil, sentence: "is not UTF-8 text")])
        }
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw SettingsError([.init(file: file, line: error.source.begin.line, sentence: Self.sentence(for: error))])
        } catch {
            throw SettingsError([.init(file: file, line: nil, sentence: "is not TOML")])
        }
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? environment.directory
        let beside = Environment(variables: environment.variables, directory: folder)
        var problems = Problems(file: file)
        self.init()
        let root = ConfigNode(table, positions: KeyPositions(bytes))
        Settings.read(into: &self, root, LoadContext { beside.absolute($0) }, &problems)
        guard problems.list.isEmpty else {
            throw SettingsError(problems.list.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
        }
        for index in contexts.indices where contexts[index].kubeContext.isEmpty {
            contexts[index].kubeContext = contexts[index].name
        }
        for index in images.indices { images[index].complete(with: manifests) }
    }

    /// The library's words on a syntax error, with its column. It quotes pieces of the document, which may be a secret
    /// that was written without quotes: everything quoted that is longer than one character is left out.
    private static func sentence(for error: TOMLParseError) -> String {
        var words = "", quoted: String?
        for character in error.description {
            switch (character, quoted) {
            case ("'", nil): quoted = ""
            case ("'", let text?):
                words += text.count <= 1 ? "'\(text)'" : "…"
                quoted = nil
            case (_, .some): quoted?.append(character)
            case (_, nil): words.append(character)
            }
        }
        return "column \(error.source.begin.column): \(words)"
    }
}
