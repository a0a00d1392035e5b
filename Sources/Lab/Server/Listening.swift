import FlyingFox
import Synchronization

/// A server that was started, and whether it has ended.
final class Listening: Sendable {
    private let server: HTTPServer
    private let hasEnded = Mutex(false)

    init(_ server: HTTPServer) { self.server = server }

    /// Runs the server until it is stopped.
    func run() async throws {
        defer { hasEnded.withLock { $0 = true } }
        try await server.run()
    }

    /// Waits until it listens. A port that somebody else has is known at once; a machine that is busy is given a minute.
    /// - Returns: whether it listens.
    func begin() async -> Bool {
        for _ in 0..<60 {
            // Only the time being up throws here, and then it is asked again.
            if (try? await server.waitUntilListening(timeout: 1)) != nil { return true }
            if hasEnded.withLock({ $0 }) { return false }
        }
        return false
    }
}
