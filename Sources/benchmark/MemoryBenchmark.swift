import TestSupport

/// Memory of a console that follows two contexts of 1,000 pods each.
enum MemoryBenchmark {
    static func run(short: Bool) throws -> [Figure] {
        let lab = try LabProcess(pods: 1000, changesPerSecond: 20)
        defer { lab.end() }
        let console = try DrivenConsole(config: lab.config, home: lab.directory)
        defer { console.end() }
        try console.expect("the pods") { $0.text.contains("load-") }
        console.read(seconds: short ? 8 : 60)
        return [
            Figure(
                name: "two contexts of 1,000 pods: PSS (MiB)", value: SystemFigures.proportionalMemory(of: console.pid), target: 64,
                isFirm: true),
            Figure(name: "two contexts of 1,000 pods: peak resident (MiB)", value: SystemFigures.peakMemory(of: console.pid), target: 96),
        ]
    }
}
