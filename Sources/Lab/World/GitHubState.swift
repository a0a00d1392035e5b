struct GitHubState: Sendable {}

enum GitHubCommand: Sendable, Equatable {}

extension World {
    mutating func seedGitHub() {}

    mutating func apply(_ command: GitHubCommand) {}
}
