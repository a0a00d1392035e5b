import Host
import Testing

@testable import Triage

@Suite struct RedactorTests {
    private func redacted(_ text: String) -> String {
        var redactor = Redactor()
        return redactor.redact(text)
    }

    @Test(
        "The name stays, the secret goes",
        arguments: [
            ("DB_PASSWORD=hunter2", "DB_PASSWORD=[secret:password#1]"),
            (#"{"password": "hunter2", "user": "ada"}"#, #"{"password": "[secret:password#1]", "user": "ada"}"#),
            (#"{"pin_password": 8675309}"#, #"{"pin_password": "[secret:password#1]"}"#),
            (#"payload={\"api_key\": \"a1b2c3d4e5f6\"}"#, #"payload={\"api_key\": \"[secret:key#1]\"}"#),
            ("password: hunter2", "password: [secret:password#1]"),
            ("  client_secret: 'q8f7-aa_12.x'", "  client_secret: '[secret:secret#1]'"),
            ("Authorization: Bearer abcDEF123456ghi", "Authorization: Bearer [secret:bearer#1]"),
            ("curl -H 'Authorization: token 0123456789abcdef0123'", "curl -H 'Authorization: token [secret:bearer#1]'"),
            ("> authorization: Basic dXNlcjpwYXNzd29yZA==", "> authorization: Basic [secret:basic-auth#1]"),
            ("Cookie: session=abc123; theme=dark", "Cookie: [secret:cookie#1]"),
            ("psql postgres://mlflow:p%40ss@db:5432/x", "psql postgres://mlflow:[secret:url-password#1]@db:5432/x"),
            ("redis://:s3cret@cache:6379/0", "redis://:[secret:url-password#1]@cache:6379/0"),
            (
                "git clone https://x-access-token:ghs_BXypefI88YivdZmkFAKEYWxhYGtmkbGo@github.com/a/b",
                "git clone https://x-access-token:[secret:url-password#1]@github.com/a/b"
            ),
            ("root:topSecret1@tcp(mysql:3306)/ml", "root:[secret:url-password#1]@tcp(mysql:3306)/ml"),
            ("GET /v1?access_token=a1B2c3D4e5F6&page=2", "GET /v1?access_token=[secret:token#1]&page=2"),
            (
                "https://x.blob.core.windows.net/c?sv=1&sig=Abc123Def456Ghi789%3D",
                "https://x.blob.core.windows.net/c?sv=1&sig=[secret:signature#1]"
            ),
            ("Server=db;Uid=sa;Pwd=S3cure!;Database=ml", "Server=db;Uid=sa;Pwd=[secret:password#1];Database=ml"),
            ("mysql --password hunter2 -u root", "mysql --password [secret:password#1] -u root"),
            (#"["--token","a1B2c3D4e5F6g7"]"#, #"["--token","[secret:token#1]"]"#),
            ("curl -u ada:hunter2 https://x", "curl -u ada:[secret:password#1] https://x"),
            ("PGPASSWORD=hunter2 psql", "PGPASSWORD=[secret:password#1] psql"),
            ("<password>hunter2</password>", "<password>[secret:password#1]</password>"),
            ("X-Api-Key: 9f8e7d6c5b4a", "X-Api-Key: [secret:key#1]"),
            ("API key: 9f8e7d6c5b4a", "API key: [secret:key#1]"),
            ("    client-key-data: LS0tLS1CRUdJTiBSU0Eg", "    client-key-data: [secret:private-key#1]"),
            ("aws AKIAIOSFODNN7EXAMPLE used", "aws [secret:aws-key#1] used"),
            ("passwd\u{1b}[0m=\u{1b}[33mhunter2\u{1b}[0m", "passwd=[secret:password#1]"),
            ("echo Z2hwXzEyMzQ1Njc4OTBBQkNERUZHSElKS0xNTk9QUVJTVFVW | base64 -d", "echo [secret:encoded#1] | base64 -d"),
        ])
    func replaced(text: String, expected: String) {
        #expect(redacted(text) == expected)
    }

    @Test(
        "What only looks like a secret stays",
        arguments: [
            "password=*** user=ada", "token: ${{ secrets.GITHUB_TOKEN }}", "Authorization: Bearer ***", "max_tokens=2048",
            "next_token=CAESBg",
            "password: must be at least 12 characters", "secretName: ghcr-pull", "SyntaxError: Unexpected token: '}' in JSON",
            "PWD=/home/runner",
            "client = Client(password=password, token=token)", "eos_token='</s>'",
            "sha256:9f2b5c1e7d3a4b6c8e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f",
            "commit 4be19a7c2f0d7a3e5b1c9d8e7f6a5b4c3d2e1f00", "http://10.0.0.1:5000/path@2x.png", "user=1000:1000 chown -u 1000:1000 x",
            "secret: ghcr-pull-v2", "cache key pip-Linux-3.11-8f14e45fceea167a5a36dedd4bea2543", "keyboard=de monkey=1 author=ada",
            "scikit-learn sk-learn-contrib",
            "npm_config_registry=https://registry.npmjs.org/", "token=os.environ['TOKEN']", "password=None", "Cookies are disabled",
            "basic authentication: ok",
            "signature verified: yes", "POST /login 401 invalid password", "api_key: str = Field(...)", "time=12:30:45 level=info",
        ])
    func kept(text: String) {
        #expect(redacted(text) == text)
    }

    @Test("The same secret has the same tag everywhere, another one has another")
    func tags() {
        var redactor = Redactor()
        var texts = [Array("a password=hunter2hunter2 b".utf8), Array("login hunter2hunter2 failed, password=other".utf8)]
        redactor.redact(all: &texts)
        #expect(String(decoding: texts[0], as: UTF8.self) == "a password=[secret:password#1] b")
        #expect(String(decoding: texts[1], as: UTF8.self) == "login [secret:password#1] failed, password=[secret:password#2]")
        #expect(redactor.counts == ["password": 2])
        #expect(redactor.redact("again hunter2hunter2, once more") == "again [secret:password#1], once more")
    }

    @Test("A large text is looked through in pieces, two at once; what goes on from one to the next is seen all the same", arguments: 1...400)
    func pieces(size: Int) {
        let text = """
            starting
            -----BEGIN RSA PRIVATE KEY-----
            MIIEpAIBAAKCAQEA7bbUjWaVJzZQAQFAKE9Y07bguDnu3VhP9nMedB2FtjZ
            hWVFAKE==
            -----END RSA PRIVATE KEY-----
            name,password,age
            anna,Tr0ub4dor&3,12
            berta,zebra-Quilt-91,13
            - name: DB_PASSWORD
              value: correct-Horse-7
            anna came with Tr0ub4dor&3
            done
            """
        var whole = Redactor(), parted = Redactor(piece: size)
        #expect(String(decoding: parted.redact(Array(text.utf8)), as: UTF8.self) == whole.redact(text))
        #expect(parted.counts == whole.counts)
        #expect(whole.counts == ["private-key": 1, "password": 3])
    }

    @Test("A private key goes line by line, time stamps and other threads' lines stay")
    func privateKey() {
        let text = """
            2026-03-14T02:37:05.0Z -----BEGIN RSA PRIVATE KEY-----
            2026-03-14T02:37:05.1Z MIIEpAIBAAKCAQEA7bbUjWaVJzZQAQFAKE9Y07bguDnu3VhP9nMedB2FtjZ
            2026-03-14T02:37:05.2Z [17] INFO ready
            2026-03-14T02:37:05.3Z hWVFAKE==
            2026-03-14T02:37:05.4Z -----END RSA PRIVATE KEY-----
            2026-03-14T02:37:05.5Z done
            """
        #expect(
            redacted(text) == """
                2026-03-14T02:37:05.0Z [secret:private-key#1]
                2026-03-14T02:37:05.1Z [secret:private-key#1]
                2026-03-14T02:37:05.2Z [17] INFO ready
                2026-03-14T02:37:05.3Z [secret:private-key#1]
                2026-03-14T02:37:05.4Z [secret:private-key#1]
                2026-03-14T02:37:05.5Z done
                """)
    }

    @Test("Fed line by line, a private key is recognised too")
    func stream() {
        var redactor = Redactor()
        let lines = [
            "-----BEGIN PRIVATE KEY-----\n", "MIIEpAIBAAKCAQEA7bbUjWaVJzZQAQFAKE9Y07bguDnu3VhP9nMe\n", "-----END PRIVATE KEY-----\n",
            "password=x1\n",
        ]
        let output = lines.map { String(decoding: redactor.redact(continuing: Array($0.utf8)), as: UTF8.self) }
        #expect(
            output == [
                "[secret:private-key#1]\n", "[secret:private-key#1]\n", "[secret:private-key#1]\n", "password=[secret:password#1]\n",
            ])
    }

    @Test("Escape sequences go, lines stay")
    func escapes() {
        #expect(redacted("a\u{1b}]0;pwned\u{7}b\u{1b}[2J\u{1b}[31mc\nd\u{1b}(Be\n") == "abc\nde\n")
        #expect(redacted("cut off \u{1b}[") == "cut off ")
    }

    @Test("E-mail and IP addresses go only where asked for")
    func personal() {
        var options = Redactor.Options()
        options.emails = true
        options.addresses = true
        var redactor = Redactor(options)
        #expect(
            redactor.redact("ada@example.com from 10.42.1.37:5000, version 1.2.3.4.5")
                == "[secret:email#1] from [secret:address#1]:5000, version 1.2.3.4.5")
        #expect(redacted("ada@example.com from 10.42.1.37") == "ada@example.com from 10.42.1.37")
    }

    @Test("Patterns of one's own are replaced whole, and numbered as everything else")
    func patterns() throws {
        var options = Redactor.Options()
        options.patterns = [try LinePattern("ACME-[0-9]{4}"), try LinePattern("(?i)customer=[a-z]+")]
        var redactor = Redactor(options)
        #expect(
            redactor.redact("ACME-1234 Customer=ada\npassword=hunter2 ACME-1234")
                == "[secret:pattern#1] [secret:pattern#2]\npassword=[secret:password#1] [secret:pattern#1]")
    }

