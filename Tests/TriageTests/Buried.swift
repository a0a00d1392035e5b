import Foundation

@testable import Triage

/// Incidents buried in logs of many megabytes: what matters stands at the beginning, in the middle or at the end.
///
/// Made of written scenarios: the log that holds their marked lines is laid into noise of its own kind (lines of the same log that are not
/// marked, with other numbers) until it is large enough. Marks move with their lines, so they are scored as any other.
enum Buried {
    /// Where the scenario's own log stands in the noise.
    enum Place: String, CaseIterable { case beginning, middle, end }

    /// Which scenarios: each half, pods and pipelines, with and without a log that passed.
    ///
    /// Both lists were written down before any of them was measured.
    static let tuned = ["java-class-missing", "jdbc-refused", "cargo-compile"]
    static let heldOut = ["rust-unwrap-file", "mongo-login", "maven-compile"]

    /// Size of a buried log in the suite, in bytes: a debug build takes seconds for a megabyte. `QUARTERDECK_BURIED=50` measures 50 MiB;
    /// `benchmark triage` does so in a release build, with its memory.
    static let size = (ProcessInfo.processInfo.environment["QUARTERDECK_BURIED"].flatMap { Int($0) } ?? 10) << 20

    /// All of them at a size in bytes; each at another place.
    static func scenarios(_ names: [String], bytes: Int) -> [Scenario] {
        names.enumerated().compactMap { index, name in
            Scenario.written.first { $0.name == name }.map { buried($0, Place.allCases[index % 3], bytes: bytes) }
        }
    }

    /// A scenario with its logs of containers or jobs at `bytes` in all.
    static func buried(_ scenario: Scenario, _ place: Place, bytes: Int) -> Scenario {
        var buried = scenario
        buried.name += ", \(place.rawValue) of \(bytes >> 20) MiB"
        let marked = Set(scenario.evidence.map(\.file))
        guard let file = scenario.files.first(where: { marked.contains($0.path) && $0.path.hasSuffix(".log") }),
            let log = scenario.contents[file.path]
        else { return buried }
        let lines = log.split(separator: 10, omittingEmptySubsequences: false).dropLast().map { Array($0) }
        let marks = Self.marks(scenario, file.path), isJob = file.role == "job-log"
        // Of a job the noise is its failed step's: behind its commands, before the error that ends it.
        let command = lines.lastIndex { Self.has("##[group]Run ", $0) }
        let start = isJob ? command.map { $0 + 4 } ?? 0 : 0
        let stop = isJob ? lines.lastIndex { Self.has("##[error]Process completed", $0) } ?? lines.count : lines.count
        let plain = (max(start, 1)..<stop).filter { !marks.contains($0 + 1) && !Self.has("##[", lines[$0]) }
        var dice = Dice(GraveWords.hash(scenario.name.utf8))
        var noise: [UInt8] = [], count = 0
        noise.reserveCapacity(bytes)
        while noise.count + log.count < bytes {
            noise += varied(lines[dice.pick(plain)], &dice)
            noise.append(10)
            count += 1
        }
        // All of it behind what matters, all of it before, or half on each side.
        let before = place == .beginning ? 0 : place == .end ? count : count / 2, cut = Self.offset(ofLine: before, in: noise)
        var whole: [UInt8] = []
        whole.reserveCapacity(bytes + 4096)
        for line in lines[..<start] { whole += line + [10] }
        whole += noise[..<cut]
        for line in lines[start..<stop] { whole += line + [10] }
        whole += noise[cut...]
        for line in lines[stop...] { whole += line + [10] }
        buried.contents[file.path] = whole
        buried.evidence = scenario.evidence.map { item in
            guard item.file == file.path else { return item }
            var item = item
            item.lines = item.lines.split(separator: ",").map { part in
                part.split(separator: "-").compactMap { Int($0) }.map { line in
                    String(line > stop ? line + count : line > start ? line + before : line)
                }.joined(separator: "-")
            }.joined(separator: ",")
            return item
        }
        return buried
    }

    private static func marks(_ scenario: Scenario, _ path: String) -> Set<Int> {
        var marks: Set<Int> = []
        for item in scenario.evidence where item.file == path {
            for part in item.lines.split(separator: ",") {
                let ends = part.split(separator: "-").compactMap { Int($0) }
                if let first = ends.first, let last = ends.last { marks.formUnion(first...last) }
            }
        }
        return marks
    }

    private static func has(_ text: StaticString, _ line: [UInt8]) -> Bool {
        line.withUnsafeBufferPointer { $0.first(text, in: 0..<$0.count) != nil }
    }

    /// The line with other digits, its time stamp kept.
    private static func varied(_ line: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var line = line
        let start = line.withUnsafeBufferPointer { LogStamp.end($0, from: 0, to: $0.count) }
        for index in start..<line.count where (49...57).contains(line[index]) { line[index] = UInt8(49 + dice.below(9)) }
        return line
    }

    private static func offset(ofLine line: Int, in bytes: [UInt8]) -> Int {
        var seen = 0, index = 0
        while seen < line, index < bytes.count {
            if bytes[index] == 10 { seen += 1 }
            index += 1
        }
        return index
    }
}
