/// Secrets that what stands around them tells: what makes a pair of words a login, a word a generated password, a key one of a cipher.
extension SecretScanner {
    /// `ada:hunter2` where the line, or the lines above it, speak of credentials: Postfix's tables, cloud-init's `chpasswd`, ZooKeeper's
    /// `addauth digest`; where the secret ends.
    mutating func login(_ name: Range<Int>, at colon: Int) -> Int? {
        guard let next = byte(at: colon + 1), next > 32, !next.isQuote, name.count >= 2, name.count <= 40, bytes[name.lowerBound].isLetter,
            name.lowerBound == line.lowerBound || Marks(" \t['\"(-=").contains(bytes[name.lowerBound - 1])
        else { return nil }
        let value = word(at: colon + 1)
        let text = slice(value)
        guard text.count >= 6, !text.allSatisfy(\.isHex), isEndOfMessage(value.upperBound) || isComment(value.upperBound),
            !text.contains(where: { Marks("/:\\=").contains($0) }) || isEntry(name, value),
            SecretValues.looksLikely(text),
            !SecretValues.isPlaceholder(text), text.first != UInt8(ascii: "<"),
            speaksOfLogins(
                before: name.lowerBound, behind: value.upperBound, surely: text.contains(UInt8(ascii: "-")) && !SecretValues.looksTyped(text))
                || SecretValues.looksTyped(text) && isBelowPasswords(name)
        else { return nil }
        add(value, "password")
        return value.upperBound
    }

    /// Whether the line holds only the pair: any sign may be the password's then, but a path is none.
    private func isEntry(_ name: Range<Int>, _ value: Range<Int>) -> Bool {
        let text = slice(value)
        return bytes.trimmed(line.lowerBound..<name.lowerBound).isEmpty && bytes.trimmed(value.upperBound..<line.upperBound).isEmpty
            && !text.contains(where: { Marks(":\\").contains($0) }) && text[0] != UInt8(ascii: "/")
            && (SecretValues.looksTyped(text) || SecretValues.looksChosen(text, anySigns: true))
    }

    /// Whether the lines above hold such pairs and nothing else, up to one that ends in saying that passwords follow.
    private func isBelowPasswords(_ name: Range<Int>) -> Bool {
        guard bytes.trimmed(line.lowerBound..<name.lowerBound).isEmpty else { return false }
        var end = line.lowerBound - 1
        for _ in 0..<8 where end > 0 {
            var low = end
            while low > 0, end - low < 200, bytes[low - 1] != 10 { low -= 1 }
            let above = bytes.trimmed(low..<end)
            for heading: StaticString in ["passwords", "passwords:"] where bytes.hasFolded(heading, at: above.upperBound - heading.utf8CodeUnitCount)
            {
                return true
            }
            guard !above.isEmpty, bytes[above].contains(UInt8(ascii: ":")), !bytes[above].contains(32) else { return false }
            end = low - 1
        }
        return false
    }

    private static let loginWords: [StaticString] = [
        "sasl", "smtp", "relay", "credential", "creds", "userpass", "basic auth", "basic_auth", "basicauth", "basic-auth", "auth digest", "login",
        "htpasswd", "auth_user", "user:pass", "bundle", "logged in", "ftp", "imap", "--users", "auth=",
    ]
    /// Words that say so of the lines below them as well, and of the lines above.
    private static let loginBlocks: [StaticString] = ["chpasswd", "sasl_passwd", "htpasswd", "auth-user-pass", "credentials:", "user:password"]

    /// - Parameter surely: what stands behind the colon may be the name of something.
    func speaksOfLogins(before start: Int, behind end: Int, surely: Bool) -> Bool {
        let head = line.lowerBound..<start
        if head.count > 3, !surely, Self.loginWords.contains(where: { bytes.firstFolded($0, in: head) != nil }) { return true }
        // [smtp.example.com]:587 …
        let text = LogPrefix.skipped(bytes, head)
        if !text.isEmpty, bytes[text.lowerBound] == UInt8(ascii: "["), bytes.first("]:", in: text) != nil { return true }
        let around = max(0, line.lowerBound - 240)..<min(bytes.count, end + 80)
        return Self.loginBlocks.contains { bytes.firstFolded($0, in: around) != nil }
    }

