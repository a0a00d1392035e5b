/// Secrets that are said to a server or entered at a command: `AUTH hunter2`, `wandb login …`, `net user ada hunter2`.
extension SecretScanner {
    /// What is entered behind the word that ends at `space`; where it ends.
    mutating func entering(at space: Int) -> Int? {
        for phrase in Self.phrases where ends(phrase.words, at: space) {
            var index = space
            for _ in 0..<phrase.skip { index = behindWord(at: index) }
            let value = SecretValues.value(bytes, at: index, to: line.upperBound) { _ in false }.range
            let text = slice(value)
            if ends(" config", at: space), !bytes.has(" http-basic", at: space) { continue }
            // ADDUSER ADA PASSWORD(…)
            if let open = text.firstIndex(of: UInt8(ascii: "(")), KeyNames.kind(of: Bytes(rebasing: text.prefix(open))) != nil { return nil }
            guard index >= space, !text.isEmpty, text[0] != UInt8(ascii: "-"), text[0] != UInt8(ascii: "/"), !SecretValues.isPlaceholder(text),
                !SecretValues.isPath(text),
                SecretValues.looksLikely(text) || text.count >= 8 && !text.allSatisfy({ $0.isLetter || Marks("-.:,_/=[]").contains($0) })
            else { return nil }
            add(value, "password")
            // qpdf --encrypt USER OWNER
            // radtest NAME PASSWORD HOST PORT SECRET
            let isTest = ends("radtest", at: space)
            let second = isTest ? lastWord(behind: value.upperBound) : word(at: value.upperBound)
            if isTest || ends("qpdf --encrypt", at: space), SecretValues.looksLikely(slice(second)) {
                add(second, "password")
                return second.upperBound
            }
            return value.upperBound
        }
        if let end = sasl(at: space) ?? code(at: space) ?? codeAbroad(at: space) ?? argument(behind: space) { return end }
        if Self.keepers.contains(where: { ends($0, at: space) }), let end = kept(behind: space) { return end }
        if Self.slashWords.contains(where: { ends($0, at: space) }), let end = slashed(at: space) { return end }
        if let end = positioned(at: space) { return end }
        if ends("login", at: space) || ends("sp_password", at: space), bytes.firstFolded("sp_", in: max(line.lowerBound, space - 24)..<space) != nil,
            let end = procedure(at: space)
        {
            return end
        }
        if let end = device(at: space) { return end }
        if Self.doors.contains(where: { ends($0, at: space) }), let end = login(at: space) { return end }
        if Self.pairs.contains(where: { ends($0, at: space) }), let end = pairBehind(space) { return end }
        if ends("send", at: space), let end = sent(at: space) { return end }
        return Self.verbs.contains { ends($0, at: space) } ? verb(at: space) : nil
    }

    /// "credentials ada:hunter2", "login ada / hunter2".
    mutating func pairBehind(_ start: Int, isLogin: Bool = true) -> Int? {
        var value = word(at: start)
        // "credentials (username/password): ada/…"
        if isLogin, let behind = behindNames(value) { value = word(at: behind) }
        // "credentials are ada:…", "login attempt [ada/…]"
        for lead: StaticString in ["are", "is", "were", "used", "sind", "sont", "user/password", "username/password"]
        where slice(value).elementsEqual(lead.description.utf8) {
            value = word(at: value.upperBound)
        }
        while isLogin, value.count > 2, Marks("[(").contains(bytes[value.lowerBound]) { value = value.lowerBound + 1..<value.upperBound }
        if isLogin, let colon = slice(value).firstIndex(of: UInt8(ascii: ":")), colon > 1,
            slice(value).prefix(colon).allSatisfy({ $0.isWord || Marks("-.@").contains($0) })
        {
            let secret = value.lowerBound + colon + 1..<value.upperBound
            let text = slice(secret)
            if SecretValues.looksLikely(text), isEndOfMessage(secret.upperBound), !text.contains(where: { Marks("/:").contains($0) }),
                !SecretValues.isPlaceholder(text), !text.contains(UInt8(ascii: "-")) || SecretValues.looksTyped(text)
            {
                add(secret, "password")
                return secret.upperBound
            }
        }
        if let pair = pair(value) {
            add(pair, "password")
            return pair.upperBound
        }
        let text = slice(value)
        guard !text.isEmpty, isLogin else { return nil }
        if let end = with(value) { return end }
        var secret = value.upperBound..<value.upperBound
        if let slash = text.firstIndex(of: UInt8(ascii: "/")), slash > 1, slash + 1 < text.count {
            secret = value.lowerBound + slash + 1..<value.upperBound
            guard text.prefix(slash).allSatisfy({ $0.isWord || Marks("-.@").contains($0) }) else { return nil }
        } else if bytes.has(" / ", at: value.upperBound) {
            secret = word(at: value.upperBound + 3)
        }
        let password = slice(secret)
        guard !password.isEmpty, !SecretValues.isPlaceholder(password), !password.contains(UInt8(ascii: "/")),
            SecretValues.looksPassword(password, anySigns: false)
        else { return nil }
        add(secret, "password")
        return secret.upperBound
    }

