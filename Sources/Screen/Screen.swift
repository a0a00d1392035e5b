import CTerminal
import Glibc
import Host
import Terminal

/// The terminal, taken over until ``close()``.
///
/// Close it before it is let go. Frames go out without ever waiting: while the terminal has not taken the last one, newer canvases only replace each other,
/// and the newest is drawn when it has. Keys, signals and a changed size arrive as callbacks on the main actor.
///
/// ```swift
/// let screen = try Screen(Screen.Options(environment: .process))
/// screen.onKeys = { keys in console.send(.keys(keys)) }
/// screen.present(console.draw(screen.size), theme: .dark)
/// ```
@MainActor public final class Screen: Display {
    /// What a screen is opened with.
    public struct Options: Sendable {
        /// The terminal's descriptors.
        public var input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO
        /// Where `TERM`, the locale and the colours are looked up.
        public var environment: Environment
        /// Colours and characters; `nil` finds out.
        public var depth: ColourDepth?, glyphs: GlyphSet?
        /// Whether the mouse is reported to us (the terminal's own selection then needs Shift).
        public var mouse = true
        /// The file that takes standard error meanwhile; `nil` keeps it in memory.
        public var errorLog: String?
        /// Whether signals, crashes and standard error are the screen's too. A test that has several screens says no.
        public var ownsProcess = true

        /// The process's own terminal.
        public init(environment: Environment) { self.environment = environment }
    }

    /// Columns and rows.
    public private(set) var size: (columns: Int, rows: Int)
    /// Keys, in the order in which they were pressed; several when they arrived together.
    public var onKeys: ([Key]) -> Void = { _ in }
    /// The terminal has a new ``size``, or shows us again after a stop: present a canvas for it.
    public var onResize: () -> Void = {}
    /// The terminal's background, when it says so, from 0 (black) to 1.
    public var onBackground: (Double) -> Void = { _ in }
    /// A canvas with this serial has been painted: the terminal itself has said so, where it answers at all.
    public var onPainted: (Int) -> Void {
        get { paintings.onPainted }
        set { paintings.onPainted = newValue }
    }
    /// SIGTERM, SIGINT or SIGHUP, or the terminal is gone (as SIGHUP). By default the screen closes and the process ends by it.
    public var onTerminate: ((Int32) -> Void)?
    /// How many colours are used.
    public let depth: ColourDepth
    /// Which characters are used.
    public let glyphs: GlyphSet
    /// The description in use where the terminal's own (`TERM`) is not installed; `nil` when it is.
    public let standIn: String?

    private let terminal: TerminalDevice
    private let compiler: FrameCompiler
    private let output: TerminalOutput
    private let input: TerminalInput
    private let modes: TerminalModes
    private let environment: Environment
    private var errors: ErrorCapture?
    private var signals: Signals?
    private let paintings = Paintings()
    private var newest: (canvas: Canvas, theme: Theme, serial: Int)?
    private var synchronises = false
    private var ringsNext = false
    private var clipboard: [UInt8] = []
    /// Whether answers of the terminal to our questions are still under way.
    private(set) var awaitsReplies = false
    private let reset: UnsafeMutableBufferPointer<CChar>
    private enum Phase { case on, stopped, closed }
    private var phase = Phase.stopped

    /// Takes the terminal over. Nothing is drawn before the first ``present(_:theme:)``.
    /// - Throws: a ``ScreenError`` that says why there is no screen; the terminal is then as it was.
    public init(_ options: Options) throws(ScreenError) {
        let terminal = try TerminalDevice(input: options.input, output: options.output)
        do throws(ScreenError) {
            let description = try TerminalDescription.find(options.environment)
            depth = options.depth ?? .detected(options.environment, described: description.colours)
            glyphs = options.glyphs ?? .detected(options.environment)
            standIn = description.name == options.environment["TERM"] ? nil : description.name
            size = terminal.size
            compiler = try FrameCompiler(description, columns: size.columns, rows: size.rows, depth: depth, glyphs: glyphs)
            modes = TerminalModes(description, mouse: options.mouse)
        } catch let error {
            terminal.close()
            throw error
        }
        self.terminal = terminal
        environment = options.environment
        reset = .allocate(capacity: modes.leave.utf8.count)
        _ = reset.initialize(from: modes.leave.utf8.map(CChar.init(bitPattern:)))
        output = TerminalOutput(terminal)
        input = TerminalInput(terminal)
        output.onDrained = { [unowned self] in
            paintings.taken()
            draw()
        }
        input.onInput = { [unowned self] in receive($0) }
        input.onEnd = { [unowned self] in terminate(SIGHUP) }
        if options.ownsProcess {
            errors = ErrorCapture(path: options.errorLog)
            qd_crash_handlers_install()
            signals = Signals([SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT]) { [unowned self] in handle($0) }
        }
        enter()
    }

    // MARK: Drawing

    /// Shows a canvas as soon as the terminal takes it. Only the newest is ever drawn; what is on the screen already costs nothing.
    ///
    /// - Parameter serial: see ``Display/present(_:theme:serial:)``.
    public func present(_ canvas: Canvas, theme: Theme, serial: Int) {
        newest = (canvas, theme, serial)
        draw()
    }

    /// Draws everything anew, as after something else wrote to the terminal.
    public func redraw() {
        compiler.invalidate()
        draw()
    }

