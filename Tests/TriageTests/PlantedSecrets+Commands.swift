/// Secrets on command lines, as traced by shells, runners and process lists.
extension PlantedSecrets {
    static let commands: [SecretShape] = [
        SecretShape("docker -e", keeps: "POSTGRES_PASSWORD") {
            let it = $0.plainPassword(); return ("docker run -e POSTGRES_PASSWORD=\(it) -d postgres:16", it)
        },
        SecretShape("docker --env", keeps: "API_SECRET") {
            let it = $0.alnum(30); return ("docker run --env=API_SECRET=\(it) app", it)
        },
        SecretShape("build-arg", keeps: "NPM_TOKEN") {
            let it = $0.alnum(36); return ("docker build --build-arg NPM_TOKEN=\(it) -t app .", it)
        },
        SecretShape("helm --set", keeps: "auth.password") {
            let it = $0.plainPassword(); return ("helm upgrade db bitnami/redis --set auth.password=\(it),replicas=2", it)
        },
        SecretShape("from-literal", keeps: "password") {
            let it = $0.plainPassword(); return ("kubectl create secret generic db --from-literal=password=\(it)", it)
        },
        SecretShape("docker-password", keeps: "--docker-password") {
            let it = $0.plainPassword(); return ("kubectl create secret docker-registry r --docker-username=ada --docker-password=\(it)", it)
        },
        SecretShape("mysql -p", keeps: "mysql") {
            let it = $0.plainPassword(); return ("mysql -u root -p\(it) -h db ml", it)
        },
        SecretShape("mysqldump -p quoted", keeps: "mysqldump") {
            let it = $0.password(); return ("mysqldump -uroot -p'\(it)' ml", it)
        },
        SecretShape("sshpass", keeps: "sshpass") {
            let it = $0.plainPassword(); return ("sshpass -p \(it) ssh ada@edge-1", it)
        },
        SecretShape("sshpass quoted", keeps: "sshpass") {
            let it = $0.password(); return ("sshpass -p '\(it)' scp a ada@edge-1:", it)
        },
        SecretShape("curl -u", keeps: "ada:") {
            let it = $0.password(); return ("curl -fsS -u ada:\(it) https://example.com/x", it)
        },
        SecretShape("curl -u quoted", keeps: "curl") {
            let it = $0.password(); return ("curl -u 'ada:\(it)' https://example.com/x", it)
        },
        SecretShape("curl --user", keeps: "--user") {
            let it = $0.plainPassword(); return (#"curl --user "deploy:\#(it)" -T a.tgz https://example.com"#, it)
        },
        SecretShape("curl -H", keeps: "X-JFrog-Art-Api") {
            let it = $0.alnum(60); return ("curl -H 'X-JFrog-Art-Api: \(it)' https://example.com/art", it)
        },
        SecretShape("curl --data", keeps: "client_secret") {
            let it = $0.alnum(40); return ("curl -d 'grant_type=client_credentials&client_secret=\(it)' https://idp.example.com", it)
        },
        SecretShape("wget", keeps: "--http-password") {
            let it = $0.plainPassword(); return ("wget --http-user=ada --http-password=\(it) https://example.com", it)
        },
        SecretShape("docker login -p", keeps: "docker login") {
            let it = $0.plainPassword(); return ("docker login ghcr.io -u ada -p \(it)", it)
        },
        SecretShape("docker login --password", keeps: "--password") {
            let it = $0.plainPassword(); return ("podman login --username ada --password \(it) quay.io", it)
        },
        SecretShape("echo into login", keeps: "--password-stdin") {
            let it = $0.alnum(24); return ("echo \(it) | docker login ghcr.io -u ada --password-stdin", it)
        },
        SecretShape("az login", keeps: "az login") {
            let it = $0.alnum(34); return ("az login --service-principal -u \($0.uuid()) -p \(it) --tenant \($0.uuid())", it)
        },
        SecretShape("redis-cli -a", keeps: "redis-cli") {
            let it = $0.plainPassword(); return ("redis-cli -h cache -a \(it) ping", it)
        },
        SecretShape("requirepass", keeps: "--requirepass") {
            let it = $0.plainPassword(); return ("redis-server --requirepass \(it) --appendonly yes", it)
        },
        SecretShape("openssl pass", keeps: "-passin") {
            let it = $0.plainPassword(); return ("openssl rsa -in k.pem -passin pass:\(it) -out o.pem", it)
        },
        SecretShape("openssl -k", keeps: "openssl") {
            let it = $0.plainPassword(); return ("openssl enc -d -aes-256-cbc -in a.enc -pass pass:\(it)", it)
        },
        SecretShape("sqlcmd -P", keeps: "sqlcmd") {
            let it = $0.password(); return ("/opt/mssql-tools/bin/sqlcmd -S localhost -U sa -P '\(it)' -Q 'SELECT 1'", it)
        },
        SecretShape("mongosh -p", keeps: "mongosh") {
            let it = $0.plainPassword(); return ("mongosh -u admin -p \(it) --eval 'db.stats()'", it)
        },
        SecretShape("gpg", keeps: "--passphrase") {
            let it = $0.plainPassword(); return ("gpg --batch --passphrase \(it) -d a.gpg", it)
        },
        SecretShape("keytool", keeps: "-storepass") {
            let it = $0.plainPassword(); return ("keytool -importcert -keystore k.jks -storepass \(it) -noprompt", it)
        },
        SecretShape("jarsigner", keeps: "-keypass") {
            let it = $0.plainPassword(); return ("jarsigner -keypass \(it) app.jar release", it)
        },
        SecretShape("java -D", keeps: "javax.net.ssl.keyStorePassword") {
            let it = $0.plainPassword(); return ("java -Djavax.net.ssl.keyStorePassword=\(it) -jar a.jar", it)
        },
        SecretShape("ansible", keeps: "ansible_become_pass") {
            let it = $0.plainPassword(); return ("ansible-playbook -e ansible_become_pass=\(it) site.yml", it)
        },
        SecretShape("npmrc", keeps: "_authToken") {
            let it = $0.uuid(); return ("//registry.example.com/:_authToken=\(it)", it)
        },
        SecretShape("npmrc auth", keeps: "_auth") {
            let it = Dice.base64("ada:\($0.plainPassword())"); return ("npm config set _auth=\(it)", it)
        },
        SecretShape("netrc", keeps: "login ada") {
            let it = $0.plainPassword(); return ("machine github.example.com login ada password \(it)", it)
        },
        SecretShape("pgpass", keeps: "PGPASSWORD") {
            let it = $0.plainPassword(); return ("PGPASSWORD=\(it) pg_dump -h db ml > x.sql", it)
        },
        SecretShape("sudo", keeps: "sudo") {
            let it = $0.plainPassword(); return ("export SUDO_PASS='\(it)' && sudo -S true", it)
        },
        SecretShape("argocd", keeps: "--password") {
            let it = $0.plainPassword(); return ("argocd login argo.example.com --username admin --password=\(it) --insecure", it)
        },
        SecretShape("flag in a list", keeps: "--api-key") {
            let it = $0.alnum(32); return (#"args: ["serve", "--api-key", "\#(it)", "--port", "80"]"#, it)
        },
        SecretShape("flag in a tuple", keeps: "--auth-token") {
            let it = $0.alnum(32); return ("subprocess: ('upload', '--auth-token', '\(it)')", it)
        },
        SecretShape("flag with a name", keeps: "--access-key") {
            let it = $0.alnum(40); return ("mc alias set s3 https://s3.example.com --access-key=\(it)", it)
        },
        SecretShape("vault", keeps: "vault kv put") {
            let it = $0.plainPassword(); return ("vault kv put secret/db username=ada password=\(it)", it)
        },
        SecretShape("sql", keeps: "IDENTIFIED BY") {
            let it = $0.password(); return ("CREATE USER 'ada'@'%' IDENTIFIED BY '\(it)';", it)
        },
        SecretShape("sql postgres", keeps: "PASSWORD") {
            let it = $0.password(); return ("ALTER ROLE mlflow WITH LOGIN PASSWORD '\(it)';", it)
        },
        SecretShape("htpasswd", keeps: "htpasswd") {
            let it = $0.plainPassword(); return ("htpasswd -bB users.htpasswd ada \(it)", it)
        },
        SecretShape("chpasswd", keeps: "chpasswd") {
            let it = $0.plainPassword(); return ("echo 'ada:\(it)' | chpasswd", it)
        },
        SecretShape("git header", keeps: "http.extraheader") {
            let it = Dice.base64("x-access-token:ghs_\($0.alnum(36))")
            return (#"git -c http.https://github.com/.extraheader="AUTHORIZATION: basic \#(it)" fetch http.extraheader"#, it)
        },
    ]
}
