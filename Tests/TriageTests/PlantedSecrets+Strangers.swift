/// Shapes of the kinds that other people's sets showed to be missed: commands, devices, hosts and files that name no secret as others do.
extension PlantedSecrets {
    static let strangers: [SecretShape] = tools + systems + devices + files + lines

    private static let tools: [SecretShape] = [
        SecretShape(lines: "ndmpcopy") {
            let (one, two) = ($0.alnum(14), $0.alnum(14))
            return ("ndmpcopy -sa ada:\(one) -da bo:\(two) nas1:/vol/a nas2:/vol/b", [one, two])
        },
        SecretShape("curl letters and user", keeps: "-sSLuada:") {
            let it = $0.plainPassword(); return ("curl -sSLuada:\(it) https://example.com/a.tgz", it)
        },
        SecretShape("qoperation", keeps: "-clp") {
            let it = $0.plainPassword(); return ("qoperation execute -cs cs1 -u ada -clp \(it)", it)
        },
        SecretShape("vsql", keeps: "-w") {
            let it = $0.plainPassword(); return ("vsql -h db1 -U dbadmin -w \(it) -c 'select 1'", it)
        },
        SecretShape("gsql", keeps: "-W") {
            let it = $0.plainPassword(); return ("gsql -d postgres -U omm -W \(it) -p 5432", it)
        },
        SecretShape("elasticsearch-users", keeps: "-p") {
            let it = $0.plainPassword(); return ("bin/elasticsearch-users useradd ada -p \(it) -r superuser", it)
        },
        SecretShape("security import", keeps: "-P") {
            let it = $0.plainPassword(); return ("security import dev.p12 -k login.keychain -P \(it) -T /usr/bin/codesign", it)
        },
        SecretShape("ctm env add", keeps: "automation-api") {
            let it = $0.alnum(14); return ("ctm env add prod https://ctm.example.com:8443/automation-api ada \(it)", it)
        },
        SecretShape("connect using", keeps: "USER ada") {
            let it = $0.alnum(14); return ("db2 CONNECT TO shop USER ada USING \(it)", it)
        },
        SecretShape("connect using, quoted", keeps: "USING") {
            let it = $0.word() + $0.word(); return ("CONNECT TO 'erp@db1' USER 'ada' USING '\(it)';", it)
        },
        SecretShape("sqlplus without address", keeps: "system/") {
            let it = $0.alnum(14); return ("sqlplus -s system/\(it) @run.sql", it)
        },
        SecretShape("percona", keeps: "h=db1") {
            let it = $0.alnum(14); return ("pt-table-checksum h=db1,u=root,p=\(it),D=shop", it)
        },
        SecretShape("printf with names", keeps: "ada") {
            let it = $0.alnum(16); return ("printf 'user=%s password=%s' ada \(it)", it)
        },
        SecretShape("printf into a file", keeps: "ada") {
            let it = $0.alnum(16); return ("printf '%s:%s' ada \(it) > /etc/openvpn/auth.txt", it)
        },
        SecretShape("net smtp", keeps: "'ada'") {
            let it = $0.plainPassword(); return ("Net::SMTP.start('smtp.example.com', 587, 'localhost', 'ada', '\(it)', :login)", it)
        },
        SecretShape("trace above", keeps: "--password-stdin") {
            let it = $0.alnum(13); return ("+ echo \(it)\n+ docker login ghcr.io -u ada --password-stdin", it)
        },
        SecretShape("trace below", keeps: "--password-stdin") {
            let it = $0.alnum(13); return ("+ helm registry login ghcr.io -u ada --password-stdin\n+ echo \(it)", it)
        },
    ]

