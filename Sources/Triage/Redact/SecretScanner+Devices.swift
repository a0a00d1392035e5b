/// What routers, switches and servers are set with: `tacacs-server key …`, `username ada secret 5 …`, `: PSK "…"`.
extension SecretScanner {
    /// Words that a secret follows, perhaps behind a number that says how it is hidden.
    static let settings: [StaticString] = [
        "key", "secret", "md5", "sha", "sha-256", "sha256", "des", "aes", "128", "key-string", "authentication-key", "insecure-password",
        "encrypted-password",
        "pre-shared-key", "ascii-text", "psk", "eap", "xauth", "ascii", "stats auth", "community", "cipher", "irreversible-cipher",
        "authentication text",
    ]
    /// Words of the lines that hold such settings: elsewhere keys and digests are spoken of.
    private static let owners: [StaticString] = [
        "-server", "isakmp", "snmp", "username ", "user ", "neighbor ", "ospf", "ntp ", "authentication", "privilege", "createuser", "enable ",
        "key-string",
        ": psk", ": eap", ": xauth", "ppp ", "wpa", "crypto", "tunnel", "standby ", "vrrp", "set security", "set system", "stats auth", "ike",
        "ipsec",
        "radius", "tacacs", "bgp", "glbp", "failover ", " isis ", "eigrp", "msdp", " ldp ", "local-user", "hsrp",
    ]

    /// The secret behind the setting's word that ends at `space`; where it ends.
    mutating func device(at space: Int) -> Int? {
        guard Self.settings.contains(where: { ends($0, at: space) }), !ends("public key", at: space) else { return nil }
        if ends("stats auth", at: space) { return pairBehind(space) }
        let head = line.lowerBound..<space
        guard Self.owners.contains(where: { bytes.firstFolded($0, in: head) != nil }) || isOwned(head) else { return nil }
        // Of connections that are encrypted, the word names the way.
        if ends("cipher", at: space), !Self.ciphered.contains(where: { bytes.firstFolded($0, in: head) != nil }) { return nil }
        var index = space
        let kind = word(at: space)
        if kind.count <= 3, !kind.isEmpty, slice(kind).allSatisfy(\.isDigit) { index = kind.upperBound }
        let value = SecretValues.value(bytes, at: index, to: line.upperBound) { _ in false }
        let text = slice(value.range)
        guard text.count >= 5, !text.contains(32), !SecretValues.isPlaceholder(text), !Marks("-[(<").contains(text[0]),
            !text.allSatisfy({ $0.isHex || $0 == UInt8(ascii: ":") }) || index > space, !text.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }),
            value.quoted
                ? SecretValues.looksPassword(text)
                : SecretValues.looksPassword(text, anySigns: false) && !SecretValues.isPhrase(text)
                    || SecretValues.looksShort(text) && isEndOfMessage(value.range.upperBound)
        else { return nil }
        // Names of keys and of where they lie.
        if text.contains(UInt8(ascii: "/")) && !value.quoted || text.allSatisfy({ $0.isLower || Marks("-_.").contains($0) }) && !value.quoted {
            return nil
        }
        add(value.range, "password")
        return value.range.upperBound
    }

    /// Words of Huawei's lines that hide what they are given.
    private static let ciphered: [StaticString] = ["snmp-agent", "local-user", "authentication-mode", "pre-shared-key", "shared-key", "community"]

    /// Blocks whose inner lines hold settings: those stand further in, and begin with the word.
    private static let blocks: [StaticString] = [
        "radius server ", "tacacs server ", "keyring ", "key chain ", "aaa group server ", "aaa-server ", "ldap server ",
    ]

    private func isOwned(_ head: Range<Int>) -> Bool {
        let text = LogPrefix.skipped(bytes, line)
        guard text.lowerBound < head.upperBound, bytes[text.lowerBound].isSpace, head.upperBound - text.lowerBound <= 20 else { return false }
        let above = max(0, line.lowerBound - 320)..<line.lowerBound
        return Self.blocks.contains { bytes.first($0, in: above) != nil }
    }

    /// `ada@example.org:hunter2`, `…:LM:NT:::` of Windows, `ada:{PLAIN}hunter2`: pairs that no name announces.
    mutating func bareValue(_ name: Range<Int>, at colon: Int) -> Int? {
        let next = byte(at: colon + 1)
        let isMail = name.lowerBound > line.lowerBound + 1 && bytes[name.lowerBound - 1] == UInt8(ascii: "@")
        guard isMail || next == UInt8(ascii: "{") || name.count == 32 else { return nil }
        let value = word(at: colon + 1)
        guard value.lowerBound == colon + 1, value.count >= 6 else { return nil }
        let text = slice(value)
        if text[0] == UInt8(ascii: "{"), let close = text.firstIndex(of: UInt8(ascii: "}")), close >= 3, close <= 16,
            text.prefix(close).dropFirst().allSatisfy({ $0.isUpper || $0.isDigit || Marks("-.").contains($0) }), text.count - close > 5
        {
            add(value, "password-hash")
            return value.upperBound
        }
        if name.count == 32, text.count > 32, text[32] == UInt8(ascii: ":"), slice(name).allSatisfy(\.isHex), text.prefix(32).allSatisfy(\.isHex) {
            add(value.lowerBound..<value.lowerBound + 32, "password-hash")
            return value.upperBound
        }
        guard name.lowerBound > line.lowerBound + 1, bytes[name.lowerBound - 1] == UInt8(ascii: "@"), bytes[name.lowerBound - 2].isWord,
            slice(name).contains(UInt8(ascii: ".")), isEndOfMessage(value.upperBound), !text.contains(UInt8(ascii: "/")), !text.allSatisfy(\.isHex),
            SecretValues.looksMixed(text) && !SecretValues.isWords(text) && !text.contains(UInt8(ascii: "."))
                || text.contains(where: { Marks("!#%^*+@$&?").contains($0) }) && text.contains(where: \.isDigit)
                || SecretValues.looksChosen(text) && speaksOfLogins(before: name.lowerBound, behind: value.upperBound, surely: true)
        else { return nil }
        add(value, "password")
        return value.upperBound
    }
}
