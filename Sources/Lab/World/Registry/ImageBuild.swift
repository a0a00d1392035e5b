import CCrypto

/// An image as `docker/build-push-action` pushes it: an index of one platform's manifest and of its provenance.
///
/// Every build has its own time in its configuration, so the same commit built twice is two images under one tag.
struct ImageBuild: Sendable, Equatable {
    /// The commit: `org.opencontainers.image.revision`.
    let revision: String
    let created: Moment
    /// The tags that this push sets.
    let tags: [String]
    let index: Document
    let manifest: Document
    let attestation: Document
    let configuration: Document

    /// Bytes with their digest: what a registry stores.
    struct Document: Sendable, Equatable {
        let mediaType: String
        let bytes: [UInt8]
        let digest: String

        init(_ mediaType: String, _ json: JSON) {
            self.mediaType = mediaType
            bytes = json.bytes
            var sum = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
            SHA256(bytes, bytes.count, &sum)
            digest = "sha256:" + sum.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }

        fileprivate var reference: [JSON.Member] {
            [
                .init(name: "mediaType", value: .string(mediaType)), .init(name: "digest", value: .string(digest)),
                .init(name: "size", value: JSON(bytes.count)),
            ]
        }
    }

    static let indexType = "application/vnd.oci.image.index.v1+json"
    static let manifestType = "application/vnd.oci.image.manifest.v1+json"
    static let configurationType = "application/vnd.oci.image.config.v1+json"

    init(of run: WorkflowRun, at time: Moment) {
        let tags = [run.tag, run.sha] + (run.branch == "main" && run.event == "push" ? ["main-latest"] : [])
        self.init(revision: run.sha, version: run.tag, tags: tags, created: time, seed: "image \(run.id) \(run.attempt)")
    }

    init(revision: String, version: String, tags: [String], created: Moment, seed: String) {
        (self.revision, self.created, self.tags) = (revision, created, tags)
        var random = SeededRandom(seed)
        let layers = [29_126_533, 3_512_118, 380_221_407].map { size -> JSON in
            [
                "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "digest": .string("sha256:" + random.hex(64)),
                "size": JSON(size + random.next(below: 900)),
            ]
        }
        let source = "https://github.com/\(Platform.owner)/\(Platform.modelRepository)"
        let labels = [
            "org.opencontainers.image.created": (created - .seconds(40)).rfc3339, "org.opencontainers.image.revision": revision,
            "org.opencontainers.image.source": source, "org.opencontainers.image.title": Platform.modelRepository,
            "org.opencontainers.image.version": version,
        ]
        configuration = Document(
            Self.configurationType,
            [
                "architecture": "amd64", "os": "linux", "created": .string(created.rfc3339Milliseconds),
                "config": [
                    "Env": ["PATH=/usr/local/bin:/usr/bin:/bin", "PYTHON_VERSION=3.11.14"],
                    "Cmd": ["gunicorn", "-b", "0.0.0.0:8080", "server:app"], "WorkingDir": "/app", "Labels": .map(labels),
                ],
                "rootfs": ["type": "layers", "diff_ids": .array(layers.map { _ in .string("sha256:" + random.hex(64)) })],
                "history": [["created": .string(created.rfc3339), "created_by": "COPY src/ /app # buildkit"]],
            ])
        manifest = Document(
            Self.manifestType,
            [
                "schemaVersion": 2, "mediaType": .string(Self.manifestType), "config": .object(configuration.reference),
                "layers": .array(layers),
            ])
        attestation = Document(
            Self.manifestType,
            [
                "schemaVersion": 2, "mediaType": .string(Self.manifestType), "config": .object(configuration.reference),
                "layers": [
                    [
                        "mediaType": "application/vnd.in-toto+json", "digest": .string("sha256:" + random.hex(64)), "size": 4_118,
                        "annotations": ["in-toto.io/predicate-type": "https://slsa.dev/provenance/v0.2"],
                    ]
                ],
            ])
        index = Document(
            Self.indexType,
            [
                "schemaVersion": 2, "mediaType": .string(Self.indexType),
                "manifests": [
                    .object(
                        manifest.reference + [.init(name: "platform", value: ["architecture": "amd64", "os": "linux"])]),
                    .object(
                        attestation.reference + [
                            .init(
                                name: "annotations",
                                value: [
                                    "vnd.docker.reference.digest": .string(manifest.digest),
                                    "vnd.docker.reference.type": "attestation-manifest",
                                ]),
                            .init(name: "platform", value: ["architecture": "unknown", "os": "unknown"]),
                        ]),
                ],
            ])
    }

    /// The manifest or index with this digest.
    func document(_ digest: String) -> Document? { [index, manifest, attestation].first { $0.digest == digest } }
}
