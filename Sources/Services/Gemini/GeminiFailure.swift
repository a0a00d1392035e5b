import JSON

/// An error answer of a Google API: `{"error": {"code": 429, "message": …, "status": …, "details": […]}}`, also as the only
/// element of an array (the streaming method). <https://cloud.google.com/apis/design/errors>
struct GeminiFailure: Error, Readable, Equatable {
    /// HTTP status code, and its canonical name: `RESOURCE_EXHAUSTED`.
    var code = 0, status = ""
    /// Google's own sentence.
    var message = ""
    /// `ErrorInfo`: a constant such as `SERVICE_DISABLED`, and facts beside it.
    var reason = "", metadata: [String: String] = [:]
    /// `RetryInfo`, in seconds.
    var retrySeconds: Double?
    /// `QuotaFailure`: the quotas that were exceeded.
    var quotas: [Quota] = []
    /// `Help`: addresses of pages.
    var help: [String] = []

    /// One quota that was exceeded.
    struct Quota: Equatable {
        /// `GenerateRequestsPerDayPerProjectPerModel-FreeTier`.
        var id = ""
        /// The limit, where it is said.
        var value = ""
    }

    /// A failure without a body of the API's own shape.
    init(code: Int, message: String = "") {
        self.code = code
        self.message = message
    }

    init(_ json: Element) throws {
        let error = (json.array.first ?? json)["error"]
        guard error.exists, !error.isNull else { throw JSONError.missing("error") }
        code = error["code"].int ?? 0
        status = error.text(at: "status")
        message = error["message"].string ?? error.string ?? ""
        for detail in error["details"].array {
            // Known by type; the order is not fixed and new types appear.
            switch detail.text(at: "@type").split(separator: ".").last ?? "" {
            case "ErrorInfo":
                reason = detail.text(at: "reason")
                metadata = detail["metadata"].strings
                if let id = metadata["quota_limit"] { quotas.append(Quota(id: id, value: metadata["quota_limit_value"] ?? "")) }
            case "RetryInfo":
                if let text = detail["retryDelay"].string, text.hasSuffix("s"), let seconds = Double(text.dropLast()),
                    seconds >= 0, seconds < 1e6
                {
                    retrySeconds = seconds
                }
            case "QuotaFailure":
                quotas += detail["violations"].array.map { Quota(id: $0.text(at: "quotaId"), value: $0.text(at: "quotaValue")) }
            case "Help":
                help += detail["links"].array.compactMap { $0["url"].string }
            default:
                continue
            }
        }
    }
}

extension GeminiFailure {
    /// What kind of failure it is: what decides the sentence and whether to ask again.
    enum Kind: String, Equatable {
        /// 429: a quota of the day, used up until midnight in California. `RetryInfo` still says a minute; it is misleading.
        case quotaDay = "quota-day"
        /// 429: a quota of the minute.
        case quotaMinute = "quota-minute"
        /// 429: the project has no quota for this model at all; no waiting helps.
        case quotaZero = "quota-zero"
        /// 429 on Vertex: the shared capacity is used up, which is normal life there.
        case capacity
        /// 429 that says no more.
        case quotaUnknown = "quota-unknown"
        /// 404: misspelt, retired, elsewhere or not open to this project. The four cannot be told apart.
        case modelGone = "model-gone"
        /// The key or token is wrong, expired, leaked or of the wrong type.
        case badCredential = "bad-credential"
        /// 403: known, but not allowed.
        case forbidden
        /// The location does not exist, or its host does not.
        case badLocation = "bad-location"
        /// The prompt is longer than the model takes.
        case tooLong = "too-long"
        /// 500, 502, 503, 504.
        case overloaded
        /// 499: the server gave up an answer half-way.
        case cancelled
        /// Anything else.
        case other
    }

    /// The kind, by code, reason, quotas and, where Google offers nothing better, wording.
    var kind: Kind {
        switch code {
        case 429: quotaKind
        case 404: .modelGone
        case 401: .badCredential
        case 403: saysBadKey ? .badCredential : .forbidden
        case 400 where reason == "API_KEY_INVALID" || message.contains("authentication credentials"): .badCredential
        case 400 where message.contains("exceeds the maximum number of tokens"): .tooLong
        case 400 where message.hasPrefix("Invalid hostname"): .badLocation
        case 413: .tooLong
        case 499: .cancelled
        case 500, 502, 503, 504: .overloaded
        default: .other
        }
    }

    private var saysBadKey: Bool { message.contains("reported as leaked") || message.contains("unregistered callers") }

    private var quotaKind: Kind {
        if message.contains("limit: 0,") || (!quotas.isEmpty && quotas.allSatisfy { $0.value == "0" }) { return .quotaZero }
        if quotas.contains(where: { $0.id.contains("PerDay") }) { return .quotaDay }
        if quotas.contains(where: { $0.id.contains("PerMinute") }) || retrySeconds != nil { return .quotaMinute }
        return message.hasPrefix("Resource exhausted") || message.hasPrefix("Too many requests") ? .capacity : .quotaUnknown
    }

    /// Whether asking the same again a moment later may help.
    var isTransient: Bool { [.capacity, .quotaUnknown, .overloaded].contains(kind) }

    /// The model that a retirement notice names in place of the one asked for.
    var suggestedModel: String? {
        guard let range = message.firstRange(of: "update your code to use models/") else { return nil }
        let name = message[range.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." }
        return name.isEmpty ? nil : String(name.hasSuffix(".") ? name.dropLast() : name)
    }
}
