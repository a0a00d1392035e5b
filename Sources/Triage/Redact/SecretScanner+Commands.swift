/// Passwords that commands are given: as an option, as a word at a place, or down a pipe.
extension SecretScanner {
    /// `--password hunter2`, `"--token", "…"`, `-u name:password`, `-pSECRET` of the commands that read it so.
    mutating func flag(at index: Int) -> Int {
        guard index >= settled, index == line.lowerBound || bytes[index - 1].isSpace || bytes[index - 1].isQuote || isNul(before: index) else {
            return index
        }
        var start = index + 1
        if byte(at: start) == UInt8(ascii: "-") { start += 1 }
        var end = start
        while end < line.upperBound, bytes[end].isWord || bytes[end] == UInt8(ascii: "-") { end += 1 }
        guard end > start else { return index }
        let name = slice(start..<end)
        if Self.logins.contains(where: { $0.utf8CodeUnitCount == name.count && bytes.has($0, at: start) }) {
            if let end = login(at: audited(end) ?? end, pairs: name.count == 1) { return end }
            if name.count > 1 { return index }
        }
        // dig -y hmac-sha256:name:…
        if name.elementsEqual("y".utf8), ["dig", "nsupdate", "mdig", "delv"].contains(where: { isCommand($0, before: index) }) {
            let value = word(at: end)
            if let colon = slice(value).lastIndex(of: UInt8(ascii: ":")), value.count - colon > 12 {
                add(value.lowerBound + colon + 1..<value.upperBound, "key")
                return value.upperBound
            }
        }
        if name.count > 4, byte(at: end) == 32 || byte(at: end) == UInt8(ascii: "="),
            ends("creds", at: end) || ends("-auth", at: end) || ends("userpass", at: end),
            let end = pairBehind(end + 1)
        {
            return end
        }
        // curl -uada:hunter2
        if name.count > 3, name[0] == UInt8(ascii: "u"), byte(at: end) == UInt8(ascii: ":"), isCommand("curl", before: index),
            let end = login(at: start + 1, pairs: false)
        {
            return end
        }
        if start == index + 1 {
            if let end = short(at: index, to: end) { return end }
            if name.starts(with: "pass".utf8) || name.reversed().starts(with: "ssap".utf8), let end = passSource(at: end) { return end }
            if name.count > 1, let end = worded(at: index, to: end) { return end }
        }
        if byte(at: end) == 32, Self.flagPhrases.contains(where: { ends($0, at: end) }), let end = entering(at: end) { return end }
        if start == index + 1 {
            // Whatever the option is called: what it is given was drawn.
            if name.count == 1, Marks("ktpawsPAX").contains(name[0]), byte(at: end) == 32, !isCommand("git", before: index) {
                let value = SecretValues.value(bytes, at: end, to: line.upperBound) { _ in false }
                let isDrawn = SecretValues.isDrawn(slice(value.range)) || name[0] == UInt8(ascii: "t") && slice(value.range).isUUID
                if isDrawn, isOnly(value.range), !slice(value.range).allSatisfy(\.isHex) {
                    add(value.range, "token")
                    return value.range.upperBound
                }
            }
        }
        if name.elementsEqual("key".utf8) || name.elementsEqual("ks-pass".utf8) || name.elementsEqual("key-pass".utf8) {
            if let end = passSource(at: end) { return end }
            let value = SecretValues.value(bytes, at: byte(at: end) == UInt8(ascii: "=") ? end + 1 : end, to: line.upperBound) { _ in false }
            if SecretValues.isDrawn(slice(value.range)), isOnly(value.range), !slice(value.range).contains(UInt8(ascii: "/")) {
                add(value.range, "key")
                return value.range.upperBound
            }
        }
        // `--password-stdin <<< "…"`
        if name.count > 7, name.reversed().starts(with: "nidts".utf8), let here = bytes.first("<<<", in: end..<line.upperBound) {
            let value = SecretValues.value(bytes, at: here + 3, to: line.upperBound) { _ in false }.range
            if !SecretValues.isPlaceholder(slice(value)) { add(value, "password") }
            return line.upperBound
        }
        guard name.count > 2 || name.elementsEqual("pw".utf8) || name.elementsEqual("b".utf8),
            let (kind, strength) = KeyNames.kind(of: name) ?? put(name, at: index)
        else { return start == index + 1 ? index : end }
        // invalid value '…' for '--password <PASSWORD>'
        if strength == .strong, index > line.lowerBound + 12, bytes[index - 1].isQuote, toldAhead(of: index - 1, kind) { return end }
        var at = end
        while let byte = byte(at: at), byte == UInt8(ascii: "\\") { at += 1 }
        if let quote = byte(at: at), quote.isQuote {
            at += 1
            if let next = audited(at - 1) { at = next + 1 }
            while let byte = byte(at: at), byte == 32 || byte == UInt8(ascii: ",") { at += 1 }
        } else if byte(at: at) == UInt8(ascii: "="), KeyNames.kind(of: name) == nil {
            at += 1
        } else if isNul(before: at + 2) || byte(at: at) == 0 {
            at += byte(at: at) == 0 ? 1 : 2
            return flagged(word(upToNul: at), kind, strength) ?? end
        } else if byte(at: at) != 32 {
            return end
        }
        // PowerShell's (ConvertTo-SecureString "…" …)
        if byte(at: at + 1) == UInt8(ascii: "("), let quote = slice(at..<line.upperBound).firstIndex(where: \.isQuote) { at += quote }
        let value = SecretValues.value(bytes, at: at, to: line.upperBound) { _ in false }
        let text = slice(value.range)
        guard !text.isEmpty, text[0] != UInt8(ascii: "-") || text.count >= 32 && SecretValues.isDrawn(text), !SecretValues.isPlaceholder(text) else {
            return end
        }
        // What follows a flag is its value, except in a help text: "--token string   the token".
        guard
            strength == .faint
                ? (SecretValues.isDrawn(text) || text.isUUID) && isOnly(value.range)
                : SecretValues.looksRandom(text) || strength == .strong && !isProse(value.range) || bytes.has("http", at: value.range.lowerBound)
                    || kind == "password" && SecretValues.looksPassword(text)
        else { return end }
        add(value.range, kind)
        return value.range.upperBound
    }

