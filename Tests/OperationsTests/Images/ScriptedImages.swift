import TestSupport

@testable import Services

/// A registry's images, scripted: each stands at its tags with documents whose digests are right.
struct ScriptedImages {
    let http: ScriptedHTTP
    /// `acme/iris`
    let repository: String

    /// Puts an image at tags.
    /// - Returns: its digest.
    @discardableResult
    func push(_ tags: String..., commit: String = "", source: String = "", created: String = "2026-11-23T01:20:00Z") -> String {
        let configuration = Array(
            """
            {"architecture":"amd64","os":"linux","created":"\(created)","config":{"Labels":{"org.opencontainers.image.revision":"\(commit)","org.opencontainers.image.source":"\(source)"}}}
            """.utf8)
        let blob = "sha256:" + Digest.sha256(configuration)
        let manifest = Array(
            """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
            "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"\(blob)","size":200},"layers":[]}
            """.utf8)
        let digest = "sha256:" + Digest.sha256(manifest)
        let headers = ["Content-Type": "application/vnd.oci.image.manifest.v1+json", "Docker-Content-Digest": digest]
        for reference in tags + [digest] {
            http.on("GET", "/v2/\(repository)/manifests/\(reference)", .bytes(manifest, headers: headers))
            http.on("HEAD", "/v2/\(repository)/manifests/\(reference)", .status(200, headers: headers))
        }
        http.on("GET", "/v2/\(repository)/blobs/\(blob)", .bytes(configuration))
        return digest
    }

    /// What the registry lists.
    func list(_ tags: String...) {
        http.on("GET", "/v2/\(repository)/tags/list", .json("{\"tags\":[\(tags.map { "\"\($0)\"" }.joined(separator: ","))]}"))
    }

    /// A tag that nobody has pushed.
    func lacks(_ tag: String) {
        let answer = ScriptedHTTP.Answer.json(#"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}"#, status: 404)
        http.on("GET", "/v2/\(repository)/manifests/\(tag)", answer)
        http.on("HEAD", "/v2/\(repository)/manifests/\(tag)", .status(404))
    }
}
