/// Who an effect's answers are for. Beginning an effect again under the same identity makes the earlier one's answers void.
public struct EffectID: Hashable, Sendable {
    /// What must be alive for an answer to matter.
    public enum Owner: Hashable, Sendable {
        /// The console as a whole.
        case console
        /// A page by its number: numbers are never used twice.
        case page(Int)
        /// A triage by its number; it goes on when its page is left.
        case triage(Int)
    }
    /// What must be alive.
    public var owner: Owner
    /// What is asked, among the owner's effects: `log`, `reports`.
    public var name: String

    /// An identity.
    public init(_ owner: Owner, _ name: String) {
        self.owner = owner
        self.name = name
    }
}
