import JSON
import Transport

extension ServiceLink {
    /// Sends a request that changes something, once.
    ///
    /// - Parameters:
    ///   - path: as for ``send(_:_:query:headers:body:limit:conditional:what:repeatable:)``.
    ///   - body: JSON; `nil` sends none.
    ///   - type: its media type. ArgoCD wants `application/json` even where there is no body.
    ///   - what: the thing changed, for sentences.
    /// - Returns: an answer of status 200...299.
    /// - Throws: ``WriteFailure`` only, also when the task was cancelled: a request that was under way then is ``WriteFailure/unanswered(_:)``.
    public func write(
        _ method: String, _ path: String, query: [(String, String)] = [], headers: HTTPHeaders = [:], body: Value? = nil,
        type: String? = "application/json", what: String
    ) async throws(WriteFailure) -> HTTPResponse {
        guard !Task.isCancelled else { throw .notSent(stopped("before it was sent")) }
        var request = request(method, path, query: query, headers: headers, body: body?.bytes)
        if let type { request.headers["Content-Type"] = type }
        let response: HTTPResponse
        do {
            response = try await answer(to: request)
        } catch let error as TransportError {
            let failure = ServiceError(error, service: configuration.service)
            throw error.isBeforeSending ? .notSent(failure) : .unanswered(failure)
        } catch let error as ServiceError {
            // Our own caps, thrown before anything leaves; or redirects without an end, each of which did nothing.
            if case .malformed = error { throw .refused(error) }
            throw .notSent(error)
        } catch is CancellationError {
            throw .unanswered(stopped("while its answer was awaited"))
        } catch {
            // Credentials that cannot be had; the route that a certificate gives.
            throw .notSent(.unreachable(service: configuration.service, host: "its address", reason: "\(error)"))
        }
        guard (200..<300).contains(response.status) else {
            if (300..<400).contains(response.status) {
                throw .refused(
                    .refused(service: configuration.service, status: response.status, sentence: "it has moved, and does not say where to."))
            }
            let error = failure(response, what: what)
            // 503 with Retry-After is a refusal to begin; other 5xx may come from a gateway after the work was handed on.
            if case .broken = error { throw .unanswered(error) }
            throw WriteFailure(sent: error)
        }
        return response
    }

    /// The same, reading the JSON that is answered. A success that cannot be read is ``WriteFailure/unanswered(_:)``: it was done,
    /// but what exactly must be looked up.
    public func write<T: Readable>(
        _ method: String, _ path: String, query: [(String, String)] = [], headers: HTTPHeaders = [:], body: Value? = nil,
        type: String? = "application/json", what: String, as _: T.Type
    ) async throws(WriteFailure) -> T {
        try written(await write(method, path, query: query, headers: headers, body: body, type: type, what: what))
    }

    /// Reads the answer to a write that succeeded.
    func written<T: Readable>(_ response: HTTPResponse, as _: T.Type = T.self) throws(WriteFailure) -> T {
        do {
            return try read(response, as: T.self)
        } catch let error as ServiceError {
            throw .unanswered(error)
        } catch {
            throw .unanswered(.malformed(service: configuration.service, what: "\(error)"))
        }
    }

    private func stopped(_ when: String) -> ServiceError {
        .unreachable(service: configuration.service, host: "its address", reason: "we stopped waiting \(when)")
    }
}
