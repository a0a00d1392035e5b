import Host

/// How old what is on screen is, and why. Travels with every value.
public struct Freshness: Sendable, Equatable {
    /// What a feed is doing.
    public enum State: Sendable, Equatable {
        /// Not configured; the reason is a sentence.
        case off(String)
        /// Asked, never answered yet.
        case connecting
        /// Answering: a healthy stream, or the last poll succeeded.
        case live
        /// Has answered before and does not now.
        case stale
        /// Has never answered, and the last attempt failed.
        case failed
    }
    /// What the feed is doing.
    public var state: State
    /// When the value was last known to be right.
    public var lastSuccess: Timestamp?
    /// Why the last attempt failed: one sentence; `nil` while all is well.
    public var lastError: String?
    /// Since when it has been failing (or connecting).
    public var since: Timestamp?
    /// When it asks again.
    public var nextAttempt: Timestamp?
    /// True for streams (their age reads "live"), false for polls (theirs is counted).
    public var streams: Bool

    /// A feed that has just started.
    public init(_ state: State = .connecting, streams: Bool = true, since: Timestamp? = nil) {
        self.state = state
        self.streams = streams
        self.since = since
    }

    /// Whether the value, if any, may be out of date.
    public var isOld: Bool { state != .live }
}

/// A feed's value with its freshness. The value is `nil` until the first success: nothing is known yet, which is not "empty".
public struct Fed<Value: Sendable & Equatable>: Sendable, Equatable {
    /// The last value that arrived.
    public var value: Value?
    /// How fresh it is.
    public var freshness: Freshness

    /// A value with its freshness.
    public init(_ value: Value? = nil, _ freshness: Freshness = Freshness()) {
        self.value = value
        self.freshness = freshness
    }
}
