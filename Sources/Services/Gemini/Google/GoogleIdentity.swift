import JSON

/// Who asks Vertex AI, as a credential file says it.
public enum GoogleIdentity: Sendable, CustomStringConvertible {
    /// A machine's own identity.
    case serviceAccount(ServiceAccount)
    /// A person's login.
    case authorizedUser(AuthorizedUser)

    /// Reads a credential file's content.
    /// - Parameter name: what to call the file in sentences: "file:~/key.json".
    /// - Throws: ``ServiceError`` saying what kind of file it is instead, or what it lacks.
    public init(file bytes: [UInt8], name: String) throws {
        do {
            self = try JSON.with(bytes) { json in
                switch json.text(at: "type") {
                case "service_account": return .serviceAccount(try ServiceAccount(json))
                case "authorized_user": return .authorizedUser(try AuthorizedUser(json))
                case "":
                    throw ServiceError.malformed(service: name, what: "it has no \"type\", so it is not a Google credential file")
                case let other:
                    throw ServiceError.malformed(
                        service: name,
                        what: "credentials of type \(other) are not read; set token = \"cmd:gcloud auth print-access-token\" instead")
                }
            }
        } catch let error as JSONError {
            throw ServiceError.malformed(service: name, what: "as a Google credential file: \(error)")
        }
    }

    /// Whose it is, never the secret.
    public var description: String {
        switch self {
        case .serviceAccount(let account): account.description
        case .authorizedUser(let user): user.description
        }
    }
}
