import Synchronization

/// Keeps what was published, in order, and lets a test wait for it without sleeping for luck.
public final class Collector<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    /// An empty collection.
    public init() {}

    /// Adds one.
    public func add(_ element: Element) { elements.withLock { $0.append(element) } }
    /// All so far.
    public var all: [Element] { elements.withLock { $0 } }
    /// The newest.
    public var last: Element? { elements.withLock { $0.last } }
}

/// Why a wait ended without its condition.
public struct WaitedTooLong: Error, CustomStringConvertible {
    /// What was waited for.
    public let description: String
}

/// Waits until `condition` holds, letting other tasks run meanwhile; fails after `seconds` of real time.
///
/// For what has no event to wait for. The condition decides; the deadline only ends a broken test.
public func eventually(
    _ what: String, within seconds: Double = 10, _ condition: @Sendable () async throws -> Bool
) async throws {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while clock.now < end {
        if try await condition() { return }
        try await clock.sleep(for: .milliseconds(1))
    }
    throw WaitedTooLong(description: "still not so after \(seconds) s: \(what)")
}
