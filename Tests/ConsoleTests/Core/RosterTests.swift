import TestSupport
import Testing

@testable import Console

@Suite struct RosterTests {
    /// A list from drawn text: `>` stands before the selected row, `|` begins the window.
    private func picture(_ roster: Roster, height: Int) -> String {
        roster.rows.enumerated().map { index, row in
            guard case .alert(let name) = row.id else { return "?" }
            let edge = index == roster.offset ? "|" : ""
            let end = index == roster.offset + height - 1 ? "|" : ""
            return edge + (index == roster.cursor ? ">" : "") + name + end
        }.joined(separator: " ")
    }

    private func arrangement(_ names: String, problems: Int = 0) -> Arrangement {
        var result = Arrangement()
        for (index, name) in names.split(separator: " ").enumerated() {
            result.add(.alert(String(name)), index, isProblem: index < problems)
        }
        return result
    }

    @Test func theSelectionFollowsTheThingAndNotTheLine() {
        var roster = Roster()
        roster.adopt(arrangement("a b c"), holding: false)
        roster.select(.alert("b"))
        roster.adopt(arrangement("new worse a b c"), holding: false)
        #expect(picture(roster, height: 9) == "|new worse a >b c")
    }

    @Test func rowsKeepTheirPlacesWhileKeysArePressed() {
        var roster = Roster()
        roster.adopt(arrangement("a b c d"), holding: false)
        roster.adopt(arrangement("new d c a"), holding: true)
        #expect(picture(roster, height: 9) == "|>a c d new")
        #expect(roster.isHeld)
        roster.adopt(arrangement("new d c a"), holding: false)
        #expect(picture(roster, height: 9) == "|new d c >a")
        #expect(!roster.isHeld)
    }

    @Test func newDataOfHeldRowsIsShownAtOnce() {
        var roster = Roster()
        roster.adopt(arrangement("a b"), holding: false)
        roster.adopt(arrangement("b a"), holding: true)
        #expect(roster.rows.map(\.index) == [1, 0])
    }

    /// Against the plain meaning: known rows in their places, gone ones left out, new ones at the end in natural order.
    @Test(arguments: 0..<40) func heldRowsAreThoseOfTheRuleHoweverMuchHasMoved(seed: Int) {
        var numbers = SeededRandom(UInt64(seed))
        func random(_ count: Int) -> Int { .random(in: 0..<count, using: &numbers) }
        var names = (0..<60).map { "r\($0)" }
        var roster = Roster()
        roster.adopt(arrangement(names.joined(separator: " ")), holding: false)
        var shown = names
        for round in 0..<6 {
            for _ in 0..<random(20) { names.insert(names.remove(at: random(names.count)), at: random(names.count)) }
            for _ in 0..<random(6) { names.remove(at: random(names.count)) }
            for new in 0..<random(6) { names.insert("n\(round).\(new)", at: random(names.count)) }
            roster.adopt(arrangement(names.joined(separator: " ")), holding: true)
            shown = shown.filter(names.contains) + names.filter { !shown.contains($0) }
            #expect(roster.rows.map(\.id) == shown.map { .alert($0) })
            #expect(roster.rows.map(\.index) == shown.map { names.firstIndex(of: $0) ?? -1 })
        }
    }

    @Test func aSelectedThingThatGoesLeavesTheCursorOnItsNeighbour() {
        var roster = Roster()
        roster.adopt(arrangement("a b c"), holding: false)
        roster.select(.alert("b"))
        roster.adopt(arrangement("a c"), holding: false)
        #expect(picture(roster, height: 9) == "|a >c")
        roster.adopt(arrangement("a"), holding: false)
        #expect(picture(roster, height: 9) == "|>a")
        roster.adopt(arrangement(""), holding: false)
        #expect(roster.selected == nil)
    }

    @Test func aScrolledWindowKeepsTheSelectedThingOnItsLine() {
        var roster = Roster()
        roster.adopt(arrangement("a b c d e f"), holding: false)
        for _ in 0..<4 { roster.move(.down, height: 3) }
        #expect(picture(roster, height: 3) == "a b |c d >e| f")
        roster.adopt(arrangement("x y a b c d e f"), holding: false)
        #expect(picture(roster, height: 3) == "x y a b |c d >e| f")
    }

    @Test func movingGoesByLinesHalvesScreensAndToTheEnds() {
        var roster = Roster()
        roster.adopt(arrangement("a b c d e f g h i j"), holding: false)
        roster.move(.pageDown, height: 4)
        #expect(picture(roster, height: 4) == "|a b c >d| e f g h i j")
        roster.move(.halfDown, height: 4)
        #expect(picture(roster, height: 4) == "a b |c d e >f| g h i j")
        roster.move(.last, height: 4)
        #expect(picture(roster, height: 4) == "a b c d e f |g h i >j|")
        roster.move(.first, height: 4)
        #expect(picture(roster, height: 4) == "|>a b c d| e f g h i j")
        roster.move(.up, height: 4)
        #expect(roster.cursor == 0)
    }

    @Test func theWheelMovesTheWindowAndTakesTheCursorAlongAtItsEdge() {
        var roster = Roster()
        roster.adopt(arrangement("a b c d e f"), holding: false)
        roster.scroll(by: 2, height: 3)
        #expect(picture(roster, height: 3) == "a b |>c d e| f")
        roster.scroll(by: -9, height: 3)
        #expect(picture(roster, height: 3) == "|a b >c| d e f")
    }
}
