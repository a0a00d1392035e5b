/// Lint, static analysis and the secrets scan.
extension StepScript {
    /// Real errors come first, then nine hundred style warnings that fail nothing: the cause is far from the tail.
    mutating func flake8() {
        command([
            "flake8 src tests --select=E9,F63,F7,F82 --show-source --statistics || status=$?",
            "flake8 src tests --exit-zero --max-complexity=10 --max-line-length=127 --statistics", "exit ${status:-0}",
        ])
        if let fault { say(fault.cause) }
        let kinds = [
            ("E501", "line too long (\(128 + random.next(below: 30)) > 127 characters)"), ("W291", "trailing whitespace"),
            ("E302", "expected 2 blank lines, found 1"), ("W503", "line break before binary operator"),
            ("E231", "missing whitespace after ','"), ("C901", "'build_features' is too complex (12)"),
        ]
        // Style warnings belong to the code, not to the run: the same ones each time.
        var style = SeededRandom("style")
        for _ in 0..<912 {
            let (code, text) = style.pick(kinds)
            say("\(style.pick(Self.sources)):\(1 + style.next(below: 480)):\(1 + style.next(below: 90)): \(code) \(text)")
        }
        for (code, text) in kinds { say("\(100 + random.next(below: 80))   \(code) \(text)") }
    }

    mutating func bandit() {
        command(["bandit -r src -f json -o bandit-report.json --severity-level high --confidence-level medium"])
        say([
            "[main]\tINFO\tprofile include tests: None", "[main]\tINFO\tprofile exclude tests: None",
            "[main]\tINFO\trunning on Python 3.11.14",
        ])
        for source in Self.sources { say("[node_visitor]\tDEBUG\tParsing file src/\(source.split(separator: "/").last ?? "")") }
        say([
            "Run metrics:", "\tTotal lines of code: 4128", "\tTotal issues (by severity):", "\t\tHigh: 0", "\t\tMedium: 2",
            "\t\tLow: 11",
        ])
        say("[json]\tINFO\tJSON output written to file: bandit-report.json")
    }

    mutating func gitleaks() {
        action("gitleaks/gitleaks-action@v2", with: ["fetch-depth: 0"])
        command(
            ["gitleaks detect --redact --verbose --log-level=debug --exit-code=1 --log-opts=\"-1\""],
            environment: ["GITHUB_TOKEN: ***"])
        say(["    ○", "    │╲", "    │ ○", "    ○ ░", "    ░    gitleaks", ""])
        say("DBG using existing gitleaks config .gitleaks.toml from `(--source)/.gitleaks.toml`")
        say("DBG extending config with default config")
        let total = 1_050
        for index in 0..<total {
            if let fault, index == 214 {
                say(fault.cause)
                say(["Commit:      \(run.sha)", "Author:      Lin Park", "Email:       lin@example.com", ""])
            }
            switch random.next(below: 3) {
            case 0: say("DBG skipping binary file path=data/cache/part-\(random.hex(6)).parquet")
            case 1: say("DBG scanning file path=\(random.pick(Self.sources)) bytes=\(900 + random.next(below: 30_000))")
            default:
                say(
                    "DBG no keyword found, rule skipped rule=\(random.pick(["aws-access-token", "slack-webhook-url", "private-key", "jwt"]))"
                )
            }
        }
        say("INF 1 commits scanned.")
        say("INF scanned ~\(90 + random.next(below: 20)) KB in \(300 + random.next(below: 400))ms")
        say(fault == nil ? "INF no leaks found" : "WRN leaks found: 1")
    }

    /// Paths that the noise names.
    static let sources = [
        "src/server.py", "src/train.py", "src/data.py", "src/features.py", "src/model.py", "src/registry.py", "src/upload.py",
        "src/metrics.py", "src/config.py", "tests/test_batch.py", "tests/test_data.py", "tests/test_model.py",
        "tests/test_server.py",
    ]
}
