import Archive
import Testing

@Suite struct ArchiveSearchTests {
    let place = TemporaryArchive()

    private func filled() async throws -> Archive {
        let archive = try await place.open()
        try await archive.save(
            report("OOM kill of iris", at: "2026-11-21T00:00:00Z", answer: "A batch of 48,000 rows went over 256Mi."), evidence: [])
        try await archive.save(
            report("Image pull of wine", at: "2026-11-22T00:00:00Z", answer: "The tag main-3f9c2e1 is missing."), evidence: [])
        try await archive.save(report("Drift of iris", at: "2026-11-23T00:00:00Z", answer: "Fewer trees; no kill here."), evidence: [])
        return archive
    }

    @Test("The newest reports that hold every word come first, with the place marked")
    func newest() async throws {
        let archive = try await filled()
        #expect(try await archive.search("kill").map(\.title) == ["Drift of iris", "OOM kill of iris"])
        #expect(try await archive.search("iris kill rows").map(\.title) == ["OOM kill of iris"])
        #expect(try await archive.search("trees").first?.snippet == "Fewer \u{2}trees\u{3}; no kill here.")
    }

    @Test("Two letters are enough to find a word, one is not")
    func prefixes() async throws {
        let archive = try await filled()
        #expect(try await archive.search("ba").map(\.title) == ["OOM kill of iris"])
        #expect(try await archive.search("b").isEmpty)
    }

    @Test("A word in the title ranks above the same word further down")
    func ranked() async throws {
        let archive = try await filled()
        #expect(try await archive.ranked("kill").map(\.title) == ["OOM kill of iris", "Drift of iris"])
    }

    @Test("A report is found by the beginning of its id, and by nothing else")
    func beginnings() async throws {
        let archive = try await filled()
        let newest = try #require(try await archive.newest(limit: 1).first)
        #expect(try await archive.reports(withPrefix: String(newest.id.prefix(12)).uppercased()).map(\.title) == ["Drift of iris"])
        for nothing in ["", "%", "_", "'; DROP TABLE report", newest.id + "0"] {
            #expect(try await archive.reports(withPrefix: nothing).isEmpty, "\(nothing)")
        }
    }

    @Test("Names with dashes and dots are found as they are written")
    func names() async throws {
        let archive = try await filled()
        #expect(try await archive.search("main-3f9c2e1").map(\.title) == ["Image pull of wine"])
        #expect(try await archive.search("main-3f9").map(\.title) == ["Image pull of wine"])
    }

    @Test(
        "Nothing that can be typed is a syntax error: signs are passed over, and words of the index's language are words",
        arguments: [
            ("\"", 0), ("kill\"", 2), ("AND", 0), ("NOT kill", 0), ("a OR", 0), ("(", 0), ("kill)", 2), ("title:kill", 0), ("^kill", 2),
            ("kill*", 2), ("+", 0), ("--", 0), ("{x} : y", 0), ("NEAR(a b)", 0), ("\u{0}", 0), ("ж%_", 0),
        ])
    func syntax(typed: String, found: Int) async throws {
        let archive = try await filled()
        #expect(try await archive.search(typed).count == found)
        #expect(try await archive.ranked(typed).count == found)
    }

    @Test("Accents and case do not matter")
    func folding() async throws {
        let archive = try await place.open()
        try await archive.save(report("Café brûlé"), evidence: [])
        #expect(try await archive.search("CAFE brule").count == 1)
    }
}
