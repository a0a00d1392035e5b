import Foundation
import Glibc

/// `quarterdeck lab` in a process of its own.
final class LabProcess {
    /// The lab did not start.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Where its configuration lies, and a home for consoles.
    let directory: String
    var config: String { directory + "/config.toml" }
    /// What it printed: address by name.
    private(set) var addresses: [String: String] = [:]
    private let process = Process()

    /// Starts it and waits until it serves.
    /// - Parameter clock: how fast its time passes, as `--clock` reads it; `nil` for the machine's time.
    init(scenario: String = "calm", pods: Int = 0, changesPerSecond: Int = 0, clock: String? = nil) throws {
        directory = try BenchmarkFiles.directory()
        process.executableURL = URL(filePath: BenchmarkFiles.quarterdeck)
        process.arguments = [
            "lab", "--directory", directory, "--scenario", scenario, "--pods", "\(pods)", "--changes-per-second", "\(changesPerSecond)",
        ]
        if let clock { process.arguments? += ["--clock", clock] }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var text = ""
        while !text.contains("kubeconfig ") {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Failure(description: "quarterdeck lab ended before it served; run it by hand to see why.") }
            text += String(decoding: more, as: UTF8.self)
        }
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ")
            if parts.count == 2 { addresses[String(parts[0])] = String(parts[1]) }
        }
    }

    /// Asks its control endpoint: `PUT /faults/argocd`, `POST /scenarios/oom`.
    func control(_ method: String, _ path: String, _ body: String = "") throws {
        guard let socket = Loopback.connected(to: addresses["control"] ?? "") else { throw Failure(description: "The lab cannot be reached.") }
        defer { close(socket) }
        let request = "\(method) \(path) HTTP/1.1\r\nHost: lab\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        var answer = [UInt8](repeating: 0, count: 12)
        guard write(socket, request, request.utf8.count) == request.utf8.count, read(socket, &answer, 12) == 12,
            String(decoding: answer, as: UTF8.self).hasSuffix(" 200")
        else { throw Failure(description: "\(method) \(path) was not done by the lab.") }
    }

    /// Ends it and removes its files.
    func end() {
        process.terminate()
        process.waitUntilExit()
        // A directory of /tmp that stays harms nobody.
        try? FileManager.default.removeItem(atPath: directory)
    }
}
