import Archive
import Foundation
import Host

/// The archive with many reports: how large, how fast to search, and sixteen processes writing at once.
///
/// Searches are measured for a common word, a rare one, a short one, a name, and one that nothing holds, of which the slowest counts; and for two words.
enum ArchiveBenchmark {
    static func run(reports count: Int) async throws -> [Figure] {
        let directory = FileManager.default.temporaryDirectory.path + "/quarterdeck-benchmark-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: directory) }  // Nothing is lost with a temporary file that stays.
        let path = directory + "/archive.sqlite"
        let archive = try await Archive.open(path: path)
        var texts = Texts()
        let filled = try await time(1) {
            for number in 0..<count { try await archive.save(texts.report(number), evidence: [texts.evidence()]) }
        }
        let bytes = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        print("\(count) reports stored in \(seconds(filled)), \(bytes >> 20) MiB")

        print("newest 20: \(milliseconds(try await time(50) { _ = try await archive.newest(limit: 20) }))")
        var slowest = (newest: Duration.zero, ranked: Duration.zero)
        for word in ["memory", "rarest17", "me", "iris-classifier", "zq"] {
            let took = try await search(word, in: archive)
            slowest = (max(slowest.newest, took.newest), max(slowest.ranked, took.ranked))
        }
        let two = try await search("limit memory", in: archive)
        print("a report and its evidence: \(milliseconds(try await time(50) { try await open(archive) }))")
        let refused = try await sixteenWriters(directory)
        func figure(_ what: String, _ value: Duration, _ target: Double) -> Figure {
            Figure(name: "\(count) reports: \(what) (ms)", value: value.seconds * 1000, target: target)
        }
        return [
            figure("newest 20 that hold a word, slowest of five", slowest.newest, 10),
            figure("best 20 ranked, slowest of five", slowest.ranked, 30),
            figure("newest 20 that hold two common words", two.newest, 10),
            figure("best 20 ranked for two common words", two.ranked, 30),
            Figure(name: "sixteen processes writing: refused", value: Double(refused), target: 0, isExact: true, isFirm: true),
        ]
    }

    /// Medians of twenty searches, by age and by rank.
    private static func search(_ words: String, in archive: Archive) async throws -> (newest: Duration, ranked: Duration) {
        let newest = try await time(20) { _ = try await archive.search(words, limit: 20) }
        let ranked = try await time(20) { _ = try await archive.ranked(words, limit: 20) }
        let found = try await archive.search(words, limit: 20).count
        print("\"\(words)\": newest 20 in \(milliseconds(newest)), ranked in \(milliseconds(ranked)), \(found) found")
        return (newest, ranked)
    }

    /// What one of the sixteen processes does.
    static func write(_ arguments: [String]) async throws {
        let archive = try await Archive.open(path: arguments[0])
        var texts = Texts()
        for number in 0..<40 { try await archive.save(texts.report(number), evidence: [texts.evidence()]) }
    }

    private static func open(_ archive: Archive) async throws {
        guard let newest = try await archive.newest(limit: 1).first else { return }
        _ = try await archive.report(id: newest.id)
        _ = try await archive.evidence(report: newest.id)
    }

    /// - Returns: how many of the processes failed.
    private static func sixteenWriters(_ directory: String) async throws -> Int {
        let path = directory + "/shared/archive.sqlite"
        let start = ContinuousClock.now
        var failures = 0
        let processes = try (0..<16).map { _ in
            let process = Process()
            process.executableURL = URL(filePath: CommandLine.arguments[0]).absoluteURL
            process.arguments = ["archive-write", path]
            try process.run()
            return process
        }
        for process in processes {
            process.waitUntilExit()
            if process.terminationStatus != 0 { failures += 1 }
        }
        let stored = try await Archive.open(path: path).count()
        print("16 processes x 40 reports: \(seconds(ContinuousClock.now - start)), \(failures) refused, \(stored) stored")
        return failures
    }

    private static func time(_ rounds: Int, _ body: () async throws -> Void) async throws -> Duration {
        var best: [Duration] = []
        for _ in 0..<rounds {
            let start = ContinuousClock.now
            try await body()
            best.append(ContinuousClock.now - start)
        }
        return best.sorted()[rounds / 2]
    }

    private static func milliseconds(_ duration: Duration) -> String { "\((duration.seconds * 100_000).rounded() / 100) ms" }
    private static func seconds(_ duration: Duration) -> String { "\((duration.seconds * 100).rounded() / 100) s" }

    /// Reports as a triage writes them, drawn from a small vocabulary in which words are as unequal as in a language.
    private struct Texts {
        private var state: UInt64 = 42
        private let words: [String]

        init() {
            let base =
                "memory limit container restart probe image pull node pod batch request error exit code killed model accuracy drift commit deploy"
                .split(separator: " ").map(String.init)
            words = base + (0..<4000).map { "word\($0)" } + (0..<40).map { "rarest\($0)" }
        }

        private mutating func random() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 9_007_199_254_740_992
        }

        private mutating func text(_ count: Int) -> String {
            // A power of a uniform number: the first words are one in thirty, as in a language, the last one in thousands.
            (0..<count).map { _ in words[Int(pow(random(), 2.5) * Double(words.count))] }.joined(separator: " ")
        }

        mutating func report(_ number: Int) -> ReportRecord {
            var report = ReportRecord()
            report.created = Timestamp(milliseconds: 1_763_900_000_000 + Int64(number) * 60_000)
            report.kind = "pod"
            report.subject = "k3d/ml-apps/iris-classifier-\(number % 500)"
            report.failureClass = "oom-killed"
            report.severity = "critical"
            report.title = text(8)
            report.findings = text(40)
            report.answer = text(350)
            report.prompt = text(350)
            report.state = "complete"
            return report
        }

        mutating func evidence() -> EvidenceRecord {
            var evidence = EvidenceRecord()
            (evidence.number, evidence.role, evidence.name, evidence.text) = (1, "log", "model-server.log", text(150))
            return evidence
        }
    }
}
