import JSON
import Yams

/// An object as a person reads it: YAML without managed fields, which nobody wrote and which are half of it.
public enum ManifestText {
    /// The object as YAML.
    /// - Throws: Yams' error for what YAML cannot say, which JSON never holds.
    public static func yaml(_ object: Value) throws -> String {
        try Yams.serialize(node: node(object, path: []), width: -1)
    }

    private static func node(_ value: Value, path: [String]) -> Yams.Node {
        switch value {
        case .null: Yams.Node("null", Tag(.null))
        case .bool(let bool): Yams.Node(bool ? "true" : "false", Tag(.bool))
        case .int(let int): Yams.Node(String(int), Tag(.int))
        case .double(let double): Yams.Node(String(double), Tag(.float))
        case .string(let text): Yams.Node(text, Tag(.str), text.contains("\n") ? .literal : .any)
        case .array(let items): Yams.Node(items.map { node($0, path: path + ["-"]) })
        case .object(let members):
            Yams.Node(
                members.filter { !(path == ["metadata"] && $0.name == "managedFields") }
                    .map { (Yams.Node($0.name), node($0.value, path: path + [$0.name])) })
        }
    }
}
