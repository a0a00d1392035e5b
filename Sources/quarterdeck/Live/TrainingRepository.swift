import Host
import Operations
import Settings

/// Finds the repository that a training is meant for.
struct TrainingRepository {
    private let operation: HeadlessOperation

    init(_ operation: HeadlessOperation) { self.operation = operation }

    /// The repository as named, or the watched one that has the workflow.
    /// - Throws: ``Refusal`` where there is none, or more than one.
    func named(_ name: String?, workflow: String) async throws -> String {
        guard let github = operation.settings.github else { throw Refusal("GitHub is not configured: add [github] to config.toml.") }
        let watched = github.repositories
        if let name {
            if name.contains("/") { return name }
            return try WatchedRepository.named(name, among: watched)
        }
        guard !watched.isEmpty else { throw Refusal("Name the --repository: none is watched (repositories under [github] in config.toml).") }
        if watched.count == 1 { return watched[0] }
        let startable = try await operation.asking("looking which repository has \(workflow)") {
            try await operation.runner.trainingWorkflows()
        }
        let found = startable.filter { $0.file == workflow }.map(\.repository)
        if found.count == 1 { return found[0] }
        guard found.isEmpty else {
            throw Refusal(
                SafeText.line("Several watched repositories have \(workflow): \(found.joined(separator: ", ")). Name one with --repository."))
        }
        throw Refusal(
            Nearest.sentence(
                "No watched repository has a workflow that can be started by hand named", workflow, among: Set(startable.map(\.file)).sorted(),
                all: "the names"))
    }
}

/// A watched repository by its name alone.
enum WatchedRepository {
    /// `owner/name` for a name without owner.
    /// - Throws: ``Refusal`` where none is watched under it, or several are.
    static func named(_ name: String, among watched: [String]) throws -> String {
        let found = watched.filter { $0.hasSuffix("/" + name) }
        if found.count == 1 { return found[0] }
        guard found.isEmpty else { throw Refusal("Several watched repositories are named \(name): \(found.joined(separator: ", ")).") }
        let bare = watched.compactMap { $0.split(separator: "/").last.map(String.init) }
        throw Refusal(Nearest.sentence("No watched repository is named", name, among: bare, all: "those watched"))
    }
}
