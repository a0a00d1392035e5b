import Terminal
import TestSupport
import Testing

@Suite struct CanvasTests {
    @Test func writesWhereAskedAndCutsOffTheRest() {
        var canvas = Canvas(width: 6, height: 2)
        #expect(canvas.write("2 firing", x: 1, y: 0) == 8)
        canvas.write("left", x: -2, y: 1)
        canvas.write("nowhere", x: 0, y: 2)
        canvas.write("nowhere", x: 0, y: -1)
        #expect(canvas.lines == [" 2 fir", "ft    "])
    }

    @Test func aWideCharacterThatDoesNotFitIsASpace() {
        var canvas = Canvas(width: 5, height: 2)
        canvas.write("数据库", x: 0, y: 0)
        canvas.write("数据", x: -1, y: 1)
        #expect(canvas.lines == ["数据 ", " 据  "])
    }

    @Test(arguments: [(0, "x 据"), (1, " x据"), (2, "数x "), (3, "数 x")])
    func overwritingHalfOfAWideCharacterClearsTheOther(x: Int, line: String) {
        var canvas = Canvas(width: 4, height: 1)
        canvas.write("数据", x: 0, y: 0)
        canvas.write("x", x: x, y: 0)
        #expect(canvas.lines == [line])
    }

    @Test func aWideCharacterOverTwoHalvesClearsBothNeighbours() {
        var canvas = Canvas(width: 4, height: 1)
        canvas.write("数据", x: 0, y: 0)
        canvas.write("库", x: 1, y: 0)
        #expect(canvas.lines == [" 库 "])
    }

    @Test func areasNestAndClip() {
        var canvas = Canvas(width: 10, height: 4)
        canvas.within(Rect(x: 2, y: 1, width: 6, height: 3)) { outer in
            outer.within(Rect(x: 1, y: 1, width: 20, height: 20)) { inner in
                #expect(inner.width == 5 && inner.height == 2)
                inner.write("abcdefgh", x: 0, y: 0)
                inner.showCursor(x: 1, y: 1)
            }
        }
        #expect(canvas.lines == ["          ", "          ", "   abcde  ", "          "])
        #expect(canvas.cursor?.x == 4 && canvas.cursor?.y == 3)
    }

    @Test func anAreaEdgeThroughAWideCharacterMendsBothSides() {
        var canvas = Canvas(width: 6, height: 1)
        canvas.write("数据库", x: 0, y: 0)
        canvas.fill(Rect(x: 1, y: 0, width: 2, height: 1), Style(on: .bar))
        #expect(canvas.lines == ["    库"])
        canvas.fill(Rect(x: -5, y: -5, width: 100, height: 100), .plain)
        #expect(canvas.lines == ["      "])
    }

    @Test func theCursorHidesWhenItLiesOutside() {
        var canvas = Canvas(width: 4, height: 2)
        canvas.cursor = (4, 0)
        #expect(canvas.cursor == nil)
        canvas.cursor = (3, 1)
        #expect(canvas.cursor?.x == 3)
    }

    /// Random drawing, then the invariant that the screen relies on: each wide cell has its right half, and no half stands alone.
    @Test func noDrawingLeavesHalfACharacter() {
        var random = SeededRandom(7)
        let pieces = ["a", "数", "👩‍💻", "e\u{301}", "  ", "한글", "🇩🇪x", "\u{301}"]
        for _ in 0..<2000 {
            var canvas = Canvas(width: 7, height: 2)
            for _ in 0..<6 {
                let area = Rect(x: .random(in: 0..<4, using: &random), y: 0, width: .random(in: 1..<7, using: &random), height: 2)
                canvas.within(area) { inner in
                    let place = (x: Int.random(in: -2..<6, using: &random), y: Int.random(in: 0..<2, using: &random))
                    inner.write(pieces.randomElement(using: &random)!, x: place.x, y: place.y)
                    if Bool.random(using: &random) {
                        inner.fill(Rect(x: .random(in: -1..<4, using: &random), y: 0, width: 2, height: 1), .plain)
                    }
                }
            }
            for y in 0..<2 {
                for x in 0..<7 {
                    let isRightHalf = canvas[x, y].glyph == 0
                    let leftIsWide = x > 0 && canvas[x - 1, y].scalars.first.map { TextWidth.columns(of: $0) == 2 } == true
                    #expect(isRightHalf == leftIsWide)
                }
                #expect(canvas[6, y].scalars.first.map { TextWidth.columns(of: $0) } != 2)
            }
        }
    }
}
