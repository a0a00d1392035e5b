import Host
import JSON

/// A credential plug-in as a kubeconfig describes it: a program that prints an `ExecCredential`.
/// (<https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins>)
struct ExecPlugin: Sendable {
    var apiVersion = ""
    /// A path, or a name looked up in `PATH`.
    var command = ""
    var arguments: [String] = []
    /// Added to our own environment.
    var environment: [(name: String, value: String)] = []
    /// Whether it wants to be told the cluster.
    var wantsCluster = false
    /// `Never`, `IfAvailable`, `Always`; empty counts as `IfAvailable`.
    var interactiveMode = ""
    /// What to say when the program is not there.
    var installHint = ""

    static let versions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"]

    /// Refuses what cannot work in a full-screen program.
    func check(user: String, _ unusable: (String) -> KubeconfigError) throws {
        guard !command.isEmpty else { throw unusable("the exec plug-in of user \"\(user)\" has no command") }
        guard Self.versions.contains(apiVersion) else {
            throw unusable(
                "the exec plug-in of user \"\(user)\" speaks \(apiVersion.isEmpty ? "no apiVersion" : apiVersion); "
                    + "use \(Self.versions.joined(separator: " or ")) (a newer plug-in)")
        }
        guard interactiveMode != "Always" else {
            throw unusable(
                "the exec plug-in of user \"\(user)\" always asks questions, which this console cannot show; log in with it beforehand, "
                    + "or set interactiveMode: IfAvailable")
        }
    }

    /// What the plug-in is told in `KUBERNETES_EXEC_INFO`. We are never interactive.
    func information(cluster: Value?) -> String {
        var specification: [Value.Member] = []
        if let cluster { specification.append(Value.Member("cluster", cluster)) }
        specification.append(Value.Member("interactive", false))
        return Value.object([
            Value.Member("apiVersion", .string(apiVersion)), Value.Member("kind", "ExecCredential"),
            Value.Member("spec", .object(specification)),
        ]).text
    }
}

/// What a plug-in printed: a token, a client certificate, or both.
struct ExecCredential: Readable, Equatable {
    var apiVersion = ""
    var token = ""
    var certificate: [UInt8]?, key: [UInt8]?
    /// Good until then; `nil` until the server says 401.
    var expires: Timestamp?

    init(_ json: Element) throws {
        guard json["kind"].string == "ExecCredential" else { throw JSONError.missing("kind: ExecCredential") }
        apiVersion = json["apiVersion"].string ?? ""
        let status = json["status"]
        token = status["token"].string ?? ""
        let certificate = status["clientCertificateData"].string ?? "", key = status["clientKeyData"].string ?? ""
        guard certificate.isEmpty == key.isEmpty else { throw JSONError.missing("clientCertificateData together with clientKeyData") }
        guard !token.isEmpty || !certificate.isEmpty else { throw JSONError.missing("status.token or status.clientCertificateData") }
        guard certificate.isEmpty || (certificate.contains("-----BEGIN ") && key.contains("-----BEGIN ")) else {
            throw JSONError.missing("PEM in clientCertificateData and clientKeyData")
        }
        guard token.headerSafe != nil else { throw JSONError.missing("status.token of printable characters") }
        if !certificate.isEmpty { (self.certificate, self.key) = (Array(certificate.utf8), Array(key.utf8)) }
        if let text = status["expirationTimestamp"].string {
            guard let moment = Timestamp(rfc3339: text) else { throw JSONError.missing("status.expirationTimestamp") }
            expires = moment
        }
    }
}