    /// Behind `(username/password):`, which says in which order both stand.
    private func behindNames(_ word: Range<Int>) -> Int? {
        guard word.count > 4, bytes[word.lowerBound] == UInt8(ascii: "("), slice(word).contains(where: { Marks("/:").contains($0) }) else {
            return nil
        }
        if bytes.has("):", at: word.upperBound - 2) { return word.upperBound }
        guard byte(at: word.upperBound) == UInt8(ascii: ")") else { return nil }
        return byte(at: word.upperBound + 1) == UInt8(ascii: ":") ? word.upperBound + 2 : word.upperBound + 1
    }

    /// SQL Server's `sp_addlogin 'ada', 'hunter2'`.
    private mutating func procedure(at space: Int) -> Int? {
        var index = space
        for _ in 0..<8 {
            guard let quote = bytes[index..<line.upperBound].firstIndex(of: UInt8(ascii: "'")) else { return nil }
            let value = ValueEnds.quoted(bytes, at: quote, escapes: 0, to: line.upperBound)
            if SecretValues.looksPassword(slice(value)), !SecretValues.isPlaceholder(slice(value)) {
                add(value, "password")
                return value.upperBound
            }
            index = min(value.upperBound + 1, line.upperBound)
        }
        return nil
    }

    /// Expect's `send "hunter2\r"`, where a password was asked for.
    private mutating func sent(at space: Int) -> Int? {
        let start = bytes.has(" -- ", at: space) ? space + 3 : space
        let value = SecretValues.value(bytes, at: start, to: line.upperBound) { _ in false }
        guard value.quoted, bytes.has("\\r", at: value.range.upperBound - 2) || bytes.has("\\n", at: value.range.upperBound - 2) else { return nil }
        let secret = value.range.lowerBound..<value.range.upperBound - 2
        guard !SecretValues.isPlaceholder(slice(secret)), SecretValues.looksPassword(slice(secret)) else { return nil }
        add(secret, "password")
        return secret.upperBound
    }

