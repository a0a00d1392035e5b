import Glibc
import Host

/// Measures the console as a person meets it: the release binary beside this program, in a pseudo-terminal, with the lab in a process
/// of its own. Figures, machine and misses stand in docs/performance.md.
///
///     swift build -c release && .build/release/benchmark [--short] [start|load|calm|crashloop|memory|archive|day|triage]…
///
/// The exit code is 1 when a figure is missed that does not depend on the machine's speed.
@main struct Benchmark {
    static func main() async throws {
        var names = Array(CommandLine.arguments.dropFirst())
        if names.first == "archive-write" { return try await ArchiveBenchmark.write(Array(names.dropFirst())) }
        if names.first == "triage-once" {
            // As the program does.
            Allocator.keepSmall()
            return try await TriageBenchmark.once(Array(names.dropFirst()))
        }
        let short = names.contains("--short")
        names.removeAll { $0.hasPrefix("--") }
        let known = ["start", "load", "calm", "crashloop", "memory", "archive", "day", "triage"]
        if let strange = names.first(where: { !known.contains($0) }) {
            print("There is no measurement named \(strange); there are \(known.joined(separator: ", ")).")
            exit(64)
        }
        guard names == ["triage"] || access(BenchmarkFiles.quarterdeck, X_OK) == 0 else {
            print("\(BenchmarkFiles.quarterdeck) is missing: swift build -c release --product quarterdeck makes it.")
            exit(69)
        }
        print("\(SystemFigures.machine)\n")
        var figures: [Figure] = []
        for name in known where names.isEmpty || names.contains(name) {
            figures += try await run(name, short: short)
            print("\(name): done, \(SystemFigures.load)")
            fflush(nil)
        }
        print("\n\(Figure.table(figures))")
        if figures.contains(where: { $0.isFirm && !$0.isMet }) { exit(1) }
    }

    private static func run(_ name: String, short: Bool) async throws -> [Figure] {
        switch name {
        case "start": try StartBenchmark.run(short: short)
        case "load": try LoadBenchmark.run(short: short)
        case "calm": try CalmBenchmark.run(short: short)
        case "crashloop": try CrashLoopBenchmark.run(short: short)
        case "day": try await DayBenchmark.run(hours: short ? 2 : 24)
        case "memory": try MemoryBenchmark.run(short: short)
        case "triage": try TriageBenchmark.run()
        default: try await ArchiveBenchmark.run(reports: short ? 5_000 : 100_000)
        }
    }
}
