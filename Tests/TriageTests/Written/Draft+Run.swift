import JSON

@testable import Triage

extension Draft {
    /// A failed workflow run with one failed job, its log, and the log of the same job when it last passed.
    func job(_ job: String, step: String, run command: String, _ text: String, exit: Int? = 1, passed: Bool = true, conclusion: String = "failure")
        -> Draft
    {
        var draft = run(job, step: step, conclusion: conclusion)
        let path = "logs/job.log"
        draft.file(path, .jobLog, draft.log(of: command, text, exit: exit, path: path), job: job)
        if passed {
            draft.file("logs/job.passed.log", .jobLogPassed, draft.log(of: command, text, exit: nil, path: nil), job: job)
        }
        return draft
    }

    /// A failed run of which only the jobs are known.
    func run(_ job: String, step: String, conclusion: String = "failure") -> Draft {
        var draft = self
        draft.scenario.subject = (["kind": "pipeline", "repository": "shop/checkout", "run_number": 411, "job": .string(job)] as Value).bytes
        let run: Value = [
            "name": "CI", "run_number": 411, "event": "push", "head_branch": "main", "head_sha": "9f1c2ab4d0e37c5586aa10b2c3d4e5f60718293a",
            "display_title": "Round totals per line", "conclusion": "failure",
        ]
        let steps: Value = [
            ["number": 1, "name": "Set up job", "conclusion": "success"],
            ["number": 2, "name": "Check out", "conclusion": "success"],
            ["number": 3, "name": .string(step), "conclusion": .string(conclusion)],
            ["number": 4, "name": "Post Check out", "conclusion": "success"],
        ]
        let jobs: Value = [
            "jobs": [
                ["name": "changes", "conclusion": "success", "steps": []],
                ["name": .string(job), "conclusion": .string(conclusion), "steps": steps],
                ["name": "notify", "conclusion": "skipped", "steps": []],
            ]
        ]
        draft.file("run.json", .run, run.bytes)
        draft.file("jobs.json", .jobs, jobs.bytes)
        return draft
    }

    /// As GitHub serves it: byte-order mark, CR LF, seven digits of a second.
    private mutating func log(of command: String, _ text: String, exit: Int?, path: String?) -> [UInt8] {
        let ending = exit.map { "!##[error]Process completed with exit code \($0)." } ?? ""
        let whole = """
            Current runner version: '2.330.0'
            ##[group]Operating System
            Ubuntu
            24.04.2
            ##[endgroup]
            ~30 runner
            ##[group]Run actions/checkout@v5
            with:
              repository: shop/checkout
              token: ***
            ##[endgroup]
            ~40 git
            ##[group]Run \(command)
            \(command)
            shell: /usr/bin/bash -e {0}
            ##[endgroup]
            \(text)
            \(ending)
            Post job cleanup.
            ~12 git
            !##[error]No files were found with the provided path: reports/. No artifacts will be uploaded.
            Cleaning up orphan processes
            """
        let lines = lines(whole, stamped: { $0.sevenDigits() + " " }, passing: path == nil, path: path)
        return [0xef, 0xbb, 0xbf] + Array(lines.joined(separator: "\r\n").utf8) + [13, 10]
    }

    /// Runs of an experiment, newest first: name, figure, parameters and tags.
    func model(
        _ runs: [(name: String, value: Double, params: [String: String], tags: [String: String])], metric: String = "accuracy",
        rows: Int = 400
    ) -> Draft {
        var draft = self
        func pairs(_ pairs: [String: String]) -> Value {
            .array(pairs.sorted { $0.key < $1.key }.map { ["key": .string($0.key), "value": .string($0.value)] })
        }
        let list = runs.enumerated().map { index, run -> Value in
            [
                "info": [
                    "run_id": .string("r\(index)"), "run_name": .string(run.name), "status": "FINISHED",
                    "start_time": .int(1_778_500_000_000 - index * 86_400_000),
                ],
                "data": [
                    "metrics": [["key": .string(metric), "value": .double(run.value)], ["key": "train_seconds", "value": .double(31.5)]],
                    "params": pairs(run.params), "tags": pairs(run.tags),
                ],
            ]
        }
        draft.scenario.subject = (["kind": "drift", "experiment": "demand-forecast", "test_rows": .int(rows)] as Value).bytes
        draft.file("runs.json", .mlflowRuns, (["runs": .array(list)] as Value).bytes)
        return draft
    }

    /// The log of the last training.
    func training(_ text: String) -> Draft {
        var draft = self
        let lines = draft.lines(text, stamped: { $0.nanoseconds() + " " }, passing: false, path: "logs/train.log")
        draft.file("logs/train.log", .trainingLog, Array(lines.joined(separator: "\n").utf8) + [10])
        return draft
    }
}
