import Host
import Services

/// A bump's request with what was not said filled in from `[[images]]`.
struct BumpPlace {
    /// What a plan adds, so that it can be gone on with; a plan made anew is made without.
    static let pinned = ["sha", "mark", "head", "old", "way", "digest", "platforms", "subject"]

    /// The request, with all that is known of the place.
    private(set) var request: OperationRequest
    /// What was chosen in the asker's place, a sentence each.
    private(set) var remarks: [String] = []

    /// - Throws: ``OperationError``: which entry of the configuration is wanted.
    init(_ asked: OperationRequest, _ images: [DeployedImage]) throws {
        request = asked
        if let entry = try entry(among: images) { fill(in: entry) }
        if ["repository", "path", "object"].contains(where: { request[$0].isEmpty }) {
            let what = request["image"].isEmpty ? "it" : (try? ImageReference(request["image"]))?.name ?? "it"
            throw OperationError.pointless(
                "No [[images]] of config.toml says which manifest deploys \(what). Add one with its name, image, repository and path."
            )
        }
        guard request["reverts"].isEmpty else { return }
        let reference = try BumpImage.check(request["image"])
        guard reference.tag != nil || reference.digest != nil else {
            throw OperationError.pointless("\(SafeText.line(request["image"])) names neither tag nor digest: say which is to be deployed.")
        }
    }

    /// The entry that is meant; `nil` where the request itself says where.
    private mutating func entry(among images: [DeployedImage]) throws -> DeployedImage? {
        if !request["name"].isEmpty { return try images.named(request["name"]) }
        let name = (try? ImageReference(request["image"]))?.name
        let fitting = images.filter { entry in
            // An entry that the request contradicts is another's.
            ["repository": entry.repository, "path": entry.path, "object": entry.object].allSatisfy { request[$0].isEmpty || request[$0] == $1 }
                && (name == nil ? !request["path"].isEmpty : (try? ImageReference(entry.image))?.name == name)
        }
        if fitting.count > 1, let first = fitting.first {
            let others = fitting.dropFirst().map(\.name).joined(separator: ", ")
            remarks.append(
                "\(others) \(fitting.count == 2 ? "is" : "are") deployed from the same image; name it to bump it in place of \(first.name).")
        }
        return fitting.first
    }

    private mutating func fill(in entry: DeployedImage) {
        let known = [
            "name": entry.name, "repository": entry.repository, "path": entry.path, "branch": entry.branch, "object": entry.object,
            "container": entry.container, "application": entry.application, "context": entry.context, "namespace": entry.namespace,
        ]
        for (name, value) in known where request[name].isEmpty && !value.isEmpty { request.parameters[name] = value }
        if request["image"].isEmpty, !request["tag"].isEmpty { request.parameters["image"] = entry.image + ":" + request["tag"] }
        request.parameters["tag"] = nil
        if let asked = try? ImageReference(request["image"]), let usual = try? ImageReference(entry.image), asked.name != usual.name {
            remarks.append("\(entry.name) is deployed from \(entry.image) otherwise (config.toml).")
        }
    }
}

extension BumpImage {
    /// Reads an image that is to be deployed.
    /// - Throws: ``OperationError/invalid(kind:parameter:reason:)``.
    @discardableResult
    static func check(_ image: String) throws -> ImageReference {
        do {
            return try ImageReference(image)
        } catch {
            throw OperationError.pointless("\(error)")
        }
    }
}

extension [DeployedImage] {
    /// The entry of a name.
    /// - Throws: ``OperationError`` with the nearest names.
    func named(_ name: String) throws -> DeployedImage {
        if let found = first(where: { $0.name == name }) { return found }
        guard !isEmpty else {
            throw OperationError.pointless("No image is configured: add [[images]] with its name, image, repository and path to config.toml.")
        }
        throw OperationError.pointless(
            "There is no image \"\(SafeText.line(name.prefix(80)))\" in [[images]]; there is \(map(\.name).joined(separator: ", ")).")
    }
}

extension Reach {
    /// The entry of a name; see ``OperationRunner/images()``.
    func image(named name: String) throws -> DeployedImage { try images.named(name) }

    /// The client for the manifests' repository.
    /// - Throws: ``OperationError/notConfigured(what:setting:)``.
    func manifestClient() throws(OperationError) -> GitHubClient { try required(manifests ?? github, "GitHub", "[manifests] or [github]") }
}

extension OperationRequest {
    /// The same with values set; empty ones are left out.
    func with(_ values: [String: String]) -> OperationRequest {
        var request = self
        for (name, value) in values where !value.isEmpty { request.parameters[name] = value }
        return request
    }
}