    @Test("Patterns hold beside a private key, behind escapes and in what is decoded, too")
    func patternsWithin() throws {
        var options = Redactor.Options()
        options.patterns = [try LinePattern("ACME-[0-9]{4}")]
        var redactor = Redactor(options)
        let encoded = Dice.base64("order ACME-1234 of customer ada")
        #expect(
            redactor.redact("key of ACME-1234 -----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\nid=%41CME-1234\nblob \(encoded)\n")
                == "key of [secret:pattern#1] [secret:private-key#1]\n[secret:private-key#1]\nid=[secret:pattern#2]\nblob [secret:encoded#1]\n")
    }

    @Test(
        "Columns named in a table's first line are replaced by name, in CSV, TSV and what clients of databases print",
        arguments: [
            ("user,password\nada,hunter2\ngrace,s3cret", "user,password\nada,[secret:password#1]\ngrace,[secret:password#2]"),
            ("a;\"api_key\";b\n1;\"k9Xw2LmQ8rTz\";c", "a;\"api_key\";b\n1;\"[secret:key#1]\";c"),
            ("user\ttoken\nada\tk9Xw2LmQ8rTz", "user\ttoken\nada\t[secret:token#1]"),
            (" id | passwd \n----+---------\n  5 | hunter2 \n(1 row)", " id | passwd \n----+---------\n  5 | [secret:password#1] \n(1 row)"),
            (
                "TOKEN                     TTL   USAGES\nk9x2lm.q8r7tz5w3v1u0t9s   23h   signing",
                "TOKEN                     TTL   USAGES\n[secret:token#1]   23h   signing"
            ),
            ("name,tokens,score\nada,512,0.9", "name,tokens,score\nada,512,0.9"),
        ])
    func columns(text: String, expected: String) {
        #expect(redacted(text) == expected)
    }

    @Test("All entries of a Kubernetes Secret go, whatever they are called; those of a ConfigMap stay")
    func manifests() {
        let data = "data:\n  tls.crt: aGVsbG8gd29ybGQ=\n  colour: Ymx1ZQ==\n"
        let gone = "data:\n  tls.crt: [secret:secret#1]\n  colour: [secret:secret#2]\n"
        #expect(redacted("kind: Secret\n\(data)type: Opaque\n") == "kind: Secret\n\(gone)type: Opaque\n")
        #expect(redacted("apiVersion: v1\n\(data)kind: Secret\n") == "apiVersion: v1\n\(gone)kind: Secret\n")
        let open = "apiVersion: v1\n\(data)kind: ConfigMap\n---\nkind: Secret\n"
        #expect(redacted(open) == open)
    }

    @Test("Base64 that was broken into lines is read as one; what holds no secret stays")
    func wrapped() {
        let secret = Dice.base64("apiVersion: v1\nkind: Secret\nstringData:\n  password: hunter2hunter2\nmetadata: {}\n")
        let lines = stride(from: 0, to: secret.count, by: 64).map { String(Array(secret)[$0..<min($0 + 64, secret.count)]) }
        #expect(lines.count == 2)
        #expect(redacted("begin\n\(lines[0])\n\(lines[1])\nend") == "begin\n[secret:encoded#1]\n[secret:encoded#2]\nend")
        let open = Dice.base64("apiVersion: v1\nkind: ConfigMap\ndata:\n  colour: blue\n  size: large as can be\n")
        let text = "begin\n\(open.prefix(64))\n\(open.dropFirst(64))\nend"
        #expect(redacted(text) == text)
    }

    @Test("IPv6 addresses go where asked for; times, hashes by pairs and names with colons stay")
    func addresses6() {
        var options = Redactor.Options()
        options.addresses = true
        func replaced(_ text: String) -> String {
            var redactor = Redactor(options)
            return redactor.redact(text)
        }
        #expect(replaced("from 2001:db8::8a2e:370:7334 to [fe80::1%eth0]:443") == "from [secret:address#1] to [[secret:address#2]%eth0]:443")
        #expect(replaced("peer 2001:0db8:0000:0000:0000:ff00:0042:8329 up") == "peer [secret:address#1] up")
        #expect(replaced("::ffff:10.0.0.1 said hello") == "[secret:address#1] said hello")
        for text in ["at 02:37:05 done", "MD5:ab:cd:ef:01:23:45", "std::vector<int>::push_back", "02:42:ac:11:00:02", "a::b and ::", "image:1.2:3"] {
            #expect(replaced(text) == text)
        }
    }

    @Test("A stream gives each line back as soon as it is whole")
    func streamed() {
        var stream = RedactedStream()
        let text = { (bytes: [UInt8]) in String(decoding: bytes, as: UTF8.self) }
        #expect(text(stream.take("ready\npassword=hun".utf8)) == "ready\n")
        #expect(text(stream.take("ter2".utf8)) == "")
        #expect(text(stream.take("\nagain password=hunter2".utf8)) == "password=[secret:password#1]\n")
        #expect(text(stream.finish()) == "again password=[secret:password#1]")
        #expect(text(stream.finish()) == "")
    }

    @Test(
        "Colours and what clears a line stay in lines of a stream without a secret, other sequences do not; where a secret is, nothing stays that may split it"
    )
    func coloured() {
        var stream = RedactedStream()
        let text = """
            \u{1b}[36;1mpip install\u{1b}[0m\u{1b}[K
            \u{1b}]0;title\u{7}run
            \u{1b}[1mpassword\u{1b}[0m=hun\u{1b}[31mter2
            plain

            """
        #expect(
            String(decoding: stream.take(text.utf8), as: UTF8.self) == """
                \u{1b}[36;1mpip install\u{1b}[0m\u{1b}[K
                run
                password=[secret:password#1]
                plain

                """)
    }

    @Test("Bytes that are no text, and no text at all, pass")
    func odd() {
        var redactor = Redactor()
        #expect(redactor.redact([]) == [])
        #expect(redactor.redact([0xff, 0xfe, 0x00, 0x0a, 0xe2]) == [0xff, 0xfe, 0x00, 0x0a, 0xe2])
        #expect(redacted("=\n:\n-\n--\n://\n@\n\"") == "=\n:\n-\n--\n://\n@\n\"")
    }
}
