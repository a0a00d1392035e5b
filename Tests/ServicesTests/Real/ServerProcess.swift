import Foundation
import TestSupport
import Testing

import Glibc

/// A real server that a test starts on loopback, with a folder of its own, and ends by its process group.
///
/// A shell stands between: it ends the server when its own input closes, which happens even where the test program crashes.
final class ServerProcess {
    /// The server's folder; its output is `server.log` there.
    let folder: URL
    private let pid: pid_t
    private let input: Int32

    /// A new folder under the system's temporary one.
    static func folder(_ name: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("quarterdeck-\(name)-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Where a program is installed; `nil` where it is not.
    static func installed(_ path: String) -> String? { FileManager.default.isExecutableFile(atPath: path) ? path : nil }

    /// Starts `arguments` in `folder`, in a process group of its own.
    init(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws {
        self.folder = folder
        let script = #"cd "$1"; shift; "$@" </dev/null & server=$!; read -r _; kill "$server"; wait "$server""#
        let words = ["/bin/sh", "-c", script, "sh", folder.path] + arguments
        let variables = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }.map { "\($0)=\($1)" }

        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        let log = folder.appendingPathComponent("server.log").path
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A dispatch thread blocks most signals, and a child would inherit that: SIGTERM would never reach the server.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
        posix_spawnattr_setpgroup(&attributes, 0)

        let argv = words.map { strdup($0) } + [nil]
        let envp = variables.map { strdup($0) } + [nil]
        defer { for text in argv + envp { free(text) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, "/bin/sh", &actions, &attributes, argv, envp)
        close(ends[0])
        input = ends[1]
        pid = child
        try #require(code == 0, "the server could not be started")
    }

    /// The last lines of what the server said, for a failing test.
    var log: String {
        let text = (try? String(contentsOf: folder.appendingPathComponent("server.log"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(20).joined(separator: "\n")
    }

    /// Ends the server, waits for it, and removes its folder.
    deinit {
        close(input)
        var status: Int32 = 0
        for _ in 0..<500 {
            if waitpid(pid, &status, WNOHANG) != 0 { break }
            usleep(10_000)
        }
        kill(-pid, SIGKILL)  // whatever is left of the group
        waitpid(pid, &status, WNOHANG)
        try? FileManager.default.removeItem(at: folder)
    }
}
