import Host
import JSON

/// A commit with the files it changed (`/repos/{owner}/{repo}/commits/{ref}`).
public struct Commit: Sendable, Equatable, Readable {
    /// A file that a commit changed.
    public struct File: Sendable, Equatable {
        /// Path within the repository; the one before, where it was renamed.
        public var path = "", previousPath = ""
        /// `added`, `removed`, `modified`, `renamed`, `copied`, `changed`, `unchanged`.
        public var status = ""
        /// Lines added and removed.
        public var additions = 0, deletions = 0
        /// Unified diff without its header; empty for binary and very large files.
        public var patch = ""
        /// A file to be filled in.
        public init() {}

        /// An element of `files`.
        init(_ json: Element) {
            path = json.text(at: "filename")
            previousPath = json.text(at: "previous_filename")
            status = json.text(at: "status")
            additions = json["additions"].int ?? 0
            deletions = json["deletions"].int ?? 0
            patch = json.text(at: "patch")
        }
    }

    /// Full hash.
    public var sha = ""
    /// The whole message.
    public var message = ""
    /// Author's name as git holds it, and login where GitHub knows it.
    public var author = "", login = ""
    /// When the author made it, and when it was committed.
    public var authored: Timestamp?, committed: Timestamp?
    /// Its page for a browser.
    public var url = ""
    /// Hashes of the parents; two for a merge.
    public var parents: [String] = []
    /// Files, at most 300: the API's page.
    public var files: [File] = []

    /// A commit to be filled in.
    public init() {}

    /// The answer of the API.
    public init(_ json: Element) throws {
        sha = try json.requiredString("sha")
        let commit = json["commit"]
        message = commit.text(at: "message")
        author = commit["author"].text(at: "name")
        authored = commit["author"].moment(at: "date")
        committed = commit["committer"].moment(at: "date")
        login = json["author"].text(at: "login")
        url = json.text(at: "html_url")
        parents = json["parents"].array.map { $0.text(at: "sha") }
        files = json["files"].array.map { File($0) }
    }
}
