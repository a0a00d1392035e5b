import Host
import Services

// From the commit to the model server's health.
extension BumpImage {
    /// Says in a plan what comes after the commit: the sync, the rollout, the look at the model server.
    /// - Throws: ``OperationError`` for an application that ArgoCD does not know.
    func deployment(of plan: inout Plan, _ reach: Reach) async throws {
        guard !request["application"].isEmpty else {
            plan.consequences.append("No ArgoCD application is named (application in [[images]]): what follows is not followed.")
            return
        }
        guard let argocd = reach.argocd else {
            plan.warnings.append("ArgoCD is not configured, so what follows is not followed; set [argocd] in config.toml.")
            return
        }
        let state = try await application(argocd)
        let application = state.application
        let then = plan.request["way"] == ManifestPolicy.Way.commit.rawValue ? "Then" : "Once it is merged,"
        plan.consequences.append(
            state.automation.isOn
                ? "\(then) ArgoCD syncs by itself (automated)." : "\(then) \(application.name) is OutOfSync until it is synced by hand.")
        if !application.path.isEmpty, !path.hasPrefix(application.path.hasSuffix("/") ? application.path : application.path + "/") {
            plan.warnings.append("\(application.name) deploys \(SafeText.line(application.path)), where \(path) is not.")
        }
        if !["", "HEAD", plan.request["branch"]].contains(application.targetRevision) {
            plan.warnings.append("\(application.name) follows \(SafeText.line(application.targetRevision)), not \(plan.request["branch"]).")
        }
        guard let cluster = reach.clusters[request["context"]], !request["namespace"].isEmpty else { return }
        do {
            let deployment = try await cluster.deployment(namespace: request["namespace"], name: object)
            let health = reach.modelServers[request["name"]].map { "; then \($0.link.configuration.base)/health is asked" } ?? ""
            plan.consequences.append(
                (deployment.wanted == 1 ? "One pod is replaced" : "\(deployment.wanted) pods are replaced, a few at a time") + health + ".")
            if deployment.paused { plan.warnings.append("Rollouts of \(object) are paused: the new image waits until they are resumed.") }
        } catch {
            plan.warnings.append("How \(object) stands is not known: \(error)")
        }
    }

    private func application(_ argocd: ArgoClient) async throws -> ArgoState {
        let name = request["application"]
        do {
            return try await argocd.state(of: ArgoTarget(name))
        } catch let error as ServiceError {
            switch error {
            case .notFound, .forbidden:
                let names = ((try? await argocd.applications()) ?? []).map { SafeText.line($0.name) }.sorted()
                let there = names.isEmpty ? "" : "; it shows \(names.prefix(6).joined(separator: ", "))\(names.count > 6 ? ", …" : "")"
                throw OperationError.pointless(
                    "ArgoCD has no application \"\(SafeText.line(name))\" that we may see\(there). Set application in [[images]] of config.toml.")
            default: throw error
            }
        }
    }

    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome {
        var receipt = receipt
        if receipt.reference.hasPrefix("#") {
            switch try await merge(of: receipt, reach, progress) {
            case .landed(let commit): receipt = commit
            case .ended(let outcome): return outcome
            }
        }
        let commit = receipt.reference
        let offers = isRevert ? [] : [revert(of: commit)]
        guard !request["application"].isEmpty, let argocd = reach.argocd else {
            return Outcome(.done, "\(receipt.sentence) No application is named, so it is not followed further.", offers: offers)
        }
        let target = ArgoTarget(request["application"])
        // Asking to compare changes nothing; without it ArgoCD looks at git every three minutes.
        _ = try? await argocd.refresh(target)
        let cluster = request["namespace"].isEmpty ? nil : reach.clusters[request["context"]]
        if let ended = try await sync(argocd, target, commit, cluster, reach, progress) {
            return Outcome(ended.kind, ended.sentence, offers: offers)
        }
        guard let cluster else {
            return Outcome(
                .done, "\(commit.short) is synced. No context and namespace are named, so its pods are not followed.", offers: offers)
        }
        let watch = RolloutWatch(cluster: cluster, namespace: request["namespace"], name: object, container: container, image: image)
        let end = try await watch.follow(reach, progress, within: .seconds(900))
        guard end == .done else { return watch.outcome(end, offers: offers) }
        if let other = try await otherDigest(reach, progress) { return Outcome(.failed, other, offers: offers) }
        return try await health(reach, progress, offers)
    }

    private func revert(of commit: String) -> Outcome.Offer {
        let places = ["name", "repository", "path", "branch", "object", "container", "application", "context", "namespace"]
        var parameters = request.parameters.filter { places.contains($0.key) }
        parameters["reverts"] = commit
        return Outcome.Offer("Revert commit \(commit.short)", OperationRequest(kind: Self.kind, parameters: parameters))
    }

