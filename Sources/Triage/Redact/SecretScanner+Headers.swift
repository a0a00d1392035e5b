/// What headers carry: credentials behind a scheme, parameters of it, cookies.
extension SecretScanner {
    /// `Authorization: Bearer …`; an unknown scheme's token as well.
    mutating func header(at start: Int, _ kind: String) -> Int {
        var value = SecretValues.value(bytes, at: start, to: line.upperBound) { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "&") }
        if value.quoted || byte(at: value.range.upperBound) == 32 {
            let rest = value.quoted ? value.range : value.range.lowerBound..<line.upperBound
            let first = word(at: rest.lowerBound, to: rest.upperBound)
            let isScheme = first.count <= 20 && slice(first).allSatisfy { $0.isLetter || $0 == UInt8(ascii: "-") || $0.isDigit }
            if isScheme, byte(at: first.upperBound) == 32, first.upperBound < rest.upperBound {
                value.range = word(at: first.upperBound + 1, to: rest.upperBound)
                if let end = parameters(value.range) { return end }
                let secret = slice(value.range)
                guard !SecretValues.isPlaceholder(secret), secret.count >= 6, !isWord(secret),
                    !SecretValues.isCode(secret, followedBy: byte(at: value.range.upperBound))
                else { return start }
                add(value.range, bytes.hasFolded("basic", at: first.lowerBound) ? "basic-auth" : "bearer")
                return value.range.upperBound
            }
        }
        let secret = slice(value.range)
        guard !SecretValues.isPlaceholder(secret), SecretValues.looksRandom(secret) else { return start }
        add(value.range, kind)
        return value.range.upperBound
    }

    /// "authorization failed: no credentials" is no scheme with its secret.
    private func isWord(_ text: Bytes) -> Bool {
        text.count < 16 && text.allSatisfy { $0.isLower || Marks(":.'-").contains($0) }
    }

    /// `Digest username="a", response="…"`, `AWS4-HMAC-SHA256 Credential=…, Signature=…`: what of the parameters is secret.
    private mutating func parameters(_ first: Range<Int>) -> Int? {
        guard let equals = slice(first).firstIndex(of: UInt8(ascii: "=")), equals > 0,
            slice(first).prefix(equals).allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "_") })
        else { return nil }
        let behind = first.lowerBound + equals + 1
        // `dGVzdA==` is no parameter: behind its sign nothing stands, and no quote.
        guard let next = byte(at: behind), next != UInt8(ascii: "="), behind < first.upperBound || next.isQuote || next == UInt8(ascii: "\\"),
            behind < first.upperBound || byte(at: behind + 1).map({ !$0.isSpace && !$0.isQuote && $0 != UInt8(ascii: ",") }) ?? false
        else { return nil }
        var index = first.lowerBound
        while index < line.upperBound {
            guard bytes[index] == UInt8(ascii: "="), index >= settled else {
                index += 1
                continue
            }
            let name = slice(name(before: index).range)
            let isSecret = [
                "token", "response", "signature", "credential", "key", "mac", "oauth_signature", "oauth_token", "oauth_consumer_key", "nonce",
            ].contains {
                $0.utf8.elementsEqual(name.map(\.lowered))
            }
            guard isSecret else {
                index += 1
                continue
            }
            let value = SecretValues.value(bytes, at: index + 1, to: line.upperBound) { $0 == UInt8(ascii: ",") }
            // What stands behind a slash is the scope: date, region, service.
            let end = slice(value.range).firstIndex(of: UInt8(ascii: "/")).flatMap { $0 < 40 ? value.range.lowerBound + $0 : nil }
            let secret =
                value.range.lowerBound..<(bytes.hasFolded("credential", at: index - 10) ? end ?? value.range.upperBound : value.range.upperBound)
            if secret.count >= 6, !SecretValues.isPlaceholder(slice(secret)) { add(secret, "bearer") }
            index = max(index + 1, value.range.upperBound)
        }
        return line.upperBound
    }

    /// `Cookie: a=b; c=d`: to the end of the line, or of the quotation it stands in.
    mutating func cookie(at start: Int, _ kind: String) -> Int {
        var low = start
        while low < line.upperBound, bytes[low] == 32 || bytes[low].isQuote || bytes[low] == UInt8(ascii: "\\") { low += 1 }
        var high = low
        while high < line.upperBound, bytes[high] != UInt8(ascii: "'"), bytes[high] != UInt8(ascii: "\""), bytes[high] != 13 { high += 1 }
        let value = bytes.trimmed(low..<high)
        // A cookie is name=value; anything else under that name is talk about cookies.
        let first = word(at: low)
        if !slice(first).contains(UInt8(ascii: "=")), first.count >= 16, SecretValues.looksRandom(slice(first)), isOnly(first) {
            add(first, kind)  // Erlang's
            return first.upperBound
        }
        guard value.count >= 8, slice(value).contains(UInt8(ascii: "=")), !SecretValues.isPlaceholder(slice(value)) else { return start }
        if isOpen(cookies: value) { return value.upperBound }
        add(value, kind)
        return value.upperBound
    }

    /// Whether all of the cookies are known to say nothing of who holds them: counters of visitors, tastes.
    private func isOpen(cookies: Range<Int>) -> Bool {
        slice(cookies).split(separator: UInt8(ascii: ";")).allSatisfy { pair in
            let pair = pair.drop { $0 == 32 }
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            let text = Bytes(rebasing: name), value = Bytes(rebasing: pair.dropFirst(name.count + 1))
            if Self.saysNothing(value, of: text) { return true }
            return Self.openCookies.contains { text.count == $0.utf8CodeUnitCount && text.hasFolded($0, at: 0) } || text.has("_ga", at: 0)
        }
    }

    /// Whether a cookie holds nothing, a word, a number or a time zone, and its name is none of a session's.
    private static func saysNothing(_ value: Bytes, of name: Bytes) -> Bool {
        let isGone = value.isEmpty || value.elementsEqual("deleted".utf8) || value.elementsEqual("\"\"".utf8)
        if isGone { return true }
        if KeyNames.kind(of: name) != nil || value.count >= 16 && !value.contains(UInt8(ascii: "/")) { return false }
        let marks: [StaticString] = ["sess", "auth", "tok", "csrf", "xsrf", "jwt", "login", "remember", "user"]
        if name.reversed().starts(with: "dis".utf8) { return false }
        if marks.contains(where: { name.firstFolded($0, in: 0..<name.count) != nil }) { return false }
        return value.count <= 3 || !SecretValues.looksRandom(value) && !SecretValues.looksChosen(value) && !SecretValues.looksMixed(value)
    }

    private static let openCookies: [StaticString] = [
        "theme", "lang", "language", "locale", "tz", "timezone", "_gid", "_gcl_au", "_fbp", "consent", "cookieconsent", "optanonconsent", "currency",
        "path", "domain", "max-age", "samesite", "expires", "region", "country", "color_mode", "_hjid", "httponly", "secure", "partitioned",
        "priority",
    ]
}
