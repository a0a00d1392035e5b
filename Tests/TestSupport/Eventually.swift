import Testing

/// Waits until a condition holds. A wait that runs out is a failure of the test, with its words.
///
///     try await eventually("the connection is closed") { server.open == 0 }
public func eventually(
    _ what: Comment, within limit: Duration = .seconds(30), sourceLocation: SourceLocation = #_sourceLocation,
    isolation: isolated (any Actor)? = #isolation, _ condition: () async throws -> Bool
) async throws {
    let clock = ContinuousClock()
    let deadline = clock.now + limit
    while try await !condition() {
        try #require(clock.now < deadline, what, sourceLocation: sourceLocation)
        try await clock.sleep(for: .milliseconds(2))
    }
}
