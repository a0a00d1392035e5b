import Host
import JSON

/// A manifest as a registry holds it: an image, or an index of images for several platforms.
/// <https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md>
public struct RegistryManifest: Sendable, Equatable {
    /// What stands behind a digest.
    public enum Content: Sendable, Equatable {
        /// Images by platform; attestations are left out.
        case index([Platform])
        /// One image: the digest of its configuration, and the size of its layers in bytes.
        case image(configuration: String, size: Int)
        /// Something else that registries hold: a chart, a signature; its type.
        case artifact(String)
    }

    /// One image of an index.
    public struct Platform: Sendable, Equatable {
        /// Digest of its manifest.
        public var digest = ""
        /// `linux`, `amd64`, and `v8` where it matters.
        public var os = "", architecture = "", variant = ""
        /// An entry to be filled in.
        public init() {}
        /// `linux/arm64/v8`
        public var words: String { [os, architecture, variant].filter { !$0.isEmpty }.joined(separator: "/") }
    }

    /// SHA-256 of its bytes: what pins it.
    public var digest = ""
    /// Its media type.
    public var mediaType = ""
    /// What it is.
    public var content = Content.artifact("")
    /// Annotations of the document.
    public var annotations: [String: String] = [:]

    /// The types asked for: without the index types GHCR says that a tag is not there.
    static let accepted = [
        "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
    ].joined(separator: ", ")

    /// Reads a document.
    /// - Parameter type: the answer's media type; where it says nothing (`application/json`) the document's members decide.
    /// - Throws: `JSONError` for what is no manifest of schema 2.
    init(_ json: Element, type: String) throws {
        let inner = json.text(at: "mediaType")
        guard json["schemaVersion"].int == 2 else { throw JSONError.missing("schemaVersion: only 2 is read") }
        // The type says how the document is to be read: two that disagree are a trick (CVE-2021-41190).
        if !inner.isEmpty, type.hasPrefix("application/vnd."), inner != type {
            throw JSONError.missing("mediaType: it is \(SafeText.line(inner.prefix(80)))")
        }
        mediaType = inner.isEmpty ? type : inner
        annotations = json["annotations"].strings
        if json["manifests"].kind == .array {
            guard json["layers"].kind != .array, json["config"].kind != .object else {
                throw JSONError.missing("kind: it is index and image at once")
            }
            content = .index(
                json["manifests"].array.compactMap { entry in
                    guard entry["annotations"]["vnd.docker.reference.type"].string == nil else { return nil }
                    var platform = Platform()
                    platform.digest = entry.text(at: "digest")
                    platform.os = entry["platform"].text(at: "os")
                    platform.architecture = entry["platform"].text(at: "architecture")
                    platform.variant = entry["platform"].text(at: "variant")
                    return platform.os == "unknown" || platform.digest.isEmpty ? nil : platform
                })
            return
        }
        let configuration = json["config"]
        let kind = configuration.text(at: "mediaType")
        if ["application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json"].contains(kind) {
            content = .image(
                configuration: try configuration.requiredString("digest"),
                size: json["layers"].array.reduce(0) { $0 &+ ($1["size"].int ?? 0) })
        } else {
            guard configuration.kind == .object || json["artifactType"].string != nil else { throw JSONError.missing("config") }
            content = .artifact(json["artifactType"].string ?? kind)
        }
    }

    /// The image for a platform, of the wanted variant first.
    func platform(os: String, architecture: String, variant: String) -> Platform? {
        guard case .index(let platforms) = content else { return nil }
        let fitting = platforms.filter { $0.os == os && $0.architecture == architecture }
        return fitting.first { $0.variant == variant } ?? fitting.first
    }
}

/// What an image says of itself: its configuration, and the annotations above it. Its environment is never read: it may hold secrets.
public struct ImageDetails: Sendable, Equatable {
    /// Digest that the tag names: of the index, where there is one. This is what pins an image.
    public var digest = ""
    /// Digest of the platform's own manifest; the same where there is no index. A node reports the one or the other.
    public var platformDigest = ""
    /// Digests of the manifests of all its platforms: what a node of any architecture may report.
    public var platformDigests: [String] = []
    /// Platforms there are, `linux/amd64`; of a single image its own.
    public var platforms: [String] = []
    /// When it was built; `nil` for a reproducible build, which says 1970, and where nothing says.
    public var created: Timestamp?
    /// Commit, version and repository that the build noted. A label may come down from the image it was built upon:
    /// trust the commit only where the repository is the expected one.
    public var revision = "", version = "", source = ""
    /// Size of the platform's layers, compressed, in bytes.
    public var size = 0

    /// Details to be filled in.
    public init() {}

    /// Reads the configuration's members, and for what it does not say those of the manifests, innermost last.
    mutating func read(_ configuration: Element, annotations: [[String: String]]) {
        let labels = configuration["config"]["Labels"].strings
        func said(_ names: String...) -> String {
            for source in annotations + [labels] {
                for name in names { if let value = source[name], !value.isEmpty { return SafeText.line(value.prefix(300)) } }
            }
            return ""
        }
        revision = said("org.opencontainers.image.revision", "org.label-schema.vcs-ref")
        version = said("org.opencontainers.image.version", "org.label-schema.version")
        source = said("org.opencontainers.image.source", "org.label-schema.vcs-url")
        let moments = [
            configuration.moment(at: "created"), Timestamp(rfc3339: said("org.opencontainers.image.created", "org.label-schema.build-date")),
        ]
        created = moments.compactMap(\.self).first { $0.milliseconds > 86_400_000 }
        if platforms.isEmpty {
            platforms = [[configuration.text(at: "os"), configuration.text(at: "architecture")].filter { !$0.isEmpty }.joined(separator: "/")]
        }
    }
}
