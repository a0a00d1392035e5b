import TestSupport

/// From exec to the first frame, with every service up and with every service down.
enum StartBenchmark {
    static func run(short: Bool) throws -> [Figure] {
        let lab = try LabProcess()
        defer { lab.end() }
        let up = try rounds(short ? 5 : 40, config: lab.config, home: lab.directory)
        let down = try downConfig(in: lab.directory)
        let without = try rounds(short ? 5 : 40, config: down, home: lab.directory)
        return [
            Figure(name: "first frame after exec, services up, median (ms)", value: up.quantile(0.5), target: 40),
            Figure(name: "first frame after exec, services up, p95 (ms)", value: up.quantile(0.95), target: 40),
            Figure(name: "first frame after exec, services down, median (ms)", value: without.quantile(0.5), target: 40),
            Figure(name: "first frame after exec, services down, p95 (ms)", value: without.quantile(0.95), target: 40),
        ]
    }

    private static func rounds(_ count: Int, config: String, home: String) throws -> Samples {
        var samples = Samples()
        // The first run reads the program from the disk; it is not counted.
        for round in 0...count {
            let console = try DrivenConsole(config: config, home: home)
            defer { console.end() }
            var painted = Int64.max
            try console.expect("the deck") { terminal in
                guard terminal.grid.last?.contains(where: { $0.text != " " }) == true, terminal.text.contains("Clusters") else {
                    return false
                }
                painted = min(painted, SystemFigures.now())
                return true
            }
            if round > 0 { samples.add(painted - console.started) }
        }
        return samples
    }

    /// A configuration in which nothing answers: nobody listens on port 1.
    private static func downConfig(in directory: String) throws -> String {
        let addressed = try TextFile.read(directory + "/config.toml").split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("url") || line.hasPrefix("endpoint") ? "\(line.prefix { $0 != "=" })= \"http://127.0.0.1:1\"" : String(line)
        }
        let kubeconfig = try TextFile.read(directory + "/kubeconfig").split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.contains("server:") ? "\(line.prefix { $0 != ":" }): http://127.0.0.1:1" : String(line)
        }
        try TextFile.write(kubeconfig.joined(separator: "\n"), to: directory + "/kubeconfig-down")
        let text = addressed.joined(separator: "\n").replacing(directory + "/kubeconfig\"", with: directory + "/kubeconfig-down\"")
        try TextFile.write(text, to: directory + "/down.toml")
        return directory + "/down.toml"
    }
}
