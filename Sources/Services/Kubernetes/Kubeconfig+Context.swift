import Host
import JSON
import Transport

extension Kubeconfig {
    /// Makes a context ready for use; reads its certificate files on the calling thread.
    func resolve(_ wanted: String?) throws -> KubeContext {
        let name = wanted ?? currentContext
        guard !name.isEmpty else { throw KubeconfigError.noCurrentContext(among: contextNames) }
        guard let entry = contexts[name] else { throw KubeconfigError.noContext(name, among: contextNames) }
        func unusable(_ what: String) -> KubeconfigError { .unusable(context: name, what: what) }

        guard !entry.cluster.isEmpty else { throw unusable("it names no cluster") }
        guard let cluster = clusters[entry.cluster] else { throw unusable("there is no cluster \"\(entry.cluster)\"") }
        // kubectl takes a context that names no user as nobody.
        guard let user = entry.user.isEmpty ? User(file: cluster.file) : users[entry.user] else {
            throw unusable("there is no user \"\(entry.user)\"")
        }

        let isTrusting = cluster.isInsecure || cluster.authority != nil || user.certificate != nil
        let server =
            try Self.address(of: cluster.server, defaultScheme: isTrusting ? "https" : "http")
            ?? {
                throw unusable("\"server\" of cluster \"\(entry.cluster)\" is no http or https address")
            }()
        var context = KubeContext(name: name, cluster: entry.cluster, user: entry.user, server: server)
        context.namespace = entry.namespace
        context.compressed = !cluster.isUncompressed
        context.warnings = warnings
        let isTLS = server.hasPrefix("https://")
        if isTLS { try trust(cluster, named: entry.cluster, in: &context, unusable) }
        context.route.proxy = try proxy(cluster.proxy, unusable)
        context.impersonation = try impersonation(of: user, unusable)
        try identify(user, named: entry.user, at: cluster, in: &context, isTLS: isTLS, unusable)
        // To this machine itself nobody listens in between: a lab, a port forward.
        if !isTLS, context.credentials != nil, Origin(url: server)?.isLoopback != true {
            context.warnings.append("Credentials of \"\(name)\" go to \(server) unencrypted")
        }
        context.fingerprint = fingerprint(of: context, cluster, user)
        return context
    }

    /// All of it as text, secrets too, which stay here; only the hash is kept.
    private func fingerprint(of context: KubeContext, _ cluster: Cluster, _ user: User) -> Int {
        var hasher = Hasher()
        hasher.combine(String(reflecting: cluster))
        hasher.combine(String(reflecting: user))
        hasher.combine(context.server)
        hasher.combine(context.route)
        return hasher.finalize()
    }

    // MARK: Server

