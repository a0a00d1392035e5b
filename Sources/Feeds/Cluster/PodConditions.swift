import Host
import Services

/// The platform's five pod alerts, derived from our own watch, for clusters that no Prometheus can see into.
///
/// The names, thresholds and holds are those of the platform's alert rules (docs/platform.md), so that what is seen here
/// can be joined with what Alertmanager says.
public struct PodConditions: Sendable {
    /// When what is seen counts. The defaults are those of the platform's rules.
    public struct Thresholds: Sendable, Equatable {
        /// How long a pod may be other than running.
        public var notRunningFor = Duration.seconds(120)
        /// More restarts than this within that time are frequent.
        public var restarts = 3, restartsWithin = Duration.seconds(900)
        /// Shares of the limit from which use is high, and for how long.
        public var cpuShare = 0.8, memoryShare = 0.9, usageFor = Duration.seconds(300)
        /// Namespaces looked at; empty for all.
        public var namespaces: Set<String> = []
        /// The platform's rules.
        public init() {}
    }

    /// One rule: its name, severity, and how long it must hold.
    private struct Rule {
        let name: String, severity: String
        let hold: Duration
    }
    private var notRunning: Rule { Rule(name: "ModelPodNotRunning", severity: "critical", hold: thresholds.notRunningFor) }
    private var restarting: Rule { Rule(name: "ModelPodFrequentRestarts", severity: "warning", hold: .seconds(300)) }
    private var outOfMemory: Rule { Rule(name: "ModelPodOOMKilled", severity: "critical", hold: .seconds(60)) }
    private var processor: Rule { Rule(name: "ModelHighCPUUsage", severity: "warning", hold: thresholds.usageFor) }
    private var memoryUse: Rule { Rule(name: "ModelHighMemoryUsage", severity: "warning", hold: thresholds.usageFor) }

    /// A rule that holds for a pod, or one of its containers.
    private struct Held {
        let rule: Rule, container: String, sentence: String
        /// Since when by the object's own times; `nil` when only watching tells.
        let since: Timestamp?
        var key: String { rule.name + "/" + container }
    }

    /// What is remembered of a pod beyond its newest state.
    private struct Memory {
        var pod: Pod
        /// Rules that hold.
        var held: [Held] = []
        /// When each rule began to hold, by rule name and container.
        var since: [String: Timestamp] = [:]
        /// Restart counts by container as they were seen, oldest first, within the window.
        var restarts: [String: [(at: Timestamp, count: Int)]] = [:]
    }
    private var pods: [String: Memory] = [:]
    /// What holds, worst first; kept in order as pods change, because it is asked for with every view.
    private var ordered: [SeenHere] = []
    private var usage: [String: Usage] = [:]
    private let thresholds: Thresholds

    init(_ thresholds: Thresholds) { self.thresholds = thresholds }

    mutating func replace(with list: [Pod], now: Timestamp) {
        let old = pods
        pods = [:]
        for pod in list where watches(pod) {
            pods[pod.id] = old[pod.id] ?? Memory(pod: pod)
            note(pod, now: now)
        }
        arrange()
    }

    mutating func upsert(_ pod: Pod, now: Timestamp) {
        guard watches(pod) else { return }
        withdraw(pod.id)
        note(pod, now: now)
        for condition in pods[pod.id].map(Self.conditions(of:)) ?? [] {
            ordered.insert(condition, at: place(of: condition))
        }
    }

    mutating func delete(_ id: String) {
        withdraw(id)
        pods[id] = nil
    }

    /// Takes a pod's conditions out of the order.
    private mutating func withdraw(_ id: String) {
        // Each is looked up where the order has it: going through all of them at every change would cost more than the rest.
        for condition in pods[id].map(Self.conditions(of:)) ?? [] {
            let index = place(of: condition)
            if ordered.indices.contains(index), ordered[index].uid == id { ordered.remove(at: index) }
        }
    }

