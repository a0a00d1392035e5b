import Host
import JSON
import Transport

/// Gemini, on Vertex AI or by the developer API: one prompt, one streamed answer.
///
/// Before the first text it asks up to three times where that may help, and goes on to the next configured model where one
/// is gone. Once text was given nothing is asked again: streams cannot be resumed, and the reader has seen it.
///
/// <https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent>
public struct GeminiClient: LanguageModel {
    /// As given.
    public let configuration: GeminiConfiguration
    /// The link it speaks over.
    public let link: ServiceLink
    /// Most times a model is asked for one answer.
    private static let attempts = 3
    /// Largest message of a stream, in bytes.
    private static let messageLimit = 16 << 20
    /// After this the server gives an answer up too.
    private static let longestAnswer = Duration.seconds(600)

    /// A client over a link made from ``linkConfiguration(_:base:)``, whose credentials are ``GoogleCredentials`` on Vertex AI, and
    /// a key in the header `x-goog-api-key` otherwise: in a URL logs and proxies would keep it.
    public init(_ configuration: GeminiConfiguration, link: ServiceLink) {
        self.configuration = configuration
        self.link = link
    }

    /// What a link for `configuration` needs; its credentials are the caller's to add.
    ///
    /// - Parameter base: another address than Google's: the lab, a proxy.
    public static func linkConfiguration(_ configuration: GeminiConfiguration, base: String? = nil) -> ServiceLink.Configuration {
        var link = ServiceLink.Configuration(service: configuration.endpoint.product, base: base ?? configuration.endpoint.base)
        // Nothing is sent while the model thinks, not even a status.
        link.deadlines.answer = configuration.idle
        return link
    }

    /// The configured model, the first of those to be asked.
    public var name: String { configuration.models.first ?? "" }

    /// Streams the answer: text as it arrives, then one ``ModelEvent/finished(_:)``, whose outcome says where the answer is not
    /// complete. Ending the iteration ends the request.
    ///
    /// Throws ``ServiceError``: `.refused`, `.unauthorised`, `.forbidden` with what to do; `.limited` with when it makes sense to
    /// ask again; `.broken`, `.unreachable` and `.cut` after the retries.
    public func answer(_ request: ModelRequest) -> AsyncThrowingStream<ModelEvent, any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    let outcome = try await ask(request) { continuation.yield(.text($0)) }
                    continuation.yield(.finished(outcome))
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// How many tokens a request has, as the model counts them. Free of charge, and the cheapest way to see whether model,
    /// location and credential work.
    /// - Throws: as ``answer(_:)``.
    /// - Note: <https://ai.google.dev/api/tokens#method:-models.counttokens>
    public func countTokens(_ request: ModelRequest) async throws -> Int {
        try checkPermission()
        let situation = situation(name)
        do {
            let stream = try await open(name, "countTokens", GeminiBody.count(request, model: name, configuration))
            let bytes = try await whole(stream)
            return try JSON.with(bytes) { try $0.requiredInt("totalTokens") }
        } catch {
            throw serviceError(error, situation)
        }
    }

    // MARK: Asking

    /// Goes through the models until one answers.
    private func ask(_ request: ModelRequest, _ give: (String) -> Void) async throws -> ModelOutcome {
        try checkPermission()
        var gone: [String] = []
        for model in configuration.models {
            do {
                return try await ask(model, request, give)
            } catch let failure as GeminiFailure where failure.kind == .modelGone && gone.count < configuration.models.count - 1 {
                gone.append(model)
            } catch {
                var situation = situation(model)
                situation.goneBefore = gone
                throw serviceError(error, situation)
            }
        }
        // Only an empty list of models comes here, and a configuration never has one.
        throw ServiceError.malformed(service: configuration.endpoint.product, what: "no model is configured")
    }

    /// Asks one model, again where that may help and nobody has seen text yet.
    private func ask(_ model: String, _ request: ModelRequest, _ give: (String) -> Void) async throws -> ModelOutcome {
        var attempt = 1
        while true {
            var answer = GeminiAnswer(to: request, model: model)
            do {
                try await read(model, request, into: &answer, give)
                guard answer.isEmpty, attempt == 1 else { return answer.finished() }
            } catch {
                guard !answer.hasText, attempt < Self.attempts, let wait = pause(after: error, attempt) else { throw error }
                try await link.time.sleep(for: wait)
            }
            attempt += 1
        }
    }

    /// How long to wait before asking again; `nil` where it would not help.
    private func pause(after error: any Error, _ attempt: Int) -> Duration? {
        let backoff = Duration.seconds(Double(1 << (attempt - 1)) * (0.5 + link.random()))
        switch error {
        case let failure as GeminiFailure where failure.isTransient: return backoff
        case let failure as GeminiFailure where failure.kind == .quotaMinute:
            guard let seconds = failure.retrySeconds, seconds <= 8 else { return nil }
            return .seconds(seconds)
        default: return (link.error(for: error) as? ServiceError)?.isPassing == true ? backoff : nil
        }
    }

