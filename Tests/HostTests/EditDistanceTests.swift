import Testing

@testable import Host

@Suite struct EditDistanceTests {
    @Test(arguments: [
        ("url", "url", 0), ("ulr", "url", 1), ("read-only", "read_only", 0), ("Theme", "theme", 0), ("them", "theme", 1),
        ("", "abc", 3),
        ("kitten", "sitting", 3),
    ])
    func countsSlips(left: String, right: String, distance: Int) {
        #expect(EditDistance.between(left, right) == distance)
    }

    @Test func suggestsOnlyWhatIsNear() {
        #expect(EditDistance.nearest(to: "promteheus", among: ["prometheus", "mlflow"]) == "prometheus")
        #expect(EditDistance.nearest(to: "grafana", among: ["prometheus", "mlflow"]) == nil)
        #expect(EditDistance.nearest(to: "x", among: ["a"]) == nil)
    }
}
