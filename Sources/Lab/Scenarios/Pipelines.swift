extension Scenario {
    /// A commit breaks a unit test; the cause stands far above the end of the log.
    static let pipelinePytest = Scenario(
        name: "pipeline-pytest", summary: "A commit to main fails in its unit tests.", lead: .minutes(6),
        timeline: [at(.zero, .github(.start(.failing(.pytest, sha: "4ad81e6", actor: "lin"))))])

    /// A commit holds a token. The secrets scan stops the image; lint, tests and training go on meanwhile.
    static let pipelineGitleaks = Scenario(
        name: "pipeline-gitleaks", summary: "A commit to main holds a token; the secrets scan stops it.", lead: .minutes(9),
        timeline: [at(.zero, .github(.start(.failing(.gitleaks, sha: "e07b3f9", actor: "lin"))))])

    /// Somebody made the smoke test faster and the model useless: training ends below the gate, and MLflow has the run.
    static let gateFailed = Scenario(
        name: "gate-failed", summary: "A training ends below the accuracy gate.", lead: .minutes(9),
        timeline: [at(.zero, .github(.start(.failing(.accuracyGate, sha: "b90cd27", actor: "ada"))))])

    /// A model that passes its gate and is a tenth worse than before: `max_depth` went from 10 to 2.
    static let drift = Scenario(
        name: "drift", summary: "The wine model loses a tenth of its accuracy and still passes its gate.", lead: .minutes(12),
        timeline: [at(.zero, .github(.start(.shallowWine)))])
}

extension SourceChange {
    /// The commit after which the wine model is a tenth worse.
    static let shallowWine = SourceChange(
        sha: "2c88d1f", title: "Make the wine model fit on the edge", actor: "lin", event: "workflow_dispatch",
        branch: "wine-depth",
        file: FileChange(
            path: "params-wine.yaml", status: "modified",
            patch: "@@ -1,4 +1,4 @@\n n_estimators: 400\n-max_depth: 6\n+max_depth: 2\n random_state: 42", additions: 1,
            deletions: 1),
        training: Training(experiment: Platform.wineExperiment, name: "", commit: "", trees: 400, depth: 2, wrong: 111))
}
