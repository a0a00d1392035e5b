import Foundation
import Testing

@testable import Lab

/// docs/lab.md says what the world does; its tables come from the world's own data.
@Suite struct LabDocumentTests {
    private func document(_ file: String = #filePath) throws -> String {
        let root = (0..<4).reduce(URL(fileURLWithPath: file)) { url, _ in url.deletingLastPathComponent() }
        return try String(contentsOf: root.appendingPathComponent("docs/lab.md"), encoding: .utf8)
    }

    @Test func theTableOfCausesIsTheWorldsOwn() throws {
        for rows in [CauseAndEffect.platform, CauseAndEffect.delivery] {
            #expect(try document().contains(CauseAndEffect.markdown(rows)), "\(CauseAndEffect.markdown(rows))")
        }
    }

    @Test func everySiteIsListed() throws {
        let text = try document()
        for site in SiteName.allCases { #expect(text.contains("`\(site.rawValue)`"), "\(site.rawValue)") }
    }

    @Test func everyFunctionOfPromQLIsListed() throws {
        let text = try document()
        for name in PromQLFunctions.arguments.keys.sorted() + PromQLFunctions.aggregations.sorted() {
            #expect(text.contains("`\(name)`"), "\(name)")
        }
    }
}
