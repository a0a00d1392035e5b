/// Whether a name stands for a secret: `DB_PASSWORD`, `clientSecret`, `X-Api-Key`; and not `max_tokens`, `secretName`, `keyboard`.
enum KeyNames {
    /// How sure the name makes us.
    enum Strength {
        /// Whatever stands there is secret.
        case strong
        /// Secret when it looks like a token.
        case weak
        /// Secret when it is long and surely drawn at random: the name says other things as often.
        case faint
        /// Secret when it is surely no name of something: a password's word stands first, and others behind it.
        case begun
        /// `Authorization`: a scheme, then the secret.
        case header
        /// `Cookie`: secret to the end of the line.
        case cookie
    }

    static func kind(of name: [UInt8]) -> (kind: String, strength: Strength)? { name.withUnsafeBufferPointer { kind(of: $0) } }

    /// What the name's value would be; `nil` when it is nothing secret.
    static func kind(of name: Bytes) -> (kind: String, strength: Strength)? {
        guard name.count >= 2, name.count <= 64 else { return nil }
        if let last = name.last, last >= 0x80 || name.contains(where: { $0 >= 0x80 }) { return WorldNames.kind(of: name) }
        guard mayEnd(name) else { return nil }
        return kind(of: Parts(name), name)
    }

    private static func kind(of parts: Parts, _ name: Bytes) -> (kind: String, strength: Strength)? {
        let tail = parts.last, before = parts.beforeLast
        // Elytron's clear-text: no other text that is plain has a name.
        if tail == "cleartext" || tail == "text" && before == "clear" { return ("password", .weak) }
        // DB_PASSWORD_PROD, tokenValue, apiKey2: what a name ends in besides.
        if qualifiers.contains(tail) || tail.utf8.allSatisfy(\.isDigit) {
            guard let shorter = parts.shorter, shorter.last.utf8.count > 2 else { return nil }
            let found = kind(of: shorter, name)
            // What is made of a password is kept as one; of all else it is a check sum.
            if let found, found.kind != "password", ["hash", "digest", "sha1", "sha2", "sha256", "sha512", "md5"].contains(tail) { return nil }
            return found
        }
        // existingSecret names what holds one.
        if before == "existing" || parts.beforeThat == "existing" { return nil }
        if let kind = strong[tail] { return (kind, .strong) }
        // PassWord, pass_phrase: words that capitals or signs part in other places than usual.
        if halves.contains(tail), !before.isEmpty, let kind = strong[before + tail] { return (kind, .strong) }
        // password1, apiKey2
        if let last = tail.utf8.last, last.isDigit, tail.utf8.count > 5 {
            var word = tail
            while let last = word.utf8.last, last.isDigit { word.removeLast() }
            if let kind = strong[word] { return (kind, .strong) }
        }
        switch tail {
        case "parola", "parole", "clave": return ("password", .weak)
        case "phrase": return phrases.contains(before) ? ("password", .strong) : nil
        case "chiave": return before == "parola" || before == "api" ? ("password", .strong) : nil
        case "secreta", "segreta": return before == "clave" || before == "chiave" ? ("key", .strong) : nil
        case "schluessel", "zugangsschluessel": return ("key", .weak)
        case "code", "codes":
            return secretCodes.contains(before) ? ("code", .strong) : ("code", .faint)
        case "id": return before == "secret" ? ("secret", .weak) : before == "session" ? ("session", .weak) : nil
        case "community", "mnemonic": return ("password", .weak)
        case "jeton", "geheimnis", "geheim", "segredo", "segreto", "secreto": return ("secret", .weak)
        case "content": return before == "key" ? ("password", .strong) : nil  // netsh's Key Content
        case "team": return before == "honeycomb" ? ("key", .weak) : nil  // X-Honeycomb-Team
        case "pepper": return before.isEmpty ? nil : ("secret", .weak)
        case "salt": return salts.contains(before) ? ("key", .strong) : drawnSalts.contains(before) ? ("key", .begun) : nil
        case "string": return before == "secret" || before == "connection" ? ("secret", .weak) : nil
        case "mac": return before == "private" ? ("private-key", .strong) : nil
        case "ident": return before == "auth" ? ("auth", .strong) : nil
        case "login", "verifier", "encrypt", "seed", "private", "ticket", "setcookie", "crumb": return ("token", .faint)
        case "passe": return before == "de" || before == "palavra" ? ("password", .strong) : nil  // mot de passe
        case "pwd": return name.count == 3 && name[2].isUpper ? nil : ("password", .strong)  // PWD is a directory.
        case "pass", "pw":
            // PASS is how a test ends.
            if halfPasses.contains(before) { return nil }
            return before.isEmpty ? name.last.map { $0.isUpper ? nil : ("password", .weak) } ?? nil : ("password", .strong)
        case "secret":
            return before == "hashed" ? nil : ("secret", before.isEmpty ? .weak : .strong)
        case "token", "accesstoken", "authtoken", "apitoken", "refreshtoken", "sessiontoken", "bearer":
            // An assembly's PublicKeyToken is a part of its name.
            return publicTokens.contains(before) || before == "key" && parts.beforeThat == "public" ? nil : ("token", .weak)
        case "api": return before == "art" ? ("key", .weak) : nil  // Artifactory's X-JFrog-Art-Api
        case "pat": return before.isEmpty ? nil : ("token", .weak)
        case "key":
            if secretKeys.contains(before) || secretKeys.contains(parts.beforeThat + before) { return ("key", .strong) }
            if before.hasSuffix("psk") { return ("key", .strong) }
            if networks.contains(before) { return ("password", .strong) }
            if fileKeys.contains(before) || isHeader(name) && !openKeys.contains(before) { return ("key", .weak) }
            if before == "primary", parts.beforeThat == "encryption" { return ("key", .weak) }  // Active Record's
            return before.isEmpty || openKeys.contains(before) ? nil : ("key", .faint)
        // Rails' SECRET_KEY_BASE, GitLab's otp_key_base
        case "base": return before == "key" && !parts.beforeThat.isEmpty ? ("key", parts.beforeThat == "secret" ? .strong : .faint) : nil
        case "data": return before == "key" ? ("private-key", .strong) : before == "secret" ? ("secret", .weak) : nil  // kubeconfig's client-key-data
        case "assertion", "samlresponse", "samlrequest": return ("assertion", .weak)
        case "auth": return ("auth", .weak)
        case "pin", "puk", "otp": return name.count > 3 && name[name.count - 2].isUpper != name[name.count - 1].isUpper ? nil : ("code", .strong)
        case "material": return before == "key" ? ("key", .strong) : nil
        case "macaroon": return ("token", .faint)
        case "authorization": return ("auth", .header)
        case "cookie": return ("cookie", .cookie)
        case "credential", "credentials", "creds", "connectionstring", "dsn", "signature", "sig", "session", "sessionid", "sid",
            "jsessionid",
            "phpsessid":
            return (tail.hasPrefix("sig") ? "signature" : tail.hasPrefix("c") ? "credential" : "session", .weak)
        default: break
        }
        // Words run together: PGPASSWORD, MYSQLPWD, userpassword, clientsecret.
        if tail.hasSuffix("password") || tail.hasSuffix("passwd") { return ("password", .strong) }
        if tail == "word" || tail == "wd", before.hasSuffix("pass") { return ("password", .strong) }
        if tail.hasSuffix("pw"), tail.utf8.count > 4 || ["mqpw", "usrpw"].contains(tail) { return ("password", .strong) }
        // The one before is a directory.
        if tail.hasSuffix("pwd"), tail.utf8.count > 4, tail != "oldpwd" { return ("password", .strong) }
        if tail.hasSuffix("secret") { return ("secret", .strong) }
        if tail.hasSuffix("pass"), tail.utf8.count > 5, !passes.contains(tail) { return ("password", .strong) }
        if tail.hasSuffix("token"), tail.utf8.count > 7, !tail.hasSuffix("publickeytoken") { return ("token", .weak) }
        if tail.hasSuffix("psk") { return ("key", .strong) }
        if tail.hasSuffix("apikey") { return ("key", .strong) }
        return nil
    }

