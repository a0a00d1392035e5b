import Host
import JSON
import Transport

// Files of a repository: read with their guard, changed by one commit.
extension GitHubClient {
    /// A file and the guard for changing it. Files over 1 MB come without content and are asked for again as they are.
    ///
    /// - Parameters:
    ///   - path: within the repository, as text.
    ///   - ref: branch, tag or commit; empty for the default branch.
    ///   - limit: largest file, in bytes.
    /// - Throws: ``ServiceError``: `.notFound`; `.malformed` for a folder, a link or a submodule, and for a file that changed while it was read.
    /// - Note: <https://docs.github.com/rest/repos/contents#get-repository-content>
    public func file(_ path: String, in repository: String, ref: String = "", limit: Int = 8 << 20) async throws -> RepositoryFile {
        let address = contents(path, repository)
        let query = ref.isEmpty ? [] : [("ref", ref)]
        let what = "file \(path) in \(repository)" + (ref.isEmpty ? "" : " at \(ref.prefix(40))")
        let service = link.configuration.service
        let response = try await send(address, query: query, what: what)
        let entry = try read(response) { json -> (sha: String, content: String, encoding: String, size: Int) in
            guard json.kind == .object, json["type"].string == "file" else { throw JSONError.missing("content: \(path) is no file") }
            return (try json.requiredString("sha"), json.text(at: "content"), json.text(at: "encoding"), json["size"].int ?? 0)
        }
        guard entry.size <= limit else { throw ServiceError.tooLarge(service: service, limit: limit) }
        var file = RepositoryFile()
        (file.path, file.ref, file.sha) = (path, ref, entry.sha)
        if entry.encoding == "base64" {
            guard let bytes = Base64.decode(entry.content) else { throw ServiceError.malformed(service: service, what: "base64 that is none") }
            file.bytes = bytes
        } else {
            file.bytes = try await send(
                address, query: query, headers: ["Accept": "application/vnd.github.raw+json"], what: what
            ).body
        }
        guard Digest.gitBlob(file.bytes) == file.sha else {
            throw ServiceError.malformed(service: service, what: "\(path) with another content than its hash says: it changed while it was read")
        }
        return file
    }

    /// Commits one file's new content to a branch, if the file is still what it was when it was read.
    ///
    /// - Parameters:
    ///   - bytes: the whole new content.
    ///   - sha: ``RepositoryFile/sha`` of what it replaces; `nil` to make a new file.
    ///   - message: the commit's message, whole.
    ///   - author: who is named as author; `nil` for the token's owner, who is the committer in any case.
    /// - Throws: ``WriteFailure``: `.conflict` when the file or the branch has moved on (409), or is already there (422): read it
    ///   again. `.refused` for a protected branch: "Changes must be made through a pull request". After `.unanswered` look with
    ///   ``commits(of:branch:path:since:)`` before sending it again.
    /// - Note: <https://docs.github.com/rest/repos/contents#create-or-update-file-contents>
    public func commit(
        _ bytes: [UInt8], to path: String, in repository: String, branch: String, replacing sha: String?, message: String,
        author: GitIdentity? = nil
    ) async throws(WriteFailure) -> FileCommit {
        var body: Value = [
            "message": .string(message), "content": .string(Base64.encode(bytes)), "branch": .string(branch),
        ]
        if let sha { body["sha"] = .string(sha) }
        if let author { body["author"] = author.value }
        let response: HTTPResponse
        do {
            response = try await write("PUT", contents(path, repository), body: body, what: "file \(path) in \(repository)")
        } catch .conflict(let error) where error.isProtection {
            throw .refused(error)
        } catch .refused(.refused(let service, 422, let sentence)) where sentence.contains("sha") && sentence.contains("supplied") {
            // A file that someone else has made meanwhile.
            throw .conflict(.refused(service: service, status: 422, sentence: sentence))
        }
        return try link.written(response)
    }

    /// The newest commits of a branch, newest first: whether one that was sent has arrived.
    ///
    /// - Parameters:
    ///   - branch: branch, tag or commit to start from; empty for the default branch.
    ///   - path: only commits that changed this file; empty for all.
    ///   - since: not older, by GitHub's clock.
    /// - Returns: at most 100, without their files.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/commits/commits#list-commits>
    public func commits(of repository: String, branch: String = "", path: String = "", since: Timestamp? = nil) async throws -> [Commit] {
        var query = [("per_page", "100")]
        if !branch.isEmpty { query.append(("sha", branch)) }
        if !path.isEmpty { query.append(("path", path)) }
        if let since { query.append(("since", since.rfc3339)) }
        let response = try await send(self.path(repository, "commits"), query: query, what: "branch \(branch) in \(repository)")
        return try link.readList(response, at: []) { try Commit($0) }
    }

    private func contents(_ path: String, _ repository: String) -> String {
        let segments = path.split(separator: "/").map { String($0).percentEncoded }
        return self.path(repository, "contents/" + segments.joined(separator: "/"))
    }
}

extension ServiceError {
    /// Whether it is a branch's protection that refuses, which GitHub answers with 409 as it does a conflict.
    fileprivate var isProtection: Bool {
        guard case .refused(_, _, let sentence) = self else { return false }
        return ["pull request", "protected branch", "rule violations"].contains { sentence.lowercased().contains($0) }
    }
}
