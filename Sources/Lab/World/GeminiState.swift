/// Gemini: which models it serves, how it behaves, and whom it knows.
struct GeminiState: Sendable, Equatable {
    var behaviour = GeminiBehaviour.answering
    /// Between two pieces of a streamed answer, at the world's pace.
    var pause = Span.milliseconds(60)
    /// Service accounts that exist: address to public key, PEM.
    var accounts: [String: String] = [:]
    /// Access tokens that were given out, and when they end.
    var tokens: [String: Moment] = [:]

    /// Models that answer.
    static let models = ["gemini-3.1-flash-lite", "gemini-3.5-flash-lite"]
    /// Models that are still listed, but answer 404 to who did not use them before.
    static let retired = ["gemini-2.5-flash-lite"]
    /// Names that move without notice, and what they mean now.
    static let aliases = ["gemini-flash-lite-latest": "gemini-3.5-flash-lite"]
}

/// What Gemini does with a request that is otherwise in order.
enum GeminiBehaviour: String, Sendable, CaseIterable {
    /// Answers.
    case answering
    /// 404: every model is retired.
    case retired
    /// 429: the minute's quota of an API key.
    case quotaMinute = "quota-minute"
    /// 429: the day's quota, whose `retryDelay` misleads.
    case quotaDay = "quota-day"
    /// 429: the quota of this model is 0 in this project.
    case quotaZero = "quota-zero"
    /// 429 without any details: shared capacity of Vertex AI.
    case capacity
    /// 503: overloaded.
    case overloaded
    /// 403: the API is not enabled, or the account may not use it.
    case forbidden
    /// The connection ends in the middle of the answer.
    case cut
    /// An error object stands in the middle of the stream.
    case errorInStream = "error-in-stream"
    /// The prompt is blocked: 200 without candidates.
    case blocked
    /// The answer ends at its token limit.
    case maxTokens = "max-tokens"
}

/// A change of Gemini's side of the world.
enum GeminiCommand: Sendable, Equatable {
    case behave(GeminiBehaviour)
    /// Sets the time between two pieces of a stream.
    case pause(Span)
    /// A service account comes to be.
    case account(email: String, publicKey: String)
    /// A token was given out.
    case issue(token: String, until: Moment)
}

extension World {
    mutating func seedGemini() {}

    mutating func apply(_ command: GeminiCommand) {
        switch command {
        case .behave(let behaviour): gemini.behaviour = behaviour
        case .pause(let span): gemini.pause = span
        case .account(let email, let key): gemini.accounts[email] = key
        case .issue(let token, let end):
            gemini.tokens = gemini.tokens.filter { $0.value > now }
            gemini.tokens[token] = end
        }
    }
}
