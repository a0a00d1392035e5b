import TestSupport

/// The deck at rest: what a moved selection costs in bytes, and what nothing costs in processor time and bytes.
enum CalmBenchmark {
    static func run(short: Bool) throws -> [Figure] {
        let lab = try LabProcess()
        defer { lab.end() }
        let console = try DrivenConsole(config: lab.config, home: lab.directory)
        defer { console.end() }
        try console.expect("every pane") { $0.text.contains("iris-class") && $0.text.contains("●") }
        console.read(seconds: short ? 5 : 12)
        let moves = moves(console)
        console.read(seconds: 3)
        let seconds = short ? 10.0 : 60.0
        let processor = SystemFigures.processorSeconds(of: console.pid), bytes = console.received,
            wakes = SystemFigures.wakes(of: console.pid)
        console.read(seconds: seconds)
        let used = SystemFigures.processorSeconds(of: console.pid) - processor
        return [
            Figure(
                name: "selection moved on the deck at 160x50, largest of \(moves.count) (bytes)", value: Double(moves.max() ?? 99999),
                target: 800, isFirm: true),
            Figure(name: "idle: processor (% of a core)", value: used / seconds * 100, target: 1),
            Figure(
                name: "idle: sent to the terminal (bytes/s)", value: Double(console.received - bytes) / seconds, target: 100, isFirm: true),
            Figure(name: "idle: threads woken (per s)", value: Double(SystemFigures.wakes(of: console.pid) - wakes) / seconds, target: 100),
        ]
    }

    /// Bytes of each of some moves down and up in the first pane.
    private static func moves(_ console: DrivenConsole) -> [Int] {
        console.type("1")
        console.settle()
        return (0..<12).map { bytes(console, $0 % 2 == 0 ? "j" : "k") }
    }

    private static func bytes(_ console: DrivenConsole, _ key: String) -> Int {
        let before = console.received
        let row = console.selectedRow
        console.type(key)
        let end = SystemFigures.now() + 500_000_000
        while console.selectedRow == row, SystemFigures.now() < end { console.read(wait: 10) }
        while console.read(wait: 8) {}
        return console.received - before
    }
}
