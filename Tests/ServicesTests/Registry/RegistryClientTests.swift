import Host
import JSON
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct RegistryClientTests {
    private let http = ScriptedHTTP()
    private let challenge = ["WWW-Authenticate": #"Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="repository:o/n:pull,push""#]
    private let unauthorised = #"{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}"#

    private func client(login: String? = nil, base: String = "https://ghcr.io") -> RegistryClient {
        RegistryClient(
            .scripted(RegistryClient.configuration(base: base), http),
            login: login.map { secret in RegistryLogin(name: "the token from env:GHCR_TOKEN", secret: { secret }) })
    }

    private func allowsAnyone() {
        http.on("GET", "/token", .json(#"{"token":"t0","expires_in":300}"#))
    }

    @Test func aTokenIsFetchedAnonymouslyOnceAndOnlyForReading() async throws {
        allowsAnyone()
        http.on(
            "GET", "/v2/o/n/tags/list", .json(unauthorised, status: 401, headers: challenge),
            .json(#"{"name":"o/n","tags":["0.1.0","latest"]}"#))
        let client = client()
        #expect(try await client.tags(of: "o/n") == ["0.1.0", "latest"])
        #expect(try await client.tags(of: "o/n").count == 2)
        #expect(
            http.requests.map(\.url) == [
                "https://ghcr.io/v2/o/n/tags/list?n=1000", "https://ghcr.io/token?service=ghcr.io&scope=repository%3Ao%2Fn%3Apull",
                "https://ghcr.io/v2/o/n/tags/list?n=1000", "https://ghcr.io/v2/o/n/tags/list?n=1000",
            ])
        #expect(http.requests.map { $0.headers["Authorization"] } == [nil, nil, "Bearer t0", "Bearer t0"])
    }

    @Test func tagsAreReadOverAllPagesAndSignaturesLeftOut() async throws {
        let signature = "sha256-" + String(repeating: "a", count: 64) + ".sig"
        http.on(
            "GET", "/v2/o/n/tags/list",
            .json(
                #"{"tags":["a","\#(signature)"]}"#,
                headers: ["Link": #"</v2/o/n/tags/list?next_page=OPAQUE%3D%3D&n=50>; rel="next""#]),
            .json(#"{"tags":null}"#, headers: ["Link": #"</v2/o/n/tags/list?next_page=OPAQUE%3D%3D&n=50>; rel="next""#]))
        #expect(try await client().tags(of: "o/n") == ["a"])
        #expect(http.requests.count == 2, "a cursor that comes again ends the list")
        #expect(http.last?.url == "https://ghcr.io/v2/o/n/tags/list?next_page=OPAQUE%3D%3D&n=50")
    }

    @Test func aNextPageElsewhereIsNotFollowed() async {
        http.on("GET", "/tags/list", .json(#"{"tags":["a"]}"#, headers: ["Link": #"<https://evil.example/tags>; rel="next""#]))
        await expect(sentence: "ghcr.io answered something its API does not document: a next page that is not its own.") {
            _ = try await client().tags(of: "o/n")
        }
    }

    @Test func aLoginGoesToTheTokenServiceAndNeverToTheRegistry() async throws {
        allowsAnyone()
        http.on(
            "HEAD", "/manifests/main", .json("", status: 401, headers: challenge),
            .status(200, headers: ["Docker-Content-Digest": "sha256:" + String(repeating: "1", count: 64)]))
        #expect(try await client(login: "ghp_x").digest(of: "main", in: "o/n") == "sha256:" + String(repeating: "1", count: 64))
        #expect(http.requests[1].headers["Authorization"] == "Basic " + Base64.encode(Array("token:ghp_x".utf8)))
        #expect(http.last?.headers["Authorization"] == "Bearer t0")
        #expect(http.last?.headers["Accept"]?.contains("application/vnd.oci.image.index.v1+json") == true)
    }

    @Test func aLoginIsNotToldToSomeoneElsesTokenService() async {
        let foreign = ["WWW-Authenticate": #"Bearer realm="https://evil.example/token",service="ghcr.io""#]
        http.on("GET", "/tags/list", .json(unauthorised, status: 401, headers: foreign))
        await expect(
            sentence:
                "ghcr.io forbids its token service: it names evil.example:443 as its token service; a login goes there only when the configuration names that host."
        ) { _ = try await client(login: "ghp_x").tags(of: "o/n") }
        #expect(http.requests.count == 1)
    }

    @Test func anExpiredLoginIsSaidAndWhatIsPublicReadWithoutIt() async throws {
        http.on("GET", "/token", .json("", status: 403), .json(#"{"access_token":"t1"}"#))
        http.on("GET", "/tags/list", .json(unauthorised, status: 401, headers: challenge), .json(#"{"tags":["a"]}"#))
        let client = client(login: "ghp_old")
        #expect(try await client.tags(of: "o/n") == ["a"])
        #expect(await client.isLoginRefused)
        http.on("GET", "/token", .json("", status: 403))
        http.on("GET", "/tags/list", .json(unauthorised, status: 401, headers: challenge))
        let sentence =
            "ghcr.io forbids image o/private: it rejected the token from env:GHCR_TOKEN, which has ended, or is no classic token with the scope read:packages (a fine-grained one will not do)."
        await expect(sentence: sentence) { _ = try await client.tags(of: "o/private") }
    }

    @Test(arguments: [401, 403])
    func aPrivateImageAndOneThatDoesNotExistAreOneAnswer(status: Int) async {
        http.on("GET", "/token", .json(#"{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}"#, status: status))
        http.on("GET", "/tags/list", .json(unauthorised, status: 401, headers: challenge))
        await expect(
            sentence:
                "ghcr.io forbids image o/n: it does not exist, or is private and wants a classic token with the scope read:packages (a fine-grained one will not do)."
        ) { _ = try await client().tags(of: "o/n") }
    }

    /// Every answer that was reported for a manifest, with the sentence it becomes.
    @Test(arguments: [
        ("ghcr-accept-lacks-index", "ghcr.io answered something its API does not document: a kind of image that we did not ask for."),
        ("ghcr-429", "ghcr.io wants us to wait until 03:07:01Z: retry-after: 1.16676ms, allowed: 44000/minute"),
        (
            "dockerhub-429",
            "ghcr.io wants us to wait until 03:07:01Z: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit"
        ),
        (
            "ghcr-basic-auth-on-api",
            "ghcr.io forbids image o/n:main: it does not exist, or is private and wants a classic token with the scope read:packages (a fine-grained one will not do)."
        ),
    ])
    func reportedRefusalsBecomeSentences(id: String, sentence: String) async throws {
        let recorded = try #require(try Fixture.value("registry/answers.json")["cases"].array.first { $0["id"].string == id })
        http.on("GET", "/manifests/main", .json(recorded["body"].text, status: try #require(recorded["status"].int)))
        await expect(sentence: sentence) { _ = try await client().manifest("main", in: "o/n") }
    }

    @Test func aMissingTagIsNamed() async {
        http.on("GET", "/manifests/nope", .json(#"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}"#, status: 404))
        await expect(sentence: "ghcr.io has no image o/n:nope.") { _ = try await client().manifest("nope", in: "o/n") }
        http.on("HEAD", "/manifests/nope", .status(404))
        await expect(sentence: "ghcr.io has no image o/n:nope.") { _ = try await client().digest(of: "nope", in: "o/n") }
    }

    @Test func aGatewayIsAskedThreeTimes() async throws {
        http.on("GET", "/v2/", .status(502), .status(503), .json("{}"))
        try await client().ping()
        #expect(http.requests.count == 3)
        http.on("GET", "/v2/", .text("404 page not found", status: 404))
        await expect(sentence: "ghcr.io has no API of registries (/v2/).") { try await client().ping() }
    }

    // MARK: What stands behind a tag

    @Test func anImageTellsItsBuild() async throws {
        let configuration = try Fixture.bytes("registry/examples-config-with-oci-labels.json")
        let image =
            #"{"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:\#(Digest.sha256(configuration))","size":9},"layers":[{"size":1000},{"size":24}]}"#
        let index =
            #"{"schemaVersion":2,"manifests":[{"digest":"sha256:\#(Digest.sha256(Array(image.utf8)))","platform":{"os":"linux","architecture":"amd64"}},{"digest":"sha256:x","annotations":{"vnd.docker.reference.type":"attestation-manifest"},"platform":{"os":"unknown","architecture":"unknown"}}]}"#
        http.on("GET", "/manifests/main", .json(index))
        http.on("GET", "/manifests/sha256:" + Digest.sha256(Array(image.utf8)), .json(image))
        http.on("GET", "/blobs/sha256:" + Digest.sha256(configuration), .status(307, headers: ["Location": "https://storage.example/c?sig=1"]))
        http.on("GET", "/c", .bytes(configuration))
        let details = try await client().details(of: "main", in: "o/n")
        #expect(details.digest == "sha256:" + Digest.sha256(Array(index.utf8)))
        #expect(details.platformDigest == "sha256:" + Digest.sha256(Array(image.utf8)))
        #expect(details.platforms == ["linux/amd64"] && details.platformDigests == [details.platformDigest])
        #expect(details.revision == "6f1486ffd0cb288d0e21f41845361924e0d742b3")
        #expect(details.version == "main" && details.source == "https://github.com/example-org/example-app")
        #expect(details.created?.rfc3339 == "2026-03-17T16:31:40Z")
        #expect(details.size == 1024)
        #expect(http.last?.url == "https://storage.example/c?sig=1")
    }

    @Test func bytesThatAreNotTheirDigestsAreRefused() async throws {
        let manifest = try Fixture.bytes("registry/ociv1.manifest.json")
        http.on("GET", "/manifests/main", .bytes(manifest, headers: ["Docker-Content-Digest": "sha256:" + String(repeating: "0", count: 64)]))
        await expect(sentence: "ghcr.io answered something its API does not document: a manifest whose bytes are not those of its digest.") {
            _ = try await client().manifest("main", in: "o/n")
        }
    }

    @Test(
        arguments: [
            ("buildkit-index-with-attestation", "application/vnd.oci.image.index.v1+json", "index linux/amd64"),
            ("ociv1.image.index", "application/vnd.oci.image.index.v1+json", "index linux/ppc64le linux/amd64"),
            ("ociv1nomime.image.index", "application/vnd.oci.image.index.v1+json", "index linux/ppc64le linux/amd64"),
            ("v2s2.manifest", "application/vnd.docker.distribution.manifest.v2+json", "image b5b2b2c5"),
            ("ociv1.manifest", "application/vnd.oci.image.manifest.v1+json", "image b5b2b2c5"),
            ("ociv1.artifact", "application/vnd.oci.image.manifest.v1+json", "artifact application/vnd.oci.custom.artifact.config.v1+json"),
            ("v2s1.manifest", "application/vnd.docker.distribution.manifest.v1+prettyjws", nil),
            ("unknown-version.manifest", "application/json", nil),
            ("non-json.manifest", "application/json", nil), ("v2s2.manifest", "application/vnd.oci.image.index.v1+json", nil),
        ] as [(String, String, String?)])
    func documentsOfOthersAreReadOrRefused(name: String, type: String, words: String?) throws {
        let bytes = try Fixture.bytes("registry/\(name).json")
        guard let words else {
            #expect(throws: JSONError.self) { try JSON.with(bytes) { try RegistryManifest($0, type: type) } }
            return
        }
        let manifest = try JSON.with(bytes) { try RegistryManifest($0, type: type) }
        let found =
            switch manifest.content {
            case .index(let platforms): "index " + platforms.map(\.words).joined(separator: " ")
            case .image(let configuration, _): "image " + configuration.dropFirst(7).prefix(8)
            case .artifact(let kind): "artifact " + kind
            }
        #expect(found == words)
    }

    @Test func anOldBuildHasNoTimeAndOtherLabels() throws {
        var details = ImageDetails()
        let text = #"{"os":"linux","architecture":"arm64","created":"1970-01-01T00:00:00Z","config":{"Labels":{"org.label-schema.vcs-ref":"5be1"}}}"#
        try JSON.with(Array(text.utf8)) { details.read($0, annotations: [[:]]) }
        #expect(details.created == nil)
        #expect(details.revision == "5be1")
        #expect(details.platforms == ["linux/arm64"])
    }
}
