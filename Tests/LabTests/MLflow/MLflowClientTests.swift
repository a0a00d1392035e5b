import Foundation
import Testing

@testable import Lab

/// The vendor's own client against the lab. `QUARTERDECK_TEST_MLFLOW_PYTHON` names a Python that has mlflow 2.18.
@Suite struct MLflowClientTests {
    private static let python = ProcessInfo.processInfo.environment["QUARTERDECK_TEST_MLFLOW_PYTHON"]

    @Test(.enabled(if: python != nil, "QUARTERDECK_TEST_MLFLOW_PYTHON names no Python with mlflow"))
    func thePythonClientReadsAndWrites() async throws {
        let lab = try await Lab.start()
        let address = try #require(await lab.addresses[.mlflow])
        let output = try await run(script, address)
        await lab.stop()
        #expect(
            output.split(separator: "\n").map(String.init) == [
                "experiments Default iris-classification wine-quality-classification", "newest wine depth 6", "history 0.5 nan",
                "status FINISHED q 2", "refused INVALID_PARAMETER_VALUE", "champion 58", "missing RESOURCE_DOES_NOT_EXIST",
                "registered 1 READY", "challenger 1", "again RESOURCE_ALREADY_EXISTS",
            ])
    }

    private let script = """
        import sys
        from mlflow import MlflowClient
        from mlflow.entities import Param
        from mlflow.exceptions import MlflowException
        client = MlflowClient(sys.argv[1])
        print("experiments", *sorted(e.name for e in client.search_experiments()))
        newest = client.search_runs(["2"], order_by=["start_time DESC"], max_results=1)[0]
        print("newest wine depth", newest.data.params["max_depth"])
        run = client.create_run("1").info.run_id
        client.log_metric(run, "loss", 0.5, step=1)
        client.log_metric(run, "loss", float("nan"), step=2)
        print("history", *(m.value for m in client.get_metric_history(run, "loss")))
        client.log_param(run, "p", 1)
        client.set_tag(run, "t", "x")
        client.log_batch(run, params=[Param("q", "2")])
        client.update_run(run, status="FINISHED")
        print("status", client.get_run(run).info.status, "q", client.get_run(run).data.params["q"])
        try:
            client.log_param(run, "p", 2)
        except MlflowException as error:
            print("refused", error.error_code)
        print("champion", client.get_model_version_by_alias("iris-classifier", "champion").version)
        try:
            client.get_run("0" * 32)
        except MlflowException as error:
            print("missing", error.error_code)
        client.create_registered_model("iris-stump", description="One tree")
        made = client.create_model_version("iris-stump", "/mlflow/artifacts/1/x/artifacts/model", run)
        print("registered", made.version, made.status)
        client.set_registered_model_alias("iris-stump", "challenger", made.version)
        print("challenger", client.get_model_version_by_alias("iris-stump", "challenger").version)
        try:
            client.create_registered_model("iris-stump")
        except MlflowException as error:
            print("again", error.error_code)
        """

    /// Runs Python on a thread of its own; its standard output.
    private func run(_ script: String, _ address: String) async throws -> String {
        let python = try #require(Self.python)
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                let process = Process()
                process.executableURL = URL(fileURLWithPath: python)
                process.arguments = ["-c", script, address]
                process.environment = [
                    "HOME": NSTemporaryDirectory(), "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "0", "PATH": "/usr/bin:/bin",
                ]
                let pipe = Pipe()
                process.standardOutput = pipe
                continuation.resume(
                    with: Result {
                        try process.run()
                        let data = pipe.fileHandleForReading.readDataToEndOfFile()
                        process.waitUntilExit()
                        return String(decoding: data, as: UTF8.self)
                    })
            }
        }
    }
}
