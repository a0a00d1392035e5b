import Host

/// How one kind of value is read from the file, and how it is written in examples and documentation.
struct ValueType<Value: Sendable & Equatable>: Sendable {
    /// In sentences: "wants NAME".
    var name: String
    /// Reads a value; throws what is wrong with it.
    var read: @Sendable (ConfigNode, LoadContext) throws -> Value
    /// The value as TOML.
    var write: @Sendable (Value) -> String
    /// The accepted words, where there are few.
    var choices: [String] = []

    /// The value where it is of the wrong type.
    fileprivate static func wrongType(_ node: ConfigNode, wants: String) -> Fault {
        Fault("wants \(wants), not \(node.typeName)")
    }
}

/// What is wrong with a value: the rest of a sentence that begins with its key. Never holds a value that may be a secret.
struct Fault: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}

/// What readers need besides the value.
struct LoadContext: Sendable {
    /// Makes a path absolute: `~/` is the home directory, relative paths stand beside the file.
    var absolute: @Sendable (String) -> String
}

extension ValueType<String> {
    /// Any text.
    static let text = ValueType(name: "a string", read: { node, _ in try string(node) }, write: quoted)

    /// A file, made absolute; empty stays empty.
    static let path = ValueType(
        name: "a path",
        read: { node, context in
            let text = try string(node)
            return text.isEmpty ? "" : context.absolute(text)
        }, write: quoted)

    /// An address. Credentials within it are refused: they would stand in logs and on screen.
    static let url = ValueType(
        name: "an http:// or https:// address",
        read: { node, _ in
            let text = try string(node)
            let scheme = ["http://", "https://"].first { text.lowercased().hasPrefix($0) }
            guard let scheme, text.utf8.count > scheme.utf8.count, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else {
                throw Fault("wants an address that begins with http:// or https://")
            }
            let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
            guard !authority.contains("@") else {
                throw Fault(
                    "holds credentials in the address; give them by reference with \"username\" and \"password\" or \"token\"")
            }
            guard !text.contains("?"), !text.contains("#") else { throw Fault("wants an address without \"?\" and \"#\"") }
            return text.hasSuffix("/") ? String(text.dropLast()) : text
        }, write: quoted)

    /// One of a few words.
    static func choice(_ choices: String...) -> ValueType {
        var type = ValueType(
            name: choices.map { "\"\($0)\"" }.joined(separator: ", "),
            read: { node, _ in
                let text = try string(node)
                guard !choices.contains(text) else { return text }
                let hint = EditDistance.nearest(to: text, among: choices).map { "; did you mean \"\($0)\"?" } ?? ""
                throw Fault("wants one of \(choices.map { "\"\($0)\"" }.joined(separator: ", "))\(hint)")
            }, write: quoted)
        type.choices = choices
        return type
    }

    fileprivate static func string(_ node: ConfigNode) throws -> String {
        guard case .string(let text) = node.value else { throw wrongType(node, wants: "a string") }
        return text
    }

    /// A TOML basic string.
    @Sendable static func quoted(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}

extension ValueType<LinePattern> {
    /// A regular expression for lines.
    static let linePattern = ValueType(
        name: "a regular expression",
        read: { node, _ in
            guard case .string(let text) = node.value else { throw wrongType(node, wants: "a regular expression, as a string") }
            do { return try LinePattern(text) } catch { throw Fault("is no valid expression: \(error)") }
        }, write: { ValueType<String>.quoted($0.source) })
}

extension ValueType<Bool> {
    /// `true` or `false`.
    static let flag = ValueType(
        name: "true or false",
        read: { node, _ in
            guard case .bool(let flag) = node.value else { throw wrongType(node, wants: "true or false") }
            return flag
        }, write: { String($0) })

    /// One of two words for a yes and a no.
    static func either(_ yes: String, or no: String) -> ValueType {
        let words = ValueType<String>.choice(yes, no)
        var type = ValueType(
            name: words.name,
            read: { node, context in try words.read(node, context) == yes },
            write: { "\"\($0 ? yes : no)\"" })
        type.choices = words.choices
        return type
    }
}

extension ValueType<Int> {
    /// A whole number within bounds.
    static func integer(_ range: ClosedRange<Int>) -> ValueType {
        ValueType(
            name: "a whole number",
            read: { node, _ in
                guard case .integer(let number) = node.value else { throw wrongType(node, wants: "a whole number") }
                guard range.contains(number) else {
                    throw Fault("wants a whole number from \(range.lowerBound) to \(range.upperBound)")
                }
                return number
            }, write: { String($0) })
    }

