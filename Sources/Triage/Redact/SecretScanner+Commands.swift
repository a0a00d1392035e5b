/// Passwords that commands are given: as an option, as a word at a place, or down a pipe.
extension SecretScanner {
    /// `--password hunter2`, `"--token", "…"`, `-u name:password`, `-pSECRET` of the commands that read it so.
    mutating func flag(at index: Int) -> Int {
        guard index >= settled, index == line.lowerBound || bytes[index - 1].isSpace || bytes[index - 1].isQuote || isNul(before: index) else {
            return index
        }
        var start = index + 1
        if byte(at: start) == UInt8(ascii: "-") { start += 1 }
        var end = start
        while end < line.upperBound, bytes[end].isWord || bytes[end] == UInt8(ascii: "-") { end += 1 }
        guard end > start else { return index }
        let option = start..<end, isLong = start > index + 1
        if Self.logins.contains(where: { $0.utf8CodeUnitCount == option.count && bytes.has($0, at: start) }) {
            if let end = login(at: audited(end) ?? end, pairs: option.count == 1) { return end }
            if option.count > 1 { return index }
        }
        if let end = pairOption(option, at: index) { return end }
        if !isLong, let end = commandOption(option, at: index) { return end }
        if byte(at: end) == 32, Self.flagPhrases.contains(where: { ends($0, at: end) }), let end = entering(at: end) { return end }
        if !isLong, let end = drawnOption(option, at: index) { return end }
        return keyOption(option) ?? inputOption(option) ?? namedOption(option, at: index, isLong: isLong)
    }

    /// Options whose value holds a name and a secret, and which commands read them so: `dig -y hmac-sha256:name:…`, `--src-creds ada:…`.
    private mutating func pairOption(_ option: Range<Int>, at index: Int) -> Int? {
        let name = slice(option), end = option.upperBound
        if name.elementsEqual("y".utf8), ["dig", "nsupdate", "mdig", "delv"].contains(where: { isCommand($0, before: index) }) {
            let value = word(at: end)
            if let colon = slice(value).lastIndex(of: UInt8(ascii: ":")), value.count - colon > 12 {
                add(value.lowerBound + colon + 1..<value.upperBound, "key")
                return value.upperBound
            }
        }
        if name.count > 4, byte(at: end) == 32 || byte(at: end) == UInt8(ascii: "="), Self.pairNames.contains(where: { ends($0, at: end) }),
            let end = pairBehind(end + 1)
        {
            return end
        }
        if name.count == 2, byte(at: end) == 32, let pair = Self.pairOptions.first(where: { bytes.has($0.option, at: option.lowerBound) }),
            pair.commands.contains(where: { isCommand($0, before: index) }), let end = pairBehind(end)
        {
            return end
        }
        // curl -uada:hunter2, -fsSLuada:hunter2: the letters before take nothing.
        guard name.count > 3, byte(at: end) == UInt8(ascii: ":"), let user = name.firstIndex(of: UInt8(ascii: "u")), user + 1 < name.count,
            name.prefix(user).allSatisfy({ Marks("fsSLkivgNOJRnaIlq46#0123jp").contains($0) }), isCommand("curl", before: index)
        else { return nil }
        return login(at: option.lowerBound + user + 1, pairs: false)
    }

    /// Last words of options that are given a name and a password.
    private static let pairNames: [StaticString] = ["creds", "-auth", "userpass", "auth-cred", "user-pass"]
    /// NDMP's `-sa ada:…` for the source, `-da` for the destination.
    private static let pairOptions: [(option: StaticString, commands: [StaticString])] = [
        ("sa", ["ndmpcopy", "ndmpcp"]), ("da", ["ndmpcopy", "ndmpcp"]), ("id", ["nikto", "nikto.pl"]),
    ]

    /// Options behind one dash that certain commands take a secret with.
    private mutating func commandOption(_ option: Range<Int>, at index: Int) -> Int? {
        let name = slice(option), end = option.upperBound
        if let end = short(at: index, to: end) { return end }
        if name.starts(with: "pass".utf8) || name.reversed().starts(with: "ssap".utf8), let end = passSource(at: end) { return end }
        return name.count > 1 ? worded(at: index, to: end) : nil
    }

    /// Whatever the option is called: what it is given was drawn.
    private mutating func drawnOption(_ option: Range<Int>, at index: Int) -> Int? {
        let letter = bytes[option.lowerBound]
        guard option.count == 1, Marks("ktpawsPAX").contains(letter), byte(at: option.upperBound) == 32, !isCommand("git", before: index) else {
            return nil
        }
        let value = SecretValues.value(bytes, at: option.upperBound, to: line.upperBound) { _ in false }
        let isDrawn = SecretValues.isDrawn(slice(value.range)) || letter == UInt8(ascii: "t") && slice(value.range).isUUID
        guard isDrawn, isOnly(value.range), !slice(value.range).allSatisfy(\.isHex) else { return nil }
        add(value.range, "token")
        return value.range.upperBound
    }

