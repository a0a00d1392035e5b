/// Headers, bodies and sentences; then what spans lines or is wrapped.
extension PlantedSecrets {
    static let messages: [SecretShape] = [
        SecretShape("bearer", keeps: "Authorization: Bearer") {
            let it = $0.url(40); return ("Authorization: Bearer \(it)", it)
        },
        SecretShape("bearer of curl -v", keeps: "authorization:") {
            let it = $0.alnum(40); return ("> authorization: bearer \(it)\r", it)
        },
        SecretShape("bearer json", keeps: "Authorization") {
            let it = $0.alnum(40); return (#"headers={"Accept":"*/*","Authorization":"Bearer \#(it)"}"#, it)
        },
        SecretShape("bearer python", keeps: "Authorization") {
            let it = $0.alnum(40); return ("{'Authorization': b'Bearer \(it)', 'Host': 'x'}", it)
        },
        SecretShape("bearer go", keeps: "Authorization:") {
            let it = $0.alnum(40); return ("map[Accept:[*/*] Authorization:[Bearer \(it)] Host:[x]]", it)
        },
        SecretShape("bearer alone", keeps: "Bearer") {
            let it = $0.url(44); return ("sending Bearer \(it) to the API", it)
        },
        SecretShape("bearer escaped", keeps: "Authorization") {
            let it = $0.alnum(40); return ("h=Authorization%3A%20Bearer%20\(it)%0D%0A", it)
        },
        SecretShape("basic", keeps: "Basic") {
            let it = Dice.base64("ada:\($0.password())"); return ("Authorization: Basic \(it)", it)
        },
        SecretShape("proxy", keeps: "Proxy-Authorization") {
            let it = Dice.base64("ada:\($0.password())"); return ("Proxy-Authorization: Basic \(it)", it)
        },
        SecretShape("scheme token", keeps: "Token token=") {
            let it = $0.hex(32); return (#"Authorization: Token token="\#(it)""#, it)
        },
        SecretShape("scheme apikey", keeps: "ApiKey") {
            let it = $0.base64(40); return ("authorization: ApiKey \(it)", it)
        },
        SecretShape("no scheme", keeps: "Authorization") {
            let it = $0.alnum(36); return ("Authorization: \(it)", it)
        },
        SecretShape("aws signature", keeps: "AWS4-HMAC-SHA256") {
            let it = $0.hex(64);
            return ("Authorization: AWS4-HMAC-SHA256 Credential=x/20260314/eu/s3/aws4_request, SignedHeaders=host, Signature=\(it)", it)
        },
        SecretShape("digest", keeps: "Digest") {
            let it = $0.hex(32); return (#"Authorization: Digest username="ada", realm="x", response="\#(it)""#, it)
        },
        SecretShape("x-api-key", keeps: "x-api-key") {
            let it = $0.alnum(40); return ("x-api-key: \(it)", it)
        },
        SecretShape("vault header", keeps: "X-Vault-Token") {
            let it = $0.alnum(26); return ("X-Vault-Token: \(it)", it)
        },
        SecretShape("private token", keeps: "PRIVATE-TOKEN") {
            let it = $0.url(20); return (#"curl --header "PRIVATE-TOKEN: \#(it)" https://gitlab.example.com"#, it)
        },
        SecretShape("auth token header", keeps: "X-Auth-Token") {
            let it = $0.hex(32); return ("X-Auth-Token=\(it)", it)
        },
        SecretShape("subscription key", keeps: "Ocp-Apim-Subscription-Key") {
            let it = $0.hex(32); return ("Ocp-Apim-Subscription-Key: \(it)", it)
        },
        SecretShape("cookie", keeps: "Cookie:") {
            let it = $0.alnum(32); return ("Cookie: theme=dark; sessionid=\(it); lang=en", it)
        },
        SecretShape("set-cookie", keeps: "Set-Cookie:") {
            let it = $0.url(60); return ("< Set-Cookie: argocd.token=\(it); Path=/; HttpOnly\r", it)
        },
        SecretShape("cookie json", keeps: "cookie") {
            let it = $0.alnum(40); return (#""cookie": "_oauth2_proxy=\#(it); a=b","#, it)
        },
        SecretShape("cookie python", keeps: "Set-Cookie") {
            let it = $0.alnum(40); return ("{'Set-Cookie': 'session=\(it); Secure'}", it)
        },
        SecretShape("temporary password", keeps: "root@localhost:") {
            let it = $0.alnum(7) + "!" + $0.alnum(4); return ("A temporary password is generated for root@localhost: \(it)", it)
        },
        SecretShape("initial password", keeps: "password") {
            let it = $0.alnum(16); return ("Initial admin password is \(it)", it)
        },
        SecretShape("generated token", keeps: "token") {
            let it = $0.hex(48); return ("    http://127.0.0.1:8888/lab?token=\(it)", it)
        },
        SecretShape("your api key", keeps: "API key") {
            let it = $0.alnum(32); return ("Your API key is: \(it)", it)
        },
        SecretShape("wrong key", keeps: "API key") {
            let it = $0.alnum(40); return ("Incorrect API key provided: \(it). Check it.", it)
        },
        SecretShape("login failed", keeps: "password") {
            let it = $0.password(); return ("login failed for user ada with password '\(it)'", it)
        },
        SecretShape("join", keeps: "--token") {
            let it = "\($0.lower(6)).\($0.lower(16))"; return ("kubeadm join 10.0.0.1:6443 --token \(it)", it)
        },
        SecretShape("k3s", keeps: "K3S_TOKEN") {
            let it = "K10\($0.hex(64))::server:\($0.hex(32))"; return ("K3S_TOKEN=\(it)", it)
        },
        SecretShape("swarm") {
            let it = "SWMTKN-1-\($0.lower(50))-\($0.lower(25))"; return ("docker swarm join --token \(it) 10.0.0.1:2377", it)
        },
        SecretShape("wireguard", keeps: "PrivateKey") {
            let it = $0.base64(32); return ("PrivateKey = \(it)", it)
        },
        SecretShape("preshared", keeps: "PresharedKey") {
            let it = $0.base64(32); return ("PresharedKey = \(it)", it)
        },
        SecretShape("shadow", keeps: "ada") {
            let it = "$6$\($0.alnum(16))$\($0.alnum(86))"; return ("ada:\(it):19700:0:99999:7:::", it)
        },
        SecretShape("bcrypt") {
            let it = "$2b$12$\($0.alnum(53))"; return ("hash \(it) stored", it)
        },
        SecretShape("htpasswd line", keeps: "ada:") {
            let it = "$apr1$\($0.alnum(8))$\($0.alnum(22))"; return ("ada:\(it)", it)
        },
        SecretShape("otp seed", keeps: "otpauth://") {
            let it = $0.upper(32); return ("otpauth://totp/acme:ada?secret=\(it)&issuer=acme", it)
        },
        SecretShape("fernet", keeps: "FERNET_KEY") {
            let it = $0.url(43) + "="; return ("AIRFLOW__CORE__FERNET_KEY=\(it)", it)
        },
        SecretShape("base64 of an assignment") {
            let it = Dice.base64("password=\($0.password())\n"); return ("echo \(it) | base64 -d > .env", it)
        },
        SecretShape("base64 of json") {
            let it = Dice.base64(#"{"type":"x","client_secret":"\#($0.alnum(30))"}"#); return ("payload \(it)", it)
        },
        SecretShape("base64 of a provider's") {
            let it = Dice.base64("ghp_" + $0.alnum(36)); return ("value: \(it)", it)
        },
        SecretShape("base64 of a key") {
            let it = Dice.base64("-----BEGIN RSA PRIVATE KEY-----\n" + $0.base64(200)); return ("ssh: \(it)", it)
        },
        SecretShape("base64 of an address") {
            let it = Dice.base64("postgres://ada:\($0.plainPassword())@db:5432/ml"); return ("dsn=\(it)", it)
        },
        SecretShape("percent token", keeps: "q=") {
            let it = $0.alnum(36); return ("q=ghp%5F\(it)", it)
        },
    ]

    static let blocks: [SecretShape] = [
        block("rsa", "RSA PRIVATE KEY"), block("pkcs8", "PRIVATE KEY"), block("openssh", "OPENSSH PRIVATE KEY"),
        block("ec", "EC PRIVATE KEY"), block("encrypted", "ENCRYPTED PRIVATE KEY"), block("pgp", "PGP PRIVATE KEY BLOCK"),
        escaped("escaped newlines", #"\n"#), escaped("doubly escaped newlines", #"\\n"#), escaped("spaces for newlines", " "),
        escaped("escaped returns", #"\r\n"#),
        SecretShape(lines: "key without an end") { dice in
            let lines = (0..<6).map { _ in dice.base64(48) }
            return ("-----BEGIN RSA PRIVATE KEY-----\n" + lines.joined(separator: "\n"), lines)
        },
        SecretShape(lines: "indented key") { dice in
            let lines = (0..<6).map { _ in dice.base64(48) }
            let body = lines.map { "    " + $0 }.joined(separator: "\n")
            return ("  tls.key: |\n    -----BEGIN PRIVATE KEY-----\n\(body)\n    -----END PRIVATE KEY-----\nnext: 1", lines)
        },
        SecretShape(lines: "putty") { dice in
            let lines = (0..<4).map { _ in dice.base64(48) }
            return ("PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 4\n\(lines.joined(separator: "\n"))\nPrivate-MAC: \(dice.hex(64))", lines)
        },
        SecretShape(lines: "multipart") { dice in
            let it = dice.password()
            return ("Content-Disposition: form-data; name=\"password\"\r\n\r\n\(it)\r\n--x", [it])
        },
        SecretShape(lines: "wrapped base64") { dice in
            let text = Dice.base64(#"{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\n\#(dice.base64(96))"}"#)
            let lines = stride(from: 0, to: text.count, by: 76).map { String(text.dropFirst($0).prefix(76)) }
            return ("key.json.b64:\n" + lines.joined(separator: "\n"), lines.filter { $0.count >= 40 })
        },
        SecretShape(lines: "wrapped jwt") { dice in
            let token = dice.jwt()
            return ("token: \(token.prefix(80))\n\(token.dropFirst(80))", [String(token.prefix(80)), String(token.dropFirst(80))])
        },
    ]

    private static func block(_ name: String, _ label: String) -> SecretShape {
        SecretShape(lines: name) { dice in
            let lines = (0..<(4 + dice.below(8))).map { _ in dice.base64(48) }
            return ("-----BEGIN \(label)-----\n\(lines.joined(separator: "\n"))\n-----END \(label)-----\ndone", lines)
        }
    }
    private static func escaped(_ name: String, _ newline: String) -> SecretShape {
        SecretShape(lines: name) { dice in
            let lines = (0..<5).map { _ in dice.base64(48) }
            let body = (["-----BEGIN PRIVATE KEY-----"] + lines + ["-----END PRIVATE KEY-----"]).joined(separator: newline)
            return (#"{"type":"service_account","private_key":"\#(body)\#(newline)","client_email":"a@b.iam"}"#, lines)
        }
    }
}
