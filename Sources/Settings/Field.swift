import Host

/// A part of the settings that is one table of the file: its fields are the one place that says which keys it has.
/// Reading, the check for unknown keys, the documentation and the example's test are all made from them.
protocol Configurable: Sendable {
    init()
    static var fields: [Field<Self>] { get }
    /// What no single key can tell: one key that needs another. Adds to `problems`.
    static func check(_ value: Self, at node: ConfigNode, _ problems: inout Problems)
}

extension Configurable {
    static func check(_ value: Self, at node: ConfigNode, _ problems: inout Problems) {}
}

/// Where a value of the file goes.
typealias Member<Owner, Value> = any WritableKeyPath<Owner, Value> & Sendable

/// One key of a table.
struct Field<Owner: Sendable>: Sendable {
    /// The key.
    var name: String
    /// A sentence or two for the documentation.
    var doc: String
    /// Whether the table is of no use without it.
    var isRequired = false
    /// This key and those below it, for documentation; the defaults are what `owner` holds.
    var keys: @Sendable (_ prefix: String, _ owner: Owner) -> [SettingKey]
    /// Reads it into the owner.
    var read: @Sendable (inout Owner, ConfigNode, LoadContext, inout Problems) -> Void
}

/// The problems found so far.
struct Problems {
    let file: String
    var list: [SettingsError.Problem] = []

    mutating func add(_ node: ConfigNode, _ sentence: String) {
        list.append(SettingsError.Problem(file: file, line: node.line, sentence: sentence))
    }
}

extension Field where Owner: Configurable {
    /// A plain value; its default is what a fresh owner holds.
    static func value<Value>(
        _ name: String, _ path: Member<Owner, Value>, _ type: ValueType<Value>, required: Bool = false, _ doc: String
    ) -> Field {
        Field(name: name, doc: doc, isRequired: required) { prefix, owner in
            let standard = type.write(owner[keyPath: path])
            return [
                SettingKey(
                    path: prefix + name, type: type.name, isRequired: required,
                    standard: required || standard.isEmpty ? nil : standard,
                    doc: doc)
            ]
        } read: { owner, node, context, problems in
            do { owner[keyPath: path] = try type.read(node, context) } catch {
                problems.add(node, "\"\(node.path)\" \(error)")
            }
        }
    }

    /// A table within this one, always there.
    static func table<Value: Configurable>(_ name: String, _ path: Member<Owner, Value>, _ doc: String) -> Field {
        Field(name: name, doc: doc) { prefix, owner in
            [SettingKey(path: prefix + name, type: "table", doc: doc)]
                + Value.fields.flatMap { $0.keys("\(prefix)\(name).", owner[keyPath: path]) }
        } read: { owner, node, context, problems in
            Value.read(into: &owner[keyPath: path], node, context, &problems)
        }
    }

    /// A table whose keys belong to this owner: it groups them in the file only.
    static func group(_ name: String, _ fields: [Field], _ doc: String) -> Field {
        Field(name: name, doc: doc) { prefix, owner in
            [SettingKey(path: prefix + name, type: "table", doc: doc)] + fields.flatMap { $0.keys("\(prefix)\(name).", owner) }
        } read: { owner, node, context, problems in
            _ = Owner.read(fields, into: &owner, node, context, &problems)
        }
    }

    /// The same key for an owner that holds this one's owner.
    func within<Outer>(_ path: Member<Outer, Owner>) -> Field<Outer> {
        Field<Outer>(name: name, doc: doc, isRequired: isRequired) { [keys] prefix, outer in
            keys(prefix, outer[keyPath: path])
        } read: { [read] outer, node, context, problems in
            read(&outer[keyPath: path], node, context, &problems)
        }
    }

    /// A table that may be absent.
    static func optionalTable<Value: Configurable>(
        _ name: String, _ path: Member<Owner, Value?>, _ doc: String
    ) -> Field {
        Field(name: name, doc: doc) { prefix, owner in
            [SettingKey(path: prefix + name, type: "table", doc: doc)]
                + Value.fields.flatMap { $0.keys("\(prefix)\(name).", Value()) }
        } read: { owner, node, context, problems in
            var value = Value()
            Value.read(into: &value, node, context, &problems)
            owner[keyPath: path] = value
        }
    }

