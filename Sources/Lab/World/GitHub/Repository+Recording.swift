extension Repository {
    /// Adds a commit, unless it is there already (a dispatched run has none of its own), and a run for it.
    @discardableResult
    mutating func record(_ change: SourceChange, number: Int, at time: Moment, pace: Double = 1) -> WorkflowRun? {
        guard let pipeline = pipelines.first else { return nil }
        let created = time.wholeSecond
        let sha = SeededRandom.sha(change.sha)
        if !commits.contains(where: { $0.sha == sha }) {
            let person = Person.named(change.actor)
            commits.insert(
                Commit(
                    sha: sha, message: change.title, login: change.actor, author: person.name, email: person.email,
                    date: created - .seconds(7), branch: change.branch,
                    parent: commit(change.branch)?.sha ?? commit("main")?.sha, files: [change.file ?? .note(change.title)]), at: 0)
        }
        let run = WorkflowRun(
            id: runID(number), number: number, event: change.event,
            branch: change.branch, sha: sha, title: change.title, actor: change.actor, created: created, pipeline: pipeline,
            fault: change.fault, cancelledAfter: change.cancelledAfter, training: change.training, pace: pace)
        trees[sha] = change.branch == "main" ? files : branches.first { $0.name == change.branch }?.files
        runs.insert(run, at: 0)
        return run
    }

    /// Adds a past, which is given newest first and numbered down from `newest`.
    mutating func record(_ history: [HistoryEntry], newest: Int, until now: Moment) {
        for (index, entry) in history.enumerated().reversed() {
            record(entry.change, number: newest - index, at: now - .minutes(entry.minutesAgo))
        }
        rememberTrees()
    }

    /// The files at each commit of the past, found by undoing one commit's lines after the other.
    private mutating func rememberTrees() {
        trees = [:]
        var present = files
        for commit in commits where commit.branch == "main" {
            trees[commit.sha] = present
            for change in commit.files {
                let lines = change.patch.split(separator: "\n")
                let (old, new) = (lines.filter { $0.hasPrefix("-") }, lines.filter { $0.hasPrefix("+") })
                guard old.count == 1, new.count == 1, let text = present[change.path] else { continue }
                present[change.path] = text.replacing(new[0].dropFirst(), with: old[0].dropFirst(), maxReplacements: 1)
            }
        }
    }
}

extension FileChange {
    /// A change of one line, for commits whose content matters to nobody.
    static func note(_ title: String) -> FileChange {
        FileChange(
            path: "README.md", status: "modified", patch: "@@ -6,2 +6,3 @@\n ## Changes\n+- \(title)", additions: 1, deletions: 0)
    }
}

/// Somebody who commits.
struct Person {
    var name: String
    var email: String

    /// The person behind a login.
    static func named(_ login: String) -> Person {
        switch login {
        case "ada": Person(name: "Ada Dev", email: "ada@example.com")
        case "grace": Person(name: "Grace Ops", email: "grace@example.com")
        case "oncall": Person(name: "On Call", email: "oncall@example.com")
        case "lin": Person(name: "Lin Park", email: "lin@example.com")
        default: Person(name: login, email: "41898282+\(login)@users.noreply.github.com")
        }
    }
}
