import Foundation
import Host
import JSON
import TestSupport
import Testing
import Transport

@testable import Services

/// The client against real MLflow servers: `QUARTERDECK_TEST_MLFLOW` names an executable (2.18.0 in CI), `QUARTERDECK_TEST_MLFLOW_3` one of 3.x.
@Suite(.serialized) struct RealMLflowTests {
    private static func installed(_ variable: String, else word: String) -> String? {
        let path = ProcessInfo.processInfo.environment[variable].flatMap { ServerProcess.installed($0) }
        if path == nil { print("\(word): \(variable) names no MLflow executable") }
        return path
    }

    /// Each server that there is, with the beginning of its version. CI takes "skipped" for a fault: the pinned version must be there.
    private static let servers = [("QUARTERDECK_TEST_MLFLOW", "", "skipped"), ("QUARTERDECK_TEST_MLFLOW_3", "3.", "left out")].compactMap {
        variable, version, word in
        installed(variable, else: word).map { (executable: $0, version: version) }
    }

    @Test(arguments: servers)
    func whatWasLoggedIsReadBack(executable: String, version: String) async throws {
        let port = try RawServer.unusedPort()
        let folder = try ServerProcess.folder("mlflow")
        let server = try ServerProcess(
            [
                executable, "server", "--host", "127.0.0.1", "--port", "\(port)", "--workers", "1",
                "--backend-store-uri", "sqlite:///\(folder.path)/mlflow.db", "--default-artifact-root", "\(folder.path)/artifacts",
            ], in: folder)
        defer { withExtendedLifetime(server) {} }
        let link = try RealLink.to(MLflowClient.configuration(base: "http://127.0.0.1:\(port)"))
        let client = MLflowClient(link)
        try await eventually("MLflow answers", within: .seconds(120)) { (try? await client.version()) != nil }

        let seed = Seed(link: link)
        let experiment = try await seed.experiment("iris-classification")
        let runs = [
            try await seed.run(in: experiment, accuracy: ["0.9", "0.95"], start: 1_763_900_000_000, finished: true),
            try await seed.run(in: experiment, accuracy: ["NaN", "Infinity"], start: 1_763_910_000_000, finished: false),
        ]
        try await seed.model("iris-classifier", run: runs[0], versions: 2)

        let found = try await client.version()
        #expect(found.hasPrefix(version) && found.split(separator: ".").count >= 3)
        print("mlflow: \(executable) \(found)")
        let experiments = try await client.experiments()
        #expect(experiments.contains { $0.name == "iris-classification" && $0.id == experiment && $0.stage == "active" })

        try await readRuns(client, experiment, runs)
        try await readHistory(client, runs)
        let versions = try await client.versions(ofModel: "iris-classifier")
        #expect(versions.map(\.version) == ["2", "1"])
        #expect(versions.allSatisfy { $0.runID == runs[0] })
        #expect(try await client.versions(ofModel: "no-such-model").isEmpty)
        try await refusals(client, experiment)
    }

    private func readRuns(_ client: MLflowClient, _ experiment: String, _ runs: [String]) async throws {
        let all = try await client.runs(RunSearch(experiments: [experiment]))
        #expect(all.items.map(\.id) == [runs[1], runs[0]])  // newest first
        #expect(all.next == nil)
        let finished = try #require(all.items.last)
        #expect(finished.status == "FINISHED" && finished.ended != nil)
        #expect(finished.metrics["accuracy"] == 0.95)
        #expect(finished.parameters == ["max_depth": "10", "validation_status": "PASSED"])
        #expect(finished.commit == "ddf05bce126e9ade90d617dc1257bd36619e6039")
        #expect(all.items.first?.ended == nil)
        #expect(all.items.first?.metrics["accuracy"] == .infinity)

        var paged = RunSearch(experiments: [experiment])
        paged.pageSize = 1
        let first = try await client.runs(paged)
        #expect(first.items.map(\.id) == [runs[1]])
        #expect(first.next != nil)
        let second = try await client.runs(paged, page: first.next)
        #expect(second.items.map(\.id) == [runs[0]])

        var filtered = RunSearch(experiments: [experiment])
        filtered.filter = "params.max_depth = '10' and attributes.status = 'FINISHED'"
        #expect(try await client.runs(filtered).items.map(\.id) == [runs[0]])
        #expect(try await client.runs(RunSearch(experiments: [])).items.isEmpty)
        #expect(try await client.run(runs[0]).name == "run-1763900000000")
    }

