/// Secrets that commands are given down a pipe, and words at a place in their arguments.
extension SecretScanner {
    /// `echo … | docker login --password-stdin`, `htpasswd -b FILE NAME …`; where the secret ends.
    mutating func piped(at index: Int) -> Int? {
        if bytes.has("htpasswd ", at: index) { return lastWord(of: index) }
        if let end = written(at: index) { return end }
        guard bytes.has("echo ", at: index) || bytes.has("printf ", at: index),
            let pipe = bytes.first(" | ", in: index..<line.upperBound) ?? bytes.first("|", in: index..<line.upperBound)
        else { return nil }
        let rest = pipe..<line.upperBound
        let pairs = bytes.first("chpasswd", in: rest) != nil
        let surely =
            pairs || bytes.first("password-stdin", in: rest) != nil || bytes.first("sudo -S", in: rest) != nil
            || bytes.first("passwd --stdin", in: rest) != nil || bytes.first("--with-token", in: rest) != nil
            || bytes.first("passphrase-fd", in: rest) != nil || bytes.first("secret create", in: rest) != nil
            || bytes.first("secrets create", in: rest) != nil || bytes.first("secret set", in: rest) != nil
            || bytes.first("versions add", in: rest) != nil
            || bytes.first("smbpasswd", in: rest) != nil || bytes.first("kinit", in: rest) != nil || bytes.first("cryptsetup", in: rest) != nil
            || bytes.first("openssl", in: rest) != nil && bytes.first("stdin", in: rest) != nil
        let maybe = !surely
        let doors: [StaticString] = ["login", "pass ", "keepass", "unlock", "--stdin", "token", "secret"]
        guard surely || doors.contains(where: { bytes.first($0, in: rest) != nil }) else { return nil }
        var secret = bytes.trimmed(index..<pipe)
        secret = quoted(endingAt: secret.upperBound, from: index)
        if pairs, let colon = slice(secret).firstIndex(of: UInt8(ascii: ":")) { secret = secret.lowerBound + colon + 1..<secret.upperBound }
        guard secret.lowerBound > index + 4, !SecretValues.isPlaceholder(slice(secret)),
            !maybe || SecretValues.looksPassword(slice(secret))
        else { return nil }
        add(secret, "password")
        return secret.upperBound
    }

    /// `echo 'hunter2' > /run/secrets/db_password`: the file says what is put into it.
    private mutating func written(at index: Int) -> Int? {
        guard bytes.has("echo ", at: index) || bytes.has("printf ", at: index), let mark = bytes.first(" > ", in: index..<line.upperBound) else {
            return nil
        }
        let file = word(at: mark + 3)
        let parts = slice(file).split(separator: UInt8(ascii: "/"))
        guard let name = parts.last.map({ Bytes(rebasing: $0) }), let found = KeyNames.kind(of: name),
            found.strength == .strong || found.strength == .weak
        else { return nil }
        let secret = quoted(endingAt: bytes.trimmed(index..<mark).upperBound, from: index)
        guard secret.lowerBound > index + 4, !SecretValues.isPlaceholder(slice(secret)), !slice(secret).contains(32),
            SecretValues.looksTyped(slice(secret)) || SecretValues.looksRandom(slice(secret))
        else { return nil }
        add(secret, found.kind)
        return secret.upperBound
    }

    /// `kinit ada <<< '…'`, where a command is told a secret so.
    mutating func hereString(at mark: Int) -> Int {
        let head = line.lowerBound..<mark
        let doors: [StaticString] = ["kinit", "passwd", "login", "auth", "stdin", "cryptsetup", "secret", "with-token", "unlock", "passphrase"]
        guard mark >= settled, doors.contains(where: { bytes.firstFolded($0, in: head) != nil }) else { return mark + 2 }
        var value = SecretValues.value(bytes, at: mark + 3, to: line.upperBound) { _ in false }.range
        if bytes.first("chpasswd", in: head) != nil, let pair = pair(value) { value = pair }
        guard value.lowerBound >= settled, !SecretValues.isPlaceholder(slice(value)), SecretValues.looksPassword(slice(value)) else {
            return mark + 2
        }
        add(value, "password")
        return value.upperBound
    }

    /// The word that ends at `end`, without its quotes.
    func quoted(endingAt end: Int, from start: Int) -> Range<Int> {
        guard end > start else { return start..<start }
        var high = end
        let quote: UInt8? = bytes[high - 1].isQuote ? bytes[high - 1] : nil
        if quote != nil { high -= 1 }
        while high > start, bytes[high - 1] == UInt8(ascii: "\\") { high -= 1 }
        var low = high
        while low > start, quote.map({ bytes[low - 1] != $0 }) ?? !bytes[low - 1].isSpace { low -= 1 }
        return low..<high
    }

    private mutating func lastWord(of index: Int) -> Int? {
        var end = index
        while end < line.upperBound, !Marks("|;&>\"").contains(bytes[end]) { end += 1 }
        let words = slice(index..<end).split(separator: 32)
        guard words.count >= 4, let flags = words.first(where: { $0.first == UInt8(ascii: "-") && $0.contains(UInt8(ascii: "b")) }) else {
            return nil
        }
        // The file, unless it is only shown; the name; the password.
        let plain = words.dropFirst().filter { $0.first != UInt8(ascii: "-") }
        let place = flags.contains(UInt8(ascii: "n")) ? 1 : 2
        guard plain.count > place else { return nil }
        let start = index + plain[plain.startIndex + place].startIndex
        let secret = SecretValues.value(bytes, at: start, to: line.upperBound) { _ in false }.range
        guard !SecretValues.isPlaceholder(slice(secret)), bytes[secret.lowerBound] != UInt8(ascii: "-") else { return nil }
        add(secret, "password")
        return secret.upperBound
    }
}
