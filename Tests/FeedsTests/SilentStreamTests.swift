import Host
import Services
import TestSupport
import Testing
import Transport

@testable import Feeds

/// Streams that neither end nor speak: the server is asked after 15 s whether it is still there.
@Suite struct SilentStreamTests {
    private let http = ScriptedHTTP()
    private let time = ManualTime()
    private let news = Collector<Freshness>()

    private func link(_ service: String) -> ServiceLink {
        var configuration = ServiceLink.Configuration(service: service, base: "https://\(service)")
        configuration.attempts = 1
        return ServiceLink(configuration, http: http, time: time, random: RandomSource { 0.5 })
    }

    private var asked: [String] { http.requests.map { $0.url.split(separator: "?").first.map(String.init) ?? "" } }
    private func count(_ path: String) -> Int { asked.count { $0.hasSuffix(path) } }

    /// Lets time pass in small steps, as long as the feed keeps up.
    private func pass(_ duration: Duration) async throws {
        let end = time.uptime() + duration
        while time.uptime() < end {
            time.advance(by: .milliseconds(250))
            for _ in 0..<50 { await Task.yield() }
        }
    }

    private func silence() -> ScriptedHTTP.Answer { .stream(status: 200, headers: [:], ScriptedBody()) }

    @Test func aSilentClusterIsProbedAndSaidToBeGoneWhenItDoesNotAnswer() async throws {
        let empty = #"{"metadata":{"resourceVersion":"10"},"items":[]}"#
        for path in ["/api/v1/pods", "/api/v1/nodes", "/apis/apps/v1/deployments", "/api/v1/events"] {
            http.on("GET", path, .json(empty), silence(), silence())
        }
        for path in ["/metrics.k8s.io/v1beta1/nodes", "/metrics.k8s.io/v1beta1/pods"] { http.on("GET", path, .json("{}", status: 404)) }
        let down = ScriptedHTTP.Answer.failure(TransportError.noConnection(host: "k3d:443", reason: "connection refused"))
        http.on("GET", "/version", .json(#"{"gitVersion":"v1.33"}"#), down, .json(#"{"gitVersion":"v1.33"}"#))
        let client = KubernetesClient(link("k3d"), random: RandomSource { 0.5 })
        let feed = ClusterFeed(context: "k3d", client: client, time: time, random: RandomSource { 0.5 }) { [news] event in
            if case .cluster(_, let fed) = event { news.add(fed.freshness) }
        }
        let running = Task { await feed.run() }
        defer { running.cancel() }
        try await eventually("it watches") { count("/api/v1/pods") >= 2 && news.last?.state == .live }
        try await pass(.seconds(14))
        #expect(count("/version") == 0, "a quiet cluster is not asked all the time")
        try await pass(.seconds(3))
        try await eventually("it is probed") { count("/version") == 1 }
        #expect(news.last?.state == .live, "it answered")
        try await pass(.seconds(16))
        try await eventually("it is said") { news.all.contains { $0.state == .stale } }
        let stale = try #require(news.all.first { $0.state == .stale })
        #expect(stale.lastError == "k3d did not answer at k3d:443: connection refused.")
        #expect(stale.lastSuccess != nil)
    }

    @Test func aReconnectAsksAnewAtOnce() async throws {
        let empty = #"{"metadata":{"resourceVersion":"10"},"items":[]}"#
        http.on("GET", "/api/v1/pods", .json(empty), silence(), .json(empty), silence())
        for path in ["/api/v1/nodes", "/apis/apps/v1/deployments", "/api/v1/events"] {
            http.on("GET", path, .json(empty), silence(), .json(empty), silence())
        }
        for path in ["/metrics.k8s.io/v1beta1/nodes", "/metrics.k8s.io/v1beta1/pods"] { http.on("GET", path, .json("{}", status: 404)) }
        let link = link("k3d")
        let feed = ClusterFeed(context: "k3d", client: KubernetesClient(link, random: RandomSource { 0.5 }), time: time) { _ in }
        let running = Task { await feed.run() }
        defer { running.cancel() }
        try await eventually("it watches") { count("/api/v1/pods") == 2 }
        link.reconfigure { $0.base = "https://elsewhere" }
        feed.reconnect()
        try await eventually("it asks the new address") { asked.filter { $0 == "https://elsewhere/api/v1/pods" }.count == 2 }
    }

    @Test func aSilentArgoCDIsProbedAfterFifteenSeconds() async throws {
        http.on("GET", "/api/v1/applications", .json(#"{"items":[]}"#))
        http.on("GET", "/api/v1/stream/applications", silence(), silence())
        http.on("GET", "/api/version", .failure(TransportError.noConnection(host: "argocd:443", reason: "connection refused")))
        let feed = ApplicationsFeed(client: ArgoClient(link("argocd")), contexts: [:], time: time, random: RandomSource { 0.5 }) { [news] event in
            if case .applications(let fed) = event { news.add(fed.freshness) }
        }
        let running = Task { await feed.run() }
        defer { running.cancel() }
        try await eventually("it follows") { count("/stream/applications") == 1 }
        try await pass(.seconds(14))
        #expect(count("/api/version") == 0)
        try await pass(.seconds(3))
        try await eventually("it is said") { news.all.contains { $0.state == .stale } }
        #expect(news.all.first { $0.state == .stale }?.lastError == "argocd did not answer at argocd:443: connection refused.")
    }
}
