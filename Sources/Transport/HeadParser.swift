/// Collects status line and headers, one line at a time, as libcurl hands them over.
struct HeadParser {
    /// Bytes of headers accepted.
    static let limit = 262_144

    /// What a line led to.
    enum Progress {
        case more
        case complete(Exchange.Head)
        case tooLarge
    }

    /// Whether a status line has come.
    private(set) var hasBegun = false
    /// Whether the headers have ended. Lines after that are trailers, which nobody reads.
    private(set) var isComplete = false
    private var status = 0
    private var headers: HTTPHeaders = [:]
    private var size = 0

    /// Takes the next line with its line end.
    mutating func add(_ line: UnsafeRawBufferPointer) -> Progress {
        size += line.count
        guard size <= Self.limit else { return .tooLarge }
        guard !isComplete else { return .more }
        let bytes = line.trimmed(of: [13, 10])
        if bytes.isEmpty {
            // 100 Continue and 103 Early Hints come before the answer.
            guard status >= 200 || status == 101 else { return .more }
            isComplete = true
            return .complete(Exchange.Head(status: status, headers: headers))
        }
        if bytes.starts(with: "HTTP/".utf8) {
            hasBegun = true
            status = bytes.split(separator: 32).dropFirst().first.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
            headers = [:]
        } else if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
            let value = UnsafeRawBufferPointer(rebasing: bytes[(colon + 1)...]).trimmed(of: [32, 9])
            headers.add(String(decoding: bytes[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
        }
        return .more
    }
}

extension UnsafeRawBufferPointer {
    /// Without these bytes at both ends.
    fileprivate func trimmed(of unwanted: [UInt8]) -> Slice<UnsafeRawBufferPointer> {
        var rest = self[...]
        while let first = rest.first, unwanted.contains(first) { rest.removeFirst() }
        while let last = rest.last, unwanted.contains(last) { rest.removeLast() }
        return rest
    }
}
