import Host
import Services

/// ArgoCD applications: a list, then its event stream, which has neither resume nor bookmarks and drops events under load.
///
/// So every connection begins with a list, the list is read again every few minutes, and a stream that is silent for longer than its
/// heartbeat (15 s, sent only with server-sent events) is probed, and given up for a list if it stays silent.
public actor ApplicationsFeed {
    /// Between two lists while the stream is healthy.
    static let relist = Duration.seconds(180)
    /// Silence after which the server is asked whether it is still there, and after which the stream is not believed any more even so: one
    /// heartbeat and a margin.
    static let silence = (probe: Duration.seconds(15), end: Duration.seconds(20))

    private let client: ArgoClient
    private let contexts: [String: String]
    private let time: any TimeSource
    private let random: RandomSource
    private let publish: @Sendable (FeedEvent) -> Void
    private var applications: [String: Application] = [:]
    private var freshness: Freshness
    private var listed = false
    private var lastActivity: Duration
    private var publisher: Publisher?

    /// A feed; nothing happens before ``run()``.
    /// - Parameter contexts: destination server or cluster name to context.
    public init(
        client: ArgoClient, contexts: [String: String], time: any TimeSource, random: RandomSource = .system,
        publish: @escaping @Sendable (FeedEvent) -> Void
    ) {
        self.client = client
        self.contexts = contexts
        self.time = time
        self.random = random
        self.publish = publish
        freshness = Freshness(.connecting, since: time.now())
        lastActivity = time.uptime()
    }

    /// Follows ArgoCD until the task is cancelled.
    public func run() async {
        publisher = Publisher(time: time) { [weak self] in await self?.publishNow() }
        publishNow()
        var backoff = Backoff(random: random)
        while !Task.isCancelled {
            let started = time.uptime()
            do {
                let limit = backoff.failures == 0 ? Duration.seconds(20) : Backoff.attempt
                try await list(limit: limit)
                backoff.reset()
                try await follow()
            } catch {
                if Task.isCancelled { return }
                let pause = backoff.wait(after: error, took: min(time.uptime() - started, Backoff.attempt), now: time.now())
                freshness.fail(error, hasValue: listed, at: time.now(), next: time.now() + pause)
                publishNow()
                // Ends early only by cancellation, which the loop looks at next.
                try? await time.sleep(for: pause)
            }
        }
    }

    private func list(limit: Duration) async throws {
        let client = client
        let all = try await within(limit, of: "ArgoCD", time: time) { try await client.applications() }
        applications = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
        lastActivity = time.uptime()
        listed = true
        if freshness.state != .live { freshness = Freshness(.live, since: time.now()) }
        freshness.lastSuccess = time.now()
        await publisher?.changed()
    }

    /// Reads the stream until it ends, is silent, or it is time for a list. Throws what went wrong; returns when all is well.
    private func follow() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.readStream() }
            group.addTask { try await self.waitForSilence() }
            group.addTask { try await self.time.sleep(for: Self.relist) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func readStream() async throws {
        for try await event in try await client.events() {
            lastActivity = time.uptime()
            switch event {
            case .heartbeat: freshness.lastSuccess = time.now()
            case .added(let application), .modified(let application):
                applications[application.id] = application
                await publisher?.changed()
            case .deleted(let application):
                applications[application.id] = nil
                await publisher?.changed()
            }
        }
        throw ServiceError.cut(service: "ArgoCD", what: "its event stream")
    }

    /// Throws once the stream is silent and the server does not answer; returns once it has been silent for so long that the caller had better
    /// list again.
    private func waitForSilence() async throws {
        while true {
            let quiet = time.uptime() - lastActivity
            if quiet >= Self.silence.end { return }
            if quiet >= Self.silence.probe {
                let client = client
                _ = try await within(Backoff.attempt, of: "ArgoCD", time: time) { try await client.version() }
                // Alive: what the stream still owes is waited for until the list.
                try await time.sleep(for: max(.zero, Self.silence.end - (time.uptime() - lastActivity)))
            } else {
                try await time.sleep(for: Self.silence.probe - quiet)
            }
        }
    }

    private func publishNow() {
        var view = ApplicationsView()
        view.applications = ApplicationJudgement.rows(Array(applications.values), contexts: contexts)
        publish(.applications(Fed(listed ? view : nil, freshness)))
    }
}
