import Testing

@testable import Lab

@Suite struct KubernetesLogsTests {
    private let lab = Played(KubernetesSite(cluster: .k3d), .oom)

    private func log(_ query: String = "", pod: String? = nil) async throws -> LabResponse {
        let iris = await lab.stage.read { $0.iris?.meta.name }
        let name = try #require(pod ?? iris)
        return await lab.ask("GET", "/api/v1/namespaces/ml-apps/pods/\(name)/log?" + query)
    }

    @Test func thePreviousLogEndsWithTheBatchThatWasTooLarge() async throws {
        let lines = try await log("previous=true&tailLines=3").text.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].contains("POST /predict/batch rows=48000"))
        #expect(lines[2].contains("resident 249 MiB of 256 MiB"))
    }

    @Test func timestampsAscendAndCanBeReadOnFrom() async throws {
        let whole = try await log("timestamps=true").text.split(separator: "\n")
        let times = whole.compactMap { Moment(rfc3339: $0.prefix { $0 != " " }) }
        #expect(times.count == whole.count)
        #expect(times == times.sorted())
        let middle = times[times.count / 2].wholeSecond
        let rest = try await log("timestamps=true&sinceTime=\(middle.rfc3339)").text.split(separator: "\n")
        #expect(rest == whole.suffix(rest.count))
        #expect(rest.count < whole.count)
    }

    @Test func theSameStretchReadsTheSameTwice() async throws { #expect(try await log().text == log().text) }

    @Test func aLimitCutsInTheMiddleOfALine() async throws { #expect(try await log("limitBytes=50").text.utf8.count == 50) }

    @Test func followingGoesOnUntilTheContainerEnds() async throws {
        guard case .stream(var source) = try await log("follow=true&tailLines=1").body else {
            Issue.record("no stream")
            return
        }
        #expect(try await source.next(on: lab.stage)?.filter { $0 == 0x0a }.count == 1)
        await lab.pass(.seconds(20))
        let more = try #require(try await source.next(on: lab.stage))
        #expect(more.split(separator: 0x0a).count > 3)
        await lab.pass(.minutes(1))
        var last = ""
        while let piece = try await source.next(on: lab.stage) { last += String(decoding: piece, as: UTF8.self) }
        #expect(last.contains("rows=48000"))
    }

    @Test func refusalsAreWordedAsByTheAPIServer() async throws {
        let wine = try #require(
            await lab.stage.read { world in
                world.modelPods.first { $0.meta.labels["app"] == Platform.wineApplication }?.meta.name
            })
        let previous = try await log("previous=true", pod: wine)
        #expect(previous.status == 400)
        #expect(previous.json["message"]?.text == "previous terminated container \"model-server\" in pod \"\(wine)\" not found")
        #expect(try await log("container=x").json["message"]?.text?.hasPrefix("container x is not valid for pod iris") == true)
        #expect(try await log("tailLines=-1").status == 400)
        #expect(try await log(pod: "none").json["message"]?.text == "pods \"none\" not found")
    }

    @Test func aContainerThatNeverRanHasNoLog() async throws {
        await lab.stage.perform { world in
            world.apply(.cluster(.k3d, .behave(image: "ghcr.io/acme-ml/model-source:gone", .imageNotFound)))
            world.runIris("ghcr.io/acme-ml/model-source:gone")
        }
        await lab.pass(.seconds(10))
        let message = try await log().json["message"]?.text
        #expect(message?.hasSuffix("is waiting to start: trying and failing to pull image") == true)
    }
}
