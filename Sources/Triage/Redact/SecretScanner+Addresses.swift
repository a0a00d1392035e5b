/// Passwords in addresses and data sources.
extension SecretScanner {
    /// `scheme://name:password@host`, `https://token@host`.
    mutating func address(at colon: Int) -> Int {
        let start = colon + 3
        var end = start, at: Int?
        while end < line.upperBound {
            let byte = bytes[end]
            if byte.isSpace || byte.isQuote || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
            if byte == UInt8(ascii: "@") { at = end }
            if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#"), at == nil,
                !slice(end..<line.upperBound).prefix(64).contains(UInt8(ascii: "@"))
            {
                break
            }
            end += 1
        }
        guard let at else { return start }
        let user = start..<at
        if let split = slice(user).firstIndex(of: UInt8(ascii: ":")) {
            var secret = start + split + 1..<at
            // A token may stand where the name does, and nothing behind it.
            if secret.isEmpty, split >= 16, SecretValues.looksRandom(slice(start..<start + split)) { secret = start..<start + split }
            if !SecretValues.isPlaceholder(slice(secret)) { add(secret, "url-password") }
        } else if user.count >= 16, SecretValues.looksRandom(slice(user)) {
            add(user, "url-password")
        }
        return at
    }

    /// Oracle's `name/password@//host`, where a word before says that it is one.
    private mutating func oracle(at index: Int) -> Int {
        let head = line.lowerBound..<index
        guard bytes.first("jdbc:oracle:", in: head) != nil || bytes.first("sqlplus ", in: head) != nil else { return index }
        var low = index
        while low > settled, !bytes[low - 1].isSpace, !bytes[low - 1].isQuote, bytes[low - 1] != UInt8(ascii: ":") { low -= 1 }
        guard let split = slice(low..<index).firstIndex(of: UInt8(ascii: "/")), split > 0 else { return index }
        let secret = low + split + 1..<index
        if !SecretValues.isPlaceholder(slice(secret)) { add(secret, "url-password") }
        return index
    }

    /// Go's MySQL addresses: `name:password@tcp(host)/base`.
    mutating func dataSource(at index: Int) -> Int {
        guard bytes.has("@tcp(", at: index) || bytes.has("@unix(", at: index) else { return oracle(at: index) }
        var low = index
        while low > settled, !bytes[low - 1].isSpace, !bytes[low - 1].isQuote, bytes[low - 1] != UInt8(ascii: "=") { low -= 1 }
        guard let split = slice(low..<index).firstIndex(of: UInt8(ascii: ":")) else { return index }
        add(low + split + 1..<index, "url-password")
        return index
    }
}
