import Glibc
import Host
import TestSupport
import Testing

extension EndToEnd {
    /// Whatever ends the console, the terminal is given back as it was.
    @Suite struct RestoreTests {
        @Test(arguments: [SIGTERM, SIGHUP, SIGSEGV, SIGILL, SIGTRAP, SIGABRT])
        func aSignalGivesTheTerminalBack(signal: Int32) async throws {
            let home = try Home()
            let (wrong, status) = try await Aside.run {
                let settings = try Deck.untouchedSettings()
                let deck = try Deck.demo(in: home, columns: 80, rows: 24)
                try deck.expect("ModelPodOOMKilled")
                guard deck.settings != settings, deck.terminal.modes.isSuperset(of: [1049, 2004]) else {
                    throw Unexpected("the console did not take the terminal")
                }
                deck.signal(signal)
                let status = try deck.wait()
                return (Deck.remains(deck, settings: settings), status)
            }
            #expect(wrong == [])
            // A signal that asks is answered by leaving, with the shells' exit code for it; one that kills has killed.
            let isRequest = signal == SIGTERM || signal == SIGHUP
            #expect(isRequest ? status == (128 + signal) << 8 : status & 0x7f == signal, "wait status \(status)")
        }

        /// In a shell with job control, as at home: Ctrl-Z, a look at the terminal, and back.
        @Test func theShellGetsTheTerminalOnCtrlZAndTheConsoleOnForeground() async throws {
            let home = try Home()
            try await Aside.run {
                let shell = try Pty(
                    "/bin/bash", ["--norc", "--noprofile", "-i"], environment: home.variables.merging(["PS1": "shell> "]) { $1 },
                    columns: 100, rows: 30)
                try shell.expect("shell>")
                shell.type("cd; stty -g > before; \(Binary.path) demo\r")
                try shell.expect("ModelPodOOMKilled", within: 30)
                shell.press("Ctrl-Z")
                try shell.expect("Stopped")
                let left = shell.terminal.modes.intersection(Deck.borrowedModes.subtracting([2004]))
                guard left.isEmpty, shell.terminal.modes.contains(25) else {
                    throw Unexpected("modes \(shell.terminal.modes) while stopped")
                }
                shell.type("clear; stty -g > stopped; cmp before stopped && echo the same\r")
                try shell.expect("the shell's own settings") { $0.lines.contains("the same") }
                shell.type("fg\r")
                try shell.expect("the deck again") { $0.modes.contains(1049) && $0.text.contains("ModelPodOOMKilled") }
                shell.press("q")
                try shell.expect("the shell's screen") { !$0.modes.contains(1049) }
                shell.type("stty -g > after; cmp before after && echo it has ended\r")
                try shell.expect("the shell, with its settings", within: 10) { $0.lines.contains("it has ended") }
            }
        }
    }
}
