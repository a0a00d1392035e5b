/// Secrets that commands are given down a pipe, and words at a place in their arguments.
extension SecretScanner {
    /// `echo … | docker login --password-stdin`, `htpasswd -b FILE NAME …`; where the secret ends.
    mutating func piped(at index: Int) -> Int? {
        if bytes.has("htpasswd ", at: index) { return lastWord(of: index) }
        if let end = written(at: index) ?? traced(at: index) ?? formatted(at: index) { return end }
        guard bytes.has("echo ", at: index) || bytes.has("printf ", at: index),
            let pipe = bytes.first(" | ", in: index..<line.upperBound) ?? bytes.first("|", in: index..<line.upperBound)
        else { return nil }
        let rest = pipe..<line.upperBound
        let pairs = bytes.first("chpasswd", in: rest) != nil
        let surely = pairs || readsSecret(rest) || bytes.first("openssl", in: rest) != nil && bytes.first("stdin", in: rest) != nil
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

    /// Commands that read a secret from what they are given down a pipe.
    private static let inputs: [StaticString] = [
        "password-stdin", "sudo -S", "passwd --stdin", "--with-token", "passphrase-fd", "secret create", "secrets create", "secret set",
        "versions add", "smbpasswd", "kinit", "cryptsetup", "passwd-on-stdin", "password-from-stdin", "pass-stdin", "vncpasswd -f", "token-stdin",
        "passin stdin", "htpasswd -i", "secret add",
    ]

    private func readsSecret(_ command: Range<Int>) -> Bool { Self.inputs.contains { bytes.first($0, in: command) != nil } }

    /// A shell's trace shows both sides of a pipe in lines of their own: `+ echo …`, and beside it `+ docker login --password-stdin`.
    private mutating func traced(at index: Int) -> Int? {
        guard bytes.has("echo ", at: index), index >= line.lowerBound + 2, bytes.has("+ ", at: index - 2) else { return nil }
        var value = SecretValues.value(bytes, at: bytes.has("echo -n ", at: index) ? index + 7 : index + 4, to: line.upperBound) { _ in false }
        guard bytes.trimmed(min(value.range.upperBound + (value.quoted ? 1 : 0), line.upperBound)..<line.upperBound).isEmpty else { return nil }
        var above = line.lowerBound
        if above > 0 { above -= 1 }
        while above > 0, bytes[above - 1] != 10, line.lowerBound - above < 400 { above -= 1 }
        let below = min(line.upperBound + 1, bytes.count)
        let lines = [above..<line.lowerBound, below..<min(bytes.lineEnd(from: below), below + 400)]
        guard lines.contains(where: { readsSecret($0) && bytes.first("+ ", in: $0) != nil || bytes.first("+ chpasswd", in: $0) != nil }) else {
            return nil
        }
        if let pair = pair(value.range), lines.contains(where: { bytes.first("chpasswd", in: $0) != nil }) { value.range = pair }
        guard value.range.count >= 4, !SecretValues.isPlaceholder(slice(value.range)), !slice(value.range).contains(32) else { return nil }
        add(value.range, "password")
        return value.range.upperBound
    }

    /// `printf 'password %s\n' …`: which argument is one, the words before its place in the format say.
    private mutating func formatted(at index: Int) -> Int? {
        guard bytes.has("printf ", at: index) else { return nil }
        let format = SecretValues.value(bytes, at: index + 6, to: line.upperBound) { _ in false }
        guard format.quoted else { return nil }
        var next = min(format.range.upperBound + 1, line.upperBound), mark = format.range.lowerBound, end: Int?
        while let place = bytes.first("%s", in: mark..<format.range.upperBound), next < line.upperBound {
            let value = SecretValues.value(bytes, at: next, to: line.upperBound) { _ in false }
            guard !value.range.isEmpty, !Marks("|;&>").contains(bytes[value.range.lowerBound]) else { break }
            next = min(value.range.upperBound + (value.quoted ? 1 : 0), line.upperBound)
            mark = place + 2
            var high = place
            while high > format.range.lowerBound, Marks(" =:'\"\\").contains(bytes[high - 1]) { high -= 1 }
            var low = high
            while low > format.range.lowerBound, bytes[low - 1].isWord || bytes[low - 1] == UInt8(ascii: "-") { low -= 1 }
            let text = slice(value.range)
            guard low < high, let found = KeyNames.kind(of: slice(low..<high)), found.kind == "password" || found.strength == .strong,
                !SecretValues.isPlaceholder(text), SecretValues.looksLikely(text) || SecretValues.looksShort(text)
            else { continue }
            add(value.range, found.kind)
            end = value.range.upperBound
        }
        return end
    }

    /// Files whose last line is a password, by how they are named.
    private static let loginFiles: [StaticString] = [
        "auth.txt", "auth-user-pass", "userpass", "user-pass", "credentials", "creds", "login.conf", "auth-file", "up.txt",
    ]

    /// `echo 'hunter2' > /run/secrets/db_password`: the file says what is put into it.
    private mutating func written(at index: Int) -> Int? {
        guard bytes.has("echo ", at: index) || bytes.has("printf ", at: index), let mark = bytes.first(" > ", in: index..<line.upperBound) else {
            return nil
        }
        let file = word(at: mark + 3)
        let parts = slice(file).split(separator: UInt8(ascii: "/"))
        guard let name = parts.last.map({ Bytes(rebasing: $0) }) else { return nil }
        let isLogin = bytes.has("printf ", at: index) && Self.loginFiles.contains { bytes.containsFolded($0, in: file) }
        guard let found = isLogin ? ("password", .weak) : KeyNames.kind(of: name), found.strength == .strong || found.strength == .weak else {
            return nil
        }
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
        guard words.count >= 4, let first = words.firstIndex(where: { $0.first == UInt8(ascii: "-") }),
            let flags = words[first...].first(where: { $0.first == UInt8(ascii: "-") && $0.contains(UInt8(ascii: "b")) })
        else { return nil }
        // What stands before the options is a container's image; the file, unless it is only shown; the name; the password.
        var plain: [Slice<Bytes>] = []
        for (index, word) in words.enumerated().dropFirst(first) where word.first != UInt8(ascii: "-") {
            let option = words[index - 1]
            let isCost = option.first == UInt8(ascii: "-") && Marks("Cr").contains(option.last ?? 0) && word.allSatisfy(\.isDigit)
            if !isCost { plain.append(word) }
        }
        let place = flags.contains(UInt8(ascii: "n")) ? 1 : 2
        guard plain.count > place else { return nil }
        let start = index + plain[plain.startIndex + place].startIndex
        let secret = SecretValues.value(bytes, at: start, to: line.upperBound) { _ in false }.range
        guard !SecretValues.isPlaceholder(slice(secret)), bytes[secret.lowerBound] != UInt8(ascii: "-") else { return nil }
        add(secret, "password")
        return secret.upperBound
    }
}
