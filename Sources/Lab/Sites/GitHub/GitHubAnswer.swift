/// What the API says before tags and counters are added.
struct GitHubAnswer: Sendable {
    var status = 200
    var headers: [LabResponse.Header] = []
    var contentType = "application/json; charset=utf-8"
    var body: [UInt8]

    /// A document.
    static func json(_ value: JSON, headers: [LabResponse.Header] = []) -> GitHubAnswer {
        GitHubAnswer(headers: headers, body: value.bytes)
    }

    /// A refusal with a message.
    static func refused(_ status: Int, _ message: String, headers: [LabResponse.Header] = []) -> GitHubAnswer {
        let body: JSON = [
            "message": .string(message), "documentation_url": "https://docs.github.com/rest", "status": .string(String(status)),
        ]
        return GitHubAnswer(status: status, headers: headers, body: body.bytes)
    }

    static let notFound = refused(404, "Not Found")

    /// A redirect; reads are answered 301, writes 307, so that they keep their method.
    static func moved(to location: String, method: String) -> GitHubAnswer {
        let body: JSON = [
            "message": "Moved Permanently", "url": .string(location),
            "documentation_url": "https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects",
        ]
        return GitHubAnswer(
            status: method == "GET" || method == "HEAD" ? 301 : 307,
            headers: [LabResponse.Header(name: "Location", value: location)],
            body: body.bytes)
    }

    func response() -> LabResponse {
        var response = LabResponse(status: status, contentType: contentType, body: .bytes(body))
        response.headers += headers
        return response
    }
}
