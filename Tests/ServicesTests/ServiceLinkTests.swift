import Host
import JSON
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Services

/// Answers in turn, and keeps what was asked.
private final class Answers: HTTPClient {
    private let answers: Mutex<[Result<HTTPResponse, TransportError>]>
    let asked = Collector<HTTPRequest>()

    init(_ answers: Result<HTTPResponse, TransportError>...) { self.answers = Mutex(answers) }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        asked.add(request)
        return try answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }.get()
    }

    func stream(_ request: HTTPRequest) async throws -> HTTPStream {
        let response = try await send(request)
        let body = AsyncThrowingStream<[UInt8], any Error> {
            $0.yield(response.body)
            $0.finish()
        }
        return HTTPStream(status: response.status, headers: response.headers, body: body)
    }
}

/// A secret that can be replaced while it is in use.
private final class Secret: Sendable {
    let value = Mutex("old")
    func credentials() -> SecretCredentials {
        SecretCredentials(name: "the token from env:TOKEN") { self.value.withLock { $0 } }
    }
}

@Suite struct ServiceLinkTests {
    private let time = ManualTime(Timestamp(rfc3339: "2026-11-23T03:07:00Z") ?? Timestamp(milliseconds: 0))

    private func link(
        _ http: Answers, base: String = "http://127.0.0.1:30900", _ change: (inout ServiceLink.Configuration) -> Void = { _ in }
    )
        -> ServiceLink
    {
        var configuration = ServiceLink.Configuration(service: "Prometheus", base: base)
        change(&configuration)
        return ServiceLink(configuration, http: http, time: time, random: RandomSource { 0 })
    }

