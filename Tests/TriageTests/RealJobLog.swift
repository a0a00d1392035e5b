import Foundation

@testable import Triage

/// A real job log of GitHub Actions with the lines that people marked as its explanation (`Fixtures/cidiff`), and the log
/// of the same job when it passed.
struct RealJobLog {
    let name: String, file: CaseFile, findings: [Finding]
    /// Marked lines that hold letters, from 1: a blank line, or the drawn edge of a box, is nothing to show.
    let wanted: [Int]

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/cidiff")

    /// The marks as a scenario's evidence.
    private let marked: Scenario

    /// All there are, below `breakages` and `breakages_dump`.
    static var all: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "breakages").path)) ?? []
        return names.sorted().map { "breakages/\($0)" } + ["breakages_dump/Build_Terraform_CLI_Packages_/run380"]
    }

    /// - Parameter kinds: `E` marks the error, `C` its context.
    init(_ pair: String, kinds: String = "E") throws {
        name = pair.split(separator: "/").dropFirst().joined(separator: " ")
        func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: Self.folder.appending(path: "\(pair)/\(name)"))) }
        file = CaseFile([
            Evidence(.jobLog, name: "logs/job.log", bytes: try bytes("fail.log")),
            Evidence(.jobLogPassed, name: "logs/job.passed.log", bytes: try bytes("pass.log")),
        ])
        findings = Rules.findings(file)
        let log = LogText(TerminalEscapes.removed(from: try bytes("fail.log")))
        var wanted: [Int] = []
        for line in String(decoding: try bytes("groundtruth2"), as: UTF8.self).split(whereSeparator: \.isNewline)
        where kinds.contains(line.prefix(1)) && line.dropFirst().first == " " {
            let ends = line.dropFirst(2).split(separator: "-").compactMap { Int($0) }
            wanted += (ends[0]...(ends.last ?? ends[0])).filter { $0 <= log.count && log.line($0 - 1).contains { $0.isLetter } }
        }
        self.wanted = wanted
        var marked = Scenario(
            name: name, severity: "", files: [], primary: nil, evidence: [], cause: Scenario.Cause(keywords: []), secrets: [], lookalikes: [],
            injection: [], must_not_say: [], failureClass: "", contents: ["fail.log": try bytes("fail.log")])
        marked.evidence = wanted.map { Scenario.Item(id: "\($0)", file: "fail.log", lines: "\($0)", weight: 1, match: nil) }
        self.marked = marked
    }

    /// Marked lines that a prompt of that budget lacks.
    func missing(budget: Int) -> [Int] {
        let prompt = PreparedPrompt(file, findings: findings, budget: budget, nonce: "7f3a90c1")
        let shown = Set(prompt.text.split(separator: "\n").compactMap { Int($0.prefix { $0.isNumber }) })
        return wanted.filter { !shown.contains($0) }
    }

    /// Share of the marked lines that it shows, by the scenarios' score: a line that stands for sixteen alike stands for each.
    func recall(budget: Int) throws -> Double {
        let prompt = PreparedPrompt(file, findings: findings, budget: budget, nonce: "7f3a90c1")
        return try ScenarioScore(marked, prompt: prompt.whole, budget: budget).recall
    }
}
