import JSON
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct MLflowClientTests {
    private let http = ScriptedHTTP()
    private var client: MLflowClient { MLflowClient(.scripted(MLflowClient.configuration(base: "http://mlflow:30500"), http)) }

    @Test func theVersionIsText() async throws {
        http.on("GET", "/version", try .mlflow("2.18.0/02-version"))
        #expect(try await client.version() == "2.18.0")
    }

    @Test func somethingElseThanAVersionIsSaid() async {
        http.on("GET", "/version", .text("<html>Sign in</html>", status: 200, type: "text/html"))
        await expect(sentence: "MLflow answered something its API does not document: no version at /version.") {
            _ = try await client.version()
        }
    }

    @Test func allPagesOfExperimentsAreRead() async throws {
        http.on(
            "POST", "/experiments/search", .json(#"{"experiments":[{"experiment_id":"1","name":"iris"}],"next_page_token":"t1"}"#),
            .json(#"{"experiments":[{"experiment_id":"2","name":"wine"}]}"#))
        #expect(try await client.experiments().map(\.name) == ["iris", "wine"])
        #expect(http.requests.map(\.text) == [#"{"max_results":1000}"#, #"{"max_results":1000,"page_token":"t1"}"#])
    }

    @Test func runsAreSearchedNewestFirst() async throws {
        http.on("POST", "/runs/search", try .mlflow("2.18.0/25-runs-search-page1"))
        var search = RunSearch(experiments: ["1"])
        search.filter = "metrics.accuracy > 0.85"
        search.pageSize = 2
        let page = try await client.runs(search, page: "abc=")
        #expect(page.items.count == 2)
        #expect(page.next != nil)
        #expect(
            try JSON.value(http.last?.body ?? [])
                == [
                    "experiment_ids": ["1"], "order_by": ["start_time DESC"], "max_results": 2, "run_view_type": "ACTIVE_ONLY",
                    "filter": "metrics.accuracy > 0.85", "page_token": "abc=",
                ])
    }

    @Test func aPageTokenThatTheServerCannotReadIsRefusedInItsWords() async throws {
        http.on("POST", "/runs/search", try .mlflow("2.18.0/27-runs-search-bad-token"))
        await expect(sentence: "MLflow refused (400): INVALID_PARAMETER_VALUE: Invalid page token, decoded value=b''") {
            _ = try await client.runs(RunSearch(experiments: ["1"]), page: "@@@")
        }
    }

    @Test func aRunThatIsNotThereIsNamed() async throws {
        http.on("GET", "/runs/get", try .mlflow("2.18.0/23-runs-get-404"))
        await expect(sentence: "MLflow has no run abc.") { _ = try await client.run("abc") }
    }

    @Test func aHistoryIsReadWholeWhereTheServerDoesNotPage() async throws {
        http.on("GET", "/get-history", try .mlflow("2.18.0/35-metrics-get-history-paged"))
        #expect(try await client.history(of: "accuracy", run: "dd86").count == 2)
        #expect(http.requests.count == 1)
    }

    @Test func aHistoryIsReadPageByPageWhereItDoes() async throws {
        http.on(
            "GET", "/get-history", try .mlflow("3.17.2/35-metrics-get-history-paged"), try .mlflow("3.17.2/34-metrics-get-history"))
        #expect(try await client.history(of: "accuracy", run: "2f53").count == 3)
        #expect(http.last?.url.contains("page_token=eyJvZmZzZXQiOiAxfQ%3D%3D") == true)
    }

    @Test func aMetricThatWasNeverLoggedHasNoHistory() async throws {
        http.on("GET", "/get-history", try .mlflow("2.18.0/37-metrics-get-history-unknown-key"))
        #expect(try await client.history(of: "nope", run: "dd86").isEmpty)
    }

    @Test func versionsOfAModelAreAskedNewestFirst() async throws {
        http.on("GET", "/model-versions/search", try .mlflow("2.18.0/61-model-versions-search"))
        #expect(try await client.versions(ofModel: "iris-classifier").map(\.version) == ["3", "2"])
        #expect(http.last?.url.contains("filter=name%3D%27iris-classifier%27") == true)
    }

    @Test func aRefusedHostHeaderSaysWhatToDo() async throws {
        http.on("POST", "/experiments/search", try .mlflow("3.17.2/70-host-header-foreign"))
        await expect(
            sentence: "MLflow forbids being asked by this address: since 3.5 it answers only to host names it knows. Start it with "
                + "--allowed-hosts naming the address under [mlflow] in config.toml."
        ) { _ = try await client.experiments() }
    }

    @Test func aWebPageIsToldFromAMissingThing() async throws {
        http.on("POST", "/experiments/search", try .mlflow("2.18.0/68-unknown-endpoint-404"))
        await expect(
            sentence:
                "MLflow answered something its API does not document: an HTML page (404) where its API should be; check the url under "
                + "[mlflow] in config.toml."
        ) { _ = try await client.experiments() }
    }

    @Test func aServerThatAnswersTheSamePageForEverIsLeft() async throws {
        http.on("POST", "/experiments/search", .json(#"{"experiments":[],"next_page_token":"t"}"#))
        #expect(try await client.experiments().isEmpty)
        #expect(http.requests.count == 2)
    }
}
