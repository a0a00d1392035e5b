@testable import Triage

/// Jobs that fail by their tests or their source.
extension Draft {
    @Drafts static var testRuns: [Draft] {
        Draft("pytest-xdist", "unit-tests", "test_rounding", "12.35|assert").job(
            "verify", step: "Unit tests", run: "pytest -n 4 --dist loadscope",
            """
            ~160 pytest
            » ____________________ TestTotals.test_rounding[per-line] _____________________
            » [gw2] linux -- Python 3.12.7 /usr/bin/python
            »
            »     def test_rounding(self, mode):
            » >       assert total(ITEMS, mode) == Decimal("12.35")
            » E       AssertionError: assert Decimal('12.34') == Decimal('12.35')
            »
            » tests/price/test_totals.py:48: AssertionError
            › =========================== short test summary info ============================
            » FAILED tests/price/test_totals.py::TestTotals::test_rounding[per-line] - AssertionError: assert Decimal('12.34') == Decimal('12.35')
            › ================== 1 failed, 412 passed, 9 skipped in 31.02s ===================
            """)

        Draft("pytest-collection", "unit-tests", "cannot import name|importerror", "conftest|test_mail").job(
            "verify", step: "Run the tests", run: "python -m pytest -q",
            """
            ~40 pip
            » ==================================== ERRORS ====================================
            » ____________________ ERROR collecting tests/mail/test_mail.py __________________
            » ImportError while importing test module '/home/runner/work/checkout/checkout/tests/mail/test_mail.py'.
            » tests/mail/test_mail.py:4: in <module>
            »     from checkout.mail import render_invoice
            » E   ImportError: cannot import name 'render_invoice' from 'checkout.mail'
            › =========================== short test summary info ============================
            » ERROR tests/mail/test_mail.py
            › !!!!!!!!!!!!!!!!!!!! Interrupted: 1 error during collection !!!!!!!!!!!!!!!!!!!!
            """, exit: 2)

        Draft("jest-snapshot", "unit-tests", "renders the total", not: ["expected failure is logged"]).job(
            "web", step: "Test", run: "npm test -- --ci",
            """
            ~120 jest
            » FAIL src/cart/summary.test.tsx
            »   ● CartSummary › renders the total with tax
            »
            »     expect(received).toMatchSnapshot()
            »
            »     - Snapshot  - 1
            »     + Received  + 1
            »
            »     -   <b>19,99 €</b>
            »     +   <b>19.99 €</b>
            ~60 jest
            › Tests:       1 failed, 214 passed, 215 total
            › npm error Lifecycle script `test` failed with error:
            """)

        Draft("vitest-timeout", "unit-tests", "refund").job(
            "web", step: "Unit tests", run: "pnpm vitest run",
            """
            ~90 jest
            »  FAIL  src/refund/refund.spec.ts > refund > waits for the ledger
            » Error: Test timed out in 5000ms.
            › If this is a long-running test, pass a timeout value as the last argument
            »  ❯ src/refund/refund.spec.ts:31:3
            ~30 jest
            ›  Test Files  1 failed | 63 passed (64)
            """)

        Draft("go-test-race", "unit-tests", "testledgerconcurrent").job(
            "go", step: "go test", run: "go test -race ./...",
            """
            ~110 gotest
            » ==================
            » WARNING: DATA RACE
            » Write at 0x00c0001b4018 by goroutine 44:
            »   shop.example/checkout/ledger.(*Ledger).Post()
            »       /home/runner/work/checkout/checkout/ledger/ledger.go:71 +0x9c
            › ==================
            ~20 gotest
            » --- FAIL: TestLedgerConcurrent (0.31s)
            »     testing.go:1465: race detected during execution of test
            › FAIL
            › FAIL	shop.example/checkout/ledger	1.442s
            ~40 gotest
            """)

        Draft("cargo-test", "unit-tests", "split_evenly").job(
            "rust", step: "Run tests", run: "cargo test --workspace",
            """
            ~120 cargo
            » test split::tests::split_evenly_keeps_cents ... FAILED
            ~40 cargo
            › failures:
            » ---- split::tests::split_evenly_keeps_cents stdout ----
            » thread 'split::tests::split_evenly_keeps_cents' panicked at src/split.rs:88:9:
            » assertion `left == right` failed
            »   left: [334, 333, 333]
            »  right: [333, 333, 334]
            › test result: FAILED. 218 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.71s
            """, exit: 101)

        Draft("maven-surefire", "unit-tests", "ordertest", not: ["does not exist"]).job(
            "java", step: "Build and test", run: "mvn -B verify",
            """
            ~150 maven
            » [ERROR] Tests run: 31, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 2.114 s <<< FAILURE! -- in shop.checkout.OrderTest
            » [ERROR] shop.checkout.OrderTest.cancelsPaidOrder -- Time elapsed: 0.021 s <<< FAILURE!
            » org.opentest4j.AssertionFailedError: expected: <REFUNDED> but was: <CANCELLED>
            › 	at shop.checkout.OrderTest.cancelsPaidOrder(OrderTest.java:117)
            ~60 maven
            › [ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.5.2:test (default-test) on project checkout: There are test failures.
            """)

        Draft("python-unittest", "unit-tests", "test_vat_of_books").job(
            "verify", step: "Unit tests", run: "python -m unittest -v",
            """
            ~60 pip
            › test_vat_of_books (tests.test_vat.VatTest.test_vat_of_books) ... FAIL
            » ======================================================================
            » FAIL: test_vat_of_books (tests.test_vat.VatTest.test_vat_of_books)
            » ----------------------------------------------------------------------
            » Traceback (most recent call last):
            »   File "/home/runner/work/checkout/checkout/tests/test_vat.py", line 29, in test_vat_of_books
            »     self.assertEqual(vat(book), 7)
            » AssertionError: 19 != 7
            › Ran 311 tests in 4.512s
            › FAILED (failures=1)
            """)
    }

