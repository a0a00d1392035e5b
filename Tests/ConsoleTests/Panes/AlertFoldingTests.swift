import Feeds
import Testing

@testable import Console

@Suite struct AlertFoldingTests {
    private func alert(_ number: Int, context: String = "k3d", pod: String = "", ago: Double = 60, node: String? = nil) -> AlertRow {
        var row = AlertRow(
            id: "a\(number)", name: "Alert\(number)", severity: "warning", state: .firing, context: context, namespace: "ml-apps", pod: pod)
        row.since = Night.ago(ago)
        if let node { row.labels["node"] = node }
        if let owner = PodOwner.name(ofPod: pod) { row.workload = "\(context)/ml-apps/\(owner)" }
        return row
    }

    private func words(_ entries: [AlertFolding.Entry]) -> [String] {
        entries.map {
            switch $0 {
            case .single(let index): "\(index)"
            case .fold(_, let words, let members): "\(words) \(members)"
            }
        }
    }

    @Test func fiveOfOneWorkloadWithinTwoMinutesAreOneLine() {
        let rows =
            (0..<5).map { alert($0, pod: "iris-classifier-7c9d8f6b5-x2lq\($0)", ago: 100 - Double($0) * 20) } + [alert(9, context: "gcp")]
        #expect(
            words(AlertFolding.fold(rows, silent: [:])) == ["k3d/ml-apps/iris-classifier: 5 alerts within 2 minutes [0, 1, 2, 3, 4]", "5"])
    }

    @Test func fourAreNotAndFiveOverAnHourAreNot() {
        let four = (0..<4).map { alert($0, pod: "iris-classifier-7c9d8f6b5-x2lq7") }
        #expect(words(AlertFolding.fold(four, silent: [:])) == ["0", "1", "2", "3"])
        let slow = (0..<5).map { alert($0, pod: "iris-classifier-7c9d8f6b5-x2lq7", ago: Double($0) * 700) }
        #expect(words(AlertFolding.fold(slow, silent: [:])).count == 5)
    }

    @Test func alertsOfOneNodeAreOneLine() {
        let rows = (0..<6).map { alert($0, node: "k3d-agent-0") }
        #expect(words(AlertFolding.fold(rows, silent: [:])) == ["k3d node k3d-agent-0: 6 alerts within 2 minutes [0, 1, 2, 3, 4, 5]"])
    }

    @Test func fortyInAMinuteAreTwoIncidents() {
        let rows = (0..<40).map { alert($0, context: $0 < 25 ? "k3d" : "gcp", ago: Double($0)) }
        #expect(AlertFolding.fold(rows, silent: [:]).count == 2)
    }

    @Test func alertsOfAContextThatDoesNotAnswerSayNothingNew() {
        let rows = [alert(0), alert(1, ago: 5000), alert(2, context: "gcp")]
        #expect(
            words(AlertFolding.fold(rows, silent: ["k3d": "k3d: no answer since 03:14:20Z"])) == [
                "k3d: no answer since 03:14:20Z, 2 alerts folded [0, 1]", "2",
            ])
    }
}
