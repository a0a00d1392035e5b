import Foundation
import Host
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Services

/// The clients of Prometheus and Alertmanager against the Debian packages' own servers, on loopback.
@Suite(.serialized) struct RealPrometheusTests {
    private static let prometheus = ServerProcess.installed("/usr/bin/prometheus")
    private static let alertmanager = ServerProcess.installed("/usr/bin/prometheus-alertmanager")
    private static let missing = Skipped.unless(prometheus != nil && alertmanager != nil, "Prometheus and Alertmanager are not installed")

    @Test(.enabled(if: missing == nil, missing))
    func anAlertTravelsFromAnExporterToAlertmanager() async throws {
        let exporter = try Exporter("demo_broken 1\ndemo_odd NaN\n")
        let servers = try Servers(exporter: exporter.port)
        let (prometheus, alertmanager) = (servers.prometheus, servers.alertmanager)

        try await eventually("Prometheus is ready", within: .seconds(60)) { (try? await prometheus.isReady()) == true }
        let build = try await prometheus.build()
        #expect(build.version.hasPrefix("2."))

        // Targets: one up, one that nothing listens at, both with their last scrape once they had one.
        try await eventually("both targets were scraped", within: .seconds(30)) {
            try await prometheus.targets().filter { $0.lastScrape != nil }.count == 2
        }
        let targets = try await prometheus.targets()
        let up = try #require(targets.first { $0.job == "exporter" })
        #expect(up.health == "up" && up.lastError == "")
        let down = try #require(targets.first { $0.job == "nobody" })
        #expect(down.health == "down" && down.lastError.contains("connection refused"))

        // Rules: two that alert, one that records.
        try await eventually("the rules were evaluated", within: .seconds(30)) {
            try await prometheus.rules().alerting.contains { $0.state == "firing" }
        }
        let rules = try await prometheus.rules()
        #expect(rules.alerting.map(\.name) == ["DemoBroken", "DemoSlow"])
        #expect(rules.recordingCount == 1)
        #expect(rules.alerting.map(\.hold) == [0, 600])
        let alerts = try await prometheus.alerts()
        #expect(Set(alerts.map { $0.labels["alertname"] ?? "" }) == ["DemoBroken", "DemoSlow"])
        #expect(alerts.first { $0.labels["alertname"] == "DemoSlow" }?.state == "pending")
        #expect(alerts.allSatisfy { $0.labels["cluster"] == nil })  // added on the way out only

        // Alertmanager has the firing one, with the external label.
        try await eventually("Alertmanager has the alert", within: .seconds(60)) { try await !alertmanager.alerts().isEmpty }
        let arrived = try #require(try await alertmanager.alerts().first)
        #expect(arrived.labels["alertname"] == "DemoBroken")
        #expect(arrived.labels["cluster"] == "test-platform")
        #expect(arrived.state == "active")
        #expect(arrived.receivers == ["nobody"])
        #expect(arrived.fingerprint.count == 16)
        let status = try await alertmanager.status()
        #expect(!status.version.isEmpty && status.cluster == "disabled")
        #expect(try await alertmanager.silences().isEmpty)

        try await queries(prometheus)
        try await refusals(prometheus, alertmanager)
        try await silences(alertmanager, of: arrived)

        // The alert resolves when its cause has gone.
        exporter.serve("demo_broken 0\n")
        try await eventually("the alert has resolved", within: .seconds(60)) {
            try await prometheus.alerts().allSatisfy { $0.labels["alertname"] != "DemoBroken" }
        }
    }

    private func queries(_ prometheus: PrometheusClient) async throws {
        let vector = try await prometheus.query("demo_broken")
        #expect(vector.kind == .vector)
        #expect(vector.series.map { $0.points.map(\.value) } == [[1]])
        #expect(vector.series[0].labels["__name__"] == "demo_broken")
        #expect(try await prometheus.query("demo_odd").series[0].points[0].value.isNaN)
        #expect(try await prometheus.query("vector(1) / 0").series[0].points[0].value == .infinity)
        let scalar = try await prometheus.query("1 + 1")
        #expect(scalar.kind == .scalar && scalar.series[0].points[0].value == 2)
        #expect(try await prometheus.query("\"a+b & c\"").text == "a+b & c")
        #expect(try await prometheus.query("absent_metric").series.isEmpty)

        try await eventually("two whole seconds were scraped") {
            let now = SystemTime().now()
            let range = try await prometheus.queryRange("demo_broken", from: now + .seconds(-60), to: now, step: .seconds(1))
            #expect(range.kind == .matrix)
            let points = range.series.first?.points ?? []
            #expect(points.allSatisfy { $0.time == $0.time.rounded() && $0.value == 1 })  // aligned to the step
            return points.count >= 2
        }
        let now = SystemTime().now()
        // Asking for more points than the server gives widens the step instead of failing.
        let year = try await prometheus.queryRange("vector(1)", from: now + .seconds(-365 * 86_400), to: now, step: .seconds(1))
        #expect((year.series.first?.points.count ?? 0) <= 11_001)
        #expect((year.series.first?.points.count ?? 0) > 10_000)
    }