    /// An array of tables, in the order of the file.
    static func tables<Value: Configurable>(_ name: String, _ path: Member<Owner, [Value]>, _ doc: String) -> Field {
        Field(name: name, doc: doc) { prefix, owner in
            [SettingKey(path: "\(prefix)\(name)[]", type: "array of tables", doc: doc)]
                + Value.fields.flatMap { $0.keys("\(prefix)\(name)[].", Value()) }
        } read: { owner, node, context, problems in
            guard case .array(let nodes) = node.value else {
                return problems.add(node, "\"\(node.path)\" wants an array of tables ([[\(node.path)]]), not \(node.typeName)")
            }
            owner[keyPath: path] = nodes.map { node in
                var value = Value()
                Value.read(into: &value, node, context, &problems)
                return value
            }
        }
    }

    /// A table whose keys the person chooses.
    static func map<Value>(
        _ name: String, _ path: Member<Owner, [String: Value]>, of type: ValueType<Value>, key: String, _ doc: String
    ) -> Field {
        Field(name: name, doc: doc) { prefix, owner in
            [
                SettingKey(path: prefix + name, type: "table", doc: doc),
                SettingKey(path: "\(prefix)\(name).<\(key)>", type: type.name, doc: "One for each \(key)."),
            ]
        } read: { owner, node, context, problems in
            owner[keyPath: path] = readMap(node, &problems) { node, problems in
                do { return try type.read(node, context) } catch {
                    problems.add(node, "\"\(node.path)\" \(error)")
                    return nil
                }
            }
        }
    }

    /// Two levels of tables whose keys the person chooses.
    static func mapOfMaps<Value>(
        _ name: String, _ path: Member<Owner, [String: [String: Value]]>, of type: ValueType<Value>, keys: (String, String),
        _ doc: String
    ) -> Field {
        Field(name: name, doc: doc) { prefix, owner in
            [
                SettingKey(path: prefix + name, type: "table", doc: doc),
                SettingKey(
                    path: "\(prefix)\(name).<\(keys.0)>.<\(keys.1)>", type: type.name, doc: "One for each \(keys.1) of each \(keys.0)."),
            ]
        } read: { owner, node, context, problems in
            owner[keyPath: path] = readMap(node, &problems) { node, problems in
                readMap(node, &problems) { node, problems in
                    do { return try type.read(node, context) } catch {
                        problems.add(node, "\"\(node.path)\" \(error)")
                        return nil
                    }
                }
            }
        }
    }

    private static func readMap<Value>(
        _ node: ConfigNode, _ problems: inout Problems, _ each: (ConfigNode, inout Problems) -> Value?
    ) -> [String: Value] {
        guard case .table(let members) = node.value else {
            problems.add(node, "\"\(node.path)\" wants a table, not \(node.typeName)")
            return [:]
        }
        var map: [String: Value] = [:]
        for (key, node) in members { map[key] = each(node, &problems) }
        return map
    }
}

extension Array {
    /// The same keys for an owner that holds their owner.
    func within<Outer, Owner: Configurable>(_ path: Member<Outer, Owner>) -> [Field<Outer>]
    where Element == Field<Owner> { map { $0.within(path) } }
}

extension Configurable {
    /// Reads a table and checks what no single key can tell.
    static func read(into value: inout Self, _ node: ConfigNode, _ context: LoadContext, _ problems: inout Problems) {
        if read(fields, into: &value, node, context, &problems) { check(value, at: node, &problems) }
    }

    /// Reads a table: every key it holds, then what is missing. Returns whether all was well.
    static func read(
        _ fields: [Field<Self>], into value: inout Self, _ node: ConfigNode, _ context: LoadContext, _ problems: inout Problems
    ) -> Bool {
        let before = problems.list.count
        let place = node.path.place
        guard case .table(let members) = node.value else {
            problems.add(node, "\"\(node.path)\" wants a table, not \(node.typeName)")
            return false
        }
        for (key, member) in members {
            if let field = fields.first(where: { $0.name == key }) {
                field.read(&value, member, context, &problems)
            } else {
                let hint = hint(for: key, among: fields.map(\.name), under: node.path, place: place)
                problems.add(member, "unknown key \"\(member.path)\"; \(hint)")
            }
        }
        for field in fields where field.isRequired && !members.contains(where: { $0.key == field.name }) {
            problems.add(node, "\(place) lacks \"\(field.name)\": \(field.doc)")
        }
        return problems.list.count == before
    }

    private static func hint(for key: String, among names: [String], under path: TOMLPath, place: String) -> String {
        if let near = EditDistance.nearest(to: key, among: names) { return "did you mean \"\(path.appending(near))\"?" }
        if let elsewhere = SettingKey.all.first(where: { $0.name == key }) { return "there is a \"\(elsewhere.path)\"" }
        return "\(place) takes \(names.joined(separator: ", "))"
    }
}
