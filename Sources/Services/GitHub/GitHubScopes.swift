import Transport

/// Which permission a refused request lacked, as GitHub's headers say it.
/// <https://docs.github.com/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps>
enum GitHubScopes {
    /// Scopes of a classic token that another one holds as well.
    private static let held: [String: [String]] = [
        "repo": ["public_repo", "repo:status", "repo_deployment", "repo:invite", "security_events"],
        "write:packages": ["read:packages"], "admin:org": ["write:org", "read:org"], "write:org": ["read:org"],
        "user": ["read:user", "user:email", "user:follow"], "admin:repo_hook": ["write:repo_hook", "read:repo_hook"],
        "write:repo_hook": ["read:repo_hook"], "project": ["read:project"],
    ]

    /// A clause that names what is missing: `the token lacks the scope workflow`; `nil` where the headers name nothing, or the
    /// token has it and the refusal is another's.
    static func missing(_ headers: HTTPHeaders) -> String? {
        if let granted = headers["X-OAuth-Scopes"].map({ words($0, ",") }) {
            guard let accepted = headers["X-Accepted-OAuth-Scopes"].map({ words($0, ",") }), !accepted.isEmpty else { return nil }
            let has = Set(granted + granted.flatMap { held[$0] ?? [] })
            guard has.isDisjoint(with: accepted) else { return nil }
            let needs =
                accepted.count == 1
                ? "scope \(accepted[0])" : "scope \(accepted.dropLast().joined(separator: ", ")) or \(accepted[accepted.count - 1])"
            return "the token lacks the \(needs); it has \(granted.isEmpty ? "none" : granted.joined(separator: ", "))"
        }
        // Fine-grained tokens and apps: permissions that must all be there, by comma; alternatives by semicolon.
        guard let accepted = headers["X-Accepted-GitHub-Permissions"], !accepted.isEmpty else { return nil }
        let alternatives = words(accepted, ";").map { words($0, ",").joined(separator: " and ") }
        return "it wants the permission \(alternatives.joined(separator: ", or "))"
    }

    private static func words(_ line: String, _ separator: Character) -> [String] {
        line.split(separator: separator).map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty && $0.count <= 60 }
    }
}
