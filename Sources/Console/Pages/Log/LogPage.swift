import Feeds
import Host
import Services
import Terminal

/// A log: from its tail on, following, or read back; one tab for each container and for its run before.
struct LogPage: Page {
    static let kind = PageKind.log
    static let commands = [follow, wrap, times]

    /// What is happening with the stream.
    enum Stream: Equatable, Sendable {
        case asking, flowing, ended, failed(String)
    }

    let number: Int
    /// Logs to choose from, and the one shown.
    let sources: [LogSource]
    var tab: Int
    let limit: Int
    var text: TextView
    var stream = Stream.asking
    /// Lines that the sender skipped because we were slow.
    var skipped = 0

    init(number: Int, source: LogSource, _ shared: Shared) {
        self.number = number
        let all = Self.siblings(of: source, shared)
        sources = all.contains(source) ? all : [source]
        tab = sources.firstIndex(of: source) ?? 0
        limit = shared.options.logBytes
        text = Self.emptyText(limit)
    }

    private static func emptyText(_ limit: Int) -> TextView {
        var text = TextView(TextBuffer(limit: limit), follows: true)
        text.stamps = .short
        return text
    }

    /// The logs of all containers of the pod, each with its run before where there was one.
    private static func siblings(of source: LogSource, _ shared: Shared) -> [LogSource] {
        guard case .container(let context, let namespace, let pod, let uid, _, _) = source,
            let row = shared.world.pod(context: context, uid: uid)
        else { return [source] }
        return row.pod.containers.flatMap { container in
            (container.restarts > 0 || container.lastState != nil ? [false, true] : [false]).map {
                LogSource.container(
                    context: context, namespace: namespace, pod: pod, uid: uid, container: container.name, previous: $0)
            }
        }
    }

    var source: LogSource { sources[tab] }
    var thing: Target? { .log(source) }
    var searched: String? { text.search }
    var movesSideways: Bool { true }

    var crumbs: [String] {
        switch source {
        case .container(let context, _, let pod, _, _, _): [context, pod, "log"]
        case .job(let repository, _, let name): [repository, name, "log"]
        }
    }

    func tabs(_ shared: Shared) -> [String] {
        sources.count < 2
            ? []
            : sources.map { source in
                switch source {
                case .container(_, _, _, _, let container, let previous): previous ? "\(container), run before" : container
                case .job(_, _, let name): name
                }
            }
    }

    func standing(_ shared: Shared) -> Standing {
        switch stream {
        case .asking: Standing("asking", .muted)
        case .flowing: text.follows ? Standing("following", .healthy) : Standing("not following, f follows", .degraded)
        case .ended: Standing("ended", .muted)
        case .failed: Standing("failed", .broken)
        }
    }

    mutating func update(_ event: PageEvent, _ shared: inout Shared) -> [Effect] {
        let height = max(1, shared.pageHeight - 1 - (sources.count < 2 ? 0 : 1))
        switch event {
        case .opened: return [ask()]
        case .moved(let motion): text.move(motion, height: height)
        case .scrolled(let rows): text.scroll(rows, height: height)
        case .shifted(let step): text.shift(by: step * 8)
        case .tabChosen(let index):
            guard sources.indices.contains(index), index != tab || stream != .flowing else { break }
            tab = index
            return [ask()]
        case .answered(_, let answer): take(answer)
        case .searched(let words): text.find(words, height: height)
        case .matchMoved(let step): text.next(step, height: height)
        case .followToggled: text.toggleFollow()
        case .wrapToggled: text.toggleWrap()
        case .timesToggled: text.nextStamps()
        case .refreshed, .foldToggled, .clicked: break
        }
        return []
    }

    private mutating func ask() -> Effect {
        text = Self.emptyText(limit)
        stream = .asking
        skipped = 0
        var options = LogOptions()
        if case .container(_, _, _, _, _, let previous) = source { options.follow = !previous } else { options.follow = false }
        return begin("log", .log(source, options))
    }

    private mutating func take(_ answer: Answer) {
        switch answer {
        case .log(let chunk):
            stream = .flowing
            if chunk.skipped > 0 {
                skipped += chunk.skipped
                text.buffer.note(
                    "\(Numbers.count(chunk.skipped, "line")) skipped here: the log came faster than it could be shown.")
            }
            text.buffer.append(chunk.bytes)
            if let note = chunk.note { text.buffer.note(note) }
        case .ended:
            text.buffer.close()
            stream = .ended
        case .failed(let sentence):
            text.buffer.close()
            stream = .failed(sentence)
        default: break
        }
    }

    func draw(on canvas: inout Canvas, _ shared: Shared) {
        var y = 0
        let titles = tabs(shared)
        if !titles.isEmpty {
            drawTabs(titles, chosen: tab, y: 0, on: &canvas)
            y = 1
        }
        canvas.within(Rect(x: 0, y: y, width: canvas.width, height: canvas.height - y - 1)) { area in
            if text.buffer.isEmpty { drawEmptiness(on: &area) } else { text.draw(on: &area, shared.options.clock) }
        }
        drawState(height: canvas.height - y - 1, shared.options.clock, on: &canvas)
    }

    private func drawState(height: Int, _ clock: WallClock, on canvas: inout Canvas) {
        var left = [Span(text.buffer.isEmpty ? "" : text.place, .muted)]
        if let day = text.day(height: height, clock) { left.append(Span(" · \(day)", .muted)) }
        if skipped > 0 { left.append(Span(" · \(Numbers.grouped(skipped)) skipped", .degraded)) }
        if case .failed(let sentence) = stream {
            left = [.sentence(text.buffer.isEmpty ? "failed" : sentence, .broken), Span("  \(tab + 1) asks again", .muted)]
        }
        canvas.draw(Line(left), x: 1, y: canvas.height - 1)
    }

    /// Why there is no line to read. A reason has the room for the whole of it.
    private func drawEmptiness(on area: inout Canvas) {
        let (words, role): (String, Role) =
            switch stream {
            case .asking: ("Asking for the log…", .muted)
            case .flowing, .ended: ("The log is empty.", .muted)
            case .failed(let sentence): ("No log: \(sentence)", .broken)
            }
        for (row, line) in Wrap.words(words, columns: area.width - 2).prefix(area.height).enumerated() {
            area.draw(Line(line, role), x: 1, y: row)
        }
    }

    private static let follow = Command(
        id: "log.follow", title: "Follow the end of the log, or stop", keys: ["f"], scopes: [.pages(.log)], hint: ("follow", 5),
        choice: { _, _ in .followToggled })
    private static let wrap = Command(
        id: "log.wrap", title: "Break long lines, or cut them", keys: ["w"], scopes: [.pages(.log), .pages(.evidence)],
        hint: ("wrap", 6),
        choice: { _, _ in .wrapToggled })
    private static let times = Command(
        id: "log.times", title: "Show the lines' times short, whole, or not", keys: ["m"], scopes: [.pages(.log), .pages(.evidence)],
        hint: ("times", 7), choice: { _, _ in .timesToggled })
}
