import Host

extension CaseFile {
    /// What changed, each with its time against the incident's beginning.
    var changeFacts: [Fact] {
        let changes = changes
        var facts: [Fact] = changes.prefix(3).map { change in
            let when = change.at.map { "\(began == nil ? "at" : relative(change.at)) \($0.rfc3339): " } ?? ""
            let against = change.against.isEmpty ? "" : "; \(change.against)"
            let place = change.citations.first
            let weight = change.isCandidate ? 1 : (change.at.flatMap { at in began.map { $0.at - at < .seconds(86_400) } } ?? true) ? 0.6 : 0.35
            return Fact(place?.evidence ?? 0, place?.line ?? 0, weight, "changed \(when)\(change.words)\(against)")
        }
        if around.revisions.count == 1, let only = around.revisions.first {
            facts.append(
                Fact(
                    only.exhibit, 0, 0.4,
                    "\(only.owner) has one revision only, made \(relative(only.created)); nothing changed its pods since"))
        }
        let told = changes.prefix(3).compactMap(\.commit?.sha)
        for commit in around.commits {
            let weight = told.contains(commit.sha) ? (changeCandidate?.commit?.sha == commit.sha ? 0.7 : 0.3) : 0.45
            facts.append(Fact(commit.exhibit, 0, weight, words(of: commit)))
        }
        for build in around.builds where !changes.contains(where: { $0.build?.number == build.number }) {
            facts.append(
                Fact(
                    build.exhibit, citation(.builds, ["workflow_runs", String(build.index)], exhibit: build.exhibit)?.line ?? 0, 0.3,
                    "run \(build.number) of \(build.workflow) on commit \(build.sha.prefix(7)) by \(build.actor), \"\(build.title)\": \(build.conclusion)"
                ))
        }
        return facts
    }

    private func words(of commit: CommitFacts) -> String {
        var text = "commit \(commit.short)\(commit.repository.isEmpty ? "" : " of \(commit.repository)") by \(commit.author)"
        let when = relative(commit.at)
        if !when.isEmpty { text += ", \(when)" }
        text += ", \"\(commit.title)\": " + commit.files.prefix(4).map(\.words).joined(separator: "; ")
        if commit.files.count > 4 { text += "; \(commit.files.count - 4) more files" }
        if let application = around.applications.first(where: { $0.repository == commit.repository }), !commit.files.isEmpty,
            !commit.files.contains(where: { isOwn($0.path, application) })
        {
            text += " (nothing below \(application.path), so not this workload)"
        }
        return text
    }

    /// What lies between the last good commit and the first bad one, and which of its files the failure names.
    var comparisonFacts: [Fact] {
        guard let comparison = around.comparison else { return [] }
        let intro = drift != nil ? "between the two runs' code" : "since the last passing run"
        let commits = comparison.commits.suffix(4).reversed().map { "\($0.short) \($0.author) \"\($0.title)\"" }
        let count = comparison.total == 1 ? "1 commit" : "\(comparison.total) commits"
        let files = comparison.files.map { "\($0.path) +\($0.additions) -\($0.deletions)" }
        var text = "\(intro): \(count) (\(commits.joined(separator: "; "))), files changed: \(files.prefix(12).joined(separator: ", "))"
        if files.count > 12 { text += " and \(files.count - 12) more" }
        if comparison.commits.isEmpty { text = "\(intro): no commit, so the code is the same" }
        let few = comparison.files.count <= 3 ? comparison.files : comparison.files.filter { isNamed($0.path) }
        return [Fact(comparison.exhibit, 0, 0.8, text)]
            + few.prefix(3).map { Fact(comparison.exhibit, 0, isNamed($0.path) ? 0.8 : 0.5, "changed file \($0.words)") }
    }

    /// Whether the failed step names the file: in one of its errors, or as a place, `api/routes.py:4`. That a table of coverage
    /// lists it says nothing.
    func isNamed(_ path: String) -> Bool {
        guard let failure = jobFailure, path.count >= 4 else { return false }
        if failure.errors.prefix(10).contains(where: { error in error.lines.contains { failure.log.text.line($0).contains(path) } }) { return true }
        return failure.log.lines(containing: path + ":", limit: 20, in: failure.lines).contains { line in
            !failure.isKnown(line) && failure.log.text.line(line).split(separator: path + ":").last?.first?.isNumber == true
        }
    }
}

extension CaseLog {
    /// The lines, from 0, that contain a text as it is written.
    func lines(containing text: String, limit: Int, in range: Range<Int>) -> [Int] {
        Array(range.lazy.filter { self.text.line($0).contains(text) }.prefix(limit))
    }
}
