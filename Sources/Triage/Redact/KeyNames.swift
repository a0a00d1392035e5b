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
        guard let last = name.last?.lowered, name.count <= 64, lastLetters.contains(last) else { return nil }
        let parts = Parts(name)
        let tail = parts.last, before = parts.beforeLast
        switch tail {
        case "password", "passwd", "passphrase", "passwort", "kennwort", "mypassword": return ("password", .strong)
        case "pwd": return name.count == 3 && name[2].isUpper ? nil : ("password", .strong)  // PWD is a directory.
        case "pass", "pw": return ("password", before.isEmpty ? .weak : .strong)
        case "secret":
            return ("secret", before.isEmpty ? .weak : .strong)
        case "token", "accesstoken", "authtoken", "apitoken", "refreshtoken", "sessiontoken", "bearer":
            return publicTokens.contains(before) ? nil : ("token", .weak)
        case "pat": return before.isEmpty ? nil : ("token", .weak)
        case "key": return secretKeys.contains(before) || secretKeys.contains(parts.beforeThat + before) ? ("key", .strong) : nil
        case "apikey", "authkey", "accesskey", "secretkey", "privatekey", "accountkey", "sharedkey", "signingkey", "encryptionkey",
            "secretaccesskey", "sharedaccesskey", "masterkey":
            return ("key", .strong)
        case "data": return before == "key" ? ("private-key", .strong) : nil  // kubeconfig's client-key-data
        case "dockerconfigjson", "dockercfg": return ("docker-auth", .strong)
        case "auth": return ("auth", .weak)
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
        if tail.hasSuffix("token"), tail.utf8.count > 7 { return ("token", .weak) }
        if tail.hasSuffix("apikey") { return ("key", .strong) }
        return nil
    }

    /// The letters that one of the names above ends with: nearly all names are dismissed by this.
    private static let lastLetters: Set<UInt8> = Set("dentyhsgwlaprt".utf8)
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
        "jwt",
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
