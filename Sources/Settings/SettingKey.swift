/// One key of `config.toml`, as data: for documentation, completions, and the test of the example file.
public struct SettingKey: Sendable, Equatable {
    /// `contexts[].name`; `<…>` stands for a key that the person chooses.
    public var path: String
    /// In words: "a duration".
    public var type: String
    /// Whether its table is of no use without it.
    public var isRequired = false
    /// The default as TOML; `nil` where there is none.
    public var standard: String?
    /// A sentence or two.
    public var doc: String

    /// The last part of the path.
    public var name: String {
        let last = path.split(separator: ".").last ?? ""
        return String(last.hasSuffix("[]") ? last.dropLast(2) : last)
    }

    /// Every key, in the order of the documentation.
    public static let all: [SettingKey] = Settings.fields.flatMap { $0.keys("", Settings()) }
}
