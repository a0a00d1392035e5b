/// Secrets by the name before them, and by the header they stand in.
extension SecretScanner {
    /// What a separator makes of the name before it or the value behind it; how far that goes.
    mutating func mark(_ byte: UInt8, at index: Int) -> Int {
        switch byte {
        case UInt8(ascii: ":"):
            if bytes.has("//", at: index + 1) { return address(at: index) }
            if index > line.lowerBound, bytes[index - 1].lowered == UInt8(ascii: "r"), let end = windowsLogin(at: index) { return end }
            if let next = self.byte(at: index + 1), next.isDigit || next == UInt8(ascii: "*"), let end = passwordFile(at: index) { return end }
            return named(at: index)
        case UInt8(ascii: ">"):
            if index > line.lowerBound, bytes[index - 1] == 32, let end = accessRule(at: index) { return end }
            return named(at: index)
        case UInt8(ascii: "="): return named(at: index)
        case UInt8(ascii: "-"): return flag(at: index)
        case UInt8(ascii: ","): return paired(at: index)
        case UInt8(ascii: "("): return call(at: index)
        case UInt8(ascii: "<"): return bytes.has("</", at: index) ? cell(at: index) : bytes.has("<<<", at: index) ? hereString(at: index) : index
        // The colon of Chinese and Japanese text (U+FF1A).
        case 0xef: return bytes.has("\u{ff1a}", at: index) ? named(at: index, width: 3) : index
        case UInt8(ascii: "$"):
            if index >= settled, let end = substituted(at: index) { return end }
            guard index >= settled, let (end, kind) = ProviderTokens.shared.match(bytes, at: index, to: line.upperBound) else { return index }
            add(index..<end, kind)
            return end
        default: return dataSource(at: index)
        }
    }