    private func readHistory(_ client: MLflowClient, _ runs: [String]) async throws {
        let history = try await client.history(of: "accuracy", run: runs[0])
        #expect(history.map(\.value) == [0.9, 0.95])
        #expect(history.map(\.step) == [0, 1])
        let odd = try await client.history(of: "accuracy", run: runs[1])
        #expect(odd.first?.value.isNaN == true && odd.last?.value == .infinity)
        #expect(try await client.history(of: "nope", run: runs[0]).isEmpty)
    }

    private func refusals(_ client: MLflowClient, _ experiment: String) async throws {
        let missing = String(repeating: "0", count: 32)
        await expect(sentence: "MLflow has no run \(missing).") { _ = try await client.run(missing) }
        var search = RunSearch(experiments: [experiment])
        search.filter = "metrics.accuracy > "
        do {
            _ = try await client.runs(search)
            Issue.record("a filter that ends in the middle was taken")
        } catch {
            #expect("\(error)".hasPrefix("MLflow refused (400): INVALID_PARAMETER_VALUE: "))
        }
        await #expect(throws: ServiceError.self) { _ = try await client.runs(RunSearch(experiments: [experiment]), page: "@@@") }
    }
}

/// Fills a server by its own REST API.
private struct Seed {
    let link: ServiceLink

    func experiment(_ name: String) async throws -> String {
        let answer: Value = try await link.post("/api/2.0/mlflow/experiments/create", body: ["name": .string(name)])
        return answer["experiment_id"].string ?? ""
    }

    /// A run with `accuracy` logged at steps 0, 1, ….
    func run(in experiment: String, accuracy: [String], start: Int, finished: Bool) async throws -> String {
        let answer: Value = try await link.post(
            "/api/2.0/mlflow/runs/create",
            body: [
                "experiment_id": .string(experiment), "run_name": "run-\(start)", "start_time": .int(start),
                "tags": [["key": "mlflow.source.git.commit", "value": "ddf05bce126e9ade90d617dc1257bd36619e6039"]],
            ])
        let id = answer["run"]["info"]["run_id"].string ?? ""
        for (step, value) in accuracy.enumerated() {
            let _: Value = try await link.post(
                "/api/2.0/mlflow/runs/log-metric",
                body: [
                    "run_id": .string(id), "key": "accuracy", "value": .string(value), "timestamp": .int(start + step), "step": .int(step),
                ])
        }
        for (key, value) in [("max_depth", "10"), ("validation_status", "PASSED")] where finished {
            let _: Value = try await link.post(
                "/api/2.0/mlflow/runs/log-parameter", body: ["run_id": .string(id), "key": .string(key), "value": .string(value)])
        }
        if finished {
            let _: Value = try await link.post(
                "/api/2.0/mlflow/runs/update", body: ["run_id": .string(id), "status": "FINISHED", "end_time": .int(start + 60_000)])
        }
        return id
    }

    func model(_ name: String, run: String, versions: Int) async throws {
        let _: Value = try await link.post("/api/2.0/mlflow/registered-models/create", body: ["name": .string(name)])
        for _ in 0..<versions {
            let _: Value = try await link.post(
                "/api/2.0/mlflow/model-versions/create",
                body: ["name": .string(name), "source": .string("runs:/\(run)/model"), "run_id": .string(run)])
        }
    }
}
