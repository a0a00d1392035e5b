extension Scenario {
    /// A fixable critical vulnerability, found after training and before anything is pushed anywhere.
    static let securityScan = Scenario(
        name: "security-scan", summary: "The image scan finds a critical vulnerability in gunicorn.", lead: .minutes(14),
        timeline: [at(.zero, .github(.start(.failing(.trivy, sha: "48aa2d0", actor: "lin"))))])

    /// The same vulnerability, of which only an artifact tells.
    static let scanReport = Scenario(
        name: "scan-report", summary: "The image scan fails, and what it found stands in an artifact only.", lead: .minutes(14),
        timeline: [at(.zero, .github(.start(.failing(.trivyReport, sha: "48aa2d0", actor: "lin"))))])

    /// A bad join: whatever is trained from now on is no better than guessing.
    static let mislabelled = Scenario(
        name: "training-gate", summary: "The training data's labels are scrambled: every training from now on ends below the gate.",
        timeline: [at(.zero, .github(.training(.init(data: .mislabelled))))])

    /// A training script that found itself on a runner.
    static let logsElsewhere = Scenario(
        name: "logs-elsewhere", summary: "Trainings log to a folder of their runner: MLflow gets no run.",
        timeline: [at(.zero, .github(.training(.init(isElsewhere: true))))])
}