    private static let systems: [SecretShape] = [
        SecretShape("signtool", keeps: "/p ") {
            let it = $0.alnum(14); return ("signtool sign /f cert.pfx /p \(it) /td sha256 app.exe", it)
        },
        SecretShape("schtasks", keeps: "/p ") {
            let it = $0.alnum(14); return ("schtasks /create /s srv1 /u ada /p \(it) /tn job", it)
        },
        SecretShape("netdom", keeps: "/passwordd:") {
            let it = $0.alnum(14); return ("netdom join srv1 /domain:corp /userd:ada /passwordd:\(it)", it)
        },
        SecretShape("reg add", keeps: "DefaultPassword") {
            let it = $0.alnum(14); return ("reg add HKLM\\SOFTWARE\\Winlogon /v DefaultPassword /t REG_SZ /d \(it) /f", it)
        },
        SecretShape("reg query", keeps: "REG_SZ") {
            let it = $0.alnum(14); return ("    DefaultPassword    REG_SZ    \(it)", it)
        },
        SecretShape("dtexec", keeps: "Properties[Password]") {
            let it = $0.alnum(14); return ("dtexec /F a.dtsx /SET \\Package.Connections[shop].Properties[Password];\(it)", it)
        },
        SecretShape("altuser", keeps: "RESUME") {
            let it = "A" + $0.digits(2) + $0.upper(5); return ("ALTUSER ADA PASSWORD(\(it)) RESUME", it)
        },
        SecretShape("crtusrprf", keeps: "USRPRF(ADA)") {
            let it = "Q" + $0.digits(2) + $0.upper(5); return ("CRTUSRPRF USRPRF(ADA) PASSWORD(\(it)) USRCLS(*USER)", it)
        },
        SecretShape("tso logon", keeps: "LOGON ADA/") {
            let it = "Q" + $0.digits(2) + $0.upper(5); return ("LOGON ADA/\(it) PROC(IKJ)", it)
        },
        SecretShape("bteq logon", keeps: "td1/ada,") {
            let it = $0.alnum(13); return (".LOGON td1/ada,\(it)", it)
        },
        SecretShape("snodeid", keeps: "SNODEID=(ADA,") {
            let it = "Q" + $0.digits(2) + $0.upper(5); return ("SNODEID=(ADA,\(it)) PNODE=CD.NODE1", it)
        },
    ]

    private static let devices: [SecretShape] = [
        SecretShape("trap host", keeps: "version 2c") {
            let it = $0.alnum(12); return ("snmp-server host 10.1.2.3 version 2c \(it)", it)
        },
        SecretShape("trap host with vrf", keeps: "vrf MGMT") {
            let it = $0.alnum(12); return ("snmp-server host 10.1.2.3 vrf MGMT traps version 2c \(it) udp-port 162", it)
        },
        SecretShape("huawei community", keeps: "cipher") {
            let it = $0.alnum(12); return ("snmp-agent community read cipher \(it)", it)
        },
        SecretShape("ospf, short", keeps: "md5") {
            let it = "k" + $0.digits(1) + "Zq" + $0.digits(1) + "x"; return (" ip ospf message-digest-key 1 md5 \(it)", it)
        },
        SecretShape("fortigate", keeps: "ENC") {
            let it = $0.base64(40); return ("        set psksecret ENC \(it)", it)
        },
        SecretShape("netscaler", keeps: "ada") {
            let it = $0.alnum(14); return ("add system user ada \(it) -timeout 900", it)
        },
        SecretShape("netsh wlan", keeps: "Key Content") {
            let it = $0.alnum(12); return ("    Key Content            : \(it)", it)
        },
    ]

