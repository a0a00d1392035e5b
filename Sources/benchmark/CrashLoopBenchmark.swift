import TestSupport

/// The deck while a pod goes on dying: what that costs in bytes.
enum CrashLoopBenchmark {
    static func run(short: Bool) throws -> [Figure] {
        try ["oom", "crashloop"].map { scenario in
            let lab = try LabProcess(scenario: scenario)
            defer { lab.end() }
            let console = try DrivenConsole(config: lab.config, home: lab.directory)
            defer { console.end() }
            try console.expect("the pod in trouble") { $0.text.contains("✗") && $0.text.contains("iris-class") }
            console.read(seconds: 5)
            let seconds = short ? 10.0 : 120.0
            let bytes = console.received
            console.read(seconds: seconds)
            return Figure(
                name: "scenario \(scenario): sent to the terminal (bytes/s)", value: Double(console.received - bytes) / seconds, target: 500,
                isFirm: true)
        }
    }
}
