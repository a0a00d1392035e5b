import CxxJSON

/// A place in a parsed document. Reading never throws: what is absent, `null` or of another type reads as `nil` or
/// empty, and a chain goes on through it (`pod["status"]["phase"].string`).
///
/// Valid only inside the ``Readable/init(_:)`` or closure it was handed to; never stored. (Debug builds stop with a
/// message when an element outlives its document.)
public struct Element {
    /// The parser's result; `nil` for what is absent.
    private let document: UnsafePointer<qd_json_document>?
    /// Where on the tape; the root stands at 1.
    private let index: Int
    private let generation: UInt32

    /// The root of the parsed document.
    init(root document: UnsafePointer<qd_json_document>) {
        self.document = document
        index = 1
        generation = document.pointee.generation
    }

    private init(_ document: UnsafePointer<qd_json_document>?, _ index: Int, _ generation: UInt32) {
        self.document = document
        self.index = index
        self.generation = generation
    }

    /// Whether the value is there (a `null` is).
    public var exists: Bool { document != nil }
    /// Whether the value is there and `null`.
    public var isNull: Bool { kind == .null }
    /// What kind of value is there; `nil` when there is none.
    public var kind: Kind? { document == nil ? nil : Kind(mark: mark) }

    /// A member of an object. The first one where a name comes twice.
    public subscript(_ name: String) -> Element {
        guard kind == .object else { return .absent }
        var name = name
        return name.withUTF8 { wanted in
            var position = index + 1
            while position < lastIndex {
                let text = text(at: position)
                if text.count == wanted.count, text.elementsEqual(wanted) { return at(position + 1) }
                position = after(position + 1)
            }
            return .absent
        }
    }

    /// An element of an array, counted from 0.
    public subscript(_ number: Int) -> Element {
        guard kind == .array, number >= 0 else { return .absent }
        var position = index + 1
        for _ in 0..<number where position < lastIndex { position = after(position) }
        return position < lastIndex ? at(position) : .absent
    }

    /// A string's text, escapes resolved.
    public var string: String? { kind == .string ? String(decoding: text(at: index), as: UTF8.self) : nil }

    /// Hands a string's UTF-8 to `body` without making a `String` of it: for log lines and other long text.
    public func withUTF8<T>(_ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T? {
        kind == .string ? try body(text(at: index)) : nil
    }

    /// An integer; also a whole double.
    public var int: Int? {
        guard document != nil else { return nil }
        return switch mark {
        case Mark.signed: Int(truncatingIfNeeded: word(index + 1))
        case Mark.unsigned: Int(exactly: word(index + 1))
        case Mark.double: Int(exactly: Double(bitPattern: word(index + 1)))
        default: nil
        }
    }

    /// Any number.
    public var double: Double? {
        guard document != nil else { return nil }
        return switch mark {
        case Mark.signed: Double(Int64(bitPattern: word(index + 1)))
        case Mark.unsigned: Double(word(index + 1))
        case Mark.double: Double(bitPattern: word(index + 1))
        default: nil
        }
    }

    /// Whether a number was written without fraction and exponent.
    var isInteger: Bool { document != nil && (mark == Mark.signed || mark == Mark.unsigned) }

    /// A boolean.
    public var bool: Bool? { kind == .bool ? mark == Mark.yes : nil }

    /// An array's elements; empty for anything else.
    public var array: [Element] {
        guard kind == .array else { return [] }
        var elements: [Element] = []
        elements.reserveCapacity(count)
        var position = index + 1
        while position < lastIndex {
            elements.append(at(position))
            position = after(position)
        }
        return elements
    }

    /// An object's members in order; empty for anything else.
    public var members: [(name: String, value: Element)] {
        guard kind == .object else { return [] }
        var members: [(name: String, value: Element)] = []
        members.reserveCapacity(count)
        var position = index + 1
        while position < lastIndex {
            members.append((String(decoding: text(at: position), as: UTF8.self), at(position + 1)))
            position = after(position + 1)
        }
        return members
    }

    /// How many elements or members; 0 for anything that is neither array nor object.
    public var count: Int {
        guard kind == .array || kind == .object else { return 0 }
        let said = Int(word(index) >> 32 & 0xFF_FFFF)
        guard said == 0xFF_FFFF else { return said }
        // The tape's count is saturated: count for real.
        var count = 0, position = index + 1
        while position < lastIndex {
            position = after(kind == .object ? position + 1 : position)
            count += 1
        }
        return count
    }
}

// The tape: one word for each value, its kind in the top byte, a payload below
// (https://github.com/simdjson/simdjson/blob/v3.0.1/doc/tape.md).
extension Element {
    /// The kinds of JSON value.
    public enum Kind: Sendable, Equatable {
        /// `null`.
        case null
        /// `true` or `false`.
        case bool
        /// Any number.
        case number
        /// A string.
        case string
        /// An array.
        case array
        /// An object.
        case object

        fileprivate init?(mark: UInt8) {
            switch mark {
            case Mark.null: self = .null
            case Mark.yes, Mark.no: self = .bool
            case Mark.signed, Mark.unsigned, Mark.double: self = .number
            case Mark.string: self = .string
            case Mark.array: self = .array
            case Mark.object: self = .object
            default: return nil
            }
        }
    }

    private enum Mark {
        static let null = UInt8(ascii: "n"), yes = UInt8(ascii: "t"), no = UInt8(ascii: "f")
        static let signed = UInt8(ascii: "l"), unsigned = UInt8(ascii: "u"), double = UInt8(ascii: "d")
        static let string = UInt8(ascii: "\""), array = UInt8(ascii: "["), object = UInt8(ascii: "{")
    }

    private static var absent: Element { Element(nil, 0, 0) }

    private var mark: UInt8 { UInt8(word(index) >> 56) }
    /// The index of an array's or object's closing bracket.
    private var lastIndex: Int { Int(word(index) & 0xFFFF_FFFF) - 1 }

    private func at(_ position: Int) -> Element { Element(document, position, generation) }

    private func word(_ position: Int) -> UInt64 {
        guard let document else { return 0 }
        assert(document.pointee.generation == generation, "a JSON element was used after its document was gone")
        return document.pointee.tape[position]
    }

    /// The index behind the value at `position`.
    private func after(_ position: Int) -> Int {
        let word = word(position)
        return switch UInt8(word >> 56) {
        case Mark.array, Mark.object: Int(word & 0xFFFF_FFFF)
        case Mark.signed, Mark.unsigned, Mark.double: position + 2
        default: position + 1
        }
    }

    /// The string at `position`: its length in four bytes, then its UTF-8.
    private func text(at position: Int) -> UnsafeBufferPointer<UInt8> {
        guard let strings = document?.pointee.strings else { return UnsafeBufferPointer(start: nil, count: 0) }
        let start = strings + Int(word(position) & 0xFF_FFFF_FFFF_FFFF)
        let length = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
        return UnsafeBufferPointer(start: start + 4, count: Int(length))
    }
}
