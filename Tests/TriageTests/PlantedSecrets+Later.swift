/// Shapes that were written after all rules, to measure what those are worth elsewhere; never mended by before they were measured.
extension PlantedSecrets {
    static let later: [SecretShape] = [
        SecretShape("spring trace", keeps: "s3.secretKey") {
            let it = $0.alnum(40); return ("Binding to target s3.secretKey=\(it) failed", it)
        },
        SecretShape("node inspect", keeps: "apiSecret") {
            let it = $0.alnum(32); return ("{ apiKeyId: 5, apiSecret: '\(it)', region: 'eu' }", it)
        },
        SecretShape("rust debug", keeps: "password") {
            let it = $0.plainPassword(); return ("Config { host: \"db\", password: Some(\"\(it)\"), port: 1 }", it)
        },
        SecretShape("java toString", keeps: "password=") {
            let it = $0.plainPassword(); return ("DataSource[user=ada, password=\(it), pool=8]", it)
        },
        SecretShape("lombok", keeps: "accessToken=") {
            let it = $0.url(40); return ("Session(accessToken=\(it), expires=3600)", it)
        },
        SecretShape("heredoc", keeps: "machine") {
            let it = $0.plainPassword(); return ("machine pypi.example.com\n  login ci\n  password \(it)", it)
        },
        SecretShape("gradle", keeps: "-PsigningPassword") {
            let it = $0.plainPassword(); return ("./gradlew publish -PsigningPassword=\(it) -Pa=b", it)
        },
        SecretShape("maven", keeps: "-Dgpg.passphrase") {
            let it = $0.plainPassword(); return ("mvn deploy -Dgpg.passphrase=\(it) -B", it)
        },
        SecretShape("twine", keeps: "twine") {
            let it = $0.plainPassword(); return ("twine upload -u ci -p \(it) dist/*", it)
        },
        SecretShape("rclone", keeps: "secret_access_key") {
            let it = $0.base64(30); return ("rclone config create s3 secret_access_key=\(it)", it)
        },
        SecretShape("helm values", keeps: "rootPassword") {
            let it = $0.password(); return ("COMPUTED VALUES:\nauth:\n  rootPassword: \(it)", it)
        },
        SecretShape("compose", keeps: "MINIO_ROOT_PASSWORD") {
            let it = $0.plainPassword(); return ("      - MINIO_ROOT_PASSWORD=\(it)", it)
        },
        SecretShape("systemd", keeps: "VAULT_TOKEN") {
            let it = "s." + $0.alnum(24); return ("Environment=VAULT_TOKEN=\(it)", it)
        },
        SecretShape("grpc metadata", keeps: "authorization") {
            let it = $0.url(48); return (#"metadata: {"authorization": ["Bearer \#(it)"]}"#, it)
        },
        SecretShape("openapi", keeps: "X-Access-Token") {
            let it = $0.hex(40); return ("request header X-Access-Token: [\(it)]", it)
        },
        SecretShape("argo secret", keeps: "admin.password") {
            let it = "$2a$10$" + $0.alnum(53); return ("admin.password: \(it)", it)
        },
        SecretShape("saml", keeps: "SAMLResponse=") {
            let it = $0.base64(300); return ("POST /acs SAMLResponse=\(Dice.percent(it))", Dice.percent(it))
        },
        SecretShape("oidc code", keeps: "id_token_hint=") {
            let it = $0.jwt(); return ("GET /logout?id_token_hint=\(it)&x=1", it)
        },
        SecretShape("mqtt", keeps: "mqtts://") {
            let it = $0.plainPassword(); return ("connecting mqtts://sensor:\(it)@broker:8883", it)
        },
        SecretShape("clickhouse", keeps: "--password") {
            let it = $0.plainPassword(); return ("clickhouse-client --user default --password '\(it)' -q 'SELECT 1'", it)
        },
        SecretShape("pg_service", keeps: "password=") {
            let it = $0.plainPassword(); return ("[ml]\nhost=db\nuser=ada\npassword=\(it)", it)
        },
        SecretShape("csv", keeps: "password") {
            let it = $0.plainPassword(); return ("user,password\nada,\(it)", it)
        },
        SecretShape("gh login", keeps: "--with-token") {
            let it = $0.hex(40); return ("echo \(it) | gh auth login --with-token", it)
        },
        SecretShape("escaped yaml", keeps: "password") {
            let it = $0.plainPassword(); return (#"annotation: "{\"spec\":{\"password\":\"\#(it)\"}}""#, it)
        },
    ]
}
