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
    /// Branches made through the API, with their files; `main` and those of the past stand in the commits alone.
    var branches: [Branch] = []
    /// Branches that only pull requests may move.
    var protections: [String: Protection] = [:]
    /// The files at commits that were once a head, as far as they differ from anything.
    var trees: [String: [String: String]] = [:]
    /// Issues and pull requests share one count.
    var issues: [Issue] = [], pulls: [PullRequest] = []
    /// Labels that issues can have.
    var labels: [Label] = []

    /// `owner/name`.
    var fullName: String { owner + "/" + name }

    /// The commit that `reference` means: a full or short id, or a branch.
    func commit(_ reference: String) -> Commit? {
        let reference = reference.hasPrefix("refs/heads/") ? String(reference.dropFirst("refs/heads/".count)) : reference
        if let branch = branches.first(where: { $0.name == reference }) { return commits.first { $0.sha == branch.head } }
        if reference == "main" || reference == "HEAD" { return commits.first { $0.branch == "main" } }
        return commits.first { $0.branch == reference }
            ?? (reference.count >= 7 ? commits.first { $0.sha.hasPrefix(reference) } : nil)
    }

    /// The files at a branch or a commit; `nil` where there is none of that name.
    func files(at reference: String) -> [String: String]? {
        if let branch = branches.first(where: { $0.name == reference || "refs/heads/" + $0.name == reference }) { return branch.files }
        guard let commit = commit(reference) else { return nil }
        return reference == "main" || reference == "HEAD" ? files : trees[commit.sha] ?? files
    }

    /// The branches that there are, `main` first.
    var branchNames: [String] {
        let all = Set(commits.map(\.branch) + branches.map(\.name)).subtracting(["main"])
        return ["main"] + all.sorted()
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
