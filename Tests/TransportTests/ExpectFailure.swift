import TestSupport
import Testing

@testable import Transport

/// Sends a request that must fail, and compares the whole sentence.
func expectFailure(
    _ request: HTTPRequest, by engine: Engine = Engine(), says sentence: String, sourceLocation: SourceLocation = #_sourceLocation
) async {
    let error = await #expect(throws: TransportError.self, sourceLocation: sourceLocation) { try await engine.send(request) }
    #expect(error?.description == sentence, sourceLocation: sourceLocation)
}

extension HTTPRequest {
    /// A request without a hurry: for tests in which a thread of a busy machine may not run for many seconds.
    static func patient(_ server: RawServer) -> HTTPRequest {
        var request = HTTPRequest("GET", server.url)
        request.deadlines.connect = .seconds(600)
        request.deadlines.idle = .seconds(600)
        request.deadlines.total = .seconds(600)
        return request
    }
}
