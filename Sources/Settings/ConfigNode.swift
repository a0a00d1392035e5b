import TOMLKit

/// A value of the configuration file together with where it stands.
struct ConfigNode {
    enum Value {
        case string(String)
        case integer(Int)
        case double(Double)
        case bool(Bool)
        case array([ConfigNode])
        case table([(key: String, node: ConfigNode)])
        /// A date or time, of which the configuration has none.
        case other(String)
    }

    var value: Value
    var path: TOMLPath
    /// Line in the file, from 1.
    var line: Int?

    /// The type in words, for sentences.
    var typeName: String {
        switch value {
        case .string: "a string"
        case .integer: "an integer"
        case .double: "a number"
        case .bool: "a boolean"
        case .array: "an array"
        case .table: "a table"
        case .other(let name): "a \(name)"
        }
    }

    /// A document's root table.
    init(_ table: TOMLTable, positions: KeyPositions) {
        self.init(table: table, path: TOMLPath(), positions: positions)
    }

    private init(table: TOMLTable, path: TOMLPath, positions: KeyPositions) {
        let members = table.keys.compactMap { key in
            table[key].map { (key: key, node: ConfigNode($0, path: path.appending(key), positions: positions)) }
        }
        // The library sorts keys; problems are wanted in the order of the file.
        value = .table(members.sorted { ($0.node.line ?? 0) < ($1.node.line ?? 0) })
        self.path = path
        line = positions.line(of: path)
    }

    private init(_ convertible: any TOMLValueConvertible, path: TOMLPath, positions: KeyPositions) {
        self.path = path
        line = positions.line(of: path)
        value =
            if let table = convertible.table {
                ConfigNode(table: table, path: path, positions: positions).value
            } else if let string = convertible.string {
                .string(string)
            } else if let integer = convertible.int {
                .integer(integer)
            } else if let double = convertible.double {
                .double(double)
            } else if let bool = convertible.bool {
                .bool(bool)
            } else if let array = convertible.array {
                .array(array.enumerated().map { ConfigNode($0.element, path: path.appending($0.offset), positions: positions) })
            } else {
                .other(convertible.type.description)
            }
    }
}
