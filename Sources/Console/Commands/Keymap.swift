import Host
import Terminal

/// Which key means which command where. A value made once from defaults, a preset, and what config overrides.
public struct Keymap: Sendable, Equatable {
    private struct Binding: Equatable, Sendable {
        var scope: Scope
        var command: String
    }
    private var bindings: [Key: [Binding]] = [:]
    private var names: [String: [String]] = [:]

    /// The keys that commands are born with.
    public static let standard = Keymap(Registry.all.map { ($0, $0.keys) })

    /// Presets by name, each the commands whose keys differ from the defaults.
    static let presets: [String: [String: [String]]] = [
        "default": [:],
        // For fingers that know k9s: Ctrl-D deletes and Ctrl-Z toggles there, so both do nothing here.
        "k9s": [
            "quit": ["Ctrl-C"], "back": ["Esc"], "palette": [":", "Ctrl-A"], "half-down": [], "half-up": [],
            "page-down": ["PgDn", "Ctrl-F"], "page-up": ["PgUp", "Ctrl-B"], "suspend": [], "log.follow": ["s"],
        ],
    ]

    /// A preset with overrides: command id to key names; an empty list takes a command's keys away.
    public init(preset: String, overrides: [String: [String]]) throws(KeymapError) {
        guard let base = Self.presets[preset] else {
            throw .unknownPreset(preset, known: Self.presets.keys.sorted())
        }
        for id in overrides.keys.sorted() where Registry.command(id) == nil {
            throw .unknownCommand(id, nearest: EditDistance.nearest(to: id, among: Registry.all.map(\.id)))
        }
        for (id, keys) in overrides.sorted(by: { $0.key < $1.key }) {
            for name in keys where Key(name: name) == nil { throw .unknownKey(name, command: id) }
        }
        self.init(Registry.all.map { ($0, overrides[$0.id] ?? base[$0.id] ?? $0.keys) })
        if let conflict = conflict() { throw conflict }
    }

    private init(_ commands: [(Command, [String])]) {
        for (command, keys) in commands {
            names[command.id] = keys
            for key in keys.compactMap({ Key(name: $0) }) {
                bindings[key, default: []] += command.scopes.map { Binding(scope: $0, command: command.id) }
            }
        }
    }

    /// The command that a key means where `scopes` are active.
    func command(for key: Key, in scopes: [Scope]) -> Command? {
        guard let candidates = bindings[key] else { return nil }
        for scope in scopes {
            if let found = candidates.first(where: { $0.scope == scope }) { return Registry.command(found.command) }
        }
        return nil
    }

    /// Commands that a key means somewhere else.
    func meanings(of key: Key) -> [Command] {
        (bindings[key] ?? []).map(\.command).reduce(into: []) { ids, id in if !ids.contains(id) { ids.append(id) } }
            .compactMap { Registry.command($0) }
    }

    /// The names of a command's keys, the one to show first.
    func keys(of id: String) -> [String] { names[id] ?? [] }

    /// Two commands that one key would mean at the same time.
    private func conflict() -> KeymapError? {
        for (key, bound) in bindings.sorted(by: { $0.key.name < $1.key.name }) {
            for (index, one) in bound.enumerated() {
                for two in bound[(index + 1)...] where one.command != two.command && one.scope.overlaps(two.scope) {
                    return .conflict(key: key.name, one: one.command, two: two.command, place: two.scope.words)
                }
            }
        }
        return nil
    }
}

/// Why keys from config cannot be.
public enum KeymapError: Error, Equatable, CustomStringConvertible {
    /// No such preset.
    case unknownPreset(String, known: [String])
    /// No such command.
    case unknownCommand(String, nearest: String?)
    /// Not a key.
    case unknownKey(String, command: String)
    /// One key, two meanings.
    case conflict(key: String, one: String, two: String, place: String)

    /// One sentence for a person.
    public var description: String {
        switch self {
        case .unknownPreset(let name, let known):
            "Keys: there is no preset \"\(name)\" in config.toml; it can be \(known.map { "\"\($0)\"" }.joined(separator: " or "))."
        case .unknownCommand(let id, let nearest):
            "Keys: there is no command \"\(id)\" in config.toml\(nearest.map { "; did you mean \"\($0)\"" } ?? "")."
                + " `quarterdeck commands` lists them."
        case .unknownKey(let name, let command):
            "Keys: \"\(name)\" for \(command) is not a key; write it like t, T, Ctrl-P, Alt-x, F5, Enter or Space."
        case .conflict(let key, let one, let two, let place):
            "Keys: \(key) would mean both \(one) and \(two) (\(place)); give one of them another key in config.toml."
        }
    }
}
