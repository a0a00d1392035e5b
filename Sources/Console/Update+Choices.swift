import Host
import Triage

/// What follows from what a person chose.
extension State {
    mutating func follow(_ choice: Choice) -> [Effect] {
        switch choice {
        case .moved(let motion):
            if pages.top != nil { return tellPage(.moved(motion)) }
            panes.all[focus].roster.move(motion, height: focusedHeight)
        case .shifted(let step): return pages.top?.movesSideways == true ? tellPage(.shifted(step)) : moveFocus(step)
        case .enteredSelection: return enterSelection()
        case .opened(let target): return open(target)
        case .wentBack: return goBack()
        case .focused(let number): return leaveAllPages() + focusPane(number - 1)
        case .focusMoved(let step): return moveFocus(step)
        case .tabChosen(let number): return tellPage(.tabChosen(number - 1))
        case .zoomed:
            isZoomed.toggle()
            refreshDemands()
        case .filterOpened:
            let filter = panes.all[focus].roster.filter
            prompt = Prompt(purpose: .filter(pane: focus, before: filter), field: Field(filter.text))
        case .searchOpened: prompt = Prompt(purpose: .search, field: Field(pages.top?.searched ?? ""))
        case .paletteOpened: show(.palette(Palette(self)))
        case .contextsOpened: show(.contexts(ContextChooser(self)))
        case .helpOpened: show(.help(Help()))
        case .matchMoved(let step): return tellPage(.matchMoved(step))
        case .contextChosen(let name):
            shared.context = name
            shared.say("Commands without a selection now act in \(name).")
        case .themeChosen(let name): return changeTheme(name)
        case .triageAsked(let subject, let question): return startTriage(subject, question)
        case .triageStopped(let number): return stopTriage(number)
        case .logAsked(let source): return openLog(source)
        case .yamlAsked(let target): return openYAML(target)
        case .questionAsked(let asking, let title, let subject): return askQuestion(asking, title: title, subject: subject)
        case .operationAsked(let request, let title, let subject): return planOperation(request, title: title, subject: subject)
        case .planConfirmed(let plan, let typed): return runOperation(plan, typed: typed)
        case .actionsOpened: show(.palette(Palette(self, actionsOnly: true)))
        case .copied(let text): return [.copy(text)]
        case .followToggled: return tellPage(.followToggled)
        case .wrapToggled: return tellPage(.wrapToggled)
        case .timesToggled: return tellPage(.timesToggled)
        case .foldToggled: return tellPage(.foldToggled)
        case .reportsSearched(let words): return open(.reports) + tellPage(.searched(words))
        case .scenarioChosen(let name): return [.begin(EffectID(.console, "scenario"), .labScenario(name))]
        case .bannerDismissed: banner = nil
        case .suspended: return [.suspend]
        case .redrawAsked: return [.redraw]
        case .quitAsked: return quit()
        }
        return []
    }

    /// Opens a thing as a page over what is shown now.
    mutating func open(_ target: Target) -> [Effect] {
        if pages.top?.thing == target { return [] }
        if case .offer(let request, let title) = target {
            return follow(.operationAsked(request, title: title, subject: pages.top?.thing?.words ?? ""))
        }
        guard let page = makePage(for: target, number: shared.newNumber(), shared) else {
            shared.say("That is not there any more.")
            return []
        }
        pages.all.append(page)
        prompt = nil
        return tellPage(.opened)
    }

    private mutating func enterSelection() -> [Effect] {
        if pages.top == nil, let row = panes.all[focus].roster.current, panes.all[focus].toggled(row, shared) {
            panes.all[focus].refresh(shared, holding: false)
            refreshDemands()
            return []
        }
        return entering.map { open($0) } ?? []
    }

    private mutating func openYAML(_ target: Target) -> [Effect] {
        var effects: [Effect] = []
        if pages.top?.thing != target { effects = open(target) }
        return effects + tellPage(.tabChosen(PodPage.Tab.yaml.rawValue))
    }

