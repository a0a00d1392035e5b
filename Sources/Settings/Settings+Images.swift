// Images: where they are kept, and which manifest deploys which.
extension Settings {
    /// A container registry.
    public struct Registry: Sendable, Equatable {
        /// Host, with its port where it has one, as images name it.
        public var host = ""
        /// Address where it differs from the host, credentials, and limits.
        public var service = {
            var service = Service()
            service.requestsPerMinute = 600
            return service
        }()
        /// Hosts of token services, beside its own, that may be told the credentials.
        public var tokenHosts: [String] = []
        /// A registry to be filled in.
        public init() {}
    }

    /// The repository of manifests.
    public struct Manifests: Sendable, Equatable {
        /// `owner/name`, for images that name none of their own.
        public var repository = ""
        /// Branch; empty for the repository's default one.
        public var branch = ""
        /// The token that may write there; `nil` for that of GitHub.
        public var token: SecretReference?
        /// `commit` or `pull-request`.
        public var policy = "commit"
        /// Manifests to be filled in.
        public init() {}
    }

    /// An image and the manifest that deploys it.
    public struct Image: Sendable, Equatable {
        /// Name on screen and on the command line, and the image without a tag.
        public var name = "", image = ""
        /// The manifest: repository (empty: that of ``Settings/manifests``), path, branch.
        public var repository = "", path = "", branch = ""
        /// Deployment (empty: the name) and container (empty: the only one, or the only one of this image).
        public var object = "", container = ""
        /// ArgoCD application; `nil`: the name.
        public var application: String?
        /// Where it runs.
        public var context = "", namespace = ""
        /// Base address of its model server; empty: not asked.
        public var health = ""
        /// An image to be filled in.
        public init() {}

        /// Takes over what is the same unless it is said.
        mutating func complete(with manifests: Manifests) {
            if repository.isEmpty { repository = manifests.repository }
            if branch.isEmpty { branch = manifests.branch }
            if object.isEmpty { object = name }
            application = application ?? name
        }
    }
}

extension Settings.Registry: Configurable {
    static let fields: [Field<Self>] =
        [
            .value("host", \.host, .registryHost, required: true, "The registry's host as images name it: ghcr.io."),
            .value(
                "token_hosts", \.tokenHosts, .list(of: .text),
                "Hosts of token services, beside the registry's own and Docker Hub's, that may be told the credentials."),
            .value("url", \.service.url, .optionalURL, "The address of its API where that is not https:// and the host: a mirror, or the lab."),
            .value("token", \.service.token, .secret, "Its token, sent as a password; GHCR takes a classic one with the scope read:packages."),
        ] + Settings.Service.addressFields(isURLRequired: false).filter { !["url", "token", "interval"].contains($0.name) }.within(\.service)

    static func check(_ value: Self, at node: ConfigNode, _ problems: inout Problems) {
        Settings.Service.check(value.service, at: node, &problems)
    }
}

extension Settings.Manifests: Configurable {
    static let fields: [Field<Self>] = [
        .value("repository", \.repository, .optionalRepository, "The repository of manifests, as owner/name, for images that name none."),
        .value("branch", \.branch, .text, "Its branch; empty for the default one."),
        .value("token", \.token, .secret, "The token that may write there (contents and pull requests); without it that of [github]."),
        .value(
            "policy", \.policy, .choice("commit", "pull-request"),
            "How a change gets to the branch. A branch that takes no commits gets a pull request in any case."),
    ]
}

extension Settings.Image: Configurable {
    static let fields: [Field<Self>] = [
        .value("name", \.name, .text, required: true, "What it is called on screen and on the command line."),
        .value("image", \.image, .imageName, required: true, "The image without a tag: ghcr.io/owner/name."),
        .value("path", \.path, .text, required: true, "The manifest's path in its repository."),
        .value("repository", \.repository, .optionalRepository, "The manifest's repository; empty for that of [manifests]."),
        .value("branch", \.branch, .text, "The manifest's branch; empty for that of [manifests]."),
        .value("object", \.object, .text, "The Deployment's name; empty when it is the same."),
        .value("container", \.container, .text, "The container; empty where there is one only, or one only of this image."),
        .value(
            "application", \.application, .optional(.text), "The ArgoCD application that deploys it; the same name when not given, empty for none."),
        .value("context", \.context, .text, "The context where it runs; empty where its pods are not to be followed."),
        .value("namespace", \.namespace, .text, "Its namespace there."),
        .value("health", \.health, .optionalURL, "The model server's address, which is asked for /health after a bump; empty asks nothing."),
    ]

    static func check(_ value: Self, at node: ConfigNode, _ problems: inout Problems) {
        if value.context.isEmpty != value.namespace.isEmpty {
            problems.add(node, "\(node.path.place) needs \"context\" and \"namespace\" together")
        }
    }
}

extension Settings {
    /// What the tables of images say against each other.
    static func checkImages(_ value: Settings, at node: ConfigNode, _ problems: inout Problems) {
        let names = value.images.map(\.name)
        for (index, image) in value.images.enumerated() {
            let place = node.at("images", index) ?? node
            if names.firstIndex(of: image.name) != index { problems.add(place, "there are two images named \"\(image.name)\"") }
            if image.repository.isEmpty, value.manifests.repository.isEmpty {
                problems.add(place, "the image \"\(image.name)\" needs a \"repository\", its own or that of [manifests]")
            }
            if !image.context.isEmpty, !value.contexts.isEmpty, !value.contexts.contains(where: { $0.name == image.context }) {
                problems.add(place.at("context") ?? place, "the image \"\(image.name)\" names no context of [[contexts]]: \"\(image.context)\"")
            }
        }
        let hosts = value.registries.map(\.host)
        for (index, host) in hosts.enumerated() where hosts.firstIndex(of: host) != index {
            problems.add(node.at("registries", index) ?? node, "there are two registries of the host \"\(host)\"")
        }
    }
}

extension ValueType<String> {
    /// A registry's host, with or without a port.
    fileprivate static let registryHost = ValueType(
        name: "a host",
        read: { node, context in
            let host = try text.read(node, context)
            guard !host.isEmpty, host.utf8.allSatisfy({ KeyPositions.isBare($0) || ".:[]".utf8.contains($0) }) else {
                throw Fault("wants a host such as \"ghcr.io\", without https:// and without a path")
            }
            return host
        }, write: quoted)

    /// An image without tag and digest.
    fileprivate static let imageName = ValueType(
        name: "an image without a tag",
        read: { node, context in
            let image = try text.read(node, context)
            let last = image.split(separator: "/").last ?? ""
            guard !image.isEmpty, !last.contains(":"), !image.contains("@"), !image.contains("://"), !image.contains(" ") else {
                throw Fault("wants an image without tag and digest, such as \"ghcr.io/owner/name\"")
            }
            return image
        }, write: quoted)

    /// A GitHub repository, or empty.
    fileprivate static let optionalRepository = ValueType(
        name: repository.name,
        read: { node, context in
            if case .string("") = node.value { return "" }
            return try repository.read(node, context)
        }, write: quoted)
}
