import Host
import Testing

@Suite struct SubprocessTests {
    private func run(_ script: String, _ change: (inout Subprocess) -> Void = { _ in }) async throws -> Subprocess.Result {
        var process = Subprocess(["sh", "-c", script], environment: ["PATH": "/usr/bin:/bin", "GREETING": "hello"])
        change(&process)
        return try await process.run()
    }

    @Test func givesBothOutputsAndTheStatus() async throws {
        let result = try await run("printf out; printf err >&2; exit 3")
        #expect(result.exitStatus == 3)
        #expect(result.output == Array("out".utf8))
        #expect(result.errors == Array("err".utf8))
    }

    @Test func theEnvironmentIsExactlyTheOneGiven() async throws {
        #expect(try await run("echo $GREETING; echo ${HOME-none}").output == Array("hello\nnone\n".utf8))
    }

    @Test func thereIsNoInputAndNoTerminal() async throws {
        #expect(try await run("cat; (exec </dev/tty) 2>/dev/null || printf none").output == Array("none".utf8))
    }

    @Test func ourDescriptorsStayOurs() async throws {
        let names = String(decoding: try await run("ls /proc/self/fd").output, as: UTF8.self).split(separator: "\n")
        #expect(names.count <= 4, "input, outputs, and the folder being listed: \(names)")
    }

    @Test func largeOutputsArriveWhole() async throws {
        let result = try await run("head -c 700000 /dev/zero; head -c 700000 /dev/zero >&2")
        #expect(result.output.count == 700_000)
        #expect(result.errors.count == 700_000)
    }

    @Test func tooMuchOutputEndsTheRun() async {
        await #expect(throws: SubprocessError.tooMuchOutput(program: "sh", limit: 1000)) {
            try await run("yes") { $0.limit = 1000 }
        }
    }

    @Test func theTimeoutKillsWhateverWasStarted() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        await #expect(throws: SubprocessError.timedOut(program: "sh", after: .milliseconds(100))) {
            try await run("sleep 900 & sleep 900") { $0.timeout = .milliseconds(100) }
        }
        #expect(clock.now - start < .seconds(600))
    }

    @Test func aDaemonLeftBehindIsNotWaitedFor() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        #expect(try await run("sleep 900 & echo done").output == Array("done\n".utf8))
        #expect(clock.now - start < .seconds(600))
    }

    @Test func cancellationKillsTheProgram() async throws {
        let task = Task { try await run("sleep 60") }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func aSignalIsNoExitStatus() async throws {
        let result = try await run("kill -TERM $$")
        #expect(result.exitStatus == nil)
        #expect(result.signal == 15)
    }

    @Test func whatCannotBeStartedIsSaid() async {
        await #expect(throws: SubprocessError.notFound("no-such-program")) {
            try await Subprocess(["no-such-program"], environment: ["PATH": "/bin"]).run()
        }
        await #expect(throws: SubprocessError.notStarted(program: "/etc/passwd", reason: "Permission denied")) {
            try await Subprocess(["/etc/passwd"], environment: [:]).run()
        }
    }
}
