import JSON

/// A repository as its token sees it: what may be done there.
public struct RepositoryAccess: Sendable, Equatable, Readable {
    /// `owner/name` as it is now; another than was asked for after a rename.
    public var name = ""
    /// The branch that is meant where none is named.
    public var defaultBranch = ""
    /// The viewer's rights, from least to most: read, triage, write, maintain, administer.
    public var mayRead = false, mayTriage = false, mayWrite = false, mayMaintain = false, mayAdminister = false
    /// Read-only for everyone.
    public var isArchived = false
    /// Not public.
    public var isPrivate = false
    /// Whether it has issues at all (410 otherwise).
    public var hasIssues = true

    /// A repository to be filled in.
    public init() {}

    /// The answer of `/repos/{owner}/{repo}`.
    public init(_ json: Element) throws {
        name = try json.requiredString("full_name")
        defaultBranch = json.text(at: "default_branch")
        let rights = json["permissions"]
        // Without a token there are no rights listed, and what is answered may be read.
        mayRead = rights["pull"].bool ?? true
        mayTriage = rights["triage"].bool ?? false
        mayWrite = rights["push"].bool ?? false
        mayMaintain = rights["maintain"].bool ?? false
        mayAdminister = rights["admin"].bool ?? false
        isArchived = json["archived"].bool ?? false
        isPrivate = json["private"].bool ?? false
        hasIssues = json["has_issues"].bool ?? true
    }
}

/// Whether commits may go straight to a branch.
public struct BranchRules: Sendable, Equatable {
    /// What is known of pushing straight to it.
    public enum DirectPush: Sendable, Equatable {
        /// Nothing is known to be against it.
        case allowed
        /// A rule wants another way; the sentence names it.
        case refused(String)
        /// It is protected by rules that the token may not read: only trying tells.
        case notKnown(String)
    }

    /// The branch.
    public var branch = ""
    /// The commit it stands at.
    public var head = ""
    /// Whether GitHub calls it protected; rulesets do not count for that.
    public var isProtected = false
    /// Types of the rules that apply: `pull_request`, `required_status_checks`, `update`, `non_fast_forward`, …
    public var rules: [String] = []
    /// Whether a commit may go straight to it.
    public var directPush = DirectPush.allowed

    /// Rules to be filled in.
    public init() {}
}

/// A pull request.
public struct PullRequest: Sendable, Equatable, Identifiable, Readable {
    /// Its number, and its id.
    public var number = 0, id: Int64 = 0
    /// `open` or `closed`; and whether it was merged.
    public var state = "", isMerged = false
    /// Title and page.
    public var title = "", url = ""
    /// Branch it comes from and the one it goes to; the commit it offers.
    public var head = "", base = "", commit = ""
    /// The commit on its base that merged, squashed or rebased it; empty while it is open, when GitHub names a commit of a trial there.
    public var mergeCommit = ""

    /// A pull request to be filled in.
    public init() {}

    /// An element of `/pulls`.
    public init(_ json: Element) throws {
        number = try json.requiredInt("number")
        id = Int64(json["id"].int ?? 0)
        state = json.text(at: "state")
        isMerged = json["merged"].bool ?? json["merged_at"].string.map { !$0.isEmpty } ?? false
        title = json.text(at: "title")
        url = json.text(at: "html_url")
        head = json["head"].text(at: "ref")
        commit = json["head"].text(at: "sha")
        base = json["base"].text(at: "ref")
        if isMerged { mergeCommit = json.text(at: "merge_commit_sha") }
    }
}
