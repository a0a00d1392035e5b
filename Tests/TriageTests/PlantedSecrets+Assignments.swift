/// Secrets with a name before them: configuration files, environments, printed objects.
extension PlantedSecrets {
    static let assignments: [SecretShape] = [
        SecretShape("dotenv", keeps: "DB_PASSWORD") {
            let it = $0.password(); return ("DB_PASSWORD=\(it)", it)
        },
        SecretShape("dotenv quoted", keeps: "SECRET_KEY_BASE") {
            let it = $0.hex(64); return (#"SECRET_KEY_BASE="\#(it)""#, it)
        },
        SecretShape("dotenv with a space", keeps: "APP_PASSPHRASE") {
            let it = "\($0.word()) \($0.word()) \($0.digits(4))"
            return (#"APP_PASSPHRASE="\#(it)""#, it)
        },
        SecretShape("export", keeps: "WANDB_API_KEY") {
            let it = $0.hex(40); return ("export WANDB_API_KEY=\(it)", it)
        },
        SecretShape("shell trace", keeps: "REGISTRY_TOKEN") {
            let it = $0.url(32); return ("+ REGISTRY_TOKEN='\(it)'", it)
        },
        SecretShape("powershell", keeps: "$env:NUGET_API_KEY") {
            let it = $0.lower(46); return (#"$env:NUGET_API_KEY = "\#(it)""#, it)
        },
        SecretShape("windows set", keeps: "CLIENT_SECRET") {
            let it = $0.alnum(30); return ("set CLIENT_SECRET=\(it)", it)
        },
        SecretShape("yaml", keeps: "client_secret") {
            let it = $0.url(30); return ("  client_secret: \(it)", it)
        },
        SecretShape("yaml quoted", keeps: "adminPassword") {
            let it = $0.password(); return (#"    adminPassword: "\#(it)""#, it)
        },
        SecretShape("yaml folded", keeps: "api_token") {
            let it = $0.alnum(48); return ("api_token: >-\n  \(it)", it)
        },
        SecretShape("json", keeps: "apiKey") {
            let it = $0.alnum(32); return (#"{"host":"db","apiKey":"\#(it)","port":5432}"#, it)
        },
        SecretShape("json escaped twice", keeps: "password") {
            let it = $0.password()
            return (#"body="{\\\"user\\\":\\\"ada\\\",\\\"password\\\":\\\"\#(it)\\\"}""#, it)
        },
        SecretShape("json spaced", keeps: "refresh_token") {
            let it = $0.url(60); return (#"  "refresh_token" : "\#(it)","#, it)
        },
        SecretShape("json access token", keeps: "access_token") {
            let it = $0.hex(40)
            return (#"{"token_type":"bearer","expires_in":3600,"access_token":"\#(it)"}"#, it)
        },
        SecretShape("json single quotes", keeps: "private_token") {
            let it = $0.alnum(20); return ("{'id': 5, 'private_token': '\(it)'}", it)
        },
        SecretShape("toml", keeps: "signing_key") {
            let it = $0.base64(32); return (#"signing_key = "\#(it)""#, it)
        },
        SecretShape("ini", keeps: "smtp_password") {
            let it = $0.password(); return ("smtp_password = \(it)", it)
        },
        SecretShape("properties", keeps: "spring.datasource.password") {
            let it = $0.password()
            return ("spring.datasource.password=\(it)", it)
        },
        SecretShape("python keyword", keeps: "password=") {
            let it = $0.password(); return ("connect(host='db', password='\(it)', port=1)", it)
        },
        SecretShape("python bytes", keeps: "secret_key") {
            let it = $0.alnum(24); return ("Settings(secret_key=b'\(it)')", it)
        },
        SecretShape("pydantic", keeps: "db_password") {
            let it = $0.password(); return (#"input_value={'db_password': "\#(it)"}"#, it)
        },
        SecretShape("go struct", keeps: "Password:") {
            let it = $0.plainPassword(); return ("config &{Host:db User:ada Password:\(it) Port:5432}", it)
        },
        SecretShape("go map", keeps: "token:") {
            let it = $0.alnum(32); return ("map[name:ci token:\(it) ttl:30]", it)
        },
        SecretShape("ruby", keeps: ":password") {
            let it = $0.plainPassword(); return (#"{:user=>"ada", :password=>"\#(it)"}"#, it)
        },
        SecretShape("php", keeps: "'password'") {
            let it = $0.plainPassword(); return ("'password' => '\(it)',", it)
        },
        SecretShape("terraform", keeps: "admin_password") {
            let it = $0.plainPassword(); return (#"  + admin_password = "\#(it)""#, it)
        },
        SecretShape("terraform change", keeps: "token") {
            let it = $0.alnum(28), new = $0.alnum(28)
            return (#"  ~ token = "\#(it)" -> "\#(new)""#, new)
        },
        SecretShape("xml element", keeps: "<apiKey>") {
            let it = $0.alnum(32); return ("<apiKey>\(it)</apiKey>", it)
        },
        SecretShape("xml attribute", keeps: "password=") {
            let it = $0.plainPassword(); return (#"<server id="m" username="ada" password="\#(it)"/>"#, it)
        },
        SecretShape("xml key and value", keeps: "ApiSecret") {
            let it = $0.alnum(30); return (#"<add key="ApiSecret" value="\#(it)" />"#, it)
        },
        SecretShape("html escaped", keeps: "password") {
            let it = $0.plainPassword()
            return ("{&quot;user&quot;:&quot;ada&quot;,&quot;password&quot;:&quot;\(it)&quot;}", it)
        },
        SecretShape("env list json", keeps: "DB_PASSWORD") {
            let it = $0.password(); return (#"{"name":"DB_PASSWORD","value":"\#(it)"}"#, it)
        },
        SecretShape("env list json, reversed", keeps: "API_TOKEN") {
            let it = $0.alnum(30); return (#"{"value": "\#(it)", "name": "API_TOKEN"}"#, it)
        },
        SecretShape("env list yaml", keeps: "REDIS_PASSWORD") {
            let it = $0.password(); return ("    - name: REDIS_PASSWORD\n      value: \(it)", it)
        },
        SecretShape("env list go", keeps: "JWT_SECRET") {
            let it = $0.alnum(32); return ("EnvVar{Name:JWT_SECRET,Value:\(it),ValueFrom:nil,}", it)
        },
        SecretShape("describe", keeps: "MLFLOW_TRACKING_PASSWORD") {
            let it = $0.password(); return ("      MLFLOW_TRACKING_PASSWORD:  \(it)", it)
        },
        SecretShape("kubernetes secret", keeps: "password") {
            let it = Dice.base64($0.password())
            return ("kind: Secret\ndata:\n  password: \(it)\ntype: Opaque", it)
        },
        SecretShape("kubernetes secret json", keeps: "tls.key") {
            let it = $0.base64(60)
            return (#"{"data":{"tls.crt":"LS0tLS1CRUdJTiBDRVJU","tls.key":"\#(it)"},"kind":"Secret"}"#, it)
        },
        SecretShape("docker config", keeps: "auth") {
            let it = Dice.base64("\($0.user()):\($0.password())")
            return (#"{"auths":{"ghcr.io":{"auth":"\#(it)"}}}"#, it)
        },
        SecretShape("kubeconfig token", keeps: "token:") {
            let it = $0.alnum(40); return ("    token: \(it)", it)
        },
        SecretShape("kubeconfig key", keeps: "client-key-data") {
            let it = $0.base64(400); return ("    client-key-data: \(it)", it)
        },
        SecretShape("sts answer", keeps: "SecretAccessKey") {
            let it = $0.base64(30); return (#"  "SecretAccessKey": "\#(it)","#, it)
        },
        SecretShape("sts session", keeps: "SessionToken") {
            let it = "IQoJb3JpZ2luX2Vj" + $0.base64(300); return (#""SessionToken": "\#(it)""#, it)
        },
        SecretShape("aws credentials file", keeps: "aws_secret_access_key") {
            let it = $0.base64(30); return ("aws_secret_access_key = \(it)", it)
        },
        SecretShape("aws by another name", keeps: "S3_SECRET") {
            let it = $0.base64(30); return ("S3_SECRET:\(it)", it)
        },
        SecretShape("camel case", keeps: "storageAccountKey") {
            let it = $0.base64(64); return ("storageAccountKey: '\(it)'", it)
        },
        SecretShape("upper camel", keeps: "EncryptionKey") {
            let it = $0.base64(32); return (#""EncryptionKey": "\#(it)""#, it)
        },
        SecretShape("passphrase", keeps: "passphrase") {
            let it = $0.password(); return ("key passphrase: \(it)", it)
        },
        SecretShape("credentials", keeps: "credentials") {
            let it = $0.alnum(32); return ("credentials=\(it)", it)
        },
        SecretShape("webhook secret", keeps: "webhookSecret") {
            let it = $0.hex(40); return ("webhookSecret=\(it)", it)
        },
        SecretShape("german", keeps: "Passwort") {
            let it = $0.password(); return ("Passwort: \(it)", it)
        },
        SecretShape("french", keeps: "mot_de_passe") {
            let it = $0.password(); return ("mot_de_passe=\(it)", it)
        },
        SecretShape("coloured", keeps: "ADMIN_PASSWORD") {
            let it = $0.password(); return ("\u{1b}[33mADMIN_PASSWORD\u{1b}[0m=\u{1b}[1;31m\(it)\u{1b}[0m", it)
        },
        SecretShape("coloured within", keeps: "token") {
            let head = $0.alnum(14), tail = $0.alnum(14)
            return ("token=\(head)\u{1b}[0m\u{1b}[7m\(tail)\u{1b}[0m", head + tail)
        },
        SecretShape("json of go", keeps: "password") {
            let it = $0.plainPassword(); return (#""query":"user=ada\u0026password\#("\\u003d")\#(it)\u0026x=1""#, it)
        },
        SecretShape("table", keeps: "api_key") {
            let it = $0.alnum(32); return ("| api_key      | \(it) |", it)
        },
        SecretShape("table of printenv", keeps: "GRAFANA_PASSWORD") {
            let it = $0.password(); return ("GRAFANA_PASSWORD   \(it)", it)
        },
    ]
}
