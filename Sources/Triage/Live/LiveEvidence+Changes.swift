import Host
import JSON
import Services

extension LiveEvidence {
    /// What changed of a workload: its revisions, the runs that built their images, the application that deploys it, its commits.
    ///
    /// Revisions of both kinds are asked for where it is not known what the workload is.
    func changes(of workload: Workload, _ context: String, _ namespace: String, _ reader: any ClusterReader, _ group: Collection) {
        if workload.kind == nil || workload.kind == "Deployment" {
            group.add(.replicaSets, "replicasets.json") {
                revisions(of: workload, in: try JSON.value(try await reader.replicaSetsBody(namespace: namespace)), "ReplicaSetList", group)
            }
        }
        if workload.kind == nil || workload.kind == "StatefulSet" || workload.kind == "DaemonSet" {
            group.add(.controllerRevisions, "controllerrevisions.json") {
                revisions(
                    of: workload, in: try JSON.value(try await reader.controllerRevisionsBody(namespace: namespace)), "ControllerRevisionList", group)
            }
        }
        guard let deployments else { return }
        group.add(.application, "application.json") {
            let all = try await deployments.applications()
            guard let application = Self.owner(of: workload.name, namespace, context, among: all) else { return nil }
            deployed(by: application, group)
            return ServiceJSON.application(application).bytes
        }
    }

    /// The newest revisions of a workload, oldest first, without what only the API server needs; `nil` where there are none. What built the
    /// newest one's image is asked for.
    private func revisions(of workload: Workload, in list: Value, _ listKind: String, _ group: Collection) -> [UInt8]? {
        func owner(_ item: Value) -> String? {
            item["metadata"]["ownerReferences"].array.first { $0["name"].string == workload.name }?["kind"].string
        }
        // A stateful and a daemon set may have the same name: the newest is meant.
        let newestFirst = list["items"].array.filter { owner($0).map(Workload.kinds.contains) ?? false }
            .sorted { ($0["metadata"]["creationTimestamp"].string ?? "") > ($1["metadata"]["creationTimestamp"].string ?? "") }
        guard let kind = workload.kind ?? newestFirst.first.flatMap(owner) else { return nil }
        let own = newestFirst.filter { owner($0) == kind }
        func number(_ item: Value) -> Int {
            item["revision"].int ?? item["metadata"]["annotations"]["deployment.kubernetes.io/revision"].string.flatMap { Int($0) } ?? 0
        }
        let newest = own.sorted { number($0) < number($1) }.suffix(4).map(Self.reduced)
        guard !newest.isEmpty else { return nil }
        let images = newest.suffix(2).map { Set(Self.images($0)) }
        for image in (images.last ?? []).subtracting(images.count > 1 ? images[0] : []).sorted().prefix(2) { build(of: image, group) }
        return (["kind": .string(listKind), "items": .array(newest)] as Value).bytes
    }

    private static func reduced(_ item: Value) -> Value {
        var item = item, meta = item["metadata"], notes = meta["annotations"]
        meta = .object(meta.members.filter { !["managedFields", "resourceVersion", "generation"].contains($0.name) })
        notes = .object(notes.members.filter { $0.name != "kubectl.kubernetes.io/last-applied-configuration" })
        if !notes.members.isEmpty { meta["annotations"] = notes }
        item["metadata"] = meta
        return item
    }

    private static func images(_ item: Value) -> [String] {
        let patch = item["data"], spec = (patch["spec"].isNull ? item : patch)["spec"]["template"]["spec"]
        return (spec["initContainers"].array + spec["containers"].array).compactMap { $0["image"].string }
    }

    /// The application that names the workload among its resources; of several that of the context's own cluster.
    private static func owner(of workload: String, _ namespace: String, _ context: String, among all: [Application]) -> Application? {
        let owning = all.filter { application in
            application.resources.contains { item in
                item.name == workload && (item.namespace == namespace || item.namespace.isEmpty)
                    && ["Deployment", "StatefulSet", "DaemonSet", "Rollout"].contains(item.kind)
            }
        }
        return owning.first { $0.cluster == context } ?? owning.first
    }

    /// The commits of its newest deployments.
    private func deployed(by application: Application, _ group: Collection) {
        let repository = GitAddress.repository(application.repository)
        var seen: Set<String> = []
        let revisions = application.history.reversed().map(\.revision).filter { !$0.isEmpty && seen.insert($0).inserted }.prefix(2)
        guard !revisions.isEmpty, !repository.isEmpty else { return }
        for revision in revisions {
            let name = "commits/\(revision.prefix(7)).json"
            guard let pipelines else {
                group.yield(Evidence(.commit, name: name, failure: "\(name): GitHub is not configured, so who made that commit is not known."))
                continue
            }
            group.add(.commit, name) {
                ServiceJSON.commit(try await pipelines.commit(revision, in: repository), of: repository).bytes
            }
        }
    }

    /// The run that built an image, by the commit that its tag names: of the repository that the image is named after, else of the others.
    private func build(of image: String, _ group: Collection) {
        guard let pipelines, let short = GitAddress.commit(ofImage: image) else { return }
        let bare = image.prefix { $0 != "@" }.split(separator: "/").dropFirst().map { part in part.prefix { $0 != ":" } }
        let named = bare.count >= 2 ? "\(bare[bare.startIndex])/\(bare[bare.startIndex + 1])" : ""
        let places = (sources.contains(named) ? [named] : []) + sources.filter { $0 != named }
        guard !places.isEmpty else { return }
        group.add(.builds, "builds/\(short.prefix(7)).json") {
            var failure: (any Error)?
            for repository in places.prefix(3) {
                do {
                    let commit = try await pipelines.commit(short, in: repository)
                    return ServiceJSON.runs(ofCommit: try await pipelines.runs(of: repository, commit: commit.sha)).bytes
                } catch ServiceError.notFound {
                    continue
                } catch ServiceError.refused(_, 422, _) {
                    continue  // "No commit found for SHA": the image is of another repository
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            return nil
        }
    }
}
