import Host
import Services

/// The figures of a training as they stand in a file that it uploaded: the last place to look, where neither MLflow nor the log has them.
struct TrainingArtifact: Sendable {
    /// Names of artifacts that hold figures, and of those that never do.
    private static let words = ["model", "metric", "train", "eval", "result"], others = ["coverage", "bandit", "trivy", "sarif", "sbom"]
    private static let largest = 32 << 20
    private static let endings = [".json", ".txt", ".yaml", ".yml", ".md"]

    /// The file's text, read as a log is.
    let text: TrainingLog
    /// `metrics.json in the artifact trained-model`
    let place: String

    /// Looks for a file that names the metric; `nil` where there is none.
    /// - Throws: ``ServiceError`` of the first one that cannot be read, where none of the others names it.
    static func find(_ metric: String, of run: WorkflowRun, _ client: GitHubClient) async throws -> TrainingArtifact? {
        var unread: (any Error)?
        for artifact in try await client.artifacts(ofRun: run.id, in: run.repository)
        where !artifact.isExpired && artifact.size <= largest && holdsFigures(artifact.name) {
            do {
                for file in try await client.files(ofArtifact: artifact.id, in: run.repository, ending: endings) {
                    var log = JobLog()
                    log.bytes = file.bytes
                    let text = TrainingLog(log)
                    if text.value(of: metric) != nil {
                        return TrainingArtifact(text: text, place: SafeText.line("\(file.name) in the artifact \(artifact.name)"))
                    }
                }
            } catch {
                unread = unread ?? error
            }
        }
        if let unread { throw unread }
        return nil
    }

    private static func holdsFigures(_ name: String) -> Bool {
        let name = name.lowercased()
        return words.contains { name.contains($0) } && !others.contains { name.contains($0) }
    }
}
