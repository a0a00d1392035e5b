import Foundation

/// A vendor's own client, run against the lab where it is installed.
struct Tool: Sendable {
    let path: String

    /// A program by its path.
    init(path: String) { self.path = path }

    /// `nil` when no such program is on the path.
    init?(_ name: String) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
        guard let path = folders.map({ "\($0)/\(name)" }).first(where: FileManager.default.isExecutableFile) else { return nil }
        self.path = path
    }

    /// Whether a program is on the path: for `.enabled(if:)`.
    static func isInstalled(_ name: String) -> Bool { Tool(name) != nil }

    struct Result: Sendable {
        var status: Int32
        var output: String
        var errors: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// Runs it, and ends it when it has not ended by itself in time.
    /// - Parameter environment: all of its environment; `nil` for our own.
    func run(_ arguments: [String], environment: [String: String]? = nil, seconds: Double = 20) async -> Result {
        let path = path
        return await onThread {
            let folder = FileManager.default.temporaryDirectory
            let files = ["out", "err"].map { folder.appendingPathComponent("lab-tool-\(UUID().uuidString).\($0)") }
            defer { for file in files { try? FileManager.default.removeItem(at: file) } }
            for file in files { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
            let process = Process()
            process.executableURL = URL(fileURLWithPath: path)
            process.arguments = arguments
            if let environment { process.environment = environment }
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try? FileHandle(forWritingTo: files[0])
            process.standardError = try? FileHandle(forWritingTo: files[1])
            do { try process.run() } catch { return Result(status: -1, output: "", errors: "\(error)") }
            let timer = DispatchSource.makeTimerSource(queue: .global())
            timer.schedule(deadline: .now() + seconds)
            timer.setEventHandler { if process.isRunning { process.terminate() } }
            timer.resume()
            process.waitUntilExit()
            timer.cancel()
            let texts = files.map { (try? String(contentsOf: $0, encoding: .utf8)) ?? "" }
            return Result(status: process.terminationStatus, output: texts[0], errors: texts[1])
        }
    }
}

/// A kubeconfig on disk for as long as a test needs it.
final class TemporaryKubeconfig: Sendable {
    let path: String

    init(_ text: String) throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("lab-\(UUID().uuidString).kubeconfig").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
