import JSON
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct GeminiClientTests {
    private let http = ScriptedHTTP()
    private let time = HastyTime()
    private let request = ModelRequest(system: "You are an SRE.", prompt: "Why?")

    private func client(
        _ endpoint: GeminiEndpoint = .vertex(project: "my-project", location: "global"),
        _ change: (inout GeminiConfiguration) -> Void = { _ in }
    ) -> GeminiClient {
        var configuration = GeminiConfiguration(endpoint: endpoint)
        configuration.dataPermitted = true
        change(&configuration)
        var link = GeminiClient.linkConfiguration(configuration)
        link.credentials =
            endpoint == .developer
            ? SecretCredentials(name: "the API key from env:GEMINI_API_KEY", scheme: .header("x-goog-api-key")) { "AQ.secret" }
            : SecretCredentials(name: "the token") { "ya29.secret" }
        return GeminiClient(configuration, link: .scripted(link, http, time: time))
    }

    /// Text of the answer and its outcome.
    private func answer(_ client: GeminiClient) async throws -> (text: String, outcome: ModelOutcome?) {
        var text = ""
        var outcome: ModelOutcome?
        for try await event in client.answer(request) {
            switch event {
            case .text(let more): text += more
            case .finished(let end): outcome = end
            }
        }
        return (text, outcome)
    }

    private func recorded(_ name: String) throws -> ScriptedHTTP.Answer {
        .events(String(decoding: try Fixture.bytes("gemini/mock-firebase/\(name).txt"), as: UTF8.self))
    }

    private func failed(_ id: String) throws -> ScriptedHTTP.Answer {
        let entry = try #require(try Fixture.value("gemini/errors.json")["cases"].array.first { $0["id"].string == id })
        return .json(entry["body"].text, status: entry["httpStatus"].int ?? 0)
    }

    // MARK: Requests

    @Test func vertexIsAskedAtTheLocationsHostWithoutSamplingParameters() async throws {
        http.on("POST", ":streamGenerateContent", try recorded("vertexai/streaming-success-basic-reply-short"))
        let (text, outcome) = try await answer(client())
        #expect(!text.isEmpty)
        #expect(outcome != nil && outcome?.problem == nil)
        let request = try #require(http.last)
        #expect(
            request.url == "https://aiplatform.googleapis.com/v1/projects/my-project/locations/global/publishers/google/models/"
                + "gemini-3.1-flash-lite:streamGenerateContent?alt=sse")
        #expect(request.headers["Authorization"] == "Bearer ya29.secret")
        #expect(request.deadlines.answer == .seconds(30) && request.deadlines.idle == .seconds(30))
        #expect(
            try JSON.value(request.body ?? []) == [
                "systemInstruction": ["parts": [["text": "You are an SRE."]]],
                "contents": [["role": "user", "parts": [["text": "Why?"]]]],
                "generationConfig": ["maxOutputTokens": 4096, "thinkingConfig": ["thinkingLevel": "MINIMAL"]],
            ])
    }

    @Test(arguments: [
        ("global", "https://aiplatform.googleapis.com"), ("eu", "https://aiplatform.eu.rep.googleapis.com"),
        ("us", "https://aiplatform.us.rep.googleapis.com"), ("us-central1", "https://us-central1-aiplatform.googleapis.com"),
    ])
    func eachLocationHasItsHost(location: String, base: String) {
        #expect(GeminiEndpoint.vertex(project: "p", location: location).base == base)
    }

    @Test func aKeyIsSentInItsHeaderOnly() async throws {
        http.on("POST", ":streamGenerateContent", try recorded("googleai/streaming-success-basic-reply-short"))
        _ = try await answer(client(.developer))
        let request = try #require(http.last)
        #expect(
            request.url == "https://generativelanguage.googleapis.com/v1beta/models/gemini-3.1-flash-lite:streamGenerateContent?alt=sse")
        #expect(request.headers["x-goog-api-key"] == "AQ.secret")
        #expect(request.headers["Authorization"] == nil)
    }

    @Test func nothingIsSentWithAKeyWhoseTierIsNotSaidToBePermitted() async {
        await expect(
            sentence:
                "config.toml forbids sending data to Gemini with an API key: on the unpaid tier prompts are used for training and read "
                + "by people. If the key's project is billed, set data_permitted = true under [gemini]."
        ) { _ = try await answer(client(.developer) { $0.dataPermitted = false }) }
        #expect(http.requests.isEmpty)
    }

    @Test func parametersThatAreSetAreSent() throws {
        var configuration = GeminiConfiguration(endpoint: .developer)
        (configuration.temperature, configuration.topP, configuration.topK, configuration.thinking) = (0.3, 0.95, 40, nil)
        #expect(
            GeminiBody.generate(request, model: "m", configuration)["generationConfig"]
                == ["maxOutputTokens": 4096, "temperature": 0.3, "topP": 0.95, "topK": 40])
    }

    @Test(arguments: [
        ("gemini-3.1-flash-lite", "MINIMAL"), ("gemini-3.7-flash", "LOW"), ("gemini-3.8-flash", "LOW"), ("gemini-2.5-flash-lite", nil),
    ])
    func eachModelGetsAThinkingLevelThatItTakes(model: String, level: String?) {
        #expect(GeminiConfiguration(endpoint: .developer).thinking(for: model)?.rawValue == level)
    }

    @Test func tokensAreCountedByEachProductsOwnRequest() async throws {
        http.on("POST", ":countTokens", .bytes(try Fixture.bytes("gemini/mock-firebase/vertexai/unary-success-total-tokens.json")))
        #expect(try await client().countTokens(request) == 6)
        #expect(http.last?.text.hasPrefix(#"{"systemInstruction""#) == true)
        #expect(try await client(.developer).countTokens(request) == 6)
        #expect(http.last?.text.hasPrefix(#"{"generateContentRequest":{"systemInstruction""#) == true)
        #expect(http.last?.text.contains(#""model":"models/gemini-3.1-flash-lite""#) == true)
    }

    // MARK: Failures

    @Test func aGoneModelIsReplacedByTheNextConfiguredOne() async throws {
        http.on("POST", "gemini-3.1-flash-lite:streamGenerateContent", try failed("vertex-404-new-wording"))
        http.on("POST", "gemini-3.5-flash-lite:streamGenerateContent", try recorded("vertexai/streaming-success-basic-reply-short"))
        let (text, _) = try await answer(client())
        #expect(!text.isEmpty)
        #expect(http.requests.count == 2)
    }

    @Test func whenAllModelsAreGoneEachIsNamed() async throws {
        http.on("POST", ":streamGenerateContent", try failed("vertex-404-old-wording"))
        await expect(
            sentence: "Vertex AI refused (404): neither model \"gemini-3.1-flash-lite\" nor \"gemini-3.5-flash-lite\" answers in location "
                + "\"global\": they are retired, misspelt, not served there, or not open to this project. Set another model "
                + "under [gemini] in config.toml."
        ) { _ = try await answer(client()) }
    }

    @Test func usedUpCapacityIsAskedThreeTimesWithGrowingPauses() async throws {
        http.on("POST", ":streamGenerateContent", try failed("vertex-429-shared-array"))
        await #expect(throws: ServiceError.self) { _ = try await answer(client()) }
        #expect(http.requests.count == 3)
        #expect(time.waits == [.seconds(1), .seconds(2)])
    }

    @Test func anOverloadedModelAnswersTheSecondTime() async throws {
        http.on(
            "POST", ":streamGenerateContent", try failed("dev-503-high-demand"),
            try recorded("vertexai/streaming-success-basic-reply-short"))
        #expect(try await !answer(client()).text.isEmpty)
    }

    @Test(arguments: [
        "dev-429-day-free-tier", "dev-400-key-expired", "dev-403-leaked", "vertex-403-service-disabled", "dev-400-too-many-tokens",
    ])
    func whatNoWaitingMendsIsAskedOnce(id: String) async throws {
        http.on("POST", ":streamGenerateContent", try failed(id))
        await #expect(throws: ServiceError.self) { _ = try await answer(client(.developer)) }
        #expect(http.requests.count == 1)
    }

    @Test func aWrongLocationIsReadFromGooglesWebPage() async throws {
        let page = String(
            decoding: try Fixture.bytes("gemini/mock-firebase/vertexai/unary-failure-invalid-location-url-not-found.html"), as: UTF8.self)
        http.on("POST", ":streamGenerateContent", .text(page, status: 404, type: "text/html"))
        await expect(
            sentence:
                "Vertex AI refused (404): the location \"atlantis-1\" has no such address; set location under [gemini] in config.toml to "
                + "global, us, eu or a region such as us-central1."
        ) { _ = try await answer(client(.vertex(project: "p", location: "atlantis-1"))) }
    }

    @Test func anErrorInTheMiddleKeepsTheTextAndIsThrown() async throws {
        http.on("POST", ":streamGenerateContent", try recorded("vertexai/streaming-failure-error-mid-stream"))
        var text = ""
        await expect(sentence: "Vertex AI closed the connection in the middle of its answer.") {
            for try await case .text(let more) in client().answer(request) { text += more }
        }
        #expect(text == "First Second ")
        #expect(http.requests.count == 1)  // text was shown: nothing is asked again
    }

    @Test func anErrorAsAnEventIsAnErrorToo() async throws {
        http.on(
            "POST", ":streamGenerateContent",
            .events("data: {\"error\":{\"code\":500,\"message\":\"Internal error encountered.\",\"status\":\"INTERNAL\"}}\r\n\r\n"))
        await expect(sentence: "Vertex AI is failing (500): Internal error encountered.") { _ = try await answer(client()) }
        #expect(http.requests.count == 3)
    }

    @Test func anErrorBlockWithAGoodStatusIsAnError() async throws {
        http.on("POST", ":streamGenerateContent", try recorded("vertexai/streaming-failure-image-rejected"))
        await expect(sentence: "Vertex AI refused (400): Request contains an invalid argument.") { _ = try await answer(client()) }
    }

    @Test func anAnswerThatBreaksOffKeepsItsTextAndSaysSo() async throws {
        let start = "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"half\"}]}}]}\r\n\r\n"
        http.on("POST", ":streamGenerateContent", .broken(start))
        await expect(sentence: "Vertex AI closed the connection in the middle of an answer, after 7 bytes.") {
            for try await case .text(let more) in client().answer(request) { #expect(more == "half") }
        }
        // The same without an error of the connection: the messages alone tell.
        http.on("POST", ":streamGenerateContent", .events(start + "data: {\"candidates\":[{\"cont"))
        let (text, outcome) = try await answer(client())
        #expect(text == "half")
        #expect(outcome?.finishReason == "")
        #expect(outcome?.problem == "The answer was cut off: the connection ended before the model said it had finished.")
    }

    @Test func anEmptyAnswerIsAskedForOnceMore() async throws {
        http.on("POST", ":streamGenerateContent", try recorded("vertexai/streaming-failure-empty-content"))
        #expect(try await answer(client()).outcome?.problem == "The model answered nothing.")
        #expect(http.requests.count == 2)
    }

    @Test func aBlockedPromptIsAnOutcomeAndNotAskedAgain() async throws {
        http.on("POST", ":streamGenerateContent", try recorded("googleai/streaming-failure-prompt-blocked-safety"))
        #expect(try await answer(client()).outcome?.problem?.hasPrefix("The prompt was blocked (SAFETY)") == true)
        #expect(http.requests.count == 1)
    }

    @Test func somethingThatIsNoAnswerIsSaid() async throws {
        http.on("POST", ":streamGenerateContent", try recorded("vertexai/streaming-failure-invalid-json"))
        await expect(sentence: "Vertex AI answered something its API does not document: no usable \"candidates\".") {
            _ = try await answer(client())
        }
    }

    @Test func aSentinelFromAProxyIsIgnored() async throws {
        http.on(
            "POST", ":streamGenerateContent",
            .events("data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"finishReason\":\"STOP\"}]}\n\ndata: [DONE]\n\n"))
        let (text, outcome) = try await answer(client())
        #expect(text == "a" && outcome?.finishReason == "STOP" && outcome?.problem == nil)
    }

    @Test func messagesAsOneArrayAreReadAtTheEnd() async throws {
        http.on("POST", ":streamGenerateContent", .bytes(try Fixture.bytes("gemini/recorded-llm-gemini/prompt-0.response.json")))
        let (text, outcome) = try await answer(client())
        #expect(text == "Scoop")
        #expect(outcome != nil && outcome?.problem == nil)
    }

    @Test func leavingTheAnswerEndsTheRequest() async throws {
        let body = ScriptedBody()
        body.send("data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}\n\n")
        http.on("POST", ":streamGenerateContent", .stream(status: 200, headers: ["Content-Type": "text/event-stream"], body))
        for try await _ in client().answer(request) { break }
        try await eventually("the body was left") { body.isClosed }
    }

    @Test func noSentenceHoldsASecret() async throws {
        for entry in try Fixture.value("gemini/errors.json")["cases"].array {
            http.on("POST", ":streamGenerateContent", .json(entry["body"].text, status: entry["httpStatus"].int ?? 0))
            do { _ = try await answer(client(.developer)) } catch { #expect(!"\(error)".contains("secret")) }
        }
    }
}
