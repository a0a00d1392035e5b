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
