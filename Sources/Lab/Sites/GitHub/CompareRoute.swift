/// Two commits compared: `…/compare/BASE...HEAD`.
/// <https://docs.github.com/rest/commits/commits#compare-two-commits>
struct CompareRoute {
    let json: GitHubJSON

    func answer(_ basehead: String) -> GitHubAnswer {
        let ends = basehead.split(separator: "...", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard ends.count == 2, let base = json.repository.commit(ends[0]), let head = json.repository.commit(ends[1]) else { return .notFound }
        let behind = line(from: base), ahead = line(from: head)
        let shared = ahead.first { commit in behind.contains { $0.sha == commit.sha } }
        let ours = Array(ahead.prefix { $0.sha != shared?.sha })
        let theirs = behind.prefix { $0.sha != shared?.sha }
        let status = ours.isEmpty ? (theirs.isEmpty ? "identical" : "behind") : theirs.isEmpty ? "ahead" : "diverged"
        return .json(
            .compact([
                "url": .string("\(json.address)/compare/\(basehead)"), "base_commit": json.commit(base, withFiles: false),
                "merge_base_commit": shared.map { json.commit($0, withFiles: false) }, "status": .string(status),
                "ahead_by": JSON(ours.count), "behind_by": JSON(theirs.count), "total_commits": JSON(ours.count),
                "commits": .array(ours.reversed().map { json.commit($0, withFiles: false) }), "files": .array(files(of: ours).map(json.change)),
            ]))
    }

    /// A commit and what it stands on, newest first.
    private func line(from commit: Commit) -> [Commit] {
        var line = [commit]
        while let parent = line.last?.parent, let next = json.repository.commit(parent), line.count < 250 { line.append(next) }
        return line
    }

    /// What the commits changed, one entry a file.
    private func files(of commits: [Commit]) -> [FileChange] {
        var files: [FileChange] = []
        for file in commits.reversed().flatMap(\.files) {
            if let at = files.firstIndex(where: { $0.path == file.path }) {
                files[at].patch += "\n" + file.patch
                files[at].additions += file.additions
                files[at].deletions += file.deletions
            } else {
                files.append(file)
            }
        }
        return files
    }
}
