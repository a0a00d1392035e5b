import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct ModelServerClientTests {
    private let http = ScriptedHTTP()
    private var client: ModelServerClient {
        ModelServerClient(.scripted(ModelServerClient.configuration(name: "iris-classifier", base: "http://100.85.38.128:30808"), http))
    }

    @Test(arguments: [
        (200, #"{"status":"healthy","version":"main-5be1"}"#, true, "healthy", "main-5be1"),
        (200, #"{"status":"unhealthy"}"#, false, "unhealthy", ""),
        (200, #"{"status":"healthy","model_loaded":false}"#, false, "its model is not loaded", ""), (200, "OK\n", true, "OK", ""),
        (503, #"{"status":"degraded","error":"no model"}"#, false, "degraded", ""),
        (500, "Internal Server Error", false, "Internal Server Error", ""),
    ])
    func itsOwnWordCounts(status: Int, body: String, isWell: Bool, words: String, version: String) async throws {
        http.on("GET", "/health", .text(body, status: status, type: body.hasPrefix("{") ? "application/json" : "text/plain"))
        let health = try await client.health()
        #expect(health.isWell == isWell && health.words == words && health.version == version && health.status == status)
    }

    @Test func oneThatDoesNotAnswerIsAskedOnceOnly() async {
        http.on("GET", "/health", .failure(TransportError.noConnection(host: "100.85.38.128:30808", reason: "connection refused")))
        await expect(sentence: "iris-classifier did not answer at 100.85.38.128:30808: connection refused.") { _ = try await client.health() }
        #expect(http.requests.count == 1)
        #expect(http.last?.deadlines.answer == .seconds(3))
    }

    @Test func theFirstLinesOfItsMetricsComeWithoutComments() async throws {
        http.on(
            "GET", "/metrics",
            .text("# HELP model_predictions_total x\nmodel_predictions_total 12.0\n\nmodel_inference_duration_seconds_count 12.0\nz 1\n", status: 200)
        )
        #expect(try await client.metrics(lines: 2) == ["model_predictions_total 12.0", "model_inference_duration_seconds_count 12.0"])
        http.on("GET", "/metrics", .text("<html></html>", status: 200, type: "text/html"))
        await expect(sentence: "iris-classifier answered something its API does not document: an HTML page where its metrics should be.") {
            _ = try await client.metrics()
        }
    }
}
