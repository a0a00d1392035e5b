/// Passwords in addresses and data sources.
extension SecretScanner {
    /// Whether the address that a parameter's name stands in starts something for whoever knows it: `…/deploy/srv-1?key=…`.
    func isOfHook(_ name: Range<Int>) -> Bool {
        var low = name.lowerBound
        let limit = max(line.lowerBound, low - 240)
        while low > limit, !bytes[low - 1].isSpace, !bytes[low - 1].isQuote { low -= 1 }
        let marks: [StaticString] = ["hook", "/deploy/", "/trigger", "/build"]
        return marks.contains { bytes.containsFolded($0, in: low..<name.lowerBound) }
    }

    /// `scheme://name:password@host`, `https://token@host`.
    mutating func address(at colon: Int) -> Int {
        let start = colon + 3
        var end = start, at: Int?
        while end < line.upperBound {
            let byte = bytes[end]
            if byte.isSpace || byte.isQuote || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") { break }
            if byte == UInt8(ascii: "/"), at != nil || !isPasswordAhead(start, end) { break }
            // jdbc:sqlserver://host:1433;user=sa;…
            if byte == UInt8(ascii: ";"), at == nil, isPair(after: end + 1, to: line.upperBound),
                slice(end..<line.upperBound).contains(UInt8(ascii: "="))
            {
                break
            }
            if byte == UInt8(ascii: "@") { at = end }
            if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#"), at == nil,
                !slice(end..<line.upperBound).prefix(64).contains(UInt8(ascii: "@"))
            {
                break
            }
            end += 1
        }
        guard let at else { return hook(start: start, host: end) ?? start }
        let user = start..<at
        if let split = slice(user).firstIndex(of: UInt8(ascii: ":")) {
            var secret = start + split + 1..<at
            // A token may stand where the name does, and nothing behind it.
            if secret.isEmpty, split >= 16, SecretValues.looksRandom(slice(start..<start + split)) { secret = start..<start + split }
            // A name that was drawn itself, as in Sentry's addresses of two parts.
            let name = start..<start + split
            if !secret.isEmpty, secret.lowerBound > name.upperBound, name.count >= 20, SecretValues.isDrawn(slice(name)) { add(name, "url-password") }
            // `https://TOKEN:x-oauth-basic@…`: what stands for the password says that the name is the token.
            if SecretValues.isPlaceholder(slice(secret)), name.count >= 16, !SecretValues.isPlaceholder(slice(name)),
                ProviderTokens.shared.match(bytes, at: start, to: name.upperBound) != nil || SecretValues.isDrawn(slice(name))
            {
                add(name, "url-password")
            }
            if !SecretValues.isPlaceholder(slice(secret)) { add(secret, "url-password") }
        } else if user.count >= 16, SecretValues.looksRandom(slice(user)) {
            add(user, "url-password")
        }
        return at
    }

    /// Whether the slash stands within a password: a name, a colon and no port are before it, an `@` behind it, and nothing that ends an address.
    private func isPasswordAhead(_ start: Int, _ slash: Int) -> Bool {
        guard let colon = slice(start..<slash).firstIndex(of: UInt8(ascii: ":")), colon > 0, colon + 1 < slash - start,
            slice(start..<slash).dropFirst(colon + 1).contains(where: { !$0.isDigit }), bytes[start] != UInt8(ascii: "[")
        else { return false }
        var index = slash + 1
        // Keys of 64 bytes are 88 characters.
        while index < line.upperBound, index - slash < 128, !bytes[index].isSpace, !bytes[index].isQuote {
            if bytes[index] == UInt8(ascii: "@") { return byte(at: index + 1)?.isWord ?? false }
            index += 1
        }
        return false
    }

    private static let oracleTools: [StaticString] = [
        "jdbc:oracle:", "sqlplus ", "expdp ", "impdp ", "rman ", "sqlldr ", "sqlcl ", "exp ", "imp ", "userid=", "connect ", "conn ", "sql ",
    ]