    /// `--key …`, `--ks-pass pass:…`: a key that was drawn, and none that lies in a file.
    private mutating func keyOption(_ option: Range<Int>) -> Int? {
        let name = slice(option), end = option.upperBound
        guard name.elementsEqual("key".utf8) || name.elementsEqual("ks-pass".utf8) || name.elementsEqual("key-pass".utf8) else { return nil }
        if let end = passSource(at: end) { return end }
        let value = SecretValues.value(bytes, at: byte(at: end) == UInt8(ascii: "=") ? end + 1 : end, to: line.upperBound) { _ in false }
        guard SecretValues.isDrawn(slice(value.range)), isOnly(value.range), !slice(value.range).contains(UInt8(ascii: "/")) else { return nil }
        add(value.range, "key")
        return value.range.upperBound
    }

    /// `--password-stdin <<< "…"`
    private mutating func inputOption(_ option: Range<Int>) -> Int? {
        guard option.count > 7, slice(option).reversed().starts(with: "nidts".utf8),
            let here = bytes.first("<<<", in: option.upperBound..<line.upperBound)
        else { return nil }
        let value = SecretValues.value(bytes, at: here + 3, to: line.upperBound) { _ in false }.range
        if !SecretValues.isPlaceholder(slice(value)) { add(value, "password") }
        return line.upperBound
    }

    /// `--password …`: an option whose name says that its value is secret.
    private mutating func namedOption(_ option: Range<Int>, at index: Int, isLong: Bool) -> Int {
        let name = slice(option), end = option.upperBound
        guard name.count > 2 || name.elementsEqual("pw".utf8) || name.elementsEqual("b".utf8),
            let (kind, strength) = KeyNames.kind(of: name) ?? put(name, at: index)
        else { return isLong ? end : index }
        // invalid value '…' for '--password <PASSWORD>'
        if strength == .strong, index > line.lowerBound + 12, bytes[index - 1].isQuote, toldAhead(of: index - 1, kind) { return end }
        var at = end
        while let byte = byte(at: at), byte == UInt8(ascii: "\\") { at += 1 }
        if let quote = byte(at: at), quote.isQuote {
            at += 1
            if let next = audited(at - 1) { at = next + 1 }
            while let byte = byte(at: at), byte == 32 || byte == UInt8(ascii: ",") { at += 1 }
        } else if byte(at: at) == UInt8(ascii: "="), KeyNames.kind(of: name) == nil {
            at += 1
        } else if isNul(before: at + 2) || byte(at: at) == 0 {
            at += byte(at: at) == 0 ? 1 : 2
            return flagged(word(upToNul: at), kind, strength) ?? end
        } else if byte(at: at) != 32 {
            return end
        }
        // PowerShell's (ConvertTo-SecureString "…" …)
        if byte(at: at + 1) == UInt8(ascii: "("), let quote = slice(at..<line.upperBound).firstIndex(where: \.isQuote) { at += quote }
        let value = SecretValues.value(bytes, at: at, to: line.upperBound) { _ in false }
        let text = slice(value.range)
        guard !text.isEmpty, text[0] != UInt8(ascii: "-") || text.count >= 32 && SecretValues.isDrawn(text), !SecretValues.isPlaceholder(text) else {
            return end
        }
        // A help text: `--private-key PATH     PEM file …`
        if text.allSatisfy({ $0.isUpper || $0 == UInt8(ascii: "_") }), bytes.has("  ", at: value.range.upperBound) { return end }
        // What follows a flag is its value, except in a help text: "--token string   the token".
        guard
            strength == .faint
                ? (SecretValues.isDrawn(text) || text.isUUID) && isOnly(value.range)
                : SecretValues.looksRandom(text) || strength == .strong && !isProse(value.range) || bytes.has("http", at: value.range.lowerBound)
                    || kind == "password" && SecretValues.looksPassword(text)
        else { return end }
        add(value.range, kind)
        return value.range.upperBound
    }

    /// Whether the two bytes before `index`, or the one, stand for the NUL that parts a process's arguments.
    private func isNul(before index: Int) -> Bool {
        guard index > line.lowerBound, index <= line.upperBound else { return false }
        return bytes[index - 1] == 0 || index > line.lowerBound + 1 && bytes.has("^@", at: index - 2)
    }