    private func silences(_ alertmanager: AlertmanagerClient, of alert: AlertmanagerAlert) async throws {
        let now = SystemTime().now()
        var silence = Silence(labels: alert.labels, from: now, for: .seconds(3600), by: "ana", comment: "größer \"quoted\"")
        silence.id = try await alertmanager.create(silence)
        let made = try await alertmanager.silence(silence.id)
        #expect(made.state == "active" && made.createdBy == "ana" && made.comment == silence.comment)
        #expect(Set(made.matchers.map(\.words)) == Set(silence.matchers.map(\.words)))
        try await eventually("the alert is silenced") { try await alertmanager.alerts().first?.silencedBy == [silence.id] }

        // Other matchers make another silence; the one before ends.
        silence.startsAt = made.startsAt
        silence.matchers.append(.init("pod", "x.*", isRegex: true, isEqual: false))
        let edited = try await alertmanager.create(silence)
        #expect(edited != silence.id)
        #expect(try await alertmanager.silence(silence.id).state == "expired")

        try await alertmanager.expire(edited)
        try await alertmanager.expire(edited)
        #expect(try await alertmanager.silence(edited).state == "expired")
        try await eventually("the alert is no longer silenced") { try await alertmanager.alerts().first?.state == "active" }
        do throws(WriteFailure) {
            try await alertmanager.expire("00000000-0000-0000-0000-000000000000")
            Issue.record("an unknown silence was ended")
        } catch {
            guard case .refused(.notFound) = error else {
                Issue.record("\(error)")
                return
            }
        }
        silence.id = ""
        silence.matchers = [.init("pod", "(", isRegex: true)]
        await #expect(throws: WriteFailure.self) { _ = try await alertmanager.create(silence) }
    }

    private func refusals(_ prometheus: PrometheusClient, _ alertmanager: AlertmanagerClient) async throws {
        func sentence(_ expression: String) async -> String {
            do { return "answered: \(try await prometheus.query(expression))" } catch { return "\(error)" }
        }
        let unclosed = await sentence("sum(")
        #expect(unclosed.hasPrefix("Prometheus refused (400): bad_data: invalid parameter \"query\":"))
        #expect(unclosed.hasSuffix("parse error: unclosed left parenthesis"))
        let ambiguous = await sentence("demo_broken * on(job) {job=\"exporter\"}")
        #expect(ambiguous.hasPrefix("Prometheus refused (422): execution: found duplicate series for the match group"))
        await #expect(throws: ServiceError.self) { try await alertmanager.alerts(matching: ["not a matcher"]) }
    }
}

/// Both servers, configured to know each other.
private struct Servers {
    let prometheus: PrometheusClient
    let alertmanager: AlertmanagerClient
    private let processes: [ServerProcess]

    init(exporter: Int) throws {
        let (prometheusPort, alertmanagerPort) = (try RawServer.unusedPort(), try RawServer.unusedPort())
        let folder = try ServerProcess.folder("prometheus")
        try Self.write(
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s, external_labels: {cluster: test-platform}}
            rule_files: [rules.yml]
            alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:\(alertmanagerPort)']}]}]}
            scrape_configs:
              - {job_name: exporter, static_configs: [{targets: ['127.0.0.1:\(exporter)']}]}
              - {job_name: nobody, static_configs: [{targets: ['127.0.0.1:\(try RawServer.unusedPort())']}]}
            """, to: folder, "prometheus.yml")
        try Self.write(
            """
            groups:
              - name: demo
                rules:
                  - {record: 'demo:broken', expr: demo_broken * 2}
                  - {alert: DemoBroken, expr: demo_broken == 1, labels: {severity: critical}, annotations: {summary: 'It is broken'}}
                  - {alert: DemoSlow, expr: demo_broken == 1, for: 10m, labels: {severity: warning}}
            """, to: folder, "rules.yml")
        let alertmanagerFolder = try ServerProcess.folder("alertmanager")
        try Self.write(
            "route: {receiver: nobody, group_wait: 1s}\nreceivers: [{name: nobody}]\n", to: alertmanagerFolder, "alertmanager.yml")

        processes = [
            try ServerProcess(
                [
                    "/usr/bin/prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=data",
                    "--web.listen-address=127.0.0.1:\(prometheusPort)",
                ], in: folder),
            try ServerProcess(
                [
                    "/usr/bin/prometheus-alertmanager", "--config.file=alertmanager.yml", "--storage.path=data",
                    "--cluster.listen-address=",
                    "--web.listen-address=127.0.0.1:\(alertmanagerPort)",
                ], in: alertmanagerFolder),
        ]
        prometheus = PrometheusClient(try RealLink.to(PrometheusClient.configuration(base: "http://127.0.0.1:\(prometheusPort)")))
        alertmanager = AlertmanagerClient(try RealLink.to(AlertmanagerClient.configuration(base: "http://127.0.0.1:\(alertmanagerPort)")))
    }

    private static func write(_ text: String, to folder: URL, _ name: String) throws {
        try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
}

/// A metrics page whose text a test changes.
private final class Exporter: Sendable {
    private let server: RawServer
    private let text: Text
    var port: Int { server.port }

    final class Text: Sendable {
        let page: Mutex<String>
        init(_ page: String) { self.page = Mutex(page) }
    }

    init(_ page: String) throws {
        let text = Text(page)
        self.text = text
        server = try RawServer { connection in
            while connection.readRequest() != nil {
                connection.respond(
                    "200 OK", headers: ["Content-Type: text/plain; version=0.0.4"], body: Array(text.page.withLock { $0 }.utf8))
            }
        }
    }

    func serve(_ page: String) { text.page.withLock { $0 = page } }
}
