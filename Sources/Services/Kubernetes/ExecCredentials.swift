import Host
import JSON
import Transport

/// Credentials from a plug-in (aws, gke-gcloud-auth-plugin, kubelogin): run when first needed, again when they expire or
/// the server says 401; once for all who wait at the same time.
actor ExecCredentials: Credentials {
    nonisolated let name: String
    private let plugin: ExecPlugin
    private let cluster: Value?
    private let world: Kubeconfig.World
    private var credential: ExecCredential?
    private var fetchedAt: Duration?
    private var running: Task<ExecCredential, any Error>?

    /// Seconds a plug-in may take: a cloud's command line starts slowly.
    private static let timeout = Duration.seconds(30)
    /// Renewed this long before the end, so that a request in flight is not caught by it.
    private static let leeway = Duration.seconds(10)
    /// A credential this young is not fetched again for a 401: many requests fail at once, the plug-in runs once.
    private static let youth = Duration.seconds(5)

    init(_ plugin: ExecPlugin, user: String, cluster: Value?, world: Kubeconfig.World) {
        name = "the credential plug-in \"\(plugin.command)\" of user \"\(user)\""
        self.plugin = plugin
        self.cluster = cluster
        self.world = world
    }

    func headers() async throws -> HTTPHeaders {
        let token = try await current().token
        return token.isEmpty ? [:] : ["Authorization": "Bearer " + token]
    }

    func route(_ route: Route) async throws -> Route {
        let credential = try await current()
        guard credential.certificate != nil else { return route }
        var route = route
        (route.certificate, route.key) = (credential.certificate, credential.key)
        return route
    }

    func rejected() async -> Bool {
        if !isYoung { credential = nil }
        return true
    }

    private var isYoung: Bool { fetchedAt.map { world.time.uptime() - $0 < Self.youth } ?? false }

    private func current() async throws -> ExecCredential {
        if let credential {
            // One that ends at once is still used for a moment: rather a 401 than a plug-in run for every request.
            let isGood = credential.expires.map { world.time.now() + Self.leeway < $0 } ?? true
            if isGood || isYoung { return credential }
        }
        if let running { return try await running.value }
        let task = Task { [plugin, cluster, world, name] in try await Self.fetch(plugin, cluster, world, name) }
        running = task
        defer { running = nil }
        let fresh = try await task.value
        credential = fresh
        fetchedAt = world.time.uptime()
        return fresh
    }

    private static func fetch(_ plugin: ExecPlugin, _ cluster: Value?, _ world: Kubeconfig.World, _ name: String) async throws
        -> ExecCredential
    {
        var variables = world.environment.variables
        for (name, value) in plugin.environment { variables[name] = value }
        variables["KUBERNETES_EXEC_INFO"] = plugin.information(cluster: cluster)
        var process = Subprocess([plugin.command] + plugin.arguments, environment: variables)
        process.timeout = timeout
        let result: Subprocess.Result
        do {
            result = try await process.run()
        } catch let error as SubprocessError {
            var reason = error.description
            let hint = SafeText.line(plugin.installHint.withoutEscapes).trimmedLine
            if case .notFound = error, !hint.isEmpty { reason += ". " + hint.prefix(300) }
            throw CredentialError(source: name, reason: reason)
        }
        guard result.succeeded else { throw CredentialError(source: name, reason: failure(result)) }
        let credential: ExecCredential
        do {
            credential = try JSON.read(ExecCredential.self, from: result.output)
        } catch {
            throw CredentialError(source: name, reason: "what it printed is no ExecCredential: \(error)")
        }
        guard credential.apiVersion == plugin.apiVersion else {
            throw CredentialError(
                source: name,
                reason: "it answered \(SafeText.line(credential.apiVersion.prefix(80))) where \(plugin.apiVersion) is configured")
        }
        return credential
    }

    /// How a run ended, with the last line it wrote to its standard error ("token expired, run aws sso login").
    private static func failure(_ result: Subprocess.Result) -> String {
        let ending = result.exitStatus.map { "it exited with status \($0)" } ?? "signal \(result.signal) ended it"
        let lines = String(decoding: result.errors, as: UTF8.self).withoutEscapes.split(whereSeparator: \.isNewline)
        guard let last = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return ending }
        return "\(ending), saying \"\(SafeText.line(last.prefix(200)).trimmedLine)\""
    }
}

extension String {
    /// Without terminal escape sequences (ECMA-48: CSI and OSC), which programs write to be pretty.
    var withoutEscapes: String {
        var result = UnicodeScalarView()
        var scalars = unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "\u{1B}" else {
                result.append(scalar)
                continue
            }
            switch scalars.next() {
            case "[": while let next = scalars.next(), !(0x40...0x7e).contains(next.value) {}
            case "]": while let next = scalars.next(), next != "\u{07}", next != "\u{1B}" {}
            default: break
            }
        }
        return String(result)
    }
}
