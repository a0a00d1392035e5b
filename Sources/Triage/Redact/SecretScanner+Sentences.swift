/// Secrets and the names they are told by within one sentence: the name first and any words between, or the value first.
extension SecretScanner {
    /// What leads up to a value, wherever behind the name it stands.
    private static let leads: [StaticString] = [
        " with value ", " value is ", " value: ", " resolved to ", " set to ", " changed to ", " with ", " to ", " from ", " is ", " value ", " = ",
        " => ",
    ]

    /// "Found key 'db.password' in 'env' with value …": words of any kind stand between the name, which ends at `end`, and a value that is
    /// surely none of them.
    mutating func toldLater(behind end: Int, _ kind: String) -> Int? {
        let limit = min(line.upperBound, end + 160)
        var index = end, found: Int?
        while index < limit {
            guard bytes[index] == 32, let lead = Self.leads.first(where: { bytes.has($0, at: index) }) else {
                index += 1
                continue
            }
            let start = index + lead.utf8CodeUnitCount
            let value = SecretValues.value(bytes, at: start, to: line.upperBound) { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
            let text = slice(value.range)
            guard value.range.lowerBound <= start + 1, value.range.lowerBound >= settled, !text.isEmpty, isDistinct(text),
                value.quoted || isEndOfMessage(value.range.upperBound)
            else {
                index += 1
                continue
            }
            add(value.range, kind)
            found = value.range.upperBound
            index = value.range.upperBound
        }
        return found
    }

    /// Whether no sentence holds the word for another reason: typed or drawn, and the name of nothing.
    private func isDistinct(_ text: Bytes) -> Bool {
        SecretValues.looksTyped(text) && !SecretValues.isPlaceholder(text) && !SecretValues.isPath(text)
            && !SecretValues.isNameOfSecret(text)
            && !text.contains(where: { Marks("/:(){}[]").contains($0) }) && !text.isUUID && !isObject(text)
    }

    /// `VaultPropertySource@1f2e3d`: how Java shows what has no text.
    private func isObject(_ text: Bytes) -> Bool {
        guard let at = text.firstIndex(of: UInt8(ascii: "@")) else { return false }
        return text.prefix(at).allSatisfy { $0.isLetter || $0 == UInt8(ascii: ".") } && text.dropFirst(at + 1).allSatisfy(\.isHex)
    }

    /// Words one of which stands between a value and the name of what it was given to.
    private static let joints: [StaticString] = [
        " for ", " of ", "option", "argument", "parameter", "field", " key ", "property", "variable", "setting",
    ]
    /// Words that say that a value is told.
    private static let values: [StaticString] = ["value", "string", "invalid", "bad ", "literal", "got ", "input"]

    /// "invalid value: string "…" for key `db.password`": the name, which begins behind the quote at `open`, follows what was given to it.
    mutating func toldAhead(of open: Int, _ kind: String) -> Bool {
        let limit = max(settled, line.lowerBound, open - 48)
        var close = open - 1
        while close > limit, !bytes[close].isQuote { close -= 1 }
        guard close > limit, bytes[close].isQuote else { return false }
        let between = close + 1..<open
        guard bytes[between].allSatisfy({ $0.isLetter || Marks(" :(,\\").contains($0) }),
            Self.joints.contains(where: { bytes.firstFolded($0, in: between) != nil })
        else { return false }
        let quote = bytes[close]
        var high = close
        if bytes[high - 1] == UInt8(ascii: "\\") { high -= 1 }
        var low = high
        while low > max(settled, line.lowerBound), high - low < 130, bytes[low - 1] != quote { low -= 1 }
        let text = slice(low..<high)
        guard low > line.lowerBound, bytes[low - 1] == quote, SecretValues.looksPassword(text), isDistinct(text) || text.count >= 8,
            !SecretValues.isPlaceholder(text), !SecretValues.isNameOfSecret(text), !SecretValues.isPath(text),
            Self.values.contains(where: { bytes.firstFolded($0, in: max(line.lowerBound, low - 40)..<low) != nil })
        else { return false }
        add(low..<high, kind)
        return true
    }

    /// As ``toldAhead(of:_:)``, where the name ends with the quote at `quote`.
    mutating func isToldAhead(closing quote: Int) -> Bool {
        let name = name(before: quote + 1).range
        guard quote > settled, name.lowerBound > line.lowerBound + 12, bytes[name.lowerBound - 1] == bytes[quote],
            let found = KeyNames.kind(of: slice(name)), found.strength == .strong
        else { return false }
        return toldAhead(of: name.lowerBound - 1, found.kind)
    }

    /// Behind a quotation that says what a password is for, and the colon that follows it.
    func behindQuotation(at start: Int) -> Int? {
        let value = SecretValues.value(bytes, at: start, to: line.upperBound) { _ in false }
        return value.quoted && byte(at: value.range.upperBound + 1) == UInt8(ascii: ":") && byte(at: value.range.upperBound + 2) == 32
            ? value.range.upperBound + 2 : nil
    }

    /// Behind the next word, or the next quotation.
    func behindWord(at start: Int) -> Int {
        let value = SecretValues.value(bytes, at: start, to: line.upperBound) { _ in false }
        return value.quoted ? min(value.range.upperBound + 1, line.upperBound) : word(at: start).upperBound
    }

    func lastWord(behind start: Int) -> Range<Int> {
        let rest = bytes.trimmed(min(start + 1, line.upperBound)..<line.upperBound)
        return quoted(endingAt: rest.upperBound, from: rest.lowerBound)
    }

    /// `hunter2  # db password`: a comment at the line's end says what stands before it.
    ///
    /// - Parameter surely: the name leaves no doubt; else what was drawn, and stands in quotes or alone.
    mutating func toldByComment(_ name: Range<Int>, surely: Bool = true) {
        var low = name.lowerBound
        // Two words may stand before the name.
        for _ in 0..<2 where low > line.lowerBound + 1 && bytes[low - 1] == 32 && bytes[low - 2].isLetter {
            low -= 1
            while low > line.lowerBound, bytes[low - 1].isLetter { low -= 1 }
        }
        let marks: [StaticString] = [" # ", " // ", " -- ", "\t# "]
        guard let mark = marks.first(where: { low - $0.utf8CodeUnitCount > line.lowerBound && bytes.has($0, at: low - $0.utf8CodeUnitCount) })
        else { return }
        var end = bytes.trimmed(line.lowerBound..<low - mark.utf8CodeUnitCount).upperBound
        // client("…");  # API key
        while end > line.lowerBound, Marks(");,").contains(bytes[end - 1]) { end -= 1 }
        let value = quoted(endingAt: end, from: line.lowerBound)
        let text = slice(value)
        let isQuoted = end > line.lowerBound && bytes[end - 1].isQuote
        let isDrawn = SecretValues.isDrawn(text) && (isQuoted || !text.allSatisfy(\.isHex) && isItem(value)) && !text.contains(UInt8(ascii: "/"))
        guard value.lowerBound >= settled, isDrawn || surely && (isDistinct(text) || text.count < 64 && isQuoted && SecretValues.looksTyped(text)),
            !SecretValues.isPlaceholder(text), !text.contains(UInt8(ascii: "="))
        else { return }
        add(value, KeyNames.kind(of: slice(name))?.kind ?? "password")
    }

    /// Whether the word is all that a list's item or a line holds.
    private func isItem(_ value: Range<Int>) -> Bool {
        bytes[said(before: value.lowerBound)].allSatisfy { $0 == UInt8(ascii: "-") }
    }

    /// `ada * hunter2 *`: a line of the tables that PPP's daemons read (pppd(8)): client, server, secret, addresses.
    mutating func toldBetweenStars() {
        guard line.count < 200 else { return }
        let text = bytes.trimmed(LogPrefix.skipped(bytes, line))
        guard text.count > 8, bytes[text.upperBound - 1] == UInt8(ascii: "*"), bytes[text.lowerBound] != UInt8(ascii: "*") else { return }
        let words = slice(text).split(whereSeparator: { $0 == 32 || $0 == 9 })
        guard words.count == 4, words[1].elementsEqual("*".utf8) || words[3].elementsEqual("*".utf8) && words[1].contains(where: \.isLetter) else {
            return
        }
        var value = text.lowerBound + words[2].startIndex..<text.lowerBound + words[2].endIndex
        let isQuoted = value.count > 2 && bytes[value.lowerBound].isQuote
        if isQuoted { value = value.lowerBound + 1..<value.upperBound - 1 }
        guard value.lowerBound >= settled, SecretValues.looksTyped(slice(value)) || isQuoted && SecretValues.looksPassword(slice(value)),
            !SecretValues.isPlaceholder(slice(value)), isQuoted || !slice(value).contains(where: { Marks("/:").contains($0) })
        else { return }
        add(value, "password")
    }

    /// `SET PASSWORD FOR 'ada'@'%' = '…'`: the name stands before whom it is for.
    func assigned(at equals: Int) -> (kind: String, strength: KeyNames.Strength)? {
        guard bytes.has(" = '", at: equals - 1) || bytes.has(" = \"", at: equals - 1) || bytes.has("='", at: equals) else { return nil }
        let head = max(line.lowerBound, equals - 120)..<equals
        return bytes.firstFolded("set password", in: head) != nil ? ("password", .strong) : nil
    }

    /// `AUTH PLAIN …` of SMTP, `AUTHENTICATE PLAIN …` of IMAP: base64 to the end of what is said.
    mutating func sasl(at space: Int) -> Int? {
        guard ends("auth plain", at: space) || ends("authenticate plain", at: space) || ends("auth xoauth2", at: space) else { return nil }
        let value = word(at: space)
        let text = slice(value)
        guard text.count >= 12, text.allSatisfy({ ByteClass.table[Int($0)] & ByteClass.base64 != 0 }), isEndOfMessage(value.upperBound),
            text.contains(where: \.isUpper), text.contains(where: \.isLower), text.contains(where: \.isDigit) || text.last == UInt8(ascii: "=")
        else { return nil }
        add(value, "basic-auth")
        return value.upperBound
    }

    /// What a code follows that lets somebody in once.
    static let codeWords: [StaticString] = [
        "verification code is", "security code is", "login code is", "one-time code is", "otp is", "access code is", "passcode is", "otp code is",
        "confirmation code is", "one-time password is", "authentication code is",
    ]

    /// "Your verification code is 482913"; where the code ends.
    mutating func code(at space: Int) -> Int? {
        guard Self.codeWords.contains(where: { ends($0, at: space) }) else { return nil }
        var value = word(at: space)
        while value.count > 4, Marks(".:").contains(bytes[value.upperBound - 1]) { value = value.lowerBound..<value.upperBound - 1 }
        let text = slice(value)
        guard text.count >= 4, text.count <= 12, text.allSatisfy({ $0.isDigit || $0.isUpper || $0 == UInt8(ascii: "-") }),
            text.reduce(0, { $0 + ($1.isDigit ? 1 : 0) }) >= 3
        else { return nil }
        add(value, "code")
        return value.upperBound
    }

    /// "log in as ada with hunter2": the word behind the name's.
    mutating func with(_ name: Range<Int>) -> Int? {
        let leads: [StaticString] = [" with ", " using ", " and password ", " with password "]
        guard let lead = leads.last(where: { bytes.has($0, at: name.upperBound) }) else { return nil }
        let value = SecretValues.value(bytes, at: name.upperBound + lead.utf8CodeUnitCount, to: line.upperBound) { _ in false }.range
        guard !value.isEmpty, isDistinct(slice(value)) else { return nil }
        add(value, "password")
        return value.upperBound
    }
}
