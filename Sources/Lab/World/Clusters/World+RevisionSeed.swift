extension World {
    /// The revisions of a stateful or daemon set, the image before first. Returns the present one: its name, which pods of stateful sets
    /// carry as a label, and its hash, which those of daemon sets do.
    mutating func seedRevisions(_ blueprint: Blueprint, owner: ObjectMeta, in name: ClusterName) -> (name: String, hash: String) {
        var identity = SeededRandom("\(name.rawValue)/controllerrevisions/\(blueprint.namespace)/\(blueprint.name)")
        let images = [blueprint.imageBefore, blueprint.image].compactMap(\.self)
        var present = (name: "", hash: "")
        for (index, image) in images.enumerated() {
            let hash = identity.suffix(10), isPresent = index == images.count - 1
            var meta = ObjectMeta(
                name: "\(blueprint.name)-\(hash)", namespace: blueprint.namespace, uid: identity.uuid(),
                created: (now - (isPresent ? blueprint.age : .days(41))).wholeSecond,
                labels: blueprint.template.labels.merging(["controller-revision-hash": hash]) { $1 })
            meta.owner = .init(kind: blueprint.owner, name: owner.name, uid: owner.uid)
            clusters[name].save(ControllerRevision(meta: meta, template: blueprint.template(with: image), number: index + 1), at: now)
            present = (meta.name, hash)
        }
        return present
    }
}
