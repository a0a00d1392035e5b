import Host
import TestSupport
import Testing
import Transport

@testable import Services

/// Cases of client-go, fabric8, the JavaScript and the C# client (Fixtures/kubernetes-kubeconfig/EXPECTATIONS.json), each
/// judged as kubectl judges it.
@Suite struct KubernetesKubeconfigTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func load(_ text: String, name: String = "config", mode: Int = 0o600) async throws -> Kubeconfig {
        try await Kubeconfig.load(
            path: try folder.write(name, text, mode: mode), environment: Environment(variables: [:]), time: ManualTime())
    }

    /// A kubeconfig with one context `c`, whose cluster and user hold these lines.
    private func one(cluster: String = "server: https://h", user: String = "token: t", context: String = "") -> String {
        func indented(_ lines: String) -> String { lines.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n") }
        return """
            apiVersion: v1
            kind: Config
            current-context: c
            clusters:
            - name: k
              cluster:
            \(indented(cluster))
            users:
            - name: u
              user:
            \(indented(user))
            contexts:
            - name: c
              context:
            \(indented("cluster: k\nuser: u\n" + context))
            """
    }

    private func problem(_ text: String, context: String? = nil) async -> String {
        do {
            _ = try await load(text).context(named: context)
            return "no problem"
        } catch {
            return "\(error)".replacing(folder.path + "/", with: "")
        }
    }

    // MARK: Which files, and how they are merged

    @Test func oneFileOfTheJavaScriptClient() async throws {
        let config = try await Kubeconfig.load(
            path: KubernetesFixtures.path("kubernetes-kubeconfig/javascript/kubeconfig.yaml"), environment: Environment(variables: [:]),
            time: ManualTime())
        #expect(config.contextNames == ["context1", "context2", "passwd"])
        #expect(config.currentContext == "context2")
        let context = try await config.context()
        #expect(context.server == "http://example2.com")
        #expect(context.namespace == "namespace2")
        let login = try await config.context(named: "passwd")
        #expect(try await login.credentials?.headers()["Authorization"] == "Basic Zm9vOmJhcg==")
        #expect(login.warnings.last == "Credentials of \"passwd\" go to http://example2.com unencrypted")
    }

    @Test func theFirstFileWinsANameWhole() async throws {
        func file(_ number: Int) -> String {
            KubernetesFixtures.path("kubernetes-kubeconfig/fabric8/config-auto-configure/config-\(number).yaml")
        }
        let environment = Environment(variables: ["KUBECONFIG": ":/nowhere/config:\(file(2)):\(file(1))::\(file(2))"])
        let config = try await Kubeconfig.load(path: nil, environment: environment, time: ManualTime())
        #expect(config.files == [file(2), file(1)], "empty elements, missing files and repetitions are passed over")
        #expect(try await config.context(named: "duplicate-context").server == "https://duplicate-cluster-in-2.example.com")
        let first = try await config.context(named: "config-1-context-2")
        #expect(first.server == "https://config-1-2.example.com")
        #expect(first.route.proxy == "socks5h://proxy.config-1-2.example.com", "the proxy looks names up")
    }

    @Test func contextClusterAndUserMayStandInThreeFiles() async throws {
        let list = ["scattered", "scattered-context", "scattered-cluster", "scattered-user"].map {
            KubernetesFixtures.path("kubernetes-kubeconfig/fabric8/config-auto-configure/\($0).yaml")
        }
        let config = try await Kubeconfig.load(
            path: nil, environment: Environment(variables: ["KUBECONFIG": list.joined(separator: ":")]), time: ManualTime())
        let context = try await config.context()
        #expect(context.name == "scattered-context")
        #expect(context.server == "https://scattered-cluster.example.com")
        #expect(try await context.credentials?.headers()["Authorization"] == "Bearer scattered-user-token")
    }

    @Test func aFileThatIsNamedMustExist() async throws {
        await #expect(throws: KubeconfigError.unreadable("/no/config cannot be read: No such file or directory")) {
            try await Kubeconfig.load(path: "/no/config", environment: Environment(variables: [:]), time: ManualTime())
        }
        let none = try await Kubeconfig.load(path: nil, environment: Environment(variables: ["HOME": "/nonexistent"]), time: ManualTime())
        #expect(none.contextNames == [])
        await #expect(throws: KubeconfigError.noCurrentContext(among: [])) { try await none.context() }
    }

    @Test func emptyFilesAreEmptyConfigurations() async throws {
        for text in ["", "\n", "---\n", "# nothing\n", "contexts:\n", "{}", "null\n"] {
            #expect(try await load(text).contextNames == [])
        }
    }

    @Test func jsonByteOrderMarksAnchorsAndUnknownKeysAreFine() async throws {
        let json =
            #"{"current-context":"c","clusters":[{"name":"k","cluster":{"server":"https://h"}}],"users":[{"name":"u","user":{"token":"t"}}],"contexts":[{"name":"c","context":{"cluster":"k","user":"u"}}]}"#
        #expect(try await load(json).context().server == "https://h")
        #expect(try await load("\u{FEFF}---\n" + one()).context().server == "https://h")
        let anchored = """
            colours: true
            clusters: [{name: &k kube, cluster: &body {server: "https://h", extensions: [{name: x, extension: {a: 1}}]}}, {name: two, cluster: *body}]
            users: [{name: u, user: {token: t, new-thing: 1}}]
            contexts: [{name: c, context: {cluster: *k, user: u}}, {name: d, context: {cluster: two, user: u}}]
            preferences: {}
            """
        #expect(try await load(anchored).context(named: "d").server == "https://h")
    }

    @Test func theSecondDocumentIsNotRead() async throws {
        #expect(try await load(one() + "\n---\ncurrent-context: other\n").currentContext == "c")
    }

    // MARK: What is refused

    @Test func aNameThatComesTwiceInOneFileIsRefused() async {
        #expect(
            await problem("users:\n- name: a\n  user: {token: x}\n- name: a\n  user: {token: y}\n")
                == "The kubeconfig config:4 is not valid: the name \"a\" comes twice among the users.")
    }

    @Test(arguments: [
        ("clusters: 5\n", "config:1 is not valid: \"clusters\" wants a list."),
        ("- a\n", "config:1 is not valid: the file wants a mapping."),
        ("users:\n- name: [a]\n", "config:2 is not valid: \"name\" wants a string."),
        ("clusters:\n- name: a\n  cluster: x\n", "config:3 is not valid: \"cluster\" wants a mapping."),
        (
            "clusters:\n- name: a\n  cluster: {insecure-skip-tls-verify: perhaps}\n",
            "config:3 is not valid: \"insecure-skip-tls-verify\" wants true or false."
        ),
        ("a: 'x\n", "config:2 is not YAML: found unexpected end of stream."),
        (
            "users:\n- name: a\n  user: {token: SECRET, token: SECRET}\n",
            "config:3 is not valid: the key \"token\" comes twice in one place."
        ),
        ("a: *nowhere\n", "config:1 is not YAML: found undefined alias."),
    ])
    func aFileOfAnotherShapeIsRefusedByLine(text: String, sentence: String) async {
        let problem = await problem(text)
        #expect(problem == "The kubeconfig " + sentence)
        #expect(!problem.contains("SECRET"))
    }

    @Test(arguments: [1_000, 100_000])
    func deepNestingIsNoCrash(depth: Int) async {
        let flow = await problem("a: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
        #expect(flow.contains("Maximum nesting level") || flow.contains("no current context"), "\(flow)")
        let block = await problem(String(repeating: "- ", count: depth) + "a")
        #expect(block.contains("Maximum nesting level") || block.contains("wants a mapping"), "\(block)")
    }

    @Test(arguments: [
        (
            "kubeconfig.cluster-missmatch", "contexts:\n- name: c\n  context: {cluster: other, user: u}\nusers: [{name: u}]\n",
            "there is no cluster \"other\""
        ),
        ("kubeconfig.no-cluster", "contexts:\n- name: c\n  context: {user: u}\nusers: [{name: u}]\n", "it names no cluster"),
        ("kubeconfig.no-context-details", "contexts:\n- name: c\n", "it names no cluster"),
        (
            "kubeconfig.user-not-found",
            "contexts:\n- name: c\n  context: {cluster: k, user: u}\nclusters: [{name: k, cluster: {server: https://h}}]\n",
            "there is no user \"u\""
        ),
        (
            "kubeconfig.no-server",
            "contexts:\n- name: c\n  context: {cluster: k, user: u}\nclusters: [{name: k, cluster: }]\nusers: [{name: u}]\n",
            "\"server\" of cluster \"k\" is no http or https address"
        ),
    ])
    func aContextThatLeadsNowhereIsSaid(name: String, text: String, what: String) async {
        #expect(await problem("current-context: c\n" + text) == "The kubeconfig's context \"c\" cannot be used: \(what).", "\(name)")
    }

    @Test func contextsThatDoNotExistAreNamed() async {
        #expect(await problem(one(), context: "gpc") == "The kubeconfig has no context \"gpc\"; it has c.")
        #expect(
            await problem(one().replacing("current-context: c\n", with: ""))
                == "The kubeconfig has no current context; name one under [[contexts]]: c.")
    }

    private static let pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
    private static let key = "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----\n"
    private static let pemData = Base64.encode(Array(pem.utf8)), keyData = Base64.encode(Array(key.utf8))

    @Test(arguments: [
        (
            "server: https://h\ncertificate-authority: ca.pem\ncertificate-authority-data: \(pemData)", "token: t",
            "cluster \"k\" has both certificate-authority and certificate-authority-data; kubectl refuses that too: take one away"
        ),
        (
            "server: https://h\ninsecure-skip-tls-verify: true\ncertificate-authority-data: \(pemData)", "token: t",
            "cluster \"k\" has both a certificate authority and insecure-skip-tls-verify; kubectl refuses that too: take one away"
        ),
        (
            "server: https://h\ncertificate-authority-data: Q0FEQVRB", "token: t",
            "certificate-authority-data of cluster \"k\" holds no PEM certificate"
        ),
        ("server: https://h\ncertificate-authority-data: '!!!'", "token: t", "certificate-authority-data of cluster \"k\" is not base64"),
        ("server: https://h\nproxy-url: ftp://p", "token: t", "\"proxy-url\" is no http, https or socks5 address"),
        ("server: htto://exampleerror.com", "token: t", "\"server\" of cluster \"k\" is no http or https address"),
        ("server: https://h", "client-certificate-data: \(pemData)", "user \"u\" has a client certificate but no client-key"),
        (
            "server: https://h", "client-certificate-data: \(pemData)\nclient-key: k.pem\nclient-key-data: \(keyData)",
            "user \"u\" has both client-key and client-key-data; kubectl refuses that too: take one away"
        ),
        (
            "server: https://h", "client-certificate-data: \(pemData)\nclient-key-data: \(pemData)",
            "client-key-data of user \"u\" holds no PEM private key"
        ),
        (
            "server: https://h", "token: t\nusername: ada\npassword: p",
            "user \"u\" has both a token and a user name with password; kubectl refuses that too: take one away"
        ),
        ("server: https://h", "token: \"a\\nHost: evil\"", "the token of user \"u\" holds characters that no token has"),
        ("server: https://h", "token: t\nas-groups: [a]", "it impersonates a uid, groups or extra values without \"as\""),
        (
            "server: https://h", "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}",
            "the exec plug-in of user \"u\" speaks client.authentication.k8s.io/v1alpha1; use client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1 (a newer plug-in)"
        ),
        (
            "server: https://h", "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always}",
            "the exec plug-in of user \"u\" always asks questions, which this console cannot show; log in with it beforehand, or set interactiveMode: IfAvailable"
        ),
        (
            "server: https://h", "auth-provider: {name: gcp}",
            "user \"u\": auth-provider \"gcp\" is gone since kubectl 1.26: use an exec plug-in (kubelogin, gke-gcloud-auth-plugin)"
        ),
    ])
    func whatKubectlRefusesIsRefusedInASentence(cluster: String, user: String, what: String) async {
        #expect(await problem(one(cluster: cluster, user: user)) == "The kubeconfig's context \"c\" cannot be used: \(what).")
    }

    @Test func aMissingCertificateFileIsNamed() async {
        #expect(
            await problem(one(cluster: "server: https://h\ncertificate-authority: pki/ca.pem"))
                == "The kubeconfig's context \"c\" cannot be used: certificate-authority of cluster \"k\": pki/ca.pem cannot be read: No such file or directory."
        )
    }

    // MARK: Server and trust

    @Test(arguments: [
        ("https://127.0.0.1:6443", "https://127.0.0.1:6443"), ("https://h/", "https://h"),
        ("https://rancher/k8s/clusters/c-x/", "https://rancher/k8s/clusters/c-x"), ("https://0.0.0.0:6550", "https://127.0.0.1:6550"),
        ("https://0.0.0.0", "https://127.0.0.1"), ("https://[::]:443/", "https://[::1]:443"),
        ("https://[fd7a::1]:6443", "https://[fd7a::1]:6443"),
        ("http://horse.org", "http://horse.org"), ("HTTPS://h", "https://h"), ("localhost:8080", "http://localhost:8080"),
    ])
    func serversBecomeBaseAddresses(server: String, base: String) async throws {
        #expect(try await load(one(cluster: "server: \"\(server)\"")).context().server == base)
    }

    @Test func certificatesMayBeFilesBesideTheirConfig() async throws {
        try folder.write("pki/ca.pem", Self.pem + Self.pem)
        try folder.write("pki/me.pem", Self.pem)
        try folder.write("pki/me.key", Self.key)
        let context = try await load(
            one(
                cluster: "server: https://h\ncertificate-authority: pki/ca.pem\ntls-server-name: pony",
                user: "client-certificate: pki/me.pem\nclient-key: ./pki/me.key")
        ).context()
        #expect(context.route.authorities == Array((Self.pem + Self.pem).utf8), "several authorities are kept")
        #expect(context.route.certificate == Array(Self.pem.utf8))
        #expect(context.route.key == Array(Self.key.utf8))
        #expect(context.route.serverName == "pony")
        #expect(context.credentials == nil)
        #expect(context.identity == "the client certificate of user \"u\"")
        #expect(context.warnings == [])
    }

    @Test func inlineCertificatesMayHaveLineBreaks() async throws {
        let wrapped = Self.pemData.prefix(20) + "\n      " + Self.pemData.dropFirst(20)
        let context = try await load(one(cluster: "server: https://h\ncertificate-authority-data: |\n      \(wrapped)\n")).context()
        #expect(context.route.authorities == Array(Self.pem.utf8))
    }

    @Test func whatIsUnsafeIsSaid() async throws {
        let skipping = try await load(one(cluster: "server: https://h\ninsecure-skip-tls-verify: true"), mode: 0o644).context()
        #expect(skipping.route.skipsVerification)
        let file = folder.path + "/config"
        #expect(
            skipping.warnings == [
                "Others may read \(file): chmod 600 \(file)", "Any certificate is accepted for \"c\" (insecure-skip-tls-verify)",
            ])
    }

    @Test func compressionCanBeSwitchedOff() async throws {
        let context = try await load(one(cluster: "server: https://h\ndisable-compression: true")).context()
        #expect(context.linkConfiguration(service: "k3d").compressed == false)
    }

    // MARK: Users

    @Test func nobodyIsAUserToo() async throws {
        let context = try await load(one(user: "")).context()
        #expect(context.credentials == nil)
        #expect(context.identity == "nobody (user \"u\" has no credentials)")
    }

    @Test func aContextWithoutAUserIsNobodyToo() async throws {
        let context = try await load(one().replacing("\n    user: u", with: "")).context()
        #expect(context.credentials == nil)
        #expect(context.identity == "nobody")
    }

    @Test func impersonationBecomesHeaders() async throws {
        let context = try await load(
            one(
                user: "token: t\nas: ada\nas-uid: '42'\nas-groups: [ops, \"system:masters\"]\nas-user-extra: {Scopes/x%: [a, b], empty: []}"
            )
        ).context()
        let lines = context.impersonation.lines.map { "\($0.name): \($0.value)" }
        #expect(
            lines == [
                "Impersonate-User: ada", "Impersonate-Uid: 42", "Impersonate-Group: ops", "Impersonate-Group: system:masters",
                "Impersonate-Extra-scopes%2Fx%25: a", "Impersonate-Extra-scopes%2Fx%25: b",
            ])
    }

    @Test func anOpenIDTokenServesUntilItExpires() async throws {
        let time = ManualTime()
        func token(expiring offset: Int64) -> String {
            let claims = #"{"sub":"ada","exp":\#((time.now().milliseconds / 1000) + offset)}"#
            return "e30." + Base64.encode(Array(claims.utf8)).replacing("=", with: "") + ".c2ln"
        }
        func context(_ token: String) async throws -> KubeContext {
            let text = one(user: "auth-provider: {name: oidc, config: {id-token: \(token), client-secret: x}}")
            let config = try await Kubeconfig.load(
                path: try folder.write("oidc", text), environment: Environment(variables: [:]), time: time)
            return try await config.context()
        }
        let good = token(expiring: 60)
        #expect(try await context(good).credentials?.headers()["Authorization"] == "Bearer " + good)
        let error = await #expect(throws: KubeconfigError.self) { try await context(token(expiring: -60)) }
        #expect(
            error?.description.contains("its OIDC token expired at 2025-11-23T") == true, "\(error.map(String.init(describing:)) ?? "")")
    }

    @Test func aTokenFileIsReadAgainAndKeptWhileItCannotBeRead() async throws {
        let time = ManualTime()
        let file = try folder.write("token", " first\n")
        let text = one(user: "tokenFile: token\ntoken: inline")
        let config = try await Kubeconfig.load(path: try folder.write("config", text), environment: Environment(variables: [:]), time: time)
        let credentials = try #require(try await config.context().credentials)
        func header() async throws -> String? { try await credentials.headers()["Authorization"] }

        #expect(try await header() == "Bearer first")
        try folder.write("token", "second")
        #expect(try await header() == "Bearer first", "not read again within a minute")
        time.advance(by: .seconds(61))
        #expect(try await header() == "Bearer second")
        try folder.write("token", "third")
        #expect(await credentials.rejected(), "after a 401 it is read at once, and differs")
        #expect(try await header() == "Bearer third")
        #expect(await credentials.rejected() == false, "the same token again is not worth a request")
        try folder.write("token", "", mode: 0o600)
        time.advance(by: .seconds(61))
        await #expect(throws: CredentialError.self) { try await header() }
        try folder.write("token", "fourth")
        _ = file
        #expect(try await header() == "Bearer fourth")
    }

    @Test func theInlineTokenStandsInForAMissingTokenFile() async throws {
        let context = try await load(one(user: "tokenFile: /no/token\ntoken: inline")).context()
        #expect(try await context.credentials?.headers()["Authorization"] == "Bearer inline")
        let bare = try await load(one(user: "tokenFile: /no/token")).context()
        let error = await #expect(throws: CredentialError.self) { try await bare.credentials?.headers() }
        #expect(
            error?.description
                == "No credential from the token of user \"u\" in /no/token: /no/token cannot be read: No such file or directory.")
    }

    @Test func aPodFindsItsOwnAccount() async throws {
        try folder.write("account/token", "pod-token")
        try folder.write("account/ca.crt", Self.pem)
        try folder.write("account/namespace", "ml-apps")
        let environment = Environment(
            variables: ["HOME": "/nonexistent", "KUBERNETES_SERVICE_HOST": "10.43.0.1", "KUBERNETES_SERVICE_PORT": "443"])
        let world = Kubeconfig.World(environment: environment, time: ManualTime(), serviceAccount: folder.path + "/account")
        let context = try Kubeconfig.read(path: nil, world).resolve(nil)
        #expect(context.name == "in-cluster")
        #expect(context.server == "https://10.43.0.1:443")
        #expect(context.namespace == "ml-apps")
        #expect(try await context.credentials?.headers()["Authorization"] == "Bearer pod-token")
    }
}
