import Foundation

/// `oauth2.googleapis.com/token`: exchanges a service account's signed assertion for an access token.
/// <https://developers.google.com/identity/protocols/oauth2/service-account#httprest>
enum TokenEndpoint {
    private static let grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    private static let lifetime = Span.seconds(3_599)

    static func respond(to request: LabRequest, on stage: Stage) async -> LabResponse {
        guard request.method == "POST" else { return GeminiError.page(404) }
        let form = Dictionary(request.form.map { ($0.name, $0.value) }) { first, _ in first }
        guard form["grant_type"] == grant else {
            return refused("unsupported_grant_type", "Invalid grant_type: \(form["grant_type"] ?? "")")
        }
        guard let assertion = Assertion(form["assertion"] ?? "") else {
            return refused("invalid_grant", "Invalid JWT: Failed to parse.")
        }
        let (accounts, now) = await stage.read { ($0.gemini.accounts, $0.now) }
        guard let key = accounts[assertion.issuer] else {
            return refused("invalid_grant", "Invalid grant: account not found")
        }
        guard assertion.isSigned(with: key) else { return refused("invalid_grant", "Invalid JWT Signature.") }
        let seconds = now.milliseconds / 1_000
        // Google tolerates clocks that are a few minutes apart.
        guard assertion.issued <= seconds + 300, assertion.expires > seconds, assertion.expires - assertion.issued <= 3_600 else {
            return refused(
                "invalid_grant",
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."
            )
        }
        guard assertion.scope.contains("https://www.googleapis.com/auth/cloud-platform") else {
            return refused("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        }
        let token = await stage.perform { world -> String in
            let token = "ya29.c." + world.random.hex(48) + "..."
            world.apply(.gemini(.issue(token: token, until: world.now + lifetime)))
            return token
        }
        return .json([
            "access_token": .string(token), "expires_in": .integer(lifetime.milliseconds / 1_000), "token_type": "Bearer",
        ])
    }

    private static func refused(_ error: String, _ description: String) -> LabResponse {
        .json(["error": .string(error), "error_description": .string(description)], status: 400)
    }
}

/// A JSON Web Token as a service account signs it.
private struct Assertion {
    var issuer: String
    var scope: String
    /// Seconds since 1970.
    var issued: Int64
    var expires: Int64
    private var signed: [UInt8]
    private var signature: [UInt8]

    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let header = Self.decode(parts[0]).flatMap(JSON.init(parsing:)), header["alg"]?.text == "RS256",
            let claims = Self.decode(parts[1]).flatMap(JSON.init(parsing:)), let signature = Self.decode(parts[2]),
            let issuer = claims["iss"]?.text, claims["aud"]?.text?.hasSuffix("/token") == true, let issued = claims["iat"]?.int,
            let expires = claims["exp"]?.int
        else { return nil }
        (self.issuer, self.issued, self.expires, self.signature) = (issuer, issued, expires, signature)
        scope = claims["scope"]?.text ?? ""
        signed = Array("\(parts[0]).\(parts[1])".utf8)
    }

    func isSigned(with publicKey: String) -> Bool { RSAKey.verify(signature, of: signed, publicKey: publicKey) }

    /// Base64 with the URL alphabet, without padding.
    private static func decode(_ text: String) -> [UInt8]? {
        guard !text.contains("=") else { return nil }
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - standard.count % 4) % 4)
        return Data(base64Encoded: standard + padding).map(Array.init)
    }
}
