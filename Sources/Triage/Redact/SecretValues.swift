/// Where a value ends, and whether it can be a secret at all.
enum SecretValues {
    /// The value that begins at `start` (white space before it skipped), without its quotes.
    struct Value {
        var range: Range<Int>
        var quoted: Bool
    }

    /// Rust's Some("…"), Swift's Optional("…"), and types that only wrap a secret.
    private static let wrappers: [StaticString] = [
        "Some(", "Optional(", "SecretStr('", "SecretStr(\"", "SecretString(\"", "Secret(\"", "Secret('", "Sensitive(\"", "Password(\"", "Password('",
        "Just \"", "SecretBytes(b'",
    ]

    /// Reads a value: quoted to its closing quote, else to white space or, where `stops` says so, a delimiter.
    static func value(_ bytes: Bytes, at start: Int, to end: Int, stops: (UInt8) -> Bool) -> Value {
        var low = start
        while low < end, bytes[low] == 32 || bytes[low] == 9 { low += 1 }
        // PHP's string(16) "…"
        if bytes.has("string(", at: low), let close = bytes[low..<min(end, low + 14)].firstIndex(of: UInt8(ascii: ")")), close + 2 < end,
            bytes[close + 2].isQuote
        {
            low = close + 2
        }
        // Go's spew prints types before values: (string) (len=24) "…", ([]uint8) (len=2) "…".
        while low < end, bytes[low] == UInt8(ascii: "("), let close = bytes[low..<min(end, low + 40)].firstIndex(of: UInt8(ascii: ")")),
            close + 2 < end, bytes[close + 1] == 32, bytes[close + 2].isQuote || bytes[close + 2] == UInt8(ascii: "("),
            bytes[low + 1..<close].allSatisfy({ $0.isWord || Marks("[]*.= ").contains($0) })
        {
            low = close + 2
        }
        // Erlang's <<"…">>.
        if low + 2 < end, bytes.has("<<\"", at: low) { low += 2 }
        if bytes.has("<![CDATA[", at: low) {
            var high = low + 9
            while high < end, bytes[high] != UInt8(ascii: "]") { high += 1 }
            return Value(range: min(low + 9, end)..<high, quoted: true)
        }
        for wrapper in wrappers where bytes.has(wrapper, at: low) {
            low += wrapper.utf8CodeUnitCount
            if low < end, bytes[low - 1].isQuote { low -= 1 }
            break
        }
        // YAML's anchor and type before a value: `&pw hunter2`, `!!str hunter2`.
        while low + 1 < end,
            !bytes.has("!secret", at: low),
            bytes[low] == UInt8(ascii: "&") && bytes[low + 1].isLetter || bytes[low] == UInt8(ascii: "!") && Marks("!s").contains(bytes[low + 1]),
            let gap = bytes[low..<end].firstIndex(of: 32), gap - low < 24, bytes[low + 1..<gap].allSatisfy({ $0.isWord || $0 == UInt8(ascii: "!") })
        {
            low = gap + 1
        }
        // Python's b'…' and r'…', C#'s @"…" and N'…' of SQL.
        if low + 1 < end, Marks("brBRNn@uUfL").contains(bytes[low]), bytes[low + 1].isQuote { low += 1 }
        // $'…' of shells.
        if low + 1 < end, bytes[low] == UInt8(ascii: "$"), bytes[low + 1] == 34 || bytes[low + 1] == 39 { low += 1 }
        var escapes = 0
        while low + escapes < end, bytes[low + escapes] == UInt8(ascii: "\\") { escapes += 1 }
        // A quotation within another, as SQL and PostgreSQL's settings write it: ''…''.
        if escapes == 0, bytes.has("''", at: low), low + 2 < end, bytes[low + 2].isWord, let close = bytes.first("''", in: low + 2..<end) {
            return Value(range: low + 2..<close, quoted: true)
        }
        if low + escapes < end, bytes[low + escapes].isQuote {
            return Value(range: ValueEnds.quoted(bytes, at: low + escapes, escapes: escapes, to: end), quoted: true)
        }
        var high = low
        while high < end, !bytes[high].isSpace, !bytes[high].isQuote, !stops(bytes[high]) {
            if bytes[high] == UInt8(ascii: "<"), ValueEnds.isTag(bytes, at: high, end) { break }
            if bytes[high] == UInt8(ascii: "\\"), ValueEnds.isNul(bytes, at: high) { break }
            high += 1
        }
        while high > low, Marks(",;)]}\\").contains(bytes[high - 1]) { high -= 1 }
        return Value(range: low..<high, quoted: false)
    }

