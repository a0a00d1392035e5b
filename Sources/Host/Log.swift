import Dispatch
import Glibc

/// The log file: one line an event, redacted, rotated. Written on a queue of its own, so that a slow disk delays nobody.
public final class Log: Sendable {
    /// How much is worth a line.
    public enum Level: Int, Sendable, Comparable, CaseIterable {
        /// Something a person should look at; normal steps; details; everything.
        case error, warning, info, debug, trace
        /// Less talkative first.
        public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
        /// A level by its name in config: `info`.
        public init?(name: String) {
            guard let level = Self.allCases.first(where: { "\($0)" == name }) else { return nil }
            self = level
        }
    }

    /// The file written to.
    public let path: String
    private let level: Level
    private let largest: Int
    private let time: any TimeSource
    private let redact: @Sendable (String) -> String
    private let queue = DispatchQueue(label: "quarterdeck.log", qos: .utility)

    /// A log that appends to `path`.
    /// - Parameters:
    ///   - largest: bytes at which the file is moved to `path.1` (and that to `path.2`; three files in all).
    ///   - redact: applied to every line before it is written.
    public init(
        path: String, level: Level, largest: Int = 4 << 20, time: any TimeSource = SystemTime(),
        redact: @escaping @Sendable (String) -> String
    ) {
        self.path = path
        self.level = level
        self.largest = largest
        self.time = time
        self.redact = redact
    }

    /// Whether a line of this level would be written.
    public func writes(_ level: Level) -> Bool { level <= self.level }

    /// Appends one line: time, level, where, what. Controls are replaced; nothing is thrown: a full disk must not end a session.
    public func write(_ level: Level, _ subsystem: String, _ message: @autoclosure () -> String) {
        guard writes(level) else { return }
        let line = "\(time.now().rfc3339) \(level) \(subsystem): \(SafeText.line(message()))"
        queue.async { [self] in append(redact(line) + "\n") }
    }

    /// Waits until everything written so far has reached the file.
    public func flush() { queue.sync {} }

    private func append(_ line: String) {
        var information = stat()
        if stat(path, &information) == 0, Int(information.st_size) + line.utf8.count > largest {
            rename(path + ".1", path + ".2")
            rename(path, path + ".1")
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var bytes = Array(line.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            bytes.removeFirst(written)
        }
    }
}
