import Terminal
import Testing

@testable import Console

/// Pieces of reports in the list of what a search found.
@Suite struct ReportSnippetTests {
    @Test func aSnippetShowsItsMatchAndNoMarksOfMarkdown() {
        let spans = ReportLines.snippet("## Found by rule - **\u{2}oom\u{3}-killed**, run #412")
        #expect(spans.map(\.text).joined() == "Found by rule - oom-killed, run #412")
        #expect(spans.first { $0.style.ground == .match }?.text == "oom")
    }
}
