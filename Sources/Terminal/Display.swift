/// Where canvases are shown: a terminal, or a recording of one in tests.
@MainActor public protocol Display: AnyObject {
    /// Columns and rows.
    var size: (columns: Int, rows: Int) { get }
    /// Shows a canvas as soon as the terminal takes it. Only the newest is ever drawn.
    ///
    /// - Parameter serial: a number that grows; when a canvas with a higher one than before stands in front of the person,
    ///   ``onPainted`` is called with it. Keys that arrive after that were pressed by someone who could see it.
    func present(_ canvas: Canvas, theme: Theme, serial: Int)
    /// Called with the serial of a canvas that has been painted.
    var onPainted: (Int) -> Void { get set }
    /// Rings.
    func bell()
    /// Puts text into the clipboard of the person's own machine, as far as the terminal lets us.
    func copy(_ text: String) -> CopyOutcome
}

extension Display {
    /// Shows a canvas of which nobody needs to know when it has been painted.
    public func present(_ canvas: Canvas, theme: Theme) { present(canvas, theme: theme, serial: 0) }
}

/// What became of a copy. The terminal never says whether it obeyed.
public enum CopyOutcome: Sendable, Hashable {
    /// Sent to the terminal.
    case sent
    /// Sent, but what runs in between is known to swallow it unless told otherwise: it is named here.
    case sentThrough(String)
    /// Not sent: longer than terminals take, in bytes.
    case tooLong(limit: Int)
}

/// A display that remembers what it was shown.
@MainActor public final class RecordingScreen: Display {
    /// What was shown, oldest first.
    public private(set) var frames: [Canvas] = []
    /// The theme of the last frame.
    public private(set) var theme: Theme?
    /// How often it rang.
    public private(set) var bells = 0
    /// What was copied, oldest first.
    public private(set) var copies: [String] = []
    /// Columns and rows; a test sets them to resize.
    public var size: (columns: Int, rows: Int)

    /// A display of a size.
    public init(columns: Int = 80, rows: Int = 24) { size = (columns, rows) }

    /// What is on the screen; blank before the first frame.
    public var canvas: Canvas { frames.last ?? Canvas(width: size.columns, height: size.rows) }

    /// Called with each serial, at once.
    public var onPainted: (Int) -> Void = { _ in }

    /// Remembers a frame.
    public func present(_ canvas: Canvas, theme: Theme, serial: Int) {
        frames.append(canvas)
        self.theme = theme
        if serial > 0 { onPainted(serial) }
    }

    /// Counts.
    public func bell() { bells += 1 }

    /// Remembers the text.
    public func copy(_ text: String) -> CopyOutcome {
        copies.append(text)
        return .sent
    }
}
