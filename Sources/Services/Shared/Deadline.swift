import Host

/// Runs `work` for at most `limit`, then cancels it.
/// - Throws: what `work` throws, or ``ServiceError/unreachable(service:host:reason:)`` when time was up first.
public func within<Result: Sendable>(
    _ limit: Duration, of service: String, time: any TimeSource, _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result?.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await time.sleep(for: limit)
            return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let result = first else {
            throw ServiceError.unreachable(service: service, host: "its address", reason: "no answer within \(limit.components.seconds) s")
        }
        return result
    }
}