    private mutating func goBack() -> [Effect] {
        if banner != nil {
            banner = nil
        } else if let page = pages.top, page.givesSearchUp, page.searched?.isEmpty == false {
            return tellPage(.searched(""))
        } else if let page = pages.all.popLast() {
            return [.endAll(.page(page.number))] + tellPage(.refreshed)
        } else if !panes.all[focus].roster.filter.isEmpty {
            setFilter(Filter(), pane: focus)
        } else if isZoomed {
            isZoomed = false
            refreshDemands()
        }
        return []
    }

    mutating func focusPane(_ index: Int) -> [Effect] {
        guard panes.all.indices.contains(index) else { return [] }
        focus = index
        refreshDemands()
        return []
    }

    private mutating func leaveAllPages() -> [Effect] {
        defer { pages.all = [] }
        return pages.all.map { .endAll(.page($0.number)) }
    }

    private mutating func moveFocus(_ step: Int) -> [Effect] {
        if let page = pages.top {
            let count = page.tabs(shared).count
            return count > 0 ? tellPage(.tabChosen((page.tab + step + count) % count)) : []
        }
        return focusPane((focus + step + panes.all.count) % panes.all.count)
    }

    private mutating func changeTheme(_ name: String) -> [Effect] {
        shared.theme = name
        shared.say("Theme \(name).")
        return [.begin(EffectID(.console, "theme"), .saveTheme(name))]
    }

    private mutating func startTriage(_ subject: Subject, _ question: String?) -> [Effect] {
        let number = shared.newNumber()
        forgetOldTriages()
        shared.triages.append(TriageSession(number: number, subject: subject, question: question, started: shared.now))
        refreshPanes(reading: [.reports])
        return [.begin(EffectID(.triage(number), "triage"), .triage(subject, question: question))] + open(.triage(number))
    }

    /// Old sessions are in the archive; what is kept here is for looking back while it is fresh: twenty of them, and a quarter megabyte of
    /// their evidence.
    private mutating func forgetOldTriages() {
        let shown = Set(pages.all.compactMap { if case .triage(let number)? = $0.thing { number } else { nil } })
        var bytes = shared.triages.reduce(0) { $0 + $1.bytes }
        while shared.triages.count >= 20 || bytes > 256 << 10,
            let old = shared.triages.firstIndex(where: { !$0.isRunning && !shown.contains($0.number) })
        {
            bytes -= shared.triages[old].bytes
            shared.triages.remove(at: old)
        }
    }

    private mutating func stopTriage(_ number: Int) -> [Effect] {
        guard let index = shared.triages.firstIndex(where: { $0.number == number }) else { return [] }
        // Before there was a prompt nobody was asked, and nothing is kept.
        let isEarly = shared.triages[index].prompt == nil
        shared.triages[index].breakOff(
            isEarly ? "Stopped by you before a model was asked; nothing of it is kept." : "Stopped by you.", at: shared.now)
        refreshPanes(reading: [.reports])
        return [.endAll(.triage(number))] + tellPage(.refreshed)
    }

    /// Opens a log; where a log of the same pod is open already, it is its tab that changes.
    private mutating func openLog(_ source: LogSource) -> [Effect] {
        if let page = pages.top as? LogPage, let index = page.sources.firstIndex(of: source) {
            return tellPage(.tabChosen(index))
        }
        return open(.log(source))
    }

    private mutating func quit() -> [Effect] {
        let running = shared.triages.filter(\.isRunning).count, operations = shared.ownOperations.count
        guard running + operations > 0 else { return [.quit] }
        var reasons: [String] = []
        if running > 0 { reasons.append("\(Numbers.count(running, "triage is", "triages are")) still running and will be ended without a report.") }
        if operations > 0 {
            reasons.append("\(Numbers.count(operations, "operation is", "operations are")) under way; the next start goes on following.")
        }
        show(.confirm(Confirm(title: "Leave Quarterdeck", text: reasons.joined(separator: " "), action: "leave", outcome: .quit)))
        return []
    }
}
