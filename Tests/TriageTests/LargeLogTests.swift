import Foundation
import Testing

@testable import Triage

/// Logs larger than what is kept of them.
@Suite struct LargeLogTests {
    let folder = Temporary()

    /// What is kept of a log.
    private func read(_ text: String, keep: Int) throws -> (text: String, evidence: Evidence) {
        let path = folder.path + "/x.log"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        var piece = Evidence(.log, name: "x.log"), redactor = Redactor()
        piece.large = Evidence.Large(path: path, size: text.utf8.count, keep: keep)
        let evidence = LargeLog.read(piece, &redactor)
        return (String(decoding: evidence.bytes, as: UTF8.self), evidence)
    }

    @Test("Beginning, end, and what is rare between stay; how many lines went is said, and all of them are accounted for")
    func kept() throws {
        let ordinary = { (number: Int) in "INFO request \(number) served in \(number % 9) ms" }
        var lines = (0..<60_000).map(ordinary)
        lines[31_000] = "ERROR ledger is locked by another writer"
        lines[31_001] = "  at ledger.c:41"
        lines[40_000] = "a line of its own kind"
        let text = lines.joined(separator: "\n") + "\n"
        let kept = try read(text, keep: 1 << 18).text
        #expect(kept.utf8.count < (1 << 18) + (3 << 20) && kept.utf8.count < text.utf8.count * 3 / 4)
        for line in [lines[0], lines[31_000], lines[31_001], lines[40_000], lines[59_999]] { #expect(kept.contains(line + "\n"), "\(line)") }
        let told = kept.split(separator: "\n").map { line in
            line.hasPrefix("… ") ? Int(line.dropFirst(2).prefix { $0.isNumber }) ?? 0 : 1
        }
        #expect(told.reduce(0, +) == 60_000 && told.contains { $0 > 1000 })
    }

    @Test("It is redacted as it is read: a secret announced before a line that goes is a secret still")
    func redacted() throws {
        let key = (0..<12).map { _ in "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj" }.joined(separator: "\n")
        let block = "-----BEGIN RSA PRIVATE KEY-----\n\(key)\n-----END RSA PRIVATE KEY-----\nDATABASE_URL=postgresql://ml:s3cretpw99@db/ml\nINFO ok\n"
        let kept = try read(String(repeating: block, count: 2_000), keep: 1 << 17).text
        #expect(!kept.contains("MIIEvQ") && !kept.contains("s3cretpw99") && kept.contains("[secret:") && kept.contains(" not kept"))
    }

    @Test("A file that is gone when it is read is a piece that lacks, and says so")
    func gone() {
        var piece = Evidence(.log, name: "x.log"), redactor = Redactor()
        piece.large = Evidence.Large(path: folder.path + "/none", size: 1, keep: 1)
        #expect(LargeLog.read(piece, &redactor).failure == "\(folder.path)/none cannot be read: No such file or directory.")
    }
}
