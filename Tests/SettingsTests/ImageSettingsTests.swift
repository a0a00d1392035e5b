import Host
import Testing

@testable import Settings

/// `[[registries]]`, `[manifests]` and `[[images]]`.
@Suite struct ImageSettingsTests {
    private func read(_ toml: String) throws -> Settings {
        try Settings(toml: Array(toml.utf8), file: "/etc/config.toml", environment: Environment(variables: ["HOME": "/home/ada"]))
    }

    private func problems(_ toml: String) -> [String] {
        do throws(SettingsError) {
            _ = try Settings(toml: Array(toml.utf8), file: "/etc/config.toml", environment: Environment(variables: ["HOME": "/home/ada"]))
            return []
        } catch {
            return error.problems.map { "\($0.line ?? 0): \($0.sentence)" }
        }
    }

    private let image = """
        [[images]]
        name = "iris"
        image = "ghcr.io/acme/iris"
        path = "apps/iris/deployment.yaml"

        """

    @Test func whatIsNotSaidIsTakenFromTheRest() throws {
        let settings = try read("[manifests]\nrepository = \"acme/infra\"\nbranch = \"live\"\ntoken = \"env:INFRA_PAT\"\n" + image)
        let iris = try #require(settings.images.first)
        #expect(iris.repository == "acme/infra" && iris.branch == "live" && iris.object == "iris" && iris.application == "iris")
        #expect(settings.manifests.policy == "commit" && settings.manifests.token == .environment("INFRA_PAT"))
    }

    @Test func whatIsSaidStays() throws {
        let own = "repository = \"acme/other\"\nobject = \"iris-server\"\napplication = \"\"\n"
        let iris = try #require(try read("[manifests]\nrepository = \"acme/infra\"\n" + image + own).images.first)
        #expect(iris.repository == "acme/other" && iris.object == "iris-server" && iris.application == "", "empty: no application deploys it")
    }

    @Test func aRegistryHasItsOwnLoginAndHosts() throws {
        let registry = try #require(
            try read("[[registries]]\nhost = \"ghcr.io\"\ntoken = \"env:GHCR_TOKEN\"\ntoken_hosts = [\"auth.acme.example\"]\n").registries.first)
        #expect(registry.host == "ghcr.io" && registry.service.token == .environment("GHCR_TOKEN") && registry.service.url == "")
        #expect(registry.tokenHosts == ["auth.acme.example"] && registry.service.requestsPerMinute == 600)
    }

    @Test(arguments: [
        ("", #"1: the image "iris" needs a "repository", its own or that of [manifests]"#),
        ("repository = \"a/b\"\ncontext = \"k3d\"\n", #"1: [[images]] needs "context" and "namespace" together"#),
    ])
    func whatIsMissingIsSaid(lines: String, sentence: String) {
        #expect(problems(image + lines) == [sentence])
    }

    @Test func namesAreUniqueAndContextsExist() {
        let place = "repository = \"a/b\"\ncontext = \"k4d\"\nnamespace = \"ml\"\n"
        #expect(
            problems("[[contexts]]\nname = \"k3d\"\n" + image + place + image + "repository = \"a/b\"\n") == [
                #"8: the image "iris" names no context of [[contexts]]: "k4d""#, #"10: there are two images named "iris""#,
            ])
        #expect(
            problems("[[registries]]\nhost = \"ghcr.io\"\n[[registries]]\nhost = \"ghcr.io\"\n") == [
                #"3: there are two registries of the host "ghcr.io""#
            ])
    }

    @Test(arguments: [
        ("image", "ghcr.io/acme/iris:main", "wants an image without tag and digest, such as \"ghcr.io/owner/name\""),
        ("repository", "infra", "wants a repository as \"owner/name\""),
        ("health", "iris:30808", "wants an address that begins with http:// or https://"),
    ])
    func whatIsNoImageRepositoryOrAddressIsRefused(key: String, value: String, words: String) {
        var lines = ["name": "iris", "image": "ghcr.io/acme/iris", "path": "a.yaml", "repository": "acme/infra"]
        lines[key] = value
        let found = problems("[[images]]\n" + lines.sorted { $0.key < $1.key }.map { "\($0.key) = \"\($0.value)\"\n" }.joined())
        #expect(found.contains { $0.contains(words) }, "\(found)")
        #expect(problems("[[registries]]\nhost = \"https://ghcr.io/\"\n").first?.contains("wants a host such as") == true)
    }
}
