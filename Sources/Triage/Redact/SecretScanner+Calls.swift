/// Secrets that functions are called with: which of the arguments it is, its place or its looks say.
extension SecretScanner {
    /// What functions are called that take a secret for their last argument.
    private static let takers: [StaticString] = [
        "credentials", "credential", "password", "passwd", "auth", "login", "sign", "verify", "hmac", "secret", "token", "apikey", "connect",
        "identity", "authenticate", "encrypt", "decrypt", "passphrase", "getconnection", "createconnection", "__construct", "pdo", "mysqli",
        "securestring",
        "smtp.start", "pop3.start", "ftp.open", "ftplib.ftp", "imap_open", "ldap_bind", "simple_bind", "simple_bind_s", "ftp_tls",
        "setkey", "createhmac", "basic", "fernet", "aesgcm", "chacha20poly1305", "secretbox", "hashpw", "decrypt", "authprovider",
    ]
    /// Those that log in to a host that they are told before.
    private static let sessions: [StaticString] = ["smtp.start", "pop3.start", "ftp.open", "ftplib.ftp", "imap_open", "ldap_bind", "ftp_tls"]
    /// Those that say by their name that an argument is a password, whatever it looks like.
    private static let surely: [StaticString] = ["password", "passwd", "passphrase"]

    /// `PlainCredentials('ada', 'hunter2')`, `jwt.sign(payload, '…')`, `connect('dsn', 'ada', 'hunter2', [])`.
    mutating func call(at open: Int) -> Int {
        if open >= settled, open > line.lowerBound + 12, let end = inserted(at: open) { return end }
        if open >= settled, let end = nodeLogin(at: open) { return end }
        if open >= settled, byte(at: open + 1) == UInt8(ascii: "["), open > line.lowerBound + 5, bytes[open - 1].lowered == UInt8(ascii: "s"),
            let end = passed(at: open)
        {
            return end
        }
        if open > line.lowerBound + 2, KeyNames.mayEndHere(bytes, open), let end = bracketed(at: open) { return end }
        // auth=('ada', 'hunter2') names its pair as a call does.
        let end = open > line.lowerBound + 2 && Marks("= ").contains(bytes[open - 1]) && bytes[open - 2].isLetter ? open - 1 : open
        guard open >= settled, open > line.lowerBound + 2, bytes[end - 1].isLetter,
            let name = Self.takers.first(where: { bytes.hasFolded($0, at: end - $0.utf8CodeUnitCount) }),
            end - name.utf8CodeUnitCount >= line.lowerBound, end == open || bytes[end] == UInt8(ascii: "=")
        else { return open }
        let (arguments, closed) = arguments(behind: open)
        guard closed, let last = arguments.last else { return open }
        // Arguments with names are looked at by their names.
        if arguments.contains(where: { $0.named && !$0.grouped }) { return open }
        if last.quoted, last.isLast, !last.range.isEmpty {
            let isSure = arguments.count == 1 && Self.surely.contains { bytes.hasFolded($0, at: open - $0.utf8CodeUnitCount) } || end < open
            if isPassed(last.range, surely: isSure) {
                add(last.range, "password")
                return last.range.upperBound
            }
        }
        // A host, a name, the password: nothing else is quoted there.
        if Self.sessions.contains(where: { $0.utf8CodeUnitCount == name.utf8CodeUnitCount && bytes.hasFolded($0, at: end - name.utf8CodeUnitCount) }),
            let text = arguments.last(where: \.quoted), arguments.filter(\.quoted).count > (bytes.hasFolded("ldap", at: end - 9) ? 1 : 2),
            text.range.lowerBound >= settled, SecretValues.looksLikely(slice(text.range)), !SecretValues.isPlaceholder(slice(text.range))
        {
            add(text.range, "password")
            return text.range.upperBound
        }
        // Behind a name and before what else there is: the password is chosen as one is.
        for argument in arguments.dropFirst() where argument.quoted {
            let text = slice(argument.range)
            guard isPassed(argument.range, surely: false), !text.allSatisfy({ $0.isLower || $0.isDigit || Marks("-_.").contains($0) }) else {
                continue
            }
            add(argument.range, "password")
            return argument.range.upperBound
        }
        return open
    }

