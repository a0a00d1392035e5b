import Feeds
import Glibc
import Host
import Lab
import Services
import Settings
import TestSupport
import Testing
import Transport

@testable import quarterdeck

/// Clusters whose kubeconfig is edited while the console runs.
@Suite struct ClusterContextsTests {
    private let http = ScriptedHTTP { _ in .json(#"{"gitVersion":"v1.33"}"#) }

    private func text(server: String, token: String, context: String = "k3d") -> String {
        """
        clusters: [{name: k, cluster: {server: "\(server)"}}]
        users: [{name: u, user: {token: \(token)}}]
        contexts: [{name: \(context), context: {cluster: k, user: u}}]
        """
    }

    private func settings(_ path: String, named names: String...) -> Settings {
        var settings = Settings()
        settings.kubeconfig = path
        settings.contexts = names.map { name in
            var context = Settings.Context()
            context.name = name
            context.kubeContext = name
            return context
        }
        return settings
    }

    @Test func anEditChangesAddressAndIdentityWithoutARestart() async throws {
        let home = try Home()
        let path = try home.write(text(server: "https://a:1", token: "one"), to: "kubeconfig")
        let contexts = await ClusterContexts(
            settings(path, named: "k3d"), environment: Environment(variables: home.variables), http: http, time: QuickTime(pace: 20))
        let client = try #require(contexts.clusters.first?.client)
        let changes = Collector<String>()
        let following = Task { await contexts.follow { name, error in changes.add(error.map { "\(name): \($0)" } ?? name) } }
        defer { following.cancel() }
        _ = try await client.version()
        #expect(http.last?.url == "https://a:1/version")

        _ = try home.write(text(server: "https://b:2", token: "two"), to: "kubeconfig")
        try await eventually("the edit is taken") { changes.all == ["k3d"] }
        _ = try await client.version()
        #expect(http.last?.url == "https://b:2/version")
        #expect(http.last?.headers["Authorization"] == "Bearer two")

        _ = try home.write(text(server: "https://b:2", token: "two", context: "other"), to: "kubeconfig")
        try await eventually("the context has gone") { changes.all.count == 2 }
        #expect(changes.last == #"k3d: The kubeconfig has no context "k3d"; it has other."#)
        let error = await #expect(throws: KubeconfigError.self) { try await client.version() }
        #expect(error?.description == #"The kubeconfig has no context "k3d"; it has other."#)
    }

    @Test func aMistakeInAnEditLeavesWhatWorksAlone() async throws {
        let home = try Home()
        let path = try home.write(text(server: "https://a:1", token: "one"), to: "kubeconfig")
        let time = ManualTime()
        let contexts = await ClusterContexts(
            settings(path, named: "k3d"), environment: Environment(variables: home.variables), http: http, time: time)
        let client = try #require(contexts.clusters.first?.client)
        let changes = Collector<String>()
        let following = Task { await contexts.follow { name, _ in changes.add(name) } }
        defer { following.cancel() }
        for text in ["clusters: [", text(server: "https://a:1", token: "one") + "\npreferences: {colors: true}"] {
            try await eventually("it looks") { time.sleepers == 1 }
            _ = try home.write(text, to: "kubeconfig")
            for _ in 1...4 {
                time.advance(by: .seconds(2))
                try await eventually("it has looked") { time.sleepers == 1 }
            }
            #expect(try await client.version() == "v1.33")
            #expect(http.last?.url == "https://a:1/version")
            #expect(changes.all.isEmpty)
        }
    }

    @Test func aKubeconfigThatComesLaterIsUsed() async throws {
        let home = try Home()
        let path = home.directory + "/kubeconfig"
        let contexts = await ClusterContexts(
            settings(path, named: "k3d"), environment: Environment(variables: home.variables), http: http, time: QuickTime(pace: 20))
        let client = try #require(contexts.clusters.first?.client)
        let error = await #expect(throws: KubeconfigError.self) { try await client.version() }
        #expect(error?.description == "The kubeconfig \(path) cannot be read: No such file or directory.")
        let following = Task { await contexts.follow { _, _ in } }
        defer { following.cancel() }
        _ = try home.write(text(server: "https://a:1", token: "one"), to: "kubeconfig")
        try await eventually("it answers") { (try? await client.version()) == "v1.33" }
    }

    @Test func withoutConfiguredContextsThoseOfTheKubeconfigAreShown() async throws {
        let home = try Home()
        let environment = Environment(variables: home.variables)
        let path = try home.write(text(server: "https://a:1", token: "one"), to: "kubeconfig")
        let all = await ClusterContexts(settings(path), environment: environment, http: http, time: SystemTime())
        #expect(all.clusters.map(\.name) == ["k3d"])
        let broken = try home.write("a: [b", to: "broken")
        let none = await ClusterContexts(settings(broken), environment: environment, http: http, time: SystemTime())
        #expect(none.clusters.map(\.name) == ["kubeconfig"], "an error is not an empty platform")
        let absent = await ClusterContexts(settings(""), environment: environment, http: http, time: SystemTime())
        #expect(absent.clusters.isEmpty)
    }

    @Test func aRejectedTokenIsMendedByAnEditAndTheFeedGoesOn() async throws {
        let home = try Home()
        let lab = try await Lab.start(LabOptions(scenario: "oom"))
        let demo = DemoHome(directory: home.directory)
        try await demo.write(for: lab)
        let good = Home.text(demo.kubeconfigPath)
        try PrivateFiles.write(good.replacing("lab-k3d-operator", with: "expired"), to: demo.kubeconfigPath)
        let environment = Environment(variables: home.variables)
        var settings = try Settings.load(path: demo.configPath, environment: environment)
        (settings.prometheus, settings.alertmanager, settings.mlflow) = (nil, nil, nil)
        (settings.argocd, settings.github, settings.gemini) = (nil, nil, nil)
        let time = QuickTime(pace: 2)
        let platform = await Platform(settings, environment: environment, http: Engine(), time: time)
        let ledger = FeedLedger()
        let running = Task.detached { await FeedHub(settings: settings, time: time) { ledger.take($0) }.run(platform) }
        defer { running.cancel() }

        try await eventually("k3d is refused, gcp is not") {
            ledger.freshness("kubernetes-k3d")?.state == .failed && ledger.freshness("kubernetes-gcp")?.state == .live
        }
        let sentence = try #require(ledger.freshness("kubernetes-k3d")?.lastError)
        #expect(sentence.hasPrefix("k3d rejected the token of user") && !sentence.contains("expired"), "\(sentence)")
        ledger.mark()
        try PrivateFiles.write(good, to: demo.kubeconfigPath)
        try await eventually("k3d is live", within: .seconds(20)) { ledger.freshness("kubernetes-k3d")?.state == .live }
        #expect(ledger.troubled.subtracting(["prometheus", "alertmanager", "mlflow", "argocd", "github"]) == ["kubernetes-k3d"])
        await lab.stop()
    }

    @Test func aCertificateFileThatCannotBeReadIsNamed() async throws {
        let credentials = CertifiedCredentials("/nonexistent.pem", nil)
        let error = await #expect(throws: UnusableAuthorities.self) { try await credentials.route(Route()) }
        #expect(
            error?.description
                == "The certificates of ca_file (config.toml) cannot be used: /nonexistent.pem cannot be read: No such file or directory.")
    }
}
