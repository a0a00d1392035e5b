import Host
import Services

/// How one kind of object is listed and watched. A system adds only this.
public protocol Watchable: Sendable {
    /// One object.
    associatedtype Item: Sendable & Identifiable where Item.ID == String
    /// What arrives while watching.
    associatedtype News: AsyncSequence & Sendable where News.Element == WatchNews<Item>
    /// All objects now, and where a watch goes on from.
    func list() async throws -> (items: [Item], version: String)
    /// News since `version`. Throws ``WatchExpired`` when the server no longer knows that version.
    func watch(from version: String) async throws -> News
}

/// What a reflector tells its owner.
public enum Reflected<Item: Sendable>: Sendable {
    /// The whole list, after start or when a watch could not be resumed.
    case replaced([Item])
    /// One object.
    case upsert(Item)
    /// One object has gone.
    case deleted(Item)
    /// Answering again, or still (a bookmark).
    case alive
    /// Not answering; the value stays. The sentence, and when it asks again.
    case failed(any Error, next: Timestamp)
}

/// List, watch, resume, list again: keeps an owner's copy equal to the server's.
///
/// A watch that ends cleanly is resumed where it stopped, without a list; one that expired starts over; one that fails waits
/// with jittered backoff, at most 8 s. (client-go tools/cache/reflector.go does the same.)
public struct Reflector<Source: Watchable>: Sendable {
    let service: String
    let source: Source
    let time: any TimeSource
    let random: RandomSource

    /// A reflector; nothing happens before ``run(_:)``.
    public init(service: String, source: Source, time: any TimeSource, random: RandomSource = .system) {
        self.service = service
        self.source = source
        self.time = time
        self.random = random
    }

    /// Follows the source until the task is cancelled.
    public func run(_ tell: @Sendable (Reflected<Source.Item>) async -> Void) async {
        var version: String?
        var backoff = Backoff(random: random)
        while !Task.isCancelled {
            let started = time.uptime()
            do {
                let from: String
                if let version {
                    from = version
                } else {
                    let limit = backoff.failures == 0 ? Duration.seconds(60) : .seconds(30)
                    let listing = try await within(limit, of: service, time: time) { try await source.list() }
                    await tell(.replaced(listing.items))
                    from = listing.version
                    version = from
                }
                let news = try await within(.seconds(15), of: service, time: time) { try await source.watch(from: from) }
                await tell(.alive)
                var count = 0
                for try await piece in news {
                    count += 1
                    backoff.reset()
                    switch piece {
                    case .upsert(let item, let at):
                        version = at
                        await tell(.upsert(item))
                    case .deleted(let item, let at):
                        version = at
                        await tell(.deleted(item))
                    case .bookmark(let at):
                        version = at
                        await tell(.alive)
                    }
                }
                // A server that ends every watch at once would be asked in a tight loop (client-go: VeryShortWatchError).
                if count == 0, time.uptime() - started < .seconds(1) {
                    throw ServiceError.cut(service: service, what: "a watch that had just begun")
                }
                backoff.reset()
            } catch is WatchExpired {
                // Listing again at once is right the first time; a server that expires every list is backed off from.
                if version == nil || backoff.failures > 0 { await pause(&backoff, WatchExpired(), started, tell) }
                version = nil
                _ = backoff.wait(after: WatchExpired(), took: .zero, now: time.now())
            } catch {
                if Task.isCancelled { return }
                await pause(&backoff, error, started, tell)
            }
        }
    }

    private func pause(
        _ backoff: inout Backoff, _ error: any Error, _ started: Duration, _ tell: @Sendable (Reflected<Source.Item>) async -> Void
    ) async {
        let wait = backoff.wait(after: error, took: min(time.uptime() - started, .seconds(4)), now: time.now())
        if !(error is WatchExpired) { await tell(.failed(error, next: time.now() + wait)) }
        // Ends early only by cancellation, which the loop looks at next.
        try? await time.sleep(for: wait)
    }
}
