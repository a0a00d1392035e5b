/// What Argo CD's application controller does: compares git with the cluster, and lets the cluster follow.
extension World {
    mutating func seedArgo() {
        for (name, age) in [(Platform.irisApplication, 41.0), (Platform.wineApplication, 38.0)] {
            var random = SeededRandom("application " + name)
            var application = ArgoApplication(
                name: name, uid: random.uuid(), created: (now - .days(age)).wholeSecond, reconciled: now.wholeSecond,
                nextLook: now)
            application.history = past(of: name)
            if let last = application.history.last {
                application.operation = .init(
                    phase: "Succeeded", message: "successfully synced (all tasks run)", revision: last.revision,
                    started: last.started, finished: last.at)
            }
            argo.applications.append(application)
        }
        apply(.argo(.reconcile))
    }

    mutating func apply(_ command: ArgoCommand) {
        switch command {
        case .reconcile:
            for index in argo.applications.indices { reconcile(index) }
            schedule(.argo(.reconcile), after: Delays.argoComparison / pace)
        case .refresh(let name):
            guard let index = argo.applications.firstIndex(where: { $0.name == name }) else { return }
            argo.applications[index].nextLook = now
            reconcile(index)
        case .sync(let name):
            guard let index = argo.applications.firstIndex(where: { $0.name == name }) else { return }
            lookAtGit(&argo.applications[index])
            argo.applications[index].reconciled = now.wholeSecond
            argo.applications[index].begin(at: now)
            finish(name)
        case .finish(let name): finish(name)
        case .request(let name, let by, let isDryRun, let id, let notes): request(name, by: by, isDryRun: isDryRun, to: id, notes)
        case .take(let name):
            change(name) { $0.operation?.isRequested = false }
            schedule(.argo(.finish(name)), after: Delays.argoSync / pace)
        case .terminate(let name):
            let now = now.wholeSecond
            change(name) { application in
                application.operation?.phase = "Failed"
                application.operation?.message = "Operation terminated"
                application.operation?.finished = now
                application.operation?.isRequested = false
            }
        case .automate(let name, let automation): change(name) { $0.automated = automation }
        }
    }

    private mutating func reconcile(_ index: Int) {
        let before = argo.applications[index]
        var application = before
        if application.nextLook <= now {
            application.nextLook = now + Delays.argoPoll / pace
            application.reconciled = now.wholeSecond
            lookAtGit(&application)
        }
        compare(&application)
        if application.sync == .outOfSync, mayStart(application) {
            application.begin(at: now)
            schedule(.argo(.finish(application.name)), after: Delays.argoSync / pace)
        }
        store(application, over: before, at: index)
    }

    /// Automated sync tries each commit once. What is changed in the cluster afterwards is undone, if the policy heals itself and
    /// the commit could be applied.
    private func mayStart(_ application: ArgoApplication) -> Bool {
        guard let automated = application.automated else { return false }
        guard let last = application.operation else { return true }
        guard last.phase != "Running" else { return false }
        if last.revision != application.revision { return true }
        return automated.selfHeal && last.phase == "Succeeded" && !last.isDryRun
            && now - (last.finished ?? now) >= Delays.argoSelfHeal / pace
    }

    private mutating func request(_ name: String, by: String, isDryRun: Bool, to id: Int?, _ notes: [ArgoApplication.Note]) {
        guard let index = argo.applications.firstIndex(where: { $0.name == name }) else { return }
        let before = argo.applications[index]
        var application = before
        lookAtGit(&application)
        var operation = ArgoApplication.Operation(
            phase: "Running", message: "waiting for completion of hook and resources", revision: application.revision,
            started: now.wholeSecond, by: by, notes: notes, isDryRun: isDryRun, isRequested: true)
        if let id, let earlier = application.history.first(where: { $0.id == id }) {
            operation.revision = earlier.revision
            operation.rollback = wanted(of: name, at: earlier.revision)
        }
        application.operation = operation
        store(application, over: before, at: index)
        schedule(.argo(.take(name)), after: Delays.argoTake / pace)
    }

    private mutating func change(_ name: String, _ body: (inout ArgoApplication) -> Void) {
        guard let index = argo.applications.firstIndex(where: { $0.name == name }) else { return }
        let before = argo.applications[index]
        var application = before
        body(&application)
        store(application, over: before, at: index)
    }

    /// What the manifests of an application ask for at a commit.
    private func wanted(of name: String, at revision: String) -> ArgoApplication.Wanted {
        let manifests = github.repositories.first { $0.name == Platform.infraRepository }
        let text = manifests?.files(at: revision)?["applications/\(name)/deployment.yaml"] ?? ""
        return .init(
            image: Self.value(of: "image:", in: text) ?? "", replicas: Self.value(of: "replicas:", in: text).flatMap { Int($0) } ?? 1)
    }

    /// Reads the application's folder at the head of the manifests repository.
    private func lookAtGit(_ application: inout ArgoApplication) {
        guard let manifests = github.repositories.first(where: { $0.name == Platform.infraRepository }) else { return }
        application.revision = manifests.commit("main")?.sha ?? ""
        let folder = "applications/\(application.name)/"
        let wanted = wanted(of: application.name, at: "main")
        (application.image, application.replicas) = (wanted.image, wanted.replicas)
        let (name, namespace) = (application.name, Platform.modelNamespace)
        application.resources = [
            .init(kind: "Namespace", namespace: "", name: namespace),
            .init(kind: "Service", namespace: namespace, name: name, health: .healthy),
            .init(group: "apps", kind: "Deployment", namespace: namespace, name: name, health: .healthy),
        ]
        let port = manifests.files[folder + "deployment.yaml"].flatMap { Self.value(of: "nodePort:", in: $0) } ?? ""
        if application.port.isEmpty { application.port = port }
        let taken = argo.applications.contains { $0.name != name && $0.port == port }
        application.problem = nil
        if port != application.port, taken {
            // Of two services that ask for one port the first keeps it, and the API server refuses the other.
            application.resources[1].sync = .outOfSync
            application.problem =
                "Service \"\(name)\" is invalid: spec.ports[0].nodePort: Invalid value: \(port): provided port is already allocated"
        }
    }

