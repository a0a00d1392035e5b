import Testing

@testable import Console

@Suite struct FuzzyTests {
    private func best(_ typed: String, _ texts: [String]) -> String? {
        texts.compactMap { text in Fuzzy.score(typed, in: text).map { (text, $0) } }.max { $0.1 < $1.1 }?.0
    }

    @Test func wholeWordsBeatScatteredLetters() {
        #expect(best("log", ["Show the log", "League of gentlemen"]) == "Show the log")
        #expect(best("iris", ["ml-apps/iris-classifier", "wine iRoIneS"]) == "ml-apps/iris-classifier")
    }

    @Test func beginningsOfWordsCount() { #expect(best("sl", ["Show log", "basalt wool"]) == "Show log") }

    @Test func lettersOutOfOrderDoNotFit() {
        #expect(Fuzzy.score("gol", in: "log") == nil)
        #expect(Fuzzy.score("", in: "log") == 0)
    }
}
