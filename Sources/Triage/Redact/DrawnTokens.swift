/// Tokens of issuers that nobody listed: a long word in which small letters, capitals and digits change all the time is no
/// name, path or digest. Digests and identifiers are written in one case; what is base64 of something public says so by
/// its signs, its padding or its beginning.
enum DrawnTokens {
    /// Where the token ends that begins at `start`; `nil` when the word there is something else.
    static func match(_ bytes: Bytes, at start: Int, line: Range<Int>) -> Int? {
        // A part of a word that was looked at as a whole.
        var before = start
        while before > line.lowerBound, Marks("-.~").contains(bytes[before - 1]) { before -= 1 }
        if before < start, before > line.lowerBound, bytes[before - 1].isWord { return nil }
        let table = belongs
        var end = start
        while end < line.upperBound, table[Int(bytes[end])] { end += 1 }
        guard end - start >= 24 else { return nil }
        let next = end < line.upperBound ? bytes[end] : 32
        while end > start, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
        let word = start..<end
        // What a zone publishes so that a service believes who owns it.
        if bytes.has("-verification=", at: start - 14) { return nil }
        // SQL Server's names of constraints; a folder of a Windows path.
        let constraints: [StaticString] = ["PK__", "FK__", "UQ__", "DF__", "CK__"]
        if constraints.contains(where: { bytes.has($0, at: start) }) || isInPath(bytes, start, line) { return nil }
        if let body = marked(bytes, word) { return body }
        guard word.count >= 32, word.count <= 4096, !Marks("+/=(").contains(next), isMixed(bytes, word) else { return nil }
        return isPublic(bytes, word, line) ? nil : end
    }

    /// Whether a drive stands before the word, and only folders between.
    private static func isInPath(_ bytes: Bytes, _ start: Int, _ line: Range<Int>) -> Bool {
        guard start > line.lowerBound + 3, bytes[start - 1] == UInt8(ascii: "\\") else { return false }
        var low = start - 1
        while low > line.lowerBound, start - low < 200, bytes[low - 1].isWord || Marks("\\-. ").contains(bytes[low - 1]) { low -= 1 }
        return low > line.lowerBound + 1 && bytes[low - 1] == UInt8(ascii: ":") && bytes[low - 2].isLetter && bytes[low] == UInt8(ascii: "\\")
    }

    private static let belongs: [Bool] = (0...255).map { value in
        let byte = UInt8(value)
        return byte.isWord || Marks("-.~").contains(byte)
    }

    /// Letters of both cases and digits that change more often than in any language or program.
    private static func isMixed(_ bytes: Bytes, _ word: Range<Int>) -> Bool {
        var uppers = 0, lowers = 0, digits = 0, turns = 0, others = 0, run = 0, longest = 0
        var previous: UInt8 = 0
        for byte in bytes[word] {
            let now: UInt8
            if byte.isLower {
                lowers += 1; now = 1
            } else if byte.isUpper {
                uppers += 1; now = 2
            } else if byte.isDigit {
                digits += 1; now = 3
            } else {
                others += 1; run = 0
                continue
            }
            run += 1
            longest = max(longest, run)
            if now != previous, previous > 0 { turns += 1 }
            previous = now
        }
        let count = word.count - others
        // In one case, but no digest: those have sixteen digits, not thirty-six.
        if (uppers == 0 || lowers == 0), others == 0, word.count >= 40, digits >= 5, turns * 100 >= count * 22,
            bytes[word].contains(where: { !$0.isHex }), !bytes.has("bafy", at: word.lowerBound)
        {
            return bytes[word].reduce(into: 0) { $0 += $1.isHex ? 0 : 1 } * 4 >= word.count
        }
        guard !SecretValues.isWords(Bytes(rebasing: bytes[word])) else { return false }
        return uppers >= 3 && lowers >= 3 && digits >= 2 && longest >= 12 && turns * 100 >= count * 38 && others * 5 <= word.count
    }

    /// `name_live_…`, `name_pat_…`: the issuer says what it is; digits and small letters are enough then.
    private static func marked(_ bytes: Bytes, _ word: Range<Int>) -> Int? {
        var low = word.upperBound
        var digits = 0
        while low > word.lowerBound, bytes[low - 1].isLower || bytes[low - 1].isDigit {
            if bytes[low - 1].isDigit { digits += 1 }
            low -= 1
        }
        guard word.upperBound - low >= 20, digits >= 4, low - word.lowerBound >= 4, low - word.lowerBound <= 24 else { return nil }
        let mark = bytes[low - 1]
        guard mark == UInt8(ascii: "_") || mark == UInt8(ascii: "-") else { return nil }
        for sign in signs where low - 1 - sign.utf8CodeUnitCount > word.lowerBound {
            let at = low - 1 - sign.utf8CodeUnitCount
            if bytes.hasFolded(sign, at: at), !bytes[at - 1].isLetter { return word.upperBound }
        }
        return nil
    }

    private static let signs: [StaticString] = ["live", "prod", "secret", "pat", "oauth", "token", "tok", "apikey", "sk", "auth"]

