import JSON

extension Kubeconfig {
    /// PEM given as a file or inline.
    enum Material: Sendable, Equatable {
        case file(String)
        /// Base64 of the PEM.
        case inline(String)
        /// Both, which is refused where it would be used.
        case both
    }

    /// An API server: where it is and why it is trusted.
    struct Cluster: Sendable {
        /// The file that defines it.
        var file: String
        var server = "", serverName = ""
        var isInsecure = false
        var authority: Material?
        var proxy = ""
        var isUncompressed = false
        /// What credential plug-ins are told, from the extension `client.authentication.k8s.io/exec`.
        var pluginConfiguration: Value?
    }

    /// A user: every way kubectl knows to say who we are.
    struct User: Sendable {
        /// The file that defines it.
        var file: String
        var certificate: Material?, key: Material?
        var token = "", tokenFile: String?
        var name = "", password = ""
        var impersonated = "", impersonatedUID = "", impersonatedGroups: [String] = []
        var impersonatedExtra: [(key: String, values: [String])] = []
        var plugin: ExecPlugin?
        /// The removed `auth-provider`: its name, and an OIDC token that may still be good.
        var provider: (name: String, idToken: String)?
    }

    /// Which user at which cluster.
    struct Context: Sendable {
        var cluster: String, user: String
        var namespace = "default"
    }
}