    private static let files: [SecretShape] = [
        SecretShape("keepalived, short", keeps: "auth_pass") {
            let it = "k" + $0.digits(1) + "Zq" + $0.digits(1) + "x"; return ("        auth_pass \(it)", it)
        },
        SecretShape("chap secrets", keeps: "pptpd") {
            let it = $0.alnum(6) + ":" + $0.alnum(3) + "/7q"; return ("\"ada\" pptpd \"\(it)\" *", it)
        },
        SecretShape("exim", keeps: "client_send") {
            let it = $0.plainPassword(); return ("  client_send = : ada : \(it)", it)
        },
        SecretShape("bundler", keeps: "BUNDLE_") {
            let it = $0.hex(12); return ("BUNDLE_GEMS__EXAMPLE__COM: \"ada:\(it)\"", it)
        },
        SecretShape("authinfo", keeps: "U:ada") {
            let it = $0.alnum(12); return (#"AuthInfo:smtp.example.com "U:ada" "P:\#(it)" "M:PLAIN""#, it)
        },
        SecretShape("elytron", keeps: "clear-text") {
            let it = $0.alnum(14); return ("credential-reference={clear-text=\"\(it)\"}", it)
        },
        SecretShape(lines: "consul tokens") {
            let it = $0.uuid(); return ("acl {\n  tokens {\n    agent = \"\(it)\"\n  }\n}", [it])
        },
        SecretShape("docker env", keeps: "ADMIN_PASSWORD") {
            let it = $0.alnum(14); return ("ENV ADMIN_PASSWORD \(it)", it)
        },
        SecretShape("xml namespace", keeps: "<urn:password>") {
            let it = $0.alnum(14); return ("<urn:login><urn:password>\(it)</urn:password></urn:login>", it)
        },
        SecretShape("pepper", keeps: "DEVISE_PEPPER") {
            let it = $0.hex(64); return (#""DEVISE_PEPPER"=>"\#(it)""#, it)
        },
        SecretShape("passphrase of words and digits", keeps: "passphrase") {
            let it = "\($0.word()) Tractor\($0.digits(2)) mosaic granite"; return ("  passphrase: \(it)", it)
        },
    ]

    private static let lines: [SecretShape] = [
        SecretShape("hikari", keeps: "password....") {
            let it = $0.alnum(14); return ("HikariConfig - password........................\(it)", it)
        },
        SecretShape("dots and spaces", keeps: "Password . .") {
            let it = $0.alnum(14); return ("Password . . . . . . . . : \(it)", it)
        },
        SecretShape("camel raw", keeps: "RAW(") {
            let it = $0.alnum(6) + "(" + $0.alnum(4) + "&q7"; return ("ftp://files?username=ada&password=RAW(\(it))&passive=true", it)
        },
        SecretShape("redis says", keeps: "requirepass") {
            let it = $0.alnum(12); return ("1) \"requirepass\"\n2) \"\(it)\"", it)
        },
        SecretShape("k3s", keeps: "") {
            let it = "K10\($0.hex(64))::server:\($0.hex(32))"; return ("node token: \(it)", it)
        },
        SecretShape("honeycomb", keeps: "x-honeycomb-team") {
            let it = $0.alnum(22); return ("x-honeycomb-team: \(it)", it)
        },
        SecretShape("russian case", keeps: "паролем") {
            let it = $0.alnum(12); return ("вход с паролем \(it) отклонён", it)
        },
        SecretShape("whom it is for", keeps: "is") {
            let it = $0.alnum(5) + "#" + $0.digits(1) + "$" + $0.alnum(5); return ("the new root pw for sw-core34 is \(it)", it)
        },
        SecretShape("short beside a login", keeps: "pass=") {
            let it = $0.digits(1) + "np" + $0.digits(1) + "d" + $0.digits(1); return ("db login=ada pass=\(it) ok", it)
        },
        SecretShape("openvpn management", keeps: "Auth") {
            let it = $0.alnum(14); return ("CMD 'password \"Auth\" \"\(it)\"'", it)
        },
        SecretShape("sasl response", keeps: "resp=") {
            let it = Dice.base64("\0ada\0" + $0.alnum(14)); return ("client in: AUTH 1 PLAIN service=imap resp=\(it)", it)
        },
        SecretShape("podman assigned", keeps: "-u=ada") {
            let it = $0.alnum(13); return ("podman login -u=ada -p=\(it) quay.example.org", it)
        },
        SecretShape("json patch", keeps: "/data/password") {
            let it = $0.base64(15); return (#"{"op":"replace","path":"/data/password","value":"\#(it)"}"#, it)
        },
        SecretShape("doubled quotes", keeps: "host=10.1.2.3") {
            let it = $0.alnum(16); return ("primary_conninfo = 'user=rep password=''\(it)'' host=10.1.2.3'", it)
        },
        SecretShape("site administrator", keeps: "/INSTANCE") {
            let it = $0.plainPassword(); return ("setup.exe /q /SAPWD:\(it) /INSTANCE:A", it)
        },
        SecretShape("mnemonic", keeps: "wallet") { _ in
            let it = "walnut granite glacier saffron cobalt dolphin velvet willow lantern harbor cactus pebble"
            return ("wallet mnemonic phrase: \"\(it)\"", it)
        },
    ]
}
