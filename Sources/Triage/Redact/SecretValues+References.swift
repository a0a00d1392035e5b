/// What names a secret, or its kind, where the thing itself would stand: types of a language, paths, members of what is configured.
extension SecretValues {
    /// `String!`, `string):`, `Option<String>`, `VARCHAR(255)`: a type, perhaps with what ends it.
    static func isType(_ bytes: Bytes) -> Bool {
        // *oauth2.Token
        if bytes[0] == UInt8(ascii: "*"), let dot = bytes.firstIndex(of: UInt8(ascii: ".")), dot > 2, dot + 1 < bytes.count, bytes[dot + 1].isUpper,
            bytes.prefix(dot).dropFirst().allSatisfy({ $0.isLower || $0.isDigit }), bytes.dropFirst(dot + 1).allSatisfy(\.isWord)
        {
            return true
        }
        let end = bytes.firstIndex { !$0.isLetter } ?? bytes.count
        guard end >= 3, end <= 16, end == bytes.count || Marks("!?)<(,:;[|{").contains(bytes[end]) else { return false }
        guard types.contains(String(decoding: bytes.prefix(end).map(\.lowered), as: UTF8.self)) else { return false }
        // Behind the sign stands nothing, another type, or a size: not what a password goes on with.
        return bytes.dropFirst(end).allSatisfy { $0.isLetter || Marks("!?)<(,:;[|{}]>").contains($0) || $0.isDigit }
            && bytes.dropFirst(end).allSatisfy { !$0.isLetter || bytes[end] == UInt8(ascii: "<") || bytes[end] == UInt8(ascii: "[") }
    }

    private static let types: Set<String> = [
        "string", "str", "text", "varchar", "nvarchar", "char", "bytes", "bytea", "option", "optional", "secretstring", "securestring", "secretstr",
        "promise", "any", "object", "boolean", "bool", "int", "integer", "number", "binary", "vec", "list", "array", "dict", "map", "zod",
        "passwordstr",
        "character", "chararray", "bytearray", "charsequence", "varbinary", "protected", "redacted", "sensitive",
    ]

    /// `/home/ci/.ssh/id_rsa`, `~/key`, `./a.pem`, `C:\keys\app.key`: where something lies; no part of it was drawn.
    static func isPath(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 4 else { return false }
        let isDrive = bytes[0].isLetter && bytes[1] == UInt8(ascii: ":") && Marks("\\/").contains(bytes[2])
        let isRooted = bytes[0] == UInt8(ascii: "/") || bytes.has("~/", at: 0) || bytes.has("./", at: 0) || bytes.has("../", at: 0)
        guard isDrive || isRooted, bytes.allSatisfy({ $0.isWord || Marks("-./\\:~@+ ").contains($0) }) else { return false }
        let parts = bytes.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
        guard parts.count >= 2 else { return false }
        return parts.allSatisfy { part in
            let text = Bytes(rebasing: part)
            return !looksMixed(text) && !isDrawn(text) || text.contains(UInt8(ascii: ".")) && isWords(text)
        }
    }

