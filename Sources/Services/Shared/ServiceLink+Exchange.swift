import Host
import Transport

extension ServiceLink {
    /// Most redirects followed for one request.
    private static let hops = 5

    /// One try: cap, credentials, redirects, a renewed credential after a 401, the remembered answer after a 304.
    func exchange(_ request: HTTPRequest, conditional: Bool, what: String) async throws -> HTTPResponse {
        let key = request.url + " " + (request.headers["Accept"] ?? "")
        let remembered = conditional ? cache[key] : nil
        var request = request
        if let remembered { request.headers["If-None-Match"] = remembered.headers["ETag"] }
        let response: HTTPResponse
        do {
            response = try await answer(to: request)
        } catch let error as TransportError {
            throw ServiceError(error, service: configuration.service)
        }
        if response.status == 304, var remembered {
            // What a 304 says anew holds from now on (RFC 9111, section 3.2): GitHub's rate limit stands there.
            for line in response.headers.lines where line.name.lowercased() != "content-length" {
                remembered.headers[line.name] = line.value
            }
            return remembered
        }
        guard (200..<300).contains(response.status) else { throw failure(response, what: what) }
        if conditional { cache.keep(response, for: key) }
        return response
    }

    /// The answer to a request, whatever its status, with credentials added and redirects followed.
    /// - Throws: `TransportError` as it came, and ``ServiceError`` for our own caps.
    func answer(to request: HTTPRequest) async throws -> HTTPResponse {
        let response = try await authorised(request, status: \.status, headers: \.headers) { try await self.http.send($0) }
        meter.finished(status: response.status, bytes: response.body.count, at: time.uptime())
        note(response.headers)
        return response
    }

    /// The same for an answer that is read as it arrives.
    func begin(_ request: HTTPRequest, what: String, anyStatus: Bool = false) async throws -> HTTPStream {
        let stream: HTTPStream
        do {
            stream = try await authorised(request, status: \.status, headers: \.headers) { try await self.http.stream($0) }
        } catch let error as TransportError {
            throw ServiceError(error, service: configuration.service)
        }
        meter.finished(status: stream.status, bytes: 0, at: time.uptime())
        note(stream.headers)
        guard anyStatus || (200..<300).contains(stream.status) else {
            throw failure(HTTPResponse(status: stream.status, headers: stream.headers, body: await beginning(of: stream)), what: what)
        }
        return HTTPStream(status: stream.status, headers: stream.headers, body: MeteredBody(body: stream.body, link: self))
    }

    /// Enough of an error's body for its sentence.
    func beginning(of stream: HTTPStream) async -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await piece in stream.body {
                bytes += piece
                if bytes.count > 64 << 10 { break }
            }
        } catch {
            // A body that breaks off still says what its first part says; the status is the failure that is reported.
        }
        return bytes
    }

    private func authorised<Answer: Sendable>(
        _ request: HTTPRequest, status: (Answer) -> Int, headers: (Answer) -> HTTPHeaders,
        _ send: @Sendable (HTTPRequest) async throws -> Answer
    ) async throws -> Answer {
        var renewed = false
        var request = request
        // One identity for all of the exchange, also when it is changed meanwhile.
        let configuration = configuration
        var asked = request.headers
        var hop = 0
        // Credentials belong to the configured server, also where the request names another (a next page, a download).
        let home = Origin(url: configuration.base)
        while true {
            try await admit()
            request.headers = asked
            let isHome = Origin(url: request.url) == home
            // What is configured for this server, which may be a proxy's secret as well, is nobody else's business.
            for line in configuration.headers.lines where isHome && asked[line.name] == nil { request.headers.add(line.name, line.value) }
            if isHome, let credentials = configuration.credentials {
                for line in try await credentials.headers().lines { request.headers.add(line.name, line.value) }
                request.route = try await credentials.route(configuration.route)
            }
            let answer = try await send(request)
            if status(answer) == 401, isHome, !renewed, let credentials = configuration.credentials, await credentials.rejected() {
                renewed = true
                continue
            }
            if configuration.followsRedirects, let next = request.redirected(status: status(answer), headers: headers(answer)) {
                hop += 1
                guard hop <= Self.hops else {
                    throw ServiceError.malformed(service: configuration.service, what: "more than \(Self.hops) redirects")
                }
                meter.finished(status: status(answer), bytes: 0, at: time.uptime())
                // What the caller gave for one host (a registry's token) does not go on to another.
                for line in asked.lines where next.headers[line.name] == nil { asked[line.name] = nil }
                request = next
                continue
            }
            return answer
        }
    }

    /// Waits for the cap on requests a minute, or says which cap is reached.
    private func admit() async throws {
        while true {
            guard case .after(let wait, let cap) = meter.admit(at: time.uptime()) else { return }
            guard case .requestsPerMinute = cap, wait <= configuration.deadlines.answer else { throw capped(cap, for: wait) }
            try await time.sleep(for: wait)
        }
    }

    /// The sentence for a cap that is reached.
    func capped(_ cap: Meter.Cap, for wait: Duration) -> ServiceError {
        let words =
            switch cap {
            case .requestsPerMinute: "\(configuration.requestsPerMinute) requests a minute"
            case .bytesPerMinute: "\(configuration.bytesPerMinute >> 20) MiB a minute"
            case .countedPerHour: "\(configuration.countedPerHour ?? 0) requests an hour"
            }
        return .capped(service: configuration.service, cap: words, until: time.now() + wait)
    }

    private func note(_ headers: HTTPHeaders) {
        guard let date = headers["Date"].flatMap({ Timestamp(httpDate: $0) }) else { return }
        meter.clock(offset: date - time.now())
    }
}
