import Host
import JSON
import Transport

/// One version of a container image in GitHub's registry: everything that stands at one digest.
public struct ContainerVersion: Sendable, Equatable, Identifiable, Readable {
    /// Its id.
    public var id: Int64 = 0
    /// Digest of its manifest (of the index, for several platforms): `sha256:…`.
    public var digest = ""
    /// Tags that name it; empty for platform images and attestations within an index.
    public var tags: [String] = []
    /// When it was pushed; and when its tags last changed.
    public var created: Timestamp?, updated: Timestamp?

    /// A version to be filled in.
    public init() {}

    /// An element of a package's `versions`.
    public init(_ json: Element) throws {
        id = Int64(try json.requiredInt("id"))
        digest = try json.requiredString("name")
        tags = json["metadata"]["container"]["tags"].texts
        created = json.moment(at: "created_at")
        updated = json.moment(at: "updated_at")
    }
}

extension GitHubClient {
    /// The versions of a container image, newest first, at most a thousand.
    ///
    /// Organisations and people stand at different addresses, and a wrong one answers 404: both are tried.
    /// - Parameters:
    ///   - owner: organisation or login, lower or upper case.
    ///   - name: the image's name without its owner: `models/iris` of `ghcr.io/acme/models/iris`.
    /// - Throws: ``ServiceError``: `.forbidden`, which names the token that is wanted, also where there is no such image: one
    ///   answer cannot tell the two apart.
    /// - Note: <https://docs.github.com/rest/packages/packages#list-package-versions-for-a-package-owned-by-an-organization>
    public func containerVersions(of owner: String, name: String) async throws -> [ContainerVersion] {
        let rest = "\(owner.percentEncoded)/packages/container/\(name.lowercased().percentEncoded)/versions"
        let query = [("per_page", "100"), ("state", "active")], what = "image \(owner)/\(name)"
        do {
            do {
                return try await pages("/orgs/" + rest, query: query, at: [], what: what)
            } catch ServiceError.notFound {
                return try await pages("/users/" + rest, query: query, at: [], what: what)
            }
        } catch ServiceError.notFound(let service, _), ServiceError.forbidden(let service, _, _) {
            throw ServiceError.forbidden(
                service: service, what: what,
                sentence: "there is no such image, or the token may not list it: GitHub's packages want a classic token with the scope "
                    + "read:packages; a fine-grained one will not do.")
        }
    }
}
