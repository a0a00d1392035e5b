import Foundation
import Triage

/// A triage of a pod with a log of 50 MB, and of 200: read, redacted, concluded and reduced to a prompt, in a process of its own so that its
/// memory is all there is. Every time it is judged whether the prompt holds what was buried in the log.
enum TriageBenchmark {
    /// Where in the log the failure stands: a share of its length.
    private static let places = [0.0, 0.5, 1.0]
    private static let marked = [
        "Traceback (most recent call last):", "  File \"/srv/main.py\", line 3, in <module>", "    import pandas",
        "ModuleNotFoundError: No module named 'pandas'",
    ]

    static func run() throws -> [Figure] {
        let directory = FileManager.default.temporaryDirectory.path + "/quarterdeck-triage-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: directory) }  // Nothing is lost with a temporary file that stays.
        let runs = try places.compactMap { try measured(directory, megabytes: 50, at: $0) }
        let large = try measured(directory, megabytes: 200, at: 0.5)
        let took = runs.map(\.milliseconds).sorted()
        print(
            "50 MB of log: \(took.map { "\(Int($0)) ms" }.joined(separator: ", ")); 200 MB: \(large.map { "\(Int($0.milliseconds)) ms" } ?? "none")")
        func least(_ runs: [Run], _ count: Int) -> Double { runs.count == count ? runs.map(\.recall).min() ?? 0 : 0 }
        return [
            Figure(name: "50 MB of log redacted and reduced, median of 3 (ms)", value: took.count == 3 ? took[1] : .infinity, target: 2000),
            Figure(name: "50 MB of log: peak resident (MiB)", value: runs.map(\.peak).max() ?? .infinity, target: 150),
            Figure(
                name: "50 MB of log: share of what was buried at beginning, middle, end in the prompt, least", value: least(runs, 3), target: 1,
                isExact: true, isFirm: true),
            Figure(name: "200 MB of log: peak resident (MiB)", value: large?.peak ?? .infinity, target: 150),
            Figure(
                name: "200 MB of log: share of what was buried in the middle in the prompt", value: least(large.map { [$0] } ?? [], 1), target: 1,
                isExact: true, isFirm: true),
        ]
    }

    private struct Run { var milliseconds: Double, peak: Double, recall: Double }

    /// One run of another process on a log of so many megabytes; `nil` when it failed.
    private static func measured(_ directory: String, megabytes: Int, at place: Double) throws -> Run? {
        try write(to: directory, megabytes: megabytes, at: place)
        let process = Process(), output = Pipe()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).absoluteURL
        process.arguments = ["triage-once", directory]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        return numbers.count == 3 ? Run(milliseconds: numbers[0], peak: numbers[1], recall: numbers[2]) : nil
    }

    /// What the other process does: prints milliseconds, peak MiB and the share of the marked lines that the prompt holds.
    static func once(_ arguments: [String]) async throws {
        let start = SystemFigures.now()
        let prompt = try await TriageEngine.prompt(from: arguments[0], budget: 4000)
        let milliseconds = Double(SystemFigures.now() - start) / 1_000_000
        let recall = Double(marked.count { prompt.text.contains(" " + $0 + "\n") }) / Double(marked.count)
        print("\(milliseconds) \(SystemFigures.peakMemory(of: getpid())) \(recall)")
    }

    private static func write(to directory: String, megabytes: Int, at place: Double) throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let subject = #"""
            {"format": 1, "subject": {"kind": "pod", "cluster": "k3d", "namespace": "ml-apps", "pod": "iris-7b6f5d9c44-9w8kd", "container": "server"},
             "files": [{"path": "server.log", "role": "log-previous", "container": "server"}], "primary": "server.log"}
            """#
        try Data(subject.utf8).write(to: URL(filePath: directory + "/subject.json"))
        let path = directory + "/server.log"
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path) else { return }
        defer { try? file.close() }  // A file that is cut short is seen by what is missing in the prompt.
        var seed: UInt64 = 7, written = 0, isBuried = false
        func number() -> UInt64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return seed >> 33
        }
        let size = megabytes * 1_000_000
        while written < size {
            var piece: [UInt8] = []
            if !isBuried, Double(written) >= place * Double(size) {
                piece += (marked.joined(separator: "\n") + "\n").utf8
                isBuried = true
            }
            while piece.count < 1_000_000 { piece += line(number).utf8 }
            try file.write(contentsOf: Data(piece))
            written += piece.count
        }
        if !isBuried { try file.write(contentsOf: Data((marked.joined(separator: "\n") + "\n").utf8)) }
    }

    /// Lines as servers write them; one in some hundreds holds a secret.
    private static func line(_ number: () -> UInt64) -> String {
        let time = "2026-03-14T02:37:\(10 + number() % 50).\(number() % 1_000_000)Z"
        switch number() % 400 {
        case 0: return "\(time) DEBUG connecting to postgresql://mlflow:pw\(number())x\(number() % 7)@db:5432/ml\n"
        case 1..<80:
            return
                "\(time) INFO \"GET /predict?id=\(number())&page=\(number() % 90) HTTP/1.1\" 200 \(number() % 9000) request=\(String(number(), radix: 16))\n"
        case 80..<160:
            return
                "\(time) INFO batch \(number() % 9000) rows=\(number() % 5000) took \(number() % 900).\(number() % 9) ms rss_mb=\(number() % 400)\n"
        case 160..<240: return "\(time) DEBUG cache key=features-\(String(number(), radix: 16))\(String(number(), radix: 16)) hit=\(number() % 2)\n"
        case 240..<300:
            return
                "\(time) WARNING retry \(number() % 5) of upstream http://10.42.\(number() % 255).\(number() % 255):8080/v1/models/iris after \(number() % 30) s\n"
        case 300..<350:
            return
                "{\"level\":\"info\",\"ts\":\"\(time)\",\"msg\":\"loaded\",\"digest\":\"sha256:\(String(number(), radix: 16))\",\"n\":\(number() % 99)}\n"
        default: return "\(time) INFO worker \(number() % 16) heartbeat, queue \(number() % 300)\n"
        }
    }
}
