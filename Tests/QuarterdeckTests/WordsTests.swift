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

    @Test func whereNothingIsThereNothingIsOffered() {
        #expect(Nearest.sentence("There is no pod named", "x", among: [], all: "the pods") == "There is no pod named \"x\".")
    }
}
