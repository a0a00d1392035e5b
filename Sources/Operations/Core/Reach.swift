import Feeds
import Host
import Services

/// What operations can reach: the clients that are configured, the clock, and who is asking.
public struct Reach: Sendable {
    /// Clusters by context name.
    public var clusters: [String: KubernetesClient] = [:]
    /// Contexts by what ArgoCD calls them: a destination's name or server (`argocd.contexts` in config).
    public var destinations: [String: String] = [:]
    /// The ArgoCD server.
    public var argocd: ArgoClient?
    /// GitHub, for pipelines and manifests.
    public var github: GitHubClient?
    /// The Alertmanager.
    public var alertmanager: AlertmanagerClient?
    /// The tracking server.
    public var mlflow: MLflowClient?
    /// Which manifests deploy which images, in the order of the configuration.
    public var images: [DeployedImage] = []
    /// Registries by the host that images name: `ghcr.io`.
    public var registries: [String: RegistryClient] = [:]
    /// GitHub with the token that may write to the manifests; `nil` where ``github`` has it.
    public var manifests: GitHubClient?
    /// How manifests are changed.
    public var manifestPolicy = ManifestPolicy()
    /// Model servers that are asked for their health, by ``DeployedImage/name``.
    public var modelServers: [String: ModelServerClient] = [:]
    /// Watched experiments: metric, gate and rows of the test set of each (`[[mlflow.models]]`).
    public var models: [ModelWatch] = []
    /// Watched repositories as `owner/name`: where trainings are looked for (`github.repositories`).
    public var repositories: [String] = []
    /// The clock.
    public var time: any TimeSource
    /// Who is asking.
    public var who: Who

    /// A reach with nothing configured yet.
    public init(time: any TimeSource, who: Who) {
        self.time = time
        self.who = who
    }

    /// The cluster of a context.
    /// - Throws: ``OperationError/notConfigured(what:setting:)``.
    func cluster(_ context: String) throws(OperationError) -> KubernetesClient {
        guard let client = clusters[context] else { throw .notConfigured(what: "The context \(context)", setting: "[[contexts]]") }
        return client
    }

    /// A client that there must be.
    /// - Throws: ``OperationError/notConfigured(what:setting:)``.
    func required<Client>(_ client: Client?, _ what: String, _ setting: String) throws(OperationError) -> Client {
        guard let client else { throw .notConfigured(what: what, setting: setting) }
        return client
    }

    /// Asks again and again until there is an answer.
    ///
    /// A service that fails in the meantime is no answer: it is said as a step, and asked again.
    /// - Returns: what `look` gave; `nil` when the time is over.
    /// - Throws: `CancellationError`.
    func poll<T: Sendable>(
        _ progress: Progress, every interval: Duration = .seconds(1), within limit: Duration, _ look: @Sendable () async throws -> T?
    ) async throws -> T? {
        let end = time.uptime() + limit
        while true {
            do {
                if let answer = try await look() { return answer }
            } catch let error as ServiceError {
                await progress.step("\(error) Asking again.")
            }
            guard time.uptime() + interval <= end else { return nil }
            try await time.sleep(for: interval)
        }
    }
}

/// Who is asking: what the audit names.
public struct Who: Sendable, Equatable {
    /// Login, or the author of config; and the host's name.
    public var login: String, host: String
    /// The SSH key or address the person came by; empty where it is not known.
    public var sshIdentity: String

    /// Someone.
    public init(login: String, host: String, sshIdentity: String = "") {
        self.login = login
        self.host = host
        self.sshIdentity = sshIdentity
    }

    /// What the environment says: `SSH_USER_AUTH` names a file with the key (sshd's `ExposeAuthInfo yes`), `SSH_CONNECTION` the
    /// address.
    ///
    /// - Parameter author: from config; empty for the login.
    /// - Note: `man 5 sshd_config`, ExposeAuthInfo; `man 1 ssh`, ENVIRONMENT.
    public init(author: String, environment: Environment) {
        login = author.isEmpty ? LoginName.of(environment) : author
        host = HostName.current
        let address = environment["SSH_CONNECTION"]?.split(separator: " ").first.map { "from " + SafeText.line($0) }
        // Without the file, or with one of an earlier session, the address is what is known.
        let key = environment["SSH_USER_AUTH"].flatMap { try? LocalFile.read($0, limit: 64 << 10) }.flatMap(Self.key)
        sshIdentity = [key, address].compactMap { $0 }.joined(separator: " ")
    }

    /// `publickey ssh-ed25519 AAAA…`: the key's kind and its last letters, by which it is found in `authorized_keys`.
    private static func key(_ bytes: [UInt8]) -> String? {
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 3, words[0] == "publickey" else { continue }
            return SafeText.line("\(words[1]) …\(words[2].suffix(12))")
        }
        return nil
    }
}

extension Reach {
    /// The cluster of a context, for sending: one that is not configured any more means that nothing was sent.
    func cluster(sending context: String) throws(WriteFailure) -> KubernetesClient {
        guard let client = clusters[context] else { throw .notSent(.notFound(service: context, what: "entry in config.toml")) }
        return client
    }

    /// Another service's client, for sending.
    func sending<Client>(_ client: Client?, _ name: String) throws(WriteFailure) -> Client {
        guard let client else { throw .notSent(.notFound(service: name, what: "entry in config.toml")) }
        return client
    }
}
