/// A branch that was made through the API.
struct Branch: Sendable, Equatable {
    /// Without `refs/heads/`.
    var name: String
    /// The commit it stands at.
    var head: String
    /// Path to text, at that commit.
    var files: [String: String]
}

/// What a protected branch asks for before it moves.
struct Protection: Sendable, Equatable {
    /// Approving reviews that a pull request needs; 0 where a pull request is enough.
    var approvals = 0
}

/// A pull request.
struct PullRequest: Sendable, Equatable {
    var number: Int
    var title: String
    var body: String
    /// Login of whoever opened it.
    var author: String
    /// Branch that is to be merged, and the branch it goes into.
    var head: String, base: String
    var created: Moment
    var updated: Moment
    var closed: Moment?
    /// The commit that merged it.
    var merge: String?

    var state: String { closed == nil ? "open" : "closed" }
}

/// An issue.
struct Issue: Sendable, Equatable {
    var number: Int
    var title: String
    var body: String
    var author: String
    var labels: [String]
    var created: Moment
    var updated: Moment
    var closed: Moment?
    var comments: [Comment] = []

    var state: String { closed == nil ? "open" : "closed" }

    /// Something said below an issue or a pull request.
    struct Comment: Sendable, Equatable {
        var id: Int64
        var author: String
        var body: String
        var created: Moment
    }
}

/// A label.
struct Label: Sendable, Equatable {
    var name: String
    /// Six hexadecimal digits.
    var color: String
    var about = ""
}

extension Label {
    /// What a repository begins with, as far as it matters here.
    static let usual = [
        Label(name: "bug", color: "d73a4a", about: "Something isn't working"),
        Label(name: "enhancement", color: "a2eeef", about: "New feature or request"),
        Label(name: "ml-ops", color: "0e8a16", about: "The platform"),
    ]
}
