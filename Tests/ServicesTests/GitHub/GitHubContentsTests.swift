import Host
import JSON
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct GitHubContentsTests {
    private let http = ScriptedHTTP()
    private var client: GitHubClient { GitHubClient(.scripted(GitHubClient.configuration(), http)) }
    private let path = "applications/iris classifier/deployment.yaml"
    private let text = "kind: Deployment\n"

    @Test func aFileComesWithTheGuardForChangingIt() async throws {
        let sha = Digest.gitBlob(Array(text.utf8))
        // GitHub breaks base64 into lines.
        http.on(
            "GET", "/contents/applications/iris%20classifier/deployment.yaml",
            .json(#"{"type":"file","encoding":"base64","size":17,"sha":"\#(sha)","content":"a2luZDog\nRGVwbG95\nbWVudAo=\n"}"#))
        let file = try await client.file(path, in: "ana/infra", ref: "main")
        #expect(String(decoding: file.bytes, as: UTF8.self) == text)
        #expect(file.sha == sha)
        #expect(http.last?.url.hasSuffix("deployment.yaml?ref=main") == true)
    }

    @Test func aFileOverAMegabyteIsAskedForAsItIs() async throws {
        let bytes = [UInt8](repeating: 0x61, count: 1_100_000)
        http.on(
            "GET", "/contents/big.yaml",
            .json(#"{"type":"file","encoding":"none","size":1100000,"sha":"\#(Digest.gitBlob(bytes))","content":""}"#), .bytes(bytes))
        #expect(try await client.file("big.yaml", in: "ana/infra").bytes == bytes)
        #expect(http.last?.headers.all("Accept") == ["application/vnd.github.raw+json"])
    }

    @Test func aFileThatChangesWhileItIsReadIsNotHandedOn() async {
        http.on("GET", "/contents/a", .json(#"{"type":"file","encoding":"base64","size":1,"sha":"1f","content":"YQ=="}"#))
        await expect(
            sentence:
                "GitHub answered something its API does not document: a with another content than its hash says: it changed while it was read."
        ) { _ = try await client.file("a", in: "ana/infra") }
        http.on("GET", "/contents/a", .json(#"[{"type":"file","name":"b"}]"#))
        await expect(sentence: #"GitHub answered something its API does not document: no usable "content: a is no file"."#) {
            _ = try await client.file("a", in: "ana/infra")
        }
    }

    @Test func aCommitNamesWhatItReplaces() async throws {
        let recorded = try Fixture.value("github/create-file.json").array[0]
        http.on("PUT", "/contents/test.txt", .json(recorded["response"].text, status: 201))
        let commit = try await client.commit(
            Array("Test content".utf8), to: "test.txt", in: "octokit-fixture-org/create-file", branch: "main", replacing: "1f",
            message: "create test.txt", author: GitIdentity(name: "Ana", email: "ana@example.org"))
        #expect(commit.sha == Digest.gitBlob(Array("Test content".utf8)))
        #expect(commit.commit == "0000000000000000000000000000000000000002")
        #expect(commit.committed?.rfc3339 == "2017-10-10T16:00:00Z")
        #expect(
            http.last?.text
                == #"{"message":"create test.txt","content":"VGVzdCBjb250ZW50","branch":"main","sha":"1f","author":{"name":"Ana","email":"ana@example.org"}}"#
        )
    }

    @Test(arguments: [
        (409, "test.txt does not match 1f", "conflict"),
        (409, "is at 0000002 but expected 0000001", "conflict"),
        (422, #"Invalid request.\n\n\"sha\" wasn't supplied."#, "conflict"),
        (409, "Changes must be made through a pull request.", "refused"),
        (409, "Repository rule violations found", "refused"),
        (422, "Invalid request.", "refused"), (403, "Resource not accessible", "refused"), (502, "Bad gateway", "unanswered"),
    ])
    func aChangeByAnotherIsAConflictAndAProtectedBranchIsNot(status: Int, message: String, meaning: String) async {
        http.on("PUT", "/contents/test.txt", .json(#"{"message":"\#(message)"}"#, status: status))
        do throws(WriteFailure) {
            _ = try await client.commit([], to: "test.txt", in: "ana/infra", branch: "main", replacing: "1f", message: "bump")
            Issue.record("it was accepted")
        } catch {
            #expect("\(error)".isEmpty == false)
            switch error {
            case .conflict: #expect(meaning == "conflict")
            case .refused: #expect(meaning == "refused")
            case .unanswered: #expect(meaning == "unanswered")
            case .notSent: Issue.record("it was sent")
            }
        }
        #expect(http.requests.count == 1)
    }

    @Test func aLostCommitIsLookedForByFileAndTime() async throws {
        http.on(
            "GET", "/repos/ana/infra/commits",
            .json(#"[{"sha":"5be1","html_url":"https://github.com/ana/infra/commit/5be1","commit":{"message":"bump"}}]"#))
        let since = Timestamp(rfc3339: "2026-11-23T03:00:00Z")
        let commits = try await client.commits(of: "ana/infra", branch: "main", path: "a/b.yaml", since: since)
        #expect(commits.map(\.message) == ["bump"])
        #expect(http.last?.url.hasSuffix("/commits?per_page=100&sha=main&path=a%2Fb.yaml&since=2026-11-23T03%3A00%3A00Z") == true)
    }
}
