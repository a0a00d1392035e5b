import Host
import Operations

extension Question {
    /// Which of the configured images.
    public init(_ images: [DeployedImage]) {
        var entry = Entry("name", label: "Image")
        entry.values = images.map { Value($0.name, detail: $0.place, asks: .image($0.name)) }
        entry.isClosed = true
        entry.isRequired = true
        entry.initial = images.first?.name ?? ""
        self.init(title: "Bump image", subject: "", entries: [entry], request: OperationRequest(kind: "image.bump"))
    }

    /// The tags of an image, newest first, with what is known of each; and the way its manifest is changed.
    /// - Parameter now: ages are counted from it.
    public init(_ choices: ImageChoices, way: ManifestPolicy.Way, now: Timestamp) {
        let image = choices.image
        var tag = Entry("tag", label: "Tag")
        tag.values = choices.choices.map { Value($0.tag, detail: Self.detail($0, now: now)) }
        tag.initial = Self.likeliest(choices)
        tag.isRequired = true
        tag.note = choices.standing.isEmpty ? "" : "The manifest has \(choices.standing)"
        var how = Entry("way", label: "By")
        how.values = [Value("commit", detail: "to the branch itself"), Value("pull-request", detail: "which is merged by somebody")]
        how.initial = way.rawValue
        how.isClosed = true
        self.init(
            title: "Bump image", subject: [image.name, image.place].filter { !$0.isEmpty }.joined(separator: ", "), entries: [tag, how],
            request: OperationRequest(kind: "image.bump", parameters: ["name": image.name]))
        gaps = choices.gaps
    }

    /// The newest of the same branch that is not what stands there already: the one to go on to, or back to.
    private static func likeliest(_ choices: ImageChoices) -> String {
        func branch(_ tag: String) -> Substring { tag.lastIndex(of: "-").map { tag[..<$0] } ?? "" }
        let standing = choices.choices.first(where: \.isStanding)?.tag ?? ""
        let others = choices.choices.filter { !$0.isStanding }
        return (others.first { branch($0.tag) == branch(standing) } ?? others.first)?.tag ?? ""
    }

    private static func detail(_ choice: ImageChoice, now: Timestamp) -> String {
        var parts: [String] = []
        if let built = choice.built { parts.append("built \(Numbers.age(since: built, now: now)) ago") }
        if choice.isStanding { parts.append("in the manifest") }
        if !choice.runsIn.isEmpty { parts.append("● runs in \(choice.runsIn.joined(separator: ", "))") }
        if !choice.commit.isEmpty, !choice.tag.contains(choice.commit.prefix(7)) { parts.append("commit \(choice.commit.prefix(7))") }
        // A tag that is the commit says nothing new.
        let others = choice.aliases.filter { choice.commit.isEmpty || !$0.hasPrefix(choice.commit.prefix(7)) }
        if !others.isEmpty { parts.append("also \(others.prefix(2).joined(separator: ", "))") }
        if !choice.digest.isEmpty { parts.append(String(choice.digest.prefix(19))) }
        return parts.joined(separator: " · ")
    }
}