    @Drafts static var sources: [Draft] {
        Draft("flake8-names", "code-quality", "f821", "undefined name").job(
            "lint", step: "Code style", run: "flake8 src tests",
            """
            ~20 pip
            » src/ledger/post.py:44:16: F821 undefined name 'amuont'
            » src/ledger/post.py:51:80: E501 line too long (101 > 79 characters)
            › 2
            """)

        Draft("golangci", "code-quality", "errcheck|not checked").job(
            "lint", step: "golangci-lint", run: "golangci-lint run --timeout 5m",
            """
            ~20 plain
            » ledger/post.go:58:15: Error return value of `tx.Rollback` is not checked (errcheck)
            » 		tx.Rollback()
            » 		           ^
            › 1 issues:
            """)

        Draft("eslint-hooks", "code-quality", "rules-of-hooks|usestate").job(
            "web", step: "Lint", run: "npx eslint .",
            """
            ~40 npm
            » /home/runner/work/checkout/checkout/src/cart/Summary.tsx
            »   37:9  error  React Hook "useState" is called conditionally  react-hooks/rules-of-hooks
            › ✖ 1 problem (1 error, 0 warnings)
            """)

        Draft("mypy-return", "code-quality", "incompatible return").job(
            "types", step: "Type check", run: "mypy src",
            """
            ~20 pip
            » src/stock/level.py:88: error: Incompatible return value type (got "float", expected "int")  [return-value]
            › Found 1 error in 1 file (checked 148 source files)
            """)

        Draft("rustfmt-diff", "code-quality", "cart.rs").job(
            "rust", step: "Formatting", run: "cargo fmt --check",
            """
            » Diff in /home/runner/work/checkout/checkout/src/cart.rs:41:
            » -    let total=items.iter().sum();
            » +    let total = items.iter().sum();
            """)

        Draft("bandit-yaml", "sast", "b506", "yaml").job(
            "security", step: "Bandit", run: "bandit -r src -ll",
            """
            ~40 scan
            » >> Issue: [B506:yaml_load] Use of unsafe yaml load. Allows instantiation of arbitrary objects.
            »    Severity: Medium   Confidence: High
            »    CWE: CWE-20 (https://cwe.mitre.org/data/definitions/20.html)
            »    Location: src/rules/load.py:19:11
            › 18	def load(text):
            › 19	    return yaml.load(text, Loader=yaml.Loader)
            › Total issues (by severity): Low: 0 Medium: 1 High: 0
            """)

        Draft("semgrep-sql", "sast", "sql").job(
            "security", step: "Semgrep", run: "semgrep ci",
            """
            ~40 scan
            »     src/report/export.py
            »    ❯❯❱ python.sqlalchemy.security.sqlalchemy-execute-raw-query
            »           Avoiding SQL string concatenation: untrusted input concatenated with raw SQL query
            »            52┆ session.execute("SELECT * FROM orders WHERE id = " + order)
            › Ran 312 rules on 148 files: 1 finding.
            """)

        Draft("gosec-weak", "sast", "g401|weak").job(
            "security", step: "Static analysis (gosec)", run: "gosec ./...",
            """
            ~30 scan
            » [/home/runner/work/checkout/checkout/sign/sign.go:27] - G401 (CWE-328): Use of weak cryptographic primitive (Confidence: HIGH, Severity: MEDIUM)
            »     26:
            »   > 27: 	h := md5.New()
            › Issues : 1
            """)

        Draft("gitleaks-env", "secrets", "deploy/.env.stage", "leak").job(
            "security", step: "Gitleaks", run: "gitleaks detect --redact -v",
            """
            ~20 scan
            » Finding:     PAYMENT_KEY=REDACTED
            » Secret:      REDACTED
            » RuleID:      stripe-access-token
            » File:        deploy/.env.stage
            » Line:        6
            › Commit:      4be1c07a
            » 10:41PM WRN leaks found: 1
            """)

        Draft("trufflehog-verified", "secrets", "github|deploy.sh").job(
            "security", step: "TruffleHog", run: "trufflehog git file://. --only-verified --fail",
            """
            ~20 scan
            » Found verified result
            » Detector Type: Github
            » Raw result: ghp_R4nd0mR4nd0mR4nd0mR4nd0mR4nd0m123456
            » File: scripts/deploy.sh
            » Line: 12
            › finished scanning {"verified_secrets": 1}
            """, exit: 183
        ).secret("ghp_R4nd0mR4nd0mR4nd0mR4nd0mR4nd0m123456")

        Draft("snyk-deps", "container-scan", "high", "minimist|prototype").job(
            "security", step: "Snyk", run: "snyk test --severity-threshold=high",
            """
            ~30 scan
            » ✗ Prototype Pollution [High Severity][https://security.snyk.io/vuln/SNYK-JS-MINIMIST-2429795] in minimist@1.2.5
            »     introduced by mkdirp@0.5.5 > minimist@1.2.5
            ›   This issue was fixed in versions: 1.2.6
            › Tested 612 dependencies for known issues, found 1 issue, 1 vulnerable path.
            """)

        Draft("trivy-base", "container-scan", "cve-2026-31337", "critical").job(
            "image", step: "Trivy", run: "trivy image --exit-code 1 --severity HIGH,CRITICAL checkout:ci",
            """
            ~30 scan
            › checkout:ci (alpine 3.21.2)
            › Total: 1 (HIGH: 0, CRITICAL: 1)
            » ┌────────────┬────────────────┬──────────┬────────┬───────────────────┬───────────────┬──────────────────────────┐
            » │  Library   │ Vulnerability  │ Severity │ Status │ Installed Version │ Fixed Version │          Title           │
            » ├────────────┼────────────────┼──────────┼────────┼───────────────────┼───────────────┼──────────────────────────┤
            » │ libxml2    │ CVE-2026-31337 │ CRITICAL │ fixed  │ 2.13.4-r3         │ 2.13.4-r5     │ heap overflow in xmllint │
            » └────────────┴────────────────┴──────────┴────────┴───────────────────┴───────────────┴──────────────────────────┘
            """)
    }
}