    /// Whether the two bytes before `index`, or the one, stand for the NUL that parts a process's arguments.
    private func isNul(before index: Int) -> Bool {
        guard index > line.lowerBound, index <= line.upperBound else { return false }
        return bytes[index - 1] == 0 || index > line.lowerBound + 1 && bytes.has("^@", at: index - 2)
    }

    private func word(upToNul start: Int) -> Range<Int> {
        var end = start
        while end < line.upperBound, bytes[end] != 0, !bytes.has("^@", at: end) { end += 1 }
        return start..<end
    }

    private mutating func flagged(_ value: Range<Int>, _ kind: String, _ strength: KeyNames.Strength) -> Int? {
        guard !value.isEmpty, bytes[value.lowerBound] != UInt8(ascii: "-"), !SecretValues.isPlaceholder(slice(value)),
            strength == .strong || SecretValues.looksRandom(slice(value)) || kind == "password" && SecretValues.looksPassword(slice(value))
        else { return nil }
        add(value, kind)
        return value.upperBound
    }

    /// Options that take a name and a password in one word.
    private static let logins: [StaticString] = [
        "u", "user", "proxy-user", "a", "U", "auth", "creds", "credentials", "login", "basic-auth", "userpass", "account", "cert", "E", "http-user",
    ]

    /// `--name /prod/db/password … --value …`: what a value is that is put under a name.
    private func put(_ name: Bytes, at index: Int) -> (kind: String, strength: KeyNames.Strength)? {
        guard
            name.elementsEqual("value".utf8) || name.elementsEqual("secret-string".utf8) || name.elementsEqual("data".utf8)
                || name.elementsEqual("body".utf8) || name.elementsEqual("b".utf8) || name.elementsEqual("plaintext".utf8)
                || name.elementsEqual("literal".utf8)
        else { return nil }
        let head = line.lowerBound..<index
        if name.elementsEqual("secret-string".utf8) || bytes.first("SecureString", in: head) != nil || bytes.first(" secret ", in: head) != nil {
            return ("secret", .strong)
        }
        guard let flag = bytes.first("--name", in: head) else { return nil }
        let named = word(at: flag + 7)
        return KeyNames.kind(of: slice(named).split(separator: UInt8(ascii: "/")).last.map { Bytes(rebasing: $0) } ?? slice(named))
    }

