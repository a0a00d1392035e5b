import Foundation
import Triage

/// A triage of a pod with a log of 50 MB: read, redacted, concluded and reduced to a prompt, in a process of its own so that its memory is all there is.
enum TriageBenchmark {
    static func run() throws -> [Figure] {
        let directory = FileManager.default.temporaryDirectory.path + "/quarterdeck-triage-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: directory) }  // Nothing is lost with a temporary file that stays.
        try write(to: directory)
        var took: [Double] = [], peak = 0.0, tokens = 0.0
        for _ in 0..<3 {
            let process = Process(), output = Pipe()
            process.executableURL = URL(filePath: CommandLine.arguments[0]).absoluteURL
            process.arguments = ["triage-once", directory]
            process.standardOutput = output
            try process.run()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
            guard numbers.count == 3 else { continue }
            took.append(numbers[0])
            peak = max(peak, numbers[1])
            tokens = numbers[2]
        }
        print("50 MB of log to \(Int(tokens)) tokens: \(took.map { "\(Int($0)) ms" }.joined(separator: ", "))")
        let median = took.count == 3 ? took.sorted()[1] : .infinity
        return [
            Figure(name: "50 MB of log redacted and reduced, median of 3 (ms)", value: median, target: 2000),
            Figure(name: "50 MB of log: peak resident (MiB)", value: took.isEmpty ? .infinity : peak, target: 150),
        ]
    }

    /// What the other process does: prints milliseconds, peak MiB and tokens.
    static func once(_ arguments: [String]) async throws {
        let start = SystemFigures.now()
        let prompt = try await TriageEngine.prompt(from: arguments[0], budget: 4000)
        let milliseconds = Double(SystemFigures.now() - start) / 1_000_000
        print("\(milliseconds) \(SystemFigures.peakMemory(of: getpid())) \(prompt.tokens)")
    }

    private static func write(to directory: String) throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let subject = #"""
            {"format": 1, "subject": {"kind": "pod", "cluster": "k3d", "namespace": "ml-apps", "pod": "iris-7b6f5d9c44-9w8kd", "container": "server"},
             "files": [{"path": "server.log", "role": "log-previous", "container": "server"}], "primary": "server.log"}
            """#
        try Data(subject.utf8).write(to: URL(filePath: directory + "/subject.json"))
        var log: [UInt8] = []
        log.reserveCapacity(51_000_000)
        var seed: UInt64 = 7
        func number() -> UInt64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return seed >> 33
        }
        while log.count < 50_000_000 { log += Array(line(number).utf8) }
        let end =
            "Traceback (most recent call last):\n  File \"/srv/main.py\", line 3, in <module>\n    import pandas\nModuleNotFoundError: No module named 'pandas'\n"
        log += Array(end.utf8)
        try Data(log).write(to: URL(filePath: directory + "/server.log"))
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
