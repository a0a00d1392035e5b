import Terminal
import Triage

/// Kinds of pages, as commands' scopes name them.
public enum PageKind: String, Sendable, Hashable, CaseIterable {
    /// In the order of `Console/Pages/`.
    case cluster, node, pod, alert, targets, model, training, application, pipeline, log, report, reports, evidence, jobs, audit, operation
}

/// What reaches the page on top.
enum PageEvent: Equatable, Sendable {
    /// It came to the top for the first time: ask for what no feed brings.
    case opened
    case moved(Motion)
    case shifted(Int)
    case tabChosen(Int)
    case answered(String, Answer)
    /// The world, the clock or the size changed.
    case refreshed
    /// Text to look for, while it is typed; the next or previous match.
    case searched(String)
    case matchMoved(Int)
    case followToggled, wrapToggled, timesToggled, foldToggled
    /// A click in the page's area.
    case clicked(row: Int)
    case scrolled(Int)
}

/// A screen of its own over the deck: one Enter in, one Esc out. A folder in `Console/Pages/`, opened by one line in `Pages.swift`.
protocol Page: Equatable, Sendable {
    static var kind: PageKind { get }
    /// Commands that this page brings.
    static var commands: [Command] { get }
    /// Its number: the owner of its effects.
    var number: Int { get }
    /// Its words in the bread-crumb, outermost first.
    var crumbs: [String] { get }
    /// What the page is about: what `t` triages when nothing in it is selected.
    var thing: Target? { get }
    /// What commands act on when nothing in it is selected that they could act on: of a report, what was triaged, while that is there.
    func concern(_ shared: Shared) -> Target?
    /// What Enter opens.
    func selection(_ shared: Shared) -> Target?
    /// How fresh it is.
    func standing(_ shared: Shared) -> Standing
    /// Titles of its tabs; empty where it has none.
    func tabs(_ shared: Shared) -> [String]
    /// The tab shown, from 0.
    var tab: Int { get }
    /// What is searched for; `nil` where the page has no text to search.
    var searched: String? { get }
    /// Whether `/` leaves out what does not match, as on the deck, rather than going from match to match.
    var narrows: Bool { get }
    /// Whether going back takes a search away first, and only then leaves the page: where a search leaves something out.
    var givesSearchUp: Bool { get }
    /// What of it is seen, or which match of a search one is at; empty where all is seen.
    func place(_ shared: Shared) -> String
    /// The selected thing in one sentence, where its line has no room for all of it.
    func sentence(_ shared: Shared) -> String
    /// Whether left and right move its text, rather than going to another tab.
    var movesSideways: Bool { get }

    mutating func update(_ event: PageEvent, _ shared: inout Shared) -> [Effect]
    /// Draws everything below the bread-crumb and above the footer.
    func draw(on canvas: inout Canvas, _ shared: Shared)
}

extension Page {
    static var commands: [Command] { [] }
    func concern(_ shared: Shared) -> Target? { thing }
    func selection(_ shared: Shared) -> Target? { nil }
    func tabs(_ shared: Shared) -> [String] { [] }
    var tab: Int { 0 }
    var searched: String? { nil }
    var movesSideways: Bool { false }
    var narrows: Bool { false }
    var givesSearchUp: Bool { narrows }
    func sentence(_ shared: Shared) -> String { "" }
    func place(_ shared: Shared) -> String { "" }
    func isEqual(to other: any Page) -> Bool { (other as? Self) == self }
    /// An effect of this page.
    func begin(_ name: String, _ request: Request) -> Effect { .begin(EffectID(.page(number), name), request) }
}

/// Pages over the deck, the one seen last.
struct PageStack: Equatable, Sendable {
    var all: [any Page] = []

    static func == (left: PageStack, right: PageStack) -> Bool {
        left.all.count == right.all.count && zip(left.all, right.all).allSatisfy { $0.isEqual(to: $1) }
    }

    /// The page on top; `nil` on the deck.
    var top: (any Page)? { all.last }
}
