/// Codes that let somebody in once, in the lines below a heading that tells of them.
extension AwaitedSecret {
    /// What a heading calls them, in the languages of those who read it.
    private static let codeWords: [StaticString] = [
        "recovery code", "backup code", "scratch code", "emergency code", "rescue code", "recovery-code", "backup-code", "wiederherstellungscode",
        "sicherungscode", "notfallcode", "ersatzcode", "codes de r\u{e9}cup", "codes de secours", "digos de recuper", "digos de respaldo",
        "digos de backup", "codici di recupero", "codici di backup", "codici di emergenza", "herstelcode", "back-upcode", "terst\u{e4}llningskod",
        "gendannelseskod", "gjenopprettingskod", "kody zapasowe", "kody odzyskiwania",
    ]

    /// "Recovery codes (generated 2024-05-01)", "Backup codes for ada", "Your recovery codes are listed below:".
    static func headsCodes(_ bytes: Bytes, _ text: Range<Int>) -> Bool {
        guard let last = text.isEmpty ? nil : bytes[text.upperBound - 1], text.count >= 10, text.count <= (last == UInt8(ascii: ":") ? 200 : 80),
            mayTell(bytes, text)
        else { return false }
        for word in codeWords {
            guard let at = bytes.firstFolded(word, in: text) else { continue }
            // Any sentence may end with a colon above them; else the words are the heading, and say at most whose they are.
            return last == UInt8(ascii: ":") || isHeading(bytes, at + word.utf8CodeUnitCount..<text.upperBound)
        }
        return false
    }

    /// Whether `code`, `códi` or `kod` may stand there: asked of every short line, so by two letters first.
    private static func mayTell(_ bytes: Bytes, _ text: Range<Int>) -> Bool {
        var index = text.lowerBound + 2
        while index < text.upperBound {
            if bytes[index] | 0x20 == UInt8(ascii: "d"), bytes[index - 1] | 0x20 == UInt8(ascii: "o") || bytes[index - 1] == 0xb3 { return true }
            index += 1
        }
        return false
    }

    private static func isHeading(_ bytes: Bytes, _ rest: Range<Int>) -> Bool {
        var index = rest.lowerBound
        while index < rest.upperBound, bytes[index].isLetter || bytes[index] >= 0x80 { index += 1 }
        while index < rest.upperBound, bytes[index] == 32 { index += 1 }
        guard index < rest.upperBound, bytes[index].isLetter || bytes[index] >= 0x80 else { return true }
        let owners: [StaticString] = [
            "for ", "of ", "f\u{fc}r ", "von ", "de ", "del ", "pour ", "para ", "per ", "di ", "voor ", "f\u{f6}r ", "dla ",
        ]
        return owners.contains { bytes.hasFolded($0, at: index) }
    }
}
