/// Measurements of single parts, in release mode: `swift run -c release benchmark NAME`. Figures stand in docs/performance.md.
@main struct Benchmark {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "archive": try await ArchiveBenchmark.run(Array(arguments.dropFirst()))
        case "archive-write": try await ArchiveBenchmark.write(Array(arguments.dropFirst()))
        default: print("usage: benchmark archive [REPORTS]")
        }
    }
}
