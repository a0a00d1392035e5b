import Foundation

/// Lines as logs are full of, none of which holds a secret; and lines that look as though they did.
enum OrdinaryLines {
    /// `count` lines, every kind as often as the others.
    static func lines(_ count: Int, seed: UInt64 = 11) -> [String] {
        var dice = Dice(seed)
        return (0..<count).map { number in kinds[number % kinds.count](&dice) }
    }

    private static let kinds: [@Sendable (inout Dice) -> String] = ci + cluster + program

    private static func time(_ dice: inout Dice) -> String { "2026-03-14T02:\(10 + dice.below(50)):\(10 + dice.below(50)).\(dice.digits(7))Z" }

    private static let ci: [@Sendable (inout Dice) -> String] = [
        { "\(time(&$0)) ##[group]Run actions/checkout@v4" },
        { "\(time(&$0)) [command]/usr/bin/git checkout --progress --force refs/remotes/origin/\($0.word())" },
        { "\(time(&$0)) HEAD is now at \($0.hex(7)) Mend the \($0.word()) of the \($0.word())" },
        { "\(time(&$0)) \($0.hex(40))\trefs/heads/\($0.word())" },
        { "\(time(&$0)) Collecting \($0.word())==\($0.below(9)).\($0.below(30)).\($0.below(9))" },
        { "  Downloading \($0.word())-1.2.\($0.below(9))-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl (\($0.digits(2)).1 MB)" },
        { "#\($0.below(30)) sha256:\($0.hex(64)) \($0.digits(2)).5MB / 90.1MB 2.1s done" },
        { "#\($0.below(30)) exporting manifest sha256:\($0.hex(64)) 0.0s done" },
        { "Digest: sha256:\($0.hex(64))" },
        { "ghcr.io/acme/\($0.word())@sha256:\($0.hex(64))" },
        { "\($0.hex(12)): Pull complete" },
        { "Successfully built \($0.hex(12))" },
        { "tests/test_\($0.word()).py::test_\($0.word())_\($0.word()) PASSED [ \($0.below(100))%]" },
        { "E       AssertionError: assert \($0.digits(4)) == \($0.digits(4))" },
        { "  File \"/app/\($0.word())/\($0.word()).py\", line \($0.below(900)), in \($0.word())_\($0.word())" },
        { "    raise ValueError(f\"unexpected \($0.word()): {value!r}\")" },
        { "warning: unused variable: `\($0.word())` --> src/\($0.word()).rs:\($0.below(900)):\($0.below(80))" },
        { "npm warn deprecated \($0.word())@\($0.below(9)).1.0: use \($0.word()) instead" },
        { "      \"integrity\": \"sha512-\($0.base64(64))\"," },
        { "go: downloading github.com/acme/\($0.word()) v0.\($0.below(20)).0-20240101120000-\($0.hex(12))" },
        { "github.com/acme/\($0.word()) v1.2.3/go.mod h1:\($0.base64(32))" },
        { "    --hash=sha256:\($0.hex(64)) \\" },
        { "Cache restored from key: Linux-pip-\($0.hex(64))" },
        { "Post job cleanup. [\($0.uuid())]" },
        { "Uploaded artifact \($0.word())-\($0.digits(8)).zip (\($0.digits(7)) bytes), SHA256 \($0.hex(64))" },
        { "index \($0.hex(7))..\($0.hex(7)) 100644" },
        { "diff --git a/src/\($0.word())/\($0.word()).py b/src/\($0.word())/\($0.word()).py" },
        { "   \($0.hex(7))..\($0.hex(7))  main -> main" },
        { "remote: Counting objects: 100% (\($0.digits(3))/\($0.digits(3))), done." },
        { "Get:\($0.below(99)) http://archive.ubuntu.com/ubuntu jammy/main amd64 \($0.word()) amd64 1.\($0.below(9))-1ubuntu2 [\($0.digits(3)) kB]" },
        { "[INFO] Building jar: /build/\($0.word())/target/\($0.word())-1.0-SNAPSHOT.jar" },
        { "| \($0.word())   | CVE-2024-\($0.digits(5)) | HIGH | 1.2.\($0.below(9)) | 1.3.0 | \($0.word()): overflow in \($0.word()) |" },
        { "Name: \($0.word()), Stmts: \($0.digits(3)), Miss: \($0.below(40)), Cover: \($0.below(100))%" },
        { _ in "::add-mask::***" },
        { "\(time(&$0))   GITHUB_TOKEN: ***" },
        { "Step \($0.below(12))/12 : RUN pip install --no-cache-dir -r requirements.txt" },
    ]

