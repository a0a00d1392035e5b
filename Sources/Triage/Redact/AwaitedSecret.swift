/// A secret that the next lines hold, announced by this one: a name whose value stands below, a token that was wrapped.
struct AwaitedSecret: Sendable {
    enum Form {
        /// `name: DB_PASSWORD` above `value: …`.
        case value
        /// `password: |` above the value, alone in its line.
        case block
        /// A part of a form: a blank line, then the value.
        case field
        /// A line that ended in the middle of a token, which goes on.
        case rest
        /// "Use the following password:", `print-access-token`: the next line is the secret and nothing else.
        case word
        /// What a command prints that fetches a secret, what a server asked for: the next line is that, however it looks.
        case output
        /// `<key>Password</key>`: the element in the next line holds it.
        case element
        /// `["password"]=>`: the next line is the value.
        case dump
        /// "Your recovery codes:": lines of codes follow.
        case codes
        /// `USER ada`: the next says `PASS …`.
        case reply
        /// `--password \`: a shell's line goes on with the value.
        case argument
        /// An option alone as an item: the next item is its value.
        case item
        /// `tokens:`: an item each.
        case list
        /// `[admins]`: names, and behind each sign a secret.
        case section
        /// `"db_password": {`: a `value` stands in it.
        case object
        /// `tokens {`: names, and behind each sign one.
        case members
    }

    var kind: String
    var strength: KeyNames.Strength
    var form: Form
    /// Lines that may still pass.
    var lines: Int

    /// What a line announces; nearly all are dismissed by their last byte.
    init?(after bytes: Bytes, line: Range<Int>, content: Range<Int>, spans: [SecretSpan]) {
        let text = Self.said(bytes, line, content)
        guard let last = text.isEmpty ? nil : bytes[text.upperBound - 1] else { return nil }
        if let span = spans.last, span.block == 0, span.range.upperBound == text.upperBound, span.range.count >= 56,
            bytes[span.range].allSatisfy({ $0.isWord || Marks("-+/.=").contains($0) })
        {
            self.init(kind: span.kind, strength: .weak, form: .rest, lines: 1)
            return
        }
        if let asked = Asked(bytes, text) {
            self.init(kind: asked.kind, strength: .strong, form: asked.form, lines: asked.lines)
            return
        }
        if last == UInt8(ascii: "\\") || last == UInt8(ascii: "`") || last == UInt8(ascii: "^"), let found = Self.continued(bytes, text) {
            self.init(kind: found.kind, strength: found.strength, form: .argument, lines: 1)
            return
        }
        if Marks("|>-+").contains(last) {
            // PHP's dumps: `["password"]=>` above `string(8) "…"`.
            if bytes.has("=>", at: text.upperBound - 2), let found = Self.dumped(bytes, text.lowerBound..<text.upperBound - 2) {
                self.init(kind: found.kind, strength: found.strength, form: .dump, lines: 1)
                return
            }
            var high = text.upperBound
            while high > text.lowerBound, Marks("|>-+").contains(bytes[high - 1]) { high -= 1 }
            high = bytes.trimmed(text.lowerBound..<high).upperBound
            guard high > text.lowerBound, bytes[high - 1] == UInt8(ascii: ":"), let found = Self.name(bytes, text.lowerBound..<high - 1) else {
                return nil
            }
            self.init(kind: found.kind, strength: found.strength, form: .block, lines: 1)
            return
        }
        if let opened = Self.opened(by: bytes, text) {
            self = opened
            return
        }
        if Self.headsCodes(bytes, text) {
            self.init(kind: "code", strength: .strong, form: .codes, lines: 24)
            return
        }
        if let (kind, isSure) = Self.announced(bytes, text) {
            self.init(kind: kind, strength: isSure || kind == "password" ? .strong : .weak, form: .word, lines: 2)
            return
        }
        var high = text.upperBound
        while high > text.lowerBound, bytes[high - 1].isQuote || bytes[high - 1] == UInt8(ascii: ",") || bytes[high - 1] == UInt8(ascii: "\\") {
            high -= 1
        }
        var low = high
        while low > text.lowerBound, high - low < 64, Self.belongs(bytes[low - 1]) { low -= 1 }
        guard high - low >= 3 else { return nil }
        var mark = low
        // The last part of a path: /prod/db/password
        while mark > text.lowerBound, low - mark < 200, bytes[mark - 1] == UInt8(ascii: "/") || mark < low && Self.belongs(bytes[mark - 1]) {
            mark -= 1
        }
        while mark > text.lowerBound, bytes[mark - 1].isQuote || bytes[mark - 1] == 32 || bytes[mark - 1] == UInt8(ascii: "\\") { mark -= 1 }
        guard mark > text.lowerBound + 3, bytes[mark - 1] == UInt8(ascii: ":") || bytes[mark - 1] == UInt8(ascii: "=") else { return nil }
        var end = mark - 1
        while end > text.lowerBound, bytes[end - 1].isQuote || bytes[end - 1].isSpace || bytes[end - 1] == UInt8(ascii: "\\") { end -= 1 }
        let named =
            end - 4 >= text.lowerBound && bytes.hasFolded("name", at: end - 4) || end - 3 >= text.lowerBound && bytes.hasFolded("key", at: end - 3)
        guard named, let found = KeyNames.kind(of: Bytes(rebasing: bytes[low..<high])) else { return nil }
        let field = bytes.first("form-data;", in: text) != nil
        self.init(kind: found.kind, strength: found.strength, form: field ? .field : .value, lines: field ? 3 : 2)
    }

