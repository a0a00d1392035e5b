/// What stands where a secret would, and is none: words, places, references, code.
extension SecretValues {
    /// Whether the text says that something is absent, masked, or a reference, and not the thing itself.
    static func isPlaceholder(_ bytes: Bytes) -> Bool {
        guard let first = bytes.first else { return true }
        // {SSHA}… of LDAP is a value.
        if first == UInt8(ascii: "{"), let close = bytes.firstIndex(of: UInt8(ascii: "}")), bytes.count - close > 12, close < 20 { return false }
        if bytes.has("\\(", at: 0) { return true }  // Swift's place in a string
        if bytes.has("[secret:", at: 0) { return true }  // a tag of ours
        if Marks("<${[%(").contains(first), isPlace(bytes, first) { return true }
        if bytes.has("#{", at: 0) { return true }
        // A number of 64 bits at most: an address in memory, ZooKeeper's id of a session.
        if bytes.count > 3, bytes.count <= 18, bytes.has("0x", at: 0), bytes.dropFirst(2).allSatisfy(\.isHex) { return true }
        // Symfony's %env(NAME)%, Terraform's var.name-of-it, Google's projects/1/secrets/name/versions/2
        if bytes.has("%env(", at: 0) || bytes.has("var.", at: 0) && bytes.allSatisfy({ $0.isWord || Marks("-.").contains($0) }) { return true }
        // Azure's @Microsoft.KeyVault(SecretUri=…)
        if first == UInt8(ascii: "@"), bytes.has("@Microsoft.", at: 0), bytes.contains(UInt8(ascii: "(")) { return true }
        if bytes.has("projects/", at: 0), bytes.first("/secrets/", in: 0..<bytes.count) != nil { return true }
        if isReference(bytes) || isPlaceInStore(bytes) { return true }
        if isType(bytes) || isNameOfVariable(bytes) { return true }
        if bytes.count > 8, Marks("hHsSmM").contains(first), bytes.prefix(13).contains(UInt8(ascii: ":")), isDigest(bytes) { return true }
        // @password@, __PASSWORD__, Fn::ImportValue, !Ref name
        if bytes.count > 4, first == UInt8(ascii: "@") || bytes.has("__", at: 0), bytes.last == first,
            bytes.allSatisfy({ $0.isLetter || Marks("@_-.").contains($0) })
        {
            return true
        }
        if bytes.first("::", in: 0..<bytes.count) != nil, bytes.allSatisfy({ $0.isLetter || $0 == UInt8(ascii: ":") }) { return true }
        if first == UInt8(ascii: "!"),
            ["Ref", "GetAtt", "Sub", "ImportValue", "Join", "Select", "FindInMap"].contains(where: { $0.utf8.elementsEqual(bytes.dropFirst()) })
        {
            return true
        }
        if bytes.allSatisfy({ $0 == first }) { return true }  // ***, xxxx, ----, ....
        if first >= 0x80, bytes.count >= 3, bytes.indices.allSatisfy({ bytes[$0] == bytes[$0 % 3] }) { return true }  // ••••••
        let masks = bytes.reduce(into: 0) { $0 += $1 == UInt8(ascii: "*") || $1 == UInt8(ascii: "x") || $1 == UInt8(ascii: "X") ? 1 : 0 }
        if masks * 10 >= bytes.count * 8 { return true }
        if isMask(bytes) || isRules(bytes) { return true }
        if bytes.reduce(0, { $0 + ($1 == UInt8(ascii: "*") ? 0 : 1) }) <= 8, bytes.first("***", in: 0..<bytes.count) != nil { return true }
        if bytes.count <= 40,
            [
                "your-", "your_", "replace_", "replace-", "insert-", "insert_", "change_", "change-", "enter-", "enter_", "example-", "dummy-",
                "fake-", "not-", "not_",
            ]
            .contains(where: { (head: StaticString) in bytes.hasFolded(head, at: 0) }),
            bytes.allSatisfy({ $0.isLetter || Marks("-_").contains($0) })
        {
            return true
        }
        // Concourse's ((name)); a pattern that passwords are to match; what a page says.
        if bytes.has("((", at: 0), bytes.dropFirst(2).allSatisfy({ $0.isWord || Marks("-./:)").contains($0) }) { return true }
        if first == UInt8(ascii: "^"), bytes.last == UInt8(ascii: "$"), bytes.contains(where: { Marks("[\\{(").contains($0) }) { return true }
        if isLabel(bytes) { return true }
        // YAML's `!vault`
        if first == UInt8(ascii: "!"), bytes.count > 2, bytes.dropFirst().allSatisfy({ $0.isLower || Marks("-:/").contains($0) }) { return true }
        // GITHUB_TOKEN: the name of a variable that holds one.
        if bytes.contains(UInt8(ascii: "_")), bytes.allSatisfy({ $0.isUpper || $0 == UInt8(ascii: "_") }) { return true }
        guard bytes.count <= 24 else { return false }
        return words.contains(String(decoding: bytes.map(\.lowered), as: UTF8.self))
    }