    private func word(upToNul start: Int) -> Range<Int> {
        var end = start
        while end < line.upperBound, bytes[end] != 0, !bytes.has("^@", at: end) { end += 1 }
        return start..<end
    }

    private mutating func flagged(_ value: Range<Int>, _ kind: String, _ strength: KeyNames.Strength) -> Int? {
        guard !value.isEmpty, bytes[value.lowerBound] != UInt8(ascii: "-"), !SecretValues.isPlaceholder(slice(value)),
            strength == .strong || SecretValues.looksRandom(slice(value)) || kind == "password" && SecretValues.looksPassword(slice(value))
        else { return nil }
        add(value, kind)
        return value.upperBound
    }

    /// Options that take a name and a password in one word.
    private static let logins: [StaticString] = [
        "u", "user", "proxy-user", "a", "U", "auth", "creds", "credentials", "login", "basic-auth", "userpass", "account", "cert", "E", "http-user",
    ]

    /// `--name /prod/db/password … --value …`: what a value is that is put under a name.
    private func put(_ name: Bytes, at index: Int) -> (kind: String, strength: KeyNames.Strength)? {
        guard
            name.elementsEqual("value".utf8) || name.elementsEqual("Value".utf8) || name.elementsEqual("secret-string".utf8)
                || name.elementsEqual("data".utf8)
                || name.elementsEqual("body".utf8) || name.elementsEqual("b".utf8) || name.elementsEqual("plaintext".utf8)
                || name.elementsEqual("literal".utf8)
        else { return nil }
        let head = line.lowerBound..<index
        if name.elementsEqual("secret-string".utf8) || bytes.first("SecureString", in: head) != nil || bytes.first(" secret ", in: head) != nil {
            return ("secret", .strong)
        }
        guard let flag = bytes.firstFolded("-name ", in: head) ?? bytes.first("-name=", in: head) else { return nil }
        let named = SecretValues.value(bytes, at: flag + 6, to: head.upperBound) { _ in false }.range
        return KeyNames.kind(of: slice(named).split(separator: UInt8(ascii: "/")).last.map { Bytes(rebasing: $0) } ?? slice(named))
    }

    /// Where the next argument begins that the kernel's audit writes: `a1="-u" a2="…"`.
    private func audited(_ end: Int) -> Int? {
        guard byte(at: end) == 34, bytes.has(" a", at: end + 1) else { return nil }
        var index = end + 3
        while let byte = byte(at: index), byte.isDigit { index += 1 }
        return index > end + 3 && byte(at: index) == UInt8(ascii: "=") ? index : nil
    }

    /// `-u name:password`, quoted or not.
    private mutating func login(at start: Int, pairs: Bool) -> Int? {
        guard let next = byte(at: start), next == 32 || next == UInt8(ascii: "=") || next.isQuote || !pairs && next.isWord else { return nil }
        let value = SecretValues.value(bytes, at: next == UInt8(ascii: "=") ? start + 1 : start, to: line.upperBound) { _ in false }.range
        // `name%password` of Samba, `name,password` of lftp.
        let percent = bytes[start - 1] == UInt8(ascii: "U") ? slice(value).firstIndex(of: UInt8(ascii: "%")) : nil
        guard
            let colon = percent ?? slice(value).firstIndex(of: UInt8(ascii: ":"))
                ?? (pairs ? slice(value).firstIndex { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: ",") } : nil), colon > 0, colon + 1 < value.count,
            slice(value)[colon] != UInt8(ascii: ":") || bytes[start - 1] != UInt8(ascii: "U"),  // Maven's and many others' -U
            !slice(value).prefix(colon).contains(UInt8(ascii: "/")) || percent != nil, byte(at: value.lowerBound + colon + 1) != UInt8(ascii: "/")
        else { return nil }
        if slice(value)[colon] != UInt8(ascii: ":") || name(ofOption: start) {
            let secret = slice(value.lowerBound + colon + 1..<value.upperBound)
            guard SecretValues.looksPassword(secret) else { return nil }
        }
        let secret = value.lowerBound + colon + 1..<value.upperBound
        guard !slice(secret).allSatisfy(\.isDigit), !SecretValues.isPlaceholder(slice(secret)) else { return nil }  // uid:gid
        add(secret, "password")
        return secret.upperBound
    }

    /// Whether the option's name is one that is given other things as often: `-a`, `-E`, `--cert`.
    private func name(ofOption end: Int) -> Bool {
        end > 1 && !bytes[end - 1].isQuote && bytes[end - 1].lowered != UInt8(ascii: "u") && bytes[end - 1] != UInt8(ascii: "r")
    }
}
