/// How many tokens a model makes of text, estimated on the safe side by what tokenizers have in common: every digit is one, as
/// is every line end; a part of a word (`Module`, `Not`, `Found`) is one or a little more; signs are hardly ever joined.
///
/// Held against the counts of three real tokenizers, over prompts and raw logs: `Tests/TriageTests/Fixtures/tokens`.
public enum Tokens {
    /// Tokens of a text.
    public static func of(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { of($0, 0..<$0.count) }
    }

    /// Tokens of a range of bytes.
    static func of(_ bytes: Bytes, _ range: Range<Int>) -> Int {
        ByteClass.table.withUnsafeBufferPointer { table in
            // In quarters of a token.
            var quarters = 0, index = range.lowerBound
            let end = range.upperBound
            while index < end {
                let byte = bytes[index], start = index
                if byte >= 0x80 {
                    quarters += 4
                    index += 1
                } else if byte.isDigit || byte == 10 {
                    quarters += 4
                    index += 1
                } else if table[Int(byte)] & ByteClass.letter != 0 {
                    index = wordEnd(bytes, from: index, to: end)
                    quarters += wordPart(length: index - start, isUpper: index - start > 1 && bytes[start + 1].isUpper)
                } else if byte == 32 || byte == 9 {
                    while index < end, bytes[index] == 32 || bytes[index] == 9 { index += 1 }
                    // One space belongs to the word behind it.
                    if index - start > 1 || byte == 9 { quarters += 8 }
                } else {
                    while index < end, isSign(bytes[index]) { index += 1 }
                    index = max(index, start + 1)
                    quarters += 5 + (index - start - 1)
                }
            }
            return (quarters + 3) / 4
        }
    }

    /// The end of one part of a word: `Module` of `ModuleNotFound`, `HTTP` of `HTTPError`.
    private static func wordEnd(_ bytes: Bytes, from start: Int, to end: Int) -> Int {
        var index = start + 1
        if bytes[start].isUpper, index < end, bytes[index].isUpper {
            while index < end, bytes[index].isUpper { index += 1 }
            // The last capital begins what follows.
            return index < end && bytes[index].isLower ? index - 1 : index
        }
        while index < end, bytes[index].isLower { index += 1 }
        return index
    }

    /// Long parts are two and more; words in capitals fall apart sooner.
    private static func wordPart(length: Int, isUpper: Bool) -> Int {
        5 + (length - 1) / 6 + (isUpper ? (length - 1) / 3 * 4 : 0)
    }

    private static func isSign(_ byte: UInt8) -> Bool { byte > 32 && byte < 127 && !byte.isDigit && !byte.isLetter }
}