    /// Whether people would choose it for a password: eight bytes of at least two kinds, one of them no small letter, and no path,
    /// number, time or version.
    static func looksChosen(_ bytes: Bytes) -> Bool { looksChosen(bytes, anySigns: false) }

    /// As ``looksChosen(_:)``; of `anySigns` where what delimits other values may stand in this one: it is quoted, or all that its place holds.
    static func looksChosen(_ bytes: Bytes, anySigns: Bool) -> Bool {
        guard bytes.count >= 8, bytes.count <= 128 else { return false }
        var letters = 0, uppers = 0, digits = 0, signs = 0
        for byte in bytes {
            if byte.isLetter {
                letters += 1
                if byte.isUpper { uppers += 1 }
            } else if byte.isDigit {
                digits += 1
            } else if byte >= 0x80 {
                letters += 1  // użytkownika
            } else if byte <= 32 || !anySigns && Marks("/\\(){}[]<>=,").contains(byte) {
                return false
            } else if byte != UInt8(ascii: "-"), byte != UInt8(ascii: "."), byte != UInt8(ascii: ":"), byte != UInt8(ascii: "_") {
                signs += 1
            }
        }
        if bytes.has("http", at: 0) { return false }
        let inner = signs > 0 && !(bytes.last.map { Marks("!?.,").contains($0) } ?? true)
        return letters >= 3 && digits + signs >= 2 || inner && uppers >= 2 && uppers < letters
    }

    /// Whether a password's name or place makes a secret of it: chosen, drawn, in both cases and with a digit, or four words.
    static func looksPassword(_ bytes: Bytes, anySigns: Bool = true) -> Bool {
        looksChosen(bytes, anySigns: anySigns) || looksRandom(bytes) && !isWords(bytes) || looksMixed(bytes) && !isWords(bytes) || isPhrase(bytes)
            || isJumbled(bytes)
    }

    /// Letters alone whose cases change as in no name: a capital stands where no small letter follows, and small ones before.
    private static func isJumbled(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 8, bytes.count <= 64, bytes.allSatisfy(\.isLetter), !isWords(bytes) else { return false }
        var odd = 0, lowers = 0
        for index in 1..<bytes.count where bytes[index].isUpper {
            if bytes[index - 1].isLower, index + 1 == bytes.count || bytes[index + 1].isUpper { odd += 1 }
        }
        for byte in bytes where byte.isLower { lowers += 1 }
        return odd >= 1 && lowers >= 3
    }

    /// Words run together, `ControllerPublishVolumeRequest`: more than half of it are letters in runs of four small ones and more.
    static func isWords(_ bytes: Bytes) -> Bool {
        var run = 0, long = 0
        for byte in bytes {
            if byte.isLower {
                run += 1
                if run == 4 { long += 4 } else if run > 4 { long += 1 }
            } else {
                run = 0
            }
        }
        return long * 3 > bytes.count * 2
    }

    /// Whether a person typed it for a password or it was drawn as one, and it is no name of a thing: cases and digits mixed, or a sign that no
    /// name holds.
    static func looksTyped(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 8, bytes.count <= 128, !bytes.contains(where: { $0 <= 32 }) else { return false }
        if looksMixed(bytes), !isWords(bytes) { return true }
        return bytes.contains { Marks("!#%^*+~@$&?|").contains($0) } && bytes.contains(where: \.isDigit) && bytes.contains(where: \.isLetter)
            && bytes[0] != UInt8(ascii: "/")
    }

