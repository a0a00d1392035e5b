import Testing

/// Waits until a condition holds. A wait that runs out is a failure of the test, with its words.
///
/// The limit is of a machine that does something else as well: while a thousand tests share two threads, one that sleeps 2 ms may be
/// continued after seconds. So time alone ends no wait before the condition has been looked at often enough for the product to have had its
/// turns too, and a slow product on an idle machine is found out after `limit`.
///
///     try await eventually("the connection is closed") { server.open == 0 }
public func eventually(
    _ what: Comment, within limit: Duration = .seconds(10), sourceLocation: SourceLocation = #_sourceLocation,
    isolation: isolated (any Actor)? = #isolation, _ condition: () async throws -> Bool
) async throws {
    let clock = ContinuousClock()
    let deadline = clock.now + limit
    var looks = 0
    while try await !condition() {
        looks += 1
        try #require(clock.now < deadline || looks < 2000, what, sourceLocation: sourceLocation)
        try await clock.sleep(for: .milliseconds(2))
    }
}
