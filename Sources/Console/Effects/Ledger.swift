/// Which requests are alive. The only judge of whether an answer may be delivered: no pane has to remember what it asked.
public struct Ledger: Sendable, Equatable {
    /// One beginning of a request. Its answers carry it back.
    public struct Ticket: Hashable, Sendable {
        /// What was begun.
        public var id: EffectID
        /// Raised at each beginning under the same identity.
        public var generation: Int
    }

    private var living: [EffectID: Int] = [:]
    private var last = 0

    /// A ledger in which nothing lives.
    public init() {}

    /// Begins a request; an earlier one of the same identity dies.
    public mutating func begin(_ id: EffectID) -> Ticket {
        last += 1
        living[id] = last
        return Ticket(id: id, generation: last)
    }

    /// Ends a request.
    public mutating func end(_ id: EffectID) { living[id] = nil }

    /// Ends all requests of an owner, and says which.
    public mutating func endAll(_ owner: EffectID.Owner) -> [EffectID] {
        let gone = living.keys.filter { $0.owner == owner }
        for id in gone { living[id] = nil }
        return gone
    }

    /// Ends a request if it is still this one that runs.
    public mutating func finish(_ ticket: Ticket) { if isAlive(ticket) { living[ticket.id] = nil } }

    /// Whether answers to this ticket may still be delivered.
    public func isAlive(_ ticket: Ticket) -> Bool { living[ticket.id] == ticket.generation }

    /// How many requests are under way; zero is idle.
    public var count: Int { living.count }
}
