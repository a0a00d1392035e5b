import Feeds
import Host
import Terminal
import Triage

/// All that the console knows and shows. A value: only ``update(_:_:)`` changes it, ``draw(_:width:height:)`` only looks.
public struct State: Equatable, Sendable {
    var shared: Shared
    var panes: PaneSet
    /// The focused pane's place, and whether it has the screen for itself.
    var focus = 0
    var isZoomed = false
    var pages = PageStack()
    /// What lies over the screen, and the line being typed in.
    var overlay: Overlay?
    var prompt: Prompt?
    var banner: Banner?
    /// The form whose operation is being planned, so that it can be gone back to.
    var submitted: Form?
    /// What was typed in the palette before, newest last.
    var typed: [String] = []
    /// Raised whenever something opens that must be seen before keys may act on it.
    public internal(set) var paintSerial = 0
    /// The newest serial that stands on the screen.
    var paintedSerial = 0
    /// Whether the cursor has been put on what matters most, or moved by a person before that.
    var isPlaced = false
    /// Criticals already seen; `nil` before the alerts have answered.
    var knownCriticals: Set<String>?
    /// What each pane asked for when the layout was last made; kept while keys are pressed.
    var demands: [Demand] = []
    /// What a command acts on in place of the selection, while it is being run from an overlay.
    var pinned: Target?
    /// What was wrong a moment after a key was last pressed, and which press that was.
    var absence: Absence?
    var absenceFrom: Timestamp?
    /// Whether there was news since the palette listed things, and when it was last made to list them again for that.
    var isPaletteOld = false
    var paletteRefreshed = Timestamp(milliseconds: 0)
    /// The last press of the mouse, for double clicks.
    var lastClick: Click?

    /// A press of the mouse.
    struct Click: Equatable, Sendable {
        var x: Int, y: Int
        var at: Timestamp
    }

    /// A console that has heard of nothing yet.
    public init(_ options: Options) {
        shared = Shared(options)
        panes = PaneSet(Console.panes)
        refreshDemands()
    }

    /// Theme in use; the caller resolves colours by it.
    public var theme: String { shared.theme }

    /// Whether something on screen moves by itself, so that ticks should come ten times a second.
    public var animates: Bool { shared.triages.contains(where: \.isRunning) }

    /// Whether somebody was pressing keys a moment ago.
    public var isHeld: Bool { shared.isHeld }

    /// The context in whose name commands act that have no selection.
    public var context: String? { shared.context }

    /// What a key acts on: the selected thing of the page on top (or what the page is about), or of the focused pane.
    var acting: Target? {
        if let pinned { return pinned }
        if let page = pages.top {
            // A citation is there to be read: nothing can be done to evidence.
            if let selection = page.selection(shared), !selection.isEvidence { return selection }
            return page.concern(shared)
        }
        return selectedOnDeck
    }

    /// The selected thing of the focused pane.
    var selectedOnDeck: Target? {
        let pane = panes.all[focus]
        return pane.roster.current.flatMap { pane.target($0, shared) }
    }

    /// What Enter opens.
    var entering: Target? {
        if let page = pages.top { return page.selection(shared) }
        return selectedOnDeck
    }

    /// Scopes in which a key is looked up, the nearest first.
    var scopes: [Scope] {
        if let page = pages.top { return [.pages(type(of: page).kind), .page, .anywhere] }
        return [.pane(type(of: panes.all[focus]).id), .deck, .anywhere]
    }

    /// Commands whose keys work now, in the order of the registry.
    var activeCommands: [Command] {
        let active = scopes
        return Registry.all.filter { command in command.exists(self) && command.scopes.contains(where: active.contains) }
    }

    /// The focused pane's filter.
    var filter: Filter { panes.all[focus].roster.filter }
}
