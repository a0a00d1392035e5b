import Host
import Services
import TestSupport
import Testing
import Transport

@testable import Feeds

/// A log as it is read on over broken connections. The server repeats what it has of the second it is asked from, as the kubelet does.
@Suite struct LogFollowerTests {
    private let http = ScriptedHTTP()
    private let time = ManualTime()
    private static let path = "/api/v1/namespaces/ml-apps/pods/iris"

    private func follower(uid: String = "u1") -> LogFollower {
        var configuration = ServiceLink.Configuration(service: "k3d", base: "https://k3d:6443")
        configuration.attempts = 1
        let client = KubernetesClient(ServiceLink(configuration, http: http, time: time, random: RandomSource { 0.5 }))
        var request = LogRequest(container: "server")
        request.tail = 100
        return LogFollower(
            client: client, namespace: "ml-apps", pod: "iris", uid: uid, request: request, time: time, random: RandomSource { 0.5 })
    }

    /// All that is read, with time passing while the follower waits.
    private func read(_ follower: LogFollower) async throws -> [String] {
        // Time passes only when nothing else has moved for a while: an answer that is under way must not meet its deadline.
        let clock = Task { [time, http] in
            var seen = (sleepers: 0, requests: 0), still = 0
            while !Task.isCancelled {
                let now = (time.sleepers, http.requests.count)
                still = now == seen ? still + 1 : 0
                seen = now
                if still > 2000, now.0 > 0 {
                    time.advance(by: .milliseconds(250))
                    still = 0
                }
                await Task.yield()
            }
        }
        defer { clock.cancel() }
        var said: [String] = []
        while let piece = try await follower.next() {
            switch piece {
            case .lines(let bytes): said += String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
            case .note(let note): said.append("* " + note)
            }
        }
        return said
    }

    private func pod(_ state: String, uid: String = "u1", last: String = "{}") -> ScriptedHTTP.Answer {
        .json(
            """
            {"metadata":{"uid":"\(uid)","name":"iris","namespace":"ml-apps"},"spec":{"containers":[{"name":"server"}]},
             "status":{"phase":"Running","containerStatuses":[{"name":"server","state":\(state),"lastState":\(last)}]}}
            """)
    }

    private static let killed = #"{"terminated":{"exitCode":137,"reason":"OOMKilled","finishedAt":"2026-11-23T03:12:06Z"}}"#

    private func cut(_ text: String) -> ScriptedHTTP.Answer {
        let body = ScriptedBody()
        body.send(text)
        body.fail(TransportError.cut(host: "k3d", received: text.utf8.count))
        return .stream(status: 200, headers: [:], body)
    }

    private var logQueries: [String] {
        http.requests.map(\.url).filter { $0.contains("/log?") }.map { String($0.split(separator: "?").last ?? "") }
    }

    @Test func aCutLogIsReadOnFromTheLastSecondWithoutADoubleOrALostLine() async throws {
        http.on(
            "GET", Self.path + "/log",
            cut("2026-11-23T03:12:04.9Z one\n2026-11-23T03:12:05.1Z two\n2026-11-23T03:12:05.1Z two\n2026-11-23T03:12:05.2Z thr"),
            .pieces([
                "2026-11-23T03:12:05.1Z two\n2026-11-23T03:12:05.1Z two\n2026-11-23T03:12:05.2Z three\n",
                "2026-11-23T03:12:05.2Z three\n2026-11-23T03:12:06Z four\n",
            ]), .pieces(["2026-11-23T03:12:06Z four\n"]))
        http.on("GET", Self.path, pod(#"{"running":{"startedAt":"2026-11-23T03:00:00Z"}}"#), pod(Self.killed))

        let said = try await read(follower())
        #expect(
            said == [
                "2026-11-23T03:12:04.9Z one", "2026-11-23T03:12:05.1Z two", "2026-11-23T03:12:05.1Z two",
                "* The log's connection was lost: k3d closed the connection in the middle of an answer, after 107 bytes. "
                    + "Asking again until it answers.",
                "* Reading on from 03:12:05Z.", "2026-11-23T03:12:05.2Z three", "2026-11-23T03:12:05.2Z three", "2026-11-23T03:12:06Z four",
                "* The container has ended (OOMKilled, exit status 137, at 03:12:06Z): its log ends here.",
            ])
        #expect(
            logQueries == [
                "container=server&follow=true&tailLines=100&timestamps=true",
                "container=server&follow=true&timestamps=true&sinceTime=2026-11-23T03%3A12%3A05Z",
                "container=server&timestamps=true&sinceTime=2026-11-23T03%3A12%3A06Z",
            ])
    }

