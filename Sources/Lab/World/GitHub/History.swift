/// One line of a repository's past.
struct HistoryEntry: Sendable {
    /// Age of the run when the world begins.
    var minutesAgo: Double
    var change: SourceChange

    private init(_ minutesAgo: Double, _ change: SourceChange) { (self.minutesAgo, self.change) = (minutesAgo, change) }

    private init(
        _ minutesAgo: Double, _ sha: String, _ actor: String, _ title: String, event: String = "push", branch: String = "main"
    ) {
        self.init(minutesAgo, SourceChange(sha: sha, title: title, actor: actor, event: event, branch: branch))
    }
}

extension HistoryEntry {
    /// Number of the newest run of the model source repository when the world begins.
    static let newestRun = 409

    /// The past of the model source repository, newest first: 25 runs over three weeks.
    static let modelSource: [HistoryEntry] = [
        HistoryEntry(1_500, .smallerWine),
        HistoryEntry(2_890, Platform.irisBefore.sha, "grace", Platform.irisBefore.title),
        HistoryEntry(4_330, Platform.wine.sha, "grace", Platform.wine.title),
        HistoryEntry(4_500, .failing(.flake8, sha: "3be8240", actor: "lin", branch: "develop")),
        HistoryEntry(4_700, .failing(.pytest, sha: "b52f6aa", actor: "lin")),
        HistoryEntry(5_760, "6e0a7f3", "grace", "Keep wine features in one list", event: "pull_request", branch: "wine-features"),
        HistoryEntry(5_990, .failing(.accuracyGate, sha: "0c9d4e1", actor: "ada")),
        HistoryEntry(7_210, "d2740be", "grace", "Log the data's checksum", branch: "develop"),
        HistoryEntry(8_250, .failing(.trivy, sha: "48aa19c", actor: "lin")),
        HistoryEntry(8_640, "f6c0213", "ada", "Upgrade scikit-learn", event: "pull_request", branch: "scikit-learn"),
        HistoryEntry(
            8_645,
            SourceChange(
                sha: "1e5db07", title: "Try scikit-learn 1.5", actor: "ada", event: "pull_request", branch: "scikit-learn",
                cancelledAfter: .seconds(95))),
        HistoryEntry(10_080, "83b17d4", "grace", "Cache pip downloads", branch: "develop"),
        HistoryEntry(11_520, "6a3f90b", "grace", "Cache pip downloads", event: "pull_request", branch: "cache-pip"),
        HistoryEntry(13_050, "c9170ab", "lin", "Expose the inference histogram", branch: "develop"),
        HistoryEntry(14_500, "74d2e8f", "grace", "Draft the drift report", branch: "develop"),
        HistoryEntry(15_850, "4be19a7", "ada", "Seed every generator"),
        HistoryEntry(15_870, "0c35d88", "grace", "Split training from serving"),
        HistoryEntry(17_280, .failing(.gitleaks, sha: "e8d1b52", actor: "lin")),
        HistoryEntry(19_500, "30c7a94", "ada", "Add the health probe", event: "pull_request", branch: "health"),
        HistoryEntry(21_900, "9be4417", "lin", "Scan the image before pushing", branch: "develop"),
        HistoryEntry(23_300, "c3d07e6", "ada", "Log parameters as text", event: "pull_request", branch: "mlflow-params"),
        HistoryEntry(25_400, "2f8e6d5", "ada", "Fail below the accuracy gate", event: "pull_request", branch: "gate"),
        HistoryEntry(27_400, "d65f081", "grace", "Train with mlflow 2.18", event: "workflow_dispatch"),
        HistoryEntry(28_800, "d65f081", "grace", "Train with mlflow 2.18"),
        HistoryEntry(30_100, "0fa9c52", "ada", "Start the pipeline"),
    ]

    /// Number of the newest run of the manifests repository when the world begins.
    static let newestManifestRun = 95

    /// The past of the manifests repository, newest first: one validation for each image that was deployed.
    static let manifests: [HistoryEntry] = [
        bump(2_880, "c0a8f14", Platform.irisApplication, from: "main-4be19a7", to: Platform.irisBefore.tag),
        bump(4_320, "8d6be03", Platform.wineApplication, from: "main-0c35d88", to: Platform.wine.tag),
        bump(15_840, "17e5c9a", Platform.irisApplication, from: "main-d65f081", to: "main-4be19a7"),
        bump(15_841, "fa02d78", Platform.wineApplication, from: "main-d65f081", to: "main-0c35d88"),
        HistoryEntry(
            16_100,
            SourceChange(
                sha: "64b9e31", title: "Set a memory limit on iris-classifier", actor: "grace",
                file: FileChange(
                    path: "applications/iris-classifier/deployment.yaml", status: "modified",
                    patch:
                        "@@ -41,4 +41,6 @@ spec:\n             requests:\n               memory: 128Mi\n+            limits:\n+              memory: 256Mi",
                    additions: 2, deletions: 0))),
    ]

    private static func bump(_ minutesAgo: Double, _ sha: String, _ app: String, from: String, to: String) -> HistoryEntry {
        HistoryEntry(minutesAgo, .bump(app, from: from, to: to, sha: sha))
    }
}

extension SourceChange {
    /// The pipeline's own commit to the manifests: one value of one file.
    static func bump(_ app: String, from: String, to: String, sha: String) -> SourceChange {
        SourceChange(
            sha: sha, title: "Update \(app) to \(to)", actor: "github-actions[bot]",
            file: FileChange(
                path: "applications/\(app)/deployment.yaml", status: "modified",
                patch:
                    "@@ -27,3 +27,3 @@ spec:\n       - name: model-server\n-        image: \(Platform.image):\(from)  # set by the pipeline\n+        image: \(Platform.image):\(to)  # set by the pipeline",
                additions: 1, deletions: 1))
    }
}
