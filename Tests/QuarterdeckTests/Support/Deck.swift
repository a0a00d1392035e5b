import Glibc
import Host
import TestSupport
import Testing

/// The suites that start the program; one after the other, since each wants the machine for itself.
@Suite(.serialized) enum EndToEnd {}

/// The console in a pseudo-terminal.
enum Deck {
    /// `quarterdeck demo`, with its frame on screen.
    static func demo(in home: Home, columns: Int = 160, rows: Int = 50, _ arguments: [String] = []) throws -> Pty {
        let pty = try Pty(Binary.path, ["demo"] + arguments, environment: home.variables, columns: columns, rows: rows)
        try pty.expect("LAB", within: 30)
        return pty
    }

    /// `quarterdeck --config …` on a lab.
    static func console(on lab: LabProcess, in home: Home, columns: Int = 80, rows: Int = 24) throws -> Pty {
        let pty = try Pty(Binary.path, ["--config", lab.config], environment: home.variables, columns: columns, rows: rows)
        try pty.expect("1 Clusters", within: 30)
        return pty
    }

    /// Chooses a command by what stands behind its `:`.
    static func choose(_ word: String, titled title: String, on deck: Pty) throws {
        deck.press(":")
        deck.type(word)
        try deck.expect(title)
        deck.press("Enter")
    }

    /// What `quarterdeck audit` prints of the newest action, read from its terminal.
    static func newestAction(on lab: LabProcess, in home: Home) throws -> String {
        let audit = try Pty(
            Binary.path, ["audit", "show", "latest", "--config", lab.config], environment: home.variables, columns: 240, rows: 80)
        _ = try audit.wait()
        return audit.terminal.text
    }

    /// A terminal's settings before any program has touched them.
    static func untouchedSettings() throws -> [UInt32] { try Pty("/bin/cat").settings }

    /// Modes that a program must not leave behind.
    static let borrowedModes: Set<Int> = [1049, 1000, 1002, 1003, 1004, 1006, 2004, 2026]

    /// What is wrong with a terminal that a program gave back; empty when nothing is.
    static func remains(_ pty: Pty, settings: [UInt32]) -> [String] {
        var wrong: [String] = []
        if pty.settings != settings { wrong.append("settings \(pty.settings) instead of \(settings)") }
        let left = pty.terminal.modes.intersection(borrowedModes)
        if !left.isEmpty { wrong.append("modes \(left.sorted()) are still on") }
        if !pty.terminal.modes.contains(25) { wrong.append("the cursor is hidden") }
        if !pty.terminal.unknown.isEmpty { wrong.append("unknown sequences: \(pty.terminal.unknown.prefix(5))") }
        return wrong
    }
}
