import Foundation
import Testing

@testable import Triage

/// Real job logs of GitHub Actions with the lines that explain the failure, marked by people (`Fixtures/cidiff`).
@Suite struct RealJobLogTests {
    @Test(
        "The lines that people marked are shown, at a small budget too",
        arguments: ["breakages/cidiff_57", "breakages_dump/Build_Terraform_CLI_Packages_/run380"], [8000, 2000])
    func recall(pair: String, budget: Int) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/cidiff/\(pair)")
        func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }
        let file = CaseFile([
            Evidence(.jobLog, name: "logs/job.log", bytes: try bytes("fail.log")),
            Evidence(.jobLogPassed, name: "logs/job.passed.log", bytes: try bytes("pass.log")),
        ])
        let prompt = PreparedPrompt(file, findings: Rules.findings(file), budget: budget, nonce: "7f3a90c1")
        let shown = Set(prompt.text.split(separator: "\n").compactMap { Int($0.prefix { $0.isNumber }) })
        let log = LogText(TerminalEscapes.removed(from: try bytes("fail.log")))
        var wanted: [Int] = []
        for line in String(decoding: try bytes("groundtruth2"), as: UTF8.self).split(separator: "\n") where line.hasPrefix("E ") {
            let ends = line.dropFirst(2).split(separator: "-").compactMap { Int($0) }
            // A blank line, or the drawn edge of a box, is nothing to show.
            wanted += (ends[0]...(ends.last ?? ends[0])).filter { log.line($0 - 1).contains { $0.isLetter } }
        }
        #expect(wanted.filter { !shown.contains($0) } == [])
    }
}