    /// `${NAME}`, `<password>`, `{{ .Values.password }}`, `%s`: a place that something is put into; not a password that begins with a sign.
    private static func isPlace(_ bytes: Bytes, _ first: UInt8) -> Bool {
        guard bytes.count > 1 else { return true }
        let second = bytes[1]
        switch first {
        case UInt8(ascii: "<"):
            if second == UInt8(ascii: "%") || second == UInt8(ascii: "?") { return true }
            if bytes.last == UInt8(ascii: ">") {
                let inner = Bytes(rebasing: bytes.dropFirst().dropLast())
                return !looksMixed(inner) || inner.contains { !$0.isLetter && !$0.isDigit }
            }
        case UInt8(ascii: "$"):
            // ${NAME}, $(command), $__file{path}
            if Marks("({").contains(second) || bytes.dropFirst().first(where: { !$0.isWord }) == UInt8(ascii: "{") {
                return true
            }
        case UInt8(ascii: "%"): if Marks("({").contains(second) || bytes.count < 4 { return true }
        case UInt8(ascii: "{"): if Marks("{%").contains(second) || second.isQuote { return true }
        case UInt8(ascii: "["): if second == first || second.isQuote { return true }
        default: break
        }
        // A name and nothing else, but signs that close the place.
        let inner = Bytes(rebasing: bytes.dropFirst())
        return inner.allSatisfy { $0.isWord || $0.isSpace || Marks("-.:>}])%").contains($0) } && !looksMixed(inner) && !looksRandom(inner)
    }

    /// `op://vault/item`, `vault:secret/data#key`, `arn:aws:…`: says where the secret is kept.
    private static func isReference(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 5, bytes[0].isLetter, let colon = bytes.prefix(24).firstIndex(of: UInt8(ascii: ":")), colon >= 2, colon + 1 < bytes.count
        else { return false }
        let scheme = bytes.prefix(colon)
        guard scheme.allSatisfy({ $0.isLower || $0.isDigit || Marks("+-_").contains($0) }) else { return false }
        if bytes.has("://", at: colon) { return true }
        let stores: [StaticString] = [
            "vault", "bao", "ssm", "arn", "secret", "secrets", "env", "file", "op", "sm", "awssm", "gcpsm", "keyvault", "keyring", "k8s", "ref",
            "sops", "exec", "secretref", "keyvaultref", "secretsmanager", "secretmanager", "parameterstore", "aws-sm", "gcp-sm", "gsm",
        ]
        guard stores.contains(where: { $0.utf8CodeUnitCount == colon && bytes.has($0, at: 0) }) else { return false }
        return !looksMixed(Bytes(rebasing: bytes.dropFirst(colon + 1)))
    }

    /// `SHOP_PASSWORD`, `shop_TOKEN`, with the bracket that closes behind it: a variable's name in the value's place.
    private static func isNameOfVariable(_ bytes: Bytes) -> Bool {
        var text = bytes
        while let last = text.last, Marks(")].,").contains(last) { text = Bytes(rebasing: text.dropLast()) }
        guard text.count >= 8, text.count <= 64, text.allSatisfy({ $0.isWord }), !text.contains(where: \.isDigit) else { return false }
        return ["_PASSWORD", "_TOKEN", "_SECRET", "_API_KEY", "_PASSWD", "_PASSPHRASE"].contains { (end: StaticString) in
            text.count > end.utf8CodeUnitCount && text.has(end, at: text.count - end.utf8CodeUnitCount)
        }
    }

