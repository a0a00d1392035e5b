import CCrypto
import Foundation
import Testing

@testable import Lab

/// The registry, from the challenge to the label that names the commit.
@Suite struct RegistrySiteTests {
    private let registry = Played(RegistrySite())
    private let path = "/v2/acme-ml/model-source"
    private let accept = "\(ImageBuild.indexType), \(ImageBuild.manifestType)"

    private func basic(_ token: String) -> [String: String] {
        ["authorization": "Basic " + Data("oncall:\(token)".utf8).base64EncodedString()]
    }

    private func token() async -> String {
        let answer = await registry.ask(
            "GET", "/token?service=ghcr.io&scope=repository:acme-ml/model-source:pull", basic(GitHubSite.token))
        return answer.json["token"]?.text ?? ""
    }

    private func ask(_ target: String, accept: String? = nil) async -> LabResponse {
        await registry.ask(
            "GET", target, ["authorization": "Bearer \(await token())", "host": "127.0.0.1:5000", "accept": accept ?? self.accept])
    }

    @Test func whoHasNoTokenIsToldWhereToGetOne() async {
        let answer = await registry.ask("GET", path + "/tags/list", ["host": "127.0.0.1:5000"])
        #expect(answer.status == 401)
        #expect(
            answer.header("www-authenticate")
                == "Bearer realm=\"http://127.0.0.1:5000/token\",service=\"ghcr.io\",scope=\"repository:acme-ml/model-source:pull\"")
        #expect(answer.json["errors"]?.elements?.first?["code"]?.text == "UNAUTHORIZED")
    }

    @Test func thePackageIsPrivateAndWantsAClassicToken() async {
        let service = "/token?service=ghcr.io&scope=repository:acme-ml/model-source:pull"
        #expect(await registry.ask("GET", service).status == 401)
        let fine = await registry.ask("GET", service, basic(GitHubSite.fineGrainedToken))
        #expect(fine.status == 403)
        #expect(fine.json["errors"]?.elements?.first?["message"]?.text == "requested access to the resource is denied")
        // A personal token is no registry token.
        let raw = await registry.ask("GET", path + "/tags/list", ["authorization": "Bearer \(GitHubSite.token)"])
        #expect(raw.status == 403)
        #expect(raw.header("www-authenticate") == nil)
    }

    @Test func aTokenEnds() async {
        let token = await token()
        await registry.pass(.seconds(301))
        let answer = await registry.ask("GET", path + "/tags/list", ["authorization": "Bearer \(token)"])
        #expect(answer.status == 401)
    }

    @Test func tagsComeInPages() async throws {
        let whole = await ask(path + "/tags/list").json["tags"]?.elements?.compactMap(\.text) ?? []
        #expect(whole == whole.sorted())
        #expect(whole.contains(Platform.irisBefore.tag) && whole.contains("main-latest"))
        var tags: [String] = []
        var next: String? = path + "/tags/list?n=7"
        while let target = next {
            let page = await ask(target)
            tags += page.json["tags"]?.elements?.compactMap(\.text) ?? []
            next = page.header("link").map { String($0.dropFirst().prefix { $0 != ">" }) }
        }
        #expect(tags == whole)
    }

    @Test func aTagLeadsToTheCommitOfItsImage() async throws {
        let index = await ask(path + "/manifests/\(Platform.irisBefore.tag)")
        let digest = try #require(index.header("docker-content-digest"))
        #expect(digest == sum(index.text))
        #expect(digest == (await registry.stage.read { $0.iris?.containers.first?.digest }))
        let platforms = index.json["manifests"]?.elements ?? []
        #expect(platforms.compactMap { $0["platform"]?["architecture"]?.text } == ["amd64", "unknown"])
        let manifest = await ask(path + "/manifests/\(platforms[0]["digest"]?.text ?? "")")
        let blob = try #require(manifest.json["config"]?["digest"]?.text)
        let redirect = await ask(path + "/blobs/\(blob)")
        #expect(redirect.status == 307)
        let location = try #require(redirect.header("location"))
        #expect(location.hasPrefix("http://localhost:5000/storage/"))
        let target = String(location.dropFirst("http://localhost:5000".count))
        #expect(await registry.ask("GET", target, ["authorization": "Bearer x"]).status == 403)
        let configuration = await registry.ask("GET", target)
        #expect(sum(configuration.text) == blob)
        let labels = configuration.json["config"]?["Labels"]
        #expect(labels?["org.opencontainers.image.revision"]?.text == Platform.irisBefore.sha)
        #expect(configuration.json["created"]?.text?.hasSuffix("Z") == true)
    }

    @Test func aClientThatCannotReadAnIndexIsToldSo() async {
        let answer = await ask(path + "/manifests/main-latest", accept: "application/vnd.docker.distribution.manifest.v2+json")
        #expect(answer.status == 404)
        #expect(
            answer.json["errors"]?.elements?.first?["message"]?.text
                == "OCI index found, but Accept header does not support OCI indexes")
        #expect(await ask(path + "/manifests/nope").json["errors"]?.elements?.first?["message"]?.text == "manifest unknown")
    }

    private func sum(_ text: String) -> String {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        let bytes = Array(text.utf8)
        SHA256(bytes, bytes.count, &digest)
        return "sha256:" + digest.map { String(UInt32($0) + 256, radix: 16).suffix(2) }.joined()
    }
}