    private static let cluster: [@Sendable (inout Dice) -> String] = [
        { "Normal  Pulled  \($0.below(59))m  kubelet  Successfully pulled image \"ghcr.io/acme/\($0.word()):\($0.hex(7))\" in 2.\($0.digits(3))s" },
        {
            "Warning  BackOff  \($0.below(59))s  kubelet  Back-off restarting failed container \($0.word()) in pod \($0.word())-\($0.hex(10))-\($0.lower(5))_ml(\($0.uuid()))"
        },
        { "0/\($0.below(9)) nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint {\($0.word()): }." },
        { "pod/\($0.word())-\($0.hex(10))-\($0.lower(5)) created" },
        { "uid: \($0.uuid())" },
        { "resourceVersion: \"\($0.digits(8))\"" },
        { "    checksum/config: \($0.hex(64))" },
        { "    containerID: containerd://\($0.hex(64))" },
        {
            "I0314 02:37:05.\($0.digits(6))       1 controller.go:\($0.below(900))] \"Reconciling\" object=\"ml/\($0.word())\" reconcileID=\"\($0.uuid())\""
        },
        {
            "E0314 02:37:05.\($0.digits(6))    \($0.digits(4)) reflector.go:150] failed to list *v1.Secret: secrets is forbidden: User \"system:serviceaccount:ml:\($0.word())\" cannot list"
        },
        { "level=info ts=\(time(&$0)) caller=head.go:\($0.digits(3)) component=tsdb msg=\"write block\" ulid=01HS\($0.upper(22))" },
        { "time=\"\(time(&$0))\" level=info msg=\"Sync operation to \($0.hex(40)) succeeded\" application=\($0.word())" },
        {
            #"{"level":"info","ts":\#($0.digits(10)).123,"logger":"\#($0.word())","msg":"started","traceID":"\#($0.hex(32))","spanID":"\#($0.hex(16))"}"#
        },
        { "traceparent: 00-\($0.hex(32))-\($0.hex(16))-01" },
        { "x-request-id: \($0.uuid())" },
        { "etag: W/\"\($0.hex(32))\"" },
        { _ in "mountPath: /var/run/secrets/kubernetes.io/serviceaccount" },
        { "  Mounts: /var/run/secrets/kubernetes.io/serviceaccount from kube-api-access-\($0.lower(5)) (ro)" },
        { "secret/\($0.word()) configured" },
        { "Liveness probe failed: Get \"http://10.42.\($0.below(255)).\($0.below(255)):8080/healthz\": context deadline exceeded" },
        { "node \($0.word())-\($0.below(9)): memory available \($0.digits(8))Ki threshold 100Mi" },
        { "ReplicaSet \"\($0.word())-\($0.hex(10))\" is progressing." },
        { "certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t\($0.base64(120))" },
        { "etcdserver: \($0.hex(16)) became leader at term \($0.below(20))" },
        { "resource \($0.hex(40)): member \($0.hex(16)) health: ok" },
    ]

