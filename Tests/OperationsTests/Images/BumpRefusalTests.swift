import Operations
import TestSupport
import Testing

/// What is asked for, what is filled in, and what is refused before anything is sent.
@Suite struct BumpRefusalTests {
    private func plan(_ parameters: [String: String], on bump: BumpBench) async throws -> Plan {
        try await bump.bench.runner().plan(OperationRequest(kind: "image.bump", parameters: parameters))
    }

    private func refusal(_ parameters: [String: String], on bump: BumpBench) async throws -> String {
        let error = await #expect(throws: OperationError.self) { try await plan(parameters, on: bump) }
        #expect(bump.bench.writes == [])
        return error?.description ?? ""
    }

    // MARK: Filled in

    @Test(arguments: [
        ["image": BumpBench.new], ["name": "iris-classifier", "tag": "main-9f00d11"], ["name": "iris-classifier", "image": BumpBench.new],
    ])
    func theRestComesFromTheConfiguration(parameters: [String: String]) async throws {
        let plan = try await plan(parameters, on: BumpBench())
        #expect(plan.target.words == "k3d/ml-apps/iris (deployment)")
        #expect(plan.request["image"] == BumpBench.new && plan.request["container"] == "model-server")
    }

    @Test func whatIsSaidWins() async throws {
        let bump = try await BumpBench()
        bump.http.on("GET", BumpBench.root + "/branches/next", .json(#"{"name":"next","protected":false,"commit":{"sha":"c0c0"}}"#))
        bump.http.on("GET", BumpBench.root + "/rules/branches/next", .json("[]"))
        let plan = try await plan(["image": BumpBench.new, "branch": "next"], on: bump)
        #expect(plan.consequences.first?.contains("branch next") == true)
        #expect(plan.warnings == ["iris-classifier follows main, not next."])
    }

    @Test func ofSeveralPlacesOfOneImageTheFirstIsMeantAndTheOthersNamed() async throws {
        var wine = BumpBench.image
        (wine.name, wine.path, wine.object) = ("wine", "apps/wine/deployment.yaml", "wine")
        let plan = try await plan(["image": BumpBench.new], on: BumpBench(images: [BumpBench.image, wine]))
        #expect(plan.target.name == "iris")
        #expect(plan.warnings == ["wine is deployed from the same image; name it to bump it in place of iris-classifier."])
    }

    @Test func whatIsNotConfiguredIsSaid() async throws {
        #expect(
            try await refusal(["name": "irs", "tag": "x"], on: BumpBench()) == #"There is no image "irs" in [[images]]; there is iris-classifier."#)
        #expect(
            try await refusal(["image": "ghcr.io/acme/other:x"], on: BumpBench())
                == "No [[images]] of config.toml says which manifest deploys ghcr.io/acme/other. Add one with its name, image, repository and path."
        )
        #expect(
            try await refusal(["name": "iris", "tag": "x"], on: BumpBench(images: []))
                == "No image is configured: add [[images]] with its name, image, repository and path to config.toml.")
    }

    // MARK: Images

    @Test(arguments: [
        ("", "image.bump needs image, or a name and a tag."), ("not an image", #""not an image" is no image: its name has a part that is none."#),
        ("ghcr.io/acme/iris", "ghcr.io/acme/iris names neither tag nor digest: say which is to be deployed."),
        (BumpBench.old, "iris has the image main-a1b2c3d already: the same image is no change."),
    ])
    func anImageThatIsNoneOrNoChangeIsRefused(image: String, sentence: String) async throws {
        #expect(try await refusal(["image": image], on: BumpBench(pods: "")) == sentence)
    }

    @Test func aTagThatNobodyPushedIsRefusedWithTheNearest() async throws {
        let bump = try await BumpBench()
        ScriptedImages(http: bump.http, repository: "acme/iris").lacks("main-9f00d1")
        #expect(
            try await refusal(["image": "ghcr.io/acme/iris:main-9f00d1"], on: bump)
                == "ghcr.io has no ghcr.io/acme/iris:main-9f00d1; the nearest tag is main-9f00d11. `quarterdeck bump iris-classifier --list` lists all."
        )
    }

