import Testing

@testable import Triage

@Suite struct PipelineRuleTests {
    private func expect(
        _ job: String, step: String, _ log: String, _ failureClass: String, _ words: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let setup = (0..<80).map { "2026-11-23T03:00:00.1234567Z Setting up part \($0)" }.joined(separator: "\n")
        let lines = log.split(separator: "\n", omittingEmptySubsequences: false).map { "2026-11-23T03:01:00.1234567Z \($0)" }.joined(
            separator: "\r\n")
        let after =
            "2026-11-23T03:01:01.1234567Z ##[error]Process completed with exit code 1.\r\n2026-11-23T03:01:02.1234567Z ##[error]Upload failed: not found\r\n"
        let finding = Incident.job(job, step: step, log: "\(setup)\r\n2026-11-23T03:00:59.1234567Z ##[group]Run it\r\n\(lines)\r\n\(after)")
            .finding
        #expect(finding.failureClass == failureClass, "\(finding.sentence)", sourceLocation: sourceLocation)
        for word in words { #expect(finding.sentence.contains(word), "\(finding.sentence)", sourceLocation: sourceLocation) }
    }

    @Test("Tests are told by name and message, whatever runs them")
    func tests() {
        expect(
            "build", step: "Run pytest", "FAILED tests/test_api.py::test_total[eur] - assert 3 == 4", "unit-tests", "test_total[eur]",
            "assert 3 == 4")
        expect(
            "build", step: "go test ./...", "--- FAIL: TestCart (0.02s)\n    cart_test.go:41: got 3, want 4\nFAIL", "unit-tests", "TestCart"
        )
        expect(
            "build", step: "Test with Gradle", "CartTest > addsUp() FAILED\n    java.lang.AssertionError: expected:<4> but was:<3>",
            "unit-tests", "addsUp()", "expected")
        expect("build", step: "npm test", "● cart › adds up\n\n  expect(received).toBe(expected)", "unit-tests", "cart › adds up")
    }

    @Test("Linters are told by the first place")
    func quality() {
        expect(
            "lint", step: "Lint with flake8",
            "src/a.py:12:80: E501 line too long (93 > 79 characters)\nsrc/b.py:1:1: F401 'os' imported but unused", "code-quality",
            "src/a.py:12:80", "1 more")
        expect(
            "lint", step: "mypy", "src/a.py:7: error: Incompatible return value type  [return-value]\nFound 1 error in 1 file",
            "code-quality", "src/a.py:7")
    }

    @Test("A security scan of the source is told by its gravest issue")
    func sast() {
        let log = """
            >> Issue: [B101:assert_used] Use of assert detected.
               Severity: Low   Confidence: High
               Location: ./src/a.py:3:4
            >> Issue: [B602:subprocess_popen_with_shell_equals_true] subprocess call with shell=True
               Severity: High   Confidence: High
               Location: ./src/run.py:21:8
            """
        expect("Code Quality & SAST", step: "SAST - Security scan with Bandit", log, "sast", "B602", "./src/run.py:21:8", "1 more")
    }

    @Test("Leaked secrets are told by rule and place, never by value")
    func secrets() {
        let log =
            "Finding:     key = REDACTED\nRuleID:      generic-api-key\nFile:        src/config.py\nLine:        14\n3:04AM WRN leaks found: 1"
        expect("Secrets Detection", step: "Run Gitleaks", log, "secrets", "src/config.py:14", "generic-api-key")
    }

    @Test("Vulnerabilities are told worst first, with the fix")
    func scan() {
        let log = """
            │ Library │ Vulnerability │ Severity │ Status │ Installed │ Fixed │
            │ zlib    │ CVE-2022-1111 │ HIGH     │ fixed  │ 1.2.11    │ 1.2.12 │
            │ openssl │ CVE-2022-2222 │ CRITICAL │ fixed  │ 3.0.1     │ 3.0.7 │
            """
        expect(
            "image", step: "Run Trivy vulnerability scanner", log, "container-scan", "1 critical and 1 high",
            "openssl 3.0.1 CVE-2022-2222 (CRITICAL, fixed in 3.0.7)")
        expect(
            "image", step: "Grype scan",
            "NAME  INSTALLED  FIXED-IN  TYPE  VULNERABILITY  SEVERITY\nlodash  4.17.15  4.17.21  npm  CVE-2021-23337  High",
            "container-scan", "lodash 4.17.15 CVE-2021-23337")
    }

    @Test("A missed gate is told with its figures")
    func training() {
        expect(
            "ml", step: "Train model", "INFO eval: f1_score: 0.71\nERROR eval: f1_score 0.71 is below the required minimum of 0.80",
            "training", "0.71", "0.80")
        expect(
            "ml", step: "Train model",
            "Traceback (most recent call last):\n  File \"/app/train.py\", line 8, in fit\n    x\nValueError: Input contains NaN",
            "training", "Input contains NaN", "/app/train.py:8")
        // A script does everything: the step's name tells nothing.
        expect(
            "ml", step: "Run ./ci/weekly.sh", "quality gate: wMAPE 0.2310 > limit 0.1900: REJECTED, candidate not registered", "training",
            "wMAPE 0.2310")
        expect(
            "ml", step: "Run ./ci/nightly.sh",
            "Epoch 5: 100%|#####| 9/9 [03:21<00:00,  8.88it/s, train_loss=nan.0]\nMonitored metric val_loss = nan is not finite. Previous best value was 0.231. Signaling Trainer to stop.",
            "training", "val_loss = nan is not finite")
    }

    @Test("An image that cannot be built is told by instruction and error")
    func build() {
        let log =
            "#9 1.2 npm ERR! 404 Not Found - GET https://registry.npmjs.org/lefft-pad\n#9 ERROR: process \"/bin/sh -c npm ci\" did not complete successfully: exit code: 1\nERROR: failed to solve: process \"/bin/sh -c npm ci\" did not complete"
        expect("image", step: "Build and push Docker image", log, "container-build", "/bin/sh -c npm ci", "404 Not Found")
    }

    @Test("Packages and source that cannot be built are told by the first error and its place")
    func source() {
        expect(
            "web", step: "Install dependencies", "npm error code ERESOLVE\nnpm error ERESOLVE unable to resolve dependency tree", "build",
            "cannot install", "ERESOLVE")
        expect(
            "app", step: "Compile", "src/main.c:12:5: error: unknown type name 'sise_t'\nmake: *** [all] Error 1", "build",
            "does not compile", "src/main.c:12:5")
        expect(
            "app", step: "Build", "error[E0425]: cannot find value `totl` in this scope\n  --> src/cart.rs:9:5", "build", "E0425",
            "src/cart.rs:9:5")
    }

    @Test("A step that fails without a word is not told by its name")
    func wordless() {
        expect("tests", step: "Run tests", "starting\ndone", "unknown", "does not say why", "What would: ")
    }

    @Test("A push that git refuses is told by why")
    func gitops() {
        expect(
            "deploy", step: "Update image tag in manifests",
            "! [remote rejected] main -> main (protected branch hook declined)\nerror: failed to push some refs to 'https://x/y.git'",
            "gitops-deploy", "protected")
        expect(
            "deploy", step: "Update image tag in manifests",
            "remote: Permission to a/b.git denied to bot.\nfatal: unable to access 'https://x/y.git/': The requested URL returned error: 403",
            "gitops-deploy", "may not write")
    }

    @Test("The runner's own faults come before what they caused")
    func runner() {
        expect(
            "tests", step: "Run tests", "OSError: [Errno 28] No space left on device\nFAILED tests/test_io.py::test_write - OSError",
            "infrastructure", "disk is full")
        expect("tests", step: "Run tests", "##[error]The runner has received a shutdown signal.", "infrastructure", "went away")
    }

    @Test("A step of no known kind is told by its error")
    func other() {
        expect("setup", step: "Fetch data", "fatal: could not resolve host: data.example.com", "dependency-unreachable", "data.example.com")
        expect("setup", step: "Fetch data", "Error: Bad credentials", "auth-failure", "Bad credentials")
    }

    @Test("What follows the failure is not its cause")
    func consequences() {
        let finding = Incident.job(
            "deploy", step: "Anything",
            log:
                "##[group]Run a\nError: the cause is here\n##[error]Process completed with exit code 1.\n##[group]Run notify\nError: webhook answered 404\n##[error]Process completed with exit code 22.\n"
        ).finding
        #expect(finding.sentence.contains("the cause is here"))
    }
}
