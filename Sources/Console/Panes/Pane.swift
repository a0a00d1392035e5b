import Terminal
import Triage

/// A pane's name in commands, config and code.
public enum PaneID: String, Sendable, Hashable, CaseIterable {
    /// In the order of the deck.
    case clusters, alerts, models, applications, pipelines, reports
}

/// A pane of the deck: one folder in `Console/Panes/`, registered by one line in `Panes.swift`.
///
/// It owns its rows and how they look. What all panes do alike (moving, filtering, keeping the selection on its thing,
/// dimming what is old) is done once, in ``State`` and in `Deck/`.
protocol Pane: Equatable, Sendable {
    /// Its name, and its title on screen.
    static var id: PaneID { get }
    static var title: String { get }
    /// The feeds whose news change its rows.
    static var reads: Set<World.Part> { get }
    /// Commands that this pane brings.
    static var commands: [Command] { get }

    init()
    /// Its rows as shown.
    var roster: Roster { get set }

    /// Takes news, or another filter, into the rows.
    mutating func refresh(_ shared: Shared, holding: Bool)
    /// The rows in natural order, worst first, as the filter lets them through.
    func arrange(_ shared: Shared) -> Arrangement
    /// How fresh they are.
    func standing(_ shared: Shared) -> Standing
    /// Everything in one line, for when there is no room for more. It says that all is well only where that is known.
    func summary(_ shared: Shared) -> Line
    /// Why there are no rows, and what to do about it.
    func emptiness(_ shared: Shared) -> String
    /// A row.
    func line(_ row: Row, width: Int, _ shared: Shared) -> Line
    /// The selected thing in one sentence.
    func sentence(_ row: Row, _ shared: Shared) -> String
    /// Why its rows are old, in full: a title has room for the gist only.
    func trouble(_ shared: Shared) -> String?
    /// What a row stands for, to be opened.
    func target(_ row: Row, _ shared: Shared) -> Target?
    /// Whether a row's data is old although the pane's is not.
    func isOld(_ row: Row, _ shared: Shared) -> Bool
    /// Enter on a row that has nothing to open: true when the pane did something itself.
    mutating func toggled(_ row: Row, _ shared: Shared) -> Bool
}

extension Pane {
    static var commands: [Command] { [] }
    func isOld(_ row: Row, _ shared: Shared) -> Bool { false }
    func trouble(_ shared: Shared) -> String? { nil }
    mutating func toggled(_ row: Row, _ shared: Shared) -> Bool { false }

    mutating func refresh(_ shared: Shared, holding: Bool) { roster.adopt(arrange(shared), holding: holding) }

    func isEqual(to other: any Pane) -> Bool { (other as? Self) == self }
}

/// The panes of the deck in order; equal when all are.
struct PaneSet: Equatable, Sendable {
    var all: [any Pane]

    init(_ types: [any Pane.Type]) { all = types.map { $0.init() } }

    static func == (left: PaneSet, right: PaneSet) -> Bool {
        left.all.count == right.all.count && zip(left.all, right.all).allSatisfy { $0.isEqual(to: $1) }
    }

    /// The place of a pane.
    func index(of id: PaneID) -> Int? { all.firstIndex { type(of: $0).id == id } }
}
