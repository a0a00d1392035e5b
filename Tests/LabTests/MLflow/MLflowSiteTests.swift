import Testing

@testable import Lab

/// The lab's MLflow beside recordings of the real one.
@Suite struct MLflowSiteTests {
    private let mlflow = Played(MLflowSite())
    private let json = ["content-type": "application/json"]

    private func post(_ path: String, _ body: String) async -> LabResponse {
        await mlflow.ask("POST", "/api/2.0/mlflow/\(path)", json, body: body)
    }

    @Test func aRunHasTheRecordedShape() async throws {
        let recorded = try Fixture.json("mlflow/22-runs-get.json")["response"]?["body_json"] ?? .null
        let answer = await post("runs/search", #"{"experiment_ids": ["1"], "max_results": 1}"#).json
        let run = try #require(answer["runs"]?.elements?.first)
        let mine = shape(["run": run])
        // The recorded run had not ended.
        #expect(mine.subtracting(shape(recorded)) == [".run.info.end_time: number"])
        #expect(shape(recorded).subtracting(mine).isEmpty)
    }

    @Test func aModelHasTheRecordedShape() async throws {
        let recorded = try Fixture.json("mlflow/58-registered-models-search.json")["response"]?["body_json"] ?? .null
        let mine = shape(await mlflow.ask("GET", "/api/2.0/mlflow/registered-models/search?max_results=100").json)
        #expect(mine.subtracting(shape(recorded)).isEmpty)
        // The recorded versions had tags.
        #expect(shape(recorded).subtracting(mine).allSatisfy { $0.contains(".tags") })
    }

    @Test(arguments: [
        "05-experiments-search-no-max-results", "06-experiments-search-too-many", "10-experiments-get-by-name-404",
        "23-runs-get-404", "24-runs-get-missing-id", "27-runs-search-bad-token", "29-runs-search-bad-filter",
        "30-runs-search-max-too-big", "32-runs-search-get-405", "51-artifacts-list-traversal",
        "60-registered-models-search-too-many",
        "64-model-versions-get-404", "66-registered-models-get-404", "68-unknown-endpoint-404", "69-wrong-content-type",
    ])
    func aRefusalIsTheRecordedOneByteForByte(_ name: String) async throws {
        let exchange = try Fixture.json("mlflow/\(name).json")
        let request = try #require(exchange["request"])
        var headers: [String: String] = [:]
        for header in request["headers"]?.members ?? [] { headers[header.name.lowercased()] = header.value.text }
        var path = try #require(request["path"]?.text)
        if name.hasPrefix("51") {
            // The recording names a run of its own.
            let run = try #require(await mlflow.stage.read { $0.mlflow.runs.last?.id })
            path = "/api/2.0/mlflow/artifacts/list?run_id=\(run)&path=../.."
        }
        let body = request["body"].map { $0.text ?? String(decoding: $0.bytes, as: UTF8.self) } ?? ""
        let answer = await mlflow.ask(request["method"]?.text ?? "", path, headers, body: body)
        #expect(answer.status == exchange["response"]?["status"]?.int.map(Int.init))
        #expect(answer.text == exchange["response"]?["body_raw"]?.text)
        #expect(answer.header("content-type") == exchange["response"]?["headers"]?["Content-Type"]?.text)
    }

    @Test func nothingFoundIsAnEmptyObject() async {
        #expect(await post("runs/search", #"{"experiment_ids": ["1"], "filter": "params.nope = 'x'"}"#).text == "{}")
        #expect(await post("runs/search", #"{"experiment_ids": []}"#).text == "{}")
        // Broken JSON counts as an empty request, and nobody is told.
        #expect(await post("runs/search", #"{"experiment_ids": ["#).text == "{}")
    }

    @Test func pagesShowEachRunOnce() async throws {
        var seen: [String] = []
        var token = ""
        repeat {
            let page = await post("runs/search", #"{"experiment_ids": ["1", "2"], "max_results": 50, "page_token": "\#(token)"}"#)
                .json
            seen += (page["runs"]?.elements ?? []).compactMap { $0["info"]?["run_id"]?.text }
            token = page["next_page_token"]?.text ?? ""
        } while !token.isEmpty
        let all = await mlflow.stage.read { $0.mlflow.runs.filter { $0.lifecycle == "active" }.count }
        #expect(seen.count == all)
        #expect(Set(seen).count == all)
        #expect(all > 110)
    }

    @Test func notANumberIsWrittenAsText() async throws {
        let created = await post("runs/create", #"{"experiment_id": "1", "start_time": 1}"#).json
        let run = try #require(created["run"]?["info"]?["run_id"]?.text)
        for value in [#""NaN""#, #""Infinity""#] {
            let body = #"{"run_id": "\#(run)", "key": "loss", "value": \#(value), "timestamp": "9", "step": "3"}"#
            #expect(await post("runs/log-metric", body).text == "{}")
        }
        let history = await mlflow.ask("GET", "/api/2.0/mlflow/metrics/get-history?run_id=\(run)&metric_key=loss").json
        #expect(history["metrics"]?.elements?.map { $0["value"] } == [.string("NaN"), .number(.greatestFiniteMagnitude)])
    }

    @Test func aBareNaNIsLostWithoutAWord() async throws {
        let run = try #require(await mlflow.stage.read { $0.mlflow.runs.last?.id })
        let body = #"{"run_id": "\#(run)", "key": "nan", "value": NaN, "timestamp": 9, "step": 0}"#
        #expect(await post("runs/log-metric", body).status == 200)
        let history = await mlflow.ask("GET", "/api/2.0/mlflow/metrics/get-history?run_id=\(run)&metric_key=nan").json
        #expect(history["metrics"]?.elements == [["key": "nan", "step": 0, "timestamp": 0, "value": 0.0]])
    }

    @Test func aParameterIsWrittenOnce() async throws {
        let run = try #require(await mlflow.stage.read { $0.mlflow.runs.last { $0.status == "FINISHED" } })
        let body = #"{"run_id": "\#(run.id)", "key": "max_depth", "value": "11"}"#
        let answer = await post("runs/log-parameter", body)
        #expect(answer.status == 400)
        let depth = try #require(run.parameters.first { $0.key == "max_depth" }).value
        #expect(
            answer.json["message"]?.text
                == "Changing param values is not allowed. Param with key='max_depth' was already logged with value='\(depth)' for run "
                + "ID='\(run.id)'. Attempted logging new value '11'.")
    }

    @Test func anUnknownStatusChangesNothing() async throws {
        let run = try #require(await mlflow.stage.read { $0.mlflow.runs.last?.id })
        let answer = await post("runs/update", #"{"run_id": "\#(run)", "status": "DONE"}"#)
        #expect(answer.status == 200)
        #expect(answer.json["run_info"]?["status"]?.text == "FINISHED")
    }

    @Test func artifactsAreListedLevelByLevel() async throws {
        let run = try #require(await mlflow.stage.read { $0.mlflow.runs.last?.id })
        let root = await mlflow.ask("GET", "/api/2.0/mlflow/artifacts/list?run_id=\(run)").json
        #expect(root["files"]?.elements?.first == ["is_dir": true, "path": "model"])
        let inner = await mlflow.ask("GET", "/api/2.0/mlflow/artifacts/list?run_id=\(run)&path=model").json
        #expect(inner["files"]?.elements?.first == ["file_size": 641, "is_dir": false, "path": "model/MLmodel"])
    }

    @Test func thePlatformsPagesAreThere() async {
        #expect(await mlflow.ask("GET", "/health").text == "OK")
        #expect(await mlflow.ask("GET", "/version").text == "2.18.0")
        // There is no metrics endpoint: its scrape target is down for ever.
        #expect(await mlflow.ask("GET", "/metrics").status == 404)
    }
}
