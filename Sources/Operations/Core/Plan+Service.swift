import Services

extension Plan {
    /// Says as whom the requests go: the credential by its reference, and whom the service takes us for where it tells.
    mutating func go(as link: ServiceLink, _ whoAmI: () async throws -> String?) async {
        credential = link.configuration.credentials?.name ?? "no credentials"
        // Who cannot be asked is left out: the request itself will tell what may not be done.
        identity = (try? await whoAmI()) ?? ""
    }
}

extension String {
    /// The beginning of a commit's hash, as it is said.
    var short: String { String(prefix(7)) }
}
