/// Names and identities on which the systems must agree: the image that a run pushed is the one that Argo CD syncs and a
/// pod runs.
enum Platform {
    static let owner = "acme-ml"
    /// Training code, model server, workflows.
    static let modelRepository = "model-source"
    /// Manifests that Argo CD watches.
    static let infraRepository = "infra-manifests"
    /// Their ids, which survive renaming.
    static let modelID: Int64 = 871_203_344
    static let infraID: Int64 = 871_203_977
    static let image = "ghcr.io/acme-ml/model-source"
    static let modelNamespace = "ml-apps"
    static let irisApplication = "iris-classifier"
    static let wineApplication = "wine-quality-xgboost"
    static let irisExperiment = "iris-classification"
    static let wineExperiment = "wine-quality-classification"

    /// A commit of the model repository that became an image.
    struct Build: Sendable, Equatable {
        var sha: String
        var title: String
        var runNumber: Int
        /// `main-` and the first seven digits of the commit.
        var tag: String { "main-" + sha.prefix(7) }
        var image: String { Platform.image + ":" + tag }
    }

    /// What iris-classifier ran before its latest image.
    static let irisBefore = Build(
        sha: "9f00d11c5a1b7e3d2f4a6c8b0e9d7f5a3c1b2e4d", title: "Pin scikit-learn to 1.5.2", runNumber: 408)
    /// The image under which iris-classifier dies of memory: it takes whole batches.
    static let irisBatch = Build(
        sha: "a1b2c3d4e5f60718293a4b5c6d7e8f9001122334", title: "Add batch prediction endpoint", runNumber: 410)
    static let wine = Build(
        sha: "77fe012b3c4d5e6f708192a3b4c5d6e7f8091a2b", title: "Train wine quality with 400 estimators", runNumber: 407)
}