    @Test func whatARunWroteLastIsReadFromTheRunBeforeOnceItRunsAgain() async throws {
        http.on(
            "GET", Self.path + "/log", cut("2026-11-23T03:12:05Z one\n"),
            .pieces(["2026-11-23T03:12:05Z one\n2026-11-23T03:12:06Z killed by me"]))
        http.on("GET", Self.path, pod(#"{"running":{"startedAt":"2026-11-23T03:12:20Z"}}"#, last: Self.killed))
        let said = try await read(follower())
        #expect(said.dropLast() == ["2026-11-23T03:12:05Z one", "2026-11-23T03:12:06Z killed by me"])
        #expect(
            said.last
                == "* The container has ended (OOMKilled, exit status 137, at 03:12:06Z) and runs again since 03:12:20Z: "
                + "the log of this run ends here. Open the log again to follow the new one.")
        #expect(logQueries.last == "container=server&previous=true&timestamps=true&sinceTime=2026-11-23T03%3A12%3A05Z")
    }

    @Test func aPodThatHasGoneEndsTheLogInWords() async throws {
        http.on("GET", Self.path + "/log", cut("2026-11-23T03:12:05Z one\n"))
        http.on("GET", Self.path, .json("{}", status: 404))
        #expect(try await read(follower()) == ["2026-11-23T03:12:05Z one", "* The pod has gone: its log ends here."])
        http.on("GET", Self.path, pod(#"{"running":{}}"#, uid: "u2"))
        #expect(try await read(follower()).last == "* The pod has gone, and another of its name has taken its place: this log ends here.")
    }

    @Test func aServerThatDoesNotAnswerIsAskedAtMostEightSecondsApart() async throws {
        let refused = ScriptedHTTP.Answer.failure(TransportError.noConnection(host: "k3d:6443", reason: "connection refused"))
        let asked = Collector<Duration>()
        let script = ScriptedHTTP { [time] request in
            if request.url.contains("/log?") { return .pieces(["2026-11-23T03:12:05Z one\n"]) }
            asked.add(time.uptime())
            return asked.all.count > 12 ? .json("{}", status: 404) : refused
        }
        let client = KubernetesClient(
            ServiceLink(ServiceLink.Configuration(service: "k3d", base: "https://k3d:6443"), http: script, time: time))
        let follower = LogFollower(
            client: client, namespace: "ml-apps", pod: "iris", uid: "u1", request: LogRequest(container: "server"), time: time)
        let said = try await read(follower)
        #expect(said.count == 3, "the loss is said once: \(said)")
        let gaps = zip(asked.all.dropFirst(), asked.all).map { $0 - $1 }
        #expect(gaps.allSatisfy { $0 <= .seconds(8) }, "\(gaps)")
        #expect(gaps.contains { $0 > .seconds(3) }, "not in a tight loop")
    }

    @Test func aSilentConnectionIsGivenUpWhenTheServerDoesNotAnswerAProbe() async throws {
        let silent = ScriptedBody()
        silent.send("2026-11-23T03:12:05Z one\n")
        http.on("GET", Self.path + "/log", .stream(status: 200, headers: [:], silent), .pieces(["2026-11-23T03:12:09Z two\n"]))
        http.on("GET", "/version", .json(#"{"gitVersion":"v1.33"}"#), .silence)
        http.on("GET", Self.path, pod(#"{"running":{"startedAt":"2026-11-23T03:00:00Z"}}"#), pod(Self.killed))
        let said = try await read(follower())
        #expect(said[1].hasPrefix("* The log's connection was lost: k3d did not answer"))
        #expect(said.contains("2026-11-23T03:12:09Z two"))
        #expect(silent.isClosed)
        #expect(http.requests.count { $0.url.hasSuffix("/version") } == 2, "a server that answers is not given up")
    }

    @Test func aRefusalAtTheStartIsTheAnswer() async throws {
        let sentence = #"container \"server\" in pod \"iris\" is waiting to start: ContainerCreating"#
        http.on("GET", Self.path + "/log", .json(#"{"kind":"Status","message":"\#(sentence)"}"#, status: 400))
        let error = await #expect(throws: ServiceError.self) { try await read(follower()) }
        #expect(error?.description == #"k3d refused (400): container "server" in pod "iris" is waiting to start: ContainerCreating"#)
    }
}