    /// Rings once, with the next bytes that go out.
    public func bell() {
        ringsNext = true
        draw()
    }

    /// Puts text into the clipboard of the machine in front of the person, as far as the terminals in between let it through.
    public func copy(_ text: String) -> CopyOutcome {
        guard let sequence = Clipboard.sequence(text) else { return .tooLong(limit: Clipboard.longest) }
        clipboard = sequence
        draw()
        return Clipboard.swallower(environment).map(CopyOutcome.sentThrough) ?? .sent
    }

    /// Bytes that the terminal has taken since the screen was opened.
    public var bytesSent: Int { output.sent }
    /// Bytes that wait for the terminal: never more than a frame, a clipboard's text and a bell.
    public var bytesPending: Int { output.pendingCount }
    /// Frames that were compiled, and were not empty.
    public private(set) var framesCompiled = 0
    /// Whether the terminal has taken everything that was sent.
    public var isIdle: Bool { output.isIdle }

    private func draw() {
        guard phase == .on, output.isIdle else { return }
        var bytes: [UInt8] = []
        if let newest {
            bytes = compiler.compile(newest.canvas, theme: newest.theme)
            if !bytes.isEmpty { framesCompiled += 1 }
            if synchronises, !bytes.isEmpty { bytes = TerminalModes.beginFrame + bytes + TerminalModes.endFrame }
            bytes += paintings.question(newest.serial)
        }
        if ringsNext { bytes.append(0x07) }
        bytes += clipboard
        (ringsNext, clipboard) = (false, [])
        output.send(bytes)
        if output.isIdle { paintings.taken() }
    }

    // MARK: What arrives

    private func receive(_ inputs: [KeyDecoder.Input]) {
        var keys: [Key] = []
        func deliver() {
            if !keys.isEmpty { onKeys(keys) }
            keys = []
        }
        for input in inputs {
            switch input {
            case .key(let key): keys.append(key)
            case .reply(.mode(2026, let supported)): synchronises = supported
            case .reply(.attributes):
                // Keys before this answer were pressed before the painting that it is about.
                deliver()
                if awaitsReplies { awaitsReplies = false } else { paintings.answered() }
                paintings.terminalAnswers = true
            case .reply(.background(let red, let green, let blue)):
                onBackground((0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)) / 255)
            case .reply: break
            }
        }
        deliver()
    }

    private func handle(_ signal: Int32) {
        switch signal {
        case SIGWINCH: measure()
        case SIGTSTP: suspend()
        case SIGCONT where phase == .on:
            // Stopped by force and let go on: the shell has had the terminal.
            enter()
            onResize()
        case SIGTERM, SIGHUP, SIGINT: terminate(signal)
        default: break
        }
    }

    private func terminate(_ signal: Int32) {
        if let onTerminate { return onTerminate(signal) }
        close()
        qd_end_by(signal)
    }

    /// Looks whether the terminal has another size now.
    func measure() {
        let now = terminal.size
        guard phase == .on, now != size else { return }
        size = now
        compiler.resize(columns: now.columns, rows: now.rows)
        onResize()
    }

    // MARK: Taking over and giving back

    private func enter() {
        terminal.makeRaw()
        phase = .on
        arm(printingErrors: true)
        errors?.begin()
        compiler.invalidate()
        output.send(Array(modes.enter.utf8))
        awaitsReplies = modes.asks
        input.setReading(true)
        measure()
        draw()
    }

    private func arm(printingErrors: Bool) {
        var restoration = qd_restoration()
        restoration.terminal = terminal.descriptor
        restoration.before = terminal.before
        restoration.reset = UnsafePointer(reset.baseAddress)
        restoration.reset_length = reset.count
        restoration.standard_output = errors?.standardOutput ?? -1
        restoration.standard_error = errors?.standardError ?? -1
        restoration.errors = printingErrors ? errors?.file ?? -1 : -1
        qd_restore_arm(&restoration)
    }

    /// Gives the terminal back and stops the process, as Ctrl-Z does; goes on with a whole frame when it is let go on.
    public func suspend() {
        guard phase == .on else { return }
        stepAside()
        qd_stop()
        stepBack()
    }

    /// Gives the terminal to a shell or an editor, until ``stepBack()``. Canvases presented meanwhile wait.
    public func stepAside() {
        if phase == .on { leave(printingErrors: false) }
    }

    /// Takes the terminal over again and draws a whole frame.
    public func stepBack() {
        guard phase == .stopped else { return }
        enter()
        onResize()
    }

    /// Gives the terminal back for good. What was written to standard error meanwhile is printed.
    public func close() {
        guard phase != .closed else { return }
        if phase == .on { leave(printingErrors: true) }
        phase = .closed
        paintings.close()
        input.close()
        output.close()
        signals?.close()
        errors?.close()
        compiler.close()
        terminal.close()
        reset.deallocate()
    }

    private func leave(printingErrors: Bool) {
        phase = .stopped
        input.setReading(false)
        // Of a frame that was cut off nothing is missed: the screen goes away.
        output.discard()
        let isAsked = paintings.forgetQuestions()
        if awaitsReplies || isAsked { terminal.awaitInput(milliseconds: 50) }
        arm(printingErrors: printingErrors)
        qd_restore()
    }
}
