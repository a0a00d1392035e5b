import Host
import JSON
import Transport

/// A container registry, read only: which tags an image has, and what stands behind them.
/// <https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md>
///
/// Nothing is sent with the first request; what a 401 asks for is fetched from the token service it names, by the rules of
/// `RealmPolicy`. Redirects to storage are followed without any of it. Layers are never read.
public struct RegistryClient: Sendable {
    /// The link it speaks over.
    public let link: ServiceLink
    private let login: RegistryLogin?
    private let tokens: RegistryTokens
    /// Most pages of tags, and how often a request is tried while a gateway fails.
    private static let pages = 50, attempts = 3

    /// A client over a link made from ``configuration(base:)``.
    /// - Parameters:
    ///   - login: who we are; `nil` reads what is public.
    ///   - tokenHosts: hosts of token services, beside the registry's own, that may be told the login.
    public init(_ link: ServiceLink, login: RegistryLogin? = nil, tokenHosts: [String] = []) {
        self.link = link
        self.login = login
        tokens = RegistryTokens(link: link, login: login, policy: RealmPolicy(hosts: tokenHosts))
    }

    /// What a link to a registry needs; see ``ImageReference/base``.
    public static func configuration(base: String) -> ServiceLink.Configuration {
        let host = Origin(url: base).map { $0.port == 443 || $0.port == 80 ? $0.host : $0.description } ?? base
        var configuration = ServiceLink.Configuration(service: host == "registry-1.docker.io" ? "docker.io" : host, base: base)
        configuration.limit = 4 << 20
        configuration.followsRedirects = true
        return configuration
    }

    /// Whether the login was refused, although what was asked for could be read without it. It has expired, most likely.
    public var isLoginRefused: Bool { get async { await tokens.isLoginRefused } }

    /// Whether there is a registry, and it takes us.
    /// - Throws: ``ServiceError``.
    public func ping() async throws {
        let response = try await answer("GET", "/v2/", repository: "", what: "API of registries (/v2/)")
        guard (200..<300).contains(response.status) else { throw failure(response, "API of registries (/v2/)") }
    }

    /// An image's tags in the registry's order, which is not that of age. Signatures and attestations that stand among them are left out.
    /// - Throws: ``ServiceError``: `.notFound`; `.forbidden` for a private image and for one that does not exist.
    public func tags(of repository: String) async throws -> [String] {
        var tags: [String] = [], seen: Set<String> = []
        var next: String? = "/v2/\(repository)/tags/list?n=1000"
        while let address = next, seen.insert(address).inserted, seen.count <= Self.pages {
            let response = try await success("GET", address, repository: repository, what: "image \(repository)")
            tags += try link.readList(response, at: ["tags"], absentIsEmpty: true) { $0.string }
            next = try response.headers["Link"].flatMap { NextPage.address(in: $0) }.map { try resolve($0, against: address) }
        }
        return tags.filter { !($0.hasPrefix("sha256-") && $0.utf8.count > 70) }
    }

    /// The digest behind a tag, without reading what stands there; Docker Hub does not count that as a pull.
    /// - Parameter reference: a tag or digest.
    /// - Throws: ``ServiceError``.
    public func digest(of reference: String, in repository: String) async throws -> String {
        let response = try await success(
            "HEAD", manifestPath(reference, repository), repository: repository, headers: ["Accept": RegistryManifest.accepted],
            what: Self.words(repository, reference))
        if let digest = response.headers["Docker-Content-Digest"], digest.hasPrefix("sha256:"), digest.utf8.count == 71 { return digest }
        return try await manifest(reference, in: repository).digest
    }

    /// The manifest behind a tag or digest, its bytes checked against its digest.
    /// - Throws: ``ServiceError``: `.malformed` for bytes that are not what their digest says, and for documents of schema 1.
    public func manifest(_ reference: String, in repository: String) async throws -> RegistryManifest {
        let response = try await success(
            "GET", manifestPath(reference, repository), repository: repository, headers: ["Accept": RegistryManifest.accepted],
            what: Self.words(repository, reference))
        let digest = "sha256:" + Digest.sha256(response.body)
        try check(digest, against: reference.hasPrefix("sha256:") ? reference : response.headers["Docker-Content-Digest"], "manifest")
        var manifest = try read(response) { try RegistryManifest($0, type: response.mediaType) }
        manifest.digest = digest
        return manifest
    }

