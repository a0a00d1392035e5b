import Terminal
import Testing

@Suite struct TextSearchTests {
    @Test(arguments: [
        ("oom", "OOMKilled and oom", [0..<3, 14..<17]), ("OOM", "OOMKilled and oom", [0..<3]), ("aa", "aaaaa", [0..<2, 2..<4]),
        ("数", "a数b数", [1..<3, 4..<6]), ("x", "", []), ("b", "👩‍💻b", [2..<3]), ("longer than it", "it", []),
    ])
    func findsTheColumnsOfEachMatch(query: String, text: String, columns: [Range<Int>]) throws {
        #expect(try #require(TextSearch(query)).columns(in: text) == columns)
    }

    @Test func anEmptyQueryIsNoSearch() {
        #expect(TextSearch("") == nil)
    }

    @Test func theNextLineIsFoundRoundTheEnd() throws {
        let lines = ["a hit", "b", "c hit", "d"]
        let search = try #require(TextSearch("hit"))
        #expect(search.line(from: 1, count: 4) { lines[$0] } == 2)
        #expect(search.line(from: 3, count: 4) { lines[$0] } == 0)
        #expect(search.line(from: 1, backwards: true, count: 4) { lines[$0] } == 0)
        #expect(search.line(from: -1, backwards: true, count: 4) { lines[$0] } == 2)
        #expect(try #require(TextSearch("miss")).line(from: 0, count: 4) { lines[$0] } == nil)
    }

    @Test func matchesAreSetOffOnTheCanvas() {
        var canvas = Canvas(width: 20, height: 1)
        canvas.write("an OOM kill", x: 2, y: 0, Style(.broken))
        canvas.highlight(TextSearch("oom"), in: "an OOM kill", x: 2, y: 0)
        #expect(canvas[5, 0].style == Style(.broken, on: .match))
        #expect(canvas[8, 0].style == Style(.broken))
    }
}
