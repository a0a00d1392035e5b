extension HTTPClient {
    /// Sends a request and follows redirects by hand: GitHub answers 301 and 307 for a renamed repository, and 302 to
    /// another host for every log.
    ///
    /// - 301 and 302 are followed for GET and HEAD, 307 and 308 for every method, with the same body. Anything else is the answer.
    /// - To another origin go neither credentials (`Authorization`, `Cookie`) nor the client certificate: a blob store refuses
    ///   what it does not know, and must not learn it.
    /// - From `https` to `http` nothing is followed.
    /// - Parameter hops: most redirects followed.
    /// - Throws: as ``send(_:)``, and ``TransportError/invalid(_:)`` when there are more hops.
    public func sendFollowing(_ request: HTTPRequest, hops: Int = 5) async throws -> HTTPResponse {
        var request = request
        for _ in 0...hops {
            let response = try await send(request)
            guard let next = request.redirected(status: response.status, headers: response.headers) else { return response }
            request = next
        }
        throw TransportError.invalid("more than \(hops) redirects, the last to \(Exchange.host(request))")
    }

    /// Sends a request for a stream and follows redirects, as ``sendFollowing(_:hops:)``.
    public func streamFollowing(_ request: HTTPRequest, hops: Int = 5) async throws -> HTTPStream {
        var request = request
        for _ in 0...hops {
            let stream = try await stream(request)
            guard let next = request.redirected(status: stream.status, headers: stream.headers) else { return stream }
            request = next
        }
        throw TransportError.invalid("more than \(hops) redirects, the last to \(Exchange.host(request))")
    }
}

extension HTTPRequest {
    /// The request that a redirect asks for, by the rules of ``HTTPClient/sendFollowing(_:hops:)``; `nil` when it is none, or none to follow.
    public func redirected(status: Int, headers answered: HTTPHeaders) -> HTTPRequest? {
        switch status {
        case 301, 302: guard method == "GET" || method == "HEAD" else { return nil }
        case 307, 308: break
        default: return nil
        }
        guard let location = answered["Location"], let target = Origin.resolve(location, against: url),
            let from = Origin(url: url),
            let to = Origin(url: target), from.scheme == "http" || to.scheme == "https"
        else { return nil }
        var next = self
        next.url = target
        if to != from {
            for name in ["Authorization", "Cookie", "Proxy-Authorization"] { next.headers[name] = nil }
            next.route = Route()
            next.route.proxy = route.proxy
        }
        return next
    }
}
