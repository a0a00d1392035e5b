import Host
import JSON
import Transport

/// An error answer of the GitHub API: `{"message": …, "errors": […], "documentation_url": …}`.
struct GitHubFailure: Readable, Equatable {
    /// GitHub's own sentence.
    let message: String
    /// What is wrong with which field (422).
    let errors: [String]

    init(_ json: Element) throws {
        message = try json.requiredString("message")
        errors = json["errors"].array.map { error in
            error.string ?? error["message"].string
                ?? ["resource", "field", "code"].map { error.text(at: $0) }.filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    /// The answer as a sentence; `nil` leaves it to the rules that all services share.
    ///
    /// 403 means three things: the hour's requests are used up (`x-ratelimit-remaining: 0`), requests came too fast (the
    /// message names the secondary limit), or the token may not do this. Only the last is a matter of permission.
    /// <https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit>
    static func error(_ response: HTTPResponse, service: String) -> ServiceError? {
        let headers = response.headers
        // GitHub's own clock: both ends of the wait are then by one clock.
        let now = headers["Date"].flatMap { Timestamp(httpDate: $0) }
        let wait = headers["Retry-After"].flatMap { Int($0) }.map { Duration.seconds(min(max($0, 1), 86_400)) }
        // Not GitHub's own answer: a proxy's.
        let failure = try? JSON.read(Self.self, from: response.body)
        switch response.status {
        case 403, 429:
            if let rate = GitHubRate(headers), rate.remaining == 0 {
                return .limited(
                    service: service, until: rate.reset, sentence: "all \(rate.limit) requests of this hour are used up.")
            }
            let message = failure?.message ?? ""
            let isTooFast = message.contains("secondary rate limit") || message.contains("abuse detection")
            guard response.status == 429 || wait != nil || isTooFast else { return nil }
            // Where it names no time, GitHub asks for a minute at least.
            return .limited(
                service: service, until: now.map { $0 + (wait ?? .seconds(60)) }, sentence: "requests came too fast (its secondary limit).")
        case 422:
            guard let failure, !failure.errors.isEmpty else { return nil }
            let words = SafeText.line("\(failure.message) (\(failure.errors.joined(separator: "; ")))")
            return .refused(service: service, status: 422, sentence: String(words.prefix(300)))
        default: return nil
        }
    }
}
