import Host
import Services

/// Finds out what an image can be bumped to. What one service does not tell is a gap, a sentence; what the others say stands.
struct ImageSurvey {
    /// Most tags whose digests are asked for, and most images that are asked what they are made from; one request and three.
    private static let mostTags = 100, mostDetails = 40
    private static let atOnce = 8

    let image: DeployedImage
    let reach: Reach

    func choices() async throws -> ImageChoices {
        let reference: ImageReference
        do { reference = try ImageReference(image.image) } catch { throw OperationError.pointless("\(image.name) in [[images]]: \(error)") }
        async let standing = standing()
        async let running = RunningImages(reach).look(for: reference, in: reach.images)
        async let listed = listed(reference)
        var choices = ImageChoices(), found = await listed.choices
        choices.image = image
        choices.gaps = await listed.gaps
        var platforms: [String: String] = [:]
        if let registry = reach.registries[reference.registry] {
            let lacking = found.filter { $0.commit.isEmpty || $0.built == nil }.prefix(Self.mostDetails)
            let known = await running.found.map(\.digest)
            // A node may report the digest of its platform's manifest, which only the index tells.
            let unknown = Set(known).subtracting(found.map(\.digest))
            let tags = Set(await running.found.filter { unknown.contains($0.digest) }.compactMap(\.reference.tag))
            let asked = lacking + found.filter { choice in !tags.isDisjoint(with: choice.tags) && !lacking.contains(choice) }
            let described = await describe(Array(asked), in: registry, reference)
            for (tag, details) in described.details {
                guard let index = found.firstIndex(where: { $0.tag == tag }) else { continue }
                found[index].take(details)
                for platform in details.platformDigests { platforms[platform] = details.digest }
            }
            if let error = described.error { choices.gaps.append("\(registry.name) does not say when and from what all were built: \(error)") }
        }
        choices.gaps += await running.gaps
        for place in await running.found {
            let digest = platforms[place.digest] ?? place.digest
            if let index = found.firstIndex(where: { $0.digest == digest }) {
                found[index].runsIn.append(place.words)
            } else if !found.isEmpty {
                choices.gaps.append(
                    "\(place.words) runs \(place.digest.shortDigest) (\(place.reference.tag ?? "no tag")), which no tag stands at any more: it was built again since."
                )
            }
        }
        switch await standing {
        case .success(let written):
            choices.standing = written
            if let standing = try? ImageReference(written), standing.name == reference.name {
                for index in found.indices {
                    found[index].isStanding =
                        standing.digest.map { $0 == found[index].digest } ?? found[index].tags.contains(standing.tag ?? "latest")
                }
            }
        case .failure(let error): choices.gaps.append("What stands in the manifest is not known: \(error)")
        }
        choices.choices = found.sorted { one, other in
            guard let built = one.built else { return other.built == nil && one.tag < other.tag }
            return other.built.map { built > $0 } ?? true
        }
        return choices
    }

    /// The image that the manifest names now.
    private func standing() async -> Result<String, any Error> {
        do {
            let client = try reach.manifestClient()
            let file = try await client.file(image.path, in: image.repository, ref: image.branch)
            let wanted = try? ImageReference(image.image)
            return .success(
                try Manifest(file.bytes).container(image.container, ofDeployment: image.object, naming: wanted, path: image.path).image)
        } catch {
            return .failure(error)
        }
    }

    // MARK: The registry

