import Feeds
import Host
import Terminal
import TestSupport
import Testing

@testable import Console

/// The console under a test's hand: events go in, canvases come out, and every effect must be accounted for.
///
/// Answers are judged by the same ``Ledger`` as in the runner, so a late one is dropped here as it is there.
struct ConsoleDriver {
    var state: State
    /// Effects that no test line has mentioned yet.
    private(set) var effects: [Effect] = []
    private var ledger = Ledger()
    private var tickets: [EffectID: Ledger.Ticket] = [:]

    /// A console of a size at 14:03 on the night in question.
    init(columns: Int = 80, rows: Int = 24, _ change: (inout Options) -> Void = { _ in }) {
        var options = Options()
        options.contexts = ["gcp", "k3d"]
        options.themes = ["dark", "light", "high-contrast", "colour-blind"]
        change(&options)
        state = State(options)
        send(.ticked(Night.now), .resized(columns: columns, rows: rows), .started)
        expect(.begin(EffectID(.console, "reports"), .reports(matching: "", limit: 100)))
        expect(.begin(EffectID(.console, "audit"), .audit(matching: "", limit: 50)))
    }

    /// Sends events, one after the other.
    mutating func send(_ events: Event...) { for event in events { take(update(&state, event)) } }

    /// Presses keys by their names, each after the screen has been painted: `j`, `Enter`, `Ctrl-P`.
    mutating func press(_ names: String...) {
        for name in names {
            guard let key = Key(name: name) else {
                Issue.record("\(name) is no key.")
                continue
            }
            send(.painted(state.paintSerial), .key(key))
        }
    }

    /// Types text, letter by letter.
    mutating func type(_ text: String) { for character in text { send(.key(.character(character))) } }

    /// Lets time pass.
    mutating func pass(_ seconds: Double) { send(.ticked(state.shared.now + .milliseconds(Int64(seconds * 1000)))) }

    /// Sends an answer for a request, as the runner would: only if it is the newest under its identity.
    /// - Returns: whether it was delivered.
    @discardableResult
    mutating func answer(_ id: EffectID, _ answer: Answer, for ticket: Ledger.Ticket? = nil) -> Bool {
        guard let ticket = ticket ?? tickets[id], ledger.isAlive(ticket) else { return false }
        send(.answered(id, answer))
        return true
    }

    /// The ticket of the newest request under an identity, to answer late with.
    func ticket(_ id: EffectID) -> Ledger.Ticket? { tickets[id] }

    /// Takes the one effect expected next, and says which it was.
    @discardableResult
    mutating func expect(_ effect: Effect, sourceLocation: SourceLocation = #_sourceLocation) -> Effect? {
        guard let index = effects.firstIndex(of: effect) else {
            Issue.record("Expected \(effect); there is \(effects).", sourceLocation: sourceLocation)
            return nil
        }
        return effects.remove(at: index)
    }

    /// Forgets effects that this test is not about.
    mutating func ignoreEffects() { effects = [] }

    /// The end of a test: nothing was asked for that the test did not mention.
    func finish(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(effects.isEmpty, "Effects that the test did not mention.", sourceLocation: sourceLocation)
    }

    /// The screen as it would be painted.
    var canvas: Canvas { draw(state, width: state.shared.columns, height: state.shared.rows) }
    /// Its text.
    var text: String { canvas.lines.joined(separator: "\n") }
    /// The row that carries the cursor, as far as its pane goes.
    var selectedLine: String? {
        for line in canvas.lines { if let mark = line.firstIndex(of: "▸") { return String(line[mark...].prefix { $0 != "│" }) } }
        return nil
    }
    /// Effects of the page on top, by name.
    func pageID(_ name: String) -> EffectID { EffectID(.page(state.pages.top?.number ?? 0), name) }

    private mutating func take(_ new: [Effect]) {
        for effect in new {
            switch effect {
            case .begin(let id, _): tickets[id] = ledger.begin(id)
            case .end(let id): ledger.end(id)
            case .endAll(let owner): _ = ledger.endAll(owner)
            default: break
            }
        }
        effects += new
    }
}

extension Event {
    /// News of one feed.
    static func feed(_ event: FeedEvent) -> Event { .news([event]) }
}
