extension ClusterEvent.Subject {
    /// An object as events refer to it.
    init(_ object: some ClusterObject, container: String? = nil) {
        self.init(
            kind: object.resource, namespace: object.meta.namespace, name: object.meta.name, uid: object.meta.uid,
            version: object.meta.version, fieldPath: container.map { "spec.containers{\($0)}" })
    }
}

extension World {
    /// Writes an event down. The same thing happening to the same object again raises the count of the first.
    mutating func record(
        _ reason: String, _ message: String, on subject: ClusterEvent.Subject, in name: ClusterName, from component: String,
        host: String = "", warning: Bool = false
    ) {
        var identity = SeededRandom("\(subject.uid)/\(subject.fieldPath ?? "")/\(component)/\(reason)/\(message)")
        let moment = now.wholeSecond
        let eventName = "\(subject.name).\(identity.hex(16))"
        let namespace = subject.namespace.isEmpty ? "default" : subject.namespace
        if var known = clusters[name].events[ObjectKey(namespace: namespace, name: eventName)] {
            known.count += 1
            known.last = moment
            clusters[name].save(known, at: now)
        } else {
            let meta = ObjectMeta(name: eventName, namespace: namespace, uid: identity.uuid(), created: moment)
            let event = ClusterEvent(
                meta: meta, involved: subject, reason: reason, message: message, isWarning: warning, first: moment, last: moment,
                component: component, host: host)
            clusters[name].save(event, at: now)
        }
    }

    /// What a kubelet reports about a pod's container.
    mutating func recordKubelet(_ reason: String, _ message: String, on pod: Pod, in name: ClusterName, warning: Bool = false) {
        record(
            reason, message, on: .init(pod, container: pod.spec.containers.first?.name), in: name, from: "kubelet",
            host: pod.node, warning: warning)
    }
}
