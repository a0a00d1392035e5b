import Glibc
import Host
import Synchronization

/// What a command is doing, on standard error: a line that moves where that is a terminal, and nothing that moves where it is not.
final class Progress: Sendable {
    private static let wheel = ["|", "/", "-", "\\"]
    private struct State {
        var turn = 0
        var isShown = false
    }
    private let state = Mutex(State())
    /// Whether a person sees standard error.
    let isLive: Bool

    init(isLive: Bool = isatty(2) == 1) { self.isLive = isLive }

    /// A step that was done, on a line of its own; kept.
    func line(_ text: String) {
        clear()
        Output.error(SafeText.line(text))
    }

    /// What is being waited for; replaced by the next.
    func waiting(_ text: String) {
        guard isLive else { return }
        let wheel = state.withLock { state in
            state.turn += 1
            state.isShown = true
            return Self.wheel[state.turn / 2 % Self.wheel.count]
        }
        // Cut where most terminals end: a line that wraps could not be taken back.
        Output.errorPiece("\r\u{1b}[K\(wheel) \(SafeText.line(text).prefix(76))")
    }

    /// Takes away what moves.
    func clear() {
        guard
            state.withLock({ state in
                defer { state.isShown = false }
                return state.isShown
            })
        else { return }
        Output.errorPiece("\r\u{1b}[K")
    }
}
