import Archive
import Feeds
import Host
import Terminal
import Triage

/// What arrives from outside: feeds, answers, time.
extension State {
    /// Takes news into the world, and once into each of the panes that read it.
    mutating func take(_ news: [FeedEvent]) -> [Effect] {
        var parts: Set<World.Part> = []
        for event in news {
            if shared.options.showsEveryContext, case .cluster(let context, _) = event, !shared.options.contexts.contains(context) {
                shared.options.contexts.append(context)
                shared.context = shared.context ?? context
            }
            parts.insert(shared.world.take(event))
        }
        refreshPanes(reading: parts)
        var effects = parts.contains(.alerts) ? noticeCriticals() : []
        placeCursor()
        effects += tellPage(.refreshed)
        isPaletteOld = true
        return effects
    }

    /// What the palette offers must be what there is; the chosen row stays chosen by its identity. Twice a second at most: it looks at
    /// everything.
    private mutating func refreshPalette() {
        guard isPaletteOld, case .palette(var palette) = overlay, abs((shared.now - paletteRefreshed).milliseconds) >= 500 else { return }
        palette.refresh(self)
        overlay = .palette(palette)
        isPaletteOld = false
        paletteRefreshed = shared.now
    }

    mutating func refreshPanes(reading parts: Set<World.Part>) {
        for index in panes.all.indices where !type(of: panes.all[index]).reads.isDisjoint(with: parts) {
            panes.all[index].refresh(shared, holding: shared.isHeld)
        }
        if !shared.isHeld { refreshDemands() }
    }

    /// Time has passed: what was held may move now, messages and banners go.
    mutating func tick(_ now: Timestamp) -> [Effect] {
        shared.now = now
        shared.expireMessage()
        refreshPalette()
        if let banner, !(0...60).contains((now - banner.since).seconds) { self.banner = nil }
        if !shared.isHeld {
            // Not with each key: it looks at everything. After a sleep of the machine it is too late.
            if let press = shared.lastPress, absenceFrom != press, (now - press).seconds < Absence.least {
                absence = Absence(shared.world)
                absenceFrom = press
            }
            for index in panes.all.indices where panes.all[index].roster.isHeld {
                panes.all[index].refresh(shared, holding: false)
            }
            refreshDemands()
        }
        return tellPage(.refreshed)
    }

    /// Hands an answer to whom it is for. The runner has judged already that it still lives.
    mutating func take(_ answer: Answer, for id: EffectID) -> [Effect] {
        switch id.owner {
        case .console: return takeOperation(answer, id.name) ?? takeOwn(answer, id.name)
        case .page(let number):
            guard let index = pages.all.firstIndex(where: { $0.number == number }) else { return [] }
            return pages.all[index].update(.answered(id.name, answer), &shared)
        case .triage(let number): return takeTriage(answer, number)
        }
    }

    private mutating func takeOwn(_ answer: Answer, _ name: String) -> [Effect] {
        switch (name, answer) {
        case ("reports", .reports(let summaries, _)):
            var freshness = Freshness(.live)
            freshness.lastSuccess = shared.now
            shared.world.reports = Fed(summaries, freshness)
            refreshPanes(reading: [.reports])
        case ("reports", .failed(let sentence)):
            shared.world.reports.freshness.state = shared.world.reports.value == nil ? .failed : .stale
            shared.world.reports.freshness.lastError = sentence
            refreshPanes(reading: [.reports])
        case ("audit", .audit(let records)):
            if shared.operationsEdition == 0 { sayWhatGoesOn(records.filter(\.state.isUnderWay)) }
            if records != shared.operations || shared.operationsEdition == 0 { shared.operationsEdition += 1 }
            shared.operations = records
            return tellPage(.refreshed)
        case (_, .failed(let sentence)): shared.say(sentence, .broken)
        case (_, .done(let sentence)): if let sentence { shared.say(sentence) }
        default: break
        }
        return []
    }

