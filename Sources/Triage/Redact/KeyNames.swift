/// Whether a name stands for a secret: `DB_PASSWORD`, `clientSecret`, `X-Api-Key`; and not `max_tokens`, `secretName`, `keyboard`.
enum KeyNames {
    /// How sure the name makes us.
    enum Strength {
        /// Whatever stands there is secret.
        case strong
        /// Secret when it looks like a token.
        case weak
        /// `Authorization`: a scheme, then the secret.
        case header
        /// `Cookie`: secret to the end of the line.
        case cookie
    }

    /// What the name's value would be; `nil` when it is nothing secret.
    static func kind(of name: Bytes) -> (kind: String, strength: Strength)? {
        guard name.count >= 2, name.count <= 64, mayEnd(name) else { return nil }
        let parts = Parts(name)
        let tail = parts.last, before = parts.beforeLast
        switch tail {
        case "password", "passwd", "passphrase", "passcode", "passwort", "kennwort", "mypassword", "contrasena", "senha", "wachtwoord",
            "bindpw", "requirepass", "masterauth", "psk":
            return ("password", .strong)
        case "passe": return before == "de" ? ("password", .strong) : nil  // mot de passe
        case "pwd": return name.count == 3 && name[2].isUpper ? nil : ("password", .strong)  // PWD is a directory.
        case "pass", "pw":
            // PASS is how a test ends.
            return before.isEmpty ? name.last.map { $0.isUpper ? nil : ("password", .weak) } ?? nil : ("password", .strong)
        case "secret":
            return ("secret", before.isEmpty ? .weak : .strong)
        case "token", "accesstoken", "authtoken", "apitoken", "refreshtoken", "sessiontoken", "bearer":
            return publicTokens.contains(before) ? nil : ("token", .weak)
        case "api": return before == "art" ? ("key", .weak) : nil  // Artifactory's X-JFrog-Art-Api
        case "pat": return before.isEmpty ? nil : ("token", .weak)
        case "key":
            if secretKeys.contains(before) || secretKeys.contains(parts.beforeThat + before) { return ("key", .strong) }
            return fileKeys.contains(before) ? ("key", .weak) : nil
        case "apikey", "authkey", "accesskey", "secretkey", "privatekey", "accountkey", "sharedkey", "signingkey", "encryptionkey",
            "secretaccesskey", "sharedaccesskey", "masterkey", "presharedkey", "licensekey", "storagekey", "apisecretkey", "webhookkey":
            return ("key", .strong)
        case "base": return before == "key" && parts.beforeThat == "secret" ? ("key", .strong) : nil  // Rails' SECRET_KEY_BASE
        case "data": return before == "key" ? ("private-key", .strong) : nil  // kubeconfig's client-key-data
        case "dockerconfigjson", "dockercfg": return ("docker-auth", .strong)
        case "assertion", "samlresponse", "samlrequest": return ("assertion", .weak)
        case "auth": return ("auth", .weak)
        case "authtok": return ("token", .weak)
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
        if tail.hasSuffix("secret") { return ("secret", .strong) }
        if tail.hasSuffix("pass"), tail.utf8.count > 5, !passes.contains(tail) { return ("password", .strong) }
        if tail.hasSuffix("token"), tail.utf8.count > 7 { return ("token", .weak) }
        if tail.hasSuffix("apikey") { return ("key", .strong) }
        return nil
    }

    /// What ends like a password and is none.
    private static let passes: Set<String> = [
        "bypass", "compass", "encompass", "surpass", "trespass", "overpass", "underpass", "multipass", "lowpass", "highpass", "bandpass",
        "firstpass", "singlepass", "testpass", "allpass",
    ]
    /// Keys that are as often the name of a file; secret when they look drawn.
    private static let fileKeys: Set<String> = [
        "tls", "fernet", "cookie", "session", "recovery", "unseal", "aes", "crypt", "crypto", "vault", "root", "server", "database", "db",
        "bot", "team", "write", "ingestion", "connection", "instrumentation", "csrf", "django", "flask", "rails", "registry",
    ]

    /// The last three letters of the names above: nearly all others are dismissed by this, without a string being made.
    private static let endings: [Bool] = {
        var table = [Bool](repeating: false, count: 32 * 32 * 32)
        let words =
            "password passwd passphrase passcode passwort kennwort contrasena senha wachtwoord bindpw requirepass masterauth psk passe pwd "
            + "pass secret token bearer api pat key base data dockerconfigjson dockercfg auth authtok authorization cookie credential "
            + "credentials creds connectionstring dsn signature sig session sid assertion samlresponse samlrequest"
        for word in words.split(separator: " ") {
            let tail = Array(word.utf8.suffix(3))
            table[place(tail[0], tail[1], tail[2])] = true
        }
        return table
    }()

    private static func place(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        Int(first & 31) << 10 | Int(second & 31) << 5 | Int(third & 31)
    }

    private static func mayEnd(_ name: Bytes) -> Bool {
        let end = name.count
        if name[end - 1].lowered == UInt8(ascii: "w"), name[end - 2].lowered == UInt8(ascii: "p") { return true }
        return end >= 3 && endings[place(name[end - 3], name[end - 2], name[end - 1])]
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
        "service", "deploy", "app", "application", "license", "ssh", "rsa", "client", "subscription", "admin", "webhook", "sas", "hmac",
        "jwt", "preshared",
        "secretaccess", "serviceaccount", "xapi",
    ]

    /// A name's last words in lower case: split at `_ - .`, spaces, and where a capital follows a small letter.
    private struct Parts {
        var last = "", beforeLast = "", beforeThat = ""

        init(_ name: Bytes) {
            var words: [[UInt8]] = [[]]
            var previous: UInt8 = 0
            for byte in name {
                if byte.isLetter || byte.isDigit {
                    if byte.isUpper, previous.isLower, !words[words.count - 1].isEmpty { words.append([]) }
                    words[words.count - 1].append(byte.lowered)
                } else if !words[words.count - 1].isEmpty {
                    words.append([])
                }
                previous = byte
            }
            if words[words.count - 1].isEmpty { words.removeLast() }
            func word(_ back: Int) -> String {
                words.count >= back ? String(decoding: words[words.count - back], as: UTF8.self) : ""
            }
            last = word(1)
            beforeLast = word(2)
            beforeThat = word(3)
        }
    }
}
