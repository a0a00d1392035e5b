import Testing

@testable import Transport

@Suite struct OriginTests {
    @Test(arguments: [
        ("https://API.GitHub.com/repos", "https", "api.github.com", 443, "api.github.com:443"),
        ("http://user:secret@127.0.0.1:30900/prometheus?x=@y", "http", "127.0.0.1", 30900, "127.0.0.1:30900"),
        ("http://[::1]:8080/", "http", "::1", 8080, "[::1]:8080"),
        ("http://mlflow", "http", "mlflow", 80, "mlflow:80"),
    ])
    func isSchemeHostAndPort(url: String, scheme: String, host: String, port: Int, description: String) throws {
        let origin = try #require(Origin(url: url))
        #expect((origin.scheme, origin.host, origin.port) == (scheme, host, port))
        #expect(origin.description == description)
    }

    @Test(arguments: ["", "/path", "ftp://host/", "host:80/x", "https://", "http://host:port/"])
    func anythingElseHasNone(url: String) { #expect(Origin(url: url) == nil) }

    @Test(arguments: [
        ("http://localhost:1/", true), ("http://127.9.0.1/", true), ("http://[::1]/", true), ("http://127.example.com/", false),
        ("http://10.0.0.1/", false), ("http://localhost.example/", false),
    ])
    func knowsThisMachine(url: String, isLoopback: Bool) { #expect(Origin(url: url)?.isLoopback == isLoopback) }

    @Test(arguments: [
        ("/b?c=1", "https://host/b?c=1"), ("b", "https://host/a/b"), ("//other/x", "https://other/x"),
        ("https://other:8443/ä b", "https://other:8443/%c3%a4%20b"), ("?q=2", "https://host/a/list?q=2"),
    ])
    func resolvesLocations(location: String, absolute: String) {
        #expect(Origin.resolve(location, against: "https://host/a/list?q=1") == absolute)
    }
}