    @Test func anotherTagOfTheSameImageIsNoChange() async throws {
        let bump = try await BumpBench()
        let images = ScriptedImages(http: bump.http, repository: "acme/iris")
        let digest = images.push("main-a1b2c3d", "stable", commit: "a1b2c3d", created: "2026-11-21T09:00:00Z")
        bump.http.on("GET", "/pods", .json(#"{"metadata":{},"items":[\#(BumpBench.pod("iris-1-a", BumpBench.old, digest))]}"#))
        #expect(
            try await refusal(["image": "ghcr.io/acme/iris:stable"], on: bump)
                == "stable and main-a1b2c3d, which is deployed, are the same image (\(digest.prefix(19))): that is no change.")
    }

    @Test func aTagThatWasBuiltAgainIsAnotherImageAndIsDeployedByItsDigest() async throws {
        let bump = try await BumpBench()
        let before = "sha256:" + String(repeating: "e", count: 64)
        bump.http.on("GET", "/pods", .json(#"{"metadata":{},"items":[\#(BumpBench.pod("iris-1-a", BumpBench.old, before))]}"#))
        #expect(
            try await refusal(["image": BumpBench.old], on: bump)
                == "iris has the image main-a1b2c3d already, but the tag was built again: the registry has \(bump.oldDigest.prefix(19)), built 2026-11-21 09:00Z, and k3d/ml-apps/iris runs sha256:eeeeeeeeeeee. "
                + "A node that has pulled the tag does not pull it again; deploy it by its digest: --image ghcr.io/acme/iris:main-a1b2c3d@\(bump.oldDigest)"
        )
        let pinned = try await plan(["image": "\(BumpBench.old)@\(bump.oldDigest)"], on: bump)
        #expect(pinned.diff.last?.text == "          image: \(BumpBench.old)@\(bump.oldDigest)  # by quarterdeck")
        #expect(pinned.warnings == ["main-a1b2c3d was built again, and is main-a1b2c3d now; what runs is what it was before."])
    }

    @Test func aRegistryThatWantsAnotherTokenSaysWhichAndWhere() async throws {
        let bump = try await BumpBench()
        bump.http.on("GET", "/manifests/main-9f00d11", .json(#"{"errors":[{"code":"DENIED","message":"denied"}]}"#, status: 403))
        #expect(
            try await refusal(["image": BumpBench.new], on: bump)
                == "ghcr.io forbids image acme/iris:main-9f00d11: it does not exist, or is private and wants a classic token with the scope read:packages (a fine-grained one will not do). Set it under [[registries]] (host = \"ghcr.io\") in config.toml."
        )
    }

    @Test func aRegistryThatDoesNotAnswerIsNoReasonNotToBumpAndIsSaid() async throws {
        let bump = try await BumpBench()
        bump.http.on("GET", "/manifests/main-9f00d11", .json("{}", status: 500))
        #expect(
            try await plan(["image": BumpBench.new], on: bump).warnings.first?.hasPrefix(
                "Whether ghcr.io/acme/iris:main-9f00d11 exists is not known: ")
                == true)
    }

    @Test func aRunThatCannotBeAskedForIsNotTakenForOneThatPassed() async throws {
        let bump = try await BumpBench()
        ScriptedImages(http: bump.http, repository: "acme/iris")
            .push("main-9f00d11", commit: "9f00d11c5a", source: "https://github.com/acme/models")
        bump.http.on("GET", "/repos/acme/models/actions/runs", .json(#"{"message":"Bad credentials"}"#, status: 401))
        let warnings = try await plan(["image": BumpBench.new], on: bump).warnings
        #expect(warnings == ["How the run that built it ended is not known: GitHub rejected a request without credentials; renew it."])
    }

    @Test func aTokenThatMayNotWriteIsRefused() async throws {
        let bump = try await BumpBench()
        bump.http.on("GET", BumpBench.root, .json(#"{"full_name":"acme/infra-manifests","default_branch":"main","permissions":{"pull":true}}"#))
        #expect(
            try await refusal(["image": BumpBench.new], on: bump)
                == "nobody's token may not write to acme/infra-manifests. Set a token that may under [manifests] in config.toml.")
    }

    @Test func aFileThatIsNotThereIsRefused() async throws {
        let bump = try await BumpBench()
        bump.http.on("GET", BumpBench.file, .json(#"{"message":"Not Found"}"#, status: 404))
        #expect(
            try await refusal(["image": BumpBench.new], on: bump)
                == "acme/infra-manifests has no apps/iris/deployment.yaml on main. Set path in [[images]] of config.toml.")
    }
}
