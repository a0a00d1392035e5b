import Foundation

/// A container registry as GitHub's: the distribution API v2, read only, behind a token service on the same host.
/// <https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md>
struct RegistrySite: Site {
    let name = SiteName.registry

    /// `owner/name` of the one repository there is.
    static let repository = "\(Platform.owner)/\(Platform.modelRepository)"
    /// First part of the storage's paths: where blobs are kept.
    private static let storage = "storage"

    func respond(to request: LabRequest, on stage: Stage) async -> LabResponse {
        guard request.method == "GET" || request.method == "HEAD" else {
            return Self.refused(405, "UNSUPPORTED", "The operation is unsupported.")
        }
        switch request.segments.first {
        case "token": return await RegistryTokens.exchange(request, on: stage)
        case Self.storage: return await stored(request, on: stage)
        case "v2": break
        default: return .text("404 page not found\n", status: 404)
        }
        let path = Array(request.segments.dropFirst())
        let scope = path.count >= 4 ? path.dropLast(2).joined(separator: "/") : "user/image"
        if let refusal = await RegistryTokens.refusal(of: request, scope: scope, on: stage) { return refusal }
        guard path.count >= 4 else { return path.isEmpty ? .json(.object([])) : .text("404 page not found\n", status: 404) }
        guard scope == scope.lowercased() else { return Self.refused(400, "NAME_INVALID", "invalid repository name") }
        guard scope == Self.repository else { return Self.refused(404, "NAME_UNKNOWN", "repository name not known to registry") }
        let state = await stage.read { $0.registry }
        switch path[path.count - 2] {
        case "tags" where path.last == "list": return tags(state, request)
        case "manifests": return manifest(path[path.count - 1], of: state, request)
        case "blobs": return blob(path[path.count - 1], of: state, request, now: await stage.read { $0.now })
        default: return .text("404 page not found\n", status: 404)
        }
    }

    func refusal(status: Int, of request: LabRequest) -> LabResponse {
        switch status {
        case 401: RegistryTokens.challenge(request, scope: Self.repository)
        case 403: Self.refused(403, "DENIED", "denied")
        case 429: Self.refused(429, "TOOMANYREQUESTS", "retry-after: 880.092µs, allowed: 44000/minute")
        default: Self.refused(status, "UNKNOWN", LabResponse.phrase(of: status).lowercased())
        }
    }

    /// An error in the form of the specification.
    static func refused(_ status: Int, _ code: String, _ message: String) -> LabResponse {
        .json(["errors": [["code": .string(code), "message": .string(message)]]], status: status)
    }

    /// Tags in the order of their letters, a hundred at a time unless asked otherwise.
    private func tags(_ state: RegistryState, _ request: LabRequest) -> LabResponse {
        let all = state.versions.flatMap(\.tags).sorted()
        let size = request.value("n").flatMap(Int.init).map { max($0, 0) } ?? 100
        let rest = request.value("last").map { last in all.filter { $0 > last } } ?? all
        let page = rest.prefix(size)
        var response = LabResponse.json(["name": .string(Self.repository), "tags": .array(page.map { .string($0) })])
        if let last = page.last, rest.count > page.count {
            response.headers.append(
                .init(name: "Link", value: "</v2/\(Self.repository)/tags/list?last=\(last)&n=\(size)>; rel=\"next\""))
        }
        return response
    }

    private func manifest(_ reference: String, of state: RegistryState, _ request: LabRequest) -> LabResponse {
        let document =
            reference.hasPrefix("sha256:")
            ? state.versions.lazy.compactMap { $0.build.document(reference) }.first : state.version(reference)?.build.index
        guard let document else { return Self.refused(404, "MANIFEST_UNKNOWN", "manifest unknown") }
        let accept = request.header("accept") ?? ""
        if !accept.contains(document.mediaType), !accept.contains("*/*") {
            let isIndex = document.mediaType == ImageBuild.indexType
            return Self.refused(
                404, "MANIFEST_UNKNOWN",
                isIndex
                    ? "OCI index found, but Accept header does not support OCI indexes"
                    : "OCI manifest found, but Accept header does not support OCI manifests")
        }
        let tag = "\"\(document.digest)\""
        let isKnown = request.header("if-none-match") == tag
        return LabResponse(
            status: isKnown ? 304 : 200, contentType: document.mediaType,
            headers: [
                "Docker-Content-Digest": document.digest, "Docker-Distribution-Api-Version": "registry/2.0", "ETag": tag,
            ], body: .bytes(isKnown ? [] : document.bytes))
    }

    /// Blobs lie elsewhere, behind a signed link. Only configurations are kept: nobody pulls layers here.
    private func blob(_ digest: String, of state: RegistryState, _ request: LabRequest, now: Moment) -> LabResponse {
        guard state.versions.contains(where: { $0.build.configuration.digest == digest }) else {
            return Self.refused(404, "BLOB_UNKNOWN", "blob unknown to registry")
        }
        let expires = now.milliseconds / 1_000 + 600
        let link =
            "\(LogDownload.otherHost(of: request))/\(Self.storage)/\(digest)?se=\(expires)&sig=\(Self.signature(digest, expires))"
        return LabResponse(status: 307, contentType: "text/html; charset=utf-8", headers: ["Location": link], body: .bytes([]))
    }

    /// The storage refuses whoever brings the registry's token along.
    private func stored(_ request: LabRequest, on stage: Stage) async -> LabResponse {
        let (state, now) = await stage.read { ($0.registry, $0.now) }
        let digest = request.segments.last ?? ""
        guard request.header("authorization") == nil, let expires = request.value("se").flatMap(Int64.init),
            request.value("sig") == Self.signature(digest, expires), expires > now.milliseconds / 1_000
        else { return .text("<Error><Code>AuthenticationFailed</Code></Error>", status: 403, contentType: "application/xml") }
        guard let document = state.versions.lazy.map(\.build.configuration).first(where: { $0.digest == digest }) else {
            return .text("<Error><Code>BlobNotFound</Code></Error>", status: 404, contentType: "application/xml")
        }
        return LabResponse(contentType: "application/octet-stream", body: .bytes(document.bytes))
    }

    private static func signature(_ digest: String, _ expires: Int64) -> String {
        var random = SeededRandom("blob \(digest) \(expires)")
        return random.hex(44)
    }
}