    /// What is long and mixed, and open to everybody: keys' public halves, pictures, mangled names, what is named as an identifier.
    private static func isPublic(_ bytes: Bytes, _ word: Range<Int>, _ line: Range<Int>) -> Bool {
        let start = word.lowerBound
        if isPrefixedDigest(bytes[word]) { return true }
        for head in heads where bytes.has(head, at: start) { return true }
        if isPublicNKey(Bytes(rebasing: bytes[word])) { return true }
        // minisign's
        if word.count == 56, bytes.has("RW", at: start) { return true }
        // <…@host>: a message's name
        if start > line.lowerBound, bytes[start - 1] == UInt8(ascii: "<"),
            bytes.has("@", at: word.upperBound) || bytes.has("-@", at: word.upperBound)
        {
            return true
        }
        guard start > line.lowerBound else { return word.count == 64 || word.count == 76 }
        let before = bytes[start - 1]
        if before == UInt8(ascii: "+") || before == UInt8(ascii: "/") || before == UInt8(ascii: "$") || before == UInt8(ascii: "@") { return true }
        if before == UInt8(ascii: ","), bytes.has("base64", at: start - 7) { return true }
        // A whole line of it is a picture, a certificate or a key's rest: that is for others to say.
        let plain = bytes[word].allSatisfy { $0.isLetter || $0.isDigit }
        if plain, word.count >= 56, bytes.trimmed(word.upperBound..<line.upperBound).isEmpty, AwaitedSecret.isPrefix(bytes, line.lowerBound..<start) {
            return true
        }
        return isNamedOpenly(bytes, start, line)
    }

    /// The public half of a NATS key: 56 characters of base32, the first of which says whose it is. The secret half begins with an S.
    static func isPublicNKey(_ word: Bytes) -> Bool {
        word.count == 56 && Marks("AUNCOX").contains(word[0])
            && word.allSatisfy { $0.isUpper || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains($0) }
    }

    /// `GPU-bbe0f405-c9cc-…`, `SPDXRef-Package-0c433f388f8e5068`: names, and behind them nothing but small hexadecimal digits.
    private static func isPrefixedDigest(_ word: Slice<Bytes>) -> Bool {
        let parts = word.split(separator: UInt8(ascii: "-")).drop { $0.allSatisfy(\.isLetter) && $0.contains { $0.isUpper } }
        return !parts.isEmpty && parts.startIndex > 0 && parts.allSatisfy { $0.count >= 4 && $0.allSatisfy { $0.isDigit || $0.isLower && $0.isHex } }
    }

    /// Whether no name says that the word is a digest or public.
    static func isSecretAlone(_ bytes: Bytes, _ start: Int, _ line: Range<Int>) -> Bool {
        !heads.contains { bytes.has($0, at: start) } && !isNamedOpenly(bytes, start, line)
    }

    private static let heads: [StaticString] = [
        "AAAA", "MII", "MIGf", "MIGJ", "MFkw", "MFww", "MDww", "MHYw", "MCow", "iVBOR", "R0lGOD", "PHN2Zy", "d09GM", "UklGR", "LS0tLS1CRUdJTi", "_Z",
        "__Z", "_R", "sha1", "sha2", "sha3", "sha5",
        "age1", "h1", "12D3KooW", "16Uiu2HA", "QmY", "Qm", "ZGF0YT", "JVBERi",
    ]

    /// `etag: …`, `id=…`, `SHA256:…`: whether the word's name says that it is an identifier, a digest or public.
    private static func isNamedOpenly(_ bytes: Bytes, _ start: Int, _ line: Range<Int>) -> Bool {
        var high = start
        while high > line.lowerBound, start - high < 12, !bytes[high - 1].isWord { high -= 1 }
        // ETag: W/"…"
        if start - high == 2, bytes.has("W/\"", at: start - 3) { return true }
        if high - 10 >= line.lowerBound, bytes.hasFolded("public key", at: high - 10) { return true }
        var low = high
        while low > line.lowerBound, high - low < 32, bytes[low - 1].isWord || bytes[low - 1] == UInt8(ascii: "-") { low -= 1 }
        for tail in openNames where high - tail.utf8CodeUnitCount >= low && bytes.hasFolded(tail, at: high - tail.utf8CodeUnitCount) {
            // The whole of a name's last word: not the end of `notion`.
            let at = high - tail.utf8CodeUnitCount
            if at == low || !bytes[at - 1].isLetter || bytes[at - 1].isLower && bytes[at].isUpper { return true }
        }
        return false
    }

    private static let openNames: [StaticString] = [
        "id", "id-2", "ids", "hash", "digest", "etag", "checksum", "sum", "fingerprint", "public", "pubkey", "publickey", "public_key", "public-key",
        "sitekey", "nonce",
        "version", "revision", "commit", "kid", "sha256", "sha384", "sha512", "sha1", "md5", "integrity", "trace", "span", "uid", "arn", "blob",
        "image",
        "boundary", "ray", "peer", "certificate", "cert", "build", "symbol", "function", "at", "n", "x", "y", "png", "jpeg", "details-bin", "ed25519",
        "ssh-rsa",
        "x5c", "x5t",
        "pagetoken", "page_token",
        "nexttoken", "next_token", "continue", "continuation", "cursor",
    ]
}
