import TestSupport

/// Keys and events while 5,000 pods together change 200 times a second; then a terminal that stops reading.
enum LoadBenchmark {
    static func run(short: Bool) throws -> [Figure] {
        let lab = try LabProcess(pods: 2500, changesPerSecond: 200)
        defer { lab.end() }
        let console = try DrivenConsole(config: lab.config, home: lab.directory)
        defer { console.end() }
        try console.expect("pods in the clusters pane") { $0.text.contains("load-00/load-") }
        // Pods become and stop being broken by turns; after one round of all of them as many do either.
        console.read(seconds: short ? 3 : 26)
        let before = SystemFigures.processorSeconds(of: console.pid), start = SystemFigures.now()
        let paints = try paints(console, lab, seconds: short ? 12 : 60)
        let load = (SystemFigures.processorSeconds(of: console.pid) - before) / (Double(SystemFigures.now() - start) / 1e9)
        let keys = keys(console, count: short ? 60 : 400)
        return [
            Figure(name: "key to frame, median of \(keys.count) (ms)", value: keys.quantile(0.5), target: 2),
            Figure(name: "key to frame, p99 (ms)", value: keys.quantile(0.99), target: 16),
            Figure(name: "event to paint, median of \(paints.count) (ms)", value: paints.quantile(0.5), target: 50),
            Figure(name: "event to paint, p95 (ms)", value: paints.quantile(0.95), target: 50),
            Figure(name: "processor under this load (% of a core)", value: load * 100, target: 50),
        ] + (try StallBenchmark.run(console, seconds: short ? 5 : 20))
    }

    /// Moves the selection up and down; each key is waited for.
    private static func keys(_ console: DrivenConsole, count: Int) -> Samples {
        var samples = Samples()
        console.type("1")
        console.read(seconds: 0.3)
        for round in 0..<count {
            // Not in step with anything that happens at intervals.
            console.read(seconds: 0.03 + Double(round * 37 % 50) / 1000)
            let row = console.selectedRow
            var seen: Int64?
            console.onFrame = { first in
                if seen == nil, console.selectedRow != row { seen = first }
            }
            let pressed = console.type(round % 2 == 0 ? "j" : "k")
            while seen == nil, SystemFigures.now() - pressed < 1_000_000_000 { console.read(wait: 20) }
            console.onFrame = { _ in }
            samples.add((seen ?? pressed + 1_000_000_000) - pressed)
        }
        return samples
    }

    /// Watches rows of the clusters pane appear and go as their pods break and recover.
    private static func paints(_ console: DrivenConsole, _ lab: LabProcess, seconds: Double) throws -> Samples {
        guard let address = lab.addresses["kubernetes-gcp"], let watch = PodWatch(address) else {
            throw LabProcess.Failure(description: "The lab's API server could not be watched.")
        }
        console.type("1z")
        console.read(seconds: 2)
        var samples = Samples()
        var waiting: [String: PodWatch.Change] = [:]
        var shown = names(console.terminal)
        console.onFrame = { first in
            for change in watch.take() { waiting["\(change.namespace)/\(change.name)"] = change }
            let now = names(console.terminal)
            // The window is short: a row that another one pushes out of it is not waited for, so it is not counted.
            for (name, change) in waiting
            where change.isBroken ? now.contains(name) && !shown.contains(name) : shown.contains(name) && !now.contains(name) {
                samples.add(max(0, first - change.at))
                waiting[name] = nil
            }
            waiting = waiting.filter { first - $0.value.at < 3_000_000_000 }
            shown = now
        }
        let end = SystemFigures.now() + Int64(seconds * 1e9)
        while SystemFigures.now() < end {
            for change in watch.take() { waiting["\(change.namespace)/\(change.name)"] = change }
            console.read(wait: 1)
        }
        console.onFrame = { _ in }
        console.type("z")
        console.read(seconds: 0.3)
        return samples
    }

    /// Pods of the first context that are drawn as broken.
    private static func names(_ terminal: VirtualTerminal) -> Set<String> {
        var names: Set<String> = []
        for line in terminal.lines where line.contains("gcp load-") && line.contains("✗") {
            if let name = line.split(separator: " ").first(where: { $0.hasPrefix("load-") }) { names.insert(String(name)) }
        }
        return names
    }
}
