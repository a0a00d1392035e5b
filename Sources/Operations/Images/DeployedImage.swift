import Services

/// Which manifest deploys which image, from `[[images]]` of the configuration: all that a bump needs beside the new tag.
public struct DeployedImage: Sendable, Equatable, Identifiable {
    /// What it is called on screen and on the command line; unique.
    public var name = ""
    /// Registry and path, without a tag: `ghcr.io/acme/model-source`. Several may be deployed from one image.
    public var image = ""
    /// Repository (`owner/name`) and path of the manifest, and its branch; an empty branch is the repository's default one.
    public var repository = "", path = "", branch = ""
    /// The Deployment's name. The container's; empty where the Deployment has one only, or one only of this image.
    public var object = "", container = ""
    /// The ArgoCD application that deploys it; empty where none does.
    public var application = ""
    /// Where it runs; empty where it is not followed so far.
    public var context = "", namespace = ""
    /// Base URL of the model server, which is asked for `/health` once the image serves; empty where none is asked.
    public var health = ""

    /// The name.
    public var id: String { name }
    /// An image to be filled in.
    public init() {}

    /// Where it runs, in words: `k3d/ml-apps/iris-classifier`; empty parts are left out.
    public var place: String { [context, namespace, object].filter { !$0.isEmpty }.joined(separator: "/") }
}

/// Where manifests are changed, from `[manifests]` of the configuration.
public struct ManifestPolicy: Sendable, Equatable {
    /// How a change gets to its branch.
    public enum Way: String, Sendable {
        /// By a commit to the branch itself; where that is refused, by a pull request all the same.
        case commit
        /// By a pull request, always.
        case pullRequest = "pull-request"
    }

    /// How a change gets to its branch.
    public var way = Way.commit
    /// A policy.
    public init(way: Way = .commit) { self.way = way }
}
