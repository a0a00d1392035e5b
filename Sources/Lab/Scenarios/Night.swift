extension Scenario {
    /// What else happened around the new image of ``oom``: the run that built it, a commit that the secrets scan stopped, a port that
    /// another service has already, and a training that somebody started by hand and that is still under way.
    static let night: [Step] = [
        at(.zero, .github(.record(.batchEndpoint, age: .minutes(10.5)))),
        at(.seconds(40), movePort(from: 30808, to: 30809)),
        at(.minutes(1), .github(.start(.failing(.gitleaks, sha: "e07b3f9", actor: "lin")))),
        at(.minutes(9.5), .github(.start(.batchAgain))),
    ]

    /// A commit that gives iris-classifier another port. 30809 is the wine model's: the API server refuses it, and the application
    /// stays out of sync.
    static func movePort(from old: Int, to new: Int) -> LabCommand {
        let path = "applications/\(Platform.irisApplication)/deployment.yaml"
        let patch = "@@ -50,3 +50,3 @@ spec:\n     targetPort: 8080\n-    nodePort: \(old)\n+    nodePort: \(new)"
        let file = FileChange(path: path, status: "modified", patch: patch, additions: 1, deletions: 1)
        let change = SourceChange(
            sha: "7d10c\(new)", title: "Serve iris-classifier on port \(new)", actor: "grace", file: file)
        return .github(.edit(change, path: path, replacing: "nodePort: \(old)", with: "nodePort: \(new)"))
    }
}