    /// Small letters, capitals and digits, or cases that change as they do in no name: `WE3KYPmu`, `tVraXFbk`.
    static func looksMixed(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 8, bytes.count <= 128 else { return false }
        var uppers = 0, lowers = 0, digits = 0, falls = 0
        var previous: UInt8 = 0
        for byte in bytes {
            if byte.isUpper {
                uppers += 1
            } else if byte.isLower {
                lowers += 1
            } else if byte.isDigit {
                digits += 1
            } else if byte <= 32 || Marks("/\\(){}[]<>=,:").contains(byte) {
                return false
            }
            if previous.isUpper, byte.isUpper { falls += 1 }
            previous = byte
        }
        return uppers >= 1 && lowers >= 1 && digits >= 1 && uppers + lowers >= 4 || uppers >= 3 && lowers >= 2 && falls >= 1
    }

    /// Four words or more of small letters, parted by the same sign: `copper-falcon-cedar-harbor`.
    static func isPhrase(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 19, bytes.count <= 128, let sign = bytes.first(where: { !$0.isLetter }), Marks("-._ ").contains(sign) else {
            return false
        }
        let words = bytes.split(separator: sign, omittingEmptySubsequences: false)
        return words.count >= 4 && words.allSatisfy { $0.count >= 3 && $0.dropFirst().allSatisfy(\.isLower) && $0[$0.startIndex].isLetter }
    }

    /// Whether it was surely drawn at random: long, no name or path, nothing that is readable in front.
    static func isDrawn(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 20, bytes.count <= 4096, looksRandom(bytes) else { return false }
        var letters = 0, turns = 0, previous: UInt8 = 0, hex = true
        for (place, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":"), place >= 3, letters == place, turns <= 1 { return false }  // Linux-pip-…
            let now: UInt8 = byte.isDigit ? 1 : byte.isUpper ? 2 : byte.isLower ? 3 : 0
            if now == 0, !Marks("-_.+/=~%").contains(byte) { return false }
            if now > 1 { letters += 1 }
            if !byte.isHex { hex = false }
            if now != previous, now > 0, previous > 0 { turns += 1 }
            if now > 0 { previous = now }
        }
        if hex { return bytes.count >= 32 }
        return turns * 3 >= bytes.count && !bytes.isUUID
    }

    /// Whether it looks drawn at random, as tokens do and names do not.
    static func looksRandom(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 8, bytes.count <= 8192 else { return false }
        // kubeadm's six and sixteen.
        if bytes.count == 23, bytes[6] == UInt8(ascii: "."),
            bytes.enumerated().allSatisfy({ $0.offset == 6 || $0.element.isLower || $0.element.isDigit })
        {
            return bytes.contains(where: \.isDigit)
        }
        var digits = 0, uppers = 0, lowers = 0, others = 0, slashes = 0, turns = 0
        var previous = 0
        for byte in bytes {
            let now: Int
            if byte.isDigit {
                digits += 1; now = 1
            } else if byte.isUpper {
                uppers += 1; now = 2
            } else if byte.isLower {
                lowers += 1; now = 3
            } else {
                if byte.isSpace { return false }
                if byte == UInt8(ascii: "/") { slashes += 1 }
                others += 1
                now = 0
            }
            if now != previous, now != 0, previous != 0 { turns += 1 }
            previous = now
        }
        let isBare =
            bytes.count >= 32 && bytes[0] == UInt8(ascii: "/") && (slashes == 1 || turns * 3 >= bytes.count) && !bytes.contains(UInt8(ascii: "."))
            && turns >= 8
        let isPath =
            bytes[0] == UInt8(ascii: "/") && !isBare && !(bytes.count >= 40 && bytes.contains { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "=") })
        if isPath || bytes[0] == UInt8(ascii: ".") || others * 2 > bytes.count { return false }
        if digits == bytes.count { return bytes.count >= 16 }
        if slashes > 2, turns < 6 { return false }
        if bytes.count >= 20 { return digits > 0 && turns >= 3 || uppers > 2 && lowers > 2 && turns >= 6 }
        return digits >= 2 && turns >= 3 || uppers >= 2 && lowers >= 2 && turns >= 4
            || digits >= 1 && others >= 1 && uppers >= 1 && lowers >= 1
    }
}
