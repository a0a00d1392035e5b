import JSON

/// One message of an answer: part of a stream, or the whole. Every member may be missing.
/// <https://ai.google.dev/api/generate-content#generatecontentresponse>
struct GeminiChunk: Readable, Equatable {
    /// Text of the first candidate, without the thought summaries.
    var text = ""
    /// Whether there was a candidate at all; a blocked prompt has none.
    var hasCandidate = false
    /// `STOP`, `MAX_TOKENS`, … as text, since new values appear; some servers repeat `STOP` on every message.
    var finishReason: String?
    /// Words for `OTHER`.
    var finishMessage: String?
    /// Why the prompt was blocked, with words where the product gives any.
    var blockReason: String?, blockMessage: String?
    /// Tokens so far: cumulative, so the last one counts.
    var usage: Usage?
    /// The model that answered; not always the one asked.
    var model: String?

    struct Usage: Equatable {
        var prompt = 0, cached = 0, answer = 0, thoughts = 0
    }

    init(_ json: Element) throws {
        guard json.members.contains(where: { ["candidates", "promptFeedback", "usageMetadata", "modelVersion"].contains($0.name) }) else {
            throw JSONError.missing("candidates")
        }
        model = json["modelVersion"].string
        let feedback = json["promptFeedback"]
        blockReason = feedback["blockReason"].string
        blockMessage = feedback["blockReasonMessage"].string
        if let candidate = json["candidates"].array.first {
            hasCandidate = true
            finishReason = candidate["finishReason"].string
            finishMessage = candidate["finishMessage"].string
            for part in candidate["content"]["parts"].array where part["thought"].bool != true {
                text += part["text"].string ?? ""
            }
        }
        let metadata = json["usageMetadata"]
        if metadata.exists {
            // Bounded: these are added up into budgets.
            func count(_ name: String) -> Int { min(max(metadata[name].int ?? 0, 0), 1 << 40) }
            usage = Usage(
                prompt: count("promptTokenCount"), cached: count("cachedContentTokenCount"), answer: count("candidatesTokenCount"),
                thoughts: count("thoughtsTokenCount"))
        }
    }
}
