import Feeds
import Host
import Terminal

/// Something that happened, outside or by a person's hand. The only way to change the console's state.
public enum Event: Sendable, Equatable {
    /// The console starts: asks for what no feed brings.
    case started
    /// Something was typed, pasted, or done with the mouse.
    case key(Key)
    /// Time has passed. Sent once a second, at ``State/animates`` ten times, and before keys are handed in.
    case ticked(Timestamp)
    /// The terminal has this size in cells.
    case resized(columns: Int, rows: Int)
    /// A frame drawn when ``State/paintSerial`` had this value now stands on the screen.
    case painted(Int)
    /// Feeds have news, each at most one.
    case news([FeedEvent])
    /// The archive has other reports than before.
    case archiveChanged
    /// What the language model has cost so far.
    case budget(Budget)
    /// What became of a copy.
    case copied(CopyOutcome)
    /// An answer to a request that still lives.
    case answered(EffectID, Answer)
    /// A person chose something, by key, palette or mouse.
    case chose(Choice)
}

/// Use of the language model against what config allows.
public struct Budget: Sendable, Equatable {
    /// Requests today, and tokens this month.
    public var requestsToday = 0, tokensThisMonth = 0
    /// What is allowed.
    public var requestsPerDay = 1500, tokensPerMonth = 2_000_000
    /// Why there is no model to ask; `nil` when there is one.
    public var missing: String?
    /// Nothing used of the reference's budget.
    public init() {}
}
