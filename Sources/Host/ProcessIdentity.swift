import Glibc

/// A process of this host, told apart from a later one with the same number: what a lease names as its owner.
public struct ProcessIdentity: Sendable, Equatable {
    /// The host's name without its domain.
    public var host: String
    /// Process number.
    public var pid: Int32
    /// When it started: the boot's identifier and clock ticks since that boot (`man 5 proc_pid_stat`, field 22). Empty where
    /// it cannot be read.
    public var started: String

    /// A process.
    public init(host: String, pid: Int32, started: String) {
        self.host = host
        self.pid = pid
        self.started = started
    }

    /// The calling process.
    public static let current = ProcessIdentity(
        host: HostName.current, pid: getpid(), started: start(of: getpid()) ?? "")

    /// Whether it is known to have ended: it ran on this host, and no process has its number and start time any more. One on
    /// another host is never known to have ended.
    public var hasEnded: Bool {
        guard host == HostName.current else { return false }
        guard kill(pid, 0) == 0 || errno == EPERM else { return true }
        guard !started.isEmpty, Self.bootIdentifier != nil else { return false }
        return Self.start(of: pid) != started
    }

    /// Start of a process that runs; `nil` for one that is not there, or that has ended and not been waited for.
    private static func start(of pid: Int32) -> String? {
        guard let boot = bootIdentifier, let bytes = try? LocalFile.read("/proc/\(pid)/stat", limit: 4_096) else { return nil }
        // The program's name stands in parentheses and may hold anything, further parentheses among it.
        guard let name = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = bytes[(name + 1)...].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        // Counted from field 3, the state: Z and X are processes that only wait to be buried.
        guard fields.count > 19, !["Z", "X"].contains(fields[0]) else { return nil }
        return boot + ":" + fields[19]
    }

    /// Another after each boot; without it two boots' ticks could be mistaken for each other.
    private static let bootIdentifier: String? = {
        // Where there is no such file, processes are told apart by their number alone.
        guard let bytes = try? LocalFile.read("/proc/sys/kernel/random/boot_id", limit: 64), bytes.count >= 8 else { return nil }
        return String(decoding: bytes[..<8], as: UTF8.self)
    }()
}