    /// `X-ClickHouse-Key`: a header of a service's own, which is named a key for what it opens.
    private static func isHeader(_ name: Bytes) -> Bool { name.has("X-", at: 0) || name.has("x-", at: 0) }

    /// What each of several would be that a name tells: `tokens`, `unseal_keys_b64`, `apiKeys`.
    static func several(_ name: Bytes) -> (kind: String, strength: Strength)? {
        var end = name.count
        for tail: StaticString in ["_b64", "_base64", "_hex", "B64"]
        where end > tail.utf8CodeUnitCount + 4 && name.has(tail, at: end - tail.utf8CodeUnitCount) {
            end -= tail.utf8CodeUnitCount
        }
        guard end >= 5, name[end - 1].lowered == UInt8(ascii: "s"), let found = kind(of: Bytes(rebasing: name[..<(end - 1)])) else { return nil }
        return found.strength == .header || found.strength == .cookie ? nil : found
    }

    /// Last words that say all, with the kind of secret.
    private static let strong: [String: String] = {
        let words = [
            "password":
                "password passwd passphrase passcode passwords passkey passordet losenordet adgangskoden pswd psswd passw passwort kennwort mypassword contrasena senha wachtwoord "
                + "heslem hesla hasla haslem lozinkom lozinku geslom salasanalla salasanan parooliga senhas contrasenas passworts "
                + "passwordd passwordo passwordt bindpw requirepass masterauth psk adgangskode passord losenord salasana jelszo heslo haslo geslo lozinka sifre motdepasse "
                + "parolachiave palabraclave palavrapasse sifreniz sifresi parolaniz salasanasi zugangsdaten mdp kodeord contrasenya slaptazodis parool sandi katasandi nenosiri zaporka pasahitza "
                + "rootpw adminpw dbpw sapwd userpw ldappw storepw keypw authtok seedphrase pword pwrd passwrd userpwd dbpwd",
            "key":
                "apikey authkey accesskey secretkey privatekey accountkey sharedkey signingkey encryptionkey secretaccesskey sharedaccesskey "
                + "masterkey presharedkey licensekey storagekey apisecretkey webhookkey",
            "docker-auth": "dockerconfigjson dockercfg",
        ]
        return words.reduce(into: [:]) { table, entry in
            for word in entry.value.split(separator: " ") { table[String(word)] = entry.key }
        }
    }()

