/// What a site answers.
struct LabResponse: Sendable {
    var status: Int
    /// Names as they go over the wire; a name may come twice. `Date` and the length are added by the server.
    var headers: [Header]
    var body: Body

    /// A header's name and value.
    struct Header: Sendable, Equatable {
        var name: String
        var value: String
    }

    /// A body known at once, or one that goes on for as long as its source has something to say.
    enum Body: Sendable {
        case bytes([UInt8])
        case stream(any StreamSource)
    }

    init(status: Int = 200, contentType: String, headers: KeyValuePairs<String, String> = [:], body: Body) {
        self.status = status
        self.headers = [Header(name: "Content-Type", value: contentType)]
        self.headers += headers.map { Header(name: $0.key, value: $0.value) }
        self.body = body
    }

    /// A JSON document.
    static func json(_ value: JSON, status: Int = 200, headers: KeyValuePairs<String, String> = [:]) -> LabResponse {
        LabResponse(status: status, contentType: "application/json", headers: headers, body: .bytes(value.bytes))
    }

    /// Plain text.
    static func text(_ text: String, status: Int = 200, contentType: String = "text/plain; charset=utf-8") -> LabResponse {
        LabResponse(status: status, contentType: contentType, body: .bytes(Array(text.utf8)))
    }

    /// A body that is written as it comes to be.
    static func stream(_ source: some StreamSource, contentType: String) -> LabResponse {
        LabResponse(contentType: contentType, body: .stream(source))
    }

    /// The reason phrase of a status code, RFC 9110 section 15.
    static func phrase(of status: Int) -> String {
        let phrases = [
            200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 301: "Moved Permanently", 302: "Found",
            304: "Not Modified", 307: "Temporary Redirect", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
            404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 409: "Conflict", 410: "Gone",
            415: "Unsupported Media Type", 422: "Unprocessable Entity", 429: "Too Many Requests",
            500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
            504: "Gateway Timeout",
        ]
        return phrases[status] ?? "Status \(status)"
    }
}

/// Where the pieces of a streamed body come from. A value: each request has its own.
protocol StreamSource: Sendable {
    /// The next piece, which must not be empty; waits until there is one. `nil` ends the body in good order, an error
    /// cuts the connection.
    ///
    /// A client's leaving is seen at the next write only. So a source whose format allows it says something harmless
    /// each second; ``Stage/wait(for:after:atMost:)`` makes that easy.
    mutating func next(on stage: Stage) async throws -> [UInt8]?
}

/// Ends a body in the middle.
struct ConnectionCut: Error {}
