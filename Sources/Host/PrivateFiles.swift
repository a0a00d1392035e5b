import Glibc

/// Directories and files that only their owner may read: archive, log, lab configuration.
public enum PrivateFiles {
    /// Why a directory or file could not be made.
    public struct Failure: Error, CustomStringConvertible {
        /// The path and the system's reason.
        public let path: String, reason: String
        /// A failure.
        public init(path: String, reason: String) {
            self.path = path
            self.reason = reason
        }
        /// One sentence.
        public var description: String { "\(path) cannot be written: \(reason)." }
    }

    /// Makes a directory and those above it, new ones with mode 0700.
    public static func makeDirectory(_ path: String) throws(Failure) {
        var partial = ""
        for part in path.split(separator: "/") {
            partial += "/" + part
            if mkdir(partial, 0o700) != 0, errno != EEXIST { throw Failure(path: partial, reason: reason()) }
        }
        var information = stat()
        guard stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
            throw Failure(path: path, reason: "it is not a directory")
        }
    }

    /// Writes a file with mode 0600, replacing its content at once (a rename): no reader sees half of it.
    public static func write(_ text: String, to path: String) throws(Failure) { try write(bytes: Array(text.utf8), to: path) }

    /// The same for bytes.
    public static func write(bytes: [UInt8], to path: String) throws(Failure) {
        let temporary = path + ".\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(path: path, reason: reason()) }
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else {
                let failure = Failure(path: path, reason: reason())
                close(descriptor)
                unlink(temporary)
                throw failure
            }
            bytes.removeFirst(written)
        }
        close(descriptor)
        guard rename(temporary, path) == 0 else { throw Failure(path: path, reason: reason()) }
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
