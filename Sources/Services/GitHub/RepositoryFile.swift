import Host
import JSON

/// A file of a repository as it stands on a branch, and the guard for changing it.
public struct RepositoryFile: Sendable, Equatable {
    /// Path within the repository.
    public var path = ""
    /// The branch, tag or commit it was read at; empty for the default branch.
    public var ref = ""
    /// Name of its content (git's blob hash): what a change must name, so that nobody else's change is overwritten.
    public var sha = ""
    /// Its content, checked against ``sha``.
    public var bytes: [UInt8] = []

    /// A file to be filled in.
    public init() {}
}

/// Who a commit names; GitHub fills in the token's owner where none is given.
public struct GitIdentity: Sendable, Equatable {
    /// Name and address.
    public var name: String, email: String
    /// An identity.
    public init(name: String, email: String) { (self.name, self.email) = (name, email) }
    var value: Value { ["name": .string(name), "email": .string(email)] }
}

/// A commit that was made through the contents API.
public struct FileCommit: Sendable, Equatable, Readable {
    /// The commit's hash.
    public var commit = ""
    /// The file's new content's name.
    public var sha = ""
    /// The commit's page.
    public var url = ""
    /// When, by GitHub's clock.
    public var committed: Timestamp?

    /// A commit to be filled in.
    public init() {}

    /// The answer to a PUT.
    public init(_ json: Element) throws {
        commit = try json.required("commit").requiredString("sha")
        sha = json["content"].text(at: "sha")
        url = json["commit"].text(at: "html_url")
        committed = json["commit"]["committer"].moment(at: "date")
    }
}
