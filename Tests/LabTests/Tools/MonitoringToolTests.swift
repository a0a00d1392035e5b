import Testing

@testable import Lab

@Suite struct MonitoringToolTests {
    private func withLab(_ body: (_ prometheus: String, _ alertmanager: String) async throws -> Void) async throws {
        let lab = try await Lab.start(LabOptions(scenario: "oom"))
        let addresses = await lab.addresses
        do {
            try await body(try #require(addresses[.prometheus]), try #require(addresses[.alertmanager]))
        } catch {
            await lab.stop()
            throw error
        }
        await lab.stop()
    }

    @Test(.enabled(if: Tool.isInstalled("promtool"), "promtool is not installed"))
    func promtoolAsksForInstantsRangesSeriesAndLabels() async throws {
        let promtool = try #require(Tool("promtool"))
        try await withLab { prometheus, _ in
            let up = await promtool.run(["query", "instant", prometheus, "up"])
            #expect(up.lines.count == 10, "\(up.errors)")
            #expect(up.lines.contains { $0.hasPrefix(#"up{instance="mlflow.mlflow.svc.cluster.local:5000", job="mlflow"} => 0 @["#) })
            let firing = await promtool.run(["query", "instant", prometheus, #"ALERTS{alertstate="firing"}"#])
            #expect(firing.output.contains("ModelPodOOMKilled"))
            let range = await promtool.run(["query", "range", "--step", "60s", prometheus, "sum(up)"])
            #expect(range.lines.count > 4)
            #expect(await promtool.run(["query", "labels", prometheus, "job"]).lines.count == 11)
            #expect(await promtool.run(["query", "series", "--match", "up", prometheus]).lines.count == 10)
            let bad = await promtool.run(["query", "instant", prometheus, "up{"])
            #expect(bad.status != 0)
            #expect(bad.errors.contains("bad_data"))
        }
    }

    @Test(.enabled(if: Tool.isInstalled("amtool"), "amtool is not installed"))
    func amtoolQueriesAlertsAndKeepsSilences() async throws {
        let amtool = try #require(Tool("amtool"))
        try await withLab { _, alertmanager in
            let url = ["--alertmanager.url", alertmanager]
            #expect(await amtool.run(url + ["alert", "query"]).output.contains("ModelPodOOMKilled"))
            let added = await amtool.run(
                url + ["silence", "add", "--author", "ada", "--comment", "known", "--duration", "1h", "alertname=ModelPodOOMKilled"])
            #expect(added.lines.count == 1, "\(added.errors)")
            #expect(await amtool.run(url + ["silence", "query"]).output.contains("ada"))
            #expect(await !amtool.run(url + ["alert", "query"]).output.contains("ModelPodOOMKilled"))
            #expect(await amtool.run(url + ["silence", "expire", added.lines.first ?? ""]).status == 0)
            #expect(await amtool.run(url + ["alert", "query"]).output.contains("ModelPodOOMKilled"))
        }
    }
}
