/// What a pod is asked to be. A class, because thousands of pods of a load share one.
final class PodSpec: Sendable, Equatable {
    let containers: [Container]
    let serviceAccount: String
    /// `Always`, or `OnFailure` for jobs.
    let restartPolicy: String

    init(containers: [Container], serviceAccount: String = "default", restartPolicy: String = "Always") {
        self.containers = containers
        self.serviceAccount = serviceAccount
        self.restartPolicy = restartPolicy
    }

    static func == (left: PodSpec, right: PodSpec) -> Bool {
        left.containers == right.containers && left.serviceAccount == right.serviceAccount
            && left.restartPolicy == right.restartPolicy
    }

    /// The same pod with another image in one of its containers.
    func setting(image: String, of container: String) -> PodSpec {
        let changed = containers.map { old in
            var new = old
            if new.name == container { new.image = image }
            return new
        }
        return PodSpec(containers: changed, serviceAccount: serviceAccount, restartPolicy: restartPolicy)
    }

    /// Kubernetes' quality of service class: Guaranteed, Burstable or BestEffort.
    var qosClass: String {
        if containers.allSatisfy({ $0.limits == nil && $0.requests == nil }) { return "BestEffort" }
        return containers.allSatisfy { $0.limits != nil && $0.requests == $0.limits } ? "Guaranteed" : "Burstable"
    }
}

/// One container of a pod's specification.
struct Container: Sendable, Equatable {
    var name: String
    var image: String
    var port: Int?
    var arguments: [String] = []
    var environment: [Variable] = []
    var limits: Resources?
    var requests: Resources?
    var liveness: Probe?
    var readiness: Probe?

    struct Variable: Sendable, Equatable {
        var name: String
        var value: String
    }

    /// Processor time and memory.
    struct Resources: Sendable, Equatable {
        /// Thousandths of a processor.
        var milliCPU: Int
        /// Mebibytes.
        var memory: Int
    }

    /// An HTTP probe.
    struct Probe: Sendable, Equatable {
        var path: String
        /// Seconds.
        var delay: Int
        /// Seconds.
        var period: Int
    }
}
