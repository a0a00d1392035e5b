import Host
import JSON
import Transport

extension ServiceLink {
    /// The error for an answer that is no success.
    func failure(_ response: HTTPResponse, what: String) -> ServiceError {
        if let special = configuration.failure(response) { return special }
        let service = configuration.service
        let sentence = Self.sentence(of: response)
        switch response.status {
        case 401: return .unauthorised(service: service, credential: configuration.credentials?.name ?? "a request without credentials")
        case 403:
            let missing = configuration.missing(response).map { " (\($0))" } ?? ""
            return .forbidden(service: service, what: what, sentence: sentence + missing)
        case 404 where configuration.missing(response) != nil:
            let missing = configuration.missing(response) ?? ""
            return .forbidden(service: service, what: what, sentence: "it is not there, or \(missing).")
        case 404, 410: return .notFound(service: service, what: what)
        case 429: return .limited(service: service, until: retryTime(response), sentence: sentence)
        case 503 where response.headers["Retry-After"] != nil:
            return .limited(service: service, until: retryTime(response), sentence: sentence)
        case 500...: return .broken(service: service, status: response.status, sentence: sentence)
        case 300..<400: return .malformed(service: service, what: "a redirect (\(response.status)) that is not followed")
        default: return .refused(service: service, status: response.status, sentence: sentence)
        }
    }

    /// When `Retry-After` (seconds or a date, RFC 9110 section 10.2.3) says to ask again.
    private func retryTime(_ response: HTTPResponse) -> Timestamp? {
        guard let text = response.headers["Retry-After"] else { return nil }
        if let seconds = Int64(text), seconds >= 0, seconds < 1 << 31 { return time.now() + .seconds(seconds) }
        return Timestamp(httpDate: text)
    }

    /// The server's own sentence, on one line and short: JSON's `message`, `error` or `detail`, a bare JSON string, a plain text, or the
    /// title of an HTML page.
    static func sentence(of response: HTTPResponse) -> String {
        let body = Array(response.body.prefix(64 << 10))
        // Not JSON is no error here: the body is then shown as text.
        if !response.mediaType.hasSuffix("html"), let value = try? JSON.value(body) {
            return jsonSentence(value).map(shortened) ?? "no reason given"
        }
        let text = String(decoding: body, as: UTF8.self)
        if response.mediaType.hasSuffix("html") || text.hasPrefix("<") { return title(of: text).map(shortened) ?? "an HTML page" }
        return text.allSatisfy(\.isWhitespace) ? "no reason given" : shortened(text)
    }

    private static func jsonSentence(_ value: Value) -> String? {
        switch value {
        case .string(let text): return text.isEmpty ? nil : text
        case .array(let items): return items.first.flatMap(jsonSentence)
        case .object(let members):
            for name in ["message", "error", "detail", "error_description", "title"] {
                if let member = members.first(where: { $0.name == name }), let text = jsonSentence(member.value) { return text }
            }
            return nil
        default: return nil
        }
    }

    private static func title(of html: String) -> String? {
        let lower = html.lowercased()
        guard let start = lower.firstRange(of: "<title>")?.upperBound, let end = lower[start...].firstRange(of: "</title>")?.lowerBound
        else { return nil }
        return String(lower[start..<end])
    }

    private static func shortened(_ text: String) -> String {
        let line = SafeText.line(text.prefix(2_000)).split(separator: " ").joined(separator: " ")
        return line.count <= 300 ? line : line.prefix(299) + "…"
    }
}

extension ServiceError {
    /// A transport's failure as this service's.
    public init(_ error: TransportError, service: String) {
        switch error {
        case .unknownHost(let host): self = .unreachable(service: service, host: host, reason: "the name has no address")
        case .noConnection(let host, let reason): self = .unreachable(service: service, host: host, reason: reason)
        case .timedOut(let host, let waiting, let after):
            self = .unreachable(service: service, host: host, reason: "no \(waiting) within \(after.components.seconds) s")
        case .tls(let host, let reason): self = .unreachable(service: service, host: host, reason: "TLS failed, \(reason)")
        case .cut(_, let received): self = .cut(service: service, what: "an answer, after \(received) bytes")
        case .tooLarge(_, let limit): self = .tooLarge(service: service, limit: limit)
        case .notHTTP: self = .malformed(service: service, what: "something that is not HTTP")
        case .invalid(let what): self = .unreachable(service: service, host: "its address", reason: what)
        }
    }

    /// Whether asking again at once may help.
    var isPassing: Bool {
        switch self {
        case .broken(_, let status, _): [502, 503, 504].contains(status)
        case .cut: true
        case .unreachable(_, _, let reason): !reason.hasPrefix("no ") && !reason.hasPrefix("TLS")
        default: false
        }
    }
}
