import Dispatch

/// Runs work that blocks or computes for long beside Swift's thread pool, which is only as wide as the machine has
/// cores: two sleeping tasks would otherwise hold up every other.
public enum Aside {
    /// Runs `work` on one of Dispatch's threads and waits for it without holding a thread of the pool.
    public static func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async { continuation.resume(with: Result { try work() }) }
        }
    }

    /// As ``run(_:)``, for work that cannot fail.
    public static func run<T: Sendable>(_ work: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async { continuation.resume(returning: work()) }
        }
    }
}
