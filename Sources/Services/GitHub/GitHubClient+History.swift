import Host
import JSON
import Transport

// What lies between two commits, and which runs a commit had.
extension GitHubClient {
    /// Commits and files between two commits.
    ///
    /// - Parameters:
    ///   - base: hash, branch or tag from which.
    ///   - head: and to which.
    /// - Returns: the first page: at most 250 commits and 300 files.
    /// - Throws: ``ServiceError``: `.notFound` where one of them is not in the repository.
    /// - Note: <https://docs.github.com/rest/commits/commits#compare-two-commits>
    public func comparison(from base: String, to head: String, in repository: String) async throws -> Comparison {
        let response = try await send(
            path(repository, "compare/\(base.percentEncoded)...\(head.percentEncoded)"), conditional: true,
            what: "commits \(base.prefix(12))...\(head.prefix(12)) in \(repository)")
        return try link.read(response)
    }

    /// The runs of a commit, newest first; at most 20.
    ///
    /// - Parameter commit: the whole hash: the API compares it as it is.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository>
    public func runs(of repository: String, commit: String) async throws -> [WorkflowRun] {
        let response = try await send(
            path(repository, "actions/runs"), query: [("head_sha", commit), ("per_page", "20")], conditional: true,
            what: "runs of \(commit.prefix(12)) in \(repository)")
        return try link.readList(response, at: ["workflow_runs"]) { try WorkflowRun($0, of: repository) }
    }
}

/// What lies between two commits (`/repos/{owner}/{repo}/compare/{base}...{head}`).
public struct Comparison: Sendable, Equatable, Readable {
    /// How many commits the second is ahead.
    public var ahead = 0
    /// The commits, oldest first, without their files.
    public var commits: [Commit] = []
    /// Files that differ, at most 300.
    public var files: [Commit.File] = []

    /// A comparison to be filled in.
    public init() {}

    /// The answer of the API.
    public init(_ json: Element) throws {
        ahead = json["ahead_by"].int ?? 0
        commits = try json["commits"].array.map { try Commit($0) }
        files = json["files"].array.map { Commit.File($0) }
    }
}
