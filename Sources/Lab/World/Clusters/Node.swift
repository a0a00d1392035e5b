/// A node.
struct Node: ClusterObject, Equatable {
    var resource: ResourceKind { .nodes }
    var meta: ObjectMeta
    var address: String
    var milliCPU: Int
    /// Mebibytes.
    var memory: Int
    var isControlPlane: Bool
    var kubeletVersion: String
    var osImage: String
    var kernel: String
    var isReady = true
    var readyChanged: Moment
    var heartbeat: Moment
    /// The part of memory, in mebibytes, that nothing in a pod uses: the system and the agents.
    var systemMemory: Int
}
