import Testing

@testable import Lab

/// The lab's Gemini in both forms.
@Suite struct GeminiSiteTests {
    private let gemini = Played(GeminiSite())
    private let bearer = ["authorization": "Bearer \(GeminiSite.accessToken)", "content-type": "application/json"]
    private let key = ["x-goog-api-key": GeminiSite.key, "content-type": "application/json"]
    private let vertex = "/v1/projects/p/locations/global/publishers/google/models/"
    private let prompt =
        #"{"contents": [{"role": "user", "parts": [{"text": "[1] pod: OOMKilled, limit 256Mi\n[2] GET /metrics 200"}]}]}"#

    private func ask(_ path: String, _ headers: [String: String], _ body: String? = nil) async -> LabResponse {
        await gemini.stage.apply(.gemini(.pause(.zero)))
        return await gemini.ask("POST", path, headers, body: body ?? prompt)
    }

    private func events(_ bytes: [UInt8]) -> [JSON] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\r\n\r\n").compactMap { event in
            event.hasPrefix("data: ") ? JSON(parsing: Array(event.utf8.dropFirst(6))) : nil
        }
    }

    @Test func anAnswerStreamsAsEventsThatEndWithTheirReason() async throws {
        let response = await ask(vertex + "gemini-3.1-flash-lite:streamGenerateContent?alt=sse", bearer)
        #expect(response.header("content-type") == "text/event-stream")
        let events = events(await response.all(on: gemini.stage))
        #expect(events.count > 10)
        let finishes = events.map { $0["candidates"]?.elements?.first?["finishReason"]?.text }
        #expect(finishes.last == "STOP" && finishes.dropLast().allSatisfy { $0 == nil })
        // Counts grow; the last ones are the answer's.
        let counts = events.compactMap { $0["usageMetadata"]?["candidatesTokenCount"]?.int }
        #expect(counts == counts.sorted() && counts.count == events.count)
        #expect(events.allSatisfy { $0["modelVersion"]?.text == "gemini-3.1-flash-lite" })
        let text = events.compactMap { $0["candidates"]?.elements?.first?["content"]?["parts"]?.elements?.first?["text"]?.text }
            .joined()
        #expect(text.contains("1. **The container needs more memory than its limit allows"))
        // The same fields as on the wire.
        let recorded = try Fixture.text("gemini/streaming-success-basic-reply-short.txt")
        #expect(recorded.contains("}\r\n\r\ndata: "))
        let known = shape(try #require(self.events(Array(recorded.utf8)).last))
        #expect(known.subtracting(shape(try #require(events.last))).allSatisfy { $0.contains("candidatesTokensDetails") })
    }

    @Test func withoutEventsTheAnswerIsOneArray() async throws {
        let response = await ask("/v1beta/models/gemini-3.5-flash-lite:streamGenerateContent", key)
        #expect(response.header("content-type") == "application/json; charset=UTF-8")
        let bytes = await response.all(on: gemini.stage)
        let list = try #require(JSON(parsing: bytes)?.elements)
        #expect(list.last?["candidates"]?.elements?.first?["finishReason"]?.text == "STOP")
        #expect(String(decoding: bytes, as: UTF8.self).contains("}\n,\r\n{\n"))
    }

    @Test func oneAnswerComesWhole() async {
        let answer = await ask("/v1beta/models/gemini-3.5-flash-lite:generateContent", key).json
        #expect(answer["candidates"]?.elements?.first?["finishReason"]?.text == "STOP")
        let count = await ask("/v1beta/models/gemini-3.5-flash-lite:countTokens", key).json
        #expect(count["totalTokens"] == answer["usageMetadata"]?["promptTokenCount"])
    }

    /// Behaviour, product, and the recorded answer that it must be like.
    @Test(arguments: [
        ("quota-day", "dev", "dev-429-day-free-tier"), ("quota-minute", "dev", "dev-429-minute-tokens"),
        ("capacity", "vertex", "vertex-429-shared"), ("overloaded", "dev", "dev-503-high-demand"),
        ("forbidden", "dev", "dev-403-service-blocked"), ("retired", "dev", "dev-404-retired-new-users"),
        ("retired", "vertex", "vertex-404-new-wording"),
    ])
    func aRefusalIsLikeTheReportedOne(_ behaviour: String, _ product: String, _ id: String) async throws {
        await gemini.stage.apply(.gemini(.behave(try #require(GeminiBehaviour(rawValue: behaviour)))))
        let path = (product == "dev" ? "/v1beta/models/" : vertex) + "gemini-3.1-flash-lite:streamGenerateContent?alt=sse"
        let answer = await ask(path, product == "dev" ? key : bearer)
        let cases = try #require(try Fixture.json("gemini/errors.json")["cases"]?.elements)
        let reported = try #require(cases.first { $0["id"]?.text == id })
        #expect(answer.status == reported["httpStatus"]?.int.map(Int.init))
        let (mine, theirs) = (answer.json["error"], reported["body"]?["error"])
        #expect(mine?["status"] == theirs?["status"])
        #expect(mine?["message"]?.text?.prefix(40) == theirs?["message"]?.text?.prefix(40) || id.hasPrefix("dev-404"))
        let types = { (error: JSON?) in Set((error?["details"]?.elements ?? []).compactMap { $0["@type"]?.text }) }
        #expect(types(mine).isSubset(of: types(theirs)) && types(mine).isEmpty == types(theirs).isEmpty)
        let quotas = { (error: JSON?) in
            Set(
                (error?["details"]?.elements ?? []).flatMap { $0["violations"]?.elements ?? [] }.compactMap {
                    $0["quotaId"]?.text
                })
        }
        #expect(quotas(mine) == quotas(theirs))
    }

    @Test func aRefusedStreamWithoutEventsIsAListOfOne() async {
        await gemini.stage.apply(.gemini(.behave(.capacity)))
        let answer = await ask(vertex + "gemini-3.1-flash-lite:streamGenerateContent", bearer)
        #expect(answer.json.elements?.first?["error"]?["code"]?.int == 429)
    }

    @Test func theRetiredModelIsListedAndAnswers404() async {
        let list = await gemini.ask("GET", "/v1beta/models", key).json["models"]?.elements ?? []
        #expect(list.contains { $0["name"]?.text == "models/gemini-2.5-flash-lite" })
        let answer = await ask("/v1beta/models/gemini-2.5-flash-lite:generateContent", key)
        #expect(answer.status == 404)
        #expect(answer.json["error"]?["message"]?.text?.contains("no longer available to new users") == true)
        // A model that is not served in a region is the same 404 as one that does not exist.
        let region = "/v1/projects/p/locations/us-central1/publishers/google/models/gemini-3.1-flash-lite:generateContent"
        #expect(await ask(region, bearer).status == 404)
        let page = await ask("/v1/nowhere", bearer)
        #expect(page.status == 404 && page.header("content-type") == "text/html; charset=UTF-8")
    }

    @Test func credentialsOfTheOtherProductAreRefused() async {
        let model = "gemini-3.1-flash-lite:generateContent"
        #expect(await ask(vertex + model, key).json["error"]?["message"]?.text?.hasPrefix("API keys are not supported") == true)
        #expect(await ask(vertex + model, ["authorization": "Bearer old"]).status == 401)
        #expect(await ask(vertex + model, [:]).status == 401)
        #expect(await ask("/v1beta/models/" + model, [:]).status == 403)
        #expect(await ask("/v1beta/models/" + model, ["x-goog-api-key": "nope"]).status == 400)
        let both = key.merging(["authorization": "Bearer x"]) { $1 }
        #expect(
            await ask("/v1beta/models/" + model, both).json["error"]?["message"]?.text?.hasPrefix("Multiple authentication")
                == true)
    }

    @Test func anErrorCanStandInTheMiddleOfTheStream() async throws {
        await gemini.stage.apply(.gemini(.behave(.errorInStream)))
        let bytes = await ask(vertex + "gemini-3.1-flash-lite:streamGenerateContent?alt=sse", bearer).all(on: gemini.stage)
        let text = String(decoding: bytes, as: UTF8.self)
        let recorded = try Fixture.text("gemini/streaming-failure-error-mid-stream.txt")
        let start =
            "{\n  \"error\": {\n    \"code\": 499,\n    \"message\": \"The operation was cancelled.\",\n    \"status\": \"CANCELLED\""
        #expect(recorded.contains(start) && text.contains(start))
        #expect(events(bytes).allSatisfy { $0["candidates"]?.elements?.first?["finishReason"] == nil })
    }

    @Test func aStreamCanBeCut() async throws {
        await gemini.stage.apply(.gemini(.behave(.cut)))
        let response = await ask(vertex + "gemini-3.1-flash-lite:streamGenerateContent?alt=sse", bearer)
        guard case .stream(var source) = response.body else { throw CancellationError() }
        await #expect(throws: ConnectionCut.self) { while try await source.next(on: gemini.stage) != nil {} }
    }

    @Test func aBlockedPromptHasNoCandidates() async {
        await gemini.stage.apply(.gemini(.behave(.blocked)))
        let answer = await ask("/v1beta/models/gemini-3.5-flash-lite:generateContent", key)
        #expect(answer.status == 200)
        #expect(answer.json["candidates"] == nil)
        #expect(answer.json["promptFeedback"]?["blockReason"]?.text == "PROHIBITED_CONTENT")
    }

    @Test func aSmallLimitEndsTheAnswer() async {
        let body = prompt.dropLast() + #", "generationConfig": {"maxOutputTokens": 20}}"#
        let answer = await ask("/v1beta/models/gemini-3.5-flash-lite:generateContent", key, String(body)).json
        #expect(answer["candidates"]?.elements?.first?["finishReason"]?.text == "MAX_TOKENS")
    }

    @Test(arguments: [
        (#"{}"#, "contents is not specified"),
        (#"{"contents": [{"parts": [{"text": "x"}]}], "colour": 1}"#, "Unknown name \"colour\""),
        (#"{"contents": [{"role": "model", "parts": [{"text": "x"}]}]}"#, "must have the role \"user\""),
        (
            #"{"contents": [{"parts": [{"text": "x"}]}], "generationConfig": {"frequencyPenalty": 1}}"#,
            "Penalty is not enabled for this model"
        ),
    ])
    func aRequestThatTheModelDoesNotTakeIs400(_ body: String, _ message: String) async {
        let answer = await ask("/v1beta/models/gemini-3.5-flash-lite:generateContent", key, body)
        #expect(answer.status == 400)
        #expect(answer.json["error"]?["message"]?.text?.contains(message) == true)
    }
}