    /// Terraform's `random_password`: what its `result` and `bcrypt_hash` are is told a few lines above.
    func generated(_ name: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        let isResult = name.count == 6 && bytes.has("result", at: name.lowerBound),
            isHash = name.count == 11 && bytes.has("bcrypt_hash", at: name.lowerBound)
        // "Password for the [elastic] user successfully reset." / "New value: …"
        if name.count == 5, ends("new value", at: name.upperBound) {
            let around = max(0, line.lowerBound - 120)..<min(bytes.count, line.upperBound + 80)
            return bytes.containsFolded("password", in: around) ? ("password", .weak) : nil
        }
        guard isResult || isHash else { return nil }
        let head = max(0, name.lowerBound - 800)..<name.lowerBound
        guard bytes.first("random_password", in: head) != nil || bytes.first("random_string", in: head) != nil else { return nil }
        var low = name.upperBound
        while let byte = byte(at: low), byte.isSpace || byte.isQuote || Marks("=:\\").contains(byte) { low += 1 }
        return word(at: low).count >= 8 && !SecretValues.isMemberPath(slice(word(at: low)), isAssigned: true)
            && isEndOfValue(word(at: low).upperBound)
            ? ("password", .strong) : nil
    }

    private func isEndOfValue(_ index: Int) -> Bool { byte(at: index).map { $0.isQuote || $0 == UInt8(ascii: "\\") } ?? false }

    private static let ciphers: [StaticString] = ["aes", "cipher", "fernet", "chacha", "secretbox", "hmac", "crypt", "symmetric"]

    /// `AES-256 key …`, `fernet.InvalidToken (key=…)`: the word alone says little, a cipher before it much.
    func isCipherKey(_ name: Range<Int>) -> Bool {
        guard name.count >= 3, bytes.hasFolded("key", at: name.upperBound - 3) else { return false }
        let head = max(line.lowerBound, name.lowerBound - 48)..<name.upperBound
        return Self.ciphers.contains { bytes.firstFolded($0, in: head) != nil }
    }

    func cipherKey(_ name: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        guard name.count <= 12, name.count >= 3, bytes.hasFolded("key", at: name.upperBound - 3) else { return nil }
        // Nothing that is shorter was drawn for a key.
        let start = name.upperBound + 1
        guard start + 32 <= line.upperBound else { return nil }
        for index in start + 2..<start + 32 where bytes[index] == 32 { return nil }
        return isCipherKey(name) ? ("key", .faint) : nil
    }

    private static let proseWords: Set<String> = [
        "the", "is", "at", "be", "of", "a", "to", "for", "must", "not", "or", "and", "in", "with", "from", "no", "was", "this", "your", "you", "it",
        "on",
        "if", "are", "required", "needed", "has", "been", "will", "should", "least", "an", "by", "does", "match", "set", "enter", "invalid", "words",
    ]

    /// `passphrase: …`, `seed phrase: …`, `mnemonic: …`: words of small letters to the end of what is said, none of them a sentence's.
    mutating func phrase(at start: Int, of name: Range<Int>) -> Int? {
        guard
            ends("phrase", at: name.upperBound) || ends("mnemonic", at: name.upperBound) || ends("seed", at: name.upperBound)
                || ends("password", at: name.upperBound)
        else { return nil }
        var low = start
        while byte(at: low) == 32 { low += 1 }
        // A name that says so, or one that a setting's line begins with: a word may end in digits there, and begin with a capital.
        let mayCount =
            ends("phrase", at: name.upperBound) || line.lowerBound < name.lowerBound && bytes.trimmed(line.lowerBound..<name.lowerBound).isEmpty
        var index = low, words = 0, isCounted = false, isPlain = true
        while index < line.upperBound {
            let word = word(at: index)
            let text = slice(word), tail = text.reversed().prefix(while: \.isDigit).count
            let letters = text.dropLast(tail)
            guard text.count >= 3, text.count <= (tail > 0 ? 14 : 10), letters.dropFirst().allSatisfy(\.isLower), letters.first?.isLetter == true,
                !Self.proseWords.contains(String(decoding: text.map(\.lowered), as: UTF8.self))
            else { return nil }
            if tail > 0 { isCounted = true }
            if tail > 0 || letters.first?.isUpper == true { isPlain = false }
            words += 1
            index = word.upperBound
            if byte(at: index) != 32 || isEndOfMessage(index) { break }
        }
        let isEnough = words >= 4 || words == 3 && isCounted && ends("phrase", at: name.upperBound)
        guard isEnough, isPlain || isCounted && mayCount, low >= settled, isEndOfMessage(index) else { return nil }
        add(low..<index, "password")
        return index
    }