    private func answer(_ status: Int, _ body: String = "{}", _ headers: HTTPHeaders = ["Content-Type": "application/json"])
        -> Result<HTTPResponse, TransportError>
    { .success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8))) }

    private func sentence(_ answer: Result<HTTPResponse, TransportError>) async -> String {
        do {
            _ = try await link(Answers(answer)) { $0.attempts = 1 }.send("GET", "/api/v1/query", what: "query")
            return "no error"
        } catch { return "\(error)" }
    }

    @Test func thePathPrefixOfTheBaseIsKeptAndQueriesAreEncoded() async throws {
        let http = Answers(answer(200))
        _ = try await link(http, base: "https://host/prometheus/").send("GET", "/api/v1/query", query: [("query", "up{job=\"a+b\"} & 1")])
        #expect(http.asked.last?.url == "https://host/prometheus/api/v1/query?query=up%7Bjob%3D%22a%2Bb%22%7D%20%26%201")
    }

    @Test func anErrorIsTheServersSentenceInWhateverShape() async {
        #expect(await sentence(answer(422, #"{"status":"error","error":"parse error"}"#)) == "Prometheus refused (422): parse error")
        #expect(await sentence(answer(400, #""bad matcher format: x""#)) == "Prometheus refused (400): bad matcher format: x")
        #expect(await sentence(answer(403, #"{"message":"pods is forbidden"}"#)) == "Prometheus forbids query: pods is forbidden")
        #expect(
            await sentence(answer(500, "<html><title>Server Error</title>", ["Content-Type": "text/html"]))
                == "Prometheus is failing (500): server error")
        #expect(
            await sentence(answer(502, "up\u{1b}[31mstream", ["Content-Type": "text/plain"]))
                == "Prometheus is failing (502): up·[31mstream")
        #expect(await sentence(answer(404)) == "Prometheus has no query.")
        #expect(await sentence(answer(401)) == "Prometheus rejected a request without credentials; renew it.")
        #expect(
            await sentence(.failure(.noConnection(host: "127.0.0.1:30900", reason: "connection refused")))
                == "Prometheus did not answer at 127.0.0.1:30900: connection refused.")
    }

    @Test func aTimeToWaitIsTakenFromTheAnswer() async {
        let limited = answer(429, #"{"message":"slow down"}"#, ["Content-Type": "application/json", "Retry-After": "60"])
        #expect(await sentence(limited) == "Prometheus wants us to wait until 03:08:00Z: slow down")
    }

    @Test func aGetIsTriedAgainWhenAGatewayFailsAndAPostNever() async throws {
        let http = Answers(answer(503), answer(200))
        let link = link(http) { $0.attempts = 2 }
        async let response = link.send("GET", "/")
        try await eventually("it waits") { time.sleepers > 0 }
        time.advance(by: .seconds(1))
        #expect(try await response.status == 200)
        let posted = Answers(answer(503), answer(200))
        await #expect(throws: ServiceError.broken(service: "Prometheus", status: 503, sentence: "no reason given")) {
            try await self.link(posted).send("POST", "/")
        }
        #expect(posted.asked.all.count == 1)
    }

    @Test func aRejectedTokenIsFetchedAgainOnceAndNeverShown() async throws {
        let secret = Secret()
        let http = Answers(answer(200), answer(401), answer(200))
        let link = link(http) { $0.credentials = secret.credentials() }
        _ = try await link.send("GET", "/")
        secret.value.withLock { $0 = "new" }
        _ = try await link.send("GET", "/")
        #expect(http.asked.all.map { $0.headers["Authorization"] } == ["Bearer old", "Bearer old", "Bearer new"])
        let refusing = Answers(answer(401, #"{"message":"bad old"}"#))
        await #expect(throws: ServiceError.unauthorised(service: "Prometheus", credential: "the token from env:TOKEN")) {
            try await self.link(refusing) { $0.credentials = secret.credentials() }.send("GET", "/")
        }
    }

    @Test func anUnchangedAnswerIsNotSentAgainAndDoesNotCount() async throws {
        let tagged: HTTPHeaders = ["Content-Type": "application/json", "ETag": "W/\"abc\""]
        let http = Answers(answer(200, #"{"a":1}"#, tagged), .success(HTTPResponse(status: 304)))
        let link = link(http)
        _ = try await link.send("GET", "/runs", conditional: true)
        let second = try await link.send("GET", "/runs", conditional: true)
        #expect(http.asked.last?.headers["If-None-Match"] == "W/\"abc\"")
        #expect(String(decoding: second.body, as: UTF8.self) == #"{"a":1}"#)
        #expect(link.usage.requests == 2)
        #expect(link.usage.counted == 1)
    }

    @Test func aRedirectIsFollowedAndCredentialsStayHome() async throws {
        let http = Answers(
            answer(301, "", ["Location": "/repositories/7/runs"]), answer(302, "", ["Location": "http://blobs:1/log?sig=x"]), answer(200))
        let link = link(http) {
            $0.followsRedirects = true
            $0.credentials = Secret().credentials()
            $0.headers = ["X-GitHub-Api-Version": "2022-11-28"]
            $0.route.certificate = [1]
        }
        _ = try await link.send("GET", "/repos/old/name/runs")
        #expect(http.asked.all.map(\.url).dropFirst() == ["http://127.0.0.1:30900/repositories/7/runs", "http://blobs:1/log?sig=x"])
        #expect(http.asked.all.map { $0.headers["Authorization"] } == ["Bearer old", "Bearer old", nil])
        #expect(http.asked.all.map { $0.headers["X-GitHub-Api-Version"] != nil } == [true, true, false])
        #expect(http.asked.all.map { $0.route.certificate != nil } == [true, true, false])
    }

    @Test func theCapOnRequestsAMinuteIsOurOwnSentence() async throws {
        let link = link(Answers(answer(200))) { $0.requestsPerMinute = 2 }
        for _ in 1...2 { _ = try await link.send("GET", "/") }
        let error = await #expect(throws: ServiceError.self) { try await link.send("GET", "/") }
        #expect(
            error?.description == "Prometheus is at our own cap of 2 requests a minute (config.toml); it is asked again at 03:08:00Z.")
        time.advance(by: .seconds(60))
        #expect(try await link.send("GET", "/").status == 200)
    }

    @Test func theCapOnBytesAMinuteSaysWhenItGoesOn() async throws {
        let link = link(Answers(answer(200, String(repeating: "x", count: 700 << 10)))) { $0.bytesPerMinute = 1 << 20 }
        _ = try await link.send("GET", "/")
        time.advance(by: .seconds(20))
        _ = try await link.send("GET", "/")
        #expect(link.usage.bytesLastMinute == 1400 << 10)
        let error = await #expect(throws: ServiceError.self) { try await link.send("GET", "/") }
        #expect(error?.description == "Prometheus is at our own cap of 1 MiB a minute (config.toml); it is asked again at 03:08:00Z.")
        time.advance(by: .seconds(40))
        #expect(try await link.send("GET", "/").status == 200, "the first answer is a minute old")
    }

    @Test func aStreamThatGoesOverTheCapOnBytesEndsSayingSo() async throws {
        let http = ScriptedHTTP(.pieces(Array(repeating: String(repeating: "x", count: 400 << 10), count: 5)))
        var configuration = ServiceLink.Configuration(service: "k3d", base: "http://127.0.0.1:6443")
        configuration.bytesPerMinute = 1 << 20
        let link = ServiceLink(configuration, http: http, time: time)
        let stream = try await link.stream("GET", "/log", idle: .seconds(20))
        var pieces = 0
        let error = await #expect(throws: ServiceError.self) { for try await _ in stream.body { pieces += 1 } }
        #expect(pieces == 2)
        #expect(error?.description == "k3d is at our own cap of 1 MiB a minute (config.toml); it is asked again at 03:08:00Z.")
        await #expect(throws: ServiceError.self) { try await link.stream("GET", "/log", idle: .seconds(20)) }
    }

    @Test func whatOneLargeClusterAsksForStaysBelowTheCap() async throws {
        let meter = Meter(Meter.Caps(requestsPerMinute: 600, bytesPerMinute: ServiceLink.Configuration(service: "", base: "").bytesPerMinute))
        // Pods, events, deployments and nodes of 50,000 pods, listed twice within a minute.
        for _ in 0..<2 { meter.finished(status: 200, bytes: 400_000_000, at: .seconds(1)) }
        guard case .now = meter.admit(at: .seconds(2)) else {
            Issue.record("the cap is reached")
            return
        }
    }

    @Test func theServersClockIsComparedWithOurs() async throws {
        let link = link(Answers(answer(200, "{}", ["Date": "Mon, 23 Nov 2026 03:12:00 GMT"])))
        _ = try await link.send("GET", "/")
        #expect(link.usage.clockOffset == .seconds(300))
    }

    @Test func anHtmlPageIsNotReadAsJson() async {
        struct Anything: Readable { init(_ json: Element) {} }
        let link = link(Answers(answer(200, "<html>", ["Content-Type": "text/html"])))
        await #expect(throws: ServiceError.malformed(service: "Prometheus", what: "an HTML page where its API answers JSON")) {
            try await link.get("/", as: Anything.self)
        }
    }
}