    /// What the registry has: from GitHub's package list, which has times; else from the registry itself.
    private func listed(_ reference: ImageReference) async -> (choices: [ImageChoice], gaps: [String]) {
        var gaps: [String] = []
        if reference.registry == "ghcr.io", let github = reach.github {
            let parts = reference.repository.split(separator: "/", maxSplits: 1).map(String.init)
            do {
                let versions = try await github.containerVersions(of: parts[0], name: parts.last ?? "")
                return (versions.filter { !$0.tags.isEmpty }.map { ImageChoice(tags: $0.tags, digest: $0.digest, built: $0.created) }, [])
            } catch {
                gaps.append("\(error) Tags come from the registry itself.")
            }
        }
        guard let registry = reach.registries[reference.registry] else {
            gaps.append(OperationError.notConfigured(what: "The registry \(reference.registry)", setting: "[[registries]]").description)
            return ([], gaps)
        }
        do {
            let tags = try await registry.tags(of: reference.repository).sorted(by: >)
            let asked = tags.prefix(Self.mostTags)
            if tags.count > asked.count { gaps.append("\(asked.count) of \(tags.count) tags are shown: the registry does not sort them by age.") }
            let digests = await inParallel(Array(asked)) { tag in try? await registry.digest(of: tag, in: reference.repository) }
            var byDigest: [String: [String]] = [:], unknown: [ImageChoice] = []
            for (tag, digest) in digests {
                if let digest { byDigest[digest, default: []].append(tag) } else { unknown.append(ImageChoice(tags: [tag], digest: "", built: nil)) }
            }
            return (byDigest.map { ImageChoice(tags: $0.value.sorted(), digest: $0.key, built: nil) } + unknown, gaps)
        } catch {
            return ([], gaps + ["\(registry.explain(error))"])
        }
    }

    private func describe(
        _ choices: [ImageChoice], in registry: RegistryClient, _ reference: ImageReference
    ) async -> (details: [(tag: String, ImageDetails)], error: (any Error)?) {
        let answers = await inParallel(choices) { choice -> Result<ImageDetails, any Error> in
            do {
                return .success(try await registry.details(of: choice.digest.isEmpty ? choice.tag : choice.digest, in: reference.repository))
            } catch {
                return .failure(error)
            }
        }
        var details: [(String, ImageDetails)] = [], first: (any Error)?
        for (choice, answer) in answers {
            switch answer {
            case .success(let found): details.append((choice.tag, found))
            case .failure(let error): first = first ?? error
            }
        }
        return (details, first)
    }

    /// Asks for each, a few at a time.
    private func inParallel<Item: Sendable, Answer: Sendable>(
        _ items: [Item], _ ask: @escaping @Sendable (Item) async -> Answer
    ) async -> [(Item, Answer)] {
        await withTaskGroup(of: (Int, Answer).self) { group in
            var answers: [(Int, Answer)] = [], next = 0
            func add() {
                guard next < items.count else { return }
                let index = next
                next += 1
                group.addTask { (index, await ask(items[index])) }
            }
            for _ in 0..<Self.atOnce { add() }
            for await answer in group {
                answers.append(answer)
                add()
            }
            return answers.sorted { $0.0 < $1.0 }.map { (items[$0.0], $0.1) }
        }
    }
}

extension ImageChoice {
    /// An image that stands at these tags.
    init(tags: [String], digest: String, built: Timestamp?) {
        // What says most comes first: a tag that moves says nothing, and a whole hash is hard to read.
        let ranked = tags.enumerated().sorted { (Self.rank($0.element), $0.offset) < (Self.rank($1.element), $1.offset) }.map(\.element)
        self.init()
        tag = ranked.first ?? ""
        aliases = Array(ranked.dropFirst())
        (self.digest, self.built) = (digest, built)
        commit = tags.first(where: \.isCommit) ?? tags.lazy.compactMap(\.commitOfTag).first ?? ""
    }

    private static func rank(_ tag: String) -> Int { tag.isCommit ? 1 : tag.hasSuffix("latest") ? 2 : 0 }

    /// Takes over what an image says of itself, where nothing is known better.
    fileprivate mutating func take(_ details: ImageDetails) {
        digest = details.digest
        built = built ?? details.created
        if commit.isEmpty { commit = details.revision }
    }
}

extension String {
    /// Whether it is a whole commit hash.
    var isCommit: Bool { utf8.count == 40 && utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) } }

    /// The commit's beginning in a tag such as `main-9f00d11`.
    var commitOfTag: String? {
        guard let last = split(separator: "-").last, last.count < utf8.count, (7...40).contains(last.utf8.count),
            last.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        return String(last)
    }

    /// The beginning of a digest, as it is said: `sha256:5be1a2b3c4d5`.
    var shortDigest: String { String(prefix(19)) }
}
