import Host
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct PrometheusClientTests {
    private let http = ScriptedHTTP()
    private var client: PrometheusClient {
        PrometheusClient(.scripted(PrometheusClient.configuration(base: "http://127.0.0.1:30900/prometheus/"), http))
    }

    @Test func aQueryIsSentAsAFormWithEverySignEncoded() async throws {
        http.on("POST", "/prometheus/api/v1/query", .bytes(try Fixture.bytes("prometheus/03-instant-queries.json")))
        let time = try #require(Timestamp(rfc3339: "2026-11-23T03:07:00.250Z"))
        let result = try await client.query(#"rate(a_total{job=~"x|y"}[5m]) + 1"#, at: time)
        #expect(result.series.count == 2)
        let request = try #require(http.last)
        #expect(request.url == "http://127.0.0.1:30900/prometheus/api/v1/query")
        #expect(request.headers["Content-Type"] == "application/x-www-form-urlencoded")
        #expect(
            request.text
                == "query=rate%28a_total%7Bjob%3D~%22x%7Cy%22%7D%5B5m%5D%29%20%2B%201&timeout=10000ms&time=1795403220.250")
    }

    @Test func aRangeIsMovedToWholeSteps() async throws {
        http.on("POST", "/query_range", .bytes(try Fixture.bytes("prometheus/05-range-queries.json")))
        let end = try #require(Timestamp(rfc3339: "2026-11-23T03:07:07Z"))
        _ = try await client.queryRange("up", from: end + .seconds(-60), to: end, step: .seconds(15))
        #expect(http.last?.text == "query=up&start=1795403160.000&end=1795403220.000&step=15.000&timeout=10000ms")
    }

    @Test func targetsAreAskedWithoutTheDroppedOnes() async throws {
        http.on("GET", "/api/v1/targets", .bytes(try Fixture.bytes("prometheus/23-targets.json")))
        #expect(try await client.targets().map(\.job) == ["prometheus"])
        #expect(http.last?.url.hasSuffix("/api/v1/targets?state=active") == true)
    }

    @Test func rulesAlertsAndBuildAreRead() async throws {
        http.on("GET", "/api/v1/rules", .bytes(try Fixture.bytes("prometheus/27-rules.json")))
        http.on("GET", "/api/v1/alerts", .bytes(try Fixture.bytes("prometheus/28-alerts.json")))
        http.on("GET", "/api/v1/status/buildinfo", .bytes(try Fixture.bytes("prometheus/38-build-information.json")))
        #expect(try await client.rules().alerting.count == 1)
        #expect(try await client.alerts().map(\.state) == ["firing"])
        #expect(try await client.build().version == "2.13.1")
    }

    @Test func badPromQLIsRefusedInTheServersWords() async {
        http.on(
            "POST", "/query",
            .json(#"{"status":"error","errorType":"bad_data","error":"1:4: parse error: unclosed left parenthesis"}"#, status: 400))
        await expect(sentence: "Prometheus refused (400): bad_data: 1:4: parse error: unclosed left parenthesis") {
            _ = try await client.query("sum(")
        }
    }

    @Test func aQueryThatTookTooLongIsNotAFailingServer() async {
        http.on(
            "POST", "/query",
            .json(#"{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}"#, status: 503))
        await expect(
            sentence: "Prometheus refused (503): the query took too long; narrow it. (timeout: query timed out in expression evaluation)"
        ) { _ = try await client.query("up") }
    }

    @Test func aStartingServerIsToldFromAFailingOne() async throws {
        http.on("GET", "/api/v1/alerts", .text("Service Unavailable", status: 503, headers: ["X-Prometheus-Stopping": "false"]))
        http.on("GET", "/api/v1/rules", .text("Service Unavailable", status: 503, headers: ["X-Prometheus-Stopping": "true"]))
        http.on("GET", "/-/ready", .text("Service Unavailable", status: 503), .text("Prometheus Server is Ready.\n", status: 200))
        await expect(sentence: "Prometheus is failing (503): it is starting, and reads its log first.") { _ = try await client.alerts() }
        await expect(sentence: "Prometheus is failing (503): it is shutting down.") { _ = try await client.rules() }
        #expect(try await client.isReady())  // the second try
    }

    @Test func aQueryIsTriedAgainWhenAGatewayFailed() async throws {
        http.on(
            "POST", "/query", .text("Bad Gateway", status: 502), .bytes(try Fixture.bytes("prometheus/03-instant-queries.json")))
        #expect(try await client.query("up").series.count == 2)
        #expect(http.requests.count == 2)
    }

    @Test func aPageWhereTheAPIShouldBeIsSaid() async {
        http.on("GET", "/api/v1/alerts", .text("<html><title>Sign in</title></html>", status: 200, type: "text/html"))
        await expect(sentence: "Prometheus answered something its API does not document: an HTML page where its API answers JSON.") {
            _ = try await client.alerts()
        }
    }
}

@Suite struct QueryRangeTests {
    private let end = Timestamp(milliseconds: 1_795_403_227_000)

    @Test func theStepIsWidenedToTheServersLimit() {
        let year = QueryRange(from: end + .seconds(-365 * 86_400), to: end, step: .seconds(15))
        let points = (year.end.milliseconds - year.start.milliseconds) / year.step
        #expect(points <= 11_000)
        #expect(points > 10_900)
        #expect(year.start.milliseconds % year.step == 0)
    }

    @Test func aSpanThatFitsKeepsItsStep() {
        let range = QueryRange(from: end + .seconds(-10_999 * 15), to: end, step: .seconds(15))
        #expect(range.step == 15_000)
        #expect((range.end.milliseconds - range.start.milliseconds) / range.step <= 11_000)
    }

    @Test func slidingTheClockWithinAStepAsksForTheSameMoments() {
        let one = QueryRange(from: end + .seconds(-600), to: end, step: .seconds(15))
        let later = QueryRange(from: end + .seconds(-598), to: end + .seconds(2), step: .seconds(15))
        #expect(one == later)
    }

    @Test func nonsenseStaysARange() {
        let backwards = QueryRange(from: end, to: end + .seconds(-60), step: .zero)
        #expect(backwards.step == 1)
        #expect(backwards.end >= backwards.start)
    }
}
