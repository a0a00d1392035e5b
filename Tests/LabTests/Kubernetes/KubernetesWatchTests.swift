import Testing

@testable import Lab

@Suite struct KubernetesWatchTests {
    private let lab = Played(KubernetesSite(cluster: .k3d))

    /// A watch that is being read.
    private struct Reader {
        var source: any StreamSource
        let stage: Stage

        /// The next events; blank lines are skipped. Empty when the stream has ended.
        mutating func next() async throws -> [JSON] {
            while let piece = try await source.next(on: stage) {
                let events = piece.split(separator: 0x0a).compactMap { JSON(parsing: Array($0)) }
                if !events.isEmpty { return events }
            }
            return []
        }
    }

    private func watch(_ query: String, of plural: String = "pods", _ headers: [String: String] = [:]) async throws -> Reader {
        let response = await lab.ask("GET", "/api/v1/\(plural)?watch=1" + query, headers)
        guard case .stream(let source) = response.body else {
            Issue.record("no stream: \(response.text)")
            throw ConnectionCut()
        }
        return Reader(source: source, stage: lab.stage)
    }

    private var version: String { get async { await lab.ask("GET", "/api/v1/pods").json["metadata"]?["resourceVersion"]?.text ?? "" } }

    private func types(_ events: [JSON]) -> [String] { events.compactMap { $0["type"]?.text } }

    @Test func fromAVersionOnItTellsWhatHappened() async throws {
        let start = await version
        await lab.stage.perform { $0.runIris(Platform.irisBatch.image) }
        var reader = try await watch("&resourceVersion=\(start)")
        #expect(types(try await reader.next()) == ["ADDED"])
        await lab.pass(.seconds(1.5))
        let events = try await reader.next()
        #expect(types(events) == ["MODIFIED"])
        #expect(events.first?["object"]?["spec"]?["nodeName"]?.text == "k3d-edge-agent-0")
    }

    @Test func withoutAVersionItBeginsWithWhatIsThere() async throws {
        var reader = try await watch("")
        #expect(types(try await reader.next()) == Array(repeating: "ADDED", count: 9))
    }

    @Test func aStreamingListEndsWithItsBookmark() async throws {
        var reader = try await watch("&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true")
        let events = try await reader.next()
        #expect(types(events) == Array(repeating: "ADDED", count: 9) + ["BOOKMARK"])
        #expect(events.last?["object"]?["metadata"]?["annotations"] == ["k8s.io/initial-events-end": "true"])
        let golden = try Fixture.text("kubernetes/watch-events.txt").split(whereSeparator: \.isNewline).compactMap {
            JSON(parsing: Array($0.utf8))
        }
        let bookmark = try #require(golden.last { $0["type"]?.text == "BOOKMARK" })
        #expect(shape(bookmark).subtracting(shape(try #require(events.last))).isEmpty)
    }

    @Test func aDeletedPodIsShownAsItLastWasWithANewVersion() async throws {
        let pod = try #require(await lab.stage.read { $0.iris })
        var reader = try await watch("&resourceVersion=\(await version)&fieldSelector=metadata.name%3D\(pod.meta.name)")
        await lab.stage.apply(.cluster(.k3d, .deletePod(namespace: pod.meta.namespace, name: pod.meta.name)))
        #expect(types(try await reader.next()) == ["MODIFIED"])
        await lab.pass(.seconds(3))
        let gone = try await reader.next()
        #expect(types(gone) == ["DELETED"])
        #expect(gone.first?["object"]?["metadata"]?["uid"]?.text == pod.meta.uid)
    }

    @Test func whatLeavesTheSelectionIsDeleted() async throws {
        await lab.stage.perform { world in
            world.apply(.cluster(.k3d, .behave(image: Platform.irisBatch.image, nil)))
            world.runIris(Platform.irisBatch.image)
        }
        var reader = try await watch("&resourceVersion=\(await version)&fieldSelector=status.phase%3DPending")
        await lab.pass(.seconds(6))
        #expect(types(try await reader.next()) == ["MODIFIED", "DELETED"])
    }

    @Test func aForgottenVersionIsGone() async throws {
        let start = await version
        await lab.stage.perform { $0.runIris(Platform.irisBatch.image) }
        await lab.stage.apply(.cluster(.k3d, .compact))
        var reader = try await watch("&resourceVersion=\(start)")
        let events = try await reader.next()
        #expect(types(events) == ["ERROR"])
        #expect(events.first?["object"]?["code"]?.int == 410)
        #expect(events.first?["object"]?["message"]?.text?.hasPrefix("too old resource version: \(start) (") == true)
        #expect(try await reader.next().isEmpty)
    }

    @Test func itEndsInGoodOrderWithABookmarkWhenItsTimeIsUp() async throws {
        var reader = try await watch("&resourceVersion=\(await version)&timeoutSeconds=0&allowWatchBookmarks=true")
        #expect(types(try await reader.next()) == ["BOOKMARK"])
        #expect(try await reader.next().isEmpty)
    }

    @Test func onlyTheFirstTableHasColumns() async throws {
        let accept = ["accept": "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"]
        var reader = try await watch("", of: "pods", accept)
        let events = try await reader.next()
        #expect(events.first?["object"]?["columnDefinitions"]?.elements?.isEmpty == false)
        #expect(events.dropFirst().allSatisfy { $0["object"]?["columnDefinitions"] == .null })
    }

    @Test func initialEventsWithoutTheirMatchAreInvalid() async {
        let response = await lab.ask("GET", "/api/v1/pods?watch=1&sendInitialEvents=true")
        #expect(response.status == 422)
        #expect(response.json["reason"]?.text == "Invalid")
    }
}
