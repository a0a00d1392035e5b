/// An answer, cut into the pieces in which it is streamed.
struct GeminiAnswer: Sendable {
    let prompt: GeminiPrompt
    let call: GeminiCall
    let version: String
    let behaviour: GeminiBehaviour
    let pause: Span
    private let responseID: String
    private let created: Moment
    /// Texts of the pieces.
    let pieces: [String]
    /// `STOP` or `MAX_TOKENS`.
    private let finish: String

    init(prompt: GeminiPrompt, call: GeminiCall, version: String, behaviour: GeminiBehaviour, pause: Span, at now: Moment) {
        (self.prompt, self.call, self.version, self.behaviour, self.pause) = (prompt, call, version, behaviour, pause)
        created = now
        var random = SeededRandom("\(prompt.text.utf8.count) \(now.milliseconds)")
        responseID = random.hex(22)
        var report = ReportWriter(prompt: prompt.text).report()
        let limit = behaviour == .maxTokens ? min(prompt.limit, 90) : prompt.limit
        let isCut = report.utf8.count / 4 >= limit
        if isCut { report = String(report.prefix(limit * 4)) }
        finish = isCut ? "MAX_TOKENS" : "STOP"
        pieces = Self.cut(report)
    }

    /// The answer as one object.
    var whole: JSON {
        behaviour == .blocked ? blocked : chunk(pieces.joined(), sent: pieces.count, finish: finish)
    }

    /// How many chunks the stream has; the last one has no text, only the end.
    var count: Int { behaviour == .blocked ? 1 : pieces.count + 1 }

    /// One chunk of the stream.
    func chunk(_ index: Int) -> JSON {
        if behaviour == .blocked { return blocked }
        return index < pieces.count
            ? chunk(pieces[index], sent: index + 1, finish: nil) : chunk("", sent: pieces.count, finish: finish)
    }

    private func chunk(_ text: String, sent: Int, finish: String?) -> JSON {
        .compact([
            "candidates": [
                .compact([
                    "content": ["parts": [["text": .string(text)]], "role": "model"], "finishReason": finish.map { .string($0) },
                    "index": call.isVertex ? nil : 0,
                ])
            ], "usageMetadata": usage(sent: sent), "modelVersion": .string(version),
            "createTime": call.isVertex ? .string(created.rfc3339) : nil, "responseId": .string(responseID),
        ])
    }

    private var blocked: JSON {
        .compact([
            "promptFeedback": .compact([
                "blockReason": "PROHIBITED_CONTENT",
                "blockReasonMessage": call.isVertex ? "The prompt was blocked because it contains prohibited content." : nil,
            ]),
            "usageMetadata": ["promptTokenCount": JSON(prompt.tokens), "totalTokenCount": JSON(prompt.tokens)],
            "modelVersion": .string(version), "responseId": .string(responseID),
        ])
    }

    /// Counts so far: cumulative, so the last chunk's are the answer's.
    private func usage(sent: Int) -> JSON {
        let answered = pieces.prefix(sent).reduce(0) { $0 + $1.utf8.count } / 4 + 1
        return .compact([
            "promptTokenCount": JSON(prompt.tokens), "candidatesTokenCount": JSON(answered),
            "totalTokenCount": JSON(prompt.tokens + answered), "trafficType": call.isVertex ? "ON_DEMAND" : nil,
            "promptTokensDetails": [["modality": "TEXT", "tokenCount": JSON(prompt.tokens)]],
            "serviceTier": call.isVertex ? nil : "standard",
        ])
    }

    /// Pieces of some forty characters that end behind a word, as tokens do.
    private static func cut(_ text: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        for character in text {
            piece.append(character)
            if piece.count >= 40, character == " " || character == "\n" {
                pieces.append(piece)
                piece = ""
            }
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces
    }
}

/// The body of a streamed answer: events that end with CRLF CRLF, or one array that grows.
struct GeminiStream: StreamSource {
    let answer: GeminiAnswer
    private var index = 0

    init(_ answer: GeminiAnswer) { self.answer = answer }

    mutating func next(on stage: Stage) async throws -> [UInt8]? {
        defer { index += 1 }
        let isSSE = answer.call.isSSE
        guard index < answer.count else { return !isSSE && index == answer.count ? Array("]".utf8) : nil }
        if index > 0, answer.pause > .zero { try await Task.sleep(for: .milliseconds(answer.pause.milliseconds)) }
        if index == max(2, answer.count / 2) {
            switch answer.behaviour {
            case .cut: throw ConnectionCut()
            case .errorInStream:
                index = answer.count
                // The error follows as it is, on several lines, without `data:`.
                let error = GeminiError(status: 499, name: "CANCELLED", message: "The operation was cancelled.")
                return (isSSE ? [] : Array(",\r\n".utf8)) + PythonJSON.indented(error.json) + [0x0A]
            default: break
            }
        }
        let chunk = answer.chunk(index)
        if isSSE { return Array("data: ".utf8) + chunk.bytes + Array("\r\n\r\n".utf8) }
        return Array((index == 0 ? "[" : ",\r\n").utf8) + PythonJSON.indented(chunk) + [0x0A]
    }
}
