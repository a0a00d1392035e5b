/// One thing a person can do. Palette, footer hints, key help, the docs table and `quarterdeck commands` are all drawn
/// from this value, so none of them can disagree.
public struct Command: Sendable, Identifiable {
    /// Stable: config and tests refer to it.
    public var id: String
    /// Verb first: "Show the log".
    public var title: String
    /// Names of its keys, the first one shown: as ``Terminal/Key/init(name:)`` reads them.
    public var keys: [String]
    /// Where the keys work.
    public var scopes: [Scope]
    /// What it may do to the world.
    public var risk = Risk.looks
    /// What it asks for.
    public var arguments: [Argument] = []
    /// Exact words after `:` that mean this command and no other.
    public var aliases: [String] = []
    /// One or two words for the footer, and its place there (low numbers first); `nil` keeps it out of the footer.
    public var hint: (word: String, rank: Int)?
    /// Another word for the footer, where what the key does has a nearer one.
    public var nearerHint: @Sendable (State) -> String? = { _ in nil }
    /// Whether the palette lists it: moving a cursor is nothing to search for.
    public var isListed = true
    /// Whether it runs from the palette wherever one is; others only where their keys work.
    public var runsAnywhere = false
    /// Whether it exists in this console at all: lab commands exist in the lab only.
    public var exists: @Sendable (State) -> Bool = { _ in true }
    /// `nil` when it can run; otherwise the sentence said instead of running it.
    public var unavailable: @Sendable (State) -> String? = { _ in nil }
    /// What it would act on, in a few words: beside its title in lists. Empty for what is not about the selected thing.
    public var actsOn: @Sendable (State) -> String = { _ in "" }
    /// What happens, given the values of its arguments by name; `nil` when there is nothing to do.
    public var choice: @Sendable (State, [String: String]) -> Choice?

    /// Why it does nothing now; `nil` when it would.
    func whyNot(_ state: State) -> String? {
        let active = state.scopes
        guard runsAnywhere || scopes.contains(where: active.contains) else {
            return "Works in the \(scopes.map(\.words).joined(separator: " or "))."
        }
        return unavailable(state)
    }

    /// What a command may do to the world outside.
    public enum Risk: String, Sendable {
        /// Reads only.
        case looks
        /// Changes something of the console's own.
        case local
        /// Sends evidence to a language model, and costs money.
        case asks
        /// Changes something outside, after its plan was shown and confirmed.
        case changes
    }

    /// Something a command asks for before it runs.
    public struct Argument: Sendable {
        /// Name by which the choice finds its value, and label in the form.
        public var name: String, label: String
        /// Value to begin with.
        public var initial: @Sendable (State) -> String = { _ in "" }
        /// Values to choose from, from live data; empty for free text.
        public var values: @Sendable (State) -> [String] = { _ in [] }
        /// Whether only one of ``values`` will do.
        public var isClosed = false
        /// Why a value will not do; `nil` when it will.
        public var refuses: @Sendable (String) -> String? = { _ in nil }
    }
}

/// Where a command's keys work.
public enum Scope: Sendable, Hashable {
    /// Everywhere except where text is typed.
    case anywhere
    /// The deck, or one of its panes.
    case deck
    case pane(PaneID)
    /// Any page, or pages of a kind.
    case page
    case pages(PageKind)

    /// Whether a key may mean something else in `other` at the same time.
    func overlaps(_ other: Scope) -> Bool {
        switch (self, other) {
        case (.anywhere, _), (_, .anywhere): true
        case (.deck, .deck), (.deck, .pane), (.pane, .deck), (.page, .page), (.page, .pages), (.pages, .page): true
        case (.pane(let one), .pane(let two)): one == two
        case (.pages(let one), .pages(let two)): one == two
        default: false
        }
    }

    /// In words, for help and docs.
    var words: String {
        switch self {
        case .anywhere: "anywhere"
        case .deck: "deck"
        case .pane(let pane): "\(pane.rawValue) pane"
        case .page: "pages"
        case .pages(let kind): "\(kind.rawValue) page"
        }
    }
}
