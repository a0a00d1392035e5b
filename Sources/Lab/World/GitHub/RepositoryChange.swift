/// What a write of the API changes in one repository. Whoever sends it has checked that it may be done.
enum RepositoryChange: Sendable, Equatable {
    /// A commit that sets one file on a branch; `nil` deletes it.
    case write(path: String, text: String?, message: String, branch: String, actor: String)
    /// A branch is made, moved, or (`nil`) deleted.
    case branch(String, head: String?)
    /// Only pull requests may move a branch from now on; `nil` lets everybody again.
    case protect(String, Protection?)
    /// A pull request is opened or edited; its number says which.
    case pull(PullRequest)
    /// A pull request is merged.
    case merge(pull: Int, title: String, actor: String)
    /// An issue is opened or edited; its number says which.
    case issue(Issue)
    /// A label is made.
    case label(Label)
}

extension Repository {
    /// The number of its next issue or pull request.
    var nextIssue: Int { (issues.map(\.number) + pulls.map(\.number) + [60]).reduce(0, max) + 1 }

    fileprivate mutating func put(_ pull: PullRequest) {
        pulls.removeAll { $0.number == pull.number }
        pulls.append(pull)
    }

    fileprivate mutating func put(_ issue: Issue) {
        issues.removeAll { $0.number == issue.number }
        issues.append(issue)
    }

    fileprivate mutating func move(_ name: String, to head: String) {
        guard name != "main", let files = files(at: head) else { return }
        branches.removeAll { $0.name == name }
        branches.append(Branch(name: name, head: head, files: files))
    }

    fileprivate mutating func setFiles(_ files: [String: String], on branch: String) {
        if branch == "main" {
            self.files = files
        } else if let index = branches.firstIndex(where: { $0.name == branch }) {
            branches[index].files = files
        } else {
            branches.append(Branch(name: branch, head: commit(branch)?.sha ?? "", files: files))
        }
    }
}

extension World {
    mutating func apply(_ change: RepositoryChange, in repository: Int64) {
        let now = now
        switch change {
        case .write(let path, let text, let message, let branch, let actor):
            write(path, text, message: message, branch: branch, actor: actor, in: repository)
        case .branch(let name, let head?): github.change(repository) { $0.move(name, to: head) }
        case .branch(let name, nil): github.change(repository) { $0.branches.removeAll { $0.name == name } }
        case .protect(let branch, let protection): github.change(repository) { $0.protections[branch] = protection }
        case .pull(let pull): github.change(repository) { $0.put(pull) }
        case .merge(let number, let title, let actor): merge(number, title: title, actor: actor, in: repository)
        case .issue(var issue):
            issue.updated = now
            github.change(repository) { $0.put(issue) }
        case .label(let label): github.change(repository) { $0.labels.append(label) }
        }
    }

    private mutating func write(
        _ path: String, _ text: String?, message: String, branch: String, actor: String, in repository: Int64
    ) {
        guard let found = github.repositories.first(where: { $0.id == repository }), let before = found.files(at: branch) else { return }
        var files = before
        files[path] = text
        let file = LineDiff.change(of: path, from: before[path], to: text)
        let change = SourceChange(sha: random.hex(40), title: message, actor: actor, branch: branch, file: file)
        github.change(repository) { $0.setFiles(files, on: branch) }
        push(change, to: repository)
    }

    /// A commit arrives on a branch. `main` and `develop` run the pipeline.
    private mutating func push(_ change: SourceChange, to repository: Int64) {
        guard let name = github.repositories.first(where: { $0.id == repository })?.name else { return }
        let (now, pace) = (now, pace)
        if ["main", "develop"].contains(change.branch) {
            if name == Platform.modelRepository { return apply(.github(.start(change))) }
            github.change(repository) { $0.record(change, number: $0.nextNumber, at: now, pace: pace) }
        } else {
            github.change(repository) { $0.commitOnly(change, at: now) }
        }
        github.change(repository) { repository in
            guard let index = repository.branches.firstIndex(where: { $0.name == change.branch }) else { return }
            repository.branches[index].head = change.sha
        }
    }

    /// The merge commit holds what the pull request's branch changed since it left its base.
    private mutating func merge(_ number: Int, title: String, actor: String, in repository: Int64) {
        guard let found = github.repositories.first(where: { $0.id == repository }),
            var pull = found.pulls.first(where: { $0.number == number }), let base = found.files(at: pull.base)
        else { return }
        let changed = found.changes(of: pull)
        var files = base
        for change in changed { files[change.path] = found.files(at: pull.head)?[change.path] }
        let merge = random.hex(40)
        let change = SourceChange(sha: merge, title: title, actor: actor, branch: pull.base, file: changed.first)
        github.change(repository) { $0.setFiles(files, on: pull.base) }
        push(change, to: repository)
        (pull.merge, pull.closed, pull.updated) = (merge, now, now)
        github.change(repository) { $0.put(pull) }
    }
}

extension Repository {
    /// What a pull request would change: the files in which its branch differs from where it left its base.
    func changes(of pull: PullRequest) -> [FileChange] {
        guard let head = files(at: pull.head) else { return [] }
        let own = commits.prefix { _ in true }.filter { $0.branch == pull.head }
        let start = own.last?.parent.flatMap { trees[$0] } ?? files(at: pull.base) ?? [:]
        return Set(head.keys).union(start.keys).sorted().filter { head[$0] != start[$0] }
            .map { LineDiff.change(of: $0, from: start[$0], to: head[$0]) }
    }

    /// A commit for which no workflow runs.
    fileprivate mutating func commitOnly(_ change: SourceChange, at time: Moment) {
        let person = Person.named(change.actor)
        commits.insert(
            Commit(
                sha: change.sha, message: change.title, login: change.actor, author: person.name, email: person.email,
                date: time.wholeSecond, branch: change.branch, parent: commit(change.branch)?.sha ?? commit("main")?.sha,
                files: change.file.map { [$0] } ?? []), at: 0)
        trees[change.sha] = branches.first { $0.name == change.branch }?.files
    }
}
