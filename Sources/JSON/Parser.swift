import CxxJSON
import Synchronization

/// One simdjson parser with its buffers, reused: a fresh one costs more than a small document.
final class Parser: Sendable {
    /// Levels of nesting accepted. Readers recurse, and a stack overflow off the main thread cannot be caught.
    static let depth = 256
    /// Bytes of a document up to which a parser is kept: its buffers hold up to ten times as much. What is watched comes in small
    /// documents; for a large one the buffers are the smaller part of the work, and kept they are most of a console's memory after a day.
    private static let keptCapacity = 64 << 10
    private static let padding = qd_json_padding()
    private static let idle = Mutex<[Parser]>([])

    // Used only by whoever took the parser out of `idle`.
    private nonisolated(unsafe) let handle: OpaquePointer

    private init() throws {
        guard let handle = qd_json_new(Self.depth) else { throw JSONError.notJSON("no memory for a parser") }
        self.handle = handle
    }

    deinit { qd_json_free(handle) }

    /// Hands an idle parser to `body`. May be nested: JSON holds JSON in strings.
    static func withOne<T>(_ body: (Parser) throws -> T) throws -> T {
        let parser = try idle.withLock { $0.popLast() } ?? Parser()
        defer {
            if qd_json_capacity(parser.handle) <= keptCapacity { idle.withLock { if $0.count < 4 { $0.append(parser) } } }
        }
        return try body(parser)
    }

    /// Parses a document; its root is valid until the next call.
    func parse(_ bytes: [UInt8]) throws -> Element {
        let padded = bytes.capacity - bytes.count >= Self.padding
        let status = bytes.withUnsafeBufferPointer { parse(Self.withoutMark($0), padded: padded) }
        if let element = try element(status) { return element }
        let repaired = Repair.repaired(bytes)
        return try repaired.withUnsafeBufferPointer { try checked(parse($0, padded: false)) }
    }

    /// Reads a list; see ``JSON/readList(_:at:absentIsEmpty:header:each:)``.
    func parseList<T>(
        _ bytes: [UInt8], at path: [String], absentIsEmpty: Bool, header: (Element) throws -> Void, each: (Element) throws -> T?
    ) throws -> [T] {
        var bytes = bytes
        // Room behind the last byte, so that nothing is copied for each element. An engine's body has it already.
        if bytes.capacity - bytes.count < Self.padding { bytes.reserveCapacity(bytes.count + Self.padding) }
        var list: OpenList<T> = try bytes.withUnsafeBufferPointer { try readList($0, at: path, each) }
        if list.status == QD_JSON_UTF8 {
            bytes = Repair.repaired(bytes)
            bytes.reserveCapacity(bytes.count + Self.padding)
            list = try bytes.withUnsafeBufferPointer { try readList($0, at: path, each) }
        }
        // The frame, or the whole document where no list was found: it says whether this is JSON at all.
        try header(parse(list.status == QD_JSON_OK ? list.frame : bytes))
        guard list.status == QD_JSON_OK || list.status == QD_JSON_NULL || absentIsEmpty else {
            throw JSONError.missing(path.last ?? "list")
        }
        return list.values
    }

    /// What was found at a list's path: its values, and the document around it.
    private struct OpenList<T> {
        var status: Status
        var values: [T] = []
        var frame: [UInt8] = []
    }

    private func readList<T>(
        _ buffer: UnsafeBufferPointer<UInt8>, at path: [String], _ each: (Element) throws -> T?
    ) throws -> OpenList<T> {
        let buffer = Self.withoutMark(buffer)
        var list = OpenList<T>(status: open(buffer, at: path))
        guard list.status == QD_JSON_OK else { return list }
        while let element = try nextElement() { if let value = try each(element) { list.values.append(value) } }
        list.frame = frame(of: buffer)
        return list
    }

    /// The next element of the open list.
    private func nextElement() throws -> Element? {
        var start: UnsafePointer<UInt8>?, length = 0
        let status = Status(UInt32(qd_json_list_next(handle, &start, &length)))
        if status == QD_JSON_END { return nil }
        guard status == QD_JSON_OK else { throw Self.error(status) }
        let slice = UnsafeBufferPointer(start: start, count: length)
        if let element = try element(parse(slice, padded: true)) { return element }
        let repaired = Repair.repaired(Array(slice))
        return try repaired.withUnsafeBufferPointer { try checked(parse($0, padded: false)) }
    }

    /// The document around the list that was read: its elements left out.
    private func frame(of buffer: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var opens = 0, closes = 0
        qd_json_list_bounds(handle, &opens, &closes)
        return Array(buffer[..<opens]) + Array("[]".utf8) + Array(buffer[closes...])
    }

    /// The bytes behind a byte order mark: RFC 8259 lets a reader skip one.
    private static func withoutMark(_ buffer: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeBufferPointer(rebasing: buffer.dropFirst(3)) : buffer
    }

    private typealias Status = qd_json_status

    private func parse(_ buffer: UnsafeBufferPointer<UInt8>, padded: Bool) -> Status {
        guard let start = buffer.baseAddress, !buffer.isEmpty else { return QD_JSON_EMPTY }
        return Status(UInt32(qd_json_parse(handle, start, buffer.count, padded ? 1 : 0)))
    }

    private func open(_ buffer: UnsafeBufferPointer<UInt8>, at path: [String]) -> Status {
        guard let start = buffer.baseAddress, !buffer.isEmpty else { return QD_JSON_EMPTY }
        // C strings side by side, and where each starts.
        var names: [CChar] = [], starts: [Int] = []
        for name in path {
            starts.append(names.count)
            names += name.utf8CString
        }
        return names.withUnsafeBufferPointer { names in
            let pointers = starts.map { start in names.baseAddress.map { $0 + start } }
            return Status(UInt32(qd_json_list_open(handle, start, buffer.count, pointers, pointers.count)))
        }
    }

    /// The root after a success, `nil` when the bytes may be repaired.
    private func element(_ status: Status) throws -> Element? {
        status == QD_JSON_UTF8 || status == QD_JSON_STRING ? nil : try checked(status)
    }

    private func checked(_ status: Status) throws -> Element {
        guard status == QD_JSON_OK, let document = qd_json_current(handle) else { throw Self.error(status) }
        return Element(root: document)
    }

    private static func error(_ status: Status) -> JSONError {
        switch status {
        case QD_JSON_EMPTY: .notJSON("it is empty")
        case QD_JSON_UTF8: .notJSON("it is not UTF-8")
        case QD_JSON_STRING: .notJSON("a string with an escape that means nothing, or without an end")
        case QD_JSON_CONTROL: .notJSON("a control character in a string")
        case QD_JSON_NUMBER: .notJSON("a number that 64 bits do not hold")
        case QD_JSON_DEPTH: .tooDeep(depth)
        case QD_JSON_MEMORY: .notJSON("larger than the parser can hold")
        default: .notJSON("a bracket, comma or word in the wrong place, or a cut end")
        }
    }
}
