import Terminal
import Testing

@testable import Console

@Suite struct LayoutTests {
    /// `2:boxed 40x10+3` for each slot.
    private func picture(_ layout: Layout) -> [String] {
        layout.slots.map { "\($0.pane + 1) \($0.style) \($0.rect.width)x\($0.rect.height), \($0.rows) rows" }
    }

    private func demands(_ rows: [(rows: Int, urgent: Int)]) -> [Demand] {
        rows.map { Demand(rows: $0.rows, urgent: $0.urgent, hasProblem: $0.urgent > 0) }
    }

    @Test func onAPhonePanesWithProblemsGetTheRoomAndQuietOnesOneLine() {
        let layout = Layout(
            in: Rect(x: 0, y: 1, width: 80, height: 14), demands: demands([(9, 3), (3, 3), (2, 0), (2, 0), (8, 0), (0, 0)]), focus: 1,
            isZoomed: false)
        #expect(
            picture(layout) == [
                "1 ruled 80x4, 3 rows", "2 ruled 80x4, 3 rows", "3 ruled 80x3, 2 rows", "4 summary 80x1, 0 rows", "5 summary 80x1, 0 rows",
                "6 summary 80x1, 0 rows",
            ])
    }

    @Test func everyPaneHasTwoRowsOrIsOneLine() {
        for height in 7...40 {
            for focus in 0..<6 {
                let wanted = demands([(9, 2), (30, 30), (2, 0), (1, 1), (8, 0), (0, 0)])
                let layout = Layout(in: Rect(x: 0, y: 1, width: 80, height: height), demands: wanted, focus: focus, isZoomed: false)
                #expect(layout.slots.count == 6)
                #expect(layout.slots.reduce(0) { $0 + $1.rect.height } <= height)
                for slot in layout.slots where slot.style != .summary {
                    #expect(slot.rows >= min(2, wanted[slot.pane].rows))
                }
            }
        }
    }

    @Test func wideScreensHaveTwoOrThreePanesSideBySideThatFillTheScreen() {
        let quiet = demands(Array(repeating: (2, 0), count: 6))
        let two = Layout(in: Rect(x: 0, y: 1, width: 160, height: 47), demands: quiet, focus: 0, isZoomed: false)
        #expect(picture(two)[0] == "1 boxed 80x15, 13 rows")
        #expect(two.slots.filter { $0.rect.x == 0 }.reduce(0) { $0 + $1.rect.height } == 47)
        let three = Layout(in: Rect(x: 0, y: 1, width: 220, height: 57), demands: quiet, focus: 0, isZoomed: false)
        #expect(three.slots.map(\.rect.width) == [73, 73, 74, 73, 73, 74])
        #expect(three.slots.last.map { $0.rect.x + $0.rect.width } == 220)
    }

    @Test func aRowOfPanesInWhichMoreIsWrongIsHigher() {
        let layout = Layout(
            in: Rect(x: 0, y: 1, width: 160, height: 30), demands: demands([(2, 0), (12, 12), (2, 0), (2, 0), (2, 0), (2, 0)]), focus: 0,
            isZoomed: false)
        #expect(layout.slots[1].rows >= 12)
    }

    @Test func aZoomedPaneHasTheScreenForItself() {
        let layout = Layout(
            in: Rect(x: 0, y: 1, width: 80, height: 21), demands: demands(Array(repeating: (2, 0), count: 6)), focus: 3, isZoomed: true)
        #expect(picture(layout) == ["4 ruled 80x21, 20 rows"])
    }
}
