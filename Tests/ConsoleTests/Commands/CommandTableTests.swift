import Foundation
import Testing

@testable import Console

@Suite struct CommandTableTests {
    @Test func theDocumentedTableIsTheTable() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/commands.md").standardizedFileURL
        if ProcessInfo.processInfo.environment["QUARTERDECK_RECORD"] == "1" {
            try FileManager.default.createDirectory(at: page.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(CommandTable.markdown().utf8).write(to: page)
            Issue.record("Recorded docs/commands.md.")
        }
        #expect(try String(contentsOf: page, encoding: .utf8) == CommandTable.markdown())
    }

    @Test func theTextTableIsAligned() {
        let lines = CommandTable.text().split(separator: "\n")
        #expect(lines.count == Registry.all.count)
        #expect(lines[0].hasPrefix("triage "))
        #expect(lines[0].hasSuffix("Triage the selected pod, alert, run or model"))
    }

    @Test func titlesBeginWithAVerbAndEndWithoutAStop() {
        for command in Registry.all {
            #expect(command.title.first?.isUppercase == true && command.title.last != ".", "\(command.id): \(command.title)")
        }
    }
}