    /// What words are parted before that are otherwise one.
    private static let halves: Set<String> = ["word", "phrase", "wd", "key", "wort", "pw", "pwd", "auth", "code", "pass", "tok", "cfg"]
    private static let phrases: Set<String> = ["pass", "mnemonic", "seed", "recovery", "backup"]
    private static let networks: Set<String> = ["wlan", "wifi", "wpa", "wpa2", "hotspot"]
    /// WordPress's: the other half of its keys.
    private static let salts: Set<String> = ["derivation", "auth", "in", "secure", "nonce", "hash", "secret", "password", "session", "cookie"]
    /// Phoenix's and others': as often a plain word.
    private static let drawnSalts: Set<String> = ["signing", "encryption", "token", "jwt"]
    /// All of those that stand for passwords.
    static var passwordWords: [String] { strong.filter { $0.value == "password" }.map(\.key) }

    private static let halfPasses: Set<String> = ["low", "high", "band", "by", "first", "second", "multi", "single", "all", "full", "boarding"]
    /// Words behind a name that leave it what it is.
    private static let qualifiers: Set<String> = [
        "prod", "production", "dev", "development", "stage", "staging", "test", "testing", "live", "sandbox", "value", "plain", "plaintext",
        "text", "raw", "b64", "base64", "new", "old", "current", "previous", "primary", "secondary", "hash", "hashed", "digest", "encoded",
        "encrypted", "default", "env", "var", "str", "v1", "v2", "v3", "in", "1st", "2nd", "hex", "enc", "bytes", "sha1", "sha2", "sha256", "sha512",
        "md5", "ssha", "bcrypt", "crypt",
    ]
    /// Codes that let somebody in.
    private static let secretCodes: Set<String> = [
        "recovery", "backup", "access", "security", "activation", "emergency", "scratch", "pairing", "pin", "verification", "otp", "2fa", "mfa",
        "totp", "time", "sms", "login", "unlock", "confirmation", "puk",
    ]
    /// Keys that open nothing.
    private static let openKeys: Set<String> = [
        "public", "pub", "cache", "primary", "foreign", "sort", "partition", "object", "row", "hash", "idempotency", "websocket", "restore",
        "index", "group", "lookup", "translation", "message", "event", "dedup", "dedupe", "verify", "verification", "rsa", "gpg", "pgp", "hot",
        "unique",
        "dict", "s3", "socket", "blob", "file", "path", "host", "missing", "duplicate", "invalid", "same", "record", "sec", "lock", "tracking",
        "kernel", "surrogate", "request", "correlation", "page", "sharding", "shard", "bucket",
    ]

