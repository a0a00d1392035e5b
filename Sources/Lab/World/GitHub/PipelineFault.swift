/// Why a run failed: which step, and what the log, the commit and the annotations say about it.
///
/// The wording here is the lab's own; nothing in it is shared with the triage corpora the console is measured on.
enum PipelineFault: String, Sendable, CaseIterable {
    /// `Run Gitleaks` found a token in the commit.
    case gitleaks
    /// One unit test fails, followed by pages of coverage and teardown noise.
    case pytest
    /// The trained model stays below the accuracy gate.
    case accuracyGate
    /// An undefined name, reported before nine hundred style warnings.
    case flake8
    /// A fixable critical vulnerability in the image.
    case trivy
    /// The same, of which the log says no more than that a report was written.
    case trivyReport

    /// The step that fails.
    var work: Pipeline.Work {
        switch self {
        case .gitleaks: .gitleaks
        case .pytest: .pytest
        case .accuracyGate: .train
        case .flake8: .flake8
        case .trivy, .trivyReport: .trivy
        }
    }

    /// What the failing step prints where the cause can be read: the lines a good triage cites.
    var cause: [String] {
        switch self {
        case .gitleaks:
            [
                "Finding:     UPLOAD_TOKEN = \"REDACTED\"", "Secret:      REDACTED", "RuleID:      generic-api-key",
                "Entropy:     4.431",
                "File:        src/upload.py", "Line:        17", "Fingerprint: src/upload.py:generic-api-key:17",
            ]
        case .pytest:
            [
                "    def test_batch_rejects_ragged_rows(client):",
                "        answer = client.post(\"/predict/batch\", json={\"rows\": [[5.1, 3.5, 1.4, 0.2], [6.2, 2.9]]})",
                ">       assert answer.status_code == 422", "E       assert 500 == 422",
                "E        +  where 500 = <WrapperTestResponse streamed [500 INTERNAL SERVER ERROR]>.status_code", "",
                "tests/test_batch.py:48: AssertionError",
            ]
        case .accuracyGate:
            [
                "params.yaml: max_depth 1 (was 10 in the last passing run)",
                "holdout 30 rows: accuracy=0.6667 precision=0.5000 recall=0.6667 f1_score=0.5556",
                "accuracy 0.6667 is below the gate 0.85: validation_status=FAILED, the model is not registered",
            ]
        case .flake8:
            [
                "src/server.py:112:28: F821 undefined name 'max_rows'", "    if len(payload[\"rows\"]) > max_rows:",
                "                               ^", "1     F821 undefined name 'max_rows'",
            ]
        case .trivy:
            [
                "| gunicorn (METADATA) | CVE-2024-6827 | CRITICAL | fixed  | 21.2.0            | 22.0.0        | gunicorn: HTTP request smuggling",
                "|                     |               |          |        |                   |               | https://avd.aquasec.com/nvd/cve-2024-6827",
            ]
        case .trivyReport: []
        }
    }

    /// The commit's title, the changed file, and its patch: each fault has its origin in the commit.
    var change: (title: String, file: FileChange) {
        switch self {
        case .gitleaks:
            (
                "Upload reports to the bucket",
                FileChange(
                    path: "src/upload.py", status: "added",
                    patch:
                        "@@ -0,0 +1,21 @@\n+\"\"\"Uploads reports.\"\"\"\n+import requests\n+\n+UPLOAD_TOKEN = os.environ.get(\"UPLOAD_TOKEN\", \"…\")",
                    additions: 21, deletions: 0)
            )
        case .pytest:
            (
                "Read batch rows without copying",
                FileChange(
                    path: "src/server.py", status: "modified",
                    patch:
                        "@@ -88,9 +88,6 @@ def predict_batch():\n     rows = payload[\"rows\"]\n-    if len({len(row) for row in rows}) != 1:\n-        return error(422, \"rows differ in length\")\n-\n     features = np.asarray(rows, dtype=float)",
                    additions: 0, deletions: 3)
            )
        case .accuracyGate:
            (
                "Make the smoke test faster",
                FileChange(
                    path: "params.yaml", status: "modified",
                    patch: "@@ -1,4 +1,4 @@\n n_estimators: 100\n-max_depth: 10\n+max_depth: 1\n random_state: 42", additions: 1,
                    deletions: 1)
            )
        case .flake8:
            (
                "Limit the rows of a batch",
                FileChange(
                    path: "src/server.py", status: "modified",
                    patch:
                        "@@ -109,4 +109,6 @@ def predict_batch():\n     payload = request.get_json()\n+    if len(payload[\"rows\"]) > max_rows:\n+        return error(413, \"too many rows\")",
                    additions: 2, deletions: 0)
            )
        case .trivy, .trivyReport:
            (
                "Pin gunicorn for the edge image",
                FileChange(
                    path: "requirements.txt", status: "modified",
                    patch: "@@ -7,3 +7,3 @@\n flask==3.0.3\n-gunicorn==23.0.0\n+gunicorn==21.2.0\n mlflow==2.18.0",
                    additions: 1, deletions: 1)
            )
        }
    }

    /// The check run's annotations, which rarely hold the cause.
    var annotations: [(path: String, line: Int, level: String, message: String)] {
        let exit = (path: ".github", line: 1, level: "failure", message: "Process completed with exit code 1.")
        switch self {
        case .flake8: return [exit, (".github", 5, "warning", "Restore cache failed: Dependencies file is not found")]
        case .gitleaks: return [(".github", 1, "failure", "🛑 Leaks detected, see job summary for details"), exit]
        case .pytest, .accuracyGate, .trivy, .trivyReport: return [exit]
        }
    }
}
