/// Where a server says that it listens: `Uvicorn running on http://127.0.0.1:8000`, `Tomcat started on port 8081 (http)`.
struct Listening: Sendable {
    /// `127.0.0.1`, `[::]`; empty where only a port is told.
    var host = "", port = 0
    var text: String, citation: Finding.Citation

    /// Nobody outside the pod can reach it.
    var isLoopback: Bool { host.hasPrefix("127.") || host == "localhost" || host == "[::1]" || host == "::1" }

    private static let words: [StaticString] = [
        "listening", "listen on", "listens on", "running on", "running at", "started on", "serving on", "serving at", "serving http", "bound to",
        "binding to", "bind to", "started server", "server started", "server up", "ready on", "now serving", "accepting connections", "started at",
        "starting server on", "available on", "server at", "grpc server", "http server", "escucha", "lauscht", "écoute", "hört auf",
    ]

    /// All places that a log names, in its order.
    static func all(in log: CaseLog) -> [Listening] {
        log.lines(containing: words, limit: 200).compactMap { line in
            let text = log.text.line(line)
            guard let (host, port) = address(in: text) else { return nil }
            return Listening(host: host, port: port, text: Words.line(LoggedError.bare(text), 140), citation: log.citation(line))
        }
    }

    /// The host and port of a line: `tcp://0.0.0.0:3000`, `:8080`, `port(s): 8080`, `port=9090`.
    private static func address(in line: String) -> (String, Int)? {
        let lower = line.lowercased()
        for word in line.split(whereSeparator: { $0.isWhitespace || "\"',;()<>".contains($0) }) {
            var text = word.drop { $0 == "[" && !word.contains("]:") }
            if let scheme = text.firstRange(of: "://") { text = text[scheme.upperBound...] }
            if let equals = text.lastIndex(of: "=") { text = text[text.index(after: equals)...] }
            guard let colon = text.lastIndex(of: ":") else { continue }
            let digits = text[text.index(after: colon)...].prefix { $0.isNumber }, host = text[..<colon]
            let rest = text[text.index(after: colon)...].dropFirst(digits.count)
            guard let port = Int(digits), port > 0, port < 65_536, rest.isEmpty || "/].".contains(rest.first ?? " ") else { continue }
            let isHost =
                host.isEmpty || host == "*" || host == "localhost" || host.hasPrefix("[") || host.hasPrefix("::")
                || host.split(separator: ".").count == 4 && host.allSatisfy { $0.isNumber || $0 == "." }
            if isHost { return (String(host), port) }
        }
        for mark in ["port(s): ", "port(s) ", "port: ", "port=", "port\":", "port "] {
            guard let start = lower.firstRange(of: mark) else { continue }
            if let port = Int(lower[start.upperBound...].drop { $0 == "\"" || $0 == " " }.prefix { $0.isNumber }), port > 0, port < 65_536 {
                return (lower.has("127.0.0.1") ? "127.0.0.1" : lower.has("localhost") ? "localhost" : "", port)
            }
        }
        return nil
    }
}

extension CaseFile {
    /// What a server's log says against the probe that asks for it: another port, the pod's own loopback, another path, another protocol.
    func mismatch(of probe: ContainerFacts.ProbeFacts?, _ message: String) -> (text: String, citation: Finding.Citation)? {
        guard let container else { return nil }
        let candidates = logs.filter { ($0.role == .log || $0.role == .logPrevious) && ($0.part == nil || $0.part == container.name) }
        guard let log = candidates.first(where: { $0.role == .log && $0.text.count > 5 }) ?? candidates.first else { return nil }
        let places = candidates.map(Listening.all).first { !$0.isEmpty } ?? []
        let asked = probe?.port ?? Self.port(in: message)
        if let asked, !places.isEmpty {
            if let only = places.first(where: { $0.port == asked }) {
                if only.isLoopback, places.allSatisfy({ $0.port != asked || $0.isLoopback }), probe?.kindOfCheck != "exec" {
                    return (
                        "the server listens on \(only.host):\(only.port) only, the loopback, which the kubelet cannot reach from outside: \(only.text)",
                        only.citation
                    )
                }
            } else if let other = places.last {
                return (
                    "the server listens on \(other.host.isEmpty ? "port " : other.host + ":")\(other.port), not on the probe's port \(asked): \(other.text)",
                    other.citation
                )
            }
        }
        let words = message.lowercased()
        if words.has("http response to https client", "first record does not look like a tls handshake", "wrong version number") {
            return ("the probe speaks HTTPS and the server plain HTTP", log.citation(0))
        }
        if words.has("malformed http response", "statuscode: 400"), probe?.target.hasPrefix("http GET") == true,
            let line = log.lines(containing: ["tls", "https"], limit: 1).first
        {
            return ("the probe speaks plain HTTP and the server HTTPS: \(Words.line(log.text.line(line), 140))", log.citation(line))
        }
        guard words.has("statuscode: 404", "statuscode: 301", "statuscode: 302", "statuscode: 405") else { return nil }
        let bases: [StaticString] = [
            "base path", "base-path", "basepath", "context path", "context-path", "contextpath", "root_path", "root path", "url prefix",
            "path prefix",
            "prefix", "mounted at", "mounted on", "endpoints beneath", "health endpoint", "health check at", "healthcheck", "health check",
            "mapped {",
        ]
        guard let line = candidates.lazy.compactMap({ log in log.lines(containing: bases, limit: 1).first.map { (log, $0) } }).first else {
            return nil
        }
        return ("its log says where it serves: \(Words.line(LoggedError.bare(line.0.text.line(line.1)), 160))", line.0.citation(line.1))
    }

    /// The port of `Get "http://10.1.4.9:8080/livez"`, `dial tcp 10.1.4.9:9000`.
    private static func port(in message: String) -> Int? {
        for word in message.split(whereSeparator: { $0.isWhitespace || "\"'".contains($0) }) {
            guard let colon = word.lastIndex(of: ":") else { continue }
            if let port = Int(word[word.index(after: colon)...].prefix { $0.isNumber }), port > 0, port < 65_536 { return port }
        }
        return nil
    }
}
