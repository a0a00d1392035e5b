import Host
import Services

/// The image that a run has pushed: read from the log of the job that built it, or, where the log names none, by the platform's rule.
struct BuiltImage: Sendable, Equatable {
    /// `ghcr.io/owner/name:tag`
    var reference: String
    /// `sha256:…`; empty where the log does not say.
    var digest: String
    /// Whether the log names it.
    var isRead: Bool

    /// What jobs that build an image speak of.
    static let words = ["build and push", "container", "docker", "image"]

    /// The image that a log says was pushed: of several tags the one with the commit's beginning, else the one with the whole of it.
    init?(_ log: TrainingLog, commit: String) {
        var pushed: [(reference: String, digest: String)] = []
        for line in log.lines {
            guard let mark = line.firstRange(of: "pushing manifest for ") ?? line.firstRange(of: "naming to ") else { continue }
            let word = line[mark.upperBound...].prefix { !$0.isWhitespace }
            let parts = word.split(separator: "@", maxSplits: 1).map(String.init)
            guard let reference = parts.first, let tag = Self.tag(of: reference), !tag.isEmpty else { continue }
            pushed.append((reference, parts.count > 1 ? parts[1] : ""))
        }
        let short = commit.short
        guard
            let best = pushed.last(where: { Self.tag(of: $0.reference)?.hasSuffix("-" + short) == true })
                ?? pushed.last(where: { Self.tag(of: $0.reference) == commit })
                ?? pushed.last(where: { Self.tag(of: $0.reference)?.hasSuffix("latest") == false })
        else { return nil }
        reference = best.reference
        digest = pushed.last { $0.reference == best.reference && !$0.digest.isEmpty }?.digest ?? best.digest
        isRead = true
    }

    /// What the platform's rule calls it: `main-` and the commit's beginning, elsewhere the whole commit, below the repository's name.
    init(byRule repository: String, branch: String, commit: String) {
        let tag = branch == "main" ? "main-\(commit.short)" : commit
        reference = "ghcr.io/\(repository.lowercased()):\(tag)"
        digest = ""
        isRead = false
    }

    /// The same image as it stands in the registry now, with its digest: `ghcr.io/acme/model:main-9f00d11@sha256:…`; `nil` where there is
    /// none yet, or where the registry cannot be asked.
    func standing(_ reach: Reach) async -> String? {
        guard let image = try? ImageReference(reference), let registry = reach.registries[image.registry],
            let digest = try? await registry.digest(of: image.asked, in: image.repository)
        else { return nil }
        return "\(reference)@\(digest)"
    }

    /// How to deploy it, where its tag had been built `before`: a node that has pulled that does not pull it again, so it is named by its
    /// digest. `nil` where it is the image that it was.
    func deployable(before: String) -> String? {
        guard before.hasPrefix(reference + "@") else { return reference }
        if before == "\(reference)@\(digest)" { return nil }
        return isPinnable ? "\(reference)@\(digest)" : reference
    }

    private var isPinnable: Bool { digest.hasPrefix("sha256:") && digest.utf8.count == 71 }

    /// `It pushed ghcr.io/acme/model:main-9f00d11 (sha256:5be1aaaa…).`
    func words(before: String) -> String {
        guard isRead else { return "Its log names no image; by the platform's rule it is \(reference), not checked." }
        let pushed = "It pushed \(reference)"
        guard !digest.isEmpty else { return pushed + "." }
        let shown = " (\(digest.prefix(19))…)."
        guard before.hasPrefix(reference + "@") else { return pushed + shown }
        return pushed + (before == "\(reference)@\(digest)" ? ", the same image as before" : " again, another image than before") + shown
    }

    /// The tag of a reference: behind the last colon, which a port's is not.
    private static func tag(of reference: String) -> String? {
        guard let slash = reference.lastIndex(of: "/"), let colon = reference[slash...].lastIndex(of: ":") else { return nil }
        return String(reference[colon...].dropFirst())
    }
}