    /// `wandb login …`, `vault operator unseal …`; IMAP's `LOGIN name "password"`.
    private mutating func login(at space: Int) -> Int? {
        var first = word(at: space)
        // wandb login --relogin …
        if bytes.has("--", at: first.lowerBound) { first = word(at: first.upperBound) }
        let text = slice(first)
        // microk8s join 10.0.0.1:25000/…/…
        if ends("join", at: space), let slash = text.firstIndex(of: UInt8(ascii: "/")), slash > 2,
            text.prefix(slash).allSatisfy({ $0.isWord || Marks("-.:[]").contains($0) })
        {
            let ticket = text.dropFirst(slash + 1).prefix { $0.isLetter || $0.isDigit }
            guard ticket.count >= 24, SecretValues.looksRandom(Bytes(rebasing: ticket)) else { return nil }
            add(first.lowerBound + slash + 1..<first.upperBound, "token")
            return first.upperBound
        }
        if SecretValues.isDrawn(text) || text.isUUID && ends(" auth", at: space), isOnly(first) {
            add(first, "token")
            return first.upperBound
        }
        // bw unlock '…', bw login ada@example.org '…'
        if bytes[space - 1].isLower {
            let second = byte(at: space + 1)?.isQuote == true ? space : word(at: space).upperBound
            let value = SecretValues.value(bytes, at: second, to: line.upperBound) { _ in false }
            let isDoor = [("login" as StaticString), "unlock", "unseal", "activate"].contains { ends($0, at: space) }
            guard value.quoted, isDoor, SecretValues.looksPassword(slice(value.range)), !SecretValues.isPlaceholder(slice(value.range)) else {
                return nil
            }
            add(value.range, "password")
            return value.range.upperBound
        }
        guard bytes.has("LOGIN", at: space - 5) else { return nil }
        let name = SecretValues.value(bytes, at: space, to: line.upperBound) { _ in false }
        let behind = name.quoted ? name.range.upperBound + 1 : name.range.upperBound
        guard !name.range.isEmpty, behind < line.upperBound else { return nil }
        let value = SecretValues.value(bytes, at: behind, to: line.upperBound) { _ in false }
        let second = slice(value.range)
        guard value.quoted || isEndOfMessage(value.range.upperBound), !SecretValues.isPlaceholder(second),
            SecretValues.looksPassword(second, anySigns: value.quoted)
        else { return nil }
        add(value.range, "password")
        return value.range.upperBound
    }

    /// `AUTH hunter2` and `AUTH ada hunter2`, in capitals, at the end of what is said; `"AUTH" "hunter2"` as Redis repeats it.
    mutating func verb(at space: Int) -> Int? {
        var high = space
        if bytes[high - 1].isQuote { high -= 1 }
        var low = high
        let isService = bytes.firstFolded("serv", in: line.lowerBound..<high) != nil  // NickServ
        while low > line.lowerBound, bytes[low - 1].isUpper || isService && bytes[low - 1].isLower { low -= 1 }
        guard low < high, low == line.lowerBound || !bytes[low - 1].isWord, low == line.lowerBound || !Marks("-/.").contains(bytes[low - 1]) else {
            return nil
        }
        let isAuth = bytes.has("AUTH", at: low)
        var value = SecretValues.value(bytes, at: space, to: line.upperBound) { _ in false }
        if isAuth || bytes.has("OPER", at: low) || isService {
            let behind = value.quoted ? value.range.upperBound + 1 : value.range.upperBound
            let second = SecretValues.value(bytes, at: behind, to: line.upperBound) { _ in false }
            if !second.range.isEmpty, byte(at: behind) == 32, slice(value.range).allSatisfy({ $0.isWord || Marks("-.@$").contains($0) }) {
                value = second
            }
        }
        let text = slice(value.range)
        // A password server's name has dots, a test's file has slashes.
        let isName = text.dropLast().contains(UInt8(ascii: ".")) && text.allSatisfy { $0.isLower || $0.isDigit || Marks("-.:").contains($0) }
        guard isEndOfMessage(value.range.upperBound + (value.quoted ? 1 : 0)), !SecretValues.isPlaceholder(text),
            !bytes.hasFolded("test", at: value.range.lowerBound), !isName,
            !text.contains(UInt8(ascii: "/")) || value.quoted, !text.contains(UInt8(ascii: ":")) || value.quoted,
            SecretValues.looksPassword(text, anySigns: value.quoted)
                || isAuth && SecretValues.looksLikely(text)
                    && (bytes.trimmed(line.lowerBound..<low).isEmpty || bytes.first("HELLO ", in: line.lowerBound..<low) != nil)
        else { return nil }
        add(value.range, "password")
        return value.range.upperBound
    }

