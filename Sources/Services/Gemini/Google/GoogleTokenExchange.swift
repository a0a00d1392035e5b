import Host
import JSON
import Transport

/// Exchanges an identity for access tokens at Google's token endpoint.
/// <https://developers.google.com/identity/protocols/oauth2/service-account#httprest>
public struct GoogleTokenExchange: AccessTokenSource {
    private static let service = "Google's sign-in"

    /// Whose tokens.
    public let identity: GoogleIdentity
    /// The identity in words.
    public var name: String { identity.description }
    private let http: any HTTPClient
    private let time: any TimeSource
    private let route: Route

    /// An exchange over an HTTP engine.
    public init(_ identity: GoogleIdentity, http: any HTTPClient, time: any TimeSource, route: Route = Route()) {
        self.identity = identity
        self.http = http
        self.time = time
        self.route = route
    }

    /// `x-goog-user-project` for a person whose file names a quota project; for a service account it could itself be refused.
    public var extraHeaders: [String: String] {
        guard case .authorizedUser(let user) = identity, !user.quotaProject.isEmpty else { return [:] }
        return ["x-goog-user-project": user.quotaProject]
    }

    /// Gets a token, usually good for an hour.
    /// - Throws: ``ServiceError``: in words what to do about a wrong clock, a deleted key, a login that has ended.
    public func token() async throws -> AccessToken {
        var request = HTTPRequest("POST", try address(), headers: ["Content-Type": "application/x-www-form-urlencoded"])
        request.body = Array(try form().utf8)
        request.limit = 1 << 20
        request.route = route
        let response: HTTPResponse
        do {
            response = try await http.send(request)
        } catch let error as TransportError {
            throw ServiceError.unreachable(service: Self.service, host: "the token endpoint", reason: "\(error)")
        }
        guard response.status == 200 else { throw failure(response) }
        do {
            return try JSON.with(response.body) { json in
                let text = try json.requiredString("access_token")
                let seconds = json["expires_in"].int ?? 3599
                return AccessToken(text: text, expires: time.now() + .seconds(max(0, min(seconds, 43_200))))
            }
        } catch let error as JSONError {
            throw ServiceError.malformed(service: Self.service, what: "\(error)")
        }
    }

    private func address() throws -> String {
        guard case .serviceAccount(let account) = identity else { return "https://oauth2.googleapis.com/token" }
        // The assertion is worth a token to whoever holds it: it travels encrypted, or not past this machine.
        let isLocal = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"].contains { account.tokenURL.hasPrefix($0) }
        guard account.tokenURL.hasPrefix("https://") || isLocal else {
            throw ServiceError.malformed(service: name, what: "its token_uri is not an https address")
        }
        return account.tokenURL
    }

    private func form() throws -> String {
        switch identity {
        case .serviceAccount(let account):
            do {
                return "grant_type=" + "urn:ietf:params:oauth:grant-type:jwt-bearer".percentEncoded + "&assertion="
                    + (try account.assertion(at: time.now()))
            } catch {
                throw ServiceError.malformed(
                    service: name, what: "its private_key is no unencrypted RSA key in PEM; download the key file again")
            }
        case .authorizedUser(let user):
            return "grant_type=refresh_token&client_id=\(user.clientID.percentEncoded)"
                + "&client_secret=\(user.clientSecret.percentEncoded)&refresh_token=\(user.refreshToken.percentEncoded)"
        }
    }

    private func failure(_ response: HTTPResponse) -> ServiceError {
        if response.status >= 500 {
            return .broken(service: Self.service, status: response.status, sentence: "no token at the moment; it is asked again.")
        }
        // Not JSON means no reason is given: the sentence then says the status alone.
        let answer = (try? JSON.value(response.body)) ?? .null
        let code = answer["error"].string ?? ""
        let words = answer["error_description"].string ?? ""
        let login = "run gcloud auth application-default login again."
        switch code {
        case "invalid_grant" where words.contains("reasonable timeframe"):
            return .refused(service: Self.service, status: response.status, sentence: clockSentence(response.headers["Date"]))
        case "invalid_grant" where answer["error_subtype"].string == "invalid_rapt":
            return .refused(service: Self.service, status: response.status, sentence: "the organisation asks for a new login; " + login)
        case "invalid_grant" where words.contains("Invalid JWT Signature"):
            return .refused(
                service: Self.service, status: response.status,
                sentence: "the key of \(name) was deleted or replaced; make a new key file.")
        case "invalid_grant":
            let advice = if case .authorizedUser = identity { login } else { "check that the account still exists." }
            return .refused(
                service: Self.service, status: response.status, sentence: "it does not accept \(name) any more; " + advice)
        default:
            return .refused(
                service: Self.service, status: response.status,
                sentence: "it gave no token for \(name) (\(SafeText.line(code.isEmpty ? "no reason given" : code))).")
        }
    }

    private func clockSentence(_ date: String?) -> String {
        guard let date, let theirs = Timestamp(httpDate: date) else { return "this machine's clock is wrong; set it (NTP)." }
        let off = (time.now() - theirs).seconds
        let minutes = Int((abs(off) / 60).rounded())
        return "this machine's clock is \(minutes) min \(off > 0 ? "ahead of" : "behind") Google's; set it (NTP)."
    }
}
