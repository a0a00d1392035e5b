import Foundation
import JSON
import Testing

@testable import Triage

/// Recorded answers against the evidence that they were given: what does not hold is marked, and nothing else.
@Suite struct AnswerCheckTests {
    typealias Recorded = RecordedAnswer

    @Test("Every sentence that does not hold is marked with its reason, and no other", arguments: Recorded.all)
    func recorded(_ recorded: Recorded) async throws {
        let report = try await recorded.report()
        #expect(
            report.unsupported.map { RecordedAnswer.bare($0.sentence) } == recorded.wanted.map { RecordedAnswer.bare($0.sentence) },
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
        let report = try await good.report()
        #expect(report.claims.count >= 6 && report.unsupported.isEmpty)
        #expect(report.summary == "\(report.claims.count) of \(report.claims.count) claims are supported by the evidence")
        #expect(report.marked(good.answer) == good.answer)
        let marked = try await bad.report().marked(bad.answer)
        #expect(
            marked.contains("1. ▲ Commit 7d3fa91 introduced") && marked.contains("[4:4208]. (not supported: 7d3fa91 does not stand in the evidence)"),
            "\(marked)")
    }

    @Test("A report survives its JSON")
    func json() async throws {
        for recorded in Recorded.all {
            let report = try await recorded.report()
            let kept = try #require(ClaimReport.stored((["claims": report.json] as Value).text))
            #expect(kept.summary == report.summary && kept.unsupported == report.unsupported)
            #expect(kept.marked(recorded.answer) == report.marked(recorded.answer))
        }
        #expect(ClaimReport.stored("{}") == nil && ClaimReport.stored("") == nil)
        let foreign = try #require(ClaimReport.stored(#"{"claims":{"made":1,"unsupported":[{"sentence":"x","start":4,"end":900}]}}"#))
        #expect(foreign.marked("short") == "short", "a place beyond the answer marks nothing")
    }
}
