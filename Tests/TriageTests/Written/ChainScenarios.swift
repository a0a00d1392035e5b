import JSON

@testable import Triage

/// Incidents that several sources tell together: what an alert measured, what a scanner wrote to a file, what a commit touched.
extension Draft {
    @Drafts static var chains: [Draft] {
        Draft("alert-memory-climbs", "unknown", "does not decide|memory")
            .alert("HighMemory", ["pod": podName, "container": "app"], summary: "near its limit")
            .pod(.running(ready: true)).ofAlert("HighMemory")
            .rule(
                "HighMemory", #"container_memory_usage_bytes{namespace="shop"} / container_spec_memory_limit_bytes > 0.9"#,
                left: #"container_memory_usage_bytes{namespace="shop"} / container_spec_memory_limit_bytes"#,
                runbook: "https://runbooks.shop.example/high-memory",
                [0.61, 0.66, 0.7, 0.74, 0.79, 0.83, 0.88, 0.91, 0.93, 0.95, 0.97]
            )
            .fact("alert-values.json", 1, "max 0\\.97").fact("alert-values.json", 1, "22:14").fact("alert-rule.json", 1, "runbooks\\.shop")

        Draft("alert-latency-flaps", "unknown", "does not decide|latency|slow")
            .alert("SlowCheckout", ["pod": podName], summary: "p95 is high")
            .pod(.running(ready: true)).ofAlert("SlowCheckout")
            .rule(
                "SlowCheckout", "checkout_p95_seconds >= 1.5 and on (pod) up == 1", left: "checkout_p95_seconds",
                [0.2, 0.3, 1.9, 0.2, 0.4, 1.7, 0.3, 2.25, 1.6]
            )
            .fact("alert-values.json", 1, "max 2\\.25").fact("alert-values.json", 1, "min 0\\.2").fact("alert-values.json", 1, "last 1\\.6")

        Draft("scan-sarif-only", "container-scan", "cve-2024-99017", "libxml2").job(
            "image-scan", step: "Scan image with Trivy", run: "trivy image --exit-code 1 --format sarif --output trivy-results.sarif shop/checkout",
            """
            2026-05-11T22:01:07Z INFO [vuln] Vulnerability scanning is enabled
            ~40 runner
            › report written to trivy-results.sarif
            """
        ).report("reports/trivy-results/trivy-results.sarif", job: "image-scan", sarif)
            .fact("reports/trivy-results/trivy-results.sarif", 3, "CVE-2024-99017.{0,60}libxml2|libxml2.{0,60}CVE-2024-99017")
            .fact("reports/trivy-results/trivy-results.sarif", 1, "2\\.12\\.8").fact("reports/trivy-results/trivy-results.sarif", 1, "1 critical")

        Draft("leak-gitleaks-json", "secrets", "config/prod.env", not: ["zq9x-lAb0-Wm3v-77Tt"]).job(
            "secrets", step: "Run Gitleaks", run: "gitleaks detect --report-path gitleaks.json",
            """
            ~30 git
            › 10:21PM WRN leaks found: 2
            """
        ).report(
            "reports/gitleaks/gitleaks.json", job: "secrets",
            """
            [{"RuleID":"stripe-access-token","Description":"Found a Stripe Access Token","StartLine":14,"EndLine":14,"StartColumn":9,"EndColumn":40,
            "Match":"STRIPE_KEY=zq9x-lAb0-Wm3v-77Tt","Secret":"zq9x-lAb0-Wm3v-77Tt","File":"config/prod.env","Commit":"9f1c2ab4","Entropy":4.1,
            "Author":"Kim","Email":"kim@shop.example","Date":"2026-05-11T21:50:00Z","Message":"settle","Tags":[],"Fingerprint":"9f1c2ab4:config/prod.env:stripe-access-token:14"},
            {"RuleID":"generic-api-key","Description":"Generic API Key","StartLine":3,"EndLine":3,"Match":"api_key: 77aa66bb55cc44dd33ee","Secret":"77aa66bb55cc44dd33ee",
            "File":"deploy/values.yaml","Commit":"9f1c2ab4","Author":"Kim","Tags":[]}]
            """
        ).secret("zq9x-lAb0-Wm3v-77Tt", "77aa66bb55cc44dd33ee")
            .fact("reports/gitleaks/gitleaks.json", 3, "config/prod\\.env:14").fact("reports/gitleaks/gitleaks.json", 1, "stripe-access-token")

        Draft("sast-bandit-json", "sast", "b602|shell", "tools/export.py").job(
            "quality", step: "Bandit", run: "bandit -r tools -f json -o bandit-report.json",
            """
            ~20 runner
            › [json]	INFO	JSON output written to file: bandit-report.json
            """
        ).report(
            "reports/bandit-report/bandit-report.json", job: "quality",
            """
            {"errors":[],"generated_at":"2026-05-11T22:01:10Z","metrics":{"_totals":{"SEVERITY.HIGH":1,"SEVERITY.LOW":1}},"results":[
            {"code":"40     cmd = f\\"zip {path}\\"\\n41     subprocess.call(cmd, shell=True)\\n","filename":"./tools/export.py","issue_confidence":"HIGH",
            "issue_cwe":{"id":78},"issue_severity":"HIGH","issue_text":"subprocess call with shell=True identified, security issue.","line_number":41,
            "line_range":[41],"test_id":"B602","test_name":"subprocess_popen_with_shell_equals_true"},
            {"code":"1 import pickle\\n","filename":"./tools/cache.py","issue_confidence":"HIGH","issue_severity":"LOW",
            "issue_text":"Consider possible security implications associated with pickle module.","line_number":1,"test_id":"B403","test_name":"blacklist"}]}
            """
        ).fact("reports/bandit-report/bandit-report.json", 3, "tools/export\\.py:41").fact("reports/bandit-report/bandit-report.json", 1, "B602")

        Draft("snyk-json-in-log", "container-scan", "lodash", "prototype pollution|snyk-js-lodash").job(
            "deps", step: "Scan dependencies with Snyk", run: "snyk test --json --severity-threshold=high",
            """
            › {
            ›   "ok": false,
            ›   "vulnerabilities": [
            ›     {
            »       "id": "SNYK-JS-LODASH-450202",
            »       "title": "Prototype Pollution",
            »       "severity": "high",
            »       "packageName": "lodash",
            »       "version": "4.17.11",
            »       "fixedIn": ["4.17.12"],
            ›       "from": ["checkout-web@2.14.0", "lodash@4.17.11"]
            ›     }
            ›   ],
            ›   "summary": "1 vulnerable dependency path"
            › }
            """)

        Draft("two-jobs-failed", "unit-tests", "test_refund").job(
            "unit", step: "Run unit tests", run: "pytest -q",
            """
            ~60 pytest
            » FAILED tests/test_refund.py::test_refund_is_rounded - assert Decimal('1.005') == Decimal('1.01')
            › 1 failed, 211 passed in 9.12s
            """
        ).comparison(
            [("9f1c2ab4d0e37c5586aa10b2c3d4e5f60718293a", "omar", "Round totals per line")],
            [("checkout/money.py", "@@ -12 +12 @@\n-    return total.quantize(CENT, ROUND_HALF_UP)\n+    return total")]
        ).fact("comparison.json", 1, "checkout/money\\.py").fact("comparison.json", 1, "omar")

        Draft("changed-file-fails", "code-quality", "f401|imported but unused", "api/routes.py").job(
            "lint", step: "Lint with flake8", run: "flake8 api",
            """
            ~20 runner
            » api/routes.py:4:1: F401 'os' imported but unused
            """
        ).comparison(
            [("9f1c2ab4d0e37c5586aa10b2c3d4e5f60718293a", "lena", "List routes"), ("1b2c3d4e5f60718293a4b5c6d7e8f90123456789", "ines", "Docs")],
            [("api/routes.py", "@@ -1,3 +1,4 @@\n+import os"), ("docs/routes.md", "@@ -1 +1 @@\n-a\n+b")]
        ).fact("comparison.json", 1, "api/routes\\.py").fact("comparison.json", 1, "2 commits")

        Draft("drift-data-replaced", "data-drift", "data").model([
            ("dune-4", 0.78, ["depth": "6"], ["dataset.digest": "77b0c1de", "mlflow.source.git.commit": "c7aa"]),
            ("fern-8", 0.92, ["depth": "6"], ["dataset.digest": "10ff9a3c", "mlflow.source.git.commit": "c7aa"]),
            ("gull-1", 0.92, ["depth": "6"], ["dataset.digest": "10ff9a3c", "mlflow.source.git.commit": "c7aa"]),
        ]).serving(version: "17", perSecond: 0)
            .fact("runs.json", 3, "10ff9a3c -> 77b0c1de").fact("serving.json", 1, "version 17|version=\"?17")
            .fact("serving.json", 1, "no prediction|0 predictions|nothing is predicted")

        Draft("drift-params-and-commit", "model-decay", "min_child_weight").model([
            ("kelp-1", 0.80, ["min_child_weight": "40"], ["data.sha256": "aa", "mlflow.source.git.commit": "d41c77aa"]),
            ("lark-2", 0.91, ["min_child_weight": "4"], ["data.sha256": "aa", "mlflow.source.git.commit": "c2be10aa"]),
            ("moth-3", 0.91, ["min_child_weight": "4"], ["data.sha256": "aa", "mlflow.source.git.commit": "c2be10aa"]),
        ]).serving(version: "8", perSecond: 2.5)
            .comparison(
                [("d41c77aa00000000000000000000000000000000", "yusuf", "Heavier leaves")],
                [("params.yaml", "@@ -3 +3 @@\n-min_child_weight: 4\n+min_child_weight: 40")]
            ).fact("runs.json", 3, "4 -> 40").fact("comparison.json", 1, "yusuf").fact("serving.json", 1, "2\\.5")
    }

