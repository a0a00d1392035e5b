import Host
import JSON
import TestSupport
import Testing
import Transport

@testable import Services

/// Credential plug-ins, as fabric8's recorded kubeconfigs name them, with scripts in the place of real ones.
@Suite struct KubernetesExecCredentialsTests {
    private let folder: TestFolder
    private let time = ManualTime()

    init() throws { folder = try TestFolder() }

    /// The context of a fixture that has been put beside the plug-in `script`.
    private func context(_ fixture: String, plugin: String, script: String) async throws -> KubeContext {
        let bytes = try KubernetesFixtures.bytes("kubernetes-kubeconfig/fabric8/" + fixture)
        try folder.write("config", String(decoding: bytes, as: UTF8.self))
        try folder.write(plugin, "#!/bin/sh\n" + script, mode: 0o700)
        let environment = Environment(variables: ["PATH": "/usr/bin:/bin", "HOME": "/home/ada"])
        return try await Kubeconfig.load(path: folder.path + "/config", environment: environment, time: time).context()
    }

    private func credential(_ status: String, version: String = "client.authentication.k8s.io/v1") -> String {
        "cat <<'END'\n{\"apiVersion\":\"\(version)\",\"kind\":\"ExecCredential\",\"status\":{\(status)}}\nEND\n"
    }

    private var runs: Int {
        // The scripts write one line for each run.
        (try? LocalFile.read(folder.path + "/runs"))?.count { $0 == UInt8(ascii: "\n") } ?? 0
    }
    private var counting: String { "echo run >> \(folder.path)/runs\n" }

    @Test func argumentsAndEnvironmentReachThePlugInWithoutAShell() async throws {
        let context = try await context(
            "test-kubeconfig-exec-args-with-spaces", plugin: "token-generator",
            script:
                #"printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%s|%s|%s|%s"}}' "$#" "$1" "$PART1" "$HOME""#
        )
        #expect(try await context.credentials?.headers()["Authorization"] == "Bearer 1|w o r l d|hello|/home/ada")
        #expect(context.credentials?.name == "the credential plug-in \"\(folder.path)/./token-generator\" of user \"test\"")
    }

