/// How well typed letters fit a text: all must occur in order. Higher is better; `nil` does not fit.
enum Fuzzy {
    /// Letters in a row and at the beginnings of words count most; short texts win over long ones.
    static func score(_ typed: String, in text: String) -> Int? {
        var needle = typed
        var hay = text
        return needle.withUTF8 { needle in hay.withUTF8 { score(needle, in: $0) } }
    }

    private static func score(_ needle: UnsafeBufferPointer<UInt8>, in hay: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !needle.isEmpty else { return 0 }
        // Where the whole stands in one piece, that beats any scattering.
        if let place = find(needle, in: hay) {
            let startsWord = place == 0 || !isLetter(hay[place - 1])
            return 1000 + (startsWord ? 500 : 0) + (place == 0 ? 300 : 0) - min(hay.count, 200)
        }
        var index = 0
        var score = 0
        var previous = -2
        for byte in needle {
            let wanted = Filter.lower(byte)
            if wanted == 32 { continue }
            while index < hay.count, Filter.lower(hay[index]) != wanted { index += 1 }
            guard index < hay.count else { return nil }
            if index == previous + 1 { score += 15 }
            if index == 0 || !isLetter(hay[index - 1]) { score += 25 }
            previous = index
            index += 1
        }
        return score - min(hay.count, 200)
    }

    private static func find(_ needle: UnsafeBufferPointer<UInt8>, in hay: UnsafeBufferPointer<UInt8>) -> Int? {
        guard hay.count >= needle.count else { return nil }
        for start in 0...(hay.count - needle.count) {
            var offset = 0
            while offset < needle.count, Filter.lower(hay[start + offset]) == Filter.lower(needle[offset]) { offset += 1 }
            if offset == needle.count { return start }
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let lower = Filter.lower(byte)
        return lower >= 97 && lower <= 122 || lower >= 48 && lower <= 57 || lower >= 128
    }
}
