/// The words behind which a secret is said to a server or entered at a command.
extension SecretScanner {
    /// Words after which a secret is entered, and how many words stand between.
    static let phrases: [(words: StaticString, skip: Int)] = [
        ("radtest", 1), ("qpdf --encrypt", 0), ("-createcredential", 2), ("-modifycredential", 2), ("-createentry", 1), ("-modifyentry", 1),
        ("client_random", 1), ("traffic_secret_0", 1), ("exporter_secret", 1), ("traffic_secret", 1), ("wifi connect", 2),
        ("user set password", 1), ("reset-admin-password", 0), ("rclone obscure", 0), ("add-authtoken", 0), ("service install", 0), ("upwd", 1),
        ("api-key store", 1), ("option key", 0), ("poetry config", 2), ("composer config", 2),
        ("user:password", 1), ("bw login", 1), ("db2 connect to", 4), ("changepw", 1), ("setpassword", 1), ("set-password", 1),
        ("admin-password", 0), ("encrypt_string", 0), ("sha1pass", 0), ("vncpasswd -f", 0), ("mosquitto_passwd -b", 2), ("token lookup", 0),
        ("token revoke", 0), ("token renew", 0), ("vault unwrap", 0), ("newpass", 0), ("pwhash", 0), ("htdigest", 3), ("user add-password", 1),
        ("add_user", 1), ("change_password", 1), ("net user", 1), ("wpa_passphrase", 1), ("alias set", 3), ("host add", 3), ("add-user", 1),
        ("useradd", 1), ("create-user", 1), ("set_password", 1), ("user add", 1), ("auth-pass", 1), ("com2sec", 2), ("adduser", 1), ("setuser", 1),
        ("authenticate_user", 1), ("password-value", 0),
        ("snmp-server community", 0), ("rocommunity", 0), ("rwcommunity", 0), ("snmp community", 0), ("enable secret", 1),
        ("enable password level", 1), ("enable secret level", 1), ("proxysql-admin", 1),
        ("gpg-preset-passphrase", 2), ("config host add", 3), ("register", 1), ("ctm env add", 3), ("system user", 1), ("rasdial", 2),
        ("hdbuserstore set", 3), ("raidcom -login", 1), ("accurev login", 1), ("user create", 1), ("trapsink", 1), ("trap2sink", 1),
        ("informsink", 1), ("incominguser", 1), ("outgoinguser", 1), ("community read", 0), ("community write", 0), ("add-user.sh", 1),
        ("-setairportnetwork", 2), ("dsmc set password", 0), ("isql", 2), ("iusql", 2), ("smbclient", 1), ("ldifde -b", 2), ("csvde -b", 2),
        ("ksetup /setcomputerpassword", 0), ("setpass", 1),
    ]
    /// Verbs of protocols that a password follows: Redis, POP3, FTP, IRC, Memcached.
    static let verbs: [StaticString] = ["auth", "pass", "identify", "oper", "ghost", "recover"]
    /// Commands that are given a token or a key to log in with.
    static let doors: [StaticString] = ["authtoken", "login", "unseal", "unlock", "activate", "join", "register", "connect", "auth"]
    static let pairs: [StaticString] = [
        "credentials", "creds", "login", "logged in as", "logins", "login attempt", "login with", "log in with", "log in as", "login as",
        "logging in with",
        "logging in as", "sign in with", "signed in as", "sign in as", "connect as", "connecting as", "auth digest", "authenticate as",
        "authenticating as",
        "failed login", "logon",
    ]

    /// Last words of all these, and others that are looked at here.
    static var enteringWords: [StaticString] {
        phrases.map(\.words) + verbs + doors + pairs + keepers + settings + hashers + [
            "send", "sp_password", "auth plain", "authenticate plain", "auth xoauth2", "snmp-server host", " using", " enc", "bundle config",
            "logon",
        ] + codeWords + codeCopulas + slashWords + oracleWords
    }
}
