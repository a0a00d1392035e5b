import Archive
import Console
import Dispatch
import Feeds
import Host
import Screen
import Settings
import Terminal

/// The console at work: screen, state, feeds and effects, from the first frame to the terminal given back.
@MainActor final class Session {
    /// Between two frames that news causes: below what an eye can tell apart, and far below what a line can carry.
    private static let frame = DispatchTimeInterval.milliseconds(16)

    private let screen: Screen
    private let time: any TimeSource
    private let log: Log
    private var state: State
    private var themes: [String: Theme]
    private var runner: EffectRunner?
    private var timer: (any DispatchSourceTimer)?
    private var tasks: [Task<Void, Never>] = []
    private var drawn: Duration = .zero
    private var newsTaken: Duration = .zero
    private var isDrawScheduled = false, isLookScheduled = false
    private var lastTick: (wall: Timestamp, up: Duration)
    private var end: CheckedContinuation<Int32, Never>?
    private var wakes: FeedHub.Wakes?

    /// A console on an open screen; the first frame is on its way when this returns.
    init(screen: Screen, options: Options, themes: [String: Theme], time: any TimeSource, log: Log) {
        self.screen = screen
        self.time = time
        self.log = log
        self.themes = themes
        state = State(options)
        lastTick = (time.now(), time.uptime())
        send(.ticked(time.now()))
        send(.resized(columns: screen.size.columns, rows: screen.size.rows))
        draw()
        screen.onKeys = { [unowned self] keys in press(keys) }
        screen.onResize = { [unowned self] in
            send(.resized(columns: self.screen.size.columns, rows: self.screen.size.rows))
            draw()
        }
        // Dialogs ignore keys typed before they could be seen.
        screen.onPainted = { [unowned self] serial in send(.painted(serial)) }
        screen.onTerminate = { [unowned self] signal in finish(128 + signal) }
    }

    /// Runs until the person leaves, or a signal ends it.
    /// - Returns: the exit code.
    func run(settings: Settings, backend: LiveBackend) async -> Int32 {
        runner = EffectRunner(backend: backend) { [unowned self] event in
            send(event)
            scheduleDraw()
            if case .answered(_, .operation) = event { lookAgain() }
        }
        perform(update(&state, .started))
        startTicking()
        start(settings, backend)
        let code = await withCheckedContinuation { end = $0 }
        timer?.cancel()
        runner?.endAll()
        for task in tasks { task.cancel() }
        screen.close()
        return code
    }

    /// Starts everything that asks something remote. Nothing of it is waited for.
    private func start(_ settings: Settings, _ backend: LiveBackend) {
        let box = Mailbox { DispatchQueue.main.async { MainActor.assumeIsolated { [weak self] in self?.scheduleNews() } } }
        mailbox = box
        let hub = FeedHub(settings: settings, time: time) { box.put($0) }
        wakes = hub.wake
        let log = log
        tasks.append(Task.detached { await hub.run(await backend.platform) })
        tasks.append(Task.detached { await backend.resumeOperations(log) })
        tasks.append(Task.detached { [time] in await Allocator.giveBack(every: .seconds(300), time: time) })
        tasks.append(
            Task { [weak self, time] in
                do {
                    let archive = try await backend.archive()
                    self?.deliver(.archiveChanged)
                    await self?.deliverBudget(backend)
                    for await _ in archive.changes(time: time) {
                        self?.deliver(.archiveChanged)
                        await self?.deliverBudget(backend)
                    }
                } catch {
                    // The pane says it too, as the answer to its own question.
                    log.write(.error, "archive", "\(error)")
                }
            })
    }

    /// What an operation of ours does should stand in the panes at once, not at the next poll: feeds ask again with its steps, every
    /// three seconds at most.
    private func lookAgain() {
        guard !isLookScheduled else { return }
        isLookScheduled = true
        DispatchQueue.main.asyncAfter(deadline: .now() + .seconds(3)) {
            MainActor.assumeIsolated { [weak self] in
                self?.isLookScheduled = false
                self?.wakes?.now()
            }
        }
    }

    private var mailbox: Mailbox?

    /// Keys come first: while some are pressed, news come in fewer and larger parts.
    private func scheduleNews() {
        let gap: Duration = state.isHeld ? .milliseconds(40) : .zero
        let wait = max(.zero, newsTaken + gap - time.uptime())
        DispatchQueue.main.asyncAfter(deadline: .now() + wait.seconds) { MainActor.assumeIsolated { [weak self] in self?.takeNews() } }
    }

    private func takeNews() {
        newsTaken = time.uptime()
        send(.news(mailbox?.take() ?? []))
        scheduleDraw()
    }

    private func deliver(_ event: Event) {
        send(event)
        scheduleDraw()
    }

    private func deliverBudget(_ backend: LiveBackend) async {
        if let budget = await backend.budget() { deliver(.budget(budget)) }
    }

    // MARK: Events in, effects out

    private func send(_ event: Event) { perform(update(&state, event)) }

    private func press(_ keys: [Key]) {
        send(.ticked(time.now()))
        for key in keys { send(.key(key)) }
        draw()
    }

    private func perform(_ effects: [Effect]) {
        runner?.run(effects)
        for effect in effects {
            switch effect {
            case .copy(let text): send(.copied(screen.copy(text)))
            case .ring: screen.bell()
            case .suspend: screen.suspend()
            case .redraw: screen.redraw()
            case .quit: finish(0)
            case .begin, .end, .endAll: break
            }
        }
    }

    private func finish(_ code: Int32) {
        end?.resume(returning: code)
        end = nil
    }

    // MARK: Time

    private func startTicking() {
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.setEventHandler { MainActor.assumeIsolated { [weak self] in self?.tick() } }
        self.timer = timer
        schedule()
        timer.resume()
    }

    private func schedule() {
        let interval: DispatchTimeInterval = state.animates ? .milliseconds(100) : .seconds(1)
        timer?.schedule(deadline: .now() + interval, leeway: state.animates ? .milliseconds(10) : .milliseconds(100))
    }

    private func tick() {
        let wall = time.now(), up = time.uptime()
        // The machine slept, or the clock jumped: one refresh, not all the missed ones.
        if up - lastTick.up > .seconds(10) || abs((wall - lastTick.wall).seconds - (up - lastTick.up).seconds) > 10 { wakes?.now() }
        lastTick = (wall, up)
        send(.ticked(wall))
        draw()
        schedule()
    }

    // MARK: Frames

    private func scheduleDraw() {
        guard !isDrawScheduled else { return }
        isDrawScheduled = true
        let wait: DispatchTimeInterval = time.uptime() - drawn >= .milliseconds(16) ? .nanoseconds(0) : Self.frame
        DispatchQueue.main.asyncAfter(deadline: .now() + wait) {
            MainActor.assumeIsolated { [weak self] in
                self?.isDrawScheduled = false
                self?.draw()
            }
        }
    }

    private func draw() {
        drawn = time.uptime()
        let canvas = Console.draw(state, width: screen.size.columns, height: screen.size.rows)
        screen.present(canvas, theme: themes[state.theme] ?? .dark, serial: state.paintSerial)
    }
}
