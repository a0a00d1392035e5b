/// A request as a site sees it.
struct LabRequest: Sendable {
    /// `GET`, `POST`, …, upper case.
    var method: String
    /// The path, still percent-encoded.
    var rawPath: String
    /// The path cut at its slashes and percent-decoded: `/api/v1/pods` is `["api", "v1", "pods"]`.
    var segments: [String]
    /// Query parameters in their order, decoded; `+` means a space, as Go's and Python's servers read it.
    var query: [Parameter]
    /// Header names in lower case.
    var headers: [String: String]
    var body: [UInt8]

    /// One name and value of a query or a form.
    struct Parameter: Sendable, Equatable {
        var name: String
        var value: String
    }

    init(method: String, target: String, headers: [String: String] = [:], body: [UInt8] = []) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.method = method
        rawPath = String(parts[0])
        segments = parts[0].split(separator: "/").map { Self.decoded($0, plusIsSpace: false) }
        query = parts.count > 1 ? Self.parameters(in: parts[1]) : []
        self.headers = headers
        self.body = body
    }

    /// The first value of a query parameter; `nil` when it is not there.
    func value(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// Every value of a query parameter, in their order.
    func values(_ name: String) -> [String] { query.filter { $0.name == name }.map(\.value) }

    /// Whether a query parameter is there and true, as Go's `strconv.ParseBool` reads it.
    func flag(_ name: String) -> Bool { ["1", "t", "T", "true", "TRUE", "True"].contains(value(name) ?? "") }

    /// A header's value; the name's case does not matter.
    func header(_ name: String) -> String? { headers[name.lowercased()] }

    /// The token of `Authorization: Bearer …`.
    var bearerToken: String? {
        guard let value = header("authorization"), value.lowercased().hasPrefix("bearer ") else { return nil }
        return String(value.dropFirst("bearer ".count))
    }

    /// The body as JSON; `nil` when it is none.
    var json: JSON? { JSON(parsing: body) }

    /// The body of `application/x-www-form-urlencoded`.
    var form: [Parameter] { Self.parameters(in: Substring(decoding: body, as: UTF8.self)) }

    /// The request's target as it stood in the request line.
    var target: String {
        query.isEmpty ? rawPath : rawPath + "?" + query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    private static func parameters(in text: Substring) -> [Parameter] {
        text.split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Parameter(
                name: decoded(halves[0], plusIsSpace: true),
                value: halves.count > 1 ? decoded(halves[1], plusIsSpace: true) : "")
        }
    }

    private static func decoded(_ text: Substring, plusIsSpace: Bool) -> String {
        var output: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                output.append(value)
                rest.removeFirst(2)
            } else {
                output.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