    /// The base URL: addresses that only mean "all of this machine's" become its loopback (k3d writes 0.0.0.0), and the
    /// slash at the end goes.
    private static func address(of server: String, defaultScheme: String) -> String? {
        var text = server.trimmedLine
        if !text.contains("://"), !text.isEmpty { text = defaultScheme + "://" + text }
        guard let scheme = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) }), Origin(url: text) != nil else {
            return nil
        }
        var rest = text.dropFirst(scheme.count)
        while rest.hasSuffix("/") { rest.removeLast() }
        for (wildcard, loopback) in [("0.0.0.0", "127.0.0.1"), ("[::]", "[::1]")] where rest.hasPrefix(wildcard) {
            let tail = rest.dropFirst(wildcard.count)
            if tail.isEmpty || tail.hasPrefix(":") || tail.hasPrefix("/") { rest = loopback + tail }
        }
        return scheme + rest
    }

    private func trust(
        _ cluster: Cluster, named name: String, in context: inout KubeContext, _ unusable: (String) -> KubeconfigError
    ) throws {
        context.route.authorities = try cluster.authority.map {
            try pem($0, key: "certificate-authority", of: "cluster \"\(name)\"", holding: "CERTIFICATE", unusable)
        }
        context.route.skipsVerification = cluster.isInsecure
        if !cluster.serverName.isEmpty { context.route.serverName = cluster.serverName }
        guard cluster.isInsecure else { return }
        guard cluster.authority == nil else {
            throw unusable(
                "cluster \"\(name)\" has both a certificate authority and insecure-skip-tls-verify; kubectl refuses that too: take one away"
            )
        }
        context.warnings.append("Any certificate is accepted for \"\(context.name)\" (insecure-skip-tls-verify)")
    }

    /// socks5 as kubectl means it: the proxy looks names up.
    private func proxy(_ text: String, _ unusable: (String) -> KubeconfigError) throws -> String? {
        if text.isEmpty { return nil }
        guard let scheme = ["http://", "https://", "socks5h://", "socks5://"].first(where: { text.hasPrefix($0) }),
            text.utf8.count > scheme.utf8.count
        else { throw unusable("\"proxy-url\" is no http, https or socks5 address") }
        return scheme == "socks5://" ? "socks5h://" + text.dropFirst(scheme.count) : text
    }

    // MARK: User

    private func identify(
        _ user: User, named name: String, at cluster: Cluster, in context: inout KubeContext, isTLS: Bool,
        _ unusable: (String) -> KubeconfigError
    ) throws {
        let who = "user \"\(name)\""
        if let certificate = user.certificate, isTLS {
            guard let key = user.key else { throw unusable("\(who) has a client certificate but no client-key") }
            context.route.certificate = try pem(certificate, key: "client-certificate", of: who, holding: "CERTIFICATE", unusable)
            context.route.key = try pem(key, key: "client-key", of: who, holding: "PRIVATE KEY", unusable)
        }
        let hasToken = !user.token.isEmpty || user.tokenFile != nil, hasLogin = !user.name.isEmpty || !user.password.isEmpty
        guard !(hasToken && hasLogin) else {
            throw unusable("\(who) has both a token and a user name with password; kubectl refuses that too: take one away")
        }
        if let file = user.tokenFile {
            context.credentials = TokenFile(file, of: name, fallback: user.token, time: world.time)
        } else if hasToken {
            guard let token = user.token.headerSafe else { throw unusable("the token of \(who) holds characters that no token has") }
            context.credentials = FixedCredentials(name: "the token of \(who)", headers: ["Authorization": "Bearer " + token])
        } else if hasLogin {
            let login = Base64.encode(Array("\(user.name):\(user.password)".utf8))
            context.credentials = FixedCredentials(
                name: "the user name and password of \(who)", headers: ["Authorization": "Basic " + login])
        } else if user.certificate != nil {
            return
        } else if let plugin = user.plugin {
            try plugin.check(user: name, unusable)
            context.credentials = ExecCredentials(
                plugin, user: name, cluster: plugin.wantsCluster ? clusterInfo(cluster, context) : nil, world: world)
        } else if let provider = user.provider {
            context.credentials = try leftover(of: provider, who, unusable)
        }
    }

    /// `auth-provider` is gone from kubectl since 1.26; an OIDC token in the file still serves until it expires.
    private func leftover(
        of provider: (name: String, idToken: String), _ who: String, _ unusable: (String) -> KubeconfigError
    ) throws -> any Credentials {
        let advice =
            "auth-provider \"\(provider.name)\" is gone since kubectl 1.26: use an exec plug-in (kubelogin, gke-gcloud-auth-plugin)"
        guard provider.name == "oidc", let token = provider.idToken.headerSafe, !token.isEmpty else { throw unusable("\(who): \(advice)") }
        if let expiry = JSONWebToken.expiry(of: token), expiry <= world.time.now() {
            throw unusable("\(who): its OIDC token expired at \(expiry.rfc3339), and \(advice)")
        }
        return FixedCredentials(name: "the OIDC token of \(who)", headers: ["Authorization": "Bearer " + token])
    }

    /// The cluster as a plug-in is told of it (`spec.cluster` of an ExecCredential).
    private func clusterInfo(_ cluster: Cluster, _ context: KubeContext) -> Value {
        var members = [Value.Member("server", .string(cluster.server))]
        if !cluster.serverName.isEmpty { members.append(Value.Member("tls-server-name", .string(cluster.serverName))) }
        if cluster.isInsecure { members.append(Value.Member("insecure-skip-tls-verify", true)) }
        if let authorities = context.route.authorities {
            members.append(Value.Member("certificate-authority-data", .string(Base64.encode(authorities))))
        }
        if !cluster.proxy.isEmpty { members.append(Value.Member("proxy-url", .string(cluster.proxy))) }
        if cluster.isUncompressed { members.append(Value.Member("disable-compression", true)) }
        if let configuration = cluster.pluginConfiguration { members.append(Value.Member("config", configuration)) }
        return .object(members)
    }

    private func impersonation(of user: User, _ unusable: (String) -> KubeconfigError) throws -> HTTPHeaders {
        var headers: HTTPHeaders = [:]
        guard !user.impersonated.isEmpty else {
            let isBare =
                user.impersonatedUID.isEmpty && user.impersonatedGroups.isEmpty && user.impersonatedExtra.allSatisfy(\.values.isEmpty)
            guard isBare else { throw unusable("it impersonates a uid, groups or extra values without \"as\"") }
            return headers
        }
        headers.add("Impersonate-User", user.impersonated)
        if !user.impersonatedUID.isEmpty { headers.add("Impersonate-Uid", user.impersonatedUID) }
        for group in user.impersonatedGroups { headers.add("Impersonate-Group", group) }
        for (key, values) in user.impersonatedExtra {
            for value in values { headers.add("Impersonate-Extra-" + key.lowercased().headerNameEncoded, value) }
        }
        for line in headers.lines where line.value.headerSafe == nil { throw unusable("\(line.name) holds characters that no header has") }
        return headers
    }

    // MARK: PEM

    private func pem(
        _ material: Material, key: String, of owner: String, holding kind: String, _ unusable: (String) -> KubeconfigError
    ) throws -> [UInt8] {
        let bytes: [UInt8], source: String
        switch material {
        case .both: throw unusable("\(owner) has both \(key) and \(key)-data; kubectl refuses that too: take one away")
        case .file(let path):
            source = "\(key) of \(owner) (\(path))"
            do { bytes = try LocalFile.read(path, limit: 1 << 20) } catch { throw unusable("\(key) of \(owner): \(error)") }
        case .inline(let text):
            source = "\(key)-data of \(owner)"
            guard let decoded = Base64.decode(text) else { throw unusable("\(source) is not base64") }
            bytes = decoded
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("-----BEGIN "), text.contains("\(kind)-----") else {
            throw unusable("\(source) holds no PEM \(kind.lowercased())")
        }
        guard kind != "PRIVATE KEY" || !text.contains("ENCRYPTED") else {
            throw unusable("\(source) is encrypted, which kubectl does not support either")
        }
        return bytes
    }
}

extension String {
    /// The text when it can stand in a header: printable ASCII, no line ends.
    var headerSafe: String? { utf8.allSatisfy { (0x20...0x7e).contains($0) } ? self : nil }

    /// Percent-encoded where a header's name cannot hold a character (as client-go does; the API server decodes it).
    var headerNameEncoded: String {
        var bytes: [UInt8] = []
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): bytes.append(byte)
            case _ where "!#$&'*+-.^_`|~".utf8.contains(byte): bytes.append(byte)
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                bytes += "%\(byte < 16 ? "0" : "")\(digits)".utf8
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