    /// `pass: uQsryX7`: six letters and digits or more that are no word, to the end of the line; where the line or the one above names who logs in,
    /// a letter and a digit are enough.
    func isShortPassword(_ value: Range<Int>, of name: Range<Int>) -> Bool {
        let text = slice(value)
        guard name.count == 4, text.count >= 6 || text.count >= 4 && isBehindLogin(name), text.count <= 16,
            text.allSatisfy({ $0.isWord || Marks("!#%^*+~$?.-").contains($0) }),
            text.contains(where: \.isLower),
            isEndOfMessage(value.upperBound) || isBehindLogin(name) && text.count >= 6 && SecretValues.isInterleaved(text)
        else { return false }
        let hasDigit = text.contains(where: \.isDigit), hasUpper = text.dropFirst().contains(where: \.isUpper) && !SecretValues.isWords(text)
        guard hasDigit || hasUpper, text.allSatisfy({ $0.isLetter || $0.isDigit }) || hasDigit && hasUpper else { return false }
        if hasDigit, hasUpper { return true }
        let head = max(0, line.lowerBound - 80)..<name.lowerBound
        let words: [StaticString] = ["user", "login", "uid"]
        return words.contains { bytes.containsFolded($0, in: head) }
    }

    /// Whether a comment begins there.
    private func isComment(_ index: Int) -> Bool {
        let rest = bytes.trimmed(index..<line.upperBound)
        return rest.lowerBound > index && bytes[rest.lowerBound] == UInt8(ascii: "#")
    }

    /// `user=ada pass=…`: who logs in is told just before.
    private func isBehindLogin(_ name: Range<Int>) -> Bool {
        let head = max(line.lowerBound, name.lowerBound - 40)..<name.lowerBound
        let words: [StaticString] = ["user=", "login=", "uid=", "username=", "usr="]
        return byte(at: name.upperBound) == UInt8(ascii: "=") && words.contains { bytes.containsFolded($0, in: head) }
    }

    /// PHP's `s:8:"password";s:20:"…"`: the name that stands before the length of its value.
    func serialized(at colon: Int, length: Range<Int>) -> Range<Int>? {
        guard length.count <= 5, byte(at: colon + 1) == 34 || byte(at: colon + 1) == UInt8(ascii: "\\"), slice(length).allSatisfy(\.isDigit),
            bytes.has(";s:", at: length.lowerBound - 3)
        else { return nil }
        let name = name(before: length.lowerBound - 3)
        return name.quoted ? name.range : nil
    }

    /// `Enter this key: kchr fmgz dwxc …`: what an authenticator is set up with, in groups of four (base32).
    mutating func grouped(at start: Int) -> Int? {
        var low = start
        while byte(at: low) == 32 { low += 1 }
        var index = low, groups = 0
        while index < line.upperBound {
            let word = word(at: index)
            guard word.count == 4, slice(word).allSatisfy({ $0.isLetter || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains($0) }),
                slice(word).allSatisfy({ !$0.isUpper }) || slice(word).allSatisfy({ !$0.isLower })
            else { break }
            groups += 1
            index = word.upperBound
            if byte(at: index) != 32 { break }
        }
        let head = max(line.lowerBound, start - 60)..<start
        let words: [StaticString] = ["key", "secret", "code", "authenticator", "2fa", "mfa", "otp"]
        guard groups >= 4, low >= settled, slice(low..<index).contains(where: \.isDigit),
            words.contains(where: { bytes.firstFolded($0, in: head) != nil })
        else { return nil }
        add(low..<index, "key")
        return index
    }

