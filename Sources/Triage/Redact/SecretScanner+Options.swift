/// Which commands read which of their options as a secret.
extension SecretScanner {
    private struct Option {
        let letter: UInt8
        /// Whether the secret may be joined on to the letter, and whether it may stand behind a space.
        let joined: Bool, apart: Bool
        let commands: [StaticString]

        init(_ letter: Character, joined: Bool = false, apart: Bool = true, _ commands: [StaticString]) {
            (self.letter, self.joined, self.apart, self.commands) = (letter.asciiValue ?? 0, joined, apart, commands)
        }
    }

    private static let snmpTools: [StaticString] = [
        "snmpwalk", "snmpget", "snmpset", "snmpbulkwalk", "snmptrap", "snmpbulkget", "snmpgetnext", "snmptable", "snmpinform", "snmpstatus", "snmpdf",
        "snmptranslate", "snmpusm",
    ]
    private static let ldapTools: [StaticString] = [
        "ldapsearch", "ldapmodify", "ldapadd", "ldappasswd", "ldapwhoami", "ldapdelete", "ldapcompare", "ldapmodrdn", "ldapexop", "ldapvi", "ldclt",
        "kadmin", "dsconf", "dsidm", "ipa-client-install", "ipa-replica-install", "add-generic-password", "add-internet-password",
    ]

    /// Options of one letter that take a password, and the commands that read them so.
    private static let short: [Option] = [
        Option(
            "p", joined: true, apart: false,
            [
                "mysql", "mysqldump", "mysqladmin", "mysqlimport", "mysqlshow", "mariadb", "mariadb-dump", "mysqlcheck", "mysqlslap", "mysqlsh",
                "mysqlbinlog", "mysqlpump", "mariadb-admin", "mariadb-check", "mariadb-import", "mariadb-show", "obclient", "mysql_upgrade",
            ]),
        Option("p", joined: true, ["sshpass", "mycli", "mydumper", "myloader"]),
        Option(
            "p",
            [
                "login", "mongo", "mongosh", "mongodump", "mongorestore", "mongoexport", "mongoimport", "cqlsh", "rabbitmqadmin", "unlock-keychain",
                "psexec", "vncviewer", "beeline", "couchbase-cli", "cbq", "impala-shell", "racadm", "xfreerdp", "rdesktop", "ncftpput", "ncftpget",
                "restic", "veracrypt", "certutil", "altool", "megatools", "mongofiles", "mongostat", "mongotop", "smbmap", "crackmapexec", "nxc",
                "evil-winrm", "freeipa", "hdbsql", "snowsql", "trino", "check_mysql", "check_pgsql", "wbinfo", "oras", "crane", "smbget", "plink",
                "elasticsearch-users", "elasticsearch-certutil", "pdadmin", "cypher-shell", "admintools", "idracadm7", "ncftp", "truecrypt",
                "create-keychain", "cbbackupmgr", "cbimport", "cbexport", "userconfig", "exaplus", "uemcli", "ilorest", "opendj", "psexec64",
                "paexec",
                "msoffcrypto-tool", "mutool", "add-user.sh", "add-user.bat", "wmic.py", "db2cli", "fcrackzip", "netexec",
            ]),
        Option("p", joined: true, apart: false, ["7z", "7za", "7zz", "unrar", "rar"]),
        Option(
            "P", joined: true,
            [
                "sqlcmd", "bcp", "tsql", "osql", "unzip", "zip", "ipmitool", "mosquitto_pub", "mosquitto_sub", "isql", "fisql", "freebcp", "p4",
                "mosquitto_rr", "7z", "sqsh", "defncopy",
            ]),
        Option("P", ["ssh-keygen", "gpg-preset-passphrase", "scm", "lscm", "import", "check_ldap", "check_smtp", "check_imap", "ipmi-sensors"]),
        Option("N", ["ssh-keygen"]),
        Option("b", ["oathtool"]),
        Option("K", ["openssl", "pk12util"]),
        Option("W", ["pk12util", "gsql", "ksql", "gs_dump", "gs_dumpall", "gs_restore", "sys_dump", "sys_restore"]),
        Option("h", ["security"]),
        Option("A", snmpTools),
        Option("X", snmpTools),
        Option("a", ["redis-cli", "redis-benchmark", "valkey-cli", "valkey-benchmark", "keydb-cli", "redis-sentinel"]),
        Option("w", ldapTools + ["vsql", "vbr"]),
        Option("k", ["openssl", "set-key-partition-list"]),
        Option("c", snmpTools),
        Option("C", ["check_snmp", "check_ifstatus", "check_ifoperstatus"]),
        Option("s", ["ldappasswd", "slappasswd", "check_nt"]),
        Option("i", ["sshpass"]),
        Option("t", ["influx"]),
    ]

