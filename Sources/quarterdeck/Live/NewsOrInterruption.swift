import Operations

/// What a command that follows an operation hears: the operation, or the person who wants to leave.
enum NewsOrInterruption: Sendable {
    case event(OperationEvent)
    /// SIGINT or SIGTERM.
    case interrupted

    /// The events, and an interruption when there is one. Ends with the events.
    static func stream(_ events: AsyncStream<OperationEvent>) -> AsyncStream<NewsOrInterruption> {
        AsyncStream { continuation in
            let waiting = Task {
                await Interruption.wait()
                if !Task.isCancelled { continuation.yield(.interrupted) }
            }
            let telling = Task {
                for await event in events { continuation.yield(.event(event)) }
                continuation.finish()
            }
            continuation.onTermination = { _ in
                waiting.cancel()
                telling.cancel()
            }
        }
    }
}