    /// `U84i Y9ms aGvU RXn4`: a password that was drawn for an application and is shown in groups, to the end of what is said.
    mutating func passwordGroups(at start: Int) -> Int? {
        var low = start
        while byte(at: low) == 32 { low += 1 }
        var index = low, groups = 0, digits = 0, uppers = 0, lowers = 0
        while index < line.upperBound {
            let word = word(at: index)
            guard word.count == 4, slice(word).allSatisfy({ $0.isLetter || $0.isDigit }) else { break }
            for byte in slice(word) { if byte.isDigit { digits += 1 } else if byte.isUpper { uppers += 1 } else { lowers += 1 } }
            groups += 1
            index = word.upperBound
            if byte(at: index) != 32 { break }
        }
        guard groups >= 4, low >= settled, digits > 0, digits < groups * 4, uppers >= 4 && lowers >= 4 || digits >= groups, isEndOfMessage(index)
        else { return nil }
        add(low..<index, "password")
        return index
    }

    /// `password\x00\x10…\x00`, `AUTH\r\n$16\r\n…`: escapes of bytes that no text holds part a name from its value.
    mutating func parted(at slash: Int) -> Int? {
        guard slash >= settled, slash >= line.lowerBound + 4 else { return nil }
        let isVerb = bytes.has("AUTH", at: slash - 4) || bytes.has("PASS", at: slash - 4)
        guard isVerb || KeyNames.mayEndHere(bytes, slash) else { return nil }
        let isNamed =
            !isVerb && KeyNames.kind(of: slice(name(before: slash + 0).range)).map { $0.strength == .strong || $0.strength == .weak } ?? false
        guard isVerb || isNamed else { return nil }
        var index = slash, escapes = 0
        while let next = byte(at: index + 1), byte(at: index) == UInt8(ascii: "\\") {
            switch next {
            case UInt8(ascii: "x"): index += 4
            case UInt8(ascii: "u"): index += 6
            case UInt8(ascii: "0"): index += bytes.has("\\000", at: index) ? 4 : 2
            case UInt8(ascii: "r"), UInt8(ascii: "n"):
                index += 2
                // RESP's length before a string.
                if byte(at: index) == UInt8(ascii: "$") {
                    index += 1
                    while let digit = byte(at: index), digit.isDigit { index += 1 }
                    escapes += 1
                }
                escapes -= 1
            default: return nil
            }
            escapes += 1
        }
        guard escapes > 0, index < line.upperBound else { return nil }
        var end = index
        while let next = byte(at: end), next != UInt8(ascii: "\\"), !next.isSpace, !next.isQuote { end += 1 }
        let text = slice(index..<end)
        guard text.count >= 4, !SecretValues.isPlaceholder(text), SecretValues.looksLikely(text) || SecretValues.isPhrase(text) else { return nil }
        add(index..<end, "password")
        return end
    }

    /// MySQL's `*` and forty digits, PostgreSQL's `md5` and thirty-two: hashes of passwords by their form.
    mutating func hashed(at index: Int) -> Int? {
        var end = index
        if index > line.lowerBound, bytes[index - 1] == UInt8(ascii: "*"), index - 1 >= settled {
            while let next = byte(at: end), next.isDigit || next.isUpper && next.isHex { end += 1 }
            guard end - index == 40, byte(at: end).map({ !$0.isWord }) ?? true else { return nil }
            add(index - 1..<end, "password-hash")
            return end
        }
        guard bytes.has("md5", at: index), index > line.lowerBound, bytes[index - 1].isQuote || bytes[index - 1] == UInt8(ascii: "\\") else {
            return nil
        }
        end = index + 3
        while let next = byte(at: end), next.isHex, !next.isUpper { end += 1 }
        guard end - index == 35, byte(at: end).map({ $0.isQuote || $0 == UInt8(ascii: "\\") }) ?? true else { return nil }
        add(index..<end, "password-hash")
        return end
    }
}
