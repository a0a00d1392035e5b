import Host
import Synchronization

/// Publishes at once, and then at most once in each interval: a burst of changes becomes one picture, and the last of them is never lost.
actor Publisher {
    /// Between two publications; below what an eye can tell apart.
    static let gap = Duration.milliseconds(25)

    private let time: any TimeSource
    private let gap: Duration
    private let publish: @Sendable () async -> Void
    private var last: Duration?
    private var scheduled: Task<Void, Never>?

    init(time: any TimeSource, gap: Duration = Publisher.gap, publish: @escaping @Sendable () async -> Void) {
        self.time = time
        self.gap = gap
        self.publish = publish
    }

    /// Something changed.
    func changed() async {
        guard scheduled == nil else { return }
        let now = time.uptime()
        guard let last, now - last < gap else {
            self.last = now
            await publish()
            return
        }
        let wait = gap - (now - last)
        scheduled = Task { [time] in
            // Cancelled only with the feed itself.
            try? await time.sleep(for: wait)
            await self.due()
        }
    }

    private func due() async {
        scheduled = nil
        last = time.uptime()
        await publish()
    }
}
