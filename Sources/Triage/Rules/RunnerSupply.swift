/// What a job is brought from outside did not come: by the service that runs it (artifacts, caches, tools, its API), or by the registries
/// and mirrors that the whole world uses. A registry of one's own is a dependency, and none of this.
struct RunnerSupply: Rule {
    let classes = ["infrastructure"]
    let evidence = "what the failed step fetched or stored, and the answer or the end of the connection"
    let summary =
        "an artifact, a cache, a tool, an image or a package that the service or a public registry does not give, a licence that its server does not: rate limit, quota, gateway, connection"
    let decider = "the same job run again, and the status page of what is named"

    /// Words of the services themselves.
    private static let own: [StaticString] = [
        "failed to createartifact", "failed to finalizeartifact", "failed to listartifacts", "artifact storage quota",
        "cache service responded with 5",
        "cache service responded with 429", "api rate limit exceeded", "secondary rate limit", "toomanyrequests", "pull rate limit",
        "failed to download version", "failed to download archive", "unable to make request: ",
    ]
    /// What a licence server does not give, the line that names it first.
    private static let licences: [StaticString] = [
        "failed to obtain license", "failed to obtain a license", "could not obtain a license", "could not obtain license",
        "unable to obtain license", "unable to checkout license", "unable to check out license", "license checkout failed",
        "failed to check out license", "failed to checkout license", "license server machine is down", "cannot connect to license server",
        "could not connect to license server", "unable to connect to license server", "licensed number of users already reached",
        "all licenses are in use", "no valid license found on server", "flexnet licensing error", "flexlm error",
    ]
    /// Connections that end and gateways that answer.
    private static let away: [StaticString] = [
        "error: 500", "error: 502", "error: 503", "error: 504", "http 500", "http 502", "http 503", "http 504", "http 429", "code 500", "code 502",
        "code 503", "code 504", "code: 503", "code: 502", "code e50", "500 internal", "bad gateway", "service unavailable", "gateway timeout",
        "gateway time-out", "too many requests", "esockettimedout", "econnreset", "etimedout", "socket hang up", "connection reset",
        "connection timed out", "tls handshake timeout", "i/o timeout", "read timed out", "readtimeouterror", "unexpected eof", ": eof",
        "operation timed out", "failed to connect to", "could not connect to", "remote end closed connection", "client.timeout exceeded",
        "awaiting headers", "rpc failed; curl", "early eof", "connection was closed", "network timeout", "network error",
    ]
    private static let tolerated = ["##[warning]", "warn", "npm warn", "info ", "debug", "w: ", "note:"]

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return [] }
        // A test or a scan that speaks for itself is not silenced by what it fetches.
        let others = failure.reports.contains { $0.weight > 1 && !$0.isKnown && $0.kind != .gitops && ($0.kind != .source || $0.name != "packages") }
        guard !others, let line = line(failure) else { return [] }
        let text = Words.line(LoggedError.bare(failure.text(line)), 300).trimmingSuffix(".")
        return [
            Conclusion(
                certainty: 93,
                finding: Finding(
                    failureClass: "infrastructure", severity: "medium",
                    sentence: "\(failure.words) did not get what it fetches or stores outside: \(text).",
                    citations: [failure.log.citation(line)], against: file.doubts(failure, line), impact: file.blocked(failure),
                    action: text.lowercased().has("rate limit", "quota", "toomanyrequests", "too many requests")
                        ? "Wait until the limit is lifted, or log in with an account of a higher one."
                        : "Run the job again; if it happens again, look at the status page of the service that is named.",
                    verify: file.passes(failure, without: Words.line(text, 120)),
                    prevention: "Let the step try again a few times, and take what it fetches from a cache or mirror of your own."))
        ]
    }

    /// The last line near the step's end that says so, and did not only warn of it.
    private func line(_ failure: JobFailure) -> Int? {
        let step = failure.lines, near = max(step.lowerBound, step.upperBound - 60)..<step.upperBound
        let isNeeded = !failure.log.lines(containing: ["fail-on-cache-miss is set"], limit: 1, in: near).isEmpty
        let isNone = !failure.log.lines(containing: ["(from versions: none)"], limit: 1, in: near).isEmpty
        func counts(_ line: Int) -> Bool {
            guard !failure.isKnown(line) else { return false }
            let low = failure.text(line).lowercased()
            return isNeeded && low.contains("cache service") || isNone && low.contains("retry") || !Self.tolerated.contains { low.hasPrefix($0) }
        }
        // Each attempt says it over some lines, of which the first name feature and server.
        if let refused = failure.log.lines(containing: Self.licences, limit: 1, in: near).first(where: counts) { return refused }
        let own = failure.log.lines(containing: Self.own, limit: 20, in: near, last: true).first(where: counts)
        return own
            ?? failure.log.lines(containing: Self.away, limit: 20, in: near, last: true).first { line in
                counts(line) && Self.isWorld(failure.text(line).lowercased())
            }
    }

    /// Whether one of the world's hosts stands in the line, in lower case.
    private static func isWorld(_ low: String) -> Bool {
        low.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }.contains { word in
            word.contains(".") && RunnerNetwork.world.contains { word == $0 || word.hasSuffix(".\($0)") }
        }
    }
}