    init(kind: String, strength: KeyNames.Strength, form: Form, lines: Int) {
        (self.kind, self.strength, self.form, self.lines) = (kind, strength, form, lines)
    }

    /// What a line ends in announcing; nearly all are dismissed by their last byte.
    private static func announced(_ bytes: Bytes, _ text: Range<Int>) -> (kind: String, isSure: Bool)? {
        guard let last = text.isEmpty ? nil : bytes[text.upperBound - 1] else { return nil }
        if last == UInt8(ascii: ":") {
            guard text.count <= 200 else { return nil }
            if let (_, kind) = announcements.first(where: { bytes.firstFolded($0.0, in: text) != nil }) { return (kind, false) }
            // What is drawn for these may be written in hexadecimal digits.
            let isKey =
                bytes.hasFolded("key", at: text.upperBound - 4)
                && secretKeys.contains { bytes.hasFolded($0, at: text.upperBound - 5 - $0.utf8CodeUnitCount) }
            return isKey ? ("key", true) : nil
        }
        guard Marks("dnty").contains(last.lowered) else { return nil }
        var low = text.upperBound
        while low > text.lowerBound, text.upperBound - low < 64, belongs(bytes[low - 1]) { low -= 1 }
        if bytes.hasFolded("secret key", at: text.upperBound - 10) || bytes.hasFolded("private key", at: text.upperBound - 11) {
            return ("private-key", false)
        }
        guard text.upperBound - low >= 5, let found = KeyNames.kind(of: Bytes(rebasing: bytes[low..<text.upperBound])) else { return nil }
        // `name: DB_PASSWORD` names what a `value:` follows.
        var mark = low
        // The last part of a path, which may be what a name is given: DB_PASSWORD_FILE=/run/secrets/db_password
        if mark > text.lowerBound, bytes[mark - 1] == UInt8(ascii: "/") {
            while mark > text.lowerBound, low - mark < 200, bytes[mark - 1] == UInt8(ascii: "/") || belongs(bytes[mark - 1]) { mark -= 1 }
        }
        while mark > text.lowerBound, bytes[mark - 1].isQuote || bytes[mark - 1] == 32 { mark -= 1 }
        if mark > text.lowerBound, Marks(":=\\,").contains(bytes[mark - 1]) { return nil }
        return found.strength == .strong || found.strength == .weak ? (found.kind, false) : nil
    }

    /// Keys that are secret by what they are for.
    private static let secretKeys: [StaticString] = [
        "certificate", "encryption", "decryption", "master", "signing", "recovery", "unseal", "join", "shared", "root", "symmetric", "data",
        "license",
        "cluster", "gossip", "derivation", "setup", "enrollment",
    ]

    private static let announcements: [(StaticString, String)] = [
        ("password", "password"), ("passwort", "password"), ("passphrase", "password"), ("token", "token"), ("secret", "secret"), ("api key", "key"),
        ("access key", "key"), ("unseal key", "key"), ("api_key", "key"), ("apikey", "key"), ("private key", "key"), ("credential", "password"),
    ]