    /// What ends like a password and is none.
    private static let passes: Set<String> = [
        "bypass", "compass", "encompass", "surpass", "trespass", "overpass", "underpass", "multipass", "lowpass", "highpass", "bandpass",
        "firstpass", "singlepass", "testpass", "allpass",
    ]
    /// Keys that are as often the name of a file; secret when they look drawn.
    private static let fileKeys: Set<String> = [
        "tls", "fernet", "cookie", "session", "recovery", "unseal", "aes", "crypt", "encrypt", "decrypt", "crypto", "vault", "root", "server",
        "database", "db",
        "bot", "team", "write", "routing", "integration", "genie", "agent", "enrollment", "provisioning", "pairing", "gossip", "decryption", "seal",
        "install", "activation", "product", "setup", "entry", "manual", "symmetric", "cipher", "disk", "luks", "wrapping", "kek", "dek", "totp",
        "otp", "mfa",
        "backup", "bearer", "github", "gitlab", "stripe", "sendgrid", "openai", "map", "maps", "mailgun", "signature", "anon", "role", "feed",
        "functions", "management", "ingest", "ingestion", "connection", "instrumentation", "csrf",
        "django", "flask", "rails", "registry",
    ]

    /// The last three letters of the names above: nearly all others are dismissed by this, without a string being made.
    private static let endings: [Bool] = {
        var table = [Bool](repeating: false, count: 32 * 32 * 32)
        let words =
            "passe pwd pass content team pepper cleartext secret token bearer api pat key base data auth authorization cookie credential credentials creds "
            + "connectionstring dsn signature sig session sid sessionid assertion samlresponse samlrequest parola parole clave phrase secreta "
            + "segreta schluessel code codes ident login verifier mac encrypt seed private ticket material macaroon setcookie crumb pin puk otp secret_id secret-id secretid community mnemonic "
            + "jeton geheimnis geheim segredo segreto secreto salt "
            + strong.keys.sorted().joined(separator: " ") + " " + qualifiers.sorted().joined(separator: " ")
        for word in words.split(separator: " ") {
            guard word.utf8.count > 2 else { continue }
            let tail = Array(word.utf8.suffix(3))
            table[place(tail[0], tail[1], tail[2])] = true
        }
        table[place(32, UInt8(ascii: "i"), UInt8(ascii: "d"))] = true  // Secret ID
        return table
    }()

    private static func place(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        Int(first & 31) << 10 | Int(second & 31) << 5 | Int(third & 31)
    }

    private static func mayEnd(_ name: Bytes) -> Bool {
        var end = name.count
        // What digits stand behind: apiKey2, password_1.
        while end > 2, name[end - 1].isDigit || Marks("_- ").contains(name[end - 1]) { end -= 1 }
        if end < 3 || name.count - end > 5 { end = name.count }
        return ends(name, end) || end < name.count && ends(name, name.count)
    }

    /// Whether a name may end before `end`, by its last letters.
    static func mayEndHere(_ bytes: Bytes, _ end: Int) -> Bool { end >= 3 && ends(bytes, end) }

    private static func ends(_ name: Bytes, _ end: Int) -> Bool {
        if name[end - 1].lowered == UInt8(ascii: "w"), name[end - 2].lowered == UInt8(ascii: "p") { return true }
        return end >= 3 && endings[place(name[end - 3], name[end - 2], name[end - 1])]
    }

    /// What a name's value would be that has the word of a secret first, or anywhere but at its end: `token_ci`, `password.grafana`, `CONTRASENA_BD`.
    static func begun(_ name: Bytes) -> (kind: String, strength: Strength)? {
        guard let index = beginning(name) else { return nil }
        // No English name holds these.
        if beginningsAbroad.contains(where: { name.hasFolded($0, at: index) }) { return ("password", .weak) }
        let first = name[index].lowered
        return first == UInt8(ascii: "p") || first == UInt8(ascii: "m") ? ("password", .begun) : ("secret", .faint)
    }

    private static func beginning(_ name: Bytes) -> Int? {
        guard name.count >= 6, name.count <= 64 else { return nil }
        var index = 0
        while index + 4 < name.count {
            if beginningLetters[Int(name[index])],
                index == 0 || !name[index - 1].isLetter || name[index - 1].isLower && name[index].isUpper
            {
                for word in beginnings where name.hasFolded(word, at: index) {
                    let end = index + word.utf8CodeUnitCount
                    if end < name.count, !name[end].isLetter || name[end].isUpper || name[end - 1] == UInt8(ascii: "_") {
                        return isOpen(Parts(name).last) ? nil : index
                    }
                }
            }
            index += 1
        }
        return nil
    }

