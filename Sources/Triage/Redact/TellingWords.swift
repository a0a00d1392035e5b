/// The words that a secret may follow in a sentence or a command, by their last letters: at nearly every word that ends nothing is tried.
enum TellingWords {
    /// Whether the name of a secret may end before `space`.
    static func mayEnd(_ bytes: Bytes, _ space: Int) -> Bool {
        guard space >= 3 else { return false }
        let last = bytes[space - 1].lowered
        if last == UInt8(ascii: "w"), bytes[space - 2].lowered == UInt8(ascii: "p") { return true }
        if last == UInt8(ascii: "y"), bytes[space - 2].lowered == UInt8(ascii: "b") { return true }
        return names[place(bytes[space - 3], bytes[space - 2], last)]
    }

    /// Whether one ends there behind which a secret is entered.
    static func isEntering(_ bytes: Bytes, _ space: Int) -> Bool {
        guard space >= 3 else { return false }
        let list = commands[place(bytes[space - 3], bytes[space - 2], bytes[space - 1])]
        return list > 0 && lists[Int(list) - 1].contains { bytes.hasFolded($0, at: space - $0.utf8CodeUnitCount) }
    }

    private static let names: [Bool] = {
        var table = [Bool](repeating: false, count: 32 * 32 * 32)
        let words = KeyNames.passwordWords + WorldNames.passwordWords + ["token", "secret", "key", "pass", "pwd", "securestring", "passe", "ordine"]
        for word in words where word.utf8.count > 2 {
            let tail = Array(word.utf8.suffix(3))
            table[place(tail[0], tail[1], tail[2])] = true
        }
        return table
    }()

    /// For each ending the number of its list, or 0.
    private static let commands: [UInt8] = {
        var table = [UInt8](repeating: 0, count: 32 * 32 * 32)
        for (number, list) in lists.enumerated() { table[ending(list[0])] = UInt8(number + 1) }
        return table
    }()

    private static let lists: [[StaticString]] = Array(Dictionary(grouping: SecretScanner.enteringWords, by: ending).values)

    private static func ending(_ word: StaticString) -> Int {
        let tail = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount).suffix(3)
        return place(tail[tail.startIndex], tail[tail.startIndex + 1], tail[tail.startIndex + 2])
    }

    private static func place(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        Int(first & 31) << 10 | Int(second & 31) << 5 | Int(third & 31)
    }
}