    private static func belongs(_ byte: UInt8) -> Bool { byte.isWord || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") }

    private static func dumped(_ bytes: Bytes, _ range: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        var high = range.upperBound
        while high > range.lowerBound, bytes[high - 1].isSpace || bytes[high - 1].isQuote || bytes[high - 1] == UInt8(ascii: "]") { high -= 1 }
        let found = name(bytes, range.lowerBound..<high)
        return found?.strength == .strong || found?.strength == .weak ? found : nil
    }

    private static func name(_ bytes: Bytes, _ range: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        var low = range.upperBound
        while low > range.lowerBound, range.upperBound - low < 64, belongs(bytes[low - 1]) { low -= 1 }
        return low < range.upperBound ? KeyNames.kind(of: Bytes(rebasing: bytes[low..<range.upperBound])) : nil
    }

    /// What of the line is the awaited secret, where the line holds nothing else but a log's prefix.
    func span(in bytes: Bytes, line: Range<Int>) -> SecretSpan? {
        guard form != .value, form != .codes, form != .object else { return nil }
        let text = bytes.trimmed(line)
        if form == .item || form == .section || form == .members { return member(in: bytes, text) }
        if form == .list, let span = member(in: bytes, text) { return span }
        if form == .element { return element(in: bytes, line) }
        if form == .argument { return argument(in: bytes, text) }
        if form == .dump {
            let value = SecretValues.value(bytes, at: text.lowerBound, to: line.upperBound) { _ in false }
            let secret = Bytes(rebasing: bytes[value.range])
            guard value.quoted, !SecretValues.isPlaceholder(secret), strength == .strong || SecretValues.looksRandom(secret) else { return nil }
            return SecretSpan(range: value.range, kind: kind)
        }
        var low = text.upperBound
        while low > text.lowerBound, !bytes[low - 1].isSpace { low -= 1 }
        var word = low..<text.upperBound
        while word.count > 2, bytes[word.lowerBound].isQuote, Marks(",\"'").contains(bytes[word.upperBound - 1]) {
            word = word.lowerBound + (bytes[word.upperBound - 1].isQuote ? 1 : 0)..<word.upperBound - 1
        }
        if form == .rest, let end = Self.quoteBehind(bytes, text) {
            low = text.lowerBound
            word = low..<end  // the rest of a header in a command: …' https://host
        }
        let value = Bytes(rebasing: bytes[word])
        // A line with a log's prefix and nothing else is blank.
        if LogPrefix.skipped(bytes, line).isEmpty { return nil }
        if value.count >= 16, value[0].isDigit, value.contains(UInt8(ascii: ":")) { return nil }
        if form == .reply {
            let verb = bytes.trimmed(text.lowerBound..<low)
            return bytes.has("PASS", at: verb.upperBound - 4) && value.count >= 4 && !SecretValues.isPlaceholder(value)
                ? SecretSpan(range: word, kind: kind) : nil
        }
        guard !value.isEmpty, Self.isPrefix(bytes, text.lowerBound..<low) || form == .output && Self.isAnswer(bytes, text.lowerBound..<low),
            !SecretValues.isPlaceholder(value), form == .rest || !SecretValues.isPath(value),
            form != .output || !Self.endsDrawn(bytes, text.lowerBound..<low)
        else { return nil }
        switch form {
        case .value, .element, .dump, .codes, .argument, .item, .section, .object, .members: return nil
        case .output:
            let isOneKind = value.allSatisfy(\.isHex) || value.allSatisfy { $0.isUpper || $0.isDigit } || value.isUUID
            return value.count >= 6 && (SecretValues.looksPassword(value) || value.count >= 16 && isOneKind)
                ? SecretSpan(range: word, kind: kind) : nil
        case .reply: return nil
        case .field: return value.starts(with: "--".utf8) ? nil : SecretSpan(range: word, kind: kind)
        case .block where kind == "password": return SecretValues.looksPassword(value) ? SecretSpan(range: word, kind: kind) : nil
        case .block: return SecretValues.looksRandom(value) || SecretValues.looksChosen(value) ? SecretSpan(range: word, kind: kind) : nil
        case .list where bytes[text.lowerBound].isQuote || bytes[text.lowerBound] == UInt8(ascii: "-"): return nil
        case .word where Self.isPair(value) || SecretValues.isPath(value): return nil
        case .word, .list:
            let isDrawn = kind == "password" ? SecretValues.looksPassword(value) : SecretValues.looksRandom(value)
            let isHash = kind != "password" && kind != "token" && strength != .strong && (value.allSatisfy(\.isHex) || value.isUUID)
            return value.count >= (kind == "password" ? 8 : 16) && isDrawn && !isHash && !value.contains(UInt8(ascii: ":"))
                ? SecretSpan(range: word, kind: kind) : nil
        case .rest:
            guard value.count >= 4, value.allSatisfy({ $0.isWord || Marks("-+/.=").contains($0) }), !value.allSatisfy(\.isHex) else { return nil }
            let body = value.first == UInt8(ascii: ".") ? Bytes(rebasing: value.dropFirst()) : value
            return value.count < 12 || SecretValues.looksRandom(body) ? SecretSpan(range: word, kind: kind) : nil
        }
    }

    /// What stands before the sign that lets a shell's line go on: an option whose value follows, `PASSWORD=`, a header up to its scheme.
    private static func continued(_ bytes: Bytes, _ text: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        guard text.count >= 5, bytes[text.upperBound - 2] == 32 || bytes[text.upperBound - 2] == UInt8(ascii: "=") else { return nil }
        let words = bytes.trimmed(text.lowerBound..<text.upperBound - 1)
        let isSign = !words.isEmpty && (bytes[words.upperBound - 1] == UInt8(ascii: "=") || bytes[words.upperBound - 1] == UInt8(ascii: ":"))
        let high = isSign ? words.upperBound - 1 : words.upperBound
        var low = high
        while low > words.lowerBound, high - low < 64, belongs(bytes[low - 1]) { low -= 1 }
        guard low < high else { return nil }
        let word = Bytes(rebasing: bytes[low..<high])
        // -H 'Authorization: Bearer \
        if !isSign, bytes.firstFolded("authorization:", in: max(words.lowerBound, low - 20)..<low) != nil { return ("bearer", .weak) }
        guard let found = KeyNames.kind(of: word) else { return nil }
        if found.strength == .header { return isSign ? ("bearer", .weak) : nil }
        let isOption = word.count > 3 && word[0] == UInt8(ascii: "-")
        return (isOption || isSign) && (found.strength == .strong || found.strength == .weak) ? found : nil
    }

    /// The first word of a line that another one let go on.
    private func argument(in bytes: Bytes, _ text: Range<Int>) -> SecretSpan? {
        var value = SecretValues.value(bytes, at: text.lowerBound, to: text.upperBound) { _ in false }.range
        // A scheme, then what it is given.
        let first = Bytes(rebasing: bytes[value])
        if kind == "bearer", ["bearer", "basic", "token"].contains(where: { $0.utf8.elementsEqual(first.map(\.lowered)) }) {
            value = SecretValues.value(bytes, at: value.upperBound, to: text.upperBound) { _ in false }.range
        }
        let secret = Bytes(rebasing: bytes[value])
        guard !secret.isEmpty, secret[0] != UInt8(ascii: "-"), !SecretValues.isPlaceholder(secret), !SecretValues.isPath(secret),
            strength == .strong ? SecretValues.looksLikely(secret) : SecretValues.looksRandom(secret)
        else { return nil }
        return SecretSpan(range: value, kind: kind)
    }

    /// `REDIS_PASSWORD_FILE=/run/secrets/redis`: a setting of its own, by the sign that parts the words of its name.
    private static func isPair(_ text: Bytes) -> Bool {
        guard let sign = text.firstIndex(of: UInt8(ascii: "=")), sign >= 3, sign + 1 < text.count, text[0].isLetter else { return false }
        let name = Bytes(rebasing: text.prefix(sign))
        return name.contains(where: { Marks("_.-").contains($0) }) && name.allSatisfy(belongs) && !SecretValues.looksMixed(name)
    }

    /// Where the first word of a line ends, when a quote stands behind it.
    private static func quoteBehind(_ bytes: Bytes, _ text: Range<Int>) -> Int? {
        var end = text.lowerBound
        while end < text.upperBound, bytes[end].isWord || Marks("-+/.=").contains(bytes[end]) { end += 1 }
        return end < text.upperBound && bytes[end].isQuote && end - text.lowerBound >= 4 ? end : nil
    }

    /// The codes of a line that holds nothing else, but perhaps a number or a dash before each.
    func codes(in bytes: Bytes, line: Range<Int>) -> [SecretSpan] {
        guard form == .codes else { return [] }
        var spans: [SecretSpan] = [], index = line.lowerBound
        while index < line.upperBound {
            if bytes[index].isSpace || Marks(",|*").contains(bytes[index]) {
                index += 1
                continue
            }
            var end = index
            while end < line.upperBound, !bytes[end].isSpace, bytes[end] != UInt8(ascii: ",") { end += 1 }
            let text = Bytes(rebasing: bytes[index..<end])
            if Self.isCode(text) {
                spans.append(SecretSpan(range: index..<end, kind: kind))
            } else if text.count > 3 || text.contains(where: \.isLetter) {
                return []
            }
            index = end
        }
        return spans
    }

    /// `9d0qu-gg14x`, `83673188`: eight letters and digits or more, in groups perhaps, in one case.
    static func isCode(_ text: Bytes) -> Bool {
        guard text.count >= 8, text.count <= 40, text.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }),
            !text.contains(where: \.isUpper) || !text.contains(where: \.isLower), text[0] != UInt8(ascii: "-")
        else { return false }
        let groups = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        if text.contains(where: \.isDigit) { return groups.count == 1 || groups.allSatisfy { (3...8).contains($0.count) } }
        return groups.count >= 2 && groups.allSatisfy { $0.count == groups[0].count && $0.count >= 4 }
    }

    private func element(in bytes: Bytes, _ line: Range<Int>) -> SecretSpan? {
        let whole = bytes.trimmed(line)
        // The text of the element that the line before opened.
        let isBare = !whole.isEmpty && bytes[whole.lowerBound] != UInt8(ascii: "<") && !bytes[whole].contains(32)
        guard let text = isBare ? whole : SecretScanner.text(bytes, behind: whole.lowerBound, line.upperBound) else { return nil }
        let value = Bytes(rebasing: bytes[text])
        guard !SecretValues.isPlaceholder(value),
            strength == .strong && kind == "password" ? SecretValues.looksPassword(value) : SecretValues.looksRandom(value)
        else { return nil }
        return SecretSpan(range: text, kind: kind)
    }

    /// `Result: `, `=> `, and a login's name behind it: how a console shows what it was asked for.
    private static func isAnswer(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        let text = bytes.trimmed(range)
        guard let mark = [("Result:" as StaticString), "=>", "->"].first(where: { bytes.has($0, at: text.lowerBound) }) else { return false }
        let name = bytes.trimmed(text.lowerBound + mark.utf8CodeUnitCount..<text.upperBound)
        return bytes[name].allSatisfy { $0.isWord || Marks("-.@").contains($0) }
    }

    /// Whether a long word ends before the last one, as a key's body does before its comment: no log's prefix.
    private static func endsDrawn(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        let text = bytes.trimmed(range)
        return text.count > 40 && !bytes[text.upperBound - 40..<text.upperBound].contains { $0.isSpace || $0 == UInt8(ascii: "]") }
    }

    /// Nothing, or what logs put before each line: it ends in a time's `Z`, a bar, a bracket or a level in capitals.
    static func isPrefix(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        let text = bytes.trimmed(range)
        guard let last = text.isEmpty ? nil : bytes[text.upperBound - 1] else { return true }
        // An item of a list; a side of a dialogue.
        if text.count <= 4, bytes[text].allSatisfy({ Marks("-><").contains($0) }) || text.count == 2 && last == UInt8(ascii: ":") { return true }
        if last == UInt8(ascii: "|") || last == UInt8(ascii: "]") || last.isDigit { return true }
        var low = text.upperBound
        while low > text.lowerBound, bytes[low - 1].isUpper { low -= 1 }
        return low < text.upperBound && (low == text.lowerBound || bytes[low - 1].isSpace || bytes[low - 1].isDigit)
    }
}
