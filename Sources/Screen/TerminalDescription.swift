import CNcurses
import Glibc
import Host
import Terminal

/// What terminfo says about the terminal, under the name that was found.
struct TerminalDescription {
    /// The entry in use: the terminal's own, or one that does in its place.
    var name: String
    /// Colours that it knows; 0 or less for none.
    var colours: Int
    /// Entering and leaving the alternate screen; `nil` on terminals that have none.
    var enterAlternate: String?, leaveAlternate: String?
    /// Plain text, default colours, a visible cursor: for the reset string.
    var plain: String, defaultColours: String, visibleCursor: String

    /// Finds a description for `TERM`. Minimal systems carry only the common ones, so a near relative is taken where the
    /// terminal's own is missing; and the 256-colour entry of its family where `COLORTERM` promises colours.
    static func find(_ environment: Environment) throws(ScreenError) -> TerminalDescription {
        let term = environment["TERM"] ?? ""
        var candidates = [term]
        if environment["COLORTERM"] != nil, ["xterm", "screen", "tmux"].contains(term) { candidates = [term + "-256color", term] }
        for name in candidates + standIns(term) where !name.isEmpty {
            guard let found = load(name) else { continue }
            guard let found else { throw .tooSimple(term: term) }
            return found
        }
        throw .noDescription(term: term)
    }

    /// Descriptions that do in the place of one that is not installed, best first.
    private static func standIns(_ term: String) -> [String] {
        let family =
            term.hasPrefix("tmux") || term.hasPrefix("screen")
            ? ["tmux-256color", "screen-256color", "screen"] : term.hasPrefix("rxvt") ? ["rxvt-unicode-256color", "rxvt"] : []
        let isPlain = term.hasPrefix("vt") || term.hasPrefix("linux") || term == "ansi"
        return family + (isPlain ? ["linux", "vt100", "ansi"] : ["xterm-256color", "xterm", "linux", "ansi", "vt100"])
    }

    /// Reads an entry: `nil` when there is none, `.some(nil)` when it cannot place the cursor.
    private static func load(_ name: String) -> TerminalDescription?? {
        var status: Int32 = 0
        guard setupterm(name, STDOUT_FILENO, &status) == 0 else { return nil }
        defer { qd_forget_description() }
        guard qd_capability("cup") != nil else { return .some(nil) }
        return TerminalDescription(
            name: name, colours: Int(tigetnum("colors")), enterAlternate: text("smcup"), leaveAlternate: text("rmcup"),
            plain: text("sgr0") ?? "", defaultColours: text("op") ?? "", visibleCursor: text("cnorm") ?? "")
    }

    private static func text(_ capability: String) -> String? { qd_capability(capability).map { String(cString: $0) } }
}