    /// Last words that say that something is no secret, but of one.
    static func isOpen(_ last: String) -> Bool {
        [
            "id", "ids", "uid", "uuid", "hash", "digest", "name", "version", "fingerprint", "checksum", "sha", "sha256", "url", "uri", "ref", "arn",
            "accessor", "policy", "length", "min", "max", "age", "expiry", "expires", "expiration", "ttl", "reset", "changed", "field", "prompt",
            "mode",
            "strength", "rule", "format", "required", "attempts", "hint", "help", "label", "placeholder", "error", "status", "source", "provider",
            "manager",
            "store", "grant", "key", "column", "user", "username", "email", "host", "endpoint", "scope", "scopes", "usage", "limit", "issuer",
            "audience",
            "algorithm", "method", "scheme", "encryption", "hasher", "link", "namespace", "service", "address", "path", "file", "type", "at", "count",
            "image", "commit", "revision", "etag", "request", "pattern", "regex", "regexp", "validator", "validators", "hashers", "title", "message",
            "description", "tooltip", "mismatch", "caption", "instructions", "requirements",
        ].contains(last)
    }

    private static let beginnings: [StaticString] =
        [
            "pw_", "pwd_", "pass_", "token", "secret", "password", "passwd", "passphrase", "apikey", "api_key", "api-key", "mdp_",
        ] + beginningsAbroad
    private static let beginningsAbroad: [StaticString] = [
        "contrasena", "contrasenya", "contrasinal", "passwort", "kennwort", "passord", "mot_de_passe", "mot-de-passe", "motdepasse", "senha",
        "parola",
        "haslo", "heslo", "geslo", "jelszo", "wachtwoord", "losenord", "adgangskode", "salasana", "sifre", "parool", "lozinka", "kata_sandi",
    ]
    private static let beginningLetters: [Bool] = (0...255).map { byte in
        beginnings.contains { $0.utf8Start[0] == UInt8(byte).lowered }
    }

    /// `next_token` pages through a list, `eos_token` belongs to a language model.
    private static let publicTokens: Set<String> = [
        "next", "page", "nextpage", "continue", "continuation", "eos", "bos", "pad", "unk", "sep", "cls", "mask", "stop", "start", "end",
        "max",
        "num", "per", "last", "first", "special", "unexpected", "invalid", "prompt", "output", "input", "completion", "image", "text",
        "new",
        "current", "decoder",
    ]
    private static let secretKeys: Set<String> = [
        "api", "access", "secret", "private", "signing", "encryption", "account", "storage", "shared", "sharedaccess", "master", "auth",
        "service", "deploy", "app", "application", "license", "ssh", "rsa", "client", "subscription", "admin", "webhook", "sas", "hmac", "symm",
        "jwt", "preshared",
        "secretaccess", "serviceaccount", "xapi",
    ]

    /// A name's last words in lower case: split at `_ - .`, spaces, and where a capital follows a small letter. They are looked for
    /// from the end, when they are asked for: most names are dismissed by their last one.
    private struct Parts {
        private let name: Bytes
        private let tail: Range<Int>
        let last: String

        init(_ name: Bytes) { self.init(name, Self.word(of: name, before: name.count)) }

        private init(_ name: Bytes, _ tail: Range<Int>) {
            (self.name, self.tail) = (name, tail)
            last = Self.text(name, tail)
        }

        var beforeLast: String { Self.text(name, before) }
        var beforeThat: String { Self.text(name, Self.word(of: name, before: before.lowerBound)) }
        /// Without the last word; `nil` when nothing would be left.
        var shorter: Parts? { before.isEmpty ? nil : Parts(name, before) }

        private var before: Range<Int> { Self.word(of: name, before: tail.lowerBound) }

        /// The last word that ends at `end` or before; empty where there is none.
        private static func word(of name: Bytes, before end: Int) -> Range<Int> {
            var high = end
            while high > 0, !(name[high - 1].isLetter || name[high - 1].isDigit) { high -= 1 }
            var low = high
            while low > 0, name[low - 1].isLetter || name[low - 1].isDigit {
                if low < high, name[low].isUpper, name[low - 1].isLower || endsAcronym(name, at: low) { break }
                low -= 1
            }
            return low..<high
        }

        /// DBPassword, TLSPSKKey: a word known by itself behind capitals.
        private static func endsAcronym(_ name: Bytes, at low: Int) -> Bool {
            guard name[low - 1].isUpper, low + 1 < name.count, name[low + 1].isLower else { return false }
            let words: [StaticString] = ["key", "pass", "secret", "token", "pwd", "auth", "credential", "cookie"]
            return words.contains { name.hasFolded($0, at: low) }
        }

        private static func text(_ name: Bytes, _ word: Range<Int>) -> String {
            String(unsafeUninitializedCapacity: word.count) { buffer in
                for (offset, index) in word.enumerated() { buffer.initializeElement(at: offset, to: name[index].lowered) }
                return word.count
            }
        }
    }
}
