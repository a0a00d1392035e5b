import Foundation
import Operations
import TestSupport
import Transport

@testable import Services

/// GitHub and MLflow as a training meets them: a repository with one pipeline, its run 41 (#412), and the run it logs.
enum ScriptedTraining {
    static let root = "/repos/acme/models"
    static let dispatches = root + "/actions/workflows/ci-ct-cd.yml/dispatches"
    static let commit = "5be1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

    static let workflow = """
        name: Pipeline
        on:
          workflow_dispatch:
            inputs:
              max_depth: {description: Deepest a tree may grow, default: 10, type: number}
              log_level: {required: true, type: choice, default: info, options: [info, debug]}
              dry: {type: boolean}
              reason: {description: Why}
        jobs:
          test: {name: Unit Tests}
          train: {name: Continuous Training}
          build: {name: Build & Scan Container}
          deploy: {name: Update GitOps Manifests, if: github.event_name == 'push'}
        """

    /// The whole way: one job ends while the next runs, then all have ended.
    static func bench(
        dispatch: ScriptedHTTP.Answer = .json(#"{"workflow_run_id":41,"html_url":"https://github.com/acme/models/actions/runs/41"}"#),
        conclusion: String = "success", trainingLog: String = passed, runs: String = logged, jobs: String = done
    ) async throws -> Bench {
        let bench = try await Bench(), http = bench.http
        http.on("GET", "/user", .json(#"{"login":"ada"}"#, headers: ["X-OAuth-Scopes": "repo, workflow"]))
        http.on("GET", root, .json(#"{"full_name":"acme/models","default_branch":"main","permissions":{"pull":true,"push":true}}"#))
        http.on("GET", root + "/contents/.github/workflows/ci-ct-cd.yml", file(workflow))
        http.on("GET", root + "/commits/main", .json(#"{"sha":"\#(commit)","commit":{"message":"Pin scikit-learn\n\nfor good"},"files":[]}"#))
        http.on("GET", root + "/branches", .json(#"[{"name":"develop"},{"name":"main"}]"#))
        http.on("GET", root + "/actions/runs", .json(#"{"workflow_runs":[\#(run(40, 411, "completed", "failure"))]}"#))
        http.on("GET", root + "/actions/workflows/ci-ct-cd.yml/runs", .json(#"{"workflow_runs":[\#(run(41, 412, "queued"))]}"#))
        http.on("POST", dispatches, dispatch)
        http.on("GET", root + "/actions/runs/41", .json(run(41, 412, "completed", conclusion)))
        http.on("GET", root + "/actions/runs/41/jobs", .json(#"{"jobs":[]}"#, status: 404), .json(half), .json(jobs))
        http.on("GET", root + "/actions/jobs/2/logs", .bytes(Array(trainingLog.utf8)))
        http.on("GET", root + "/actions/jobs/3/logs", .bytes(Array(pushed.utf8)))
        http.on(
            "POST", "/mlflow/experiments/search",
            .json(#"{"experiments":[{"experiment_id":"1","name":"iris-classification","lifecycle_stage":"active"}]}"#))
        http.on("POST", "/mlflow/runs/search", .json(#"{"runs":[\#(runs)]}"#))
        return bench
    }

    static func file(_ text: String) -> ScriptedHTTP.Answer {
        // The client compares the content with git's hash of it.
        let bytes = Array(text.utf8), content = Data(bytes).base64EncodedString()
        return .json(
            #"{"type":"file","sha":"\#(Digest.gitBlob(bytes))","encoding":"base64","size":\#(bytes.count),"content":"\#(content)"}"#)
    }

    static func run(_ id: Int, _ number: Int, _ status: String, _ conclusion: String = "", actor: String = "ada", created: String = "03:20:12")
        -> String
    {
        """
        {"id":\(id),"run_number":\(number),"name":"Pipeline","workflow_id":9,"path":".github/workflows/ci-ct-cd.yml","status":"\(status)",
        "conclusion":\(conclusion.isEmpty ? "null" : "\"\(conclusion)\""),"run_attempt":1,"head_branch":"main","head_sha":"\(commit)",
        "event":"workflow_dispatch","actor":{"login":"\(actor)"},"created_at":"2026-11-23T\(created)Z"}
        """
    }

    static func job(_ id: Int, _ name: String, _ status: String, _ conclusion: String = "", step: String = "", seconds: Int = 12) -> String {
        let end = status == "completed" && conclusion != "skipped" ? "\"2026-11-23T03:2\(id):\(seconds < 10 ? "0" : "")\(seconds)Z\"" : "null"
        return """
            {"id":\(id),"name":"\(name)","status":"\(status)","conclusion":\(conclusion.isEmpty ? "null" : "\"\(conclusion)\""),
            "started_at":"2026-11-23T03:2\(id):00Z","completed_at":\(end),"run_attempt":1,
            "steps":[\(step.isEmpty ? "" : #"{"number":4,"name":"\#(step)","status":"completed","conclusion":"failure"}"#)]}
            """
    }

    static let half = #"{"jobs":[\#(job(1, "Unit Tests", "completed", "success")),\#(job(2, "Continuous Training", "in_progress"))]}"#
    static let done = """
        {"jobs":[\(job(1, "Unit Tests", "completed", "success")),\(job(2, "Continuous Training", "completed", "success", seconds: 48)),
        \(job(3, "Build & Scan Container", "completed", "success", seconds: 59)),\(job(4, "Update GitOps Manifests", "completed", "skipped"))]}
        """
    static let belowGate = """
        {"jobs":[\(job(1, "Unit Tests", "completed", "success")),
        \(job(2, "Continuous Training", "completed", "failure", step: "Train model", seconds: 48)),\(job(3, "Build & Scan Container", "completed", "skipped"))]}
        """
    static let testsFailed = #"{"jobs":[\#(job(1, "Unit Tests", "completed", "failure", step: "Run unit tests"))]}"#

    static let passed = """
        \u{FEFF}2026-11-23T03:22:07.0816283Z ##[group]Run python src/train.py\r
        2026-11-23T03:22:07.0816283Z   MIN_ACCURACY: 0.85\r
        2026-11-23T03:22:07.0816284Z   MLFLOW_EXPERIMENT_NAME: iris-classification\r
        2026-11-23T03:22:07.0816285Z ##[endgroup]\r
        2026-11-23T03:22:40.0816283Z INFO  train: holdout 30 rows: accuracy=0.9667 precision=0.9697\r
        2026-11-23T03:22:41.0816283Z DEBUG train: tree 4 oob=0.91\r
        """
    static let failed = """
        2026-11-23T03:22:07.0816285Z ##[group]Run python src/train.py
        2026-11-23T03:22:07.0816285Z \u{1B}[36;1mpython src/train.py\u{1B}[0m
        2026-11-23T03:22:07.0816285Z ##[endgroup]
        2026-11-23T03:22:40.0816283Z WARN  train: holdout 30 rows: accuracy=0.3333
        2026-11-23T03:22:40.0816283Z WARN  train: accuracy 0.3333 is below the gate 0.85: validation_status=FAILED
        2026-11-23T03:22:41.0816283Z ##[error]Process completed with exit code 1.
        """
    static let pushed = "2026-11-23T03:24:01.0000000Z #15 pushing manifest for ghcr.io/acme/models:main-5be1aaa@sha256:0123456789abcdef0123 done\n"

    /// A ZIP archive as Python's zipfile writes it: `metrics.json` (`"accuracy": 0.9667`, `"n_test": 30`, deflated) and `model.pkl`.
    static let artifact = [UInt8](
        Data(
            base64Encoded: """
                UEsDBBQAAAAIANQad13Uj2foNAAAAD8AAAAMAAAAbWV0cmljcy5qc29uq+ZSUFBKTE4uLUpMrlSyUjDQszQzM9cBiaYZxhcn5xelwkQNwaJ58SWpxSVAMWMD\
                rlouAFBLAwQUAAAAAADUGnddHnPUNwUAAAAFAAAACQAAAG1vZGVsLnBrbIAESyouUEsBAhQDFAAAAAgA1Bp3XdSPZ+g0AAAAPwAAAAwAAAAAAAAAAAAAAIAB\
                AAAAAG1ldHJpY3MuanNvblBLAQIUAxQAAAAAANQad10ec9Q3BQAAAAUAAAAJAAAAAAAAAAAAAACAAV4AAABtb2RlbC5wa2xQSwUGAAAAAAIAAgBxAAAAigAA\
                AAAA
                """) ?? Data())

    /// The run it logs, by its commit.
    static let logged = tracked("train-412", tags: #"{"key":"mlflow.source.git.commit","value":"\#(commit)"}"#)

    /// - Parameter second: when it began, in seconds after 03:22:00Z; the job runs from then for 48 s.
    static func tracked(_ name: String, accuracy: Double = 0.9667, second: Int = 10, tags: String = "") -> String {
        """
        {"info":{"run_id":"\(name)-id","run_name":"\(name)","experiment_id":"1","status":"FINISHED","lifecycle_stage":"active",
        "start_time":\((1_795_404_120 + second) * 1000)},
        "data":{"metrics":[{"key":"accuracy","value":\(accuracy),"timestamp":1,"step":0}],"tags":[\(tags)]}}
        """
    }
}
