import Host
import Services

/// A cluster's objects, kept equal to what its API server says, and the view that is made of them.
///
/// Rows are kept sorted as they change: one pod among 5,000 costs a binary search, not a sort.
struct ClusterModel: Sendable {
    /// Most events kept: the newest.
    static let eventLimit = 2_000
    /// Samples kept for the sparklines.
    static let historyLimit = 60

    let context: String
    private(set) var rows: [PodRow] = []
    private var rowByID: [String: PodRow] = [:]
    private var membership = 0
    private var nodes: [String: Node] = [:] { didSet { sortedNodes = nil } }
    private var sortedNodes: [Node]?
    private var deployments: [String: Deployment] = [:] { didSet { sortedDeployments = nil } }
    private var sortedDeployments: [Deployment]?
    private var events: [String: ClusterEvent] = [:] { didSet { sortedEvents = nil } }
    private var sortedEvents: [ClusterEvent]?
    private var usageByPod: [String: Usage] = [:]
    private var cpuHistory: [Double] = [], memoryHistory: [Double] = []
    private(set) var watch: PodConditions
    /// What could not be listed, by kind.
    var gaps: [String: String] = [:]
    /// Kinds not heard of yet.
    var awaited: Set<String> = []

    init(context: String, thresholds: PodConditions.Thresholds = PodConditions.Thresholds()) {
        self.context = context
        watch = PodConditions(thresholds)
    }

    // MARK: Pods

    mutating func replacePods(_ pods: [Pod], now: Timestamp) {
        let new = pods.map(Self.row(of:))
        rowByID = Dictionary(new.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
        rows = rowByID.values.sorted(by: Self.precedes)
        membership += 1
        watch.replace(with: pods, now: now)
    }

    mutating func upsert(_ pod: Pod, now: Timestamp) {
        let row = Self.row(of: pod)
        if rowByID[row.id] == nil { membership += 1 }
        remove(row.id)
        rowByID[row.id] = row
        rows.insert(row, at: position(of: row))
        watch.upsert(pod, now: now)
    }

    mutating func deletePod(_ id: String) {
        remove(id)
        membership += 1
        watch.delete(id)
    }

    private mutating func remove(_ id: String) {
        guard let old = rowByID.removeValue(forKey: id) else { return }
        let index = position(of: old)
        if index < rows.count, rows[index].id == id { rows.remove(at: index) }
    }

    /// The first index whose row does not stand before `row`.
    private func position(of row: PodRow) -> Int {
        var low = 0, high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if Self.precedes(rows[middle], row) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Worst first, then by namespace, name and uid: a total order, so that a row can be found by searching.
    static func precedes(_ a: PodRow, _ b: PodRow) -> Bool {
        if a.severity != b.severity { return a.severity > b.severity }
        if a.pod.meta.namespace != b.pod.meta.namespace { return a.pod.meta.namespace < b.pod.meta.namespace }
        if a.pod.meta.name != b.pod.meta.name { return a.pod.meta.name < b.pod.meta.name }
        return a.id < b.id
    }

    // MARK: Everything else

    mutating func replaceNodes(_ items: [Node]) { nodes = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last }) }
    mutating func upsert(_ node: Node) { nodes[node.id] = node }
    mutating func deleteNode(_ id: String) { nodes[id] = nil }

    mutating func replaceDeployments(_ items: [Deployment]) {
        deployments = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
    }
    mutating func upsert(_ deployment: Deployment) { deployments[deployment.id] = deployment }
    mutating func deleteDeployment(_ id: String) { deployments[id] = nil }

    mutating func replaceEvents(_ items: [ClusterEvent]) {
        events = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
        trimEvents()
    }
    mutating func upsert(_ event: ClusterEvent) {
        events[event.id] = event
        trimEvents()
    }
    mutating func deleteEvent(_ id: String) { events[id] = nil }

    private mutating func trimEvents() {
        // A quarter over the limit before sorting, so that a steady stream of events does not sort for each.
        guard events.count > Self.eventLimit + Self.eventLimit / 4 else { return }
        let kept = events.values.sorted { ($0.last?.milliseconds ?? 0) > ($1.last?.milliseconds ?? 0) }.prefix(Self.eventLimit)
        events = Dictionary(kept.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// Use of nodes (for the bars) and pods (for the conditions), from metrics.k8s.io.
    mutating func measured(nodes use: [String: Usage], pods: [String: Usage], now: Timestamp) {
        usageByPod = pods
        watch.measured(pods, now: now)
        let allocatable = nodes.values.reduce(into: (cpu: 0.0, memory: 0.0)) { sum, node in
            sum.cpu += (Quantity.value(node.allocatable["cpu"]) ?? 0) * 1000
            sum.memory += Quantity.value(node.allocatable["memory"]) ?? 0
        }
        guard allocatable.cpu > 0, allocatable.memory > 0, !use.isEmpty else { return }
        cpuHistory.append(use.values.reduce(0) { $0 + $1.cpuMilli } / allocatable.cpu)
        memoryHistory.append(use.values.reduce(0) { $0 + $1.memoryBytes } / allocatable.memory)
        cpuHistory = cpuHistory.suffix(Self.historyLimit)
        memoryHistory = memoryHistory.suffix(Self.historyLimit)
    }

    /// The view as it stands now.
    mutating func view(now: Timestamp) -> ClusterView {
        let nodes = sortedNodes ?? nodes.values.sorted { $0.meta.name < $1.meta.name }
        let deployments =
            sortedDeployments ?? deployments.values.sorted { ($0.meta.namespace, $0.meta.name) < ($1.meta.namespace, $1.meta.name) }
        (sortedNodes, sortedDeployments) = (nodes, deployments)
        var view = ClusterView()
        view.context = context
        view.pods = rows
        view.nodes = nodes
        view.deployments = deployments
        view.events = newestEvents()
        view.membership = membership
        view.seenHere = watch.conditions()
        view.cpu = cpuHistory.last
        view.memory = memoryHistory.last
        view.cpuHistory = cpuHistory
        view.memoryHistory = memoryHistory
        view.gaps = gaps.values.sorted()
        view.awaited = awaited.sorted()
        return view
    }

    /// Events, newest first.
    private mutating func newestEvents() -> [ClusterEvent] {
        let sorted = sortedEvents ?? events.values.sorted { ($0.last?.milliseconds ?? 0, $1.id) > ($1.last?.milliseconds ?? 0, $0.id) }
        sortedEvents = sorted
        return sorted
    }

    private static func row(of pod: Pod) -> PodRow {
        let judged = PodJudgement(pod)
        return PodRow(
            pod: pod, status: judged.status, ready: judged.ready, total: judged.total, restarts: judged.restarts,
            severity: judged.severity, cause: judged.cause, since: judged.since)
    }
}
