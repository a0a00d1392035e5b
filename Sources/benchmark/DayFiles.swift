import Glibc
import TestSupport

/// Files of a simulated day, and what is read from its screens.
enum DayFiles {
    /// Asks services less often than the lab's own configuration does, and lets k3d's token come from a plug-in whose tokens end after an hour.
    /// - Returns: where the plug-in notes each of its runs.
    static func prepare(_ lab: LabProcess, clock: String) throws -> String {
        let config = try TextFile.read(lab.config).replacing("interval = 5\n", with: "interval = 60\n").replacing(
            "interval = 10\n", with: "interval = 120\n")
        try TextFile.write(config, to: lab.config)
        let runs = lab.directory + "/plugin-runs", plugin = lab.directory + "/plugin", parts = clock.split(separator: "@")
        try TextFile.write(
            """
            #!/bin/sh
            echo run >> \(runs)
            end=$((\(parts[1]) + ($(date +%s%3N) - \(parts[1])) * \(parts[0]) + 3600000))
            end=$(date -u -d @$((end / 1000)) +%Y-%m-%dT%H:%M:%SZ)
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"lab-k3d-operator","expirationTimestamp":"'$end'"}}'

            """, to: plugin)
        chmod(plugin, 0o700)
        let kubeconfig = lab.directory + "/kubeconfig"
        let exec = "exec: {apiVersion: client.authentication.k8s.io/v1, command: \(plugin), interactiveMode: Never}"
        try TextFile.write(try TextFile.read(kubeconfig).replacing("token: lab-k3d-operator", with: exec), to: kubeconfig)
        return runs
    }

    /// How often the plug-in ran.
    static func runs(of plugin: String) -> Int { (try? TextFile.read(plugin).split(separator: "\n").count) ?? 0 }

    /// The pods that a cluster's page lists, each with its state, and without its age.
    static func pods(_ terminal: VirtualTerminal) -> Set<String> {
        Set(
            terminal.lines.compactMap { line -> String? in
                let words = line.split(separator: " ").map(String.init)
                guard words.count > 2, words.contains(where: { $0.contains("/") && $0.contains("-") }) else { return nil }
                // The mark of the cursor stands before one of them; the age is the last word.
                return words.dropLast().joined(separator: " ").replacing("▸", with: "")
            })
    }
}
