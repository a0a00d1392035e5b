/// Secrets that Windows' commands are given: options that begin with a slash, names and data of its registry, properties of packages.
extension SecretScanner {
    /// `/pass:…` of Windows' commands.
    mutating func option(at start: Int, _ kind: String) -> Int? {
        let value = SecretValues.value(bytes, at: start, to: line.upperBound) { _ in false }.range
        guard value.lowerBound <= start + 1, value.count >= 4, kind == "password", !SecretValues.isPlaceholder(slice(value)),
            bytes[line.lowerBound..<start].contains(32)
        else { return nil }
        add(value, kind)
        return value.upperBound
    }

    /// `/user:DOMAIN\ada hunter2` of Windows' `net use`: what follows the name, or stands before it.
    mutating func windowsLogin(at colon: Int) -> Int? {
        guard bytes.hasFolded("/user", at: colon - 5), bytes.firstFolded("net", in: line.lowerBound..<colon) != nil else { return nil }
        let name = word(at: colon + 1)
        let behind = word(at: name.upperBound),
            before = quoted(endingAt: bytes.trimmed(line.lowerBound..<colon - 5).upperBound, from: line.lowerBound)
        for value in [behind, before] where value.lowerBound >= settled {
            let text = slice(value)
            guard text.count >= 6, text[0] != UInt8(ascii: "/"), !text.contains(UInt8(ascii: "\\")), !SecretValues.isPlaceholder(text),
                SecretValues.looksPassword(text)
            else { continue }
            add(value, "password")
            return max(value.upperBound, colon)
        }
        return nil
    }

    /// Commands that read `/p` as a password where `/u`, which says so of any command, does not stand before.
    private static let slashTools: [StaticString] = [
        "signtool", "schtasks", "tasklist", "taskkill", "systeminfo", "driverquery", "eventcreate", "getmac",
    ]
    /// Last words of what a secret follows behind a space.
    static let slashWords: [StaticString] = [" /p", " /rp", " /pw", " /d", "/set", " /de", "/decrypt", " /pd", " /po"]

    /// `signtool sign /p …`, `reg add … /v DefaultPassword … /d …`, `dtexec /SET …[Password];…`: where the secret ends.
    mutating func slashed(at space: Int) -> Int? {
        if ends("/set", at: space) { return property(behind: space) }
        let head = line.lowerBound..<space
        if ends(" /d", at: space) {
            guard let kind = registered(head) else { return nil }
            let value = SecretValues.value(bytes, at: space, to: line.upperBound) { _ in false }
            guard SecretValues.looksLikely(slice(value.range)) || value.quoted && SecretValues.isPhrase(slice(value.range)),
                !SecretValues.isPlaceholder(slice(value.range)), bytes[value.range.lowerBound] != UInt8(ascii: "/")
            else { return nil }
            add(value.range, kind)
            return value.range.upperBound
        }
        if ends(" /de", at: space) || ends("/decrypt", at: space), !bytes.containsFolded("dtexec", in: head),
            !bytes.containsFolded("dtutil", in: head)
        {
            return nil
        }
        if ends(" /p", at: space) || ends(" /pd", at: space) || ends(" /po", at: space) {
            guard bytes.firstFolded(" /u", in: head) != nil || Self.slashTools.contains(where: { bytes.containsFolded($0, in: head) }) else {
                return nil
            }
        }
        let value = SecretValues.value(bytes, at: space, to: line.upperBound) { _ in false }.range
        guard !value.isEmpty, bytes[value.lowerBound] != UInt8(ascii: "/"), !SecretValues.isPlaceholder(slice(value)),
            SecretValues.looksPassword(slice(value))
        else { return nil }
        add(value, "password")
        return value.upperBound
    }

    /// The kind of what `reg add … /v NAME` names.
    private func registered(_ head: Range<Int>) -> String? {
        guard let at = bytes.firstFolded(" /v ", in: head) else { return nil }
        let name = SecretValues.value(bytes, at: at + 4, to: head.upperBound) { _ in false }.range
        guard let found = KeyNames.kind(of: slice(name)), found.strength == .strong || found.strength == .weak else { return nil }
        return found.kind
    }

    /// `\Package.Connections[db].Properties[Password];…` of Integration Services, as one word or as two quotations.
    private mutating func property(behind space: Int) -> Int? {
        guard let open = bytes.firstFolded(".properties[", in: space..<min(line.upperBound, space + 300)),
            let close = bytes[open..<line.upperBound].firstIndex(of: UInt8(ascii: "]")), close - open < 60,
            let found = KeyNames.kind(of: slice(open + 12..<close)) ?? variable(slice(space..<open))
        else { return nil }
        var start = close + 1
        while let byte = byte(at: start), byte.isQuote || byte == UInt8(ascii: "\\") { start += 1 }
        guard byte(at: start) == UInt8(ascii: ";") else { return nil }
        let value = SecretValues.value(bytes, at: start + 1, to: line.upperBound) { _ in false }.range
        guard !SecretValues.isPlaceholder(slice(value)), SecretValues.looksLikely(slice(value)) else { return nil }
        add(value, found.kind)
        return value.upperBound
    }

    /// What a package's variable is by its name: `\Package.Variables[User::DbPassword]`.
    private func variable(_ path: Bytes) -> (kind: String, strength: KeyNames.Strength)? {
        guard let close = path.lastIndex(of: UInt8(ascii: "]")) else { return nil }
        var open = close
        while open > 0, path[open - 1].isWord { open -= 1 }
        return KeyNames.kind(of: Bytes(rebasing: path[open..<close]))
    }
}
