import Host

/// Where and how a request was made that failed: what its sentence needs to know.
struct GeminiSituation {
    var model: String
    var configuration: GeminiConfiguration
    var now: Timestamp
    /// Models asked before this one and gone as well.
    var goneBefore: [String] = []
}

extension GeminiFailure {
    /// The failure as a sentence: what failed, where, and what to do. None holds a key, a token or the prompt.
    func error(_ situation: GeminiSituation) -> ServiceError {
        let service = situation.configuration.endpoint.product
        let model = situation.model
        return switch kind {
        case .quotaDay:
            .limited(
                service: service, until: situation.now.nextPacificMidnight,
                sentence: "the day's quota of \(model)\(limit) is used up; it is renewed at midnight Pacific time.")
        case .quotaMinute:
            .limited(
                service: service, until: situation.now + .milliseconds(Int64(min(retrySeconds ?? 60, 3600) * 1000)),
                sentence: "the minute's quota of \(model)\(limit) is used up.")
        case .quotaZero:
            .refused(
                service: service, status: code,
                sentence: "this project has no quota for \(model) (limit 0); set another model under [gemini] in config.toml, or "
                    + "enable billing for the project.")
        case .capacity:
            .limited(
                service: service, until: situation.now + .seconds(60),
                sentence: "its shared capacity is used up for now; the location \"global\" or a multi-region (us, eu) has more.")
        case .quotaUnknown:
            .limited(service: service, until: situation.now + .seconds(60), sentence: "a quota is used up; it does not say which.")
        case .modelGone: modelGone(situation)
        case .badCredential: badCredential(situation)
        case .forbidden: forbidden(situation)
        case .badLocation: Self.badLocation(situation, code)
        case .tooLong:
            .refused(
                service: service, status: code,
                sentence: "the prompt is longer than \(model) takes; lower the prompt's budget under [gemini] in config.toml. \(words)")
        case .overloaded:
            .broken(service: service, status: code, sentence: words.isEmpty ? "the model does not answer at the moment." : words)
        case .cancelled: .cut(service: service, what: "its answer")
        case .other: .refused(service: service, status: code, sentence: words.isEmpty ? "it does not say why." : words)
        }
    }

    /// The host and the location do not belong together: Google's front end answers, often with an HTML page.
    static func badLocation(_ situation: GeminiSituation, _ code: Int) -> ServiceError {
        let location = if case .vertex(_, let location) = situation.configuration.endpoint { location } else { "" }
        return .refused(
            service: situation.configuration.endpoint.product, status: code,
            sentence: "the location \"\(location)\" has no such address; set location under [gemini] in config.toml to global, us, eu "
                + "or a region such as us-central1.")
    }

    private func modelGone(_ situation: GeminiSituation) -> ServiceError {
        let gone = situation.goneBefore + [situation.model], names = gone.map { "\"\($0)\"" }.joined(separator: " nor ")
        let place = if case .vertex(_, let location) = situation.configuration.endpoint { " in location \"\(location)\"" } else { "" }
        let advice = suggestedModel ?? (situation.model == "gemini-3.1-flash-lite" ? "gemini-3.5-flash-lite" : "gemini-3.1-flash-lite")
        return .refused(
            service: situation.configuration.endpoint.product, status: code,
            sentence: "\(gone.count > 1 ? "neither model" : "the model") \(names) \(gone.count > 1 ? "answers" : "does not answer")\(place): "
                + "\(gone.count > 1 ? "they are" : "it is") retired, misspelt, not served there, or not open to this project. "
                + (gone.contains(advice) ? "Set another model" : "Set model = \"\(advice)\"") + " under [gemini] in config.toml.")
    }

    private func badCredential(_ situation: GeminiSituation) -> ServiceError {
        let service = situation.configuration.endpoint.product
        let credential = situation.configuration.credential
        if message.contains("API keys are not supported") {
            return .refused(
                service: service, status: code,
                sentence: "it takes an access token, not an API key; set service_account or token under [gemini] in config.toml, or "
                    + "mode = \"api-key\".")
        }
        let note =
            switch true {
            case message.contains("leaked"): ", which was reported as leaked and will never work again"
            case message.contains("expired"): ", which has expired"
            case message.contains("unregistered callers"): " (no key arrived)"
            case reason == "ACCESS_TOKEN_TYPE_UNSUPPORTED": " (it takes another type of credential)"
            default: ""
            }
        return .unauthorised(service: service, credential: credential + note)
    }

    private func forbidden(_ situation: GeminiSituation) -> ServiceError {
        let service = situation.configuration.endpoint.product
        let project = metadata["consumer"].map { SafeText.line($0) } ?? "the project"
        let api = SafeText.line(metadata["service"] ?? "its API")
        let sentence =
            switch reason {
            case "SERVICE_DISABLED":
                "\(api) is not enabled in \(project). Enable it\(page), then wait a few minutes."
            case "IAM_PERMISSION_DENIED":
                "the account lacks the permission \(SafeText.line(metadata["permission"] ?? "aiplatform.endpoints.predict")); grant it "
                    + "roles/aiplatform.user on the project."
            case "BILLING_DISABLED": "billing is off for \(project). Enable it\(page)."
            case "API_KEY_SERVICE_BLOCKED": "the key is restricted to other APIs; add \(api) to its restrictions."
            case "CONSUMER_SUSPENDED": "\(project) is suspended by Google."
            case "ACCESS_TOKEN_SCOPE_INSUFFICIENT": "the token lacks the scope cloud-platform; log in again with it."
            default: words.isEmpty ? "it does not say why." : words + (help.isEmpty ? "" : " See \(SafeText.line(help[0])).")
            }
        return .forbidden(service: service, what: "asking \(situation.model)", sentence: sentence)
    }

    /// Where the page is that helps, as text.
    private var page: String { help.first.map { " at \(SafeText.line($0))" } ?? "" }
    /// The limit in brackets, where it is said.
    private var limit: String {
        let value = quotas.first { !$0.value.isEmpty && $0.id.contains(kind == .quotaDay ? "PerDay" : "PerMinute") }?.value
        return value.map { " (\(SafeText.line($0)))" } ?? ""
    }
    /// Google's own words on one line, kept short.
    private var words: String { String(SafeText.line(message).prefix(300)) }
}
