import CTerminal
import Dispatch
import Synchronization

import Glibc

/// A program run for its output: credential plug-ins, secret managers. No shell, no input, no terminal.
///
/// The child gets `/dev/null` as its input, a session of its own (so it cannot ask for a password on our screen)
/// and none of our other descriptors. It is waited for on a thread of its own, never on Swift's cooperative pool.
public struct Subprocess: Sendable {
    /// The program and its arguments. A program without `/` is looked up in the `PATH` of ``environment``.
    public var arguments: [String]
    /// All of the child's environment variables.
    public var environment: [String: String]
    /// Where it runs; `nil` for our own working directory.
    public var directory: String?
    /// After this long the child and whatever it started are killed.
    public var timeout: Duration = .seconds(10)
    /// Most bytes taken from each of its outputs; more end the run.
    public var limit = 1 << 20

    /// A program to run.
    public init(_ arguments: [String], environment: [String: String]) {
        self.arguments = arguments
        self.environment = environment
    }

    /// What a finished run left behind.
    public struct Result: Sendable, Equatable {
        /// Exit status; `nil` when a signal ended it.
        public var exitStatus: Int32?
        /// The signal that ended it, else 0.
        public var signal: Int32 = 0
        /// Standard output.
        public var output: [UInt8] = []
        /// Standard error.
        public var errors: [UInt8] = []

        /// Whether it exited with status 0.
        public var succeeded: Bool { exitStatus == 0 }
    }

    /// Runs the program to its end.
    /// - Throws: ``SubprocessError``, or `CancellationError` when the task was cancelled (the child is killed).
    ///   A failing exit status is a result, not an error.
    public func run() async throws -> Result {
        let cancelled = CancelFlag()
        // A serial queue brings a thread of its own from outside the cooperative pool.
        let queue = DispatchQueue(label: "subprocess")
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.async {
                    continuation.resume(with: Swift.Result { try self.runBlocking(until: cancelled) })
                }
            }
        } onCancel: {
            cancelled.set()
        }
    }

    /// The program's path: as given when it holds a `/`, else the first executable of that name in `PATH`.
    public static func locate(_ program: String, in environment: [String: String]) -> String? {
        if program.contains("/") { return program }
        for directory in (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") {
            let path = "\(directory)/\(program)"
            if access(path, X_OK) == 0 { return path }
        }
        return nil
    }

    private func runBlocking(until cancelled: CancelFlag) throws -> Result {
        guard let program = arguments.first, let path = Self.locate(program, in: environment) else {
            throw SubprocessError.notFound(arguments.first ?? "")
        }
        var output = try Pipe(), errors = try Pipe()
        defer {
            output.close()
            errors.close()
        }
        let child = try spawn(path, output: output, errors: errors)
        output.closeWriteEnd()
        errors.closeWriteEnd()

        var result = Result()
        var status: Int32 = 0
        do {
            let deadline = ContinuousClock.now + timeout
            // A program that leaves a daemon holding its output is not waited for: 200 ms after its end we stop reading.
            var leaves: ContinuousClock.Instant?
            while output.isOpen || errors.isOpen || leaves == nil {
                if cancelled.isSet { throw CancellationError() }
                let now = ContinuousClock.now
                if now >= deadline { throw SubprocessError.timedOut(program: program, after: timeout) }
                if let leaves, now >= leaves { break }
                Pipe.wait(output, errors, milliseconds: 20)
                try output.drain(into: &result.output, limit: limit, program: program)
                try errors.drain(into: &result.errors, limit: limit, program: program)
                if leaves == nil, waitpid(child, &status, WNOHANG) == child { leaves = now + .milliseconds(200) }
            }
        } catch {
            kill(-child, SIGKILL)
            waitpid(child, &status, 0)
            throw error
        }
        let signal = status & 0x7f  // WTERMSIG and WEXITSTATUS are macros that Swift does not import.
        result.exitStatus = signal == 0 ? (status >> 8) & 0xff : nil
        result.signal = signal
        return result
    }

    private func spawn(_ path: String, output: Pipe, errors: Pipe) throws -> pid_t {
        var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for pointer in argv { free(pointer) }
            for pointer in envp { free(pointer) }
        }
        var child: pid_t = 0
        let code = qd_spawn(path, &argv, &envp, directory, output.writeEnd, errors.writeEnd, &child)
        guard code == 0 else { throw SubprocessError.notStarted(program: arguments[0], reason: String(cString: strerror(code))) }
        return child
    }
}

/// Why a program gave no result. The sentences name the program, not its arguments, which may hold secrets.
public enum SubprocessError: Error, Equatable, CustomStringConvertible {
    /// No such program.
    case notFound(String)
    /// The system would not start it.
    case notStarted(program: String, reason: String)
    /// It was killed after its time.
    case timedOut(program: String, after: Duration)
    /// It was killed because it wrote more than the limit, in bytes.
    case tooMuchOutput(program: String, limit: Int)

    /// What failed.
    public var description: String {
        switch self {
        case .notFound(let program): "the program \"\(program)\" is not in PATH"
        case .notStarted(let program, let reason): "\"\(program)\" could not be started: \(reason)"
        case .timedOut(let program, let after): "\"\(program)\" did not end within \(after.components.seconds) s and was killed"
        case .tooMuchOutput(let program, let limit): "\"\(program)\" wrote more than \(limit >> 10) KiB and was killed"
        }
    }
}

/// Says once, from any thread, that a run is no longer wanted.
private final class CancelFlag: Sendable {
    private let flag = Atomic(false)
    var isSet: Bool { flag.load(ordering: .acquiring) }
    func set() { flag.store(true, ordering: .releasing) }
}

/// One output of a child: we read without blocking, the child writes as it likes.
private struct Pipe {
    private var readEnd: Int32 = -1
    private(set) var writeEnd: Int32 = -1
    private(set) var isOpen = true

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw SubprocessError.notStarted(program: "pipe", reason: String(cString: strerror(errno)))
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
    }

    mutating func closeWriteEnd() {
        if writeEnd >= 0 { _ = systemClose(writeEnd) }
        writeEnd = -1
    }

    mutating func close() {
        closeWriteEnd()
        if readEnd >= 0 { _ = systemClose(readEnd) }
        readEnd = -1
        isOpen = false
    }

    /// Waits until either has bytes or an end, at most this long.
    static func wait(_ first: Pipe, _ second: Pipe, milliseconds: Int32) {
        var waiting = [first, second].filter(\.isOpen).map { pollfd(fd: $0.readEnd, events: Int16(POLLIN), revents: 0) }
        poll(&waiting, nfds_t(waiting.count), milliseconds)
    }

    /// Takes what is there.
    mutating func drain(into bytes: inout [UInt8], limit: Int, program: String) throws {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while isOpen {
            let count = read(readEnd, &buffer, buffer.count)
            if count > 0 {
                guard bytes.count + count <= limit else { throw SubprocessError.tooMuchOutput(program: program, limit: limit) }
                bytes.append(contentsOf: buffer[..<count])
            } else if count < 0, errno == EAGAIN {
                return
            } else if count < 0, errno == EINTR {
                continue
            } else {
                isOpen = false
            }
        }
    }
}

private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
