import Host
import TestSupport
import Testing
import Transport

@testable import Services

/// From a kubeconfig to an answer, over real TLS.
@Suite(.enabled(if: TLSFront.isInstalled, "nghttpx (Debian: nghttp2-proxy) or openssl is not installed"))
struct KubernetesTLSTests {
    private let folder: TestFolder
    private let server: RawServer

    init() throws {
        folder = try TestFolder()
        server = try RawServer { connection in
            while let request = connection.readRequest() {
                let body = #"{"metadata":{"resourceVersion":"7"},"items":[{"metadata":{"name":"iris","uid":"u"}}]}"#
                let isAllowed = request.contains("authorization: Bearer s3cret") || request.contains("Authorization: Bearer s3cret")
                connection.respond(
                    isAllowed ? "200 OK" : "401 Unauthorized", headers: ["Content-Type: application/json"], body: Array(body.utf8))
            }
        }
    }

    private func pods(cluster: String, user: String) async throws -> [String] {
        let text = """
            current-context: c
            clusters: [{name: k, cluster: {\(cluster)}}]
            users: [{name: u, user: {\(user)}}]
            contexts: [{name: c, context: {cluster: k, user: u}}]
            """
        let environment = Environment(variables: ["PATH": "/usr/bin:/bin"])
        let config = try await Kubeconfig.load(path: try folder.write("config", text), environment: environment, time: SystemTime())
        let link = ServiceLink(try await config.context().linkConfiguration(service: "k3d"), http: Engine(), time: SystemTime())
        return try await KubernetesClient(link).list(.pods).items.map(\.meta.name)
    }

    @Test func anAuthorityOfTheFileAndANameThatIsNotTheAddress() async throws {
        let front = try TLSFront(before: server.port, names: "DNS:k3d.example")
        let authority = Base64.encode(try front.authority)
        let trusted = "server: \"\(front.url)\", certificate-authority-data: \(authority)"
        #expect(try await pods(cluster: trusted + ", tls-server-name: k3d.example", user: "token: s3cret") == ["iris"])
        let error = await #expect(throws: ServiceError.self) { try await pods(cluster: trusted, user: "token: s3cret") }
        #expect(
            error?.description.contains("TLS failed") == true,
            "the certificate holds no such address: \(error.map(String.init(describing:)) ?? "")")
        #expect(try await pods(cluster: "server: \"\(front.url)\", insecure-skip-tls-verify: true", user: "token: s3cret") == ["iris"])
    }

    @Test func aClientCertificateOfTheFile() async throws {
        let front = try TLSFront(before: server.port, wantsClientCertificate: true)
        try folder.write("ca.pem", String(decoding: try front.authority, as: UTF8.self))
        try folder.write("me.pem", String(decoding: try front.clientCertificate, as: UTF8.self))
        try folder.write("me.key", String(decoding: try front.clientKey, as: UTF8.self))
        let user = "client-certificate: me.pem, client-key: me.key, token: s3cret"
        #expect(try await pods(cluster: "server: \"\(front.url)\", certificate-authority: ca.pem", user: user) == ["iris"])
    }

    @Test func aClientCertificateAndATokenOfAPlugIn() async throws {
        let front = try TLSFront(before: server.port, wantsClientCertificate: true)
        func json(_ pem: [UInt8]) -> String { String(decoding: pem, as: UTF8.self).split(separator: "\n").joined(separator: "\\n") }
        let status =
            #"{"token":"s3cret","clientCertificateData":"\#(json(try front.clientCertificate))","clientKeyData":"\#(json(try front.clientKey))"}"#
        let answer = #"{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":\#(status)}"#
        try folder.write("plugin", "#!/bin/sh\ncat <<'END'\n\(answer)\nEND\n", mode: 0o700)
        let authority = Base64.encode(try front.authority)
        let user = "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin, interactiveMode: Never}"
        #expect(try await pods(cluster: "server: \"\(front.url)\", certificate-authority-data: \(authority)", user: user) == ["iris"])
    }
}
