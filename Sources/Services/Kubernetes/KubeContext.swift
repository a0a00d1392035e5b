import Transport

/// One context of a kubeconfig, made ready for use: where the API server is, how it is trusted, and who we are to it.
public struct KubeContext: Sendable {
    /// The context's name.
    public var name: String
    /// The cluster's and the user's names.
    public var cluster: String, user: String
    /// Base URL, its path prefix kept and without a trailing slash.
    public var server: String
    /// Trust, client certificate, TLS name, proxy.
    public var route = Route()
    /// Who we are; `nil` for a client certificate alone, or nobody.
    public var credentials: (any Credentials)?
    /// `Impersonate-User` and its kin; sent with every request.
    public var impersonation: HTTPHeaders = [:]
    /// The namespace commands act in when they name none.
    public var namespace = "default"
    /// Whether answers may be asked for compressed.
    public var compressed = true
    /// What a person should know: any certificate is accepted, others may read the file, tokens go unencrypted.
    public var warnings: [String] = []

    /// Differs when anything of the context differs that a connection depends on. Good within one run of the program only.
    public internal(set) var fingerprint = 0

    /// Who we are, in words, before the server has said so: "the client certificate of user "gcp"".
    public var identity: String {
        if let credentials { return credentials.name }
        if route.certificate != nil { return "the client certificate of user \"\(user)\"" }
        return user.isEmpty ? "nobody" : "nobody (user \"\(user)\" has no credentials)"
    }

    /// What a link to this API server needs; `service` is its name in sentences.
    public func linkConfiguration(service: String) -> ServiceLink.Configuration {
        var configuration = ServiceLink.Configuration(service: service, base: server)
        configuration.route = route
        configuration.credentials = credentials
        configuration.headers = impersonation
        configuration.compressed = compressed
        configuration.warnings = warnings.map { $0 + "." }
        return configuration
    }
}
