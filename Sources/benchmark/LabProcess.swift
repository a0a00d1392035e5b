import Foundation

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
    init(scenario: String = "calm", pods: Int = 0, changesPerSecond: Int = 0) throws {
        directory = try BenchmarkFiles.directory()
        process.executableURL = URL(filePath: BenchmarkFiles.quarterdeck)
        process.arguments = [
            "lab", "--directory", directory, "--scenario", scenario, "--pods", "\(pods)", "--changes-per-second", "\(changesPerSecond)",
        ]
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

    /// Ends it and removes its files.
    func end() {
        process.terminate()
        process.waitUntilExit()
        // A directory of /tmp that stays harms nobody.
        try? FileManager.default.removeItem(atPath: directory)
    }
}
