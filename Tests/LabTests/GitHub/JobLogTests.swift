import Testing

@testable import Lab

/// Job logs: their form, and where the cause stands.
@Suite struct JobLogTests {
    private let github = Played(GitHubSite())
    private let token = ["authorization": "Bearer \(GitHubSite.token)", "user-agent": "tests", "host": "127.0.0.1:80"]

    /// The log of a run's job that holds a kind of step.
    private func log(of run: WorkflowRun, with work: Pipeline.Work) async throws -> String {
        let repository = try #require(await github.stage.read { $0.github.repositories.first })
        let job = try #require(run.schedule().first { $0.steps.contains { $0.work == work } })
        return String(decoding: JobLog(repository: repository, run: run, job: job).bytes(), as: UTF8.self)
    }

    private func runs() async throws -> [WorkflowRun] {
        try #require(await github.stage.read { $0.github.repositories.first?.runs })
    }

    @Test(arguments: PipelineFault.allCases.filter { !$0.cause.isEmpty })
    func theCauseStandsFarAboveTheEnd(_ fault: PipelineFault) async throws {
        let failed = try #require(try await runs().first { $0.fault == fault })
        let lines = try await log(of: failed, with: fault.work).split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.count > 1_000)
        let cause = try #require(fault.cause.first { !$0.isEmpty })
        let place = try #require(lines.lastIndex { $0.hasSuffix(cause) || $0.contains(cause) })
        #expect(lines.count - place > 250)
        #expect(place > 100)
        // The marked error says nothing but that there was one.
        let errors = lines.filter { $0.contains("##[error]") }
        #expect(errors.count == 1 && errors[0].hasSuffix("##[error]Process completed with exit code 1."))
        // The same job of a run that passed has all but the cause.
        let passed = try #require(try await runs().first { $0.fault == nil && $0.event == "push" })
        let other = try await log(of: passed, with: fault.work)
        #expect(!fault.cause.contains { !$0.isEmpty && $0.count > 30 && other.contains($0) })
        #expect(abs(other.split(separator: "\r\n").count - lines.count) < lines.count / 2)
    }

    @Test func aLogHasTheFormOfGitHubs() async throws {
        let run = try #require(try await runs().first)
        let text = try await log(of: run, with: .train)
        #expect(text.unicodeScalars.first == "\u{FEFF}")
        #expect(text.contains("##[group]Run python src/train.py\r\n"))
        #expect(text.contains("\u{1B}[36;1mpython src/train.py\u{1B}[0m"))
        #expect(text.contains("token: ***"))
        var last = ""
        for line in text.dropFirst().split(separator: "\r\n") {
            // 2026-11-23T14:03:07.0816283Z and a space: stamps never go back.
            let stamp = String(line.prefix(28))
            #expect(stamp.count == 28 && stamp.hasSuffix("Z") && stamp[stamp.index(stamp.startIndex, offsetBy: 19)] == ".")
            #expect(stamp >= last)
            last = stamp
        }
    }

    @Test func aLogIsFetchedFromAnotherHostByASignedLink() async throws {
        let failed = try #require(try await runs().first { $0.fault == .pytest })
        let job = failed.jobID(2)
        let answer = await github.ask("GET", "/repos/acme-ml/model-source/actions/jobs/\(job)/logs", token)
        #expect(answer.status == 302)
        let location = try #require(answer.header("location"))
        #expect(location.hasPrefix("http://localhost:80/"))
        let target = String(location.dropFirst("http://localhost:80".count))
        let log = await github.ask("GET", target)
        #expect(log.status == 200)
        #expect(log.header("content-type") == "text/plain; charset=utf-8")
        // Storage refuses who brings the API's token along.
        let refused = await github.ask("GET", target, token)
        #expect(refused.status == 403)
        #expect(refused.text.contains("<Code>AuthenticationFailed</Code>"))
        #expect(await github.ask("GET", target.replacing("sig=", with: "sig=0")).status == 403)
        await github.pass(.seconds(61))
        #expect(await github.ask("GET", target).text.contains("Signature not valid in the specified time frame."))
    }

    @Test func aJobThatRunsHasNoLogYet() async throws {
        await github.stage.apply(.github(.start(.batchAgain)))
        let run = try #require(try await runs().first)
        await github.pass(.seconds(30))
        #expect(await github.ask("GET", "/repos/acme-ml/model-source/actions/jobs/\(run.jobID(0))/logs", token).status == 404)
        await github.pass(.minutes(3))
        #expect(await github.ask("GET", "/repos/acme-ml/model-source/actions/jobs/\(run.jobID(0))/logs", token).status == 302)
    }
}
