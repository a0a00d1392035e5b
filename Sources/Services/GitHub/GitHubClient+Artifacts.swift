import Host
import JSON
import Transport

// What jobs have uploaded.
extension GitHubClient {
    /// The artifacts of a run, expired ones among them.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/actions/artifacts#list-workflow-run-artifacts>
    public func artifacts(ofRun run: Int64, in repository: String) async throws -> [Artifact] {
        try await pages(
            path(repository, "actions/runs/\(run)/artifacts"), query: [("per_page", "100")], at: ["artifacts"],
            what: "run \(run) in \(repository)")
    }

    /// Files of an artifact that are small and of a kind that is read: their names and content.
    ///
    /// GitHub answers a link to another host that lives for a minute; it is followed at once and without our credentials.
    ///
    /// - Parameters:
    ///   - endings: how their names end: `.json`.
    ///   - limit: bytes of one file; larger ones are left out.
    /// - Throws: ``ServiceError``: `.notFound` once it has expired, `.tooLarge` for one over 32 MiB, `.malformed` for what is no archive.
    /// - Note: <https://docs.github.com/rest/actions/artifacts#download-an-artifact>
    public func files(
        ofArtifact id: Int64, in repository: String, ending endings: [String], limit: Int = 256 << 10
    ) async throws -> [(name: String, bytes: [UInt8])] {
        let what = "artifact \(id) in \(repository)"
        let bytes = try await link.bytes(path(repository, "actions/artifacts/\(id)/zip"), limit: 32 << 20, what: what)
        do {
            let archive = try ZipFile(bytes)
            let wanted = archive.entries.filter { entry in entry.size <= limit && endings.contains { entry.name.lowercased().hasSuffix($0) } }
            return try wanted.prefix(20).map { (SafeText.line($0.name), try archive.content(of: $0, limit: limit)) }
        } catch let error as ZipFile.Invalid {
            throw ServiceError.malformed(service: link.configuration.service, what: "the \(what): \(SafeText.line(error.description))")
        }
    }
}

/// What a job has uploaded (`/repos/{owner}/{repo}/actions/runs/{run}/artifacts`).
public struct Artifact: Sendable, Equatable, Identifiable, Readable {
    /// Its id and name.
    public var id: Int64 = 0, name = ""
    /// Bytes, packed.
    public var size = 0
    /// Whether it can be downloaded no more.
    public var isExpired = false

    /// An artifact to be filled in.
    public init() {}

    /// An element of `artifacts`.
    public init(_ json: Element) throws {
        id = Int64(try json.requiredInt("id"))
        name = json.text(at: "name")
        size = json["size_in_bytes"].int.map { Int($0) } ?? 0
        isExpired = json["expired"].bool ?? false
    }
}
