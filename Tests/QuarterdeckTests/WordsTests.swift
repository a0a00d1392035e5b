import Testing

@testable import quarterdeck

/// Tables and sentences that several commands print.
@Suite struct WordsTests {
    @Test func columnsStandInLineAndTheLastWidensNothing() {
        let lines = PlainTable.lines([["NAME", "STATE", "WHY"], ["gcp", "live"], ["größer", "off", "a long sentence at the end"]])
        #expect(lines == ["NAME    STATE  WHY", "gcp     live", "größer  off    a long sentence at the end"])
    }

    @Test func aCellStaysOnItsLine() {
        #expect(PlainTable.lines([["a\nb", "c\u{1b}[2J"]]) == ["a b  c·[2J"])
    }

    @Test(arguments: [
        ("k3", "There is no context named \"k3\": did you mean k3d?"),
        ("staging", "There is no context named \"staging\"; the contexts are gcp, k3d."),
    ]) func anUnknownNameIsToldTheNearest(typed: String, sentence: String) {
        #expect(Nearest.sentence("There is no context named", typed, among: ["k3d", "gcp"], all: "the contexts") == sentence)
    }

    @Test func whatContainsTheNameIsNearerThanASlip() {
        let pods = ["iris-classifier-7c9d-x2lq7", "iris-classifier-7c9d-aaaaa", "wine-1"]
        #expect(Nearest.near("iris", among: pods) == ["iris-classifier-7c9d-aaaaa", "iris-classifier-7c9d-x2lq7"])
        #expect(Nearest.near("", among: pods).isEmpty)
    }

    @Test func podsOfOneWorkloadAreNearEachOther() {
        #expect(
            Nearest.near("iris-classifier-7c9d8f6b5-gone1", among: ["iris-classifier-pj52sb9ql5-mcs7d", "wine-1"]) == [
                "iris-classifier-pj52sb9ql5-mcs7d"
            ])
    }

    @Test func durationsAreNumbersWithAUnit() {
        #expect(WordedDuration(argument: "90s")?.duration == .seconds(90))
        #expect(WordedDuration(argument: "15m")?.duration == .seconds(900))
        #expect(WordedDuration(argument: "2h")?.duration == .seconds(7200))
        #expect(WordedDuration(argument: "365d")?.duration == .seconds(31_536_000))
        for wrong in ["", "m", "5", "-5m", "0s", "1.5h", "366d", "99999999999999999999s", "5 m"] {
            #expect(WordedDuration(argument: wrong) == nil, "\(wrong)")
        }
    }

    @Test func whereNothingIsThereNothingIsOffered() {
        #expect(Nearest.sentence("There is no pod named", "x", among: [], all: "the pods") == "There is no pod named \"x\".")
    }
}
