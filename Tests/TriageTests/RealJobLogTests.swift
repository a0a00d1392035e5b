import Foundation
import Testing

@testable import Triage

/// Real job logs of GitHub Actions with the lines that explain the failure, marked by people (`Fixtures/cidiff`).
@Suite struct RealJobLogTests {
    static let pairs = ["breakages/cidiff_57", "breakages_dump/Build_Terraform_CLI_Packages_/run380"]

    static func recall(_ pair: String, budget: Int) throws -> (recall: Double, missing: [Int], text: String) {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/cidiff/\(pair)")
        func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }
        let file = CaseFile([
            Evidence(.jobLog, name: "logs/job.log", bytes: try bytes("fail.log")),
            Evidence(.jobLogPassed, name: "logs/job.passed.log", bytes: try bytes("pass.log")),
        ])
        let prompt = PreparedPrompt(file, findings: [], budget: budget, nonce: "7f3a90c1")
        let shown = Set(prompt.text.split(separator: "\n").compactMap { Int($0.prefix { $0.isNumber }) })
        let log = LogText(try bytes("fail.log"))
        var wanted: [Int] = []
        for line in String(decoding: try bytes("groundtruth"), as: UTF8.self).split(separator: "\n") where line.hasPrefix("E ") {
            let range = line.dropFirst(2).split(separator: "-").compactMap { Int($0) }
            wanted += (range[0]...(range.last ?? range[0])).filter { log.content($0 - 1).count > 0 }
        }
        let missing = wanted.filter { !shown.contains($0) }
        return (1 - Double(missing.count) / Double(wanted.count), missing, prompt.text)
    }

    @Test("dump", .enabled(if: ProcessInfo.processInfo.environment["DUMP"] != nil))
    func dump() throws {
        for pair in Self.pairs {
            for budget in [8000, 2000] {
                let result = try Self.recall(pair, budget: budget)
                print(pair, budget, result.recall, result.missing, result.text.count / 4)
                try result.text.write(toFile: "/tmp/dump/real-\(budget)-\(pair.suffix(6)).txt", atomically: true, encoding: .utf8)
            }
        }
    }
}
