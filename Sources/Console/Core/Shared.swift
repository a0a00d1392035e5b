import Archive
import Host
import Terminal

/// What all panes and pages share: the world as known, the moment, the size, and what is said to the person.
struct Shared: Equatable, Sendable {
    /// The newest value of every feed.
    var world = World()
    /// As started with.
    var options: Options
    /// The moment, from the last tick.
    var now = Timestamp(milliseconds: 0)
    /// When a key was last pressed.
    var lastPress: Timestamp?
    /// Size of the terminal in cells.
    var columns = 80, rows = 24
    /// Lines that a page has between bread-crumb and foot.
    var pageHeight = 21
    /// Where commands act that have no selection.
    var context: String?
    /// Theme in use.
    var theme: String
    /// Use of the language model.
    var budget: Budget?
    /// Triages of this session, by number.
    var triages: [TriageSession] = []
    /// Actions on the world as the audit has them, newest first: of every process on this archive.
    var operations: [AuditRecord] = []
    /// Raised when they have changed.
    var operationsEdition = 0
    /// Titles of the operations of this console that are under way, by number.
    var ownOperations: [Int: String] = [:]
    /// What is said in the message line.
    private(set) var message: Message?
    /// Raised for each page and each triage, so that numbers are never used twice.
    private(set) var lastNumber = 0

    /// A sentence in the message line.
    struct Message: Equatable, Sendable {
        var text: String
        var role: Role
        /// When it was said, and when it goes.
        var from: Timestamp, until: Timestamp
    }

    init(_ options: Options) {
        self.options = options
        theme = options.theme
        context = options.contexts.first
    }

    /// Whether somebody was pressing keys a moment ago, so that rows keep their places.
    /// A wall clock may jump back: then nothing is held.
    var isHeld: Bool { lastPress.map { (0..<1000).contains((now - $0).milliseconds) } ?? false }

    /// Says a sentence for as long as it takes to read: two seconds, and 60 ms for each character.
    mutating func say(_ text: String, _ role: Role = .plain) {
        message = Message(text: text, role: role, from: now, until: now + .milliseconds(2000 + 60 * text.utf8.count))
    }

    /// Takes the message away.
    mutating func hush() { message = nil }

    /// Takes away a message that has been read.
    mutating func expireMessage() { if let message, message.until <= now || now < message.from { self.message = nil } }

    /// A number that was never used.
    mutating func newNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    /// A triage of this session.
    func triage(_ number: Int) -> TriageSession? { triages.first { $0.number == number } }

    /// Evidence of a triage of this session; stored evidence is asked of the archive.
    func evidence(_ holder: Target.EvidenceHolder, _ number: Int) -> EvidenceRecord? {
        guard case .session(let triage) = holder else { return nil }
        return self.triage(triage)?.evidence.first { $0.number == number }
    }
}
