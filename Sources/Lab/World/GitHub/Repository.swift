/// A repository: its history, its files at the head of `main`, its workflows and their runs.
struct Repository: Sendable, Equatable, Identifiable {
    /// Numeric id, which survives a renaming.
    var id: Int64
    /// Owner's login, and the name.
    var owner: String, name: String
    /// Names it had before: the API answers 301 for reads at them.
    var formerNames: [String] = []
    /// What it holds.
    var about: String
    /// Newest first.
    var commits: [Commit] = []
    /// Path to text, at the head of `main`.
    var files: [String: String] = [:]
    /// Workflows.
    var pipelines: [Pipeline] = []
    /// Runs, newest first.
    var runs: [WorkflowRun] = []

    /// `owner/name`.
    var fullName: String { owner + "/" + name }

    /// The commit that `reference` means: a full or short id, or a branch.
    func commit(_ reference: String) -> Commit? {
        if reference == "main" || reference == "HEAD" { return commits.first { $0.branch == "main" } }
        return commits.first { $0.branch == reference }
            ?? (reference.count >= 7 ? commits.first { $0.sha.hasPrefix(reference) } : nil)
    }
}

/// A commit.
struct Commit: Sendable, Equatable {
    /// 40 hexadecimal digits.
    var sha: String
    /// Whole message.
    var message: String
    /// Who wrote it: login, name, address.
    var login: String, author: String, email: String
    /// When.
    var date: Moment
    /// The branch it was made on.
    var branch = "main"
    /// Its parent, when there is one.
    var parent: String?
    /// What it changed.
    var files: [FileChange] = []
}

/// A file in a commit.
struct FileChange: Sendable, Equatable {
    /// Path in the repository.
    var path: String
    /// `added`, `modified`, `removed`, `renamed`.
    var status: String
    /// Unified diff without its header.
    var patch: String
    /// Lines.
    var additions: Int, deletions: Int
}