    /// Redis repeats commands in quotes: `"AUTH" "…"`, `"CONFIG" "SET" "requirepass" "…"`; pgbouncer keeps `"name" "password"`.
    mutating func said(at quote: Int) -> Int {
        guard quote >= settled else { return quote }
        if byte(at: quote + 1).map({ Marks(",}").contains($0) }) ?? false, quote > line.lowerBound + 2, TellingWords.mayEnd(bytes, quote) {
            let name = name(before: quote).range
            let found = KeyNames.kind(of: slice(name))
            if found?.kind == "password", let end = toldBefore(name) { return end }
            if let found, found.strength == .strong || found.strength == .weak { toldByComment(name, surely: found.strength == .strong) }
        }
        if KeyNames.mayEndHere(bytes, quote) {
            if byte(at: quote + 1) == 32, let end = saidOf(quote) { return end }
            if isToldAhead(closing: quote) { return quote }
        }
        guard bytes.has("\" \"", at: quote) else { return quote }
        if bytes.has("AUTH", at: quote - 4) { return verb(at: quote + 1) ?? quote }
        let name = name(before: quote).range
        let isNamed = TellingWords.mayEnd(bytes, quote) && KeyNames.kind(of: slice(name))?.strength == .strong
        let text = LogPrefix.skipped(bytes, line)
        let value = SecretValues.value(bytes, at: quote + 1, to: line.upperBound) { _ in false }
        let isList = name.lowerBound == text.lowerBound + 1 && value.range.upperBound + 1 == text.upperBound
        guard isNamed || isList, value.quoted, !SecretValues.isPlaceholder(slice(value.range)), SecretValues.looksPassword(slice(value.range)),
            !isList || !slice(value.range).contains(UInt8(ascii: "/")) || bytes.has("SCRAM", at: value.range.lowerBound)
        else { return quote }
        add(value.range, "password")
        return value.range.upperBound
    }

    /// "the `DB_PASSWORD` value is `…`": a quoted name, words, a quoted value.
    private mutating func saidOf(_ quote: Int) -> Int? {
        let name = name(before: quote + 1).range
        guard name.lowerBound > line.lowerBound, bytes[name.lowerBound - 1] == bytes[quote], KeyNames.kind(of: slice(name))?.strength == .strong
        else {
            return nil
        }
        let leads: [StaticString] = [" value is ", " is ", " was ", " value: ", " set to ", " to ", " with value ", " has value ", " value ", " = "]
        guard let lead = leads.first(where: { bytes.has($0, at: quote + 1) }) else { return toldLater(behind: quote + 1, "password") }
        let value = SecretValues.value(bytes, at: quote + 1 + lead.utf8CodeUnitCount, to: line.upperBound) { _ in false }
        let text = slice(value.range)
        guard !text.contains(32) || SecretValues.isPhrase(text), !SecretValues.isPlaceholder(text),
            SecretValues.looksLikely(text) || value.quoted && SecretValues.isPhrase(text), value.quoted || isEndOfMessage(value.range.upperBound)
        else { return nil }
        add(value.range, "password")
        return value.range.upperBound
    }

    /// Commands that put secrets away under names of any kind: what stands behind each sign is one.
    static let keepers: [StaticString] = [
        "kv put", "secrets set", "secret set", "create secret generic", "secret create", "secrets create", "vault write",
    ]

