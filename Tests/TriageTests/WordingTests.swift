import Testing

@testable import Triage

/// Sentences that read well whatever they quote.
@Suite struct WordingTests {
    @Test(arguments: [
        ("Its log says: See above..", "Its log says: See above."), ("Is it running?.", "Is it running?"), ("It failed!.", "It failed!"),
        ("Used at your own risk.; container api ends.", "Used at your own risk; container api ends."), ("It waits...", "It waits..."),
        ("It ends.", "It ends."),
    ])
    func aSentenceEndsOnce(said: String, polished: String) {
        #expect(Finding(failureClass: "crash-loop", severity: "high", sentence: said).polished.sentence == polished)
    }

    @Test func aPlaceIsCitedOnce() {
        let places = [4, 9, 4].map { Finding.Citation(evidence: 1, line: $0) }
        let finding = Finding(failureClass: "crash-loop", severity: "high", sentence: "It ends.", citations: places)
        #expect(finding.polished.citations.map(\.text) == ["[1:4]", "[1:9]"])
    }

    @Test(arguments: [
        (["1 critical"], "1 critical"), (["1 critical", "2 high"], "1 critical and 2 high"), (["1 a", "2 b", "3 c"], "1 a, 2 b and 3 c"), ([], ""),
    ])
    func countsAreListed(counts: [String], words: String) {
        #expect(Words.listed(counts) == words)
    }

    @Test(arguments: [
        ("E0519 06:02:19.110509 1 loader.cc:630] failed to load 'fraud'", "failed to load 'fraud'"),
        ("2026-05-21 06:38:12.306758: F tensorflow/core: no AVX", "F tensorflow/core: no AVX"),
        ("[2026-07-04 04:31:18] production.ERROR: no such table", "production.ERROR: no such table"),
        ("time=2026-06-17T10:07:40.142Z level=ERROR msg=late", "level=ERROR msg=late"), ("Error 404 at 10:20", "Error 404 at 10:20"),
        ("2026-05-21 06:38:12", "06:38:12"), ("", ""), ("[ERROR] 3 of 4 failed", "[ERROR] 3 of 4 failed"),
        ("[6] Could not resolve", "[6] Could not resolve"),
    ])
    func whatNoLaterRunWouldPrintIsLeftOut(line: String, rest: String) {
        #expect(Words.timeless(line) == rest)
    }
}
