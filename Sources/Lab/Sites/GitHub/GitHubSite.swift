/// The GitHub REST API, version 2022-11-28, as far as somebody reads pipelines through it.
/// <https://docs.github.com/rest?apiVersion=2022-11-28>
struct GitHubSite: Site {
    let name = SiteName.github

    /// The token that the lab accepts: classic, with the scopes `repo`, `workflow` and `read:packages`.
    static let token = "lab-github-token"
    /// A classic token with the scope `repo` alone: no workflow files, no packages.
    static let narrowToken = "lab-github-token-repo"
    /// Fine-grained tokens. The packages API takes neither.
    static let fineGrainedToken = "github_pat_lab_writer"
    static let readerToken = "github_pat_lab_reader"

    func respond(to request: LabRequest, on stage: Stage) async -> LabResponse {
        if request.segments.first == LogDownload.folder { return await LogDownload.respond(to: request, on: stage) }
        guard let agent = request.header("user-agent"), !agent.isEmpty else {
            return .text(
                "\r\nRequest forbidden by administrative rules. Please make sure your request has a User-Agent header "
                    + "(https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). "
                    + "Check https://developer.github.com for other possible causes.\r\n",
                status: 403, contentType: "text/html; charset=utf-8")
        }
        let caller = Caller(request)
        let limits = await stage.perform { $0.github.admit(caller, at: $0.now) }
        let answer: GitHubAnswer
        var isFree = request.segments == ["rate_limit"]
        if caller == .unknown {
            answer = .refused(401, "Bad credentials")
        } else if let refusal = limits.refusal {
            answer = refusal
            isFree = true
        } else {
            answer = await self.answer(request, from: caller, limits: limits, on: stage)
        }
        return await finish(answer, for: request, from: caller, isFree: isFree, on: stage)
    }

    private func answer(_ request: LabRequest, from caller: Caller, limits: RateAnswer, on stage: Stage) async -> GitHubAnswer {
        if request.method == "GET" || request.method == "HEAD" {
            let (state, registry, now) = await stage.read { ($0.github, $0.registry, $0.now) }
            return GitHubRoutes(request: request, caller: caller, state: state, registry: registry, now: now, limits: limits).answer()
        }
        return await stage.perform { world in
            // What does not exist, or has moved, is answered before anything is changed.
            let routes = GitHubRoutes(
                request: request, caller: caller, state: world.github, registry: world.registry, now: world.now, limits: limits)
            switch routes.target() {
            case .answer(let answer): return answer
            case .repository(let repository, let rest):
                return GitHubWrites(request: request, caller: caller, repository: repository, base: routes.base)
                    .answer(rest, in: &world)
            }
        }
    }

    func refusal(status: Int, of request: LabRequest) -> LabResponse {
        let message =
            switch status {
            case 401: "Bad credentials"
            case 403: "Resource not accessible by personal access token"
            default: LabResponse.phrase(of: status)
            }
        return GitHubAnswer.refused(status, message).response()
    }

    /// Adds what every answer carries, and counts it: an answer that the client has already costs nothing.
    private func finish(
        _ answer: GitHubAnswer, for request: LabRequest, from caller: Caller, isFree: Bool, on stage: Stage
    ) async -> LabResponse {
        var response = answer.response()
        var isFree = isFree
        if answer.status == 200, request.method == "GET", case .bytes(let bytes) = response.body {
            // Like GitHub's, the tag depends on who asks and for which media type.
            let material = String(decoding: bytes, as: UTF8.self) + (request.header("accept") ?? "") + caller.key
            var random = SeededRandom(material)
            let tag = "W/\"\(random.hex(64))\""
            if request.header("if-none-match") == tag {
                response = LabResponse(status: 304, contentType: "application/json; charset=utf-8", body: .bytes([]))
                isFree = caller != .anonymous
            }
            response.headers.append(LabResponse.Header(name: "ETag", value: tag))
            response.headers.append(LabResponse.Header(name: "Cache-Control", value: "private, max-age=60, s-maxage=60"))
        }
        let free = isFree
        let rate = await stage.perform { $0.github.count(caller, free: free, at: $0.now) }
        response.headers += [
            LabResponse.Header(name: "X-RateLimit-Limit", value: String(rate.limit)),
            LabResponse.Header(name: "X-RateLimit-Remaining", value: String(max(0, rate.limit - rate.used))),
            LabResponse.Header(name: "X-RateLimit-Reset", value: String(rate.reset.milliseconds / 1_000)),
            LabResponse.Header(name: "X-RateLimit-Used", value: String(rate.used)),
            LabResponse.Header(name: "X-RateLimit-Resource", value: "core"),
            LabResponse.Header(name: "X-GitHub-Media-Type", value: "github.v3; format=json"),
            LabResponse.Header(name: "x-github-api-version-selected", value: "2022-11-28"),
            LabResponse.Header(name: "Vary", value: "Accept, Authorization, Cookie, X-GitHub-OTP"),
        ]
        if let scopes = caller.scopes {
            response.headers.append(LabResponse.Header(name: "X-OAuth-Scopes", value: scopes.joined(separator: ", ")))
        }
        return response
    }
}

