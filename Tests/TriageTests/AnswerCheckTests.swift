import Foundation
import JSON
import Testing

@testable import Triage

/// Recorded answers against the evidence that they were given: what does not hold is marked, and nothing else.
@Suite struct AnswerCheckTests {
    struct Recorded: Sendable, CustomTestStringConvertible {
        var name: String, scenario: String, answer: String
        /// What must be marked, each with a part of its reason.
        var wanted: [(sentence: String, reason: String)]
        var testDescription: String { name }

        static let all: [Recorded] = {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/answers")
            let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".md") }
            return names.sorted().compactMap { name in
                (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)).map { Recorded(name, $0) }
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
    }

    private func report(_ recorded: Recorded) async throws -> ClaimReport {
        let scenario = try #require((Scenario.all + Scenario.written).first { $0.name == recorded.scenario })
        let examined = try await Examined.shared.result(scenario)
        let check = AnswerCheck(
            examined.file.exhibits.map(\.record), prompt: examined.prompt(budget: 8000).whole,
            subject: String(decoding: examined.file.subject, as: UTF8.self), findings: examined.findings)
        return check.report(on: recorded.answer)
    }

    @Test("Every sentence that does not hold is marked with its reason, and no other", arguments: Recorded.all)
    func recorded(_ recorded: Recorded) async throws {
        let report = try await report(recorded)
        #expect(
            report.unsupported.map { Self.bare($0.sentence) } == recorded.wanted.map { Self.bare($0.sentence) },
            "\(report.unsupported.map { "\($0.sentence) <- \($0.problem ?? "")" }.joined(separator: "\n"))")
        for (claim, wanted) in zip(report.unsupported, recorded.wanted) {
            #expect(claim.problem?.contains(wanted.reason) == true, "\(claim.sentence): \(claim.problem ?? "")")
        }
    }

    @Test("The set is large enough, and has good answers, bad ones and German ones")
    func set() {
        #expect(Recorded.all.count >= 20)
        #expect(Recorded.all.count { $0.wanted.isEmpty } >= 8 && Recorded.all.count { !$0.wanted.isEmpty } >= 10)
    }

    @Test("Good answers are told to be supported, with how many claims")
    func counts() async throws {
        let good = try #require(Recorded.all.first { $0.name == "oom-good.md" }),
            bad = try #require(Recorded.all.first { $0.name == "oom-blamed-commit.md" })
        let report = try await report(good)
        #expect(report.claims.count >= 6 && report.unsupported.isEmpty)
        #expect(report.summary == "\(report.claims.count) of \(report.claims.count) claims are supported by the evidence")
        #expect(report.marked(good.answer) == good.answer)
        let marked = try await self.report(bad).marked(bad.answer)
        #expect(
            marked.contains("1. ▲ Commit 7d3fa91 introduced") && marked.contains("[4:4208]. (not supported: 7d3fa91 does not stand in the evidence)"),
            "\(marked)")
    }

    @Test("A report survives its JSON")
    func json() async throws {
        for recorded in Recorded.all {
            let report = try await report(recorded)
            let kept = try #require(ClaimReport.stored((["claims": report.json] as Value).text))
            #expect(
                kept.summary == report.summary && kept.unsupported == report.unsupported
                    && kept.marked(recorded.answer) == report.marked(recorded.answer))
        }
        #expect(ClaimReport.stored("{}") == nil && ClaimReport.stored("") == nil)
        let foreign = try #require(ClaimReport.stored(#"{"claims":{"made":1,"unsupported":[{"sentence":"x","start":4,"end":900}]}}"#))
        #expect(foreign.marked("short") == "short", "a place beyond the answer marks nothing")
    }

    private static func bare(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ").trimmingPrefix("- ").description
    }
}
