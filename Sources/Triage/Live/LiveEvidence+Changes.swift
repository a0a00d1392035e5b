import Host
import JSON
import Services

extension LiveEvidence {
    /// What changed of a workload: its replica sets, the runs that built their images, the application that deploys it, its commits.
    ///
    /// - Parameters:
    ///   - workload: the name of the deployment, stateful set or daemon set.
    func changes(of workload: String, _ context: String, _ namespace: String, _ reader: any ClusterReader, _ group: Collection) {
        group.add(.replicaSets, "replicasets.json") {
            let sets = try Self.revisions(of: workload, in: try await reader.replicaSetsBody(namespace: namespace))
            // A stateful or daemon set has none; Argo CD may still know.
            guard !sets.isEmpty else { return nil }
            let images = sets.suffix(2).map { Set(Self.images($0)) }
            for image in (images.last ?? []).subtracting(images.count > 1 ? images[0] : []).sorted().prefix(2) { build(of: image, group) }
            return (["kind": "ReplicaSetList", "items": .array(sets)] as Value).bytes
        }
        guard let deployments else { return }
        group.add(.application, "application.json") {
            let all = try await deployments.applications()
            guard let application = Self.owner(of: workload, namespace, context, among: all) else { return nil }
            deployed(by: application, group)
            return ServiceJSON.application(application).bytes
        }
    }

    /// The newest revisions of a deployment, oldest first, without what only the API server needs.
    private static func revisions(of workload: String, in body: [UInt8]) throws -> [Value] {
        let sets = try JSON.value(body)["items"].array.filter { set in
            set["metadata"]["ownerReferences"].array.contains { $0["name"].string == workload && $0["kind"].string == "Deployment" }
        }
        func revision(_ set: Value) -> Int { set["metadata"]["annotations"]["deployment.kubernetes.io/revision"].string.flatMap { Int($0) } ?? 0 }
        return sets.sorted { revision($0) < revision($1) }.suffix(4).map { set in
            var set = set, meta = set["metadata"], notes = meta["annotations"]
            meta = .object(meta.members.filter { !["managedFields", "resourceVersion", "generation"].contains($0.name) })
            notes = .object(notes.members.filter { $0.name != "kubectl.kubernetes.io/last-applied-configuration" })
            meta["annotations"] = notes
            set["metadata"] = meta
            return set
        }
    }

    private static func images(_ set: Value) -> [String] {
        let spec = set["spec"]["template"]["spec"]
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
