/// `GET /api/v1/stream/applications`: every application first, then each change. There are no bookmarks and there is no resuming.
///
/// As server-sent events the stream has heartbeats; as JSON lines it is silent while nothing happens.
struct ApplicationStream: StreamSource {
    let selection: ArgoSelection
    let isSSE: Bool
    /// Version up to which the client knows the applications; `nil` for one that knows nothing.
    var seen: Int?

    private var sent: [String: Int] = [:]
    private var queue: [[UInt8]] = []
    private var hasBegun = false
    private var revision: UInt64 = 0

    init(selection: ArgoSelection, isSSE: Bool, seen: Int?) {
        (self.selection, self.isSSE, self.seen) = (selection, isSSE, seen)
    }

    mutating func next(on stage: Stage) async throws -> [UInt8]? {
        while true {
            if !queue.isEmpty { return queue.removeFirst() }
            let wasQuiet = await look(at: stage)
            if !queue.isEmpty { continue }
            let before = revision
            revision = await stage.wait(for: .argo, after: before)
            try Task.checkCancellation()
            // A heartbeat is a comment. Argo CD sends one each 15 s; one each second also finds out who has left.
            if isSSE, wasQuiet, revision == before { return Array(":\n".utf8) }
        }
    }

    /// Queues what the client has not seen.
    /// - Returns: whether there was nothing.
    private mutating func look(at stage: Stage) async -> Bool {
        let (state, revision) = await stage.read { ($0.argo, $0.revision(of: .argo)) }
        self.revision = revision
        for application in state.applications.filter(selection.admits).sorted(by: { $0.name < $1.name }) {
            let known = sent[application.name]
            guard known != application.version else { continue }
            sent[application.name] = application.version
            // Events that are not newer than the client's version are left out, and nothing is replayed.
            if !hasBegun, let seen, application.version <= seen { continue }
            queue.append(event(known == nil && seen == nil ? "ADDED" : "MODIFIED", application))
        }
        hasBegun = true
        return queue.isEmpty
    }

    private func event(_ type: String, _ application: ArgoApplication) -> [UInt8] {
        let json: JSON = ["result": ["type": .string(type), "application": ArgoJSON.application(application)]]
        return isSSE ? Array("data: ".utf8) + json.bytes + Array(" \n\n".utf8) : json.bytes + [0x0A]
    }
}
