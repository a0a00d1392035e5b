import Host

/// A change of the workload that an incident is about: a new revision of its pods, and who brought it.
struct Change: Sendable {
    /// When; `nil` where an old revision came back, whose pods tell no time.
    var at: Timestamp?
    /// `checkout revision 22`, `application checkout`.
    var subject = ""
    /// What differs, as far as it is looked at.
    var differences: [Difference] = []
    /// The revision that it brought, and the one before; `nil` where no revisions are known.
    var revision: RevisionFacts?, previous: RevisionFacts?
    var entry: ApplicationFacts.Entry?, commit: CommitFacts?, build: BuildFacts?
    var citations: [Finding.Citation] = []
    /// Why it may be what caused the incident: it came shortly before; `nil` where something speaks against it.
    var isCandidate = false
    /// What speaks against it.
    var against = ""

    /// "container app image A -> B; by sync of commit 0c5d1e7 (ines, "Deploy"); built by run 811 (omar, "Keep carts")".
    var words: String {
        var parts = [subject]
        if !differences.isEmpty { parts[0] += ": " + differences.prefix(4).map(\.words).joined(separator: ", ") }
        if differences.isEmpty, revision != nil { parts[0] += ": nothing that is looked at differs" }
        if differences.count > 4 { parts[0] += " and \(differences.count - 4) more" }
        if let commit {
            parts.append("by \(entry == nil ? "" : "sync of ")\(commit.words)")
        } else if let entry, !entry.revision.isEmpty {
            parts.append("by sync of commit \(entry.revision.prefix(7))\(entry.by.isEmpty ? "" : ", asked for by \(entry.by)")")
        }
        if let build {
            parts.append("built by run \(build.number) from \(build.sha.prefix(7)) (\(build.actor), \"\(build.title)\")")
        }
        return parts.joined(separator: "; ")
    }
}

extension CaseFile {
    /// What came shortly before: two hours.
    static let changeWindow = Duration.seconds(7200)

    /// When the incident began, and what began then.
    var began: (at: Timestamp, words: String)? {
        if let since = alert.flatMap({ Timestamp(rfc3339: $0.since) }) { return (since, "the alert") }
        let signs = ownEvents.filter { $0.type == "Warning" }.flatMap { [$0.first, $0.last] } + [container?.end?.finished ?? ""]
        return signs.compactMap { Timestamp(rfc3339: $0) }.min().map { ($0, "the first sign of it") }
    }

    /// "9 min before the alert", "2 min after the alert"; empty where no time is known.
    func relative(_ moment: Timestamp?) -> String {
        guard let moment, let began else { return "" }
        let seconds = Int((began.at - moment).seconds)
        return "\(Words.span(abs(seconds))) \(seconds >= 0 ? "before" : "after") \(began.words)"
    }

    /// Changes of the workload, newest first: by its revisions, else by what its application deployed.
    var changes: [Change] { around.revisions.isEmpty ? applicationChanges : revisionChanges }

    /// The change that may have caused it: the last before the incident began, where nothing speaks against it.
    var changeCandidate: Change? { changes.first { $0.isCandidate } }

    private var revisionChanges: [Change] {
        let sets = around.revisions.sorted { ($0.revision, $0.created ?? .distantPast) < ($1.revision, $1.created ?? .distantPast) }
        return zip(sets, sets.dropFirst()).map { before, after in
            var change = Change(subject: "\(after.owner) revision \(after.revision)", differences: after.differences(from: before))
            let isReturn = after.isBack || (after.created ?? .distantPast) < (before.created ?? .distantPast)
            change.at = isReturn ? nil : after.created
            (change.revision, change.previous) = (after, before)
            change.citations = [citation(after.role, after.imagePath, exhibit: after.exhibit)].compactMap { $0 }
            if isReturn { return returned(change, to: after, from: before) }
            change.entry = after.created.flatMap { entry(around: $0) }
            attach(&change, images: after.images.filter { image in !before.images.contains(image) })
            judge(&change, after)
            return change
        }.reversed()
    }