    private static let program: [@Sendable (inout Dice) -> String] = [
        { "\(time(&$0)) INFO  [\($0.word())] processed \($0.digits(5)) rows in \($0.digits(3)) ms" },
        {
            "10.42.\($0.below(255)).\($0.below(255)) - - [14/Mar/2026:02:37:05 +0000] \"GET /api/v1/\($0.word())?page=\($0.below(90))&limit=50 HTTP/1.1\" 200 \($0.digits(4))"
        },
        { "mlflow run \($0.hex(32)) finished, artifacts at s3://mlflow/\($0.below(9))/\($0.hex(32))/artifacts" },
        { "epoch \($0.below(90))/90 loss=0.\($0.digits(4)) val_accuracy=0.\($0.digits(4)) tokens_per_s=\($0.digits(5))" },
        { "SELECT id, name FROM \($0.word()) WHERE \($0.word())_id = \($0.digits(4)) ORDER BY created_at" },
        { "duplicate key value violates unique constraint \"\($0.word())_pkey\" Key (id)=(\($0.digits(4))) already exists." },
        { "Received message id=\($0.uuid()) partition=\($0.below(9)) offset=\($0.digits(7)) key=\($0.word())" },
        { "java.lang.IllegalStateException: \($0.word()) at com.acme.\($0.word()).Main.run(Main.java:\($0.below(900)))" },
        { "thread '\($0.word())' panicked at src/main.rs:\($0.below(900)):5: called `Option::unwrap()` on a `None` value" },
        { "goroutine \($0.below(900)) [running]: main.\($0.word())(0xc000\($0.hex(6)), 0x\($0.hex(2)))" },
        { "connection from \($0.user())@\($0.host()) closed after \($0.below(90)) s" },
        { "loaded model \($0.word())-v\($0.below(9)).pkl md5=\($0.hex(32))" },
        { "user=\($0.user()) action=login status=ok session_duration=\($0.digits(3))" },
        { "queue depth \($0.below(900)), workers \($0.below(16)), rss_mb=\($0.digits(3))" },
        { _ in "Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)" },
        { "https://\($0.host())/\($0.word())/\($0.word())?utm_source=\($0.word())&id=\($0.digits(6))" },
        { "feature_\($0.word())=\($0.below(2)) feature_\($0.word())=0.\($0.digits(6)) n=\($0.digits(5))" },
        { "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA\($0.base64(90))" },
        { "vector: [0.\($0.digits(6)), -0.\($0.digits(6)), 0.\($0.digits(6))]" },
        { "-rw-r--r-- 1 root root \($0.digits(6)) Mar 14 02:37 \($0.word()).parquet" },
        { "git hash-object: \($0.hex(40)) blob \($0.digits(4))" },
        { "SHA256:\($0.base64(32).dropLast()) \($0.user())@\($0.word()) (ED25519)" },
        { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI\($0.base64(30)) \($0.user())@\($0.word())" },
        { "request took \($0.digits(3)).\($0.digits(2))ms path=/\($0.word()) status=\($0.pick(["200", "404", "503"])) bytes=\($0.digits(5))" },
        { "WARNING: \($0.word()) is deprecated; pass \($0.word())=\($0.pick(["True", "None", "'auto'", "8"])) instead" },
    ]

    /// Lines that must not change by a byte.
    static func lookalikes(_ each: Int) -> [String] {
        var dice = Dice(5)
        return (0..<each).flatMap { _ in (alike + strange).map { $0(&dice) } }
    }

    private static let alike: [@Sendable (inout Dice) -> String] = [
        { "password=\($0.pick(["***", "****", "<password>", "${DB_PASSWORD}", "$(cat /run/secrets/db)", "[REDACTED]", "<redacted>", "xxxxxxxx"]))" },
        { "token: ${{ secrets.\($0.word().uppercased())_TOKEN }}" },
        { "Authorization: Bearer \($0.pick(["***", "<token>", "$TOKEN", "${TOKEN}", "{token}"]))" },
        { "password: \($0.pick(["null", "nil", "None", "''", "\"\"", "true", "false", "required", "optional"]))" },
        { "password authentication failed for user \"\($0.user())\"" },
        { "\($0.pick(["token", "password", "secret"])) \($0.pick(["expired", "rejected", "rotated", "is missing", "not found"]))" },
        { "secretName: \($0.word())-\($0.word())" },
        { "secretKeyRef: {name: \($0.word())-db, key: password}" },
        { "password_file: /run/secrets/\($0.word())" },
        { _ in "TOKEN_PATH=/var/run/secrets/kubernetes.io/serviceaccount/token" },
        { "max_tokens=\($0.digits(4)) prompt_tokens=\($0.digits(3)) completion_tokens: \($0.digits(3))" },
        { "eos_token_id=\($0.below(900)) pad_token='<pad>' bos_token=\"<s>\"" },
        { "token_type=bearer token_ttl=\($0.below(90))h tokenUrl: https://\($0.host())/oauth/token" },
        { "tokenizer=\($0.word())/\($0.word())-base tokenizer_config.json" },
        { "pass=\($0.below(900)) fail=\($0.below(9)) skip=\($0.below(9))" },
        { "PASS: Test\($0.word().capitalized) (0.0\($0.below(9))s)" },
        { "primary_key=id foreign_key=\($0.word())_id sort_key: created_at" },
        { "public_key: ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ\($0.base64(120)) \($0.user())@\($0.word())" },
        { "private_key_path=/etc/ssl/private/\($0.word()).pem ssl_key_file=/etc/tls/tls.key" },
        { "cache-key: Linux-node-\($0.hex(64))" },
        { "cache key=\($0.word())-\($0.hex(40)) restore-keys: \($0.word())-" },
        { "author=\($0.user()) authority=\($0.host()) authorization_endpoint=https://\($0.host())/auth" },
        { _ in "client = Client(token=token, password=self.password, api_key=settings.api_key)" },
        { _ in "password = os.environ['DB_PASSWORD']" },
        { "api_key: str | None = Field(default=None, description='\($0.word())')" },
        { "--password-stdin --token-ttl=24h --secret id=\($0.word()),src=./\($0.word()).txt" },
        { "SyntaxError: Unexpected token '\($0.pick(["<", "}", "else"]))', line \($0.below(90))" },
        { "keyboard=us monkey=\($0.below(9)) turkey: \($0.word()) hotkey=ctrl+k" },
        { "Enter passphrase for key '/home/\($0.user())/.ssh/id_ed25519':" },
        { "signature verified: key ID \($0.hex(16).uppercased()), fingerprint \($0.hex(40).uppercased())" },
        { "image.sig=sha256:\($0.hex(64))" },
        { "cookie_domain=\($0.host()) cookies disabled, cookie consent: yes" },
        { "nextPageToken=\($0.below(90)) continue_token: <nil> resume token: none" },
        { "user=\($0.digits(4)):\($0.digits(4)) image a:b@sha256:\($0.hex(64))" },
        { "http://\($0.host()):8080/users/\($0.word())@v\($0.below(9)).1.0/x:y" },
        { "git@github.com:acme/\($0.word()).git ssh://git@\($0.host()):2222/a.git" },
        { "npm install @acme/\($0.word())@\($0.below(9)).0.0 --registry=https://registry.npmjs.org/" },
        { "docker run -p 8080:80 -u 1000:1000 -e PORT=80 \($0.word())" },
        { "mkdir -p build-\($0.word()) && cp -p a b && nc -p 80 -u 10.0.0.1" },
        { "sk-\($0.word())-learn sk_\($0.word()) hf_\($0.word()) ghp_\($0.word()) npm_config_cache" },
        { _ in "{\"$ref\": \"#/components/schemas/Password\", \"token\": {\"type\": \"string\"}}" },
        { "--- PASS: Test\($0.word().capitalized)\($0.word().capitalized)Not\($0.word().capitalized)/of_\($0.word()) (0.1\($0.below(9))s)" },
        { "server-password: \($0.word().uppercased())_TOKEN" },
        { _ in "-----BEGIN CERTIFICATE-----" },
        { _ in "-----BEGIN PUBLIC KEY-----" },
        { "auth=\($0.pick(["none", "basic", "oidc", "enabled"])) auth_mode: ldap authenticated=true" },
        { "credentials=\($0.pick(["include", "same-origin", "omit"])) credentialsId: \($0.word())" },
        { "secrets: \($0.below(9)) found, secret scanning: 0 leaks, keys: \($0.below(90))" },
        { "x-ratelimit-remaining-tokens: \($0.digits(4)) cancellation token requested" },
        { _ in "if password == '' or token is None: raise" },
        { "session=\($0.word()) opened for user \($0.user()) by (uid=0)" },
        { "Bearer authentication is required; Basic plan: \($0.word())" },
        { "key \"\($0.word())\" does not exist; keyspace=\($0.word()) apikeys.googleapis.com" },
        { "resource \"random_password\" \"\($0.word())\" (sensitive value)" },
        { _ in "  + password = (sensitive value)" },
        { _ in "password_hash_rounds=12 password_min_length: 12 secret_rotation_days=30" },
        { "digest=\($0.hex(64)) commit=\($0.hex(40)) request_id=\($0.uuid())" },
    ]

    /// Lines that look like those by which other people's secrets were found.
    private static let strange: [@Sendable (inout Dice) -> String] = [
        { "Setting up passwd (1:4.\($0.below(20))+dfsg1-1+b\($0.below(9))) ..." },
        { "Unpacking passwd (1:4.\($0.below(9)).1-1) over (1:4.5-1) ..." },
        { "redis.host=\($0.host()) redis.password= redis.db=\($0.below(9))" },
        { "DB_PASSWORD= DB_HOST=\($0.word()) DB_PORT=5432" },
        { "Could not load file or assembly 'Acme.Core, Version=4.\($0.below(9)).0.0, Culture=neutral, PublicKeyToken=\($0.hex(16))'" },
        { _ in "usage: sqlplus [<username>[/<password>]@<connect_identifier>]" },
        { _ in "usage: exp <username>/<password>@<tns_alias>" },
        { "Usage: login <user> <password> \($0.word())2.example.com [options]" },
        { _ in "usage: net use [devicename | *] [\\\\computer\\share] [password | *]] [/USER:[domainname\\]username]" },
        { _ in "SCHTASKS /Create [/S system [/U username [/P [password]]]]" },
        { _ in "usage: ndmpcopy [-sa user:password] [-da user:password] src dst" },
        { "reg add HKLM\\SOFTWARE\\acme /v Version /t REG_SZ /d 12.\($0.below(9)).1b /f" },
        { "    Version    REG_SZ    12.\($0.below(9)).1b" },
        { "dtexec /F a.dtsx /SET \\Package.Variables[User::BatchId].Properties[Value];AB\($0.digits(2))cd34" },
        { _ in "SETROPTS PASSWORD(HISTORY(10) INTERVAL(60) WARNING(10))" },
        { "CRTUSRPRF USRPRF(\($0.word().uppercased())) PASSWORD(*NONE) USRCLS(*USER)" },
        { _ in "ADDUSER ADA PASSWORD(EXPIRED)" },
        { _ in "ICH408I USER(ADA) GROUP(PROD) LOGON/JOB INITIATION - INVALID PASSWORD" },
        { "connected as user \($0.user()) using TLSv1.3 cipher AES256" },
        { "snmp-server host 10.1.2.\($0.below(255)) version 3 priv snmpUser\($0.below(9))" },
        { _ in "snmp-server host 10.1.2.3 traps version 2c" },
        { "Generating password....done; verifying token........... OK, \($0.word())" },
        { _ in "password........................<masked>" },
        { _ in "ipsec tunnel 1 established, cipher AES256-GCM-SHA384" },
        { _ in "bundle config set --local path vendor/bundle" },
        { _ in "BUNDLE_BUILD__NOKOGIRI: \"--use-system-libraries\"" },
        { "printf 'password for %s changed\\n' \($0.word())12ab" },
        { "1) \"token_bucket\"\n2) \"\($0.alnum(16))\"" },
        { "+ echo \($0.alnum(12))\n+ make all" },
        { "password for \($0.word())12ab is not set" },
        { "neighbor 10.0.0.\($0.below(255)) remote-as 65001" },
        { "clear-text: false pepper=red\($0.below(9)) salt=2 X-Honeycomb-Dataset: prod2-Traces1" },
        { _ in "  tokens {\n    accessor_id = \"c07a1746-cd65-4c94-aa0b-1c69259f6e03\"\n  }" },
        { "passphrase: key derivation failed after \($0.below(9)) rounds" },
        { _ in "AuthLDAPBindPassword exec:/etc/apache2/pw" },
        { _ in "OLDPWD=/root PWD=/srv/App1" },
    ]
}
