@testable import Lab

/// What tests of the world look at.
extension World {
    /// The pods of the model servers' namespace.
    var modelPods: [Pod] { clusters.k3d.pods.items.filter { $0.meta.namespace == Platform.modelNamespace } }

    /// The newest pod of iris-classifier; `nil` while there is none.
    var iris: Pod? {
        modelPods.filter { $0.meta.labels["app"] == Platform.irisApplication && $0.meta.deleted == nil }
            .max { $0.meta.version < $1.meta.version }
    }

    /// The first container of that pod.
    var irisContainer: ContainerStatus? { iris?.containers.first }

    /// Reasons of the edge's events, with their counts.
    func reasons(about name: String) -> [String: Int] {
        let events = clusters.k3d.events.items.filter { $0.involved.name.hasPrefix(name) }
        return events.reduce(into: [:]) { $0[$1.reason, default: 0] += $1.count }
    }

    /// An alert's state; `nil` when it is inactive.
    func alert(_ name: String) -> Alert.State? { monitoring.active.first { $0.rule == name }?.state }

    /// Lets time pass second by second until a condition holds.
    /// - Returns: how long it took; `nil` when it did not happen within the limit.
    mutating func wait(upTo limit: Span, until condition: (World) -> Bool) -> Span? {
        let start = now
        while now - start <= limit {
            if condition(self) { return now - start }
            tick(to: now + .milliseconds(100))
        }
        return nil
    }

    /// Puts an image under iris-classifier, without a repository and Argo CD on the way.
    mutating func runIris(_ image: String) {
        pushIris(image)
        apply(.argo(.automate(Platform.irisApplication, nil)))
        apply(
            .cluster(
                .k3d,
                .setImage(
                    namespace: Platform.modelNamespace, deployment: Platform.irisApplication, container: "model-server",
                    image: image)))
    }

    /// Has the registry know an image's tag.
    mutating func pushIris(_ image: String) {
        guard registry.lacks(image), let tag = image.split(separator: ":").last.map(String.init) else { return }
        apply(.registry(.push(revision: SeededRandom.sha(tag), tag: tag)))
    }

    /// The instant value of an expression's only series; `nil` when there is none or more than one.
    func value(of query: String) throws -> Double? {
        var evaluator = PromQLEvaluator(store: MetricStore(self))
        switch try evaluator.evaluate(PromQLParser.parse(query), at: now) {
        case .scalar(let value): return value
        case .vector(let elements): return elements.count == 1 ? elements[0].value : nil
        case .text: return nil
        }
    }
}