    /// Reads one stream to its end.
    private func read(_ model: String, _ request: ModelRequest, into answer: inout GeminiAnswer, _ give: (String) -> Void) async throws {
        let stream = try await open(model, "streamGenerateContent", GeminiBody.generate(request, model: model, configuration))
        var parser = EventStreamParser(limit: Self.messageLimit)
        var stray: [UInt8] = []
        func take(_ items: [EventStreamParser.Item], isLast: Bool = false) throws {
            for item in items {
                switch item {
                case .comment: continue
                case .stray(let line): stray += line + [UInt8(ascii: "\n")]
                case .data(let data) where data.isEmpty || data == Array("[DONE]".utf8): continue
                case .data(let data):
                    do {
                        if let text = answer.add(try Self.chunk(data)) { give(text) }
                    } catch let error as JSONError where isLast {
                        // The connection ended inside a message: what was read before it is a cut answer.
                        guard case .notJSON = error else { throw error }
                    }
                }
            }
        }
        let started = link.time.uptime()
        do {
            for try await piece in stream.body {
                try take(parser.add(piece))
                guard link.time.uptime() - started < Self.longestAnswer else {
                    throw ServiceError.cut(service: configuration.endpoint.product, what: "an answer that took over ten minutes")
                }
            }
            try take(parser.finish(), isLast: true)
        } catch is EventStreamParser.TooLarge {
            throw ServiceError.tooLarge(service: configuration.endpoint.product, limit: Self.messageLimit)
        }
        guard !stray.isEmpty else { return }
        for chunk in try JSON.with(stray, Self.chunks) {
            if let text = answer.add(chunk) { give(text) }
        }
    }

    /// Bare JSON: a failure half-way is written so, after the events; a proxy that drops `alt=sse` gets all messages as one array.
    private static func chunks(_ json: Element) throws -> [GeminiChunk] {
        if json["error"].exists || json[0]["error"].exists { throw try GeminiFailure(json) }
        return json.kind == .array ? try json.list() : [try GeminiChunk(json)]
    }

    /// One message; the failure that some servers send as a message is thrown.
    private static func chunk(_ data: [UInt8]) throws -> GeminiChunk {
        try JSON.with(data) { json in
            if json["error"].exists { throw try GeminiFailure(json) }
            return try GeminiChunk(json)
        }
    }

    // MARK: Sending

    /// Sends a request and returns once its body begins.
    /// - Throws: ``GeminiFailure`` for an answer that is none.
    private func open(_ model: String, _ method: String, _ body: Value) async throws -> HTTPStream {
        let isStream = method == "streamGenerateContent"
        let stream = try await link.stream(
            "POST", configuration.endpoint.path(model: model, method: method), query: isStream ? [("alt", "sse")] : [],
            headers: ["Content-Type": "application/json"], body: body.bytes, idle: configuration.idle, own: false, anyStatus: true)
        guard stream.status != 200 else { return stream }
        throw await failure(of: stream, model)
    }

    private func failure(of stream: HTTPStream, _ model: String) async -> any Error {
        let bytes = await link.beginning(of: stream)
        // Google's front end answers HTML where host, location and path do not belong together.
        if let failure = try? JSON.read(GeminiFailure.self, from: bytes) {
            return failure.code == 0 ? GeminiFailure(code: stream.status, message: failure.message) : failure
        }
        if stream.status == 404, case .vertex = configuration.endpoint { return GeminiFailure.badLocation(situation(model), 404) }
        return GeminiFailure(code: stream.status)
    }

    /// A short answer, whole.
    private func whole(_ stream: HTTPStream) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in stream.body {
            bytes += piece
            guard bytes.count <= Self.messageLimit else {
                throw ServiceError.tooLarge(service: configuration.endpoint.product, limit: Self.messageLimit)
            }
        }
        return bytes
    }

    /// An API key's tier is known to its owner only; the unpaid one is not for confidential data.
    private func checkPermission() throws {
        guard configuration.endpoint == .developer, !configuration.dataPermitted else { return }
        throw ServiceError.forbidden(
            service: "config.toml", what: "sending data to Gemini with an API key",
            sentence: "on the unpaid tier prompts are used for training and read by people. If the key's project is billed, set "
                + "data_permitted = true under [gemini].")
    }

    private func situation(_ model: String) -> GeminiSituation {
        GeminiSituation(model: model, configuration: configuration, now: link.time.now())
    }

    /// What went wrong, as a sentence.
    private func serviceError(_ error: any Error, _ situation: GeminiSituation) -> any Error {
        let service = configuration.endpoint.product
        return switch error {
        case let failure as GeminiFailure: failure.error(situation)
        case let error as JSONError: ServiceError.malformed(service: service, what: "\(error)")
        default: link.error(for: error)
        }
    }
}
