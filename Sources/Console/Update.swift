import Feeds
import Host
import Terminal

/// Takes one event into the state and says what is to be done outside. Pure and synchronous: no clock, no network, no terminal.
///
/// This function only routes: what a key means stands in `Update+Keys.swift`, what a choice does in `Update+Choices.swift`,
/// and everything of a pane or a page in its own folder.
public func update(_ state: inout State, _ event: Event) -> [Effect] {
    let effects: [Effect]
    switch event {
    case .started: effects = [state.askForReports(), state.askForOperations()]
    case .key(let key): effects = state.take(key)
    case .ticked(let now): effects = state.tick(now)
    case .resized(let columns, let rows):
        state.shared.columns = columns
        state.shared.rows = rows
        state.refreshDemands()
        state.settle()
        effects = state.tellPage(.refreshed)
    case .painted(let serial):
        state.paintedSerial = max(state.paintedSerial, serial)
        effects = []
    case .news(let news): effects = state.take(news)
    case .archiveChanged: effects = [state.askForReports(), state.askForOperations()]
    case .budget(let budget):
        state.shared.budget = budget
        effects = []
    case .copied(let outcome):
        state.shared.say(outcome.words)
        effects = []
    case .answered(let id, let answer): effects = state.take(answer, for: id)
    case .chose(let choice): effects = state.follow(choice)
    }
    state.settle()
    return effects
}

extension State {
    /// The newest reports, for the pane.
    func askForReports() -> Effect { .begin(EffectID(.console, "reports"), .reports(matching: "", limit: 100)) }

    /// Hands an event to the page on top.
    mutating func tellPage(_ event: PageEvent) -> [Effect] {
        guard !pages.all.isEmpty else { return [] }
        return pages.all[pages.all.count - 1].update(event, &shared)
    }

    /// Moves windows so that selections are seen, after whatever happened.
    mutating func settle() {
        // Who reads of an alert need not be told of it.
        if let banner, case .alert(banner.alert, _)? = pages.top?.concern(shared) { self.banner = nil }
        shared.pageHeight = max(1, shared.rows - headHeight - 2)
        let slots = layout.slots
        for slot in slots { panes.all[slot.pane].roster.reveal(height: max(1, slot.rows)) }
    }

    /// The rows that the focused pane shows.
    var focusedHeight: Int { layout.slots.first { $0.pane == focus }.map { max(1, $0.rows) } ?? 1 }
}