    /// Whoever starts, or comes back after a lost line, is told what is under way and where it stands.
    private mutating func sayWhatGoesOn(_ records: [AuditRecord]) {
        guard let first = records.first else { return }
        let more = records.count > 1 ? ", and \(records.count - 1) more" : ""
        shared.say("Under way: \(first.title), \(first.step)\(more) (J)", .moving)
    }

    private mutating func takeTriage(_ answer: Answer, _ number: Int) -> [Effect] {
        guard let index = shared.triages.firstIndex(where: { $0.number == number }) else { return [] }
        switch answer {
        case .triage(let event): shared.triages[index].take(event, at: shared.now)
        case .failed(let sentence): shared.triages[index].breakOff(sentence, at: shared.now)
        case .ended: shared.triages[index].breakOff("The triage ended without a report.", at: shared.now)
        default: break
        }
        let session = shared.triages[index]
        refreshPanes(reading: [.reports])
        var effects = tellPage(.refreshed)
        guard !session.isRunning else { return effects }
        let isOnScreen = pages.top?.thing == .triage(number)
        if !isOnScreen {
            let words = if case .broken(let reason) = session.phase { "Triage broken off: \(reason)" } else { "Report written, r reads it" }
            shared.say("\(words): \(session.subject.words)")
        }
        effects.append(askForReports())
        return effects
    }

    /// Raises the banner for criticals that were not there before. The first answer raises none: the cursor goes there instead.
    private mutating func noticeCriticals() -> [Effect] {
        guard let view = shared.world.alerts.value else { return [] }
        let criticals = view.alerts.indices.filter { view.alerts[$0].state == .firing && view.alerts[$0].severity == "critical" }
        let ids = Set(criticals.map { view.alerts[$0].id })
        defer { knownCriticals = ids }
        guard let known = knownCriticals else { return [] }
        let fresh = criticals.filter { !known.contains(view.alerts[$0].id) }
        if let banner, !ids.contains(banner.alert) { self.banner = nil }
        guard let first = fresh.first.map({ view.alerts[$0] }) else { return [] }
        paintSerial += 1
        let place = [first.context, first.namespace, first.pod].filter { !$0.isEmpty }.joined(separator: "/")
        banner = Banner(
            alert: first.id, name: first.name, text: "\(first.name) \(place)", others: fresh.count - 1, since: shared.now,
            serial: paintSerial)
        return shared.options.bell ? [.ring] : []
    }

    /// Puts the cursor on what matters most, once, as soon as the alerts have answered; never after a person has moved it.
    private mutating func placeCursor() {
        guard !isPlaced else { return }
        if let alerts = shared.world.alerts.value {
            if let critical = alerts.alerts.first(where: { $0.severity == "critical" && $0.state == .firing }),
                focus(on: .alerts, row: .alert(critical.id))
            {
                isPlaced = true
                return
            }
        }
        focusWorst()
        // A night that looks calm may only be one whose edge has not timed out yet: until a problem stands, or a person
        // moves, the cursor goes on looking. Alerts that cannot be had are not waited for.
        switch shared.world.alerts.freshness.state {
        case .off, .failed, .live:
            let awaited = shared.options.contexts.contains { shared.world.clusters[$0, default: Fed()].freshness.state == .connecting }
            isPlaced = !awaited && panes.all[focus].roster.problems > 0
        case .connecting, .stale: break
        }
    }

    private mutating func focus(on pane: PaneID, row: RowID) -> Bool {
        guard let index = panes.index(of: pane) else { return false }
        guard
            panes.all[index].roster.select(row)
                || panes.all[index].roster.rows.first.map({ panes.all[index].roster.select($0.id) }) == true
        else { return false }
        focus = index
        return true
    }

    /// Without a critical alert: the first pane with a problem, on its first problem row.
    private mutating func focusWorst() {
        guard let index = panes.all.firstIndex(where: { $0.roster.problems > 0 }) else { return }
        if let row = panes.all[index].roster.firstProblem { panes.all[index].roster.select(row) }
        focus = index
        refreshDemands()
    }
}