    /// `secret/data/shop/db`: words of small letters parted by slashes, three or more, or two behind a store's usual name: where something is kept.
    static func isPlaceInStore(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 6, bytes.count <= 160, bytes[0].isLower, bytes.contains(UInt8(ascii: "/")),
            bytes.allSatisfy({ $0.isLower || $0.isDigit || Marks("/-_.").contains($0) })
        else { return false }
        let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Bytes(rebasing: $0) }
        guard
            parts.allSatisfy({ part in
                part.count >= 2 && part[0].isLetter
                    && !isInterleaved(Bytes(rebasing: part.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }))
                    && part.reduce(0) { $0 + ($1.isDigit ? 1 : 0) } <= 3
            })
        else { return false }
        return parts.count >= 3 || ["secret", "secrets", "kv", "database", "vault", "ssm"].contains { $0.utf8.elementsEqual(parts[0]) }
    }

    /// `var.db_password`, `random_password.db.result`, `settings.DB_PASSWORD`: a member of something, named by words.
    ///
    /// - Parameter isAssigned: it stands behind ` = `, where values of text would stand in quotes.
    static func isMemberPath(_ bytes: Bytes, isAssigned: Bool) -> Bool {
        guard bytes.count >= 5, bytes.count <= 120, bytes[0].isLetter || bytes[0] == UInt8(ascii: "_"), bytes.contains(UInt8(ascii: ".")),
            bytes.allSatisfy({ $0.isWord || Marks(".?!").contains($0) })
        else { return false }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let names = parts.map { Bytes(rebasing: $0) }
        guard names.allSatisfy({ $0.count >= 1 && !$0[0].isDigit && !looksMixed($0) }) else { return false }
        if heads.contains(String(decoding: names[0], as: UTF8.self)) { return true }
        guard isAssigned else { return false }
        // Drawn passwords hold digits.
        return names.allSatisfy { $0.count >= 2 && $0.allSatisfy { $0.isLetter || $0 == UInt8(ascii: "_") } }
            && names.allSatisfy { name in
                name.allSatisfy { $0.isLower || $0 == UInt8(ascii: "_") } || name.allSatisfy { $0.isUpper || $0 == UInt8(ascii: "_") }
                    || isWords(name)
            }
            && (names.count >= 3 || names.contains { $0.contains(UInt8(ascii: "_")) } || names.last.map { KeyNames.kind(of: $0) != nil } ?? false)
    }

    private static let heads: Set<String> = [
        "var", "local", "data", "module", "self", "this", "cfg", "config", "settings", "env", "process", "os", "secrets", "steps", "needs", "inputs",
        "params", "args", "opts", "options", "conf", "props", "ctx", "request", "req", "values", "github", "each", "resource", "outputs", "app",
        "vault", "credentials", "auth", "environment", "context", "state", "form", "input", "user", "c", "s", "p", "r", "e",
    ]

    /// `DATA+OMITTED`, `**HIDDEN**`, `<masked-by-policy>`: that something was taken out is said in words; those that a phrase may hold as
    /// well only in capitals or between signs.
    static func isMask(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 6, bytes.count <= 40 else { return false }
        if bytes.count <= 32, bytes.containsFolded("redacted", in: 0..<bytes.count) { return true }
        guard bytes.allSatisfy({ !$0.isDigit && $0 < 0x80 }), bytes.contains(where: { !$0.isLetter }) else { return false }
        let isLoud = !bytes.contains(where: \.isLower) || !bytes[0].isLetter && bytes.last.map { !$0.isLetter } ?? false
        let words = bytes.split { !$0.isLetter }.map { String(decoding: $0.map(\.lowered), as: UTF8.self) }
        return words.contains { masks.contains($0) || isLoud && quietMasks.contains($0) }
    }

    private static let masks: Set<String> = [
        "omitted", "masked", "withheld", "obfuscated", "scrubbed", "sanitized", "sanitised", "censored", "elided",
    ]
    private static let quietMasks: Set<String> = ["hidden", "filtered", "removed", "stripped", "sensitive", "suppressed", "concealed", "protected"]

    /// `required|string|min:8`: rules that what is entered has to keep, as Laravel, CodeIgniter and VeeValidate write them.
    static func isRules(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 10, bytes.contains(UInt8(ascii: "|")) else { return false }
        let parts = bytes.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        let first = parts[0].prefix { $0.isLower || $0 == UInt8(ascii: "_") }
        return rules.contains(String(decoding: first, as: UTF8.self))
            && (first.count == parts[0].count || Marks(":[").contains(bytes[first.count]))
            && parts.allSatisfy { $0.first.map { $0.isLower || $0.isUpper || Marks("]^$)/").contains($0) } ?? false }
    }

    private static let rules: Set<String> = [
        "required", "nullable", "sometimes", "string", "min", "max", "min_length", "max_length", "confirmed", "present", "filled", "bail", "optional",
        "alpha", "alpha_num", "alpha_dash", "trim", "permit_empty", "if_exist", "same", "different", "matches", "size", "between", "regex", "array",
        "required_if", "required_with", "required_without", "exclude", "prohibited", "integer", "numeric", "length", "if_empty", "valid_password",
    ]

    /// `db-password:latest`: what a store keeps by a name, and which version of it; a number where `isStore` says that one is named.
    static func isStored(_ bytes: Bytes, isStore: Bool) -> Bool {
        let item = bytes.prefix { $0 != UInt8(ascii: ",") }
        guard let colon = item.lastIndex(of: UInt8(ascii: ":")), colon >= 2,
            item.prefix(colon).allSatisfy({ $0.isLower || $0.isDigit || Marks("-_/.").contains($0) })
        else { return false }
        let version = item.dropFirst(colon + 1)
        return version.elementsEqual("latest".utf8) || isStore && !version.isEmpty && version.count <= 4 && version.allSatisfy(\.isDigit)
    }

    /// Whether a word is the name of a secret, as code passes names: nobody counts one in hundreds.
    static func isNameOfSecret(_ bytes: Bytes) -> Bool {
        KeyNames.kind(of: bytes) != nil && bytes.reversed().prefix(while: \.isDigit).count < 3
    }

    private static let prose: Set<String> = [
        "the", "is", "at", "be", "of", "a", "to", "must", "not", "or", "and", "in", "with", "from", "was", "this", "your", "you", "it", "if", "are",
        "required", "has", "been", "will", "should", "least", "an", "does", "do", "match", "enter", "please", "invalid", "cannot", "can't", "don't",
        "characters", "chars", "contain", "valid", "field", "too", "short", "blank", "for", "forgot", "change", "confirm", "choose", "incorrect",
    ]

    /// What a page or a message says where the secret's name stands: "Your password", "Mot de passe", "can't be blank".
    static func isLabel(_ bytes: Bytes) -> Bool {
        guard bytes.count <= 200, bytes[0].isLetter || bytes[0] >= 0x80 || bytes[0] == UInt8(ascii: ":") else { return false }
        if bytes.allSatisfy({ $0.isLetter || $0 >= 0x80 || $0 == 32 || $0 == UInt8(ascii: "-") }), isNameOfPassword(bytes) { return true }
        guard bytes.contains(32) else { return false }
        var told = 0, words = 0, named = false
        for part in bytes.split(separator: 32) {
            var word = Bytes(rebasing: part)
            while let last = word.last, Marks(".,!?:)").contains(last) { word = Bytes(rebasing: word.dropLast()) }
            words += 1
            guard word.count <= 24 else { continue }
            if prose.contains(String(decoding: word.map(\.lowered), as: UTF8.self)) { told += 1 }
            if isNameOfPassword(word) { named = true }
        }
        return words >= 2 && (told >= 2 || named || told == 1 && words <= 3 && bytes[0].isUpper && !bytes.contains(where: \.isDigit))
    }

    private static let passwordNames = Set(KeyNames.passwordWords + ["parola", "clave"])

    private static func isNameOfPassword(_ word: Bytes) -> Bool {
        if word.contains(where: { $0 >= 0x80 }) { return KeyNames.kind(of: word) != nil }
        return passwordNames.contains(String(decoding: word.map(\.lowered), as: UTF8.self)) || word.hasFolded("mot de passe", at: 0)
    }

    /// A digest by its length, or marked as one: `hmac-sha256:…`.
    static func isDigest(_ bytes: Bytes) -> Bool {
        var body = bytes
        for mark: StaticString in ["sha256:", "sha512:", "sha1:", "md5:", "sha384:", "hmac-sha256:", "hmac-sha1:", "hmac-sha512:"]
        where bytes.hasFolded(mark, at: 0) {
            body = Bytes(rebasing: bytes.dropFirst(mark.utf8CodeUnitCount))
            return body.count >= 16
        }
        return [32, 40, 56, 64, 96, 128].contains(body.count) && body.allSatisfy(\.isHex)
    }

    /// `1:4.13+dfsg1-1`, `0.21.4-r0`: a version's number, as package managers put it into brackets.
    static func isVersion(_ bytes: Bytes) -> Bool {
        let head = bytes.prefix(while: \.isDigit).count
        guard head > 0, head + 1 < bytes.count, Marks(".:").contains(bytes[head]), bytes[head + 1].isDigit else { return false }
        return bytes.contains(UInt8(ascii: ".")) && bytes.allSatisfy { $0.isWord || Marks(".+~:-").contains($0) }
    }

    /// Letters and digits of which some of these stand before some of those: not the number of a name.
    static func isInterleaved(_ bytes: Bytes) -> Bool {
        guard bytes.contains(where: \.isDigit), bytes.contains(where: \.isLetter) else { return false }
        return bytes.prefix { !$0.isDigit }.count + bytes.reversed().prefix { $0.isDigit }.count < bytes.count
    }

    /// Whether it may be one of five to seven characters, where devices take no longer ones: digits among the letters, or both cases and a digit.
    static func looksShort(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 5, bytes.count <= 7, bytes.allSatisfy({ $0.isWord || Marks("!#%^*+~$&?@.-").contains($0) }) else { return false }
        if isInterleaved(bytes) { return bytes.filter(\.isLetter).count >= 2 }
        return bytes.contains(where: \.isDigit) && bytes.dropFirst().contains(where: \.isUpper) && bytes.contains(where: \.isLower)
    }

    /// Whether it may be a secret where nothing else can stand: letters with digits, signs or capitals among them.
    static func looksLikely(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 6, bytes.count <= 256, bytes.contains(where: \.isLetter) || bytes.count >= 8,
            bytes.allSatisfy({ $0 > 32 && $0 != 127 }), !isPath(bytes), !isType(bytes), !isDigest(bytes) || bytes.count < 40
        else { return false }
        if looksPassword(bytes) || looksMixed(bytes) { return true }
        if bytes.contains(where: \.isDigit), bytes.contains(where: \.isLetter) {
            // server-1, v1.2.3, 10m: names of things and numbers of them.
            let signs = bytes.contains { !$0.isLetter && !$0.isDigit }
            let head = bytes.prefix { $0.isLetter }.count, tail = bytes.reversed().prefix { $0.isDigit }.count
            return bytes.count >= 8 && (!signs || bytes.contains { Marks("!#%^*+~$&?@").contains($0) }) && head + tail < bytes.count
                || bytes.count >= 8 && tail >= 3 && !signs
        }
        var uppers = 0, lowers = 0
        for byte in bytes {
            if byte.isUpper { uppers += 1 } else if byte.isLower { lowers += 1 }
        }
        if bytes.count >= 8, uppers >= 3, lowers >= 1, bytes.contains(where: { Marks("_.").contains($0) }), !isWords(bytes) { return true }
        return bytes.count >= 8 && bytes.dropLast().contains { Marks("!#%^*+~$&?").contains($0) }
    }
}
