import Testing

@testable import Lab

@Suite struct PrometheusSiteTests {
    private let lab = Played(PrometheusSite(), .oom)

    private func get(_ target: String) async -> LabResponse { await lab.ask("GET", target) }

    @Test func answersHaveTheMembersThatTheDocumentationShows() async throws {
        let pairs = [
            ("/api/v1/alerts", "28-alerts"), ("/api/v1/targets?state=active", "23-targets"),
            ("/api/v1/status/buildinfo", "38-build-information"),
        ]
        for (target, fixture) in pairs {
            let documented = shape(try Fixture.json("prometheus/\(fixture).json")).filter { path in
                !path.contains("droppedTargets[]") && !["alertname", "labels.", "annotations.", "__"].contains { path.contains($0) }
                    && !path.hasPrefix(".data.activeTargets[].discoveredLabels.")
            }
            let ours = shape(await get(target).json)
            #expect(documented.subtracting(ours).isEmpty, "\(target): \(documented.subtracting(ours))")
        }
    }

    @Test func rulesTellTheirAlertsAndHealth() async throws {
        let group = try #require(await get("/api/v1/rules").json["data"]?["groups"]?.elements?.first)
        let rules = try #require(group["rules"]?.elements)
        #expect(rules.map { $0["name"]?.text } == AlertRule.all.filter { $0.group == AlertRule.modelGroup }.map(\.name))
        #expect(rules.count == 6)
        let killed = try #require(rules.first { $0["name"]?.text == "ModelPodOOMKilled" })
        #expect(killed["state"]?.text == "firing")
        #expect(killed["health"]?.text == "ok")
        #expect(killed["duration"]?.double == 60)
        #expect(killed["alerts"]?.elements?.first?["value"]?.text == "1e+00")
        #expect(killed["alerts"]?.elements?.first?["labels"]?["cluster"]?.text == "k3d-on-premises")
    }

    @Test func theMLflowTargetIsDownForEver() async throws {
        let targets = try #require(await get("/api/v1/targets").json["data"]?["activeTargets"]?.elements)
        let down = targets.filter { $0["health"]?.text == "down" }
        #expect(down.map { $0["labels"]?["job"]?.text } == ["mlflow"])
        #expect(down.first?["lastError"]?.text == "server returned HTTP status 404 NOT FOUND")
        #expect(targets.count == 10)
    }

    @Test func aPostedFormIsAQueryToo() async {
        let response = await lab.ask(
            "POST", "/api/v1/query", ["content-type": "application/x-www-form-urlencoded"], body: "query=1%2B1&time=1795442580")
        #expect(response.text == #"{"status":"success","data":{"resultType":"scalar","result":[1795442580,"2"]}}"#)
    }

    @Test func aRangeHasAPointForEachStepAndGapsWhereNothingRan() async throws {
        let end = lab.clock.now().milliseconds / 1000
        let query = "container_memory_usage_bytes%7Bpod%3D~%22iris.*%22%7D"
        let answer = await get("/api/v1/query_range?query=\(query)&start=\(end - 700)&end=\(end)&step=15s").json
        let series = try #require(answer["data"]?["result"]?.elements)
        let dying = try #require(series.first { $0["metric"]?["image"]?.text?.hasSuffix("main-a1b2c3d") == true })
        let points = try #require(dying["values"]?.elements)
        #expect(points.count > 30 && points.count < 47)
        let most = points.compactMap { $0.elements?[1].text }.compactMap(Double.init).max()
        #expect((most ?? 0) / 1_048_576 > 200)
    }

    @Test(arguments: [
        ("query?query=up%7B", 400, "bad_data"), ("query", 400, "bad_data"), ("query?query=up&time=never", 400, "bad_data"),
        ("query_range?query=up&start=0&end=10", 400, "bad_data"), ("query_range?query=up&start=10&end=0&step=1", 400, "bad_data"),
        ("query_range?query=up&start=0&end=20000&step=1", 400, "bad_data"),
        ("query_range?query=up&start=0&end=10&step=0", 400, "bad_data"), ("series", 400, "bad_data"),
        ("query?query=up*on(cluster)up", 422, "execution"), ("query?query=stddev_over_time(up%5B5m%5D)", 400, "bad_data"),
    ])
    func refusalsHaveTheirKindAndStatus(_ target: String, _ status: Int, _ kind: String) async {
        let response = await get("/api/v1/" + target)
        #expect(response.status == status)
        #expect(response.json["status"]?.text == "error")
        #expect(response.json["errorType"]?.text == kind)
    }

    @Test func labelsAndSeriesCanBeListed() async {
        #expect(await get("/api/v1/label/job/values?match[]=up").json["data"]?.elements?.count == 10)
        #expect(await get("/api/v1/series?match[]=up").json["data"]?.elements?.count == 10)
        #expect(await get("/api/v1/labels").json["data"]?.elements?.contains("pod") == true)
        #expect(await get("/api/v1/metadata?metric=up").json["data"]?["up"]?.elements?.first?["type"]?.text == "gauge")
        #expect(await get("/api/v1/nothing").status == 404)
    }

    @Test func itsOwnTroubleIsPlainText() {
        let refusal = PrometheusSite().refusal(status: 503, of: LabRequest(method: "GET", target: "/api/v1/query"))
        #expect(refusal.text == "Service Unavailable")
        #expect(refusal.header("X-Prometheus-Stopping") == "false")
    }
}
