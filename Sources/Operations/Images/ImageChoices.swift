import Host

/// What an image can be bumped to: what its registry has, which of it runs where, and what stands in the manifest.
public struct ImageChoices: Sendable, Equatable {
    /// The image, as it is configured.
    public var image = DeployedImage()
    /// What the registry has, newest first; those whose age is not known come last, by tag. One for each digest: a tag that was built
    /// again is another image, and the same image under three tags is one.
    public var choices: [ImageChoice] = []
    /// The whole image that stands in the manifest now, as written; empty where it is, or could not be read (a gap says why).
    public var standing = ""
    /// What could not be found out, a sentence each: "The package list of GHCR is refused: …"
    public var gaps: [String] = []

    /// Choices to be filled in.
    public init() {}
}

/// One image that can be deployed.
public struct ImageChoice: Sendable, Equatable, Identifiable {
    /// The tag to name it by: of several the one that says most (`main-9f00d11` before `main-latest` and before a whole hash).
    public var tag = ""
    /// Other tags that stand at the same digest.
    public var aliases: [String] = []
    /// Digest of its manifest, or index: `sha256:…`; empty where it is not known.
    public var digest = ""
    /// When it was built or pushed; `nil` where nothing says.
    public var built: Timestamp?
    /// The commit it was built from, as far as its tags or labels name one; empty otherwise.
    public var commit = ""
    /// Where it runs, by digest, never by tag: `k3d/ml-apps/iris-classifier`.
    public var runsIn: [String] = []
    /// Whether the manifest names it now, by one of its tags or by its digest.
    public var isStanding = false

    /// Its tag.
    public var id: String { tag }
    /// A choice to be filled in.
    public init() {}
    /// All tags, the one to name it by first.
    public var tags: [String] { [tag] + aliases }
}
