import Host
import JSON

/// A service account's key file: a machine's own identity in Google's cloud.
/// <https://developers.google.com/identity/protocols/oauth2/service-account>
public struct ServiceAccount: Sendable, Readable, CustomStringConvertible {
    /// Whose key it is: `quarterdeck@project.iam.gserviceaccount.com`.
    public var email = ""
    /// Project the account lives in; the default for ``GeminiEndpoint/vertex(project:location:)``.
    public var project = ""
    /// Where tokens are had.
    public var tokenURL = "https://oauth2.googleapis.com/token"
    let keyID: String
    let privateKey: String

    /// The key file's content.
    /// - Throws: `JSONError.missing` naming the member that a key file must have.
    public init(_ json: Element) throws {
        email = try json.requiredString("client_email")
        keyID = json.text(at: "private_key_id")
        privateKey = try json.requiredString("private_key")
        project = json.text(at: "project_id")
        if let address = json["token_uri"].string, !address.isEmpty { tokenURL = address }
    }

    /// The account's name, never its key.
    public var description: String { "service account \(email)" }

    /// A signed assertion that this account asks for a token, good for an hour (RFC 7523).
    ///
    /// Issued 20 s back, so that a clock slightly ahead of Google's is not refused.
    func assertion(at now: Timestamp) throws(RS256.Failure) -> String {
        let issued = now.milliseconds / 1000 - 20
        let header: Value = ["alg": "RS256", "typ": "JWT", "kid": .string(keyID)]
        let claims: Value = [
            "iss": .string(email), "scope": "https://www.googleapis.com/auth/cloud-platform", "aud": .string(tokenURL),
            "iat": .int(issued), "exp": .int(issued + 3600),
        ]
        let signed = Base64URL.encode(header.bytes) + "." + Base64URL.encode(claims.bytes)
        return signed + "." + Base64URL.encode(try RS256.sign(Array(signed.utf8), pem: privateKey))
    }
}
