import Feeds
import Host
import Lab
import Services
import Settings
import TestSupport
import Testing
import Transport

@testable import quarterdeck

/// The default question about traffic, as the lab's Prometheus answers it.
@Suite struct TrafficTests {
    @Test func theLabsModelsAreUsed() async throws {
        let home = try Home()
        let lab = try await Lab.start(LabOptions(scenario: "calm"))
        let demo = DemoHome(directory: home.directory)
        try await demo.write(for: lab)
        let environment = Environment(variables: home.variables)
        let settings = try Settings.load(path: demo.configPath, environment: environment)
        let platform = await Platform(settings, environment: environment, http: Engine(), time: SystemTime())
        let views = Collector<AlertsView>()
        let feed = AlertsFeed(
            prometheus: platform.prometheus, alertmanager: nil, mapping: [:], traffic: settings.conditions.traffic, time: SystemTime()
        ) { event in
            if case .alerts(let fed) = event, let view = fed.value { views.add(view) }
        }
        let running = Task { await feed.run() }
        defer { running.cancel() }
        try await eventually("Prometheus has answered") { views.last?.prometheus.state == .live }
        guard case .measured(let count) = views.last?.traffic else {
            Issue.record("\(String(describing: views.last?.traffic))")
            return
        }
        #expect(count > 1)
        await lab.stop()
    }
}
