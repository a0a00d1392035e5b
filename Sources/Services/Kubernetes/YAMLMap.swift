import JSON
import Yams

/// A YAML mapping read by name, with errors that name the file and the line. `null` reads as absent.
struct YAMLMap {
    let file: String
    /// What it is, in sentences: "clusters".
    let place: String
    let members: [(name: String, node: Yams.Node)]
    private let line: Int?

    init(_ node: Yams.Node, file: String, place: String) throws {
        self.file = file
        self.place = place
        line = node.mark?.line
        guard node.null == nil else {
            members = []
            return
        }
        guard let mapping = node.mapping else {
            throw KubeconfigError.invalid(file: file, line: node.mark?.line, what: "\(place) wants a mapping")
        }
        members = mapping.compactMap { key, value in key.scalar.map { ($0.string, value) } }
    }

    init(empty file: String, place: String) {
        (self.file, self.place, members, line) = (file, place, [], nil)
    }

    func invalid(_ what: String) -> KubeconfigError { .invalid(file: file, line: line, what: what) }

    /// A scalar as it is written.
    func text(_ name: String) throws -> String? {
        guard let node = node(name) else { return nil }
        guard let scalar = node.scalar else { throw wrong(node, "\"\(name)\" wants a string") }
        return scalar.string
    }

    /// A boolean; absent is false.
    func flag(_ name: String) throws -> Bool {
        guard let node = node(name) else { return false }
        guard let flag = node.bool else { throw wrong(node, "\"\(name)\" wants true or false") }
        return flag
    }

    func map(_ name: String) throws -> YAMLMap? { try node(name).map { try YAMLMap($0, file: file, place: "\"\(name)\"") } }

    func list(_ name: String) throws -> [Yams.Node]? {
        guard let node = node(name) else { return nil }
        guard let sequence = node.sequence else { throw wrong(node, "\"\(name)\" wants a list") }
        return Array(sequence)
    }

    /// A list of scalars; absent is empty.
    func texts(_ name: String) throws -> [String] { try node(name).map { try Self.texts($0, named: name, self) } ?? [] }

    static func texts(_ node: Yams.Node, named name: String, _ map: YAMLMap) throws -> [String] {
        guard let sequence = node.sequence else { throw map.wrong(node, "\"\(name)\" wants a list") }
        return try sequence.map { node in
            guard let scalar = node.scalar else { throw map.wrong(node, "\"\(name)\" wants strings") }
            return scalar.string
        }
    }

    /// Anything, as JSON.
    func value(_ name: String) -> Value? { node(name).map { Self.value($0, depth: 0) } }

    private func node(_ name: String) -> Yams.Node? {
        guard let node = members.first(where: { $0.name == name })?.node, node.null == nil else { return nil }
        return node
    }

    private func wrong(_ node: Yams.Node, _ what: String) -> KubeconfigError { .invalid(file: file, line: node.mark?.line, what: what) }

    private static func value(_ node: Yams.Node, depth: Int) -> Value {
        guard depth < 50 else { return .null }
        switch node {
        case .mapping(let mapping):
            return .object(
                mapping.compactMap { key, value in key.scalar.map { Value.Member($0.string, self.value(value, depth: depth + 1)) } })
        case .sequence(let sequence): return .array(sequence.map { value($0, depth: depth + 1) })
        case .scalar(let scalar):
            if scalar.style != .plain { return .string(scalar.string) }
            if node.null != nil { return .null }
            if let flag = node.bool { return .bool(flag) }
            if let number = node.int { return .int(Int64(number)) }
            if let number = node.float { return .double(number) }
            return .string(scalar.string)
        case .alias: return .null
        }
    }
}
