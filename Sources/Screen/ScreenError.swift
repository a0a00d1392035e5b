/// Why there is no screen.
public enum ScreenError: Error, Equatable, CustomStringConvertible {
    /// Standard input or output is a file or a pipe.
    case notATerminal(String)
    /// No description was found, neither the terminal's own nor one that would do in its place.
    case noDescription(term: String)
    /// The terminal cannot place its cursor.
    case tooSimple(term: String)
    /// The operating system refused what is needed.
    case refused(String, reason: String)

    /// What failed, and what to do.
    public var description: String {
        switch self {
        case .notATerminal(let stream):
            "Standard \(stream) is not a terminal. The console needs one; over ssh, add -t. `quarterdeck check` works without."
        case .noDescription(let term):
            "No terminal description was found, neither for TERM=\(term) nor a common one. Install ncurses-base, or ncurses-term for rare terminals."
        case .tooSimple(let term):
            "The terminal that TERM=\(term) names cannot move its cursor. If it is more than that, set TERM=xterm-256color."
        case .refused(let what, let reason):
            "The terminal could not be \(what): \(reason)."
        }
    }
}
