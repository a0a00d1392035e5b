import Archive
import Host
import Operations
import TestSupport
import Testing

/// A bump is undone by the exact inverse of its commit, or not at all.
@Suite struct RevertTests {
    private static let parent = "b0b0bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
    private static let bad = BumpBench.manifest("ghcr.io/acme/iris:main-deadbee")
    private let request = OperationRequest(kind: "image.bump", parameters: ["name": "iris-classifier", "reverts": "5be1aaa"])

    /// The platform after a bump to an image that nobody has.
    private func bump(now: String = RevertTests.bad, files: [String] = [BumpBench.path], parents: [String] = [RevertTests.parent]) async throws
        -> BumpBench
    {
        let bump = try await BumpBench(files: ["main": now, BumpBench.commit: Self.bad, Self.parent: BumpBench.manifest(BumpBench.new)])
        let changed = files.map { #"{"filename":"\#($0)","status":"modified"}"# }.joined(separator: ",")
        let before = parents.map { #"{"sha":"\#($0)"}"# }.joined(separator: ",")
        let message = #"Bump image of iris to main-deadbee\n\nFrom …"#
        let commit = ScriptedHTTP.Answer.json(
            #"{"sha":"\#(BumpBench.commit)","commit":{"message":"\#(message)"},"parents":[\#(before)],"files":[\#(changed)]}"#)
        // By what was typed, and by the whole hash that the plan has pinned.
        for name in ["5be1aaa", BumpBench.commit] { bump.http.on("GET", BumpBench.root + "/commits/" + name, commit) }
        return bump
    }

    private func refusal(_ bump: BumpBench) async throws -> String {
        let error = await #expect(throws: OperationError.self) { try await bump.bench.runner().plan(request) }
        return error?.description ?? ""
    }

    @Test func theInverseIsCommittedWithGitsOwnWordsAndFollowed() async throws {
        let bump = try await bump()
        let (plan, events) = try await bump.bench.run(request)
        #expect(plan.title == "Revert the bump of iris")
        #expect(
            plan.diff == [
                DiffLine(.place, "apps/iris/deployment.yaml:9"),
                DiffLine(.removed, "          image: ghcr.io/acme/iris:main-deadbee  # by quarterdeck"),
                DiffLine(.added, "          image: ghcr.io/acme/iris:main-9f00d11  # by quarterdeck"),
            ])
        #expect(plan.command == "quarterdeck bump iris-classifier --revert 5be1aaaaaaaa")
        let put = try #require(bump.http.put)
        #expect(put.text == BumpBench.manifest(BumpBench.new))
        #expect(
            put.body.contains(
                #""message":"Revert \"Bump image of iris to main-deadbee\"\n\nThis reverts commit \#(BumpBench.commit).\n\nQuarterdeck-Action: ada-"#)
        )
        #expect(events.outcome?.kind == .done && events.outcome?.offers == [], "\(events)")
    }

    @Test func whatWasChangedSinceIsNotUndoneWithIt() async throws {
        #expect(
            try await refusal(bump(now: BumpBench.manifest("ghcr.io/acme/iris:main-77fe012")))
                == "apps/iris/deployment.yaml has been changed again since 5be1aaa: to revert that commit would undo more. Bump it to ghcr.io/acme/iris:main-9f00d11 instead."
        )
    }

    @Test func whatIsUndoneIsNotUndoneAgain() async throws {
        #expect(
            try await refusal(bump(now: BumpBench.manifest(BumpBench.new)))
                == "Commit 5be1aaa is undone already: apps/iris/deployment.yaml is what it was.")
    }

    @Test func aCommitOfMoreThanTheManifestIsLeftToGit() async throws {
        #expect(
            try await refusal(bump(files: [BumpBench.path, "README.md"]))
                == "Commit 5be1aaa is no change of apps/iris/deployment.yaml alone (apps/iris/deployment.yaml, README.md); revert it with git.")
        #expect(try await refusal(bump(parents: [Self.parent, "c0c0"])) == "Commit 5be1aaa is a merge; revert it with git.")
    }

    /// The seventh moment of a night on call: the line dies during the revert.
    @Test func whatWasKilledAfterTheCommitIsFollowedByTheNextStartAndNotSentAgain() async throws {
        let bump = try await bump(), bench = bump.bench
        bump.http.on("GET", "/deployments/iris", .json(BumpBench.deployment(available: 2)), .silence)
        let killed = ProcessIdentity(host: HostName.current, pid: ProcessIdentity.current.pid, started: "0badb007:1")
        let first = bench.runner(process: killed)
        _ = await first.start(try await first.plan(request))
        try await bench.pass("the commit is followed") { try await bench.archive.audit().first?.state == .following }
        bump.http.on("GET", "/deployments/iris", .json(BumpBench.deployment(available: 2)))
        let next = bench.runner()
        #expect(try await next.resume().map(\.reference) == [BumpBench.commit])
        try await bench.pass("it is resolved") { await next.count == 0 }
        let row = try #require(try await bench.archive.audit().first)
        #expect(row.state == .done && row.outcome.hasSuffix("/health answers 200 ok."), "\(row)")
        #expect(try await bench.archive.steps(ofAudit: row.id).map(\.sentence).contains { $0.hasPrefix("Taken up again: ") })
        #expect(bench.writes.count == 1)
    }

    @Test func theSameRevertByTwoIsDoneOnce() async throws {
        let bump = try await bump()
        bump.http.on("PUT", BumpBench.file, .silence)
        let runner = bump.bench.runner()
        let plan = try await runner.plan(request)
        let first = await runner.start(plan)
        var begun = first.makeAsyncIterator()
        _ = await begun.next()
        let second = try await bump.bench.run(plan)
        #expect(second.refusal?.hasPrefix("The same is under way already: ada on ") == true, "\(second)")
    }
}
