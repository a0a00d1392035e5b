import JSON

/// A person's login as `gcloud auth application-default login` leaves it.
/// <https://cloud.google.com/docs/authentication/application-default-credentials#personal>
public struct AuthorizedUser: Sendable, Readable, CustomStringConvertible {
    /// Project that API calls are counted on; sent as `x-goog-user-project` where set.
    public var quotaProject = ""
    let clientID: String
    let clientSecret: String
    let refreshToken: String

    /// The file's content.
    /// - Throws: `JSONError.missing` naming the member that the file must have.
    public init(_ json: Element) throws {
        clientID = try json.requiredString("client_id")
        clientSecret = try json.requiredString("client_secret")
        refreshToken = try json.requiredString("refresh_token")
        quotaProject = json.text(at: "quota_project_id")
    }

    /// What it is, never its secret.
    public var description: String { "the login of gcloud auth application-default" }
}
