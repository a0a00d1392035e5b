import Dispatch

/// Knows which canvas stands in front of the person.
///
/// That the kernel took a frame says little: behind a slow line it may be seconds away. But the terminal handles what it is
/// sent in order. So a question (DA1) goes out behind the frame, and its answer comes in between the keys: those before it
/// were pressed by someone who saw the old screen.
@MainActor final class Paintings {
    /// Called with the serial of a canvas that has been painted.
    var onPainted: (Int) -> Void = { _ in }
    /// Whether the terminal has ever answered. One that does not is believed to have painted what it took.
    var terminalAnswers = false

    /// The highest serial that was asked about, or taken.
    private var newest = 0
    /// Serials on which an answer, or the terminal's taking them, is awaited.
    private var asked: [Int] = []
    private var untaken: [Int] = []
    private let patience = DispatchSource.makeTimerSource(queue: .main)

    init() {
        patience.setEventHandler { [unowned self] in MainActor.assumeIsolated { giveUp() } }
        patience.resume()
    }

    /// What to send behind a frame with this serial.
    func question(_ serial: Int) -> [UInt8] {
        guard serial > newest else { return [] }
        newest = serial
        guard terminalAnswers else {
            untaken.append(serial)
            return []
        }
        asked.append(serial)
        // An answer that got lost (a terminal detached meanwhile) must not leave a dialog deaf.
        patience.schedule(deadline: .now() + .seconds(2))
        return Array("\u{1b}[c".utf8)
    }

    /// The terminal has taken all bytes.
    func taken() {
        guard let serial = untaken.last else { return }
        untaken = []
        onPainted(serial)
    }

    /// The terminal has answered.
    func answered() {
        guard !asked.isEmpty else { return }
        onPainted(asked.removeFirst())
        if asked.isEmpty { patience.schedule(deadline: .distantFuture) }
    }

    /// Answers still under way will not be heard: those canvases are asked about again when they are drawn again.
    /// - Returns: whether there were any.
    func forgetQuestions() -> Bool {
        guard let oldest = (asked + untaken).min() else { return false }
        newest = oldest - 1
        defer { (asked, untaken) = ([], []) }
        return !asked.isEmpty
    }

    /// Stops for good.
    func close() { patience.cancel() }

    private func giveUp() {
        guard let serial = asked.last else { return }
        asked = []
        onPainted(serial)
    }
}
