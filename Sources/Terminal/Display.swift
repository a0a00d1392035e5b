/// Where canvases are shown: a terminal, or what stands for one in a test.
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
