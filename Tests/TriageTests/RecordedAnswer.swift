import Foundation
import Testing

@testable import Triage

/// An answer as a model might write it, with what of it does not hold.
struct RecordedAnswer: Sendable, CustomTestStringConvertible {
    var name: String, scenario: String, answer: String
    /// What must be marked, each with a part of its reason.
    var wanted: [(sentence: String, reason: String)]
    var testDescription: String { name }

    static let all: [RecordedAnswer] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/answers")
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".md") }
        return names.sorted().compactMap { name in
            (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)).map { RecordedAnswer(name, $0) }
        }
    }()

    private init(_ name: String, _ text: String) {
        let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        (self.name, scenario, answer, wanted) = (name, String(lines[0]), "", [])
        var rest = lines[1]
        while let open = rest.firstIndex(of: "⟦"), let close = rest[open...].firstIndex(of: "⟧"), let end = rest[close...].firstIndex(of: "}") {
            let sentence = rest[rest.index(after: open)..<close]
            wanted.append((String(sentence), String(rest[rest.index(close, offsetBy: 2)..<end])))
            answer += rest[..<open] + sentence
            rest = rest[rest.index(after: end)...]
        }
        answer += rest
    }

    /// What the check says of it, on the evidence of its scenario.
    func report() async throws -> ClaimReport {
        let known: [Scenario] = Scenario.all + Scenario.written
        let scenario = try #require(known.first { $0.name == self.scenario })
        let examined = try await Examined.shared.result(scenario)
        let check = AnswerCheck(
            examined.file.exhibits, prompt: examined.prompt(budget: 8000).whole,
            subject: String(decoding: examined.file.subject, as: UTF8.self), findings: examined.findings)
        return check.report(on: answer)
    }

    /// A sentence without what stands before an item of a list.
    static func bare(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ").trimmingPrefix("- ").description }
}
