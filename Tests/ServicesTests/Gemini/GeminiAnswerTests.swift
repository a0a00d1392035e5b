import JSON
import Testing

@testable import Services

@Suite struct GeminiAnswerTests {
    @Test func theAnswerIsTheTextWithoutTheThoughts() throws {
        let (text, outcome) = try recorded("gemini/recorded-llm-gemini/prompt-0.response.json")
        #expect(text == "Scoop")
        #expect(outcome.model == "gemini-3.6-flash")
        #expect(outcome.finishReason == "STOP")
        #expect(outcome.problem == nil)
        // Cumulative: the last message's counts, not their sum.
        #expect(outcome.promptTokens == 11)
        #expect(outcome.answerTokens == 2)
        #expect(outcome.thoughtTokens == 291)
    }

    @Test(arguments: [
        ("streaming-failure-prompt-blocked-safety", "SAFETY", "The prompt was blocked (SAFETY)."),
        (
            "streaming-failure-prompt-blocked-safety-with-message", "SAFETY",
            "The prompt was blocked (SAFETY): Reasons"
        ),
        ("streaming-failure-finish-reason-safety", "SAFETY", "The answer was stopped by a safety filter."),
        ("streaming-failure-recitation-no-content", "RECITATION", "The answer was stopped because it repeated published text."),
        ("streaming-failure-unknown-finish-enum", "FAKE_ENUM", "The model stopped (FAKE_ENUM)."),
        ("streaming-failure-empty-content", "", "The model answered nothing."),
    ])
    func anAnswerThatStoppedSaysWhy(name: String, reason: String, problem: String) throws {
        let (_, outcome) = try streamed("vertexai/\(name)")
        #expect(outcome.finishReason == reason)
        #expect(outcome.problem == problem)
    }

    @Test func everySuccessfulStreamEndsWithoutAProblem() throws {
        for folder in ["googleai", "vertexai"] {
            for name in try Fixture.names(in: "gemini/mock-firebase/\(folder)") where name.hasPrefix("streaming-success") {
                guard !name.contains("function-call"), !name.contains("finish-message") else { continue }
                guard !name.contains("quotes-escaped") else { continue }  // saved without its last message
                let (text, outcome) = try streamed("\(folder)/\(name.dropLast(4))")
                #expect(!text.isEmpty, "\(name)")
                #expect(outcome.problem == nil, "\(name): \(outcome.problem ?? "")")
            }
        }
    }

    @Test func textThatWasCutOffIsNotAnAnswer() throws {
        var answer = GeminiAnswer(to: ModelRequest(system: "", prompt: ""), model: "m")
        _ = answer.add(try GeminiChunk(json: #"{"candidates":[{"content":{"parts":[{"text":"half of"}]}}]}"#))
        let outcome = answer.finished()
        #expect(outcome.finishReason == "")
        #expect(outcome.problem == "The answer was cut off: the connection ended before the model said it had finished.")
    }

    @Test func aBudgetSpentOnThinkingSaysSo() throws {
        var request = ModelRequest(system: "", prompt: "")
        request.maxOutputTokens = 64
        var answer = GeminiAnswer(to: request, model: "m")
        _ = answer.add(
            try GeminiChunk(json: #"{"candidates":[{"finishReason":"MAX_TOKENS"}],"usageMetadata":{"thoughtsTokenCount":64}}"#))
        #expect(
            answer.finished().problem
                == "The model spent all 64 tokens on thinking and wrote nothing; raise the limit under [gemini] in config.toml.")
    }

    @Test func controlCharactersOfTheModelAreMadeHarmless() throws {
        var answer = GeminiAnswer(to: ModelRequest(system: "", prompt: ""), model: "m")
        let text = answer.add(try GeminiChunk(json: #"{"candidates":[{"content":{"parts":[{"text":"a\u001b[31mb\nc"}]}}]}"#))
        #expect(text == "a·[31mb\nc")
    }

    @Test func aMessageThatIsNoneIsAnError() {
        #expect(throws: JSONError.missing("candidates")) { try GeminiChunk(json: #"{"this":[{"is":"not an answer"}]}"#) }
    }

    /// Folds a recorded array of messages.
    private func recorded(_ path: String) throws -> (String, ModelOutcome) {
        var answer = GeminiAnswer(to: ModelRequest(system: "", prompt: ""), model: "asked")
        let chunks = try JSON.with(Fixture.bytes(path)) { try $0.array.map { try GeminiChunk($0) } }
        return (chunks.compactMap { answer.add($0) }.joined(), answer.finished())
    }

    /// Folds a recorded stream.
    private func streamed(_ name: String) throws -> (String, ModelOutcome) {
        var parser = EventStreamParser(limit: 1 << 20)
        let bytes = try Fixture.bytes("gemini/mock-firebase/\(name).txt")
        let items = try parser.add(bytes) + parser.finish()
        var answer = GeminiAnswer(to: ModelRequest(system: "", prompt: ""), model: "asked")
        var text = ""
        for case .data(let data) in items { text += answer.add(try JSON.read(GeminiChunk.self, from: data)) ?? "" }
        return (text, answer.finished())
    }
}