    /// What stands behind a key in a manifest, up to a comment.
    private static func value(of key: String, in manifest: String) -> String? {
        manifest.split(separator: "\n").lazy.compactMap { line -> String? in
            let words = line.split(separator: " ")
            guard words.first.map(String.init) == key, words.count > 1 else { return nil }
            return words[1].hasPrefix("#") ? "" : String(words[1])
        }.first
    }

    private func compare(_ application: inout ArgoApplication) {
        guard clusters.k3d.isLinked(at: now) else {
            application.sync = .unknown
            (application.health, application.healthMessage) = (.unknown, "")
            let message =
                "Failed to load live state: failed to get cluster info for \"\(ArgoApplication.server)\": error synchronizing cache state: "
                + "Get \"\(ArgoApplication.server)/version?timeout=32s\": dial tcp 100.85.38.128:6550: i/o timeout"
            if application.conditions.first?.type != "ComparisonError" {
                application.conditions = [.init(type: "ComparisonError", message: message, at: now.wholeSecond)]
            }
            return
        }
        application.conditions.removeAll { $0.type == "ComparisonError" }
        let key = ObjectKey(namespace: Platform.modelNamespace, name: application.name)
        let live = clusters.k3d.deployments[key]
        let isAsWanted =
            live?.template.spec.containers.first?.image == application.image && live?.replicas == application.replicas
        let (health, message) = deploymentHealth(application.name)
        for index in application.resources.indices where application.resources[index].kind == "Deployment" {
            application.resources[index].sync = isAsWanted ? .synced : .outOfSync
            application.resources[index].health = health
            application.resources[index].message = message
        }
        application.sync = application.resources.contains { $0.sync == .outOfSync } ? .outOfSync : .synced
        let worst = application.resources.compactMap { resource in resource.health.map { ($0, resource.message) } }.max {
            $0.0 < $1.0
        }
        (application.health, application.healthMessage) = (worst?.0 ?? .healthy, worst?.1 ?? "")
    }

    /// A synchronisation ends: the cluster gets what git asks for, as far as it knows such objects.
    private mutating func finish(_ name: String) {
        guard let index = argo.applications.firstIndex(where: { $0.name == name }),
            var operation = argo.applications[index].operation,
            operation.phase == "Running", !operation.isRequested
        else { return }
        let before = argo.applications[index]
        var application = before
        operation.finished = now.wholeSecond
        operation.resources = application.resources
        let isReached = clusters.k3d.isLinked(at: now)
        if let problem = isReached
            ? application.problem : "Get \"\(ArgoApplication.server)/version?timeout=32s\": i/o timeout"
        {
            operation.phase = "Failed"
            operation.message = "one or more objects failed to apply, reason: \(problem) (retried 5 times)."
            application.conditions = [
                .init(
                    type: "SyncError", message: "Failed sync attempt to \(operation.revision): \(operation.message)",
                    at: now.wholeSecond)
            ]
        } else {
            operation.phase = "Succeeded"
            operation.message = "successfully synced (all tasks run)"
            application.conditions = []
            if !operation.isDryRun {
                let next = (application.history.last?.id ?? -1) + 1
                application.history.append(
                    .init(
                        id: next, revision: operation.revision, by: operation.by, started: operation.started, at: now.wholeSecond))
                application.history = application.history.suffix(10)
            }
        }
        application.operation = operation
        store(application, over: before, at: index)
        // What can be applied is applied, also when something else cannot.
        if isReached, !operation.isDryRun {
            let wanted = operation.rollback ?? .init(image: application.image, replicas: application.replicas)
            let namespace = Platform.modelNamespace
            apply(.cluster(.k3d, .scale(namespace: namespace, deployment: name, replicas: wanted.replicas)))
            apply(
                .cluster(.k3d, .setImage(namespace: namespace, deployment: name, container: "model-server", image: wanted.image)))
        }
        reconcile(index)
    }

    private mutating func store(_ application: ArgoApplication, over before: ArgoApplication, at index: Int) {
        guard application != before || application.version == 0 else { return }
        argo.version += 7
        argo.applications[index] = application
        argo.applications[index].version = argo.version
        touch(.argo)
    }

    /// The deployments that the manifests' history tells of.
    private func past(of name: String) -> [ArgoApplication.Deployed] {
        let commits = github.repositories.first { $0.name == Platform.infraRepository }?.commits ?? []
        let own = commits.filter { $0.files.contains { $0.path.hasPrefix("applications/\(name)/") } }.sorted { $0.date < $1.date }
        return own.enumerated().map { index, commit in
            // Without a webhook Argo CD notices a commit some time within three minutes.
            let started = (commit.date + .seconds(100)).wholeSecond
            return .init(id: 4 + index * 2, revision: commit.sha, started: started, at: started + .seconds(3))
        }
    }
}

extension ArgoApplication {
    /// The edge's API server, as the cluster is registered.
    static let server = "https://100.85.38.128:6550"

    /// A synchronisation with the compared commit begins.
    fileprivate mutating func begin(at now: Moment) {
        operation = .init(
            phase: "Running", message: "waiting for completion of hook and resources", revision: revision,
            started: now.wholeSecond)
    }
}
