/// What is wrong with a kubeconfig, or with one of its contexts. Sentences name files, contexts and keys, never a credential.
public enum KubeconfigError: Error, Equatable, CustomStringConvertible {
    /// The file that was named cannot be read.
    case unreadable(String)
    /// Not YAML; the parser's words.
    case notYAML(file: String, line: Int?, reason: String)
    /// YAML, but not a kubeconfig.
    case invalid(file: String, line: Int?, what: String)
    /// No context of that name; the names there are.
    case noContext(String, among: [String])
    /// The file names no current context, and none was asked for.
    case noCurrentContext(among: [String])
    /// The context cannot be used.
    case unusable(context: String, what: String)

    /// One sentence for a person.
    public var description: String {
        switch self {
        case .unreadable(let reason): "The kubeconfig \(reason)."
        case .notYAML(let file, let line, let reason): "The kubeconfig \(Self.place(file, line)) is not YAML: \(reason)."
        case .invalid(let file, let line, let what): "The kubeconfig \(Self.place(file, line)) is not valid: \(what)."
        case .noContext(let name, let names):
            "The kubeconfig has no context \"\(name)\"; \(names.isEmpty ? "it has none at all" : "it has \(names.joined(separator: ", "))")."
        case .noCurrentContext(let names):
            "The kubeconfig has no current context; name one under [[contexts]]"
                + (names.isEmpty ? "." : ": \(names.joined(separator: ", ")).")
        case .unusable(let context, let what): "The kubeconfig's context \"\(context)\" cannot be used: \(what)."
        }
    }

    private static func place(_ file: String, _ line: Int?) -> String { line.map { "\(file):\($0)" } ?? file }
}
