import Foundation
import Terminal
import Testing

/// Compares a canvas with the picture of that name in `Fixtures/Snapshots/` beside the test.
///
/// `QUARTERDECK_RECORD=1 swift test` rewrites the pictures and fails, so that a recording can never pass for a test.
public func expectSnapshot(
    _ canvas: Canvas, named name: String, file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    try expectSnapshot(canvas.snapshot, named: name, file: file, sourceLocation: sourceLocation)
}

/// Compares a text with the file of that name in `Fixtures/Snapshots/` beside the test.
public func expectSnapshot(
    _ text: String, named name: String, file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let picture = URL(filePath: file).deletingLastPathComponent().appending(path: "Fixtures/Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["QUARTERDECK_RECORD"] == "1" {
        try FileManager.default.createDirectory(at: picture.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: picture)
        Issue.record(
            "Recorded \(name). Look at its diff, then run the tests without QUARTERDECK_RECORD.", sourceLocation: sourceLocation)
        return
    }
    guard let data = FileManager.default.contents(atPath: picture.path) else {
        Issue.record(
            "There is no picture \(name) yet. QUARTERDECK_RECORD=1 swift test records it:\n\(text)",
            sourceLocation: sourceLocation)
        return
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard expected != text else { return }
    let difference = differences(
        expected.split(separator: "\n", omittingEmptySubsequences: false),
        text.split(separator: "\n", omittingEmptySubsequences: false))
    Issue.record(
        "\(name) looks different (- as recorded, + as drawn now):\n\(difference)\nAll of it:\n\(text)",
        sourceLocation: sourceLocation)
}

/// The lines that differ, by their place.
private func differences(_ old: [Substring], _ new: [Substring]) -> String {
    (0..<max(old.count, new.count)).compactMap { line -> String? in
        let before = line < old.count ? old[line] : nil
        let after = line < new.count ? new[line] : nil
        guard before != after else { return nil }
        return [before.map { "\(line + 1) - \($0)" }, after.map { "\(line + 1) + \($0)" }].compactMap(\.self).joined(
            separator: "\n")
    }.joined(separator: "\n")
}