/// Who sends a request.
enum Caller: Equatable {
    /// A classic token with every scope that the console can use.
    case token
    /// A classic token with the scope `repo` alone.
    case narrow
    /// A fine-grained token that may write, and one that may only read.
    case fineGrained, reader
    case anonymous, unknown

    init(_ request: LabRequest) {
        guard let header = request.header("authorization") else {
            self = .anonymous
            return
        }
        // `token` is the old scheme, still taken.
        let words = header.split(separator: " ", maxSplits: 1)
        let isToken = words.count == 2 && ["bearer", "token"].contains(words[0].lowercased())
        self = isToken ? Caller(token: String(words[1])) : .unknown
    }

    init(token: String) {
        self =
            switch token {
            case GitHubSite.token: .token
            case GitHubSite.narrowToken: .narrow
            case GitHubSite.fineGrainedToken: .fineGrained
            case GitHubSite.readerToken: .reader
            default: .unknown
            }
    }

    /// Whether it is somebody who may see the repositories.
    var isKnown: Bool { self != .anonymous && self != .unknown }
    var mayReadPackages: Bool { self == .token }

    /// The scopes of a classic token; fine-grained ones have none.
    var scopes: [String]? {
        switch self {
        case .token: ["repo", "workflow", "read:packages"]
        case .narrow: ["repo"]
        default: nil
        }
    }

    /// Under which the requests are counted.
    var key: String { isKnown ? (self == .token ? "token" : "\(self)") : "anonymous" }
}

/// What the API's limits say to a request.
struct RateAnswer: Sendable {
    var limit: Int
    var used: Int
    var reset: Moment
    /// Why the request is turned away.
    var refusal: GitHubAnswer?
}

extension GitHubState {
    /// Whether a request may pass. An hour begins with its first request.
    mutating func admit(_ caller: Caller, at now: Moment) -> RateAnswer {
        var rate = rates[caller.key] ?? Rate(reset: now + .hours(1))
        if rate.reset <= now { rate = Rate(free: rate.free, reset: now + .hours(1)) }
        rates[caller.key] = rate
        let limit = caller.isKnown ? hourlyLimit : 60
        var answer = RateAnswer(limit: limit, used: rate.used, reset: rate.reset)
        if secondaryLimit {
            answer.refusal = .refused(
                403,
                "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.",
                headers: [LabResponse.Header(name: "Retry-After", value: "60")])
        } else if rate.used >= limit {
            answer.refusal = .refused(403, "API rate limit exceeded for user ID 4417209.")
        }
        return answer
    }

    /// Counts an answer.
    mutating func count(_ caller: Caller, free: Bool, at now: Moment) -> RateAnswer {
        var rate = rates[caller.key] ?? Rate(reset: now + .hours(1))
        if free { rate.free += 1 } else { rate.used += 1 }
        rates[caller.key] = rate
        return RateAnswer(limit: caller.isKnown ? hourlyLimit : 60, used: rate.used, reset: rate.reset)
    }
}
