import Host
import JSON
import Testing

@testable import Services

@Suite struct PrometheusModelsTests {
    @Test func aVectorHasOnePointForEachSeries() throws {
        let result: QueryResult = try Fixture.read("prometheus/03-instant-queries.json")
        #expect(result.kind == .vector)
        #expect(result.series.map { $0.labels["job"] } == ["prometheus", "node"])
        #expect(result.series[0].points == [.init(time: 1_435_781_451.781, value: 1)])
    }

    @Test func aMatrixKeepsItsPointsInOrder() throws {
        let result: QueryResult = try Fixture.read("prometheus/05-range-queries.json")
        #expect(result.kind == .matrix)
        #expect(result.series[1].points.map(\.value) == [0, 0, 1])
        let roadie: QueryResult = try Fixture.read("prometheus/mockQueryResponse.json")
        #expect(roadie.series[0].points.last == .init(time: 1_633_001_656.261, value: 6_465_519_616))
    }

    @Test func valuesThatJSONCannotSayAreReadFromTheirText() throws {
        let result = try QueryResult(
            json: """
                {"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":
                [[1,"NaN"],[2,"+Inf"],[3,"-Inf"],[4,"9.5367431640625e-07"],[5,"1e+00"]]}]}}
                """)
        let values = result.series[0].points.map(\.value)
        #expect(values[0].isNaN)
        #expect(values[1...] == [.infinity, -.infinity, 9.5367431640625e-07, 1])
    }

    @Test func aScalarIsOneSeriesWithoutLabelsAndAStringIsText() throws {
        let scalar = try QueryResult(json: #"{"status":"success","data":{"resultType":"scalar","result":[1435781451.781,"42"]}}"#)
        #expect(scalar.kind == .scalar)
        #expect(scalar.series.map(\.points) == [[.init(time: 1_435_781_451.781, value: 42)]])
        let string = try QueryResult(json: #"{"status":"success","data":{"resultType":"string","result":[1435781451.781,"foo"]}}"#)
        #expect(string.text == "foo")
        #expect(string.series.isEmpty)
    }

    @Test func nativeHistogramsAreKeptBesideValues() throws {
        let result = try QueryResult(
            json: """
                {"status":"success","data":{"resultType":"matrix","result":[
                {"metric":{"__name__":"h"},"values":[[1,"2"]],"histograms":[[3,{"count":"60","sum":"33.2","buckets":[[3,"-0.001","0.001","10"]]}]]},
                {"metric":{"__name__":"g"},"histogram":[4,{"count":"1","sum":"0.5"}]}]}}
                """)
        #expect(result.series[0].points == [.init(time: 1, value: 2)])
        #expect(result.series[0].histograms == [.init(time: 3, count: 60, sum: 33.2)])
        #expect(result.series[1].points.isEmpty)
        #expect(result.series[1].histograms == [.init(time: 4, count: 1, sum: 0.5)])
    }

    @Test func warningsAndInfosComeWithTheData() throws {
        let result = try QueryResult(
            json: """
                {"status":"success","data":{"resultType":"vector","result":[]},
                "warnings":["results truncated due to limit"],"infos":["PromQL info: metric might not be a counter"]}
                """)
        #expect(result.warnings == ["results truncated due to limit"])
        #expect(result.infos == ["PromQL info: metric might not be a counter"])
    }

    @Test func anUnknownKindOfResultIsAnError() {
        #expect(throws: JSONError.missing("resultType")) {
            try QueryResult(json: #"{"status":"success","data":{"resultType":"streams","result":[]}}"#)
        }
    }

    @Test func aTargetNotYetScrapedHasNoTime() throws {
        let documented = try Fixture.value("prometheus/23-targets.json")
        let target = try ScrapeTarget(json: documented["data"]["activeTargets"].array[0].text)
        #expect(target.job == "prometheus")
        #expect(target.health == "up")
        #expect(target.lastScrape?.rfc3339 == "2017-01-17T14:07:44Z")
        #expect(target.lastScrapeSeconds == 0.050688943)
        let fresh = try ScrapeTarget(
            json: """
                {"labels":{"job":"mlflow","instance":"mlflow:5000"},"scrapePool":"mlflow","scrapeUrl":"http://mlflow:5000/metrics",
                "lastError":"","lastScrape":"0001-01-01T00:00:00Z","lastScrapeDuration":0,"health":"unknown"}
                """)
        #expect(fresh.lastScrape == nil)
        #expect(fresh.lastScrapeSeconds == nil)
    }

    @Test func recordingRulesAreCountedAndAlertingRulesKept() throws {
        let rules: RuleList = try Fixture.read("prometheus/27-rules.json")
        #expect(rules.recordingCount == 1)
        let rule = try #require(rules.alerting.first)
        #expect(rule.group == "example")
        #expect(rule.name == "HighRequestLatency")
        #expect(rule.hold == 600)
        #expect(rule.state == "unknown")  // older servers do not say it
        #expect(rule.alerts.map(\.state) == ["firing"])
        #expect(rule.alerts.first?.value == 1)
    }

    @Test func aRuleSaysItsStateAndLastEvaluation() throws {
        let rules: RuleList = try Fixture.read("prometheus/mockAlertResponse.json")
        #expect(rules.alerting.map(\.state) == ["firing", "inactive"])
        #expect(rules.alerting[0].lastEvaluation?.rfc3339 == "2021-09-30T12:33:31Z")
        #expect(rules.alerting[0].alerts.first?.value == 7.25843968e+09)
    }

    @Test func noRulesIsToldApartFromNoAlerts() throws {
        let rules = try RuleList(json: #"{"status":"success","data":{"groups":[]}}"#)
        #expect(rules.isEmpty)
    }

    @Test func theBuildIsRead() throws {
        let build: PrometheusBuild = try Fixture.read("prometheus/38-build-information.json")
        #expect(build.version == "2.13.1")
    }
}
