import Foundation

/// Shapes as text, in batches: each was collected, and half of it put aside, before the scanner was changed for it. What was
/// found of each at first sight stands in docs/threats.md.
struct SecretBatch: Sendable {
    var name: String
    /// Shapes that the scanner may be improved by.
    var open: [SecretShape]
    /// Shapes that it may not; looked at once, when it is done.
    var aside: [SecretShape]
    /// Of each shape kept aside, that it was not touched since: 64-bit FNV-1a over name and text.
    var fingerprints: [String]

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/secrets")

    /// What others publish as detectable, and the places in which secrets stand in real life.
    static let published = SecretBatch("published", files: ["providers", "places"])
    /// Other tools, formats and issuers, written when all of that had been used.
    static let fresh = SecretBatch("fresh", files: ["fresh"])
    /// Of two people who never saw the scanner: the half that it was improved by first, and the one that was kept elsewhere until then.
    static let blind = SecretBatch("blind", files: ["blind", "blind-second"], isWhole: true)
    /// What those would write whom nobody asked: by the scanner's author again, in two goes.
    static let later = SecretBatch("later", files: ["later"], isWhole: true)
    /// What the scanner missed of a third stranger's set, by principle, each with its relatives.
    static let mended = SecretBatch("mended", files: ["mended"], isWhole: true)
    /// What it missed of three more strangers' sets, in the same way.
    static let third = SecretBatch("third", files: ["blind-third"], isWhole: true)
    /// What it missed of two further sets at first sight, with its relatives.
    static let fourth = SecretBatch("fourth", files: ["blind-fourth"], isWhole: true)
    static let fifth = SecretBatch("fifth", files: ["blind-fifth"], isWhole: true)
    static let all = [published, fresh, blind, later, mended, third, fourth, fifth]

    /// - Parameter isWhole: all shapes are open.
    init(_ name: String, files: [String], isWhole: Bool = false) {
        self.name = name
        var open: [SecretShape] = [], aside: [SecretShape] = [], fingerprints: [String] = []
        for file in files {
            for (name, text) in Self.written(file) {
                let hash = Self.hash(name)
                let shape = SecretShape(lines: name) { SecretTemplate.render(text, &$0) }
                if isWhole || (hash ^ hash >> 32) & 1 == 0 {
                    open.append(shape)
                } else {
                    aside.append(shape)
                    fingerprints.append("\(String(Self.hash(name + "\n" + text), radix: 16)) \(name)")
                }
            }
        }
        (self.open, self.aside, self.fingerprints) = (open, aside, fingerprints)
    }

    /// Sections of a file: `## name`, then the text up to the next.
    static func written(_ file: String) -> [(name: String, text: String)] {
        guard let text = try? String(contentsOf: folder.appending(path: file + ".txt"), encoding: .utf8) else { return [] }
        return ("\n" + text).components(separatedBy: "\n## ").dropFirst().map { section in
            let lines = section.split(separator: "\n", omittingEmptySubsequences: false)
            var body = lines.dropFirst()
            while body.last?.isEmpty == true { body.removeLast() }
            return (String(lines[0]), body.joined(separator: "\n"))
        }
    }

    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