    /// Waits until ArgoCD has synced the commit, or a later one of the same branch, or the cluster has its image: ArgoCD calls a sync
    /// running until all is healthy, where it has waves. Returns how it ended where it did not.
    private func sync(
        _ argocd: ArgoClient, _ target: ArgoTarget, _ commit: String, _ cluster: KubernetesClient?, _ reach: Reach, _ progress: Progress
    ) async throws -> Outcome? {
        let end = try await reach.poll(progress, every: .seconds(2), within: .seconds(600)) { () -> Outcome?? in
            let state = try await argocd.state(of: target)
            if state.application.history.contains(where: { $0.revision == commit }) { return .some(nil) }
            guard state.application.revision == commit else {
                await progress.step("ArgoCD has not seen \(commit.short) yet (it is at \(state.application.revision.short)).")
                return nil
            }
            let hasTaken = try await takes(cluster)
            if state.operation.isFinished, state.operation.phase != "Succeeded", state.operation.syncedRevision == commit {
                let failed = state.operation.results.filter(\.hasFailed).map { "\($0.kind) \($0.name): \($0.message)" }
                let why = failed.isEmpty ? state.operation.message : failed.prefix(3).joined(separator: "; ")
                // A sync of several objects may fail at another one.
                if hasTaken {
                    await progress.step("ArgoCD could not sync all of \(commit.short), but \(object) has the image: \(why)")
                    return .some(nil)
                }
                return Outcome(.failed, "ArgoCD could not sync \(commit.short): \(why)")
            }
            if !state.automation.isOn, state.application.sync == "OutOfSync" {
                return Outcome(.done, "\(target.name) is OutOfSync with \(commit.short): sync it by hand.")
            }
            if hasTaken { return .some(nil) }
            await progress.step("ArgoCD syncs \(commit.short).")
            return nil
        }
        return end ?? Outcome(.unknown, "ArgoCD has not synced \(commit.short) within 10 min.")
    }

    /// Whether the deployment in the cluster has the image.
    private func takes(_ cluster: KubernetesClient?) async throws -> Bool {
        guard let cluster else { return false }
        do {
            let deployment = try await cluster.deployment(namespace: request["namespace"], name: object)
            return deployment.images.contains { $0.container == container && $0.image == image }
        } catch is ServiceError {
            // ArgoCD is the one that is asked; the cluster only knows it sooner.
            return false
        }
    }

    /// What is wrong with what the pods run, by digest: a node that has the tag already does not pull it again.
    private func otherDigest(_ reach: Reach, _ progress: Progress) async throws -> String? {
        let expected = [request["digest"]].filter { !$0.isEmpty } + request["platforms"].split(separator: " ").map(String.init)
        guard !expected.isEmpty, let reference = try? ImageReference(image) else { return nil }
        let place = try await reach.poll(progress, within: .seconds(30)) { () -> RunningImages.Place?? in
            let pods = try await RunningImages(reach).pods(context: request["context"], namespace: request["namespace"], name: reference.name)
            let own = pods.filter { $0.container == container && $0.words.hasSuffix("/" + object) }
            return own.isEmpty ? nil : .some(own.first { !expected.contains($0.digest) })
        }
        guard let place = place ?? nil else { return nil }
        return
            "\(object) is rolled out, but \(place.pod) runs \(place.digest.shortDigest), not \(expected[0].shortDigest): its node had the tag already and did not pull it again. "
            + "Deploy it by its digest: \(reference.name):\(reference.tag ?? "latest")@\(expected[0])"
    }

    /// Asks the model server until it calls itself well.
    private func health(_ reach: Reach, _ progress: Progress, _ offers: [Outcome.Offer]) async throws -> Outcome {
        let serves = "\(object) is rolled out: every pod is new and serves"
        guard let server = reach.modelServers[request["name"]] else { return Outcome(.done, serves + ".", offers: offers) }
        let place = server.link.configuration.base + "/health"
        await progress.step("Every pod is new and serves; asking \(place).")
        let last = LastWords()
        let health = try await reach.poll(progress, every: .seconds(2), within: .seconds(60)) { () -> ModelHealth? in
            do {
                let health = try await server.health()
                if health.isWell { return health }
                await last.note("\(health.status) \(health.words)")
            } catch let error as ServiceError {
                await last.note("\(error)")
            }
            await progress.step("\(place): \(await last.words)")
            return nil
        }
        guard let health else {
            return Outcome(.failed, "\(serves), but \(place) is not well after 60 s: \(await last.words)", offers: offers)
        }
        return Outcome(.done, "\(serves), and \(place) answers \(health.status) \(health.words).", offers: offers)
    }

    /// What a model server said last.
    private actor LastWords {
        private(set) var words = "no answer"
        func note(_ words: String) { self.words = words }
    }
}