    /// Commands that make a user, of whatever tool: what `-p` gives there is the user's.
    private static let creators: [StaticString] = [
        "user create", "user add", "user new", "user update", "user modify", "user set-password", "users create", "users add", "create user",
        "create-user", "add-user", "adduser", "account create", "account add", "user passwd",
    ]

    mutating func short(at index: Int, to end: Int) -> Int? {
        let letter = bytes[index + 1]
        for option in Self.short where option.letter == letter {
            let isItem = end == index + 2 && byte(at: end)?.isQuote == true && byte(at: end + 1) == UInt8(ascii: ",")
            // podman login -p=…
            let isAssigned = option.apart && end == index + 2 && byte(at: end) == UInt8(ascii: "=")
            let apart =
                isAssigned || end == index + 2 && (byte(at: end) == 32 || byte(at: end)?.isQuote == true && option.joined || isItem && option.apart)
            let isJoined = option.joined && !apart && byte(at: index + 2).map { !$0.isSpace && !$0.isQuote } ?? false
            guard apart && (option.apart || byte(at: end)?.isQuote == true) || isJoined else { continue }
            let isKnown = option.commands.contains { isCommand($0, before: index) }
            let isNew = letter == UInt8(ascii: "p") && apart && Self.creators.contains { isCommand($0, before: index) }
            let isPair =
                isNew
                || letter.lowered == UInt8(ascii: "p") && apart
                    && [("-u" as StaticString), "-U", "--user", "--username", "-user", "-x", "--login", "-l"].contains {
                        isCommand($0, before: index)
                    }
            guard isKnown || isPair else { continue }
            let value = SecretValues.value(bytes, at: isItem ? end + 2 : isAssigned ? end + 1 : index + 2, to: line.upperBound) { _ in false }
            let text = slice(value.range)
            guard !text.isEmpty, text[0] != UInt8(ascii: "-") || isJoined, !SecretValues.isPlaceholder(text) else { continue }
            // Any command may be given a name and a password so; what is a port there is not chosen like one.
            guard
                isKnown && letter.lowered != UInt8(ascii: "c") || SecretValues.looksPassword(text, anySigns: value.quoted)
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
        ("kp", []), ("spw", []), ("pwd", []), ("pw", []), ("psk", []), ("macopt", ["openssl"]), ("clp", ["qlogin", "qoperation", "qlist"]),
        ("pi", ["pvk2pfx"]), ("po", ["pvk2pfx"]), ("gp", ["vmrun"]), ("vp", ["vmrun"]), ("kvs", ["AzureSignTool", "azuresigntool"]),
        ("upw", []), ("opw", []), ("pas", ["gsec", "gbak", "isql", "nbackup"]),
    ]

    static let flagPhrases: [StaticString] = [
        "qpdf --encrypt", "-createcredential", "-modifycredential", "-createentry", "-modifyentry", "vncpasswd -f", "mosquitto_passwd -b",
    ]

    mutating func worded(at index: Int, to end: Int) -> Int? {
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
    func isCommand(_ name: StaticString, before index: Int) -> Bool {
        let count = name.utf8CodeUnitCount
        var low = index - 1, open = index
        while low >= line.lowerBound {
            // What parts commands does not within a quotation that is an argument of its own: "jdbc:hive2://host/base;ssl=true"
            if low < open, bytes[low] == 34 || bytes[low] == 39, low + 1 < index, bytes[low + 1] == 32, let start = opening(of: low) {
                open = start
            } else if low == open {
                open = index
            } else if low < open, Marks("|;&").contains(bytes[low]) {
                return false
            }
            if low + count < index, bytes.has(name, at: low), bytes[low + count].isSpace || bytes[low + count].isQuote,
                low == line.lowerBound || !bytes[low - 1].isWord && bytes[low - 1] != UInt8(ascii: "-")
            {
                return true
            }
            low -= 1
        }
        return false
    }

    /// Where the quotation begins, behind a space, that ends with the quote at `close`.
    private func opening(of close: Int) -> Int? {
        var index = close - 1
        while index > line.lowerBound, bytes[index] != bytes[close] { index -= 1 }
        return index > line.lowerBound && bytes[index] == bytes[close] && bytes[index - 1] == 32 ? index : nil
    }

    /// OpenSSL's `-passin pass:…`.
    mutating func passSource(at end: Int) -> Int? {
        guard bytes.has(" pass:", at: end) else { return nil }
        let value = SecretValues.value(bytes, at: end + 6, to: line.upperBound) { _ in false }
        guard !SecretValues.isPlaceholder(slice(value.range)) else { return nil }
        add(value.range, "password")
        return value.range.upperBound
    }
}
