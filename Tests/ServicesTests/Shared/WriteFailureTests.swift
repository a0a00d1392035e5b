import Host
import JSON
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct WriteFailureTests {
    private let http = ScriptedHTTP()
    private var link: ServiceLink { .scripted(.init(service: "GitHub", base: "https://api.github.com"), http) }

    private func failure(_ answer: ScriptedHTTP.Answer) async -> WriteFailure? {
        http.on("POST", "/dispatches", answer)
        do {
            _ = try await link.write("POST", "/dispatches", body: ["ref": "main"], what: "workflow ci.yml")
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        (TransportError.unknownHost("api.github.com"), false), (.noConnection(host: "h", reason: "connection refused"), false),
        (.timedOut(host: "h", waiting: "connection", after: .seconds(5)), false),
        (.timedOut(host: "h", waiting: "answer", after: .seconds(15)), true),
        (.noConnection(host: "h", reason: "the connection was reset"), true),
        (.noConnection(host: "h", reason: "the connection was closed without an answer"), true), (.cut(host: "h", received: 3), true),
        (.tls(host: "h", reason: "the certificate has expired"), true), (.notHTTP(host: "h"), true),
    ])
    func onlyWhatSurelyDidNotLeaveIsCalledNotSent(error: TransportError, mayHaveHappened: Bool) async {
        let failure = await failure(.failure(error))
        #expect(failure?.mayHaveHappened == mayHaveHappened)
        #expect(http.requests.count == 1, "a write is never sent twice")
    }

    @Test(arguments: [
        (400, "refused"), (403, "refused"), (404, "refused"), (422, "refused"), (429, "refused"), (409, "conflict"), (412, "conflict"),
        (500, "unanswered"), (502, "unanswered"), (503, "unanswered"), (504, "unanswered"), (302, "refused"),
    ])
    func eachStatusMeansOneThing(status: Int, meaning: String) async {
        let failure = await failure(.json(#"{"message":"no"}"#, status: status))
        let name =
            switch failure {
            case .notSent: "notSent"
            case .refused: "refused"
            case .conflict: "conflict"
            case .unanswered: "unanswered"
            case nil: "done"
            }
        #expect(name == meaning)
        #expect(http.requests.count == 1)
    }

    @Test func theSentencesSayWhatItMeans() async {
        #expect(
            await failure(.failure(TransportError.noConnection(host: "api.github.com:443", reason: "connection refused")))?.description
                == "GitHub did not answer at api.github.com:443: connection refused. Nothing was sent.")
        #expect(
            await failure(.failure(TransportError.cut(host: "h", received: 0)))?.description
                == "GitHub closed the connection in the middle of an answer, after 0 bytes. It was sent, and whether it was done is not known.")
        #expect(
            await failure(.json(#"{"message":"a.yaml does not match 1f"}"#, status: 409))?.description
                == "GitHub refused (409): a.yaml does not match 1f. Nothing was changed; look at it again first.")
    }

    @Test func aWriteThatIsNotWaitedForMayHaveHappened() async throws {
        http.on("POST", "/dispatches", .silence)
        let link = link
        let task = Task { () -> WriteFailure? in
            do throws(WriteFailure) {
                _ = try await link.write("POST", "/dispatches", what: "workflow ci.yml")
                return nil
            } catch {
                return error
            }
        }
        try await eventually("the request is under way") { http.requests.count == 1 }
        task.cancel()
        #expect(await task.value?.mayHaveHappened == true)
    }

    @Test func aWriteIsSentOnToARenamedPlaceWithItsBody() async throws {
        var configuration = ServiceLink.Configuration(service: "GitHub", base: "https://api.github.com")
        configuration.followsRedirects = true
        http.on("POST", "/old", .status(307, headers: ["Location": "https://api.github.com/new"]))
        http.on("POST", "/new", .json("{}"))
        _ = try await ServiceLink.scripted(configuration, http).write("POST", "/old", body: ["a": 1], what: "it")
        #expect(http.last?.text == #"{"a":1}"#)
    }

    @Test func whatACallerGaveForOneHostDoesNotGoOnToAnother() async throws {
        var configuration = ServiceLink.Configuration(service: "ghcr.io", base: "https://ghcr.io")
        configuration.followsRedirects = true
        http.on("GET", "/blob", .status(307, headers: ["Location": "https://storage.example/blob"]), .json("{}"))
        _ = try await ServiceLink.scripted(configuration, http).send("GET", "/blob", headers: ["Authorization": "Bearer t", "Accept": "x"])
        #expect(http.requests.map { $0.headers["Authorization"] } == ["Bearer t", nil])
        #expect(http.last?.headers["Accept"] == "x")
    }
}
