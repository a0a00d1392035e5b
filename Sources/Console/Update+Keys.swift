import Host
import Terminal

/// What a key means, by where it lands: overlay, prompt, banner, then the keymap.
extension State {
    mutating func take(_ key: Key) -> [Effect] {
        switch key {
        case .focusGained:
            sayWhatChanged()
            return []
        case .focusLost: return []
        case .mouse(let mouse): return take(mouse)
        default: break
        }
        isPlaced = true
        shared.hush()
        sayWhatChanged()
        shared.lastPress = shared.now
        if overlay != nil { return takeInOverlay(key) }
        if prompt != nil { return takeInPrompt(key) }
        if case .paste = key {
            shared.say("A paste goes into a text field only; / or : opens one.")
            return []
        }
        if let effects = takeForBanner(key) { return effects }
        return run(key)
    }

    /// Who has been away is told what changed meanwhile.
    private mutating func sayWhatChanged() {
        if let absence, let lastPress = shared.lastPress, (shared.now - lastPress).seconds >= Absence.least {
            let changes = absence.sentence(shared.world) ?? "nothing has changed"
            shared.say("Since \(shared.options.clock.minute(lastPress)): \(changes).", .moving)
            // Told once: a look that is followed by no key is a look all the same.
            shared.lastPress = shared.now
        }
    }

    /// Runs what the keymap says, or says why nothing happens.
    private mutating func run(_ key: Key) -> [Effect] {
        guard let command = shared.options.keymap.command(for: key, in: scopes), command.exists(self) else {
            let elsewhere = shared.options.keymap.meanings(of: key).filter { $0.exists(self) }.first
            if let elsewhere, let scope = elsewhere.scopes.first {
                shared.say("\(key.name) does nothing here; in the \(scope.words) it means: \(elsewhere.title). ? lists the keys.")
            } else {
                shared.say("\(key.name) does nothing; ? lists the keys.")
            }
            return []
        }
        return run(command, key: key)
    }

    /// Runs a command: says why not, asks for its arguments, or follows its choice.
    mutating func run(_ command: Command, _ values: [String: String]? = nil, key: Key? = nil, acting: Target? = nil) -> [Effect] {
        if let reason = command.whyNot(pinned(on: acting)) {
            shared.say(reason)
            return []
        }
        if !command.arguments.isEmpty, values == nil {
            show(.form(Form(command, pinned(on: acting))))
            return []
        }
        let values = values ?? key.map { ["key": $0.name] } ?? [:]
        guard let choice = command.choice(pinned(on: acting), values) else { return [] }
        return follow(choice)
    }

    /// The state as a command sees it that acts on something chosen before: a selection that moved meanwhile changes nothing.
    private func pinned(on target: Target?) -> State {
        guard let target else { return self }
        var copy = self
        copy.pinned = target
        return copy
    }

    /// Enter goes to a banner's alert when it could be read before the key was pressed, and no other key came since.
    private mutating func takeForBanner(_ key: Key) -> [Effect]? {
        guard let banner else { return nil }
        if key == .enter, !banner.isPassed, paintedSerial >= banner.serial {
            self.banner = nil
            return open(.alert(id: banner.alert, name: banner.name))
        }
        if key != .escape, paintedSerial >= banner.serial { self.banner?.isPassed = true }
        return nil
    }

    /// Opens an overlay. Dialogs wait until they have been seen: keys that were typed ahead do not reach them.
    mutating func show(_ new: Overlay) {
        paintSerial += 1
        overlay = new
    }

    private mutating func takeInPrompt(_ key: Key) -> [Effect] {
        guard var prompt else { return [] }
        switch key {
        case .enter: self.prompt = nil
        case .escape:
            self.prompt = nil
            if case .filter(let pane, let before) = prompt.purpose {
                remember(prompt.field.text)
                setFilter(before, pane: pane)
            } else {
                return tellPage(.searched(""))
            }
        case .up, .down:
            if case .search = prompt.purpose { return tellPage(.matchMoved(key == .up ? -1 : 1)) }
            panes.all[focus].roster.move(key == .up ? .up : .down, height: focusedHeight)
        default:
            guard prompt.field.take(key) else { return [] }
            self.prompt = prompt
            switch prompt.purpose {
            case .filter(let pane, _): setFilter(Filter(prompt.field.text), pane: pane)
            case .search: return tellPage(.searched(prompt.field.text))
            }
        }
        return []
    }

    mutating func setFilter(_ filter: Filter, pane: Int) {
        panes.all[pane].roster.filter = filter
        panes.all[pane].refresh(shared, holding: false)
        refreshDemands()
    }

    /// Keeps typed text for Up, so that Esc destroys nothing.
    mutating func remember(_ text: String) {
        guard !text.isEmpty else { return }
        typed.removeAll { $0 == text }
        typed.append(text)
        if typed.count > 100 { typed.removeFirst() }
    }
}
