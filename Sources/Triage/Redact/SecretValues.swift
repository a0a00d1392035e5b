/// Where a value ends, and whether it can be a secret at all.
enum SecretValues {
    /// The value that begins at `start` (white space before it skipped), without its quotes.
    struct Value {
        var range: Range<Int>
        var quoted: Bool
    }

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
        if bytes.has("<![CDATA[", at: low) {
            var high = low + 9
            while high < end, bytes[high] != UInt8(ascii: "]") { high += 1 }
            return Value(range: min(low + 9, end)..<high, quoted: true)
        }
        // Rust's Some("…"), Swift's Optional("…").
        if bytes.has("Some(", at: low) { low += 5 } else if bytes.has("Optional(", at: low) { low += 9 }
        // YAML's anchor and type before a value: `&pw hunter2`, `!!str hunter2`.
        while low + 1 < end,
            bytes[low] == UInt8(ascii: "&") && bytes[low + 1].isLetter || bytes[low] == UInt8(ascii: "!") && Marks("!s").contains(bytes[low + 1]),
            let gap = bytes[low..<end].firstIndex(of: 32), gap - low < 24, bytes[low + 1..<gap].allSatisfy({ $0.isWord || $0 == UInt8(ascii: "!") })
        {
            low = gap + 1
        }
        // Python's b'…' and r'…', C#'s @"…" and N'…' of SQL.
        if low + 1 < end, Marks("brBRNn@").contains(bytes[low]), bytes[low + 1].isQuote { low += 1 }
        var escapes = 0
        while low + escapes < end, bytes[low + escapes] == UInt8(ascii: "\\") { escapes += 1 }
        if low + escapes < end, bytes[low + escapes].isQuote {
            let quote = bytes[low + escapes]
            low += escapes + 1
            // """…""" of TOML and Python.
            if escapes == 0, low + 1 < end, bytes[low] == quote, bytes[low + 1] == quote { low += 2 }
            var high = low
            while high < end {
                if bytes[high] == quote, backslashes(bytes, before: high, from: low) <= escapes { break }
                high += 1
            }
            if high < end { return Value(range: low..<max(low, high - escapes), quoted: true) }
            return Value(range: low..<end, quoted: true)
        }
        var high = low
        while high < end, !bytes[high].isSpace, !bytes[high].isQuote, bytes[high] != UInt8(ascii: "<"), !stops(bytes[high]) { high += 1 }
        while high > low, Marks(",;)]}\\").contains(bytes[high - 1]) { high -= 1 }
        return Value(range: low..<high, quoted: false)
    }

    private static func backslashes(_ bytes: Bytes, before index: Int, from low: Int) -> Int {
        var count = 0
        while index - count > low, bytes[index - count - 1] == UInt8(ascii: "\\") { count += 1 }
        return count
    }

    /// Whether the text says that something is absent, masked, or a reference, and not the thing itself.
    static func isPlaceholder(_ bytes: Bytes) -> Bool {
        guard let first = bytes.first else { return true }
        // {SSHA}… of LDAP is a value.
        if first == UInt8(ascii: "{"), let close = bytes.firstIndex(of: UInt8(ascii: "}")), bytes.count - close > 12, close < 20 { return false }
        if Marks("<${[").contains(first) || bytes.has("secret:", at: 0) { return true }
        // %NAME% and %s, not an escaped byte.
        if first == UInt8(ascii: "%"), bytes.last == first || bytes.count < 4 || !bytes[1].isHex || !bytes[2].isHex { return true }
        if bytes.has("sha256:", at: 0) || bytes.has("sha512:", at: 0) || bytes.has("sha1:", at: 0) || bytes.has("md5:", at: 0) { return true }
        if bytes.allSatisfy({ $0 == first }) { return true }  // ***, xxxx, ----, ....
        let masks = bytes.reduce(into: 0) { $0 += $1 == UInt8(ascii: "*") || $1 == UInt8(ascii: "x") || $1 == UInt8(ascii: "X") ? 1 : 0 }
        if masks * 10 >= bytes.count * 8 { return true }
        // GITHUB_TOKEN: the name of a variable that holds one.
        if bytes.contains(UInt8(ascii: "_")), bytes.allSatisfy({ $0.isUpper || $0 == UInt8(ascii: "_") }) { return true }
        guard bytes.count <= 24 else { return false }
        return words.contains(String(decoding: bytes.map(\.lowered), as: UTF8.self))
    }

    private static let words: Set<String> = [
        "true", "false", "yes", "no", "on", "off", "none", "null", "nil", "undefined", "empty", "set", "unset", "missing", "required",
        "optional",
        "invalid", "incorrect", "wrong", "expired", "changed", "ok", "redacted", "[redacted]", "masked", "hidden", "removed", "omitted",
        "filtered",
        "n/a", "str", "string", "bytes", "any", "bool", "int", "secretstr", "default", "unknown", "not", "is", "was", "has", "must", "the",
        "a", "for",
        "and", "or", "basic", "bearer", "password", "passwd", "secret", "token", "changeit", "file", "env", "vault", "prompt", "stdin",
        "failed",
        "error", "rejected", "accepted", "denied", "refused", "enabled", "disabled", "needed", "found", "authentication", "read", "write",
        "never",
        "always", "auto", "id-token", "x-oauth-basic", "x-access-token", "oauth2", "git", "self",
    ]

    /// Whether it is code rather than a value: `password=password,`, `token=os.environ[…]`, `secret=self._secret)`.
    static func isCode(_ bytes: Bytes, followedBy next: UInt8?) -> Bool {
        if bytes.contains(UInt8(ascii: "(")) || bytes.contains(UInt8(ascii: "[")) { return true }
        // process.env.DB_PASSWORD, settings.secret
        if bytes.contains(UInt8(ascii: ".")), bytes.allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }),
            bytes[0].isLower, next.map({ Marks(",);").contains($0) }) ?? false
        {
            return true
        }
        guard next == UInt8(ascii: ",") || next == UInt8(ascii: ")") else { return false }
        return bytes.allSatisfy { $0.isLower || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
    }

    /// Whether people would choose it for a password: eight bytes of at least two kinds, one of them no small letter, and no path,
    /// number, time or version.
    static func looksChosen(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 8, bytes.count <= 128 else { return false }
        var letters = 0, uppers = 0, digits = 0, signs = 0
        for byte in bytes {
            if byte.isLetter {
                letters += 1
                if byte.isUpper { uppers += 1 }
            } else if byte.isDigit {
                digits += 1
            } else if byte <= 32 || Marks("/\\(){}[]<>=,").contains(byte) {
                return false
            } else if byte != UInt8(ascii: "-"), byte != UInt8(ascii: "."), byte != UInt8(ascii: ":"), byte != UInt8(ascii: "_") {
                signs += 1
            }
        }
        if bytes.has("http", at: 0) { return false }
        let inner = signs > 0 && !(bytes.last.map { Marks("!?.,").contains($0) } ?? true)
        return letters >= 3 && digits + signs >= 2 || inner && uppers >= 2 && uppers < letters
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
        let isPath = bytes[0] == UInt8(ascii: "/") && !(bytes.count >= 40 && bytes.contains { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "=") })
        if isPath || bytes[0] == UInt8(ascii: ".") || others * 2 > bytes.count { return false }
        if digits == bytes.count { return bytes.count >= 16 }
        if slashes > 2, turns < 6 { return false }
        if bytes.count >= 20 { return digits > 0 && turns >= 3 || uppers > 2 && lowers > 2 && turns >= 6 }
        return digits >= 2 && turns >= 3 || uppers >= 2 && lowers >= 2 && turns >= 4
            || digits >= 1 && others >= 1 && uppers >= 1 && lowers >= 1
    }
}
