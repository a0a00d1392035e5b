import Host
import JSON
import Testing

@testable import Services

@Suite struct MLflowModelsTests {
    @Test(arguments: ["2.18.0", "3.17.2"])
    func aPageOfRunsHasATokenForTheNext(version: String) throws {
        let page = try JSON.read(MLflowPage<Run>.self, from: Fixture.mlflow("\(version)/25-runs-search-page1"))
        #expect(page.items.map(\.name) == ["run-4", "run-3"])
        #expect(page.next != nil)
        let run = try #require(page.items.first)
        #expect(run.status == "RUNNING")
        #expect(run.ended == nil)
        #expect(run.metrics["accuracy"] == 0.87)
        #expect(run.commit == "ddf05bce126e9ade90d617dc1257bd36619e6039")
        #expect(run.started == Timestamp(milliseconds: 1_763_914_400_000))
    }

    @Test func anEmptyObjectIsAnEmptyPage() throws {
        let page = try JSON.read(MLflowPage<Run>.self, from: Fixture.mlflow("2.18.0/33-runs-search-empty-result"))
        #expect(page.items.isEmpty)
        #expect(page.next == nil)
    }

    @Test func notANumberAndInfinitiesAreReadAsTheyWereLogged() throws {
        let bytes = try Fixture.mlflow("2.18.0/21-runs-get-with-nan")
        let run = try JSON.with(bytes) { try Run($0["run"]) }
        #expect(run.metrics["nanm"]?.isNaN == true)
        #expect(run.metrics["infm"] == .infinity)
        #expect(run.metrics["ninfm"] == -.infinity)
        #expect(run.metrics["sm"] == 0.5)
    }

    @Test func aHistoryKeepsStepAndTime() throws {
        let page = try JSON.read(MLflowPage<MetricPoint>.self, from: Fixture.mlflow("2.18.0/34-metrics-get-history"))
        #expect(page.items.map(\.step) == [0, 1])
        #expect(page.items.map(\.value) == [1, 0.9666666666666667])
        #expect(page.items.first?.time == Timestamp(milliseconds: 1_763_900_001_000))
    }

    @Test(arguments: ["2.18.0", "3.17.2"])
    func modelVersionsKnowTheirRunAndStage(version: String) throws {
        let page = try JSON.read(MLflowPage<ModelVersion>.self, from: Fixture.mlflow("\(version)/61-model-versions-search"))
        #expect(page.items.map(\.version) == ["3", "2"])
        #expect(page.items.map(\.stage) == ["None", "Production"])
        #expect(page.items.allSatisfy { $0.runID.count == 32 && $0.status == "READY" && $0.tags["git_sha"] == "ddf05bc" })
    }
}
