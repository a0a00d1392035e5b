import ArgumentParser
import Host
import JSON
import Operations

/// Deploys another image: one line of a manifest, followed until the image serves.
struct BumpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bump", abstract: "Deploy another image by a commit to its manifest, and follow it until it serves.",
        discussion: """
            NAME is one of [[images]] in config.toml. The plan is shown before anything is sent: the one line that changes, as whom it is \
            committed, what follows. Then ArgoCD, the pods and the model server are watched; what is stuck is named, and the revert offered.

            EXAMPLES
              quarterdeck bump iris-classifier --list
              quarterdeck bump iris-classifier --tag main-9f00d11 --dry-run
              quarterdeck bump iris-classifier --tag main-9f00d11 --yes
              quarterdeck bump iris-classifier --revert 5be1a2b
              quarterdeck bump --image ghcr.io/acme/models:main-9f00d11 --pull-request

            EXIT CODES
              0  the new image serves, or its pull request is open (--no-follow: committed)
              1  a service refused it, or the rollout is stuck: the sentence says at what
              2  it cannot be done as asked, or was not wanted; nothing was sent
              3  what became of it is not known
            """)

    @Argument(help: "The image's name in config.toml; not needed with --image.", completion: Completions.images)
    var name: String?

    @Option(help: "The whole image to deploy: registry, name and tag (and digest, to pin it).")
    var image: String?

    @Option(help: "The tag to deploy, of the image that config.toml names.")
    var tag: String?

    @Option(help: "A commit that bumped it: its exact inverse is committed.")
    var revert: String?

    @Flag(help: "List the tags that the registry has, newest first, and what runs where. Nothing is changed.")
    var list = false

    @Option(help: "Most tags listed, 1 to 1000.")
    var limit = 20

    @Flag(help: "By a pull request, whatever the policy.")
    var pullRequest = false

    @OptionGroup var options: OperationOptions

    func validate() throws {
        let asked = [image != nil, tag != nil, revert != nil, list].filter(\.self).count
        if asked != 1 {
            throw ValidationError(
                asked == 0
                    ? "Say what to deploy: --tag, --image or --revert; or --list what there is."
                    : "--image, --tag, --revert and --list exclude each other.")
        }
        if name == nil, image == nil { throw ValidationError("Name the image: one of [[images]] in config.toml.") }
        if !(1...1000).contains(limit) { throw ValidationError("--limit is 1 to 1000, not \(limit).") }
    }

    func run() async throws {
        let operation = try await HeadlessOperation(options, environment: .process)
        if list { return try await show(operation) }
        var request = OperationRequest(kind: "image.bump")
        for (key, value) in ["name": name, "image": image, "tag": tag, "reverts": revert] { request.parameters[key] = value }
        if pullRequest { request.parameters["way"] = ManifestPolicy.Way.pullRequest.rawValue }
        try await operation.carryOut(try await operation.plan(request))
    }

    /// The same from a shell; `nil` where it cannot be said so.
    static func line(for request: OperationRequest) -> String? {
        let name = request["name"].isEmpty ? "" : " " + request["name"]
        if !request["reverts"].isEmpty { return name.isEmpty ? nil : "quarterdeck bump\(name) --revert \(request["reverts"].prefix(12))" }
        return request["image"].isEmpty ? nil : "quarterdeck bump\(name) --image \(request["image"])"
    }

    private func show(_ operation: HeadlessOperation) async throws {
        let name = name ?? ""
        let choices = try await operation.asking("looking what the registry has") { try await operation.runner.choices(for: name) }
        if options.json {
            try await Output.line(ChoicesText.json(choices).text)
        } else {
            if !choices.choices.isEmpty { try await Output.line(ChoicesText.table(choices, limit: limit).joined(separator: "\n")) }
            for gap in choices.gaps { Output.error(SafeText.line(gap)) }
        }
        if choices.choices.isEmpty, !choices.gaps.isEmpty { throw ExitCode(Ending.unknown) }
    }
}
