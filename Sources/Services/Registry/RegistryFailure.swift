import Host
import JSON
import Transport

/// An error answer of a registry: `{"errors":[{"code", "message"?}]}` (distribution-spec, error codes).
struct RegistryFailure: Readable, Equatable {
    let code: String
    let message: String

    init(_ json: Element) throws {
        let first = json["errors"][0]
        code = try first.requiredString("code").uppercased()
        message = first.text(at: "message")
    }

    /// An answer that is no success, as a sentence.
    /// - Parameter what: "image acme/iris:main"
    static func error(_ response: HTTPResponse, link: ServiceLink, what: String, login: String?) -> ServiceError {
        let service = link.configuration.service
        // HEAD answers have no body, and proxies have their own: the status decides then.
        let failure = try? JSON.read(Self.self, from: response.body)
        let words = SafeText.line((failure?.message ?? "").prefix(300))
        switch (response.status, failure?.code) {
        case (404, "MANIFEST_UNKNOWN") where words.contains("Accept header"):
            return .malformed(service: service, what: "a kind of image that we did not ask for")
        case (404, _), (_, "MANIFEST_UNKNOWN"), (_, "NAME_UNKNOWN"): return .notFound(service: service, what: what)
        case (401, _), (403, _), (_, "DENIED"), (_, "UNAUTHORIZED"): return closed(service, what, login: login)
        case (429, _), (_, "TOOMANYREQUESTS"):
            // GHCR's wait stands in the message, as a Go duration under a second; less than a second is never waited.
            let seconds = response.headers["Retry-After"].flatMap { Int64($0) } ?? 1
            return .limited(
                service: service, until: link.time.now() + .seconds(min(max(seconds, 1), 86_400)),
                sentence: words.isEmpty ? "too many requests." : words)
        case (500..., _): return .broken(service: service, status: response.status, sentence: words.isEmpty ? "no reason given" : words)
        default:
            return .refused(
                service: service, status: response.status,
                sentence: words.isEmpty ? ServiceLink.sentence(of: response) : words + (failure.map { " (\($0.code))" } ?? ""))
        }
    }

    /// The login itself is refused: it has ended, or GHCR was given another kind of token than it takes.
    static func rejected(_ service: String, _ what: String, login: String) -> ServiceError {
        guard service == "ghcr.io" else { return .unauthorised(service: service, credential: login) }
        return .forbidden(
            service: service, what: what,
            sentence: "it rejected \(login), which has ended, or is no classic token with the scope read:packages (a fine-grained one will not do).")
    }

    /// One answer stands for a private image, one that does not exist, and a token that does not do.
    static func closed(_ service: String, _ what: String, login: String?) -> ServiceError {
        let token = service == "ghcr.io" ? "a classic token with the scope read:packages (a fine-grained one will not do)" : "a login"
        let reason = login.map { "\($0) may not read it" } ?? "is private and wants \(token)"
        return .forbidden(service: service, what: what, sentence: "it does not exist, or \(reason).")
    }
}