    private static let sarif = """
        {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Trivy","rules":[
        {"id":"CVE-2024-99017","shortDescription":{"text":"libxml2: use after free"},"properties":{"security-severity":"9.8","tags":["vulnerability","CRITICAL"]}},
        {"id":"CVE-2023-41000","shortDescription":{"text":"zlib: overflow"},"properties":{"security-severity":"5.3","tags":["vulnerability","MEDIUM"]}}]}},
        "results":[
        {"ruleId":"CVE-2024-99017","ruleIndex":0,"level":"error","message":{"text":"Package: libxml2\\nInstalled Version: 2.12.7\\nVulnerability CVE-2024-99017\\nSeverity: CRITICAL\\nFixed Version: 2.12.8\\nLink: [CVE-2024-99017](https://avd.aquasec.com/nvd/cve-2024-99017)"},
        "locations":[{"physicalLocation":{"artifactLocation":{"uri":"shop/checkout"},"region":{"startLine":1}}}]},
        {"ruleId":"CVE-2023-41000","ruleIndex":1,"level":"warning","message":{"text":"Package: zlib\\nInstalled Version: 1.3\\nSeverity: MEDIUM\\nFixed Version: "},
        "locations":[{"physicalLocation":{"artifactLocation":{"uri":"shop/checkout"},"region":{"startLine":1}}}]}]}]}
        """

    /// The subject is the alert, not the pod that it names.
    private func ofAlert(_ name: String) -> Draft {
        var draft = self
        draft.scenario.subject =
            (["kind": "alert", "alert": .string(name), "cluster": "edge", "namespace": "shop", "pod": .string(Self.podName)] as Value).bytes
        return draft
    }
}