    /// Where the next argument begins that the kernel's audit writes: `a1="-u" a2="…"`.
    private func audited(_ end: Int) -> Int? {
        guard byte(at: end) == 34, bytes.has(" a", at: end + 1) else { return nil }
        var index = end + 3
        while let byte = byte(at: index), byte.isDigit { index += 1 }
        return index > end + 3 && byte(at: index) == UInt8(ascii: "=") ? index : nil
    }

    /// `-u name:password`, quoted or not.
    private mutating func login(at start: Int, pairs: Bool) -> Int? {
        guard let next = byte(at: start), next == 32 || next == UInt8(ascii: "=") || next.isQuote || !pairs && next.isWord else { return nil }
        let value = SecretValues.value(bytes, at: next == UInt8(ascii: "=") ? start + 1 : start, to: line.upperBound) { _ in false }.range
        // `name%password` of Samba, `name,password` of lftp.
        guard
            let colon = slice(value).firstIndex(of: UInt8(ascii: ":"))
                ?? (pairs ? slice(value).firstIndex { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: ",") } : nil), colon > 0, colon + 1 < value.count,
            slice(value)[colon] != UInt8(ascii: ":") || bytes[start - 1] != UInt8(ascii: "U"),  // Maven's and many others' -U
            !slice(value).prefix(colon).contains(UInt8(ascii: "/")), byte(at: value.lowerBound + colon + 1) != UInt8(ascii: "/")
        else { return nil }
        if slice(value)[colon] != UInt8(ascii: ":") || name(ofOption: start) {
            let secret = slice(value.lowerBound + colon + 1..<value.upperBound)
            guard SecretValues.looksPassword(secret) else { return nil }
        }
        let secret = value.lowerBound + colon + 1..<value.upperBound
        guard !slice(secret).allSatisfy(\.isDigit), !SecretValues.isPlaceholder(slice(secret)) else { return nil }  // uid:gid
        add(secret, "password")
        return secret.upperBound
    }

    /// Whether the option's name is one that is given other things as often: `-a`, `-E`, `--cert`.
    private func name(ofOption end: Int) -> Bool {
        end > 1 && !bytes[end - 1].isQuote && bytes[end - 1].lowered != UInt8(ascii: "u") && bytes[end - 1] != UInt8(ascii: "r")
    }

    /// Options of one letter that take a password, and the commands that read them so. Where the password may, or must, be joined on.
    private static let short: [(letter: UInt8, joined: Bool, apart: Bool, commands: [StaticString])] = [
        (UInt8(ascii: "p"), true, false, ["mysql", "mysqldump", "mysqladmin", "mysqlimport", "mysqlshow", "mariadb", "mariadb-dump"]),
        (UInt8(ascii: "p"), true, true, ["sshpass"]),
        (
            UInt8(ascii: "p"), false, true,
            [
                "login", "mongo", "mongosh", "mongodump", "mongorestore", "mongoexport", "mongoimport", "cqlsh", "rabbitmqadmin", "unlock-keychain",
                "psexec", "vncviewer", "beeline", "couchbase-cli", "cbq", "impala-shell", "racadm", "xfreerdp", "rdesktop", "ncftpput", "ncftpget",
                "restic", "veracrypt", "certutil", "altool", "megatools", "mongofiles", "mongostat", "mongotop", "smbmap", "crackmapexec", "nxc",
                "evil-winrm", "freeipa", "hdbsql", "snowsql", "trino", "check_mysql", "check_pgsql", "wbinfo", "oras", "crane", "smbget", "plink",
            ]
        ),
        (UInt8(ascii: "p"), true, false, ["7z", "7za", "7zz", "unrar", "rar"]),
        (
            UInt8(ascii: "P"), true, true,
            [
                "sqlcmd", "bcp", "tsql", "osql", "unzip", "zip", "ipmitool", "mosquitto_pub", "mosquitto_sub", "isql", "fisql", "freebcp", "p4",
                "mosquitto_rr", "7z",
            ]
        ),
        (UInt8(ascii: "N"), false, true, ["ssh-keygen"]),
        (UInt8(ascii: "P"), false, true, ["ssh-keygen", "gpg-preset-passphrase"]),
        (UInt8(ascii: "b"), false, true, ["oathtool"]),
        (UInt8(ascii: "K"), false, true, ["openssl", "pk12util"]),
        (UInt8(ascii: "W"), false, true, ["pk12util"]),
        (UInt8(ascii: "h"), false, true, ["security"]),
        (UInt8(ascii: "A"), false, true, ["snmpwalk", "snmpget", "snmpset", "snmpbulkwalk"]),
        (UInt8(ascii: "X"), false, true, ["snmpwalk", "snmpget", "snmpset", "snmpbulkwalk"]),
        (UInt8(ascii: "a"), false, true, ["redis-cli", "redis-benchmark"]),
        (
            UInt8(ascii: "w"), false, true,
            [
                "ldapsearch", "ldapmodify", "ldapadd", "ldappasswd", "ldapwhoami", "ldapdelete", "ldapcompare", "kadmin", "dsconf",
                "ipa-client-install", "ipa-replica-install", "add-generic-password", "add-internet-password",
            ]
        ),
        (UInt8(ascii: "k"), false, true, ["openssl"]),
        (UInt8(ascii: "c"), false, true, ["snmpwalk", "snmpget", "snmpset", "snmpbulkwalk", "snmptrap", "snmpbulkget"]),
        (UInt8(ascii: "s"), false, true, ["ldappasswd", "slappasswd"]),
        (UInt8(ascii: "i"), false, true, ["sshpass"]),
        (UInt8(ascii: "t"), false, true, ["influx"]),
    ]

    private mutating func short(at index: Int, to end: Int) -> Int? {
        let letter = bytes[index + 1]
        for option in Self.short where option.letter == letter {
            let isItem = end == index + 2 && byte(at: end)?.isQuote == true && byte(at: end + 1) == UInt8(ascii: ",")
            let apart = end == index + 2 && (byte(at: end) == 32 || byte(at: end)?.isQuote == true && option.joined || isItem && option.apart)
            let isJoined = option.joined && !apart && byte(at: index + 2).map { !$0.isSpace && !$0.isQuote } ?? false
            guard apart && (option.apart || byte(at: end)?.isQuote == true) || isJoined else { continue }
            let isKnown = option.commands.contains { isCommand($0, before: index) }
            let isPair =
                letter.lowered == UInt8(ascii: "p") && apart
                && [("-u" as StaticString), "-U", "--user", "--username", "-user", "-x", "--login", "-l"].contains { isCommand($0, before: index) }
            guard isKnown || isPair else { continue }
            let value = SecretValues.value(bytes, at: isItem ? end + 2 : index + 2, to: line.upperBound) { _ in false }
            let text = slice(value.range)
            guard !text.isEmpty, text[0] != UInt8(ascii: "-") || isJoined, !SecretValues.isPlaceholder(text) else { continue }
            // Any command may be given a name and a password so; what is a port there is not chosen like one.
            guard
                isKnown && letter != UInt8(ascii: "c") || SecretValues.looksPassword(text, anySigns: value.quoted)
                    || isPair && SecretValues.looksLikely(text)
            else { continue }
            add(value.range, "password")
            return value.range.upperBound
        }
        return nil
    }

    /// Options of several letters behind one dash, of certain commands, that a secret follows: Erlang's, OpenSSL's, PuTTY's, swaks'.
    private static let worded: [(option: StaticString, commands: [StaticString])] = [
        ("setcookie", []), ("hmac", ["openssl"]), ("ap", ["swaks"]), ("xp", ["sendemail", "sendEmail"]), ("cookie", ["erl", "iex", "elixir"]),
        ("kp", []), ("spw", []), ("pwd", []), ("pw", []), ("psk", []), ("macopt", ["openssl"]),
    ]

    private static let flagPhrases: [StaticString] = [
        "qpdf --encrypt", "-createcredential", "-modifycredential", "-createentry", "-modifyentry", "vncpasswd -f", "mosquitto_passwd -b",
    ]

    private mutating func worded(at index: Int, to end: Int) -> Int? {
        guard byte(at: end) == 32,
            let option = Self.worded.first(where: { $0.option.utf8CodeUnitCount == end - index - 1 && bytes.has($0.option, at: index + 1) }),
            option.commands.isEmpty || option.commands.contains(where: { isCommand($0, before: index) })
        else { return nil }
        var value = SecretValues.value(bytes, at: end, to: line.upperBound) { _ in false }
        for mark: StaticString in ["hexkey:", "key:"] where bytes.has(mark, at: value.range.lowerBound) {
            value.range = value.range.lowerBound + mark.utf8CodeUnitCount..<value.range.upperBound
        }
        let text = slice(value.range)
        guard !text.isEmpty, text[0] != UInt8(ascii: "-"), !SecretValues.isPlaceholder(text), !SecretValues.isPath(text),
            SecretValues.looksLikely(text) || !option.commands.isEmpty || text.allSatisfy({ $0.isUpper || $0.isDigit }) && text.count >= 16
        else { return nil }
        add(value.range, "password")
        return value.range.upperBound
    }

    /// Commands that hash or compute with the secret that they are given as their last word.
    static let hashers: [StaticString] = ["mkpasswd", "openssl passwd", "oathtool", "hash-password"]

    /// `mkpasswd -m sha-512 …`, `openssl passwd -6 …`, `oathtool --totp -b …`; where the secret ends.
    mutating func argument(behind space: Int) -> Int? {
        guard Self.hashers.contains(where: { ends($0, at: space) }) else { return nil }
        var index = space, last: Range<Int>?
        for _ in 0..<10 {
            let value = SecretValues.value(bytes, at: index, to: line.upperBound) { _ in false }
            let text = slice(value.range)
            guard !text.isEmpty, !Marks("|;&>").contains(text[0]) else { break }
            index = min(value.range.upperBound + (value.quoted ? 1 : 0), line.upperBound)
            if text[0] == UInt8(ascii: "-") {
                last = nil
            } else if !text.starts(with: "sha".utf8), !text.starts(with: "md5".utf8), !text.starts(with: "bcrypt".utf8) {
                last = value.range
            }
            if byte(at: index) != 32 { break }
        }
        guard let last, last.count >= 6, !SecretValues.isPlaceholder(slice(last)), !SecretValues.isPath(slice(last)),
            SecretValues.looksLikely(slice(last)) || slice(last).count >= 16 && slice(last).allSatisfy({ $0.isUpper || $0.isDigit })
        else { return nil }
        add(last, "password")
        return last.upperBound
    }

    /// Whether the word stands before `index` within the same command of a pipeline.
    private func isCommand(_ name: StaticString, before index: Int) -> Bool {
        let count = name.utf8CodeUnitCount
        var low = index - count - 1
        while low >= line.lowerBound {
            if Marks("|;&").contains(bytes[low]) { return false }
            if bytes.has(name, at: low), bytes[low + count].isSpace || bytes[low + count].isQuote,
                low == line.lowerBound || !bytes[low - 1].isWord && bytes[low - 1] != UInt8(ascii: "-")
            {
                return true
            }
            low -= 1
        }
        return false
    }

    /// `/pass:…` of Windows' commands.
    mutating func option(at start: Int, _ kind: String) -> Int? {
        let value = SecretValues.value(bytes, at: start, to: line.upperBound) { _ in false }.range
        guard value.lowerBound <= start + 1, value.count >= 4, kind == "password", !SecretValues.isPlaceholder(slice(value)),
            bytes[line.lowerBound..<start].contains(32)
        else { return nil }
        add(value, kind)
        return value.upperBound
    }

    /// `/user:DOMAIN\ada hunter2` of Windows' `net use`: what follows the name, or stands before it.
    mutating func windowsLogin(at colon: Int) -> Int? {
        guard bytes.hasFolded("/user", at: colon - 5), bytes.firstFolded("net", in: line.lowerBound..<colon) != nil else { return nil }
        let name = word(at: colon + 1)
        let behind = word(at: name.upperBound),
            before = quoted(endingAt: bytes.trimmed(line.lowerBound..<colon - 5).upperBound, from: line.lowerBound)
        for value in [behind, before] where value.lowerBound >= settled {
            let text = slice(value)
            guard text.count >= 6, text[0] != UInt8(ascii: "/"), !text.contains(UInt8(ascii: "\\")), !SecretValues.isPlaceholder(text),
                SecretValues.looksPassword(text)
            else { continue }
            add(value, "password")
            return max(value.upperBound, colon)
        }
        return nil
    }

    /// OpenSSL's `-passin pass:…`.
    private mutating func passSource(at end: Int) -> Int? {
        guard bytes.has(" pass:", at: end) else { return nil }
        let value = SecretValues.value(bytes, at: end + 6, to: line.upperBound) { _ in false }
        guard !SecretValues.isPlaceholder(slice(value.range)) else { return nil }
        add(value.range, "password")
        return value.range.upperBound
    }
}
