/// Secrets that are said to a server or entered at a command: `AUTH hunter2`, `wandb login …`, `net user ada hunter2`.
extension SecretScanner {
    /// Words after which a secret is entered, and how many words stand between.
    private static let phrases: [(words: StaticString, skip: Int)] = [
        ("add_user", 1), ("change_password", 1), ("net user", 1), ("wpa_passphrase", 1), ("alias set", 3), ("host add", 3), ("add-user", 1),
        ("useradd", 1), ("create-user", 1), ("set_password", 1),
    ]
    /// Verbs of protocols that a password follows: Redis, POP3, FTP, IRC.
    private static let verbs: [StaticString] = ["auth", "pass", "identify"]

    /// What is entered behind the word that ends at `space`; where it ends.
    mutating func entering(at space: Int) -> Int? {
        for phrase in Self.phrases where ends(phrase.words, at: space) {
            var index = space
            for _ in 0..<phrase.skip { index = word(at: index).upperBound }
            let value = SecretValues.value(bytes, at: index, to: line.upperBound) { _ in false }.range
            let text = slice(value)
            guard index >= space, !text.isEmpty, text[0] != UInt8(ascii: "-"), text[0] != UInt8(ascii: "/"), !SecretValues.isPlaceholder(text),
                SecretValues.looksChosen(text) || SecretValues.looksRandom(text)
            else { return nil }
            add(value, "password")
            return value.upperBound
        }
        if ends("authtoken", at: space) || ends("login", at: space) || ends("unseal", at: space) || ends("activate", at: space) {
            if let end = login(at: space) { return end }
        }
        if ends("credentials", at: space) || ends("creds", at: space) || ends("login", at: space) {
            let value = word(at: space)
            if let pair = pair(value) {
                add(pair, "password")
                return pair.upperBound
            }
        }
        return Self.verbs.contains { ends($0, at: space) } ? verb(at: space) : nil
    }

    /// `wandb login …`, `vault operator unseal …`; IMAP's `LOGIN name "password"`.
    private mutating func login(at space: Int) -> Int? {
        let first = word(at: space)
        let text = slice(first)
        if SecretValues.isDrawn(text), isOnly(first) {
            add(first, "token")
            return first.upperBound
        }
        guard bytes.has("LOGIN", at: space - 5), !text.isEmpty else { return nil }
        let value = SecretValues.value(bytes, at: first.upperBound, to: line.upperBound) { _ in false }
        let second = slice(value.range)
        guard value.quoted, bytes.trimmed(value.range.upperBound + 1..<max(line.upperBound, value.range.upperBound + 1)).count <= 2,
            SecretValues.looksChosen(second) || SecretValues.looksRandom(second)
        else { return nil }
        add(value.range, "password")
        return value.range.upperBound
    }

    /// `AUTH hunter2` and `AUTH ada hunter2`, in capitals, at the end of what is said.
    private mutating func verb(at space: Int) -> Int? {
        var low = space
        while low > line.lowerBound, bytes[low - 1].isUpper { low -= 1 }
        guard low < space, low == line.lowerBound || !bytes[low - 1].isWord, low == line.lowerBound || !Marks("-/.").contains(bytes[low - 1]) else {
            return nil
        }
        var value = word(at: space)
        if bytes.has("AUTH", at: low) {
            let second = word(at: value.upperBound)
            if !second.isEmpty, bytes[value.upperBound] == 32, slice(value).allSatisfy({ $0.isWord || $0 == UInt8(ascii: "-") }) { value = second }
        }
        let text = slice(value)
        var behind = value.upperBound
        while let byte = byte(at: behind), byte.isSpace || byte.isQuote || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "\\") { behind += 1 }
        guard behind == line.upperBound, !SecretValues.isPlaceholder(text), !bytes.hasFolded("test", at: value.lowerBound),
            !text.contains(UInt8(ascii: ".")),
            !text.contains(UInt8(ascii: ":")), SecretValues.looksChosen(text) || SecretValues.looksRandom(text)
        else { return nil }
        add(value, "password")
        return value.upperBound
    }

    /// "expected token …, got …": another of the same kind, set against the one before it.
    mutating func alike(at space: Int) -> Int? {
        guard let last = spans.last, last.range.count >= 16, space - last.range.upperBound <= 16,
            [("got" as StaticString), "not", "instead", "versus", "and", "with", "but", "with", "now", "was"].contains(where: { ends($0, at: space) })
        else { return nil }
        let value = word(at: space)
        let text = slice(value), before = slice(last.range)
        guard text.count == before.count, SecretValues.looksRandom(text), text.allSatisfy(\.isHex) == before.allSatisfy(\.isHex) else { return nil }
        add(value, last.kind)
        return value.upperBound
    }

    /// `host:5432:base:name:password` of PostgreSQL's password file.
    mutating func passwordFile(at colon: Int) -> Int? {
        guard colon >= settled, colon > line.lowerBound else { return nil }
        var digits = colon + 1
        while digits < line.upperBound, digits - colon < 7, bytes[digits].isDigit || bytes[digits] == UInt8(ascii: "*") { digits += 1 }
        guard digits > colon + 1, byte(at: digits) == UInt8(ascii: ":"), bytes[colon + 1] == UInt8(ascii: "*") || digits - colon >= 5 else {
            return nil
        }
        var index = digits + 1
        for _ in 0..<2 {
            let start = index
            while index < line.upperBound, bytes[index].isWord || Marks("*-$").contains(bytes[index]) { index += 1 }
            guard index > start, byte(at: index) == UInt8(ascii: ":") else { return nil }
            index += 1
        }
        let value = word(at: index)
        let text = slice(value)
        guard value.lowerBound == index, !SecretValues.isPlaceholder(text), !text.contains(UInt8(ascii: ":")),
            SecretValues.looksChosen(text) || SecretValues.looksRandom(text)
        else { return nil }
        add(value, "password")
        return value.upperBound
    }
}
