import TestSupport
import Testing

@testable import Lab

/// The model servers: what they answer, and when nobody is there to answer.
@Suite struct ModelSiteTests {
    private let iris = Played(ModelSite(name: .modelIris, application: Platform.irisApplication))
    private let json = ["content-type": "application/json"]

    private func fault() async -> Fault? { await iris.stage.read { iris.site.fault(in: $0) } }

    @Test func aFlowerIsRecognised() async {
        #expect(await iris.ask("GET", "/health").json["status"]?.text == "ok")
        let setosa = await iris.ask("POST", "/predict", json, body: #"{"features":[5.1,3.5,1.4,0.2]}"#)
        #expect(setosa.json["prediction"]?.int == 0)
        let virginica = await iris.ask("POST", "/predict", json, body: #"{"features":[6.7,3.0,5.2,2.3]}"#)
        #expect(virginica.json["prediction"]?.int == 2)
        #expect(await iris.ask("POST", "/predict", json, body: #"{"features":[1]}"#).status == 500)
        #expect(await iris.ask("POST", "/predict", body: "x").status == 415)
    }

    @Test func metricsGrowWithTimeAndWineHasNone() async throws {
        let text = await iris.ask("GET", "/metrics").text
        #expect(text.contains("# TYPE model_predictions_total counter"))
        #expect(text.contains(#"model_predictions_total{class="setosa",model="iris-classifier"} "#))
        #expect(text.contains(#"model_inference_duration_seconds_bucket{le="+Inf",model="iris-classifier"} "#))
        let wine = Played(ModelSite(name: .modelWine, application: Platform.wineApplication))
        #expect(await wine.ask("GET", "/metrics").text.contains(#"model_predictions_total{class="setosa",model="wine-quality-xgboost"} 0"#))
        let answer = await wine.ask("POST", "/predict", json, body: #"{"features":[7.4,0.7,0,1.9,0.076,11,34,0.9978,3.51,0.56,9.4,1,0]}"#)
        #expect((5...7).contains(answer.json["prediction"]?.int ?? 0))
    }

    @Test func withoutAReadyPodThePortIsClosed() async throws {
        #expect(await fault() == nil)
        await iris.stage.apply(.cluster(.k3d, .behave(image: Platform.irisBefore.image, .crash(after: .seconds(1)))))
        await iris.pass(.seconds(3))
        #expect(await fault() == .refuse)
        await iris.stage.apply(.cluster(.k3d, .link(isUp: false)))
        #expect(await fault() == .hang)
    }

    @Test func thePortOfARunningLabFollowsThePods() async throws {
        let lab = try await Lab.start(LabOptions(pace: 20))
        let client = RawClient(address: try #require(await lab.addresses[.modelIris]))
        #expect(await client.send("GET", "/health").body == #"{"status":"ok"}"#)
        await lab.stage.apply(.cluster(.k3d, .behave(image: Platform.irisBefore.image, .crash(after: .seconds(1)))))
        try await eventually("the port is closed") { await client.send("GET", "/health").isRefused }
        await lab.stop()
    }
}
