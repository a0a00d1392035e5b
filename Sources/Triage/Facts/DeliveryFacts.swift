import Host
import JSON

/// An Argo CD application: where its manifests stand, and what it has deployed.
struct ApplicationFacts: Sendable {
    var name = "", repository = "", path = ""
    var history: [Entry] = []
    var exhibit = 0

    /// One deployment.
    struct Entry: Sendable {
        var id = 0, revision = "", by = "", index = 0
        var started: Timestamp?, at: Timestamp?
    }

    init(_ json: Element, exhibit: Int) {
        self.exhibit = exhibit
        name = json["metadata"]["name"].string ?? ""
        let spec = json["spec"]
        let source = spec["source"].exists && !spec["source"].isNull ? spec["source"] : spec["sources"].array.first ?? spec["source"]
        repository = GitAddress.repository(source["repoURL"].string ?? "")
        path = source["path"].string ?? ""
        history = json["status"]["history"].array.enumerated().map { index, entry in
            let at = (entry["deployedAt"].string).flatMap { Timestamp(rfc3339: $0) }
            return Entry(
                id: entry["id"].int ?? 0, revision: entry["revision"].string ?? entry["revisions"].array.first?.string ?? "",
                by: entry["initiatedBy"]["username"].string ?? "", index: index,
                started: entry["deployStartedAt"].string.flatMap { Timestamp(rfc3339: $0) } ?? at, at: at)
        }
    }
}

/// A commit with the files it changed, as GitHub tells it.
struct CommitFacts: Sendable {
    var sha = "", repository = "", author = "", title = ""
    var at: Timestamp?
    var files: [FileChange] = []
    var exhibit = 0

    /// A file that changed, with the lines that say how.
    struct FileChange: Sendable {
        var path = "", status = "", additions = 0, deletions = 0, patch = ""

        init(_ json: Element) {
            path = json["filename"].string ?? ""
            status = json["status"].string ?? ""
            patch = json["patch"].string ?? ""
            let lines = patch.split(separator: "\n")
            additions = json["additions"].int ?? lines.count { $0.hasPrefix("+") }
            deletions = json["deletions"].int ?? lines.count { $0.hasPrefix("-") }
        }

        /// `apps/a.yaml +1 -1`, and the changed lines where they are few.
        var words: String {
            let lines = patch.split(separator: "\n").filter { $0.hasPrefix("+") || $0.hasPrefix("-") }
            let few = (1...4).contains(lines.count) ? lines : []
            let shown = few.map { "\($0.prefix(1)) \(Words.line(String($0.dropFirst()), 120))" }
            return "\(path) +\(additions) -\(deletions)\(shown.isEmpty ? "" : ": \(shown.joined(separator: " | "))")"
        }

        /// Whether a line that was added names it.
        func brings(_ text: String) -> Bool { patch.split(separator: "\n").contains { $0.hasPrefix("+") && $0.contains(text) } }

        /// Lines that were replaced one for one: `image: A -> image: B`.
        var replaced: [Difference] {
            let lines = patch.split(separator: "\n")
            let gone = lines.filter { $0.hasPrefix("-") }, come = lines.filter { $0.hasPrefix("+") }
            guard !gone.isEmpty, gone.count == come.count, gone.count <= 4 else { return [] }
            return zip(gone, come).map { Difference(before: String($0.dropFirst()), after: String($1.dropFirst())) }
        }
    }

    init(_ json: Element, exhibit: Int) {
        self.exhibit = exhibit
        sha = json["sha"].string ?? ""
        repository = json["repository"]["full_name"].string ?? ""
        let commit = json["commit"]
        author = json["author"]["login"].string ?? commit["author"]["name"].string ?? ""
        title = Words.line(String((commit["message"].string ?? "").prefix { $0 != "\n" }), 120)
        at = (commit["committer"]["date"].string ?? commit["author"]["date"].string).flatMap { Timestamp(rfc3339: $0) }
        files = json["files"].array.map { FileChange($0) }
    }

    /// `0c5d1e7`.
    var short: String { String(sha.prefix(7)) }
    /// `commit 0c5d1e7 (ines, "Deploy checkout")`.
    var words: String { "commit \(short) (\(author.isEmpty ? "author not known" : author), \"\(title)\")" }
}

/// A workflow run that built an image.
struct BuildFacts: Sendable {
    var number = 0, workflow = "", sha = "", title = "", actor = "", conclusion = "", repository = "", exhibit = 0, index = 0

    static func list(_ json: Element, exhibit: Int) -> [BuildFacts] {
        json["workflow_runs"].array.enumerated().map { index, run in
            BuildFacts(
                number: run["run_number"].int ?? 0, workflow: run["name"].string ?? "", sha: run["head_sha"].string ?? "",
                title: Words.line(run["display_title"].string ?? "", 120), actor: run["actor"]["login"].string ?? "",
                conclusion: run["conclusion"].string ?? run["status"].string ?? "", repository: run["repository"]["full_name"].string ?? "",
                exhibit: exhibit,
                index: index)
        }
    }
}

/// What lies between two commits.
struct ComparisonFacts: Sendable {
    var commits: [CommitFacts] = [], files: [CommitFacts.FileChange] = [], total = 0, exhibit = 0

    init(_ json: Element, exhibit: Int) {
        self.exhibit = exhibit
        commits = json["commits"].array.map { CommitFacts($0, exhibit: exhibit) }
        files = json["files"].array.map { CommitFacts.FileChange($0) }
        total = json["ahead_by"].int ?? commits.count
    }
}

/// Names in addresses of git.
enum GitAddress {
    /// `https://github.com/acme/infra.git` and `git@github.com:acme/infra.git` are `acme/infra`; empty for what names no repository.
    static func repository(_ address: String) -> String {
        var text = Substring(address)
        if text.hasSuffix(".git") { text = text.dropLast(4) }
        let parts = text.split { $0 == "/" || $0 == ":" }
        guard parts.count >= 2 else { return "" }
        return parts.suffix(2).joined(separator: "/")
    }

    /// The commit that an image's tag names: `ghcr.io/acme/models:main-5be1a2b` was built from `5be1a2b`; `nil` where it names none.
    static func commit(ofImage image: String) -> String? {
        let bare = image.prefix { $0 != "@" }
        guard let name = bare.split(separator: "/").last, let colon = name.lastIndex(of: ":") else { return nil }
        let tag = name[name.index(after: colon)...]
        return tag.split { !$0.isLetter && !$0.isNumber }.last { part in
            // A date is of digits alone, too.
            (7...40).contains(part.count) && part.allSatisfy(\.isHexDigit) && part.contains { $0.isLetter || part.count == 40 }
                && part.contains(where: \.isNumber)
        }.map { $0.lowercased() }
    }
}
