import Host
import Operations
import TestSupport
import Testing

/// What an image can be bumped to: from GitHub's package list, from the registry itself, and from the pods.
@Suite struct ImageChoicesTests {
    private func versions(_ bump: BumpBench) -> String {
        """
        [{"id":3,"name":"\(bump.newDigest)","created_at":"2026-11-23T01:20:00Z","metadata":{"container":{"tags":["main-latest","9f00d11c5a1b7e3d2f4a6c8b0e9d7f5a3c1b2e4d","main-9f00d11"]}}},
        {"id":2,"name":"sha256:0","created_at":"2026-11-23T01:20:00Z","metadata":{"container":{"tags":[]}}},
        {"id":1,"name":"\(bump.oldDigest)","created_at":"2026-11-21T09:00:00Z","metadata":{"container":{"tags":["main-a1b2c3d"]}}}]
        """
    }

    private func bump(running digest: (BumpBench) -> String = \.oldDigest) async throws -> BumpBench {
        let bump = try await BumpBench()
        bump.http.on("GET", "/orgs/acme/packages/container/iris/versions", .json(versions(bump)))
        bump.http.on("GET", "/pods", .json(#"{"metadata":{},"items":[\#(BumpBench.pod("iris-1-a", BumpBench.old, digest(bump)))]}"#))
        return bump
    }

    private func choices(_ bump: BumpBench) async throws -> ImageChoices { try await bump.bench.runner().choices(for: "iris-classifier") }

    @Test func newestFirstWithWhatRunsWhereByDigest() async throws {
        let bump = try await bump()
        let choices = try await choices(bump)
        #expect(choices.gaps == [] && choices.standing == BumpBench.old)
        #expect(choices.choices.map(\.tag) == ["main-9f00d11", "main-a1b2c3d"], "of three tags the one that says most, and none without")
        #expect(choices.choices[0].aliases == ["9f00d11c5a1b7e3d2f4a6c8b0e9d7f5a3c1b2e4d", "main-latest"])
        #expect(
            choices.choices[0].commit == "9f00d11c5a1b7e3d2f4a6c8b0e9d7f5a3c1b2e4d" && choices.choices[0].built?.rfc3339 == "2026-11-23T01:20:00Z")
        #expect(choices.choices.map(\.runsIn) == [[], ["k3d/ml-apps/iris"]])
        #expect(choices.choices.map(\.isStanding) == [false, true])
        #expect(await bump.bench.runner().images() == [BumpBench.image])
    }

    @Test func aTagThatWasBuiltAgainIsNotWhatRuns() async throws {
        let choices = try await choices(bump { _ in "sha256:" + String(repeating: "e", count: 64) })
        #expect(choices.choices.map(\.runsIn) == [[], []])
        #expect(
            choices.gaps == ["k3d/ml-apps/iris runs sha256:eeeeeeeeeeee (main-a1b2c3d), which no tag stands at any more: it was built again since."])
    }

    @Test func withoutGitHubsListTheRegistryTellsByItself() async throws {
        let bump = try await bump()
        let refused = ScriptedHTTP.Answer.json(#"{"message":"Resource not accessible by personal access token"}"#, status: 403)
        bump.http.on("GET", "/orgs/acme/packages/container/iris/versions", refused)
        let choices = try await choices(bump)
        #expect(choices.gaps.count == 1 && choices.gaps.first?.contains("classic token with the scope read:packages") == true, "\(choices.gaps)")
        #expect(choices.gaps.first?.hasSuffix("Tags come from the registry itself.") == true)
        #expect(choices.choices.map(\.tag) == ["main-9f00d11", "main-a1b2c3d"])
        #expect(choices.choices.map { $0.built?.rfc3339 } == ["2026-11-23T01:20:00Z", "2026-11-21T09:00:00Z"], "from the images themselves")
        #expect(choices.choices.map(\.runsIn) == [[], ["k3d/ml-apps/iris"]])
    }

    @Test func whatDoesNotAnswerIsAGap() async throws {
        let bump = try await bump()
        bump.http.on("GET", "/pods", .json("{}", status: 500))
        bump.http.on("GET", BumpBench.file, .json(#"{"message":"Not Found"}"#, status: 404))
        let choices = try await choices(bump)
        #expect(choices.choices.count == 2 && choices.standing == "")
        #expect(choices.gaps.map { $0.prefix { $0 != ":" } } == ["What runs in k3d is not known", "What stands in the manifest is not known"])
    }

    @Test func aNameThatIsNotConfiguredIsRefused() async throws {
        let bump = try await bump()
        await #expect(throws: OperationError.self) { try await bump.bench.runner().choices(for: "wine") }
    }
}