    /// A revision that was there before: rolled back, at a time that Argo CD may know.
    private func returned(_ change: Change, to set: RevisionFacts, from before: RevisionFacts) -> Change {
        var change = change
        change.subject += " (an earlier one, back again)"
        change.entry = around.applications.first?.history.last { ($0.started ?? .distantPast) > (before.created ?? .distantPast) }
        change.at = change.entry?.started
        attach(&change, images: [])
        judge(&change, set)
        return change
    }

    /// What the application deployed just before a replica set was made.
    private func entry(around moment: Timestamp) -> ApplicationFacts.Entry? {
        around.applications.flatMap(\.history).last { entry in
            guard let started = entry.started else { return false }
            // Two clocks: the controller's and the cluster's.
            return started <= moment + .seconds(60) && moment - started < .seconds(900)
        }
    }

    private func attach(_ change: inout Change, images: [String]) {
        if let entry = change.entry { change.commit = around.commits.first { $0.sha == entry.revision && !entry.revision.isEmpty } }
        // Without Argo CD, a commit that brought the image tells it by its lines.
        change.commit =
            change.commit
            ?? around.commits.first { commit in
                images.contains { image in commit.files.contains { $0.brings(image) } }
            }
        let built = images.compactMap { GitAddress.commit(ofImage: $0) }
        change.build = around.builds.first { build in built.contains { build.sha.hasPrefix($0) } && build.conclusion == "success" }
        if let commit = change.commit { change.citations.append(Finding.Citation(evidence: commit.exhibit)) }
        if let build = change.build {
            change.citations += [citation(.builds, ["workflow_runs", String(build.index)], exhibit: build.exhibit)].compactMap { $0 }
        }
    }

    /// What the application deployed, where no replica sets are known: by the lines of its commits.
    private var applicationChanges: [Change] {
        around.applications.flatMap { application in
            application.history.reversed().prefix(3).map { entry in
                var change = Change(at: entry.started, subject: "application \(application.name)", entry: entry)
                change.citations =
                    [citation(.application, ["status", "history", String(entry.index)], exhibit: application.exhibit)].compactMap { $0 }
                attach(&change, images: [])
                let own = change.commit?.files.filter { isOwn($0.path, application) } ?? []
                change.differences = own.flatMap(\.replaced)
                judge(&change, nil)
                if change.commit != nil, own.isEmpty {
                    (change.isCandidate, change.against) = (false, "its commit changes nothing below \(application.path)")
                }
                return change
            }
        }
    }

    func isOwn(_ path: String, _ application: ApplicationFacts) -> Bool {
        application.path.isEmpty || application.path == "." || path.hasPrefix(application.path + "/")
    }

    /// The first sign of trouble of the pod itself: a warning about it, the end of its container.
    private var firstSign: (at: Timestamp, words: String)? {
        let warnings = ownEvents.filter { $0.type == "Warning" }.compactMap { event in
            Timestamp(rfc3339: event.first.isEmpty ? event.last : event.first).map { ($0, event.reason) }
        }
        let ends = [container?.last, container?.now].compactMap { end in
            end.flatMap { Timestamp(rfc3339: $0.finished) }.map { ($0, "its container ended") }
        }
        // What is from before the pod was made is not of this pod.
        let made = pod.flatMap { Timestamp(rfc3339: $0.created) } ?? .distantPast
        return (warnings + ends).filter { $0.0 >= made }.min { $0.0 < $1.0 }
    }

    private func judge(_ change: inout Change, _ revision: RevisionFacts?) {
        guard let at = change.at, let began else { return }
        let before = began.at - at
        if before < .zero {
            change.against = "it came after \(began.words)"
        } else if before > Self.changeWindow {
            change.against = "it is \(Words.span(Int(before.seconds))) old"
        } else if let pod, revision?.made(pod) == false {
            change.against = "the pod is of another revision"
        } else if let over = around.alertValues?.firstOver, over < at {
            change.against = "the alert's value was over its threshold before, at \(over.rfc3339)"
        } else if let sign = firstSign, sign.at + .seconds(60) < at {
            // A minute for two clocks.
            change.against = "the pod was in trouble before it: \(sign.words), \(sign.at.rfc3339)"
        } else {
            change.isCandidate = true
        }
    }
}

extension Timestamp {
    /// Before every time that is met.
    static let distantPast = Timestamp(milliseconds: 0)
}