    /// Addresses that whoever knows them may write to: what of the path was drawn, where the address says that it is a hook or holds a token.
    private mutating func hook(start: Int, host: Int) -> Int? {
        guard byte(at: host) == UInt8(ascii: "/"), host >= settled else { return nil }
        var end = host
        while end < line.upperBound, !bytes[end].isSpace, !bytes[end].isQuote, !Marks("<>?#").contains(bytes[end]) {
            // AccountEndpoint=https://host:443/;AccountKey=…
            if bytes[end] == UInt8(ascii: ";"), isPair(after: end + 1, to: line.upperBound) { break }
            end += 1
        }
        let marks: [StaticString] = ["hook", "incoming", "/integration", "hc-ping", "/services/", "/receiver/", "collectors.", "/alert/"]
        let isHook = marks.contains { bytes.containsFolded($0, in: start..<end) }
        var low = host + 1, previous = host..<host
        var found = false
        while low < end {
            var high = low
            while high < end, bytes[high] != UInt8(ascii: "/") { high += 1 }
            let text = slice(low..<high)
            let told = ["t", "token", "tokens", "key", "secret", "k"].contains { $0.utf8.elementsEqual(slice(previous).map(\.lowered)) }
            let isName = text.contains(UInt8(ascii: "-")) && !SecretValues.isDrawn(text) && !text.isUUID && !Bytes(rebasing: text.prefix(36)).isUUID
            // A vault's address ends in the version of what it keeps by the name before.
            let isVersion = text.allSatisfy(\.isHex) && bytes.first("/secrets/", in: start..<previous.lowerBound + 1) != nil
            if !isVersion, isHook && text.count >= 16 && !isName || told && text.count >= 12, SecretValues.looksRandom(text), low >= settled {
                add(low..<high, "webhook")
                found = true
            } else if text.count >= 24, low >= settled, let end = ticket(low..<high, in: start..<end) {
                add(low..<end, "webhook")
                found = true
            }
            previous = low..<high
            low = high + 1
        }
        return found ? end : nil
    }

    /// Places of an address behind which stands what lets its holder in; and those that such a word may be hexadecimal of.
    private static let gates: [StaticString] = [
        "/import/", "/join/", "/activate/", "/confirm/", "/unlock/", "/register/", "/password/", "/accept/", "/recover/", "/verify-email/",
    ]
    private static let surelyGates: [StaticString] = [
        "/reset/", "/reset-password/", "/password-reset/", "/invite/", "/invitation/", "/invitations/", "/magic/", "/magic-link/", "/login/link/",
        "/one-time/",
    ]

    /// `…/v3/import/TOKEN_c-m-1.yaml`, `…/reset/TOKEN`: where the letters and digits end that a part of an address begins with, if they
    /// were drawn and nobody else is to know them.
    private func ticket(_ part: Range<Int>, in address: Range<Int>) -> Int? {
        let text = slice(part), run = Bytes(rebasing: text.prefix { $0.isLetter || $0.isDigit })
        let digits = run.filter(\.isDigit).count
        guard run.count >= 24, digits >= 4, run.count - digits >= 4, SecretValues.looksRandom(run), !SecretValues.isWords(run) else { return nil }
        let head = address.lowerBound..<part.lowerBound, isHex = run.allSatisfy(\.isHex)
        // The part before, as a whole.
        func ends(in places: [StaticString]) -> Bool { places.contains { bytes.hasFolded($0, at: head.upperBound - $0.utf8CodeUnitCount) } }
        guard isHex ? run.count >= 32 && ends(in: Self.surelyGates) : ends(in: Self.gates) || ends(in: Self.surelyGates) else { return nil }
        return part.lowerBound + run.count
    }

    /// Oracle's `name/password@//host`, where a word before says that it is one.
    private mutating func oracle(at index: Int) -> Int {
        let head = line.lowerBound..<index
        if let end = oracleQuoted(at: index) { return end }
        let isTool = Self.oracleTools.contains { bytes.firstFolded($0, in: head) != nil }
        guard isTool || speaksOfOracle(head) else { return bare(at: index) }
        var low = index
        if low > settled, bytes[low - 1] == 34 {
            low -= 1
            while low > settled, bytes[low - 1] != 34 { low -= 1 }
            low -= 1
        }
        while low > settled, !bytes[low - 1].isSpace, !bytes[low - 1].isQuote, !Marks(":=").contains(bytes[low - 1]) { low -= 1 }
        guard low >= line.lowerBound,
            slice(low..<index).prefix(while: { $0 != UInt8(ascii: "/") }).allSatisfy({ $0.isWord || Marks("\"$#.-").contains($0) }),
            let split = slice(low..<index).firstIndex(of: UInt8(ascii: "/")), split > 0
        else { return index }
        var secret = low + split + 1..<index
        if secret.count > 2, bytes[secret.lowerBound] == 34 { secret = secret.lowerBound + 1..<secret.upperBound - 1 }
        if !SecretValues.isPlaceholder(slice(secret)), isTool || SecretValues.looksLikely(slice(secret)) { add(secret, "url-password") }
        return index
    }

