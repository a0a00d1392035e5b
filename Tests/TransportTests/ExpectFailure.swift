import Testing

@testable import Transport

/// Sends a request that must fail, and compares the whole sentence.
func expectFailure(
    _ request: HTTPRequest, by engine: Engine = Engine(), says sentence: String, sourceLocation: SourceLocation = #_sourceLocation
) async {
    let error = await #expect(throws: TransportError.self, sourceLocation: sourceLocation) { try await engine.send(request) }
    #expect(error?.description == sentence, sourceLocation: sourceLocation)
}
