import Dispatch
import Host

/// The kubeconfig files of a person, merged as kubectl merges them: how to reach which cluster as whom.
///
/// Rules and their order are client-go's (tools/clientcmd: loader.go, client_config.go, validation.go).
public struct Kubeconfig: Sendable {
    /// The context that is used when none is named; empty where the files name none.
    public internal(set) var currentContext = ""
    /// Names of the contexts in the order of the files.
    public internal(set) var contextNames: [String] = []
    /// The files that were read, first one first.
    public internal(set) var files: [String] = []
    /// What a person should know about the files.
    public internal(set) var warnings: [String] = []

    var clusters: [String: Cluster] = [:]
    var users: [String: User] = [:]
    var contexts: [String: Context] = [:]
    /// What the files stood in, for tokens and plug-ins that are fetched later.
    var world: World

    /// What contexts need from outside.
    struct World: Sendable {
        var environment: Environment
        var time: any TimeSource
        /// Where a pod finds its own account.
        var serviceAccount = "/var/run/secrets/kubernetes.io/serviceaccount"
    }

    /// Reads the kubeconfig: `path` alone where one is given (`--kubeconfig`, or `kubeconfig` in config.toml), else every
    /// file that `KUBECONFIG` names and that exists, else `~/.kube/config`; in a pod without any of these, its own account.
    ///
    /// Files are read on a thread of their own.
    /// - Throws: ``KubeconfigError``. Files that do not exist are an error only where `path` names one.
    public static func load(path: String?, environment: Environment, time: any TimeSource) async throws -> Kubeconfig {
        try await offPool { try read(path: path, World(environment: environment, time: time)) }
    }

    /// The context of that name, or the current one for `nil`, with its certificates read.
    /// - Throws: ``KubeconfigError``, saying what makes the context unusable.
    public func context(named name: String? = nil) async throws -> KubeContext {
        try await Self.offPool { try resolve(name) }
    }

    /// Reads and merges, on the calling thread.
    static func read(path: String?, _ world: World) throws -> Kubeconfig {
        var config = Kubeconfig(world: world)
        for file in candidates(path: path, world.environment) {
            let bytes: [UInt8]
            do {
                bytes = try LocalFile.read(file)
            } catch .unreadable(_, _, isMissing: true) where path == nil {
                continue
            } catch {
                throw KubeconfigError.unreadable(error.description)
            }
            config.files.append(file)
            if LocalFile.isReadableByOthers(file) { config.warnings.append("Others may read \(file): chmod 600 \(file)") }
            config.merge(try KubeconfigFile(bytes, file: file))
        }
        if config.contexts.isEmpty { config.addOwnAccount() }
        return config
    }

    static func candidates(path: String?, _ environment: Environment) -> [String] {
        if let path, !path.isEmpty { return [environment.absolute(path)] }
        guard let list = environment["KUBECONFIG"] else { return [environment.home + "/.kube/config"] }
        var seen: Set<String> = []
        return list.split(separator: ":").map { environment.absolute(String($0)) }.filter { seen.insert($0).inserted }
    }

    /// The first file that has a name wins it whole; the first that names a current context decides that.
    private mutating func merge(_ file: KubeconfigFile) {
        if currentContext.isEmpty { currentContext = file.currentContext }
        clusters.merge(file.clusters) { first, _ in first }
        users.merge(file.users) { first, _ in first }
        for (name, context) in file.contexts where contexts[name] == nil {
            contexts[name] = context
            contextNames.append(name)
        }
    }

    /// Within a pod: the API server and account that Kubernetes gave it.
    private mutating func addOwnAccount() {
        let folder = world.serviceAccount
        guard let host = world.environment["KUBERNETES_SERVICE_HOST"], let port = world.environment["KUBERNETES_SERVICE_PORT"],
            (try? LocalFile.read(folder + "/token")) != nil  // without a token it is not our pod's account
        else { return }
        let name = "in-cluster"
        var cluster = Cluster(file: folder + "/")
        cluster.server = "https://" + (host.contains(":") ? "[\(host)]" : host) + ":" + port
        cluster.authority = .file(folder + "/ca.crt")
        var user = User(file: folder + "/")
        user.tokenFile = folder + "/token"
        var context = Context(cluster: name, user: name)
        if let namespace = try? LocalFile.read(folder + "/namespace") {  // absent in old versions: then it is "default"
            context.namespace = String(decoding: namespace, as: UTF8.self).trimmedLine
        }
        (clusters[name], users[name], contexts[name]) = (cluster, user, context)
        (contextNames, currentContext) = ([name], name)
    }

    /// Certificates and keys that stand in files of their own.
    var materialFiles: [String] {
        let materials = clusters.values.map(\.authority) + users.values.flatMap { [$0.certificate, $0.key] }
        return materials.compactMap { if case .file(let path) = $0 { path } else { nil } }
    }

    private static func offPool<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "kubeconfig").async { continuation.resume(with: Result { try work() }) }
        }
    }
}

extension String {
    /// Without blanks and line ends at both ends.
    var trimmedLine: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(self[first...last])
    }
}