    /// `vault kv put secret/prod name=…`, `create secret generic web --from-literal=name=…`.
    private mutating func kept(behind space: Int) -> Int? {
        var index = space, found = false
        while index < line.upperBound, !Marks("|;").contains(bytes[index]) {
            let word = word(at: index)
            guard !word.isEmpty else { break }
            var text = word
            if bytes.has("--from-literal=", at: word.lowerBound) { text = word.lowerBound + 15..<word.upperBound }
            var start = text.lowerBound
            while start < line.upperBound, bytes[start].isWord || Marks("-./").contains(bytes[start]) { start += 1 }
            index = max(word.upperBound, start + 1)
            guard byte(at: start) == UInt8(ascii: "="), bytes[text.lowerBound] != UInt8(ascii: "-") else { continue }
            let value = SecretValues.value(bytes, at: start + 1, to: line.upperBound) { _ in false }
            index = value.range.upperBound + (value.quoted ? 1 : 0)
            let isOpen =
                slice(text.lowerBound..<start).contains(UInt8(ascii: "/"))
                || ["username", "user", "policies", "ttl", "type"].contains { (name: StaticString) in
                    name.utf8CodeUnitCount == start - text.lowerBound && bytes.hasFolded(name, at: text.lowerBound)
                }
            guard value.range.lowerBound <= start + 2, value.range.count >= 6, !isOpen, !SecretValues.isPlaceholder(slice(value.range)),
                value.range.lowerBound >= settled, SecretValues.looksPassword(slice(value.range))
            else { continue }
            add(value.range, "secret")
            found = true
        }
        return found ? index : nil
    }

    /// Redis's `ACL SETUSER ada on >hunter2`.
    mutating func accessRule(at mark: Int) -> Int? {
        let head = line.lowerBound..<mark
        guard bytes.containsFolded("setuser", in: head) || bytes.hasFolded(" on ", at: mark - 4) && bytes.containsFolded("user ", in: head) else {
            return nil
        }
        let value = word(at: mark + 1)
        guard value.lowerBound == mark + 1, value.count >= 6, bytes.containsFolded("setuser", in: head) || SecretValues.looksTyped(slice(value)),
            !SecretValues.isPlaceholder(slice(value))
        else { return nil }
        add(value, "password")
        return value.upperBound
    }

    /// "expected token …, got …": another of the same kind, set against the one before it.
    mutating func alike(at space: Int) -> Int? {
        guard let last = spans.last, space - last.range.upperBound <= 16,
            [
                ("got" as StaticString), "not", "instead", "versus", "and", "with", "but", "to", "now", "was", "it's", "is", "into",
            ].contains(where: { ends($0, at: space) })
        else { return nil }
        let quotation = SecretValues.value(bytes, at: space, to: line.upperBound) { _ in false }
        if quotation.quoted, last.kind == "password", !SecretValues.isPlaceholder(slice(quotation.range)),
            SecretValues.looksPassword(slice(quotation.range))
        {
            add(quotation.range, last.kind)
            return quotation.range.upperBound
        }
        let value = word(at: space)
        let text = slice(value), before = slice(last.range)
        if last.kind == "password", ends("it's", at: space) || ends("it is", at: space) || ends(" to", at: space) || ends("now", at: space),
            SecretValues.looksTyped(text) || SecretValues.looksLikely(text) && isEndOfMessage(value.upperBound), !SecretValues.isPlaceholder(text),
            !text.contains(UInt8(ascii: "/"))
        {
            add(value, last.kind)
            return value.upperBound
        }
        guard last.range.count >= 16, text.count == before.count, SecretValues.looksRandom(text),
            text.allSatisfy(\.isHex) == before.allSatisfy(\.isHex)
        else { return nil }
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
            while index < line.upperBound, bytes[index].isWord || Marks("*-$.@").contains(bytes[index]) { index += 1 }
            guard index > start, byte(at: index) == UInt8(ascii: ":") else { return nil }
            index += 1
        }
        let value = word(at: index)
        let text = slice(value)
        let isAddress = slice(colon + 1..<value.upperBound).allSatisfy { $0.isHex || $0 == UInt8(ascii: ":") }
        guard value.lowerBound == index, !isAddress, !SecretValues.isPlaceholder(text), hasOnlyEscapedColons(text),
            SecretValues.looksLikely(text)
        else { return nil }
        add(value, "password")
        return value.upperBound
    }

    /// A colon within the password is written `\\:` there.
    private func hasOnlyEscapedColons(_ text: Bytes) -> Bool {
        text.indices.allSatisfy { text[$0] != UInt8(ascii: ":") || $0 > 0 && text[$0 - 1] == UInt8(ascii: "\\") }
    }
}
