import Host
import Services

/// What registry and cluster say of a bump: whether the image is there, whether it is another at all, and what runs now.
struct ImageFacts {
    /// Digest of the new image, and those of its platforms' manifests; empty where the registry does not say.
    private(set) var digest = "", platforms: [String] = []
    /// For the plan, a sentence each.
    private(set) var sentences: [String] = [], warnings: [String] = []

    /// - Throws: ``OperationError`` for an image that is not there, may not be read, or is the one that is deployed already. A revert
    ///   is let through: what was deployed is what is wanted.
    init(_ change: ManifestChange, asRevert isRevert: Bool, _ request: OperationRequest, _ reach: Reach) async throws {
        guard let new = try? ImageReference(change.new) else {
            warnings = ["\"\(SafeText.line(change.new))\" is no image: what is reverted to cannot run either."]
            return
        }
        let registry = reach.registries[new.registry]
        let running = await Self.running(new, change.container, request, reach)
        if let gap = running.gap { warnings.append(gap) }
        var details: ImageDetails?
        if let registry {
            do {
                details = try await registry.details(of: new.asked, in: new.repository)
            } catch let error as ServiceError {
                let sentence = await Self.refusal(error, new, registry, request["name"])
                guard let sentence, !isRevert else {
                    warnings.append(sentence ?? "Whether \(new) exists is not known: \(error)")
                    describe(nil, new, running.found, nil, reach)
                    return
                }
                throw OperationError.pointless(sentence)
            }
        } else {
            warnings.append("Whether \(new) exists is not known: the registry \(new.registry) is not in [[registries]] of config.toml.")
        }
        if let details {
            (digest, platforms) = (details.digest, details.platformDigests)
            if !isRevert { try await compare(details, new, with: change.old, running.found, registry) }
        }
        var before: ImageDetails?
        // Serves to say how old what runs is.
        if let first = running.found.first, first.digest != digest { before = try? await registry?.details(of: first.digest, in: new.repository) }
        describe(details, new, running.found, before, reach)
        if let details { await tellOfRun(behind: details, reach) }
    }

    private mutating func tellOfRun(behind details: ImageDetails, _ reach: Reach) async {
        do {
            guard let run = try await Self.run(behind: details, reach) else { return }
            let name = "Run #\(run.number) of \(run.repository)", title = SafeText.line(run.title.prefix(100))
            switch run.conclusion {
            case "", "success": sentences.append("\(name) built it (\(run.conclusion.isEmpty ? run.status : run.conclusion)): \(title).")
            default: warnings.append("\(name), which built it, ended with \(SafeText.line(run.conclusion)): \(title).")
            }
        } catch {
            warnings.append("How the run that built it ended is not known: \(error)")
        }
    }

    /// Two tags of one digest are one image: to deploy it again is no change, unless what runs is yet another.
    private mutating func compare(
        _ details: ImageDetails, _ new: ImageReference, with old: String, _ running: [RunningImages.Place], _ registry: RegistryClient?
    ) async throws {
        guard let standing = try? ImageReference(old), standing.name == new.name, let registry else { return }
        // A tag that is no longer there is no other image's; with any other refusal the bump is let through, and changes nothing at worst.
        let behind = standing.digest != nil ? standing.digest : try? await registry.digest(of: standing.asked, in: standing.repository)
        guard let behind, details.has(behind) else { return }
        guard running.allSatisfy({ details.has($0.digest) }) else {
            warnings.append(
                "\(standing.tag ?? "Its tag") was built again, and is \(new.tag ?? "the new image") now; what runs is what it was before.")
            return
        }
        throw OperationError.pointless(
            "\(new.tag ?? new.asked) and \(standing.tag ?? standing.asked), which is deployed, are the same image (\(details.digest.shortDigest)): that is no change."
        )
    }

    /// - Parameter before: what is known of the first of those that run.
    private mutating func describe(
        _ details: ImageDetails?, _ new: ImageReference, _ running: [RunningImages.Place], _ before: ImageDetails?, _ reach: Reach
    ) {
        if let details { sentences.append("The new image: \(new.tag ?? new.asked), \(words(details, new, reach)).") }
        for (index, place) in running.enumerated() {
            let tag = place.reference.tag ?? "an image without a tag"
            guard place.digest != digest, !platforms.contains(place.digest) else {
                sentences.append("\(place.words) runs it already.")
                continue
            }
            let known = index == 0 ? before.map { words($0, place.reference, reach) } : nil
            let isBuiltAgain = !digest.isEmpty && new.tag != nil && place.reference.tag == new.tag
            sentences.append(
                "\(place.words) runs \(tag), \(known ?? place.digest.shortDigest)\(isBuiltAgain ? ": the tag was built again since, and is another image" : "")."
            )
        }
        if let new = details?.created, let old = before?.created, new < old { warnings.append("The new image was built before the one that runs.") }
    }

