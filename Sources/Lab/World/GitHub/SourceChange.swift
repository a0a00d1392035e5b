/// What a push or a dispatch brings: a commit, and why its pipeline will fail, if it will.
struct SourceChange: Sendable, Equatable {
    /// The commit: 40 digits, or the first few of them.
    var sha: String
    var title: String
    /// Login of whoever made it.
    var actor: String
    var event = "push"
    var branch = "main"
    var fault: PipelineFault?
    /// How long after its beginning somebody cancels the run.
    var cancelledAfter: Span?
    var file: FileChange?
    /// What its training step will log; `nil` for an iris model as good as ever.
    var training: Training?

    /// A commit that fails, which takes its title and its file from the fault.
    static func failing(_ fault: PipelineFault, sha: String, actor: String, branch: String = "main") -> SourceChange {
        SourceChange(sha: sha, title: fault.change.title, actor: actor, branch: branch, fault: fault, file: fault.change.file)
    }
}

extension SourceChange {
    /// The commit whose image needs more memory the larger the batch: tonight's cause.
    static let batchEndpoint = SourceChange(
        sha: Platform.irisBatch.sha, title: Platform.irisBatch.title, actor: "ada",
        file: FileChange(
            path: "src/server.py", status: "modified",
            patch: """
                @@ -81,3 +81,8 @@ def predict():
                +@app.post("/predict/batch")
                +def predict_batch():
                +    rows = np.asarray(request.get_json()["rows"], dtype=float)
                +    scaled = np.vstack([scaler.transform(rows) for _ in model.estimators_])
                +    return jsonify(predictions=model.predict(scaled[: len(rows)]).tolist())
                """,
            additions: 5, deletions: 0))

    /// The same commit trained again by hand: it builds the same tag, and does not deploy.
    static let batchAgain = SourceChange(
        sha: Platform.irisBatch.sha, title: Platform.irisBatch.title, actor: "ada", event: "workflow_dispatch")

    /// The commit that made the wine model worse.
    static let smallerWine = SourceChange(
        sha: SeededRandom.sha("d3b5e90"), title: "Make the wine model smaller", actor: "lin", event: "workflow_dispatch",
        branch: "wine-depth",
        file: FileChange(
            path: "params-wine.yaml", status: "modified",
            patch: "@@ -1,4 +1,4 @@\n n_estimators: 400\n-max_depth: 10\n+max_depth: 6\n random_state: 42", additions: 1,
            deletions: 1))
}

extension SourceChange {
    /// What a colleague commits to the manifest that somebody else is editing; its patch is the text that it adds at the end.
    static let rivalBump = SourceChange(
        sha: "", title: "Note who owns iris-classifier", actor: "grace",
        file: FileChange(
            path: "applications/\(Platform.irisApplication)/deployment.yaml", status: "modified", patch: "# owner: grace\n",
            additions: 1, deletions: 0))
}
