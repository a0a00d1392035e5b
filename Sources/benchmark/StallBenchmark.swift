/// A terminal that takes no bytes for a while: an SSH line that hangs.
enum StallBenchmark {
    static func run(_ console: DrivenConsole, seconds: Double) throws -> [Figure] {
        console.read(seconds: 1)
        let memory = SystemFigures.proportionalMemory(of: console.pid)
        // Whole frames, until the terminal's buffer is full and a frame is stuck in it.
        for _ in 0..<4 { console.type("z") }
        pause(0.3)
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
        var frames = 0, newest: Int?
        let text = typed
        console.onFrame = { _ in
            frames += 1
            if newest == nil, console.terminal.text.contains(text) { newest = frames }
        }
        try console.expect("what was typed while nothing was read") { _ in newest != nil }
        console.onFrame = { _ in }
        console.type("\u{1b}")
        console.read(seconds: 0.5)
        return [
            Figure(name: "terminal stalled: key followed by the state, p99 of \(samples.count) (ms)", value: samples.quantile(0.99), target: 16),
            Figure(name: "terminal stalled: memory grown (MiB)", value: max(0, grown), target: 8, isFirm: true),
            Figure(name: "terminal resumed: frames until the newest state, the cut one counted", value: Double(newest ?? 99), target: 3, isFirm: true),
        ]
    }

    private static func waitUntilRead(_ console: DrivenConsole, from start: Int64) {
        while console.unreadKeys() > 0, SystemFigures.now() - start < 1_000_000_000 { pause(0.0002) }
    }


}