    @Test(arguments: ["test-kubeconfig-exec", "test-kubeconfig-exec-null-args"])
    func nullArgumentsAreNone(fixture: String) async throws {
        let context = try await context(fixture, plugin: "token-generator", script: credential(#""token":"t""#))
        #expect(try await context.credentials?.headers()["Authorization"] == "Bearer t")
    }

    @Test func thePlugInIsToldWhatWeAre() async throws {
        let plugin = try folder.write(
            "tell", "#!/bin/sh\nprintf %s \"$KUBERNETES_EXEC_INFO\" > \(folder.path)/info\n" + credential(#""token":"t""#), mode: 0o700)
        let text = """
            current-context: c
            clusters:
            - name: k
              cluster:
                server: https://h:6443
                insecure-skip-tls-verify: true
                tls-server-name: pony
                extensions:
                - name: client.authentication.k8s.io/exec
                  extension: {audience: "06e3fbd18de8", n: 7, nested: {list: [a, true, null]}}
            users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: "\(plugin)", provideClusterInfo: true, interactiveMode: IfAvailable}}}]
            contexts: [{name: c, context: {cluster: k, user: u}}]
            """
        let environment = Environment(variables: ["PATH": "/usr/bin:/bin"])
        let context = try await Kubeconfig.load(path: try folder.write("config", text), environment: environment, time: time).context()
        _ = try await context.credentials?.headers()
        #expect(
            String(decoding: try LocalFile.read(folder.path + "/info"), as: UTF8.self)
                == #"{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"cluster":{"server":"https://h:6443","tls-server-name":"pony","insecure-skip-tls-verify":true,"config":{"audience":"06e3fbd18de8","n":7,"nested":{"list":["a",true,null]}}},"interactive":false}}"#
        )
    }

    @Test func aClientCertificateChangesTheRoute() async throws {
        let context = try await context(
            "test-kubeconfig-exec-cert-auth", plugin: "cert-generator",
            script: credential(
                #""clientCertificateData":"-----BEGIN CERTIFICATE-----\nc","clientKeyData":"-----BEGIN PRIVATE KEY-----\nk""#))
        let credentials = try #require(context.credentials)
        #expect(try await credentials.headers().lines.isEmpty)
        let route = try await credentials.route(context.route)
        #expect(route.certificate == Array("-----BEGIN CERTIFICATE-----\nc".utf8))
        #expect(route.key == Array("-----BEGIN PRIVATE KEY-----\nk".utf8))
    }

    @Test func theLinkSendsTheRequestWithThatRoute() async throws {
        let context = try await context(
            "test-kubeconfig-exec-cert-auth", plugin: "cert-generator",
            script: credential(
                #""clientCertificateData":"-----BEGIN CERTIFICATE-----\nc","clientKeyData":"-----BEGIN PRIVATE KEY-----\nk""#))
        let http = ScriptedHTTP(.json("{}"))
        let link = ServiceLink(context.linkConfiguration(service: "test"), http: http, time: time)
        _ = try await link.send("GET", "/version")
        #expect(http.last?.route.certificate == Array("-----BEGIN CERTIFICATE-----\nc".utf8))
    }

    @Test func manyWhoWaitRunThePlugInOnce() async throws {
        let context = try await context(
            "test-kubeconfig-exec", plugin: "token-generator", script: counting + "sleep 0.1\n" + credential(#""token":"t""#))
        let credentials = try #require(context.credentials)
        try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<20 { group.addTask { try await credentials.headers()["Authorization"] } }
            for try await header in group { #expect(header == "Bearer t") }
        }
        #expect(runs == 1)
    }

    @Test func aCredentialIsKeptUntilItExpires() async throws {
        let end = (time.now() + .seconds(600)).rfc3339
        let context = try await context(
            "test-kubeconfig-exec", plugin: "token-generator",
            script: counting + credential(#""token":"t","expirationTimestamp":"\#(end)""#))
        let credentials = try #require(context.credentials)
        _ = try await credentials.headers()
        time.advance(by: .seconds(580))
        _ = try await credentials.headers()
        #expect(runs == 1)
        time.advance(by: .seconds(15))
        _ = try await credentials.headers()
        #expect(runs == 2, "renewed shortly before its end")
        _ = try await credentials.headers()
        #expect(runs == 2, "one that is nearly over when it comes is not fetched in a circle")
    }

    @Test func a401RunsThePlugInAgainButNotForEachOfManyRequests() async throws {
        let context = try await context("test-kubeconfig-exec", plugin: "token-generator", script: counting + credential(#""token":"t""#))
        let credentials = try #require(context.credentials)
        _ = try await credentials.headers()
        time.advance(by: .seconds(3600))
        _ = try await credentials.headers()
        #expect(runs == 1, "without an expiration it serves until a 401")
        for _ in 0..<3 {
            #expect(await credentials.rejected())
            _ = try await credentials.headers()
        }
        #expect(runs == 2)
    }

    @Test(arguments: [
        (
            "echo 'Token has expired' >&2; echo 'run \u{1B}[31maws sso login\u{1B}[0m' >&2; exit 255",
            "it exited with status 255, saying \"run aws sso login\""
        ),
        ("echo hello", "what it printed is no ExecCredential: not JSON"),
        ("echo '{\"kind\":\"Secret\"}'", "what it printed is no ExecCredential: no usable \"kind: ExecCredential\""),
        (
            "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\"}'",
            "what it printed is no ExecCredential: no usable \"status.token or status.clientCertificateData\""
        ),
        (
            "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"clientKeyData\":\"x\"}}'",
            "what it printed is no ExecCredential: no usable \"clientCertificateData together with clientKeyData\""
        ),
        (
            "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"status\":{\"token\":\"hunter2\"}}'",
            "it answered client.authentication.k8s.io/v1beta1 where client.authentication.k8s.io/v1 is configured"
        ),
    ])
    func aPlugInThatFailsIsSaidInASentence(script: String, reason: String) async throws {
        let context = try await context("test-kubeconfig-exec", plugin: "token-generator", script: script)
        let error = await #expect(throws: CredentialError.self) { try await context.credentials?.headers() }
        #expect(error?.reason.hasPrefix(reason) == true, "\(error?.reason ?? "")")
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test func aMissingPlugInSaysHowToInstallIt() async throws {
        let text = """
            current-context: c
            clusters: [{name: k, cluster: {server: https://h}}]
            contexts: [{name: c, context: {cluster: k, user: u}}]
            users:
            - name: u
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1beta1
                  command: gke-gcloud-auth-plugin
                  installHint: "\\e[1mInstall\\e[0m gke-gcloud-auth-plugin for kubectl"
            """
        let config = try await Kubeconfig.load(
            path: try folder.write("config", text), environment: Environment(variables: ["PATH": "/nonexistent"]), time: time)
        let error = await #expect(throws: CredentialError.self) { try await config.context().credentials?.headers() }
        #expect(
            error?.description
                == "No credential from the credential plug-in \"gke-gcloud-auth-plugin\" of user \"u\": the program \"gke-gcloud-auth-plugin\" is not in PATH. Install gke-gcloud-auth-plugin for kubectl."
        )
    }

    @Test func alphaPlugInsAreRefused() async throws {
        let error = await #expect(throws: KubeconfigError.self) {
            try await context("test-kubeconfig-exec-with-spaces", plugin: "token-generator with spaces", script: "")
        }
        #expect(error?.description.contains("speaks client.authentication.k8s.io/v1alpha1") == true)
    }
}