    private static let words: Set<String> = [
        "true", "false", "yes", "no", "on", "off", "none", "null", "nil", "undefined", "empty", "set", "unset", "missing", "required",
        "optional",
        "invalid", "incorrect", "wrong", "expired", "changed", "ok", "redacted", "[redacted]", "masked", "hidden", "removed", "omitted",
        "filtered",
        "n/a", "str", "string", "bytes", "any", "bool", "int", "secretstr", "default", "unknown", "not", "is", "was", "has", "must", "the",
        "a", "for",
        "and", "or", "basic", "bearer", "password", "passwd", "secret", "token", "changeit", "file", "env", "vault", "prompt", "stdin",
        "failed",
        "error", "rejected", "accepted", "denied", "refused", "enabled", "disabled", "need", "needed", "found", "authentication", "read", "write",
        "never",
        "always", "auto", "changeme", "change-me", "change_me", "todo", "fixme", "tbd", "example", "dummy", "placeholder", "replaceme", "replace-me",
        "replace_me", "changed", "created", "defined", "expected", "pass", "pwd", "user", "username", "deleted", "authtoken", "apikey", "api_key",
        "api-key",
        "sensitive", "private", "argon2id", "argon2i", "argon2", "bcrypt", "scrypt", "pbkdf2", "sha256", "sha512", "md5crypt", "sha1",
        "scram-sha-256", "md5", "expiry", "manual", "generated", "inherit", "external", "internal", "plaintext", "id-token", "x-oauth-basic",
        "x-access-token", "oauth2", "git", "self", "latest", "unchanged", "configured", "unmodified",
    ]

    /// `getenv(`, `os.environ[`, `(get_password())`: what stands before is a name, and the bracket is closed or a quotation opens in it.
    private static func isCall(_ bytes: Bytes, _ open: Int, _ next: UInt8?) -> Bool {
        let name = Bytes(rebasing: bytes.prefix(open))
        // A bracket at the beginning, or behind what no function is called.
        if name.isEmpty { return bytes.allSatisfy { $0.isWord || Marks("()[]., \"'").contains($0) } && !looksMixed(bytes) }
        if name[0].isDigit { return false }
        // What is called ends with the bracket, or goes on with a sign.
        let closing = bytes[open] == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]")
        if let close = bytes.lastIndex(of: closing), close > open, close + 1 < bytes.count, bytes[close + 1].isWord { return false }
        let isDrawn = name.contains(where: \.isDigit) && name.contains(where: \.isUpper) && name.contains(where: \.isLower)
        guard name.allSatisfy({ $0.isWord || Marks(".:$>-&*@!").contains($0) }),
            !isDrawn || name.contains(UInt8(ascii: ".")) || name.first("->", in: 0..<name.count) != nil, open > 1
        else {
            return false
        }
        if let next, next.isQuote || Marks(")]").contains(next) { return true }
        // Nothing closes what opens there, to the line's end: a sign of a password.
        if next == nil, !bytes.contains(closing), let last = bytes.last, last.isWord, bytes.contains(where: \.isDigit),
            bytes.contains(where: \.isUpper),
            bytes.contains(where: \.isLower)
        {
            return false
        }
        if open + 1 < bytes.count, Marks("([{$").contains(bytes[open + 1]) || bytes[open + 1].isQuote { return true }
        // input(f"…")
        if open + 2 < bytes.count, bytes[open + 2].isQuote, Marks("fbru").contains(bytes[open + 1]) { return true }
        if next == 32, bytes.count - open > 2, bytes.dropFirst(open + 1).allSatisfy(\.isLower) { return true }
        return next.map { $0.isSpace || Marks(";&").contains($0) } ?? true
            ? bytes.dropFirst(open).contains { $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: "]") } || open + 1 == bytes.count : true
    }

    /// Whether it is code rather than a value: `password=password,`, `token=os.environ[…]`, `secret=self._secret)`.
    static func isCode(_ bytes: Bytes, followedBy next: UInt8?) -> Bool {
        if let open = bytes.firstIndex(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") }), isCall(bytes, open, next) { return true }
        if let first = bytes.first, Marks("{[(").contains(first), next?.isQuote == true { return true }
        // process.env.DB_PASSWORD, settings.secret
        if bytes.contains(UInt8(ascii: ".")), bytes.allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }),
            bytes[0].isLower, next.map({ Marks(",);").contains($0) }) ?? false
        {
            return true
        }
        guard next == UInt8(ascii: ",") || next == UInt8(ascii: ")") else { return false }
        return bytes.allSatisfy { $0.isLower || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
    }
}
