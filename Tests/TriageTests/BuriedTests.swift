import Testing

@testable import Triage

/// Megabytes of ordinary lines before, behind and around what matters.
@Suite struct BuriedTests {
    @Test("A log buried in megabytes is found as a small one: class, cause, evidence")
    func quality() async throws {
        for measured in [TriageQuality.buried, TriageQuality.buriedHeldOut] {
            let quality = try await measured.value
            #expect(quality.classes == 1 && quality.causes == 1, "\(quality.misses)")
            #expect(quality.recall(0) >= 0.98 && quality.recall(1) >= 0.95, "\(quality.misses)")
            #expect(quality.decisive(0) == 1 && quality.decisive(1) == 1, "\(quality.misses)")
        }
    }

    @Test("The generator keeps what it buries: size, marked lines at their new numbers", arguments: Buried.Place.allCases)
    func generator(place: Buried.Place) throws {
        for name in Buried.tuned + Buried.heldOut {
            let scenario = try #require(Scenario.written.first { $0.name == name })
            let buried = Buried.buried(scenario, place, bytes: 1 << 18)
            for (item, moved) in zip(scenario.evidence, buried.evidence) where item.file.hasSuffix(".log") {
                let before = try lines(scenario, item), after = try lines(buried, moved)
                #expect(before == after && !before.isEmpty, "\(name)")
            }
            let size = buried.contents.values.map(\.count).max() ?? 0
            #expect(size >= (1 << 18) && size < (1 << 18) + 400, "\(size)")
        }
    }

    private func lines(_ scenario: Scenario, _ item: Scenario.Item) throws -> [String] {
        let all = String(decoding: try scenario.bytes(item.file), as: UTF8.self).utf8.split(separator: 10, omittingEmptySubsequences: false)
        return try item.lines.split(separator: ",").flatMap { part in
            let ends = part.split(separator: "-").compactMap { Int($0) }
            return (try #require(ends.first)...(try #require(ends.last))).map { String(Substring(all[$0 - 1])) }
        }
    }
}
