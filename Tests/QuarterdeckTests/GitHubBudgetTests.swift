import Feeds
import Host
import Lab
import Services
import TestSupport
import Testing
import Transport

/// What an hour costs of the requests that GitHub allows, as the lab counts them.
@Suite struct GitHubBudgetTests {
    @Test func anIdleHourOverTwoRepositoriesCostsAtMostSixtyRequests() async throws {
        let time = ManualTime(SystemTime().now())
        let lab = try await Lab.start(LabOptions(scenario: "calm", clock: HandTime(time: time)))
        let address = try #require(await lab.addresses[.github])
        var configuration = GitHubClient.configuration(base: address)
        configuration.credentials = SecretCredentials(name: "the token") { LabCredentials.github }
        let client = GitHubClient(ServiceLink(configuration, http: Engine(), time: time))
        let views = Collector<Fed<PipelinesView>>()
        let feed = PipelinesFeed(client: client, repositories: Lab.repositories, time: time) { event in
            if case .pipelines(let fed) = event, fed.freshness.state != .connecting { views.add(fed) }
        }
        let running = Task.detached { await feed.run() }
        defer { running.cancel() }

        var polls = 0
        while time.uptime() < .seconds(3600) {
            // A poll publishes its view, then sleeps until the next: half a minute, since nothing runs.
            try await eventually("poll \(polls + 1) has answered") { views.all.count == polls + 1 && time.sleepers == 1 }
            polls += 1
            time.advance(by: .seconds(30))
        }

        let last = try #require(views.last)
        #expect(last.freshness.state == .live)
        #expect(Set((last.value?.runs ?? []).map(\.run.repository)) == Set(Lab.repositories))
        let failed = (last.value?.runs ?? []).filter { $0.run.conclusion == "failure" }
        #expect(!failed.isEmpty && failed.allSatisfy { !$0.jobs.isEmpty }, "what failed is read however old it is")
        let counts = await lab.requestCounts(.github)
        #expect(counts.filter { $0.key != 304 }.values.reduce(0, +) <= 60)
        #expect(counts[304, default: 0] >= 200, "it did ask: every half minute, each repository")
        await lab.stop()
    }
}

/// Lab time is the test's.
private struct HandTime: LabClock {
    let time: ManualTime
    func now() -> Moment { Moment(milliseconds: time.now().milliseconds) }
}