    /// `ada/"hunter2"@service`: nothing else is written so.
    private mutating func oracleQuoted(at index: Int) -> Int? {
        guard index > settled + 3, bytes[index - 1] == 34, byte(at: index + 1).map({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "/") }) ?? false
        else { return nil }
        let escaped = bytes[index - 2] == UInt8(ascii: "\\") ? 1 : 0
        var low = index - 1 - escaped
        while low > settled, bytes[low - 1] != 34, bytes[low - 1] > 32 { low -= 1 }
        let secret = low..<index - 1 - escaped, open = low - 1 - escaped
        guard secret.count >= 3, open > line.lowerBound + 1, bytes[low - 1] == 34, bytes[open - 1] == UInt8(ascii: "/"), bytes[open - 2].isWord,
            SecretValues.looksLikely(slice(secret)), !SecretValues.isPlaceholder(slice(secret))
        else { return nil }
        add(secret, "url-password")
        return index
    }

    /// ORA-01017 and TNS-12541: an error of Oracle's stands in the line.
    private func speaksOfOracle(_ head: Range<Int>) -> Bool {
        [("ORA-" as StaticString), "TNS-"].contains { mark in
            bytes.first(mark, in: head).map { self.byte(at: $0 + 4)?.isDigit ?? false } ?? false
        }
    }

    /// `ada:hunter2@host` without a scheme before it: what stands there is no image, no path, and chosen as a password is.
    private mutating func bare(at index: Int) -> Int {
        guard let next = byte(at: index + 1), next.isLetter || next.isDigit, !bytes.has("@sha", at: index) else { return index }
        var low = index
        while low > settled, index - low < 80, !bytes[low - 1].isSpace, !bytes[low - 1].isQuote, bytes[low - 1] != UInt8(ascii: "/") { low -= 1 }
        for scheme: StaticString in ["sip:", "sips:", "mailto:", ":pserver:", ":ext:"] where bytes.has(scheme, at: low) {
            low += scheme.utf8CodeUnitCount
        }
        // `postgres//ada:hunter2@host`: an address whose colon was forgotten.
        let isAddress = low > line.lowerBound + 3 && bytes[low - 2] == UInt8(ascii: "/") && bytes[low - 3].isLower
        guard low == line.lowerBound || bytes[low - 1] != UInt8(ascii: "/") || isAddress, let pair = pair(low..<index), pair.lowerBound >= settled,
            SecretValues.looksTyped(slice(pair)) || isHost(index + 1)
        else { return index }
        add(pair, "url-password")
        return index
    }

    /// Whether what stands there has a host's dots, a port or a path behind it.
    private func isHost(_ start: Int) -> Bool {
        var end = start
        while let byte = byte(at: end), byte.isWord || byte == UInt8(ascii: "-") { end += 1 }
        return byte(at: end).map { Marks(".:/").contains($0) } ?? false || bytes.has("localhost", at: start)
    }

    /// Go's MySQL addresses: `name:password@tcp(host)/base`.
    mutating func dataSource(at index: Int) -> Int {
        guard bytes.has("@tcp(", at: index) || bytes.has("@unix(", at: index) || bytes.has("@(", at: index) else { return oracle(at: index) }
        var low = index
        while low > settled, !bytes[low - 1].isSpace, !bytes[low - 1].isQuote, bytes[low - 1] != UInt8(ascii: "=") { low -= 1 }
        guard let split = slice(low..<index).firstIndex(of: UInt8(ascii: ":")),
            byte(at: index + 1) != UInt8(ascii: "(") || SecretValues.looksLikely(slice(low + split + 1..<index))
        else { return index }
        add(low + split + 1..<index, "url-password")
        return index
    }
}