    /// What the image behind a tag or digest says of itself: three requests at most.
    ///
    /// - Parameters:
    ///   - architecture: the cluster's, `amd64` or `arm64`; of an index without it the first image speaks.
    /// - Throws: ``ServiceError``.
    public func details(
        of reference: String, in repository: String, os: String = "linux", architecture: String = "amd64", variant: String = ""
    ) async throws -> ImageDetails {
        var manifest = try await manifest(reference, in: repository)
        var details = ImageDetails()
        details.digest = manifest.digest
        var annotations = [manifest.annotations]
        if case .index(let platforms) = manifest.content {
            details.platforms = platforms.map(\.words)
            details.platformDigests = platforms.map(\.digest)
            guard let chosen = manifest.platform(os: os, architecture: architecture, variant: variant) ?? platforms.first else {
                throw malformed("an index without images")
            }
            manifest = try await self.manifest(chosen.digest, in: repository)
            annotations.append(manifest.annotations)
        }
        details.platformDigest = manifest.digest
        if details.platformDigests.isEmpty { details.platformDigests = [manifest.digest] }
        guard case .image(let configuration, let size) = manifest.content else { throw malformed("something that is no image at \(reference)") }
        details.size = size
        let response = try await success(
            "GET", "/v2/\(repository)/blobs/\(configuration)", repository: repository, what: "configuration of \(Self.words(repository, reference))")
        try check("sha256:" + Digest.sha256(response.body), against: configuration, "configuration")
        return try read(response) { json in
            var read = details
            read.read(json, annotations: annotations)
            return read
        }
    }

    // MARK: Asking

    private static func words(_ repository: String, _ reference: String) -> String {
        "image \(repository)" + (reference.contains(":") ? "@\(reference.prefix(19))" : ":\(reference)")
    }

    private func manifestPath(_ reference: String, _ repository: String) -> String {
        "/v2/\(repository)/manifests/\(reference.contains(":") ? reference : reference.percentEncoded)"
    }

    private func success(
        _ method: String, _ path: String, repository: String, headers: HTTPHeaders = [:], what: String
    ) async throws -> HTTPResponse {
        let response = try await answer(method, path, repository: repository, headers: headers, what: what)
        guard (200..<300).contains(response.status) else { throw failure(response, what) }
        return response
    }

    private func answer(
        _ method: String, _ path: String, repository: String, headers: HTTPHeaders = [:], what: String
    ) async throws -> HTTPResponse {
        let scope = repository.isEmpty ? "" : "repository:\(repository):pull"
        var attempt = 1, challenged = false
        while true {
            var own = headers
            own["Authorization"] = await tokens.header(for: scope)
            do {
                let response = try await link.answer(to: link.request(method, path, headers: own))
                if response.status == 401, !challenged, response.headers["WWW-Authenticate"] != nil {
                    challenged = true
                    let challenges = response.headers.all("WWW-Authenticate").flatMap { RegistryChallenge.read($0) }
                    _ = try await tokens.answer(challenges, scope: scope, what: what)
                    continue
                }
                guard [502, 503, 504].contains(response.status), attempt < Self.attempts else { return response }
            } catch let error as TransportError {
                let failure = ServiceError(error, service: link.configuration.service)
                guard failure.isPassing, attempt < Self.attempts else { throw failure }
            }
            try await link.time.sleep(for: .milliseconds(Int64(300 * Double(attempt) * (0.5 + link.random()))))
            attempt += 1
        }
    }

    private func failure(_ response: HTTPResponse, _ what: String) -> ServiceError {
        RegistryFailure.error(response, link: link, what: what, login: login?.name)
    }

    private func malformed(_ what: String) -> ServiceError { .malformed(service: link.configuration.service, what: what) }

    private func check(_ found: String, against expected: String?, _ what: String) throws {
        // Digests by another algorithm cannot be compared; registries serve SHA-256.
        guard let expected, expected.hasPrefix("sha256:"), expected != found else { return }
        throw malformed("a \(what) whose bytes are not those of its digest")
    }

    private func read<T>(_ response: HTTPResponse, _ body: (Element) throws -> T) throws -> T {
        do {
            return try JSON.with(response.body, body)
        } catch let error as JSONError {
            throw malformed("\(error)")
        }
    }

    /// The next page's address: it must be the same registry's, whose token goes along.
    private func resolve(_ location: String, against path: String) throws -> String {
        let base = path.hasPrefix("http") ? path : link.configuration.base + path
        guard let address = Origin.resolve(location, against: base), Origin(url: address) == Origin(url: link.configuration.base) else {
            throw malformed("a next page that is not its own")
        }
        return address
    }
}
