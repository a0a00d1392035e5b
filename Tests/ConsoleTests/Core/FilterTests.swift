import Testing

@testable import Console

@Suite struct FilterTests {
    private let labels = ["app": "iris", "tier": "serving"]

    @Test(arguments: [
        ("", true), ("iris", true), ("IRIS", true), ("iris ml-apps", true), ("iris missing", false), ("!iris", false), ("!missing", true),
        ("-l app=iris", true), ("-l app=wine", false), ("-l app!=wine", true), ("-l tier", true), ("-l !tier", false),
        ("-l app=iris,tier=serving", true), ("iris -l app=wine", false), ("!x -l app=wine", true), ("-l", true),
    ])
    func matches(text: String, expected: Bool) {
        #expect(Filter(text).matches(["iris-classifier-7c9d", "ml-apps"], labels: labels) == expected)
    }

    @Test func emptyTextLetsEverythingThrough() {
        #expect(Filter("").isEmpty)
        #expect(Filter("  ").isEmpty)
        #expect(!Filter("!a").isEmpty)
    }
}