    /// Bytes: a number, or text with a unit (`"64MiB"`).
    static func size(_ range: ClosedRange<Int>) -> ValueType {
        let units = ["KiB": 10, "MiB": 20, "GiB": 30]
        @Sendable func write(_ bytes: Int) -> String {
            for (unit, shift) in [("GiB", 30), ("MiB", 20), ("KiB", 10)] where bytes >= 1 << shift && bytes % (1 << shift) == 0 {
                return "\"\(bytes >> shift)\(unit)\""
            }
            return String(bytes)
        }
        return ValueType(
            name: "a size",
            read: { node, _ in
                var bytes: Int?
                switch node.value {
                case .integer(let number): bytes = number
                case .string(let text):
                    let digits = text.prefix { $0.isASCII && $0.isNumber }
                    let unit = text.dropFirst(digits.count).trimmingPrefix(" ")
                    if let number = Int(digits), let shift = unit.isEmpty ? 0 : units[String(unit)], number < (1 << 40) >> shift {
                        bytes = number << shift
                    }
                default: throw wrongType(node, wants: "a size such as \"64MiB\"")
                }
                guard let bytes else { throw Fault("wants a size such as \"64MiB\" (units KiB, MiB, GiB) or a number of bytes") }
                guard range.contains(bytes) else {
                    throw Fault("wants a size from \(write(range.lowerBound)) to \(write(range.upperBound))")
                }
                return bytes
            }, write: write)
    }
}

extension ValueType<Double> {
    /// A number within bounds, whole or not.
    static func number(_ range: ClosedRange<Double>) -> ValueType {
        ValueType(
            name: "a number",
            read: { node, _ in
                let number: Double
                switch node.value {
                case .integer(let integer): number = Double(integer)
                case .double(let double): number = double
                default: throw wrongType(node, wants: "a number")
                }
                guard range.contains(number) else {
                    throw Fault("wants a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))")
                }
                return number
            }, write: plain)
    }

    /// A length of time in seconds: a number, or text with a unit (`"15s"`, `"2m"`, `"500ms"`).
    static func duration(_ range: ClosedRange<Double>) -> ValueType {
        let units = ["ms": 0.001, "s": 1.0, "m": 60, "h": 3600, "d": 86_400]
        @Sendable func write(_ seconds: Double) -> String {
            for (unit, length) in [("d", 86_400.0), ("h", 3600), ("m", 60), ("s", 1)]
            where seconds >= length && seconds.truncatingRemainder(dividingBy: length) == 0 {
                return "\"\(plain(seconds / length))\(unit)\""
            }
            return "\"\(plain(seconds * 1000))ms\""
        }
        return ValueType(
            name: "a duration",
            read: { node, _ in
                var seconds: Double?
                switch node.value {
                case .integer(let number): seconds = Double(number)
                case .double(let number): seconds = number
                case .string(let text):
                    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
                    if let number = Double(digits), let unit = units[String(text.dropFirst(digits.count))] {
                        seconds = number * unit
                    }
                default: throw wrongType(node, wants: "a duration such as \"15s\"")
                }
                guard let seconds else {
                    throw Fault("wants a duration such as \"15s\" (units ms, s, m, h, d) or a number of seconds")
                }
                guard range.contains(seconds) else {
                    throw Fault("wants a duration from \(write(range.lowerBound)) to \(write(range.upperBound))")
                }
                return seconds
            }, write: write)
    }

    /// Without a fraction where there is none.
    @Sendable private static func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    }
}

extension ValueType {
    /// The same value, or none: for keys without a default.
    static func optional<Wrapped>(_ type: ValueType<Wrapped>) -> ValueType where Value == Wrapped? {
        var optional = ValueType(
            name: type.name,
            read: { node, context in try type.read(node, context) },
            write: { $0.map(type.write) ?? "" })
        optional.choices = type.choices
        return optional
    }

    /// An array of values.
    static func list<Element>(of type: ValueType<Element>) -> ValueType where Value == [Element] {
        ValueType(
            name: "an array, each \(type.name)",
            read: { node, context in
                guard case .array(let nodes) = node.value else { throw wrongType(node, wants: "an array") }
                var elements: [Element] = []
                for (index, node) in nodes.enumerated() {
                    do { elements.append(try type.read(node, context)) } catch { throw Fault("\(error) (element \(index + 1))") }
                }
                return elements
            }, write: { "[" + $0.map(type.write).joined(separator: ", ") + "]" })
    }
}

extension ValueType<SecretReference?> {
    /// Where a secret is to be read from. A literal is refused without being shown.
    static let secret = ValueType(
        name: "a secret reference",
        read: { node, context in
            guard case .string(let text) = node.value else {
                throw wrongType(node, wants: "\"env:NAME\", \"file:PATH\" or \"cmd:…\"")
            }
            do throws(SecretReference.Fault) {
                return try SecretReference(parsing: text, absolute: context.absolute)
            } catch {
                switch error {
                case .literal:
                    throw Fault(
                        "holds a literal; secrets are given by reference, so that they stand in no file: "
                            + "\"env:NAME\", \"file:PATH\" or \"cmd:PROGRAM ARGUMENTS\". If it was real, replace it")
                case .noName: throw Fault("wants the name of a variable after \"env:\" (letters, digits and _)")
                case .noPath: throw Fault("wants a path after \"file:\"")
                case .noCommand: throw Fault("wants a program after \"cmd:\"")
                case .openQuote: throw Fault("has a quote or backslash in its command that is not closed")
                }
            }
        }, write: { $0.map { ValueType<String>.quoted($0.description) } ?? "" })
}
