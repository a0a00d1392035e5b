/// The container registry: the images that pipelines have pushed.
struct RegistryState: Sendable {
    /// Oldest first, of the one repository ``Platform/image``.
    var versions: [Version] = []
    /// Tokens that the token service gave out, with their ends.
    var tokens: [String: Moment] = [:]

    /// One push: an index, and the tags that stand at it now.
    struct Version: Sendable, Equatable {
        var build: ImageBuild
        var tags: [String]
        /// When its tags last changed.
        var updated: Moment
    }

    /// Stores an image; its tags leave whatever they stood at.
    mutating func push(_ build: ImageBuild) {
        for index in versions.indices where versions[index].tags.contains(where: build.tags.contains) {
            versions[index].tags.removeAll(where: build.tags.contains)
            versions[index].updated = build.created
        }
        versions.removeAll { $0.build.index.digest == build.index.digest }
        versions.append(Version(build: build, tags: build.tags, updated: build.created))
    }

    /// The image at a tag or a digest of an index.
    func version(_ reference: String) -> Version? {
        versions.last { $0.tags.contains(reference) || $0.build.index.digest == reference }
    }

    /// The digest that a pull of this image would bring; `nil` when it is no image of ours or nobody pushed it.
    func digest(of image: String) -> String? {
        guard let reference = Self.reference(in: image) else { return nil }
        return version(reference)?.build.index.digest
    }

    /// Whether a pull of this image must fail: it should be here and is not.
    func lacks(_ image: String) -> Bool { Self.reference(in: image).map { version($0) == nil } ?? false }

    /// Tag or digest of an image of ours; where both are given the digest counts.
    private static func reference(in image: String) -> String? {
        guard image.hasPrefix(Platform.image + ":") || image.hasPrefix(Platform.image + "@") else { return nil }
        if let digest = image.split(separator: "@").dropFirst().first { return String(digest) }
        return image.split(separator: ":").last.map(String.init)
    }
}

/// A change of the registry by something other than a pipeline.
enum RegistryCommand: Sendable, Equatable {
    /// Somebody pushes an image by hand.
    case push(revision: String, tag: String)
}

extension World {
    /// Everything that the pipelines of the past have pushed.
    mutating func seedRegistry() {
        let runs = github.repositories.first { $0.name == Platform.modelRepository }?.runs ?? []
        for run in runs.reversed() {
            guard let build = run.schedule().first(where: { $0.key == "build-and-scan" }),
                let step = build.steps.first(where: { $0.work == .buildImage && $0.conclusion == "success" })
            else { continue }
            registry.push(ImageBuild(of: run, at: step.completed))
        }
    }
}
