import TestSupport

/// A terminal that takes no bytes for a while: an SSH line that hangs.
enum StallBenchmark {
    static func run(_ console: DrivenConsole, seconds: Double) throws -> [Figure] {
        console.read(seconds: 1)
        let memory = SystemFigures.proportionalMemory(of: console.pid)
        // Whole frames, until the terminal's buffer is full and a frame is stuck in it.
        for _ in 0..<16 {
            console.type("z")
            pause(0.05)
        }
        var samples = Samples()
        let end = SystemFigures.now() + Int64(seconds * 1e9)
        var typed = ""
        console.type(":")
        var number = 0
        while SystemFigures.now() < end {
            let letter = String(UnicodeScalar(UInt8(97 + number % 26)))
            // The second key is read after the first one has been followed: both are read and handled in turn.
            let first = console.type(letter)
            waitUntilRead(console, from: first)
            console.type("\u{7f}")
            waitUntilRead(console, from: first)
            samples.add(SystemFigures.now() - first)
            if number % 10 == 0, typed.count < 20 {
                console.type(letter)
                typed += letter
            }
            number += 1
            pause(0.1)
        }
        let grown = SystemFigures.proportionalMemory(of: console.pid) - memory
        // Frames that were stuck show no palette yet; the first one that does has to show all that was typed in it.
        var outdated = 0, isNewest = false
        let text = typed
        console.onFrame = { _ in
            let screen = console.terminal.text
            isNewest = isNewest || screen.contains(text)
            if !isNewest, screen.contains("Search all reports for") { outdated += 1 }
        }
        try console.expect("what was typed while nothing was read") { _ in isNewest }
        console.onFrame = { _ in }
        console.type("\u{1b}")
        console.read(seconds: 0.5)
        return [
            Figure(
                name: "terminal stalled: key followed by the state, p99 of \(samples.count) (ms)", value: samples.quantile(0.99), target: 16
            ),
            Figure(name: "terminal stalled: memory grown (MiB)", value: max(0, grown), target: 8, isFirm: true),
            Figure(name: "terminal resumed: outdated frames painted", value: Double(outdated), target: 0, isExact: true, isFirm: true),
        ]
    }

    private static func waitUntilRead(_ console: DrivenConsole, from start: Int64) {
        while console.unreadKeys() > 0, SystemFigures.now() - start < 1_000_000_000 { pause(0.0002) }
    }

}