    private func isPassed(_ range: Range<Int>, surely: Bool) -> Bool {
        let text = slice(range)
        guard range.lowerBound >= settled, !text.isEmpty, !SecretValues.isPlaceholder(text), !SecretValues.isNameOfSecret(text) else { return false }
        if text.contains(where: { $0 == 32 }), !SecretValues.isPhrase(text) { return false }
        let isAddress =
            bytes.first("://", in: range) != nil || bytes.first("host=", in: range) != nil
            || text.contains(UInt8(ascii: "@")) && text.allSatisfy { $0.isWord || Marks("@.-+").contains($0) } && text.contains(UInt8(ascii: "."))
        return !isAddress
            && (SecretValues.looksRandom(text) || SecretValues.looksChosen(text, anySigns: true) || SecretValues.isPhrase(text)
                || surely && SecretValues.looksLikely(text))
    }

    private struct Argument {
        var range: Range<Int>
        var quoted: Bool
        /// It stands behind a name: `password='…'`.
        var named: Bool
        /// It is an object or a list: `{ RaiseError => 1 }`.
        var grouped: Bool
        /// Nothing stands between it and the bracket.
        var isLast: Bool
    }

    /// What stands in the brackets that open at `open`, quoted or not; and whether they close.
    private func arguments(behind open: Int) -> ([Argument], closed: Bool) {
        var found: [Argument] = []
        var index = open + 1, start = open + 1, quotation: Range<Int>?, depth = 0, named = false
        let end = min(line.upperBound, open + 600)
        while index < end {
            let byte = bytes[index]
            if byte == 34 || byte == 39,
                index == open + 1 || !bytes[index - 1].isWord || bytes[index - 1] == UInt8(ascii: "n")
                    || Marks("bruf").contains(bytes[index - 1]) && (index == open + 2 || !bytes[index - 2].isWord)
            {
                var close = index + 1
                while close < end, bytes[close] != byte { close += bytes[close] == UInt8(ascii: "\\") ? 2 : 1 }
                guard close < end else { return (found, false) }
                var low = index + 1, high = close
                // The call stands in a quotation itself: \"…\".
                if bytes[index - 1] == UInt8(ascii: "\\"), bytes[high - 1] == UInt8(ascii: "\\") { high -= 1 }
                low = min(low, high)
                quotation = low..<high
                index = close + 1
                continue
            }
            // Ruby's :symbol is a value.
            if byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") && bytes[index - 1] != 32 { named = true }
            if Marks("([{").contains(byte) { depth += 1 }
            let closes = byte == UInt8(ascii: ")") && depth == 0
            if closes || byte == UInt8(ascii: ",") && depth == 0 {
                let first = bytes.trimmed(start..<index).lowerBound
                let isGroup = first < index && (bytes[first] == UInt8(ascii: "{") || bytes[first] == UInt8(ascii: "["))
                found.append(
                    Argument(
                        range: quotation ?? start..<index, quoted: quotation != nil && !isGroup, named: named, grouped: isGroup, isLast: closes))
                if closes { return (found, true) }
                (quotation, start, named) = (nil, index + 1, false)
            } else if Marks(")]}").contains(byte) {
                depth -= 1
            }
            index += 1
        }
        return (found, false)
    }

    // MARK: SQL

    /// `INSERT INTO t (id, api_key) VALUES (1, '…')`: the values of the columns that are named so.
    private mutating func inserted(at open: Int) -> Int? {
        guard bytes.hasFolded("values", at: open - 6) || bytes.hasFolded("values", at: open - 7) else { return nil }
        guard
            let into = bytes.firstFolded("insert into", in: line.lowerBound..<open) ?? bytes.firstFolded("replace into", in: line.lowerBound..<open),
            let columns = bytes[into..<open].firstIndex(of: UInt8(ascii: "("))
        else { return nil }
        let names = arguments(behind: columns).0
        var end: Int?, row = open
        for _ in 0..<100 {
            let (values, closed) = arguments(behind: row)
            guard closed, values.count == names.count else { break }
            for (name, value) in zip(names, values) where value.quoted {
                let trimmed = bytes.trimmed(name.range)
                guard let (kind, strength) = KeyNames.kind(of: slice(trimmed)), value.range.lowerBound >= settled else { continue }
                let text = slice(value.range)
                guard !text.isEmpty, !SecretValues.isPlaceholder(text),
                    strength == .strong
                        || strength == .weak && (SecretValues.looksRandom(text) || kind == "password" && SecretValues.looksPassword(text))
                        || strength == .faint && SecretValues.isDrawn(text)
                else { continue }
                add(value.range, kind)
                end = value.range.upperBound
            }
            guard let last = values.last, let next = bytes[last.range.upperBound..<line.upperBound].firstIndex(of: UInt8(ascii: "(")),
                next - last.range.upperBound <= 5
            else { break }
            row = next
        }
        return end
    }
}