    /// The first index whose condition does not stand before `condition`.
    private func place(of condition: SeenHere) -> Int {
        var low = 0, high = ordered.count
        while low < high {
            let middle = (low + high) / 2
            if Self.precedes(ordered[middle], condition) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func arrange() { ordered = pods.values.flatMap(Self.conditions(of:)).sorted(by: Self.precedes) }

    /// Newest use by `namespace/name`.
    mutating func measured(_ use: [String: Usage], now: Timestamp) {
        usage = use
        for memory in pods.values { note(memory.pod, now: now) }
        arrange()
    }

    private func watches(_ pod: Pod) -> Bool { thresholds.namespaces.isEmpty || thresholds.namespaces.contains(pod.meta.namespace) }

    private mutating func note(_ pod: Pod, now: Timestamp) {
        var memory = pods[pod.id] ?? Memory(pod: pod)
        memory.pod = pod
        for container in pod.containers {
            var seen = memory.restarts[container.name] ?? []
            // What happened before we looked: a restart count on a pod younger than the window counts whole.
            if seen.isEmpty, let created = pod.meta.created, now - created < thresholds.restartsWithin { seen.append((created, 0)) }
            seen.append((now, container.restarts))
            while seen.count > 1, now - seen[1].at >= thresholds.restartsWithin { seen.removeFirst() }
            // Only changes matter; a run of equal counts keeps its first and last.
            if seen.count > 2, seen[seen.count - 2].count == container.restarts, seen[seen.count - 3].count == container.restarts {
                seen.remove(at: seen.count - 2)
            }
            memory.restarts[container.name] = seen
        }
        var holding: [String: Timestamp] = [:]
        memory.held = judge(memory)
        for held in memory.held { holding[held.key] = memory.since[held.key] ?? held.since ?? now }
        memory.since = holding
        pods[pod.id] = memory
    }

    private func judge(_ memory: Memory) -> [Held] {
        let pod = memory.pod
        var held: [Held] = []
        if pod.phase != "Running", pod.phase != "Succeeded", pod.meta.deletion == nil {
            let pending = pod.conditions.first { $0.type == "PodScheduled" }?.since ?? pod.meta.created
            held.append(
                Held(
                    rule: notRunning, container: "", sentence: "phase is \(pod.phase.isEmpty ? "not known" : pod.phase)",
                    since: pending))
        }
        for container in pod.containers {
            if container.isOutOfMemory {
                let limit = container.limits["memory"].map { "its limit of \($0)" } ?? "the node's memory"
                let since = container.lastTermination?.finished
                held.append(
                    Held(
                        rule: outOfMemory, container: container.name, sentence: "\(container.name) was killed for going over \(limit)",
                        since: since))
            }
            let seen = memory.restarts[container.name] ?? []
            let increase = (seen.last?.count ?? 0) - (seen.first?.count ?? 0)
            if increase > thresholds.restarts {
                held.append(
                    Held(
                        rule: restarting, container: container.name,
                        sentence: "\(container.name) restarted \(increase) times in \(thresholds.restartsWithin.components.seconds / 60)m",
                        since: nil))
            }
        }
        guard let use = usage[pod.meta.namespace + "/" + pod.meta.name] else { return held }
        let main = pod.containers.filter { $0.kind != .initial }
        if let limit = Self.sum(main.map { $0.limits["cpu"] }), limit > 0, use.cpuMilli > limit * 1000 * thresholds.cpuShare {
            held.append(
                Held(rule: processor, container: "", sentence: "CPU at \(Int(use.cpuMilli / limit / 10))% of its limit", since: nil))
        }
        if let limit = Self.sum(main.map { $0.limits["memory"] }), limit > 0, use.memoryBytes > limit * thresholds.memoryShare {
            held.append(
                Held(
                    rule: memoryUse, container: "", sentence: "memory at \(Int(use.memoryBytes / limit * 100))% of its limit", since: nil)
            )
        }
        return held
    }

    /// Conditions that hold, worst first.
    func conditions() -> [SeenHere] { ordered }

    private static func conditions(of memory: Memory) -> [SeenHere] {
        memory.held.compactMap { held in
            // Every held rule has its beginning: both are written together.
            guard let since = memory.since[held.key] else { return nil }
            return SeenHere(
                alert: held.rule.name, severity: held.rule.severity, namespace: memory.pod.meta.namespace, pod: memory.pod.meta.name,
                uid: memory.pod.id, container: held.container, sentence: held.sentence, since: since, fires: since + held.rule.hold)
        }
    }

    private static func precedes(_ a: SeenHere, _ b: SeenHere) -> Bool {
        (a.severity, a.namespace, a.pod, a.alert, a.uid) == (b.severity, b.namespace, b.pod, b.alert, b.uid)
            ? a.container < b.container
            : (a.severity, a.namespace, a.pod, a.alert, a.uid) < (b.severity, b.namespace, b.pod, b.alert, b.uid)
    }

    /// The sum, when every container has a limit; without one there is nothing to compare with.
    private static func sum(_ quantities: [String?]) -> Double? {
        var total = 0.0
        for quantity in quantities {
            guard let value = Quantity.value(quantity) else { return nil }
            total += value
        }
        return quantities.isEmpty ? nil : total
    }
}
