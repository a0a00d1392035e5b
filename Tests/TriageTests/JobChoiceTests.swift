import JSON
import Testing

@testable import Triage

/// Which of several jobs, and which of several steps, is the first cause.
@Suite struct JobChoiceTests {
    /// A run with jobs in the order given, each with one step, and the logs of those that have one.
    private func run(_ jobs: [(name: String, conclusion: String, step: String, completed: String, log: String?)], notes: [String] = []) -> Finding {
        let list = jobs.map { job -> Value in
            [
                "name": .string(job.name), "conclusion": .string(job.conclusion),
                "steps": [
                    [
                        "number": 2, "name": .string(job.step), "conclusion": .string(job.conclusion), "started_at": "2026-11-23T03:00:00Z",
                        "completed_at": .string(job.completed),
                    ]
                ],
            ]
        }
        var evidence = [
            Evidence(.subject, name: "subject.json", bytes: (["kind": "pipeline"] as Value).bytes),
            Evidence(.jobs, name: "jobs.json", bytes: (["jobs": .array(list)] as Value).bytes),
        ]
        for job in jobs {
            guard let log = job.log else { continue }
            let lines = "##[group]Run it\n##[endgroup]\n\(log)".split(separator: "\n").map { "2026-11-23T03:00:30.1234567Z \($0)\r\n" }.joined()
            evidence.append(Evidence(.jobLog, name: "logs/\(job.name).log", bytes: Array(lines.utf8), part: job.name))
        }
        if !notes.isEmpty {
            let values = notes.map { note -> Value in ["annotation_level": "failure", "path": ".github", "message": .string(note)] }
            evidence.append(Evidence(.annotations, name: "annotations.json", bytes: Value.array(values).bytes))
        }
        return Incident(evidence: evidence).finding
    }

    @Test("Legs that fail-fast cancelled do not hide the one that failed")
    func matrix() {
        let finding = run([
            ("test (18)", "cancelled", "Test", "2026-11-23T03:01:00Z", "##[error]The operation was canceled."),
            (
                "test (20)", "failure", "Test", "2026-11-23T03:00:50Z",
                "● cart › adds up\n\n  expect(received).toBe(expected)\n##[error]Process completed with exit code 1."
            ),
            ("test (22)", "cancelled", "Test", "2026-11-23T03:01:00Z", "##[error]The operation was canceled."),
        ])
        #expect(finding.failureClass == "unit-tests" && finding.sentence.contains("cart › adds up"))
    }

    @Test("A job that gathers the others' results is not the cause")
    func gathered() {
        let finding = run([
            (
                "all-green", "failure", "Check results", "2026-11-23T03:02:00Z",
                "one of the needed jobs failed\n##[error]Process completed with exit code 1."
            ),
            (
                "lint", "failure", "Ruff", "2026-11-23T03:01:00Z",
                "src/a.py:3:8: F401 `os` imported but unused\n##[error]Process completed with exit code 1."
            ),
        ])
        #expect(finding.failureClass == "code-quality" && finding.sentence.contains("src/a.py:3:8"))
    }

    @Test("Of two that say why, the first in time is the cause")
    func first() {
        let finding = run([
            (
                "deploy", "failure", "Apply", "2026-11-23T03:09:00Z",
                "Error from server (NotFound): namespaces \"shop\" not found\n##[error]Process completed with exit code 1."
            ),
            (
                "build", "failure", "Build", "2026-11-23T03:01:00Z",
                "src/a.c:3:8: error: unknown type name 'sise'\n##[error]Process completed with exit code 2."
            ),
        ])
        #expect(finding.failureClass == "build" && finding.sentence.contains("src/a.c:3:8"))
    }

    @Test("An error that failed no job is the cause of what lacks its product")
    func masked() {
        let finding = run([
            (
                "compile", "success", "Build", "2026-11-23T03:01:00Z",
                "src/a.c:3:8: error: unknown type name 'sise'\nmake: Target 'all' not remade because of errors."
            ),
            (
                "suite", "failure", "Integration", "2026-11-23T03:05:00Z",
                "not ok 1 - loads\n# ./case: error while loading shared libraries: libshop.so: cannot open shared object file: No such file or directory\n##[error]Process completed with exit code 1."
            ),
        ])
        #expect(finding.failureClass == "build" && finding.sentence.contains("src/a.c:3:8") && finding.sentence.contains("libshop.so"))
    }

    @Test("A runner that was lost is told by the service's note, where its log only stops")
    func lost() {
        let finding = run(
            [("gpu", "failure", "Test", "2026-11-23T03:01:00Z", "639/1180 Test 639: advect ....   Passed    2.19 sec")],
            notes: ["The self-hosted runner: r1 lost communication with the server. Verify the machine is running."])
        #expect(finding.failureClass == "infrastructure" && finding.sentence.contains("lost communication"))
    }

    @Test("A name that one program looks up in vain is its own; several, or the world's, are the runner's")
    func names() {
        let own = run([
            (
                "t", "failure", "Smoke", "2026-11-23T03:01:00Z",
                "curl: (6) Could not resolve host: api.shop.internal\n##[error]Process completed with exit code 6."
            )
        ])
        #expect(own.failureClass == "dependency-unreachable")
        let world = run([
            (
                "t", "failure", "Install", "2026-11-23T03:01:00Z",
                "npm error code ENOTFOUND\nnpm error network request to https://registry.npmjs.org/a failed, reason: getaddrinfo ENOTFOUND registry.npmjs.org\n##[error]Process completed with exit code 1."
            )
        ])
        #expect(world.failureClass == "infrastructure" && world.sentence.contains("registry.npmjs.org"))
    }

    @Test(
        "What a test says that it made happen is no failure",
        arguments: [
            "Error: Request failed with status code 401 (expected by the test)", "Error: socket hang up (mocked)",
            "Error: connect ECONNREFUSED 127.0.0.1:9",
            "time=\"2026-11-23T03:00:10Z\" level=error msg=\"peer 127.0.0.1:7401 unreachable\" test=TestRingRebalance",
        ])
    func staged(_ line: String) {
        let finding = run([
            (
                "checks", "failure", "Run ./ci/all.sh", "2026-11-23T03:01:00Z",
                "suite 1 of 9\n\(line)\nsuite 2 of 9\n##[error]Process completed with exit code 1."
            )
        ])
        #expect(finding.failureClass == "unknown", "\(finding.sentence)")
    }

    @Test("A program that simulates something fails like any other")
    func simulates() {
        let finding = run([
            (
                "nightly", "failure", "Run ./ci/all.sh", "2026-11-23T03:01:00Z",
                "suite 1 of 9\nValueError: simulated annealing did not converge in 400 steps\n##[error]Process completed with exit code 1."
            )
        ])
        #expect(finding.sentence.contains("simulated annealing"), "\(finding.sentence)")
    }
}
