/// A runner that cannot turn names into addresses, or has no network: the job fails at whatever it fetches first.
struct RunnerNetwork: Rule {
    let classes = ["infrastructure"]
    let evidence = "what the failed step could not resolve or reach, and the steps after it"
    let summary = "the runner's name resolution or network is away: several hosts, one that the whole world uses, or a resolver that does not answer"
    let decider = "whether the same name resolves on another machine"

    private static let words: [StaticString] = [
        "could not resolve host", "temporary failure in name resolution", "temporary failure resolving", "eai_again", " enotfound",
        "name or service not known",
        "no such host", "failed to lookup address information", "nodename nor servname", "server misbehaving", "network is unreachable",
        "unknownhostexception", "could not resolve proxy",
        "unable to resolve host address", "name resolution failed", "no address associated with hostname", "getaddrinfo failed",
    ]
    /// Hosts that do not go away.
    static let world = [
        "github.com", "githubusercontent.com", "npmjs.org", "yarnpkg.com", "pypi.org", "pythonhosted.org", "crates.io", "golang.org",
        "maven.apache.org", "maven.org", "gradle.org",
        "docker.io", "docker.com", "ghcr.io", "gcr.io", "quay.io", "debian.org", "ubuntu.com", "alpinelinux.org", "rubygems.org", "packagist.org",
        "nuget.org", "googleapis.com",
        "microsoft.com", "conda.io", "anaconda.com", "anaconda.org", "huggingface.co", "amazonaws.com", "fedoraproject.org", "nodejs.org", "hex.pm",
        "cloudflare.com", "rust-lang.org", "pkg.dev", "mcr.microsoft.com", "jsr.io", "deno.land", "python.org", "sonatype.org",
    ]

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return [] }
        let step = failure.lines
        let found = failure.log.lines(containing: Self.words, limit: 40, in: step, last: true).filter {
            !failure.isKnown($0) && $0 > step.upperBound - 100
        }
        guard let last = found.first else { return [] }
        // A test, a scan or a compiler that speaks for itself is not silenced by a name that it looks up.
        let others = failure.reports.contains { $0.weight > 1 && !$0.isKnown && $0.kind != .source && $0.kind != .gitops }
        guard !others else { return [] }
        // Steps that run although the job has failed meet the same.
        let after = failure.log.lines(containing: Self.words, limit: 20, in: step.upperBound..<failure.log.text.count)
        let hosts = (found.reversed() + after).reduce(into: [String]()) { hosts, line in
            if let host = Self.host(in: failure.text(line)), !hosts.contains(host) { hosts.append(host) }
        }
        let text = failure.text(last), low = text.lowercased()
        let isResolver = low.has("temporary failure", "eai_again", "server misbehaving", "network is unreachable")
        let isWorld = hosts.contains { host in Self.world.contains { host == $0 || host.hasSuffix(".\($0)") } }
        guard hosts.count > 1 || isWorld || isResolver && failure.kind != .tests else { return [] }
        let what = low.contains("network is unreachable") ? "has no network" : "cannot resolve names (DNS)"
        let named = hosts.isEmpty ? "" : ": \(hosts.prefix(4).joined(separator: ", "))"
        let later = after.first.map { [$0] } ?? []
        return [
            Conclusion(
                certainty: 94,
                finding: Finding(
                    failureClass: "infrastructure", severity: "medium",
                    sentence: "The runner \(what)\(named); so \(failure.words.lowercasedFirst) failed: \(Words.line(LoggedError.bare(text), 200)).",
                    citations: ([last] + found.dropFirst().prefix(1) + later).map(failure.log.citation), against: file.doubts(failure, last),
                    impact: file.blocked(failure),
                    action: "Look those names up on the runner, and compare its resolver with a runner that works; then run the job again.",
                    verify: file.passes(failure, without: Words.line(LoggedError.bare(text), 120)),
                    prevention: "Check name resolution in the runner's own health check, so that it takes no job without."))
        ]
    }

    /// The host that a line cannot resolve: behind the usual words, or of its address.
    static func host(in text: String) -> String? {
        for mark in [
            "resolve host: ", "ENOTFOUND ", "EAI_AGAIN ", "lookup ", "resolving '", "resolve '", "resolve host ", "UnknownHostException: ", "host='",
            "://",
            "host address '", "host address ‘",
        ] {
            guard let range = text.ranges(of: mark).last else { continue }
            let name = text[range.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }.trimmingSuffix(".")
            if name.contains("."), name.contains(where: \.isLetter) { return name.lowercased() }
        }
        return nil
    }
}