    private func words(_ details: ImageDetails, _ reference: ImageReference, _ reach: Reach) -> String {
        let commit = details.revision.isEmpty ? reference.tag?.commitOfTag ?? "" : details.revision
        let parts = [
            details.created.map { "built \($0.minute) (\(reach.time.now().words(since: $0)))" } ?? "built nobody knows when",
            commit.isEmpty ? "" : "commit \(commit.short)", details.digest.shortDigest,
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    // MARK: Asking

    private static func running(
        _ image: ImageReference, _ container: String, _ request: OperationRequest, _ reach: Reach
    ) async -> (found: [RunningImages.Place], gap: String?) {
        guard !request["context"].isEmpty else { return ([], nil) }
        do {
            let pods = try await RunningImages(reach).pods(context: request["context"], namespace: request["namespace"], name: image.name)
            let own = pods.filter { $0.container == container && $0.words.hasSuffix("/" + request["object"]) }
            var seen: Set<String> = []
            return (own.filter { seen.insert($0.digest).inserted }, nil)
        } catch {
            return ([], "What runs now is not known: \(error)")
        }
    }

    /// The newest pipeline run of the commit that the image was built from; `nil` where that repository is not watched: an image may name any.
    private static func run(behind details: ImageDetails, _ reach: Reach) async throws -> WorkflowRun? {
        guard let github = reach.github, details.revision.utf8.count >= 7,
            let repository = reach.repositories.first(where: { details.source.lowercased().hasSuffix("/" + $0.lowercased()) })
        else { return nil }
        return try await github.runs(of: repository, count: 100).first { $0.commit.hasPrefix(details.revision) }
    }

    /// Why an image cannot be had, and what to do; `nil` where that is not known, because the registry does not answer.
    private static func refusal(_ error: ServiceError, _ image: ImageReference, _ registry: RegistryClient, _ name: String) async -> String? {
        switch error {
        case .notFound:
            let tags = (try? await registry.tags(of: image.repository)) ?? []
            let near = tags.nearest(to: image.tag ?? "")
            let list = name.isEmpty ? "" : " `quarterdeck bump \(name) --list` lists all."
            let nearest = near.count == 1 ? "tag is" : "tags are"
            return near.isEmpty
                ? "\(registry.name) has no \(image).\(list)"
                : "\(registry.name) has no \(image); the nearest \(nearest) \(near.joined(separator: ", ")).\(list)"
        case .forbidden, .unauthorised, .refused: return registry.explain(error)
        default: return nil
        }
    }

    /// Why the image that the manifest names already is no change: it runs, or its tag was built again since.
    static func sentence(
        forUnchanged image: ImageReference, _ container: String, _ request: OperationRequest, _ reach: Reach
    ) async throws -> String {
        let what = "\(request["object"]) has the image \(image.tag ?? image.asked) already"
        let running = await running(image, container, request, reach).found
        if let other = running.first(where: { $0.reference.tag != image.tag }) {
            return
                "\(what) in its manifest; \(other.words) runs \(other.reference.tag ?? other.digest.shortDigest) still. To commit it again would change nothing: look at its sync and its rollout."
        }
        guard let registry = reach.registries[image.registry], let details = try? await registry.details(of: image.asked, in: image.repository),
            let other = running.first(where: { !details.has($0.digest) })
        else { return "\(what): the same image is no change." }
        let built = details.created.map { ", built \($0.minute)" } ?? ""
        return
            "\(what), but the tag was built again: the registry has \(details.digest.shortDigest)\(built), and \(other.words) runs \(other.digest.shortDigest). "
            + "A node that has pulled the tag does not pull it again; deploy it by its digest: --image \(image.name):\(image.tag ?? "latest")@\(details.digest)"
    }
}

extension ImageDetails {
    /// Whether a digest is this image's: of its index, or of one of its platforms.
    fileprivate func has(_ digest: String) -> Bool { digest == self.digest || platformDigests.contains(digest) }
}

extension RegistryClient {
    /// The registry's name in sentences: `ghcr.io`.
    var name: String { link.configuration.service }

    /// A refusal with the way out: which token is wanted, and where it is set.
    func explain(_ error: any Error) -> String {
        switch error as? ServiceError {
        case .forbidden?, .unauthorised?:
            return "\(error) Set it under [[registries]] (host = \"\(name)\") in config.toml."
        default: return "\(error)"
        }
    }
}

extension [String] {
    /// The three that begin most like `word`, at least by half of it.
    fileprivate func nearest(to word: String) -> [String] {
        let scored = filter { !$0.isCommit }.map { (word: $0, shared: zip($0.utf8, word.utf8).prefix { $0 == $1 }.count) }
        return scored.filter { $0.shared * 2 >= word.utf8.count && $0.shared > 0 }.sorted { ($1.shared, $0.word) < ($0.shared, $1.word) }
            .prefix(3).map(\.word)
    }
}

extension Timestamp {
    /// `2026-11-23 01:20Z`
    var minute: String { rfc3339.prefix(16).replacing("T", with: " ") + "Z" }

    /// How long ago another moment was, in one unit: `2 h ago`.
    func words(since past: Timestamp) -> String {
        let seconds = max(0, Int((self - past).seconds))
        let units = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")]
        let unit = units.first { seconds >= $0.0 * ($0.0 == 86_400 ? 2 : 1) } ?? (1, "s")
        return "\(seconds / unit.0) \(unit.1) ago"
    }
}
