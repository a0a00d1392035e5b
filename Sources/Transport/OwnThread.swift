import Glibc

/// Threads of our own, for what blocks: Swift's pool is as wide as the cores and must never wait.
enum OwnThread {
    private final class Start: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Runs `body` on a new thread. Returns whether the system gave one.
    static func run(_ body: @escaping @Sendable () -> Void) -> Bool {
        let context = Unmanaged.passRetained(Start(body)).toOpaque()
        guard create(context) == 0 else {
            Unmanaged<Start>.fromOpaque(context).release()
            return false
        }
        return true
    }

    #if canImport(Glibc)
        private static func create(_ context: UnsafeMutableRawPointer) -> Int32 {
            var thread = pthread_t()
            return pthread_create(
                &thread, nil,
                { context in
                    context.map { OwnThread.enter($0) }
                    return nil
                }, context)
        }
    #else
        private static func create(_ context: UnsafeMutableRawPointer) -> Int32 {
            var thread: pthread_t?
            return pthread_create(
                &thread, nil,
                { context in
                    OwnThread.enter(context)
                    return nil
                }, context)
        }
    #endif

    private static func enter(_ context: UnsafeMutableRawPointer) {
        pthread_detach(pthread_self())
        leaveSignalsToOthers()
        Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body()
    }

    /// Signals go to the threads that expect them; SIGPIPE (a TLS write to a closed connection) to none. Those of a
    /// crash stay open, or the crash handler that restores the terminal would not run.
    private static func leaveSignalsToOthers() {
        var signals = sigset_t()
        sigfillset(&signals)
        for crash in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT] { sigdelset(&signals, crash) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
