import Glibc
import Host

/// A person's home for one test: nothing of the machine's own configuration is read, nothing is left behind.
final class Home: Sendable {
    /// The directory.
    let directory: String

    init() throws {
        var template = Array("/tmp/quarterdeck-e2e-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw PrivateFiles.Failure(path: "/tmp", reason: String(cString: strerror(errno))) }
        directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        var pending = [directory], emptied: [String] = []
        while let next = pending.popLast() {
            emptied.append(next)
            for entry in Home.entries(of: next) {
                if Home.isDirectory(entry) { pending.append(entry) } else { unlink(entry) }
            }
        }
        for directory in emptied.reversed() { rmdir(directory) }
    }

    /// What programs that live here are started with.
    var variables: [String: String] {
        [
            "HOME": directory, "XDG_CONFIG_HOME": directory + "/config", "XDG_STATE_HOME": directory + "/state", "TMPDIR": directory,
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "USER": "mira",
        ]
    }

    /// A file below the directory, written with all directories above it.
    func write(_ text: String, to name: String) throws -> String {
        let path = directory + "/" + name
        try PrivateFiles.makeDirectory(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
        try PrivateFiles.write(text, to: path)
        return path
    }

    /// A file's text; empty when there is none.
    static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

    /// A file's bytes; empty when there is none.
    static func bytes(_ path: String) -> [UInt8] { (try? LocalFile.read(path, limit: 64 << 20)) ?? [] }

    /// Permission bits of a file or directory; `nil` when there is none.
    static func mode(_ path: String) -> UInt32? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o777 : nil
    }

    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Paths of what stands in a directory.
    static func entries(of directory: String) -> [String] {
        guard let handle = opendir(directory) else { return [] }
        defer { closedir(handle) }
        var entries: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name != ".", name != ".." { entries.append(directory + "/" + name) }
        }
        return entries
    }
}