    /// `name=value`, `"name": "value"`, `name: value`, `<name>value</name>`.
    private mutating func named(at separator: Int, width: Int = 1) -> Int {
        guard separator >= settled else { return separator }
        let mark = bytes[separator]
        // web::auth::token::verify, and what GitHub's runner is told to mask.
        if mark == UInt8(ascii: ":"), byte(at: separator + 1) == mark, byte(at: separator + 2) != 32 { return doubled(at: separator) }
        guard case (var name, let quoted)? = mark == UInt8(ascii: ">") ? name(beforeArrow: separator) : name(before: separator) else {
            return separator
        }
        if name.isEmpty, mark == UInt8(ascii: "="), let found = assigned(at: separator) {
            let value = SecretValues.value(bytes, at: separator + 1, to: line.upperBound) { _ in false }
            if !SecretValues.isPlaceholder(slice(value.range)) { add(value.range, found.kind) }
            return value.range.upperBound
        }
        guard !name.isEmpty else { return separator }
        if name.count == 6, bytes.has("[secret:", at: name.lowerBound - 1) { return separator }  // a tag of ours
        if mark == UInt8(ascii: ":"), let named = serialized(at: separator, length: name) { name = named }
        guard
            let (kind, strength) = surely(KeyNames.kind(of: slice(name)), name, quoted) ?? listed(name, at: separator) ?? odbc(name)
                ?? wider(name, quoted: quoted) ?? webKey(name) ?? inner(name) ?? begun(name) ?? generated(name) ?? cipherKey(name)
                ?? seldom(name, at: separator)
        else {
            if let end = bundleHost(name, at: separator) ?? eximLogin(name, at: separator) { return end }
            guard mark == UInt8(ascii: ":") else { return separator }
            if byte(at: separator + 1) == 32, byte(at: separator + 6) == 32, let end = grouped(at: separator + 1) { return end }
            return codeAbroad(name, at: separator) ?? bareValue(name, at: separator) ?? login(name, at: separator) ?? attempt(name, at: separator)
                ?? separator
        }
        // ${DB_PASSWORD:?must be set}, pam_unix(passwd:chauthtok)
        if mark == UInt8(ascii: ":"), isNoPair(name, at: separator) { return separator }
        let start = valueStart(from: separator + width, mark)
        switch strength {
        case .header: return header(at: start, kind)
        case .cookie: return cookie(at: start, kind)
        case .strong, .weak, .faint, .begun: break
        }
        var query = name.lowerBound > line.lowerBound && Marks("?&;").contains(bytes[name.lowerBound - 1])
        // A form's user[password]=…&user[email]=…
        if mark == UInt8(ascii: "="), byte(at: name.upperBound) == UInt8(ascii: "]"), separator == name.upperBound + 1 { query = true }
        if kind == "key" || kind == "code", mark == UInt8(ascii: ":"), let end = grouped(at: start) { return end }
        if kind == "password", byte(at: start + 5) == 32 || byte(at: start + 4) == 32, let end = passwordGroups(at: start) { return end }
        if mark == UInt8(ascii: ":"), name.lowerBound > line.lowerBound, bytes[name.lowerBound - 1] == UInt8(ascii: "/"),
            name.lowerBound < line.lowerBound + 2 || bytes[name.lowerBound - 2].isSpace || bytes[name.lowerBound - 2].isQuote,
            let end = option(at: start, kind)
        {
            return end
        }
        if isEmptyBeforeNext(at: separator, of: name) { return separator }
        let value = value(at: start, of: name, mark, quoted: quoted, query: query, surely: strength == .strong)
        if let end = listed(values: start, kind, several: KeyNames.several(slice(name)) != nil) ?? phrase(at: start, of: name) { return end }
        // ProductCode: {5a7c3273-…}, as Windows writes what it installs.
        if kind == "code", byte(at: value.range.lowerBound) == UInt8(ascii: "{"),
            slice(value.range.lowerBound + 1..<min(line.upperBound, value.range.lowerBound + 37)).isUUID
        {
            return separator
        }
        if let braced = braced(value.range) {
            add(braced, kind)
            return braced.upperBound
        }
        let text = slice(value.range)
        guard !text.isEmpty, !SecretValues.isPlaceholder(text), !isOther(value, name, mark, kind, quoted: quoted) else {
            return fallback(of: value, kind, strength) ?? separator
        }
        switch strength {
        case .weak:
            if kind == "credential" || kind == "auth", !Base64.isPadded(text), let end = pairBehind(value.range.lowerBound) { return end }
            // arn:aws:…:secret:name
            if mark == UInt8(ascii: ":"), name.lowerBound > line.lowerBound, bytes[name.lowerBound - 1] == mark, kind == "secret" { return separator }
            if let cut = unclosed(value) {
                add(cut, kind)
                return cut.upperBound
            }
            guard isSecretOfWeakName(value, name, kind, quoted: quoted, query: query) else { return fallback(of: value, kind, strength) ?? separator }
        case .begun:
            guard
                SecretValues.looksTyped(text) || kind == "key" && isKey(text)
                    || mark == UInt8(ascii: "=") && text.count >= 12 && SecretValues.looksRandom(text),
                isOnly(value.range)
            else {
                return separator
            }
        case .faint:
            if let end = pairBehind(value.range.lowerBound, isLogin: ends("login", at: name.upperBound)) { return end }
            let isLong = query && kind == "code" && text.count >= 40 && SecretValues.looksRandom(text) && text.contains(where: \.isUpper)
            let isOneOfSeveral = bytes[name.upperBound - 1].lowered == UInt8(ascii: "s") && KeyNames.several(slice(name)) != nil
            guard SecretValues.isDrawn(text) || isSeed(text, name) || isLong || query && text.isUUID || isOneOfSeveral && isKey(text),
                isOnly(value.range)
            else { return separator }
            if isOneOfSeveral, !value.quoted {
                add(value.range, kind)
                return further(behind: value.range.upperBound, kind)
            }
        default:
            if isNoValue(value, name, mark, kind, quoted: quoted, at: separator) { return fallback(of: value, kind, strength) ?? separator }
        }
        // PowerShell's `= ConvertTo-SecureString "…"`: a command, and the value behind it.
        if !value.quoted, mark == UInt8(ascii: "="), text.contains(UInt8(ascii: "-")), text.allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "-") }),
            byte(at: value.range.upperBound) == 32, byte(at: value.range.upperBound + 1)?.isQuote == true
        {
            let behind = SecretValues.value(bytes, at: value.range.upperBound, to: line.upperBound) { _ in false }
            add(behind.range, kind)
            return behind.range.upperBound
        }
        add(value.range, kind)
        if kind == "code" { return codes(behind: value.range.upperBound, like: value.range.count) }
        return value.quoted ? fallback(of: value, kind, strength) ?? changed(from: value, kind) : changed(from: value, kind)
    }

    /// Codes that stand beside the first.
    private mutating func codes(behind start: Int, like count: Int) -> Int {
        var index = start
        while index < line.upperBound {
            let next = byte(at: index) == UInt8(ascii: ",") ? index + 1 : index
            let word = word(at: next)
            guard !word.isEmpty, AwaitedSecret.isCode(slice(word)) || word.count == count && count >= 8 && slice(word).allSatisfy(\.isLower) else {
                break
            }
            add(word, "code")
            index = word.upperBound
        }
        return index
    }

    /// `web::auth::token::verify`, what GitHub's runner is told to mask, and a name before a value that was drawn.
    private mutating func doubled(at colon: Int) -> Int {
        let name = name(before: colon).range
        if let found = KeyNames.kind(of: slice(name)), found.strength == .strong {
            let value = word(at: colon + 2)
            if SecretValues.looksRandom(slice(value)) && !SecretValues.isWords(slice(value)) || SecretValues.looksTyped(slice(value)),
                isEndOfMessage(value.upperBound), !SecretValues.isPlaceholder(slice(value)), !slice(value).contains(UInt8(ascii: ":"))
            {
                add(value, found.kind)
                return value.upperBound
            }
        }
        return told(toMask: colon)
    }

    /// `token = "old" -> "new"`, as plans of changes print it: the new one goes as well. Where that ends.
    mutating func changed(from old: SecretValues.Value, _ kind: String) -> Int {
        let end = old.range.upperBound
        var arrow = end
        while let byte = byte(at: arrow), byte == UInt8(ascii: "\\") || byte.isQuote { arrow += 1 }
        let signs: [StaticString] = [" -> ", " => ", " != ", " == ", " vs ", " \u{2192} ", " \u{21d2} "]
        guard let sign = signs.first(where: { bytes.has($0, at: arrow) }) else { return end }
        let new = SecretValues.value(bytes, at: arrow + sign.utf8CodeUnitCount, to: line.upperBound) { _ in false }
        let text = slice(new.range)
        guard new.quoted && old.quoted || !new.quoted && !old.quoted && SecretValues.looksTyped(text) && !text.contains(UInt8(ascii: "(")),
            !SecretValues.isPlaceholder(text)
        else { return end }
        add(new.range, kind)
        return new.range.upperBound
    }

    /// The name before a `>`: of an element, or before the arrow that the sign ends; `nil` where it is neither's.
    private func name(beforeArrow separator: Int) -> (range: Range<Int>, quoted: Bool)? {
        let (name, quoted) = name(before: separator)
        if let element = element(before: separator) { return (element, quoted) }
        if separator > line.lowerBound, bytes[separator - 1] == UInt8(ascii: "-") || bytes[separator - 1] == UInt8(ascii: "=") {
            var end = separator - 1  // token -> …, token ===> …
            while end > line.lowerBound, Marks("-=").contains(bytes[end - 1]) { end -= 1 }
            return self.name(before: end)
        }
        if byte(at: separator + 1) == UInt8(ascii: "@") { return nil }  // postgres://<user>:<password>@host
        return isElement(name) && !isUsage(behind: separator) ? (name, quoted) : nil
    }

    /// Whether a `<` stands before the name, or before the space of names that it is from: `<urn:password>`.
    private func isElement(_ name: Range<Int>) -> Bool {
        var low = name.lowerBound
        if low > line.lowerBound + 2, bytes[low - 1] == UInt8(ascii: ":") {
            low -= 1
            while low > line.lowerBound, name.lowerBound - low < 24, bytes[low - 1].isWord || bytes[low - 1] == UInt8(ascii: "-") { low -= 1 }
        }
        return low > line.lowerBound && bytes[low - 1] == UInt8(ascii: "<")
    }

    /// `<username>[/<password>]@<host>`, `<user> <password> [options]`: a place in the text that tells how something is used. No element ends there.
    private func isUsage(behind arrow: Int) -> Bool {
        guard let next = byte(at: arrow + 1) else { return false }
        return (next.isSpace || Marks("]@)|/:,.}").contains(next)) && bytes.first("</", in: arrow + 1..<line.upperBound) == nil
    }

    /// The name that ends before a separator: `API key` counts as one.
    func name(before separator: Int) -> (range: Range<Int>, quoted: Bool) {
        var high = separator
        while high > line.lowerBound, separator - high < 24, bytes[high - 1] == 32 || bytes[high - 1] == 9 { high -= 1 }
        var quoted = false
        // `PASSWORD ?= …` of make, `+=` of shells.
        if high > line.lowerBound, bytes[high - 1] == UInt8(ascii: "?") || bytes[high - 1] == UInt8(ascii: "+") {
            high -= 1
            while high > line.lowerBound, bytes[high - 1] == 32 { high -= 1 }
        }
        if high > line.lowerBound + 2, bytes.has("()", at: high - 2) { high -= 2 }  // getPassword()
        // password[0]
        if high > line.lowerBound + 3, bytes.has("]", at: high - 1), bytes[high - 2].isDigit, bytes.has("[", at: high - 3) { high -= 3 }
        if high > line.lowerBound, bytes[high - 1] == UInt8(ascii: "]") || bytes[high - 1] == UInt8(ascii: ")") {
            // `Secret Access Key [None]:`, `password (prod):`; and PHP's `["password"]`.
            let open = bytes[high - 1] == UInt8(ascii: "]") ? UInt8(ascii: "[") : UInt8(ascii: "(")
            var start = high - 1
            while start > line.lowerBound, high - start < 24, bytes[start - 1] != open { start -= 1 }
            if start > line.lowerBound + 1, bytes[start - 1] == open, bytes[start - 2] == 32,
                KeyNames.kind(of: slice(start..<high - 1).filter { !$0.isQuote && $0 != UInt8(ascii: "\\") }) == nil
            {
                high = start - 2
            } else if open == UInt8(ascii: "[") {
                high -= 1
            }
        }
        while high > line.lowerBound, bytes[high - 1].isQuote || bytes[high - 1] == UInt8(ascii: "\\") || bytes[high - 1] == UInt8(ascii: "*") {
            quoted = true
            high -= 1
        }
        var low = high
        func isName(_ byte: UInt8) -> Bool { byte.isWord || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte >= 0x80 }
        while low > line.lowerBound, high - low < 64, isName(bytes[low - 1]) { low -= 1 }
        // \0API_KEY=…\0
        if low > line.lowerBound, high - low > 3, bytes[low - 1] == UInt8(ascii: "\\"), bytes[low] == UInt8(ascii: "0"), bytes[low + 1].isUpper {
            low += 1
        }
        if high - low == 3, bytes.hasFolded("key", at: low), low - 1 > line.lowerBound, bytes[low - 1] == 32, bytes[low - 2].isLetter {
            low -= 1
            while low > line.lowerBound, bytes[low - 1].isLetter { low -= 1 }
        }
        return (low..<high, quoted)
    }

    /// ODBC's `;PWD=…`: alone, `PWD` is a directory, unless what stands there is none.
    private func odbc(_ name: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        guard name.count == 3, bytes.has("PWD", at: name.lowerBound) else { return nil }
        if name.lowerBound > line.lowerBound, bytes[name.lowerBound - 1] == UInt8(ascii: ";") { return ("password", .strong) }
        let value = slice(word(at: name.upperBound + 1))
        return value.contains(UInt8(ascii: "/")) || value.contains(UInt8(ascii: "\\")) ? nil : ("password", .weak)
    }

    /// `token_ci`, `password_grafana`; Kafka's `user_NAME="…"` of what logs in there.
    private func begun(_ name: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        if isLong(name.upperBound + 1), let found = KeyNames.begun(slice(name)) { return found }
        let sign = byte(at: name.upperBound)
        if name.count == 3, sign == UInt8(ascii: "="), bytes.has("key", at: name.lowerBound), name.lowerBound > line.lowerBound,
            Marks("?&").contains(bytes[name.lowerBound - 1]), !slice(word(at: name.upperBound + 1)).prefix(32).allSatisfy(\.isHex)
        {
            return ("key", isOfHook(name) ? .weak : .faint)
        }
        if name.count == 4, sign == UInt8(ascii: "="), bytes.has("PASS", at: name.lowerBound) { return ("password", .weak) }
        if name.count == 3, bytes.has("key", at: name.lowerBound), bytes.hasFolded("pragma ", at: name.lowerBound - 7) { return ("key", .strong) }
        // /p:… of Windows' commands
        // …, /pd:… and /po:… of those who join a domain
        if name.count == 1 || name.count == 2 && Marks("dDoOtT").contains(bytes[name.upperBound - 1]), sign == UInt8(ascii: ":"),
            bytes[name.lowerBound].lowered == UInt8(ascii: "p"), bytes.has(" /", at: name.lowerBound - 2),
            bytes.firstFolded("/u", in: line) != nil
        {
            return ("password", .weak)
        }
        if ends("user.info", at: name.upperBound) || ends("user_info", at: name.upperBound) || ends("userinfo", at: name.upperBound)
            || ends("auth_pair", at: name.upperBound)
        {
            return ("credential", .weak)
        }
        // WIFI:T:WPA;S:…;P:…;;
        if name.count == 1, sign == UInt8(ascii: ":"), bytes.has(";P", at: name.lowerBound - 1), bytes.first("WIFI:", in: line) != nil {
            return ("password", .strong)
        }
        // Sendmail's AuthInfo:host "U:ada" "P:…"
        if name.count == 1, sign == UInt8(ascii: ":"), bytes.has("\"P", at: name.lowerBound - 1), bytes.first("\"U:", in: line) != nil {
            return ("password", .strong)
        }
        // h=host,u=ada,p=… of Percona's tools
        if name.count == 1, sign == UInt8(ascii: "="), bytes.has(",p", at: name.lowerBound - 1),
            bytes.first("u=", in: line.lowerBound..<name.lowerBound) != nil
        {
            return ("password", .weak)
        }
        // VerneMQ's and other images' VARIABLE_USER_ada=…: the last of the name is a user's, what it is given the password.
        if sign == UInt8(ascii: "="), name.count >= 8, bytes[name.upperBound - 1].isLower, bytes[name.lowerBound].isUpper,
            let user = bytes.first("_USER_", in: name), slice(user + 6..<name.upperBound).allSatisfy({ $0.isLower || $0.isDigit })
        {
            return ("password", .begun)
        }
        guard bytes.has("user_", at: name.lowerBound), byte(at: name.upperBound) == UInt8(ascii: "="), byte(at: name.upperBound + 1) == 34,
            AwaitedSecret.isPrefix(bytes, line.lowerBound..<name.lowerBound)
        else { return nil }
        let text = bytes.trimmed(line)
        return Marks("\";").contains(bytes[text.upperBound - 1]) ? ("password", .weak) : nil
    }

    /// Whether eight characters and more stand there, as far as can be told quickly.
    private func isLong(_ start: Int) -> Bool {
        var low = start
        while low < line.upperBound, low - start < 4, bytes[low] == 32 || bytes[low].isQuote || bytes[low] == UInt8(ascii: ":") { low += 1 }
        guard low + 8 <= line.upperBound else { return false }
        for index in low..<low + 8 where bytes[index] <= 32 || bytes[index].isQuote { return false }
        return true
    }

    /// `::add-mask::…`
    private mutating func told(toMask colon: Int) -> Int {
        guard
            ends("add-mask", at: colon)
                || bytes.first("::set-", in: line.lowerBound..<colon) != nil && KeyNames.kind(of: slice(name(before: colon).range)) != nil
        else { return colon + 1 }
        let rest = bytes.trimmed(colon + 2..<line.upperBound)
        let quoted = slice(rest).firstIndex(where: \.isQuote).map { rest.lowerBound..<rest.lowerBound + $0 } ?? rest
        guard !SecretValues.isPlaceholder(slice(quoted)) else { return colon + 1 }
        add(quoted, "secret")
        return quoted.upperBound
    }

    /// Camel's `RAW(…)` and `RAW{…}`, which may hold any sign: to the bracket that an address's next parameter or its end follows.
    private func raw(_ value: Range<Int>) -> Range<Int>? {
        guard bytes.has("RAW(", at: value.lowerBound) || bytes.has("RAW{", at: value.lowerBound) else { return nil }
        let low = value.lowerBound + 4, close = bytes[low - 1] == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "}")
        var high = low
        while let byte = byte(at: high), high - low < 200 {
            if byte == close, self.byte(at: high + 1).map({ $0.isSpace || $0.isQuote || Marks("&,;]>").contains($0) }) ?? true { break }
            high += 1
        }
        return byte(at: high) == close && high > low && !SecretValues.isPlaceholder(slice(low..<high)) ? low..<high : nil
    }

    /// ODBC's `PWD={a;b}`; `{password}` is a place in a pattern.
    private func braced(_ value: Range<Int>) -> Range<Int>? {
        guard let first = byte(at: value.lowerBound) else { return nil }
        if first == UInt8(ascii: "R"), let raw = raw(value) { return raw }
        if first == UInt8(ascii: "[") {
            // Go prints a header's values as a list: `X-Token:[…]`.
            let inner = word(at: value.lowerBound + 1)
            return !slice(inner).contains(UInt8(ascii: "]")) && byte(at: inner.upperBound) == UInt8(ascii: "]")
                && SecretValues.looksRandom(slice(inner))
                ? inner : nil
        }
        guard first == UInt8(ascii: "{") else { return nil }
        let rest = value.lowerBound + 1..<line.upperBound
        guard let length = slice(rest).firstIndex(of: UInt8(ascii: "}")), length >= 4 else { return nil }
        let inner = rest.lowerBound..<rest.lowerBound + length
        guard SecretValues.looksChosen(slice(inner)) || SecretValues.looksRandom(slice(inner)) else {
            if slice(inner).contains(32) {
                // A phrase with a digit, and the next pair or the end behind it.
                return slice(inner).contains(where: \.isDigit) && !slice(inner).contains(where: { Marks(":=\"'").contains($0) })
                    && byte(at: inner.upperBound + 1).map { $0 == UInt8(ascii: ";") || $0.isQuote } ?? true ? inner : nil
            }
            return slice(inner).contains(UInt8(ascii: ";")) && !slice(inner).contains(UInt8(ascii: ":")) ? inner : nil
        }
        return slice(inner).contains(UInt8(ascii: ":")) ? nil : inner
    }
}
