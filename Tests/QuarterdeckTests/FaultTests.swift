import Feeds
import Host
import Lab
import Settings
import TestSupport
import Testing
import Transport

@testable import quarterdeck

/// One service that misbehaves is felt in its own pane only, said there in one sentence, and is live again within 10 s of its
/// recovery, without a key. The feeds run over the real clients and the wire, on clocks that run faster than the machine's.
@Suite struct FaultTests {
    static let sites: [SiteName] = [.kubernetesK3D, .prometheus, .alertmanager, .mlflow, .argocd, .github]
    static let faults: [Fault] = [.hang, .garbage, .huge, .cut]
    private static let all: Set<String> = Set(sites.map(\.rawValue) + ["kubernetes-gcp"])

    @Test(.timeLimit(.minutes(5))) func aFaultIsFeltInItsOwnPaneOnlyAndEndsByItself() async throws {
        try await together(Self.sites) { site in try await aFaultIsFelt(of: site) }
    }

    private func aFaultIsFelt(of site: SiteName) async throws {
        let home = try Home()
        let lab = try await Lab.start(LabOptions(scenario: "oom"))
        let demo = DemoHome(directory: home.directory)
        try await demo.write(for: lab)
        var settings = try Settings.load(path: demo.configPath, environment: Environment(variables: home.variables))
        // As much is enough for the lab's answers, and 500 MB need not be moved to be too much.
        (settings.limits.body, settings.limits.list) = (2 << 20, 4 << 20)
        let time = QuickTime(pace: 2)
        let platform = await Platform(settings, environment: Environment(variables: home.variables), http: Engine(), time: time)
        let ledger = FeedLedger()
        let hub = FeedHub(settings: settings, time: time) { ledger.take($0) }
        let running = Task.detached { await hub.run(platform) }
        defer { running.cancel() }
        let name = site.rawValue

        for fault in Self.faults {
            try await eventually("all answer before \(name) is to \(fault)", within: .seconds(30)) { ledger.live == Self.all }
            ledger.mark()
            await lab.setFault(site, fault)
            // While nothing happens GitHub's answers are 304 without a body, and what is not there cannot be cut.
            if site == .github { try await lab.apply(scenario: "pipeline-pytest") }
            // Streams feel it by themselves; of the polls only the wait for the next one is cut short.
            hub.wake.now()
            try await eventually("\(name) does not answer because of \(fault)", within: .seconds(45)) {
                ledger.freshness(name)?.state == .stale
            }
            let freshness = try #require(ledger.freshness(name))
            let sentence = try #require(freshness.lastError, "\(name), \(fault)")
            #expect(sentence.hasSuffix(".") && !sentence.contains("\n") && !sentence.contains("\u{1b}"), "\(name), \(fault)")
            #expect(freshness.lastSuccess != nil, "the pane shows the age of what it has")
            #expect(ledger.troubled == [name], "\(fault)")

            await lab.setFault(site, nil)
            let mended = time.uptime()
            try await eventually("\(name) is live again after \(fault)", within: .seconds(30)) { ledger.freshness(name)?.state == .live }
            let took = time.uptime() - mended
            #expect(took < .seconds(10), "\(name), \(fault)")
        }
        await lab.stop()
    }
}
