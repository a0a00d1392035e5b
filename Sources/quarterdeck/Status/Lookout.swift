import Archive
import Feeds
import Host
import Settings
import Synchronization

/// Runs the console's own feeds without a console, and keeps the newest of what they say.
final class Lookout: Sendable {
    private struct State {
        var look: Look
        /// Raised with every news.
        var edition = 0
    }
    private let state: Mutex<State>
    private let settings: Settings
    private let platform: Platform
    private let archivePath: String?
    private let time: any TimeSource

    /// - Parameter archivePath: the archive to say the reports of; `nil` where nobody asks for them.
    init(settings: Settings, platform: Platform, isNarrowed: Bool, archivePath: String?, time: any TimeSource) {
        var look = Look(contexts: platform.contextNames)
        if archivePath == nil { look.reports = .kept([], 0) }
        look.isNarrowed = isNarrowed
        state = Mutex(State(look: look))
        self.settings = settings
        self.platform = platform
        self.archivePath = archivePath
        self.time = time
    }

    /// What is known now, and a number that changes with it.
    var now: (look: Look, edition: Int) { state.withLock { ($0.look, $0.edition) } }

    private func change(_ body: (inout Look) -> Void) {
        state.withLock { state in
            body(&state.look)
            state.edition += 1
        }
    }

    /// Follows everything until the task is cancelled.
    func run() async {
        var hub = FeedHub(settings: settings, time: time) { [self] event in change { $0.take(event) } }
        hub.alertSources = { [self] prometheus, alertmanager in
            change { ($0.prometheus, $0.alertmanager) = (prometheus, alertmanager) }
        }
        let feeds = hub
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await feeds.run(self.platform) }
            group.addTask { await self.followArchive() }
        }
    }

    private func followArchive() async {
        guard let archivePath else { return }
        do {
            let archive = try await Archive.open(path: archivePath)
            try await read(archive)
            for await _ in archive.changes(every: .seconds(2), time: time) { try await read(archive) }
        } catch {
            if !Task.isCancelled { change { $0.reports = .failed(SafeText.line("\(error)")) } }
        }
    }

    private func read(_ archive: Archive) async throws {
        let newest = try await archive.newest(limit: 5), count = try await archive.count()
        change { $0.reports = .kept(newest, count) }
    }

    /// Waits until every service has answered or failed, or `limit` has passed.
    /// - Parameter tell: hears ten times a second what is waited for, and since when.
    func settle(within limit: Duration, _ tell: (_ waiting: [String], _ since: Duration) -> Void) async throws {
        let started = time.uptime()
        while true {
            let waiting = now.look.waiting, passed = time.uptime() - started
            if waiting.isEmpty || passed >= limit { return }
            tell(waiting, passed)
            try await time.sleep(for: min(.milliseconds(passed < .seconds(1) ? 20 : 100), limit - passed))
        }
    }
}
