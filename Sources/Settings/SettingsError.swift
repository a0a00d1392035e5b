/// What is wrong with a configuration, all of it: one problem a line.
public struct SettingsError: Error, Equatable, CustomStringConvertible {
    /// One thing to mend.
    public struct Problem: Sendable, Equatable, CustomStringConvertible {
        /// The file as the person named it.
        public var file: String
        /// Line in the file, from 1; `nil` where the file as a whole is meant.
        public var line: Int?
        /// What is wrong and what to write instead. Never holds a value that could be a secret.
        public var sentence: String

        /// A problem.
        public init(file: String, line: Int?, sentence: String) {
            self.file = file
            self.line = line
            self.sentence = sentence
        }

        /// `config.toml:12: unknown key "prometheus.ulr"; did you mean "prometheus.url"?`
        public var description: String { line.map { "\(file):\($0): \(sentence)" } ?? "\(file): \(sentence)" }
    }

    /// In the order of the file.
    public var problems: [Problem]

    /// Problems found together.
    public init(_ problems: [Problem]) { self.problems = problems }

    /// One line for each problem.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
