/// A watch: changes as they happen, one JSON object a line.
/// <https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes>
struct KubernetesWatch: StreamSource {
    private let route: KubernetesRoute
    private let cluster: ClusterName
    private let selector: KubernetesSelector
    private let table: KubernetesTable?
    private let wantsBookmarks: Bool
    private let sendsInitialEvents: Bool
    private let ends: ContinuousClock.Instant

    /// The newest version that the client knows; `nil` before the initial events.
    private var known: UInt64?
    private var lastBookmark = ContinuousClock.now
    private var hasSentRow = false
    private var isOver = false

    /// Between two bookmarks on a quiet stream.
    private static let bookmarkPeriod = Duration.seconds(60)

    /// The watch that a request asks for, or the refusal.
    static func open(_ request: LabRequest, route: KubernetesRoute, cluster: ClusterName) -> LabResponse {
        let initial = request.value("sendInitialEvents")
        let match = request.value("resourceVersionMatch")
        if initial == nil, match != nil {
            return invalid(
                "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided")
        }
        if initial != nil, match != "NotOlderThan" {
            return invalid("resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan")
        }
        let text = request.value("resourceVersion") ?? ""
        guard text.isEmpty || UInt64(text) != nil else {
            return KubernetesStatus.badRequest("Invalid value: \"\(text)\": strconv.ParseUint: parsing \"\(text)\": invalid syntax")
        }
        do {
            let selector = try KubernetesSelector(request, kind: route.kind)
            let watch = KubernetesWatch(
                request, route: route, cluster: cluster, selector: selector, from: UInt64(text) ?? 0,
                sendsInitialEvents: request.flag("sendInitialEvents"))
            let type = watch.table == nil ? "application/json" : "application/json;as=Table;g=meta.k8s.io;v=v1"
            return .stream(watch, contentType: type)
        } catch let refusal as KubernetesSelector.Refusal {
            return KubernetesStatus.badRequest(refusal.message)
        } catch {
            return KubernetesStatus.badRequest("\(error)")
        }
    }

    private init(
        _ request: LabRequest, route: KubernetesRoute, cluster: ClusterName, selector: KubernetesSelector, from version: UInt64,
        sendsInitialEvents: Bool
    ) {
        self.route = route
        self.cluster = cluster
        self.selector = selector
        self.sendsInitialEvents = sendsInitialEvents
        table = KubernetesTable(request, route: route)
        wantsBookmarks = request.flag("allowWatchBookmarks")
        // Without a wish the server takes between 30 and 60 minutes; the middle will do.
        let seconds = request.value("timeoutSeconds").flatMap(Int.init) ?? 2700
        ends = .now + .seconds(seconds)
        known = version == 0 || sendsInitialEvents ? nil : version
    }

    private static func invalid(_ message: String) -> LabResponse {
        KubernetesStatus.response(422, "Invalid", "ListOptions.meta.k8s.io \"\" is invalid: \(message)")
    }

    mutating func next(on stage: Stage) async throws -> [UInt8]? {
        if isOver { return nil }
        if let known { return await changes(after: known, on: stage) }
        return await initialEvents(on: stage)
    }

    private mutating func initialEvents(on stage: Stage) async -> [UInt8] {
        let cluster = cluster
        let kind = route.kind
        let (objects, version, now) = await stage.read { world in
            (world.clusters[cluster].objects(kind), world.clusters[cluster].version, world.now)
        }
        known = version
        var bytes: [UInt8] = []
        for object in objects where isWanted(object) { write("ADDED", object, at: now, to: &bytes) }
        if sendsInitialEvents, wantsBookmarks { writeBookmark(version, isEndOfInitial: true, to: &bytes) }
        return bytes.isEmpty ? [0x0a] : bytes
    }

    /// Waits for changes of this kind; a blank line after a second without any. JSON readers skip it, and a client that has
    /// left is found out.
    private mutating func changes(after version: UInt64, on stage: Stage) async -> [UInt8]? {
        let cluster = cluster
        let kind = route.kind
        let heartbeat = ContinuousClock.now + .seconds(1)
        var version = version
        while true {
            let revision = await stage.revision(of: .cluster(cluster))
            let start = version
            let news = await stage.read { world in
                let history = world.clusters[cluster].history
                return News(
                    events: history.events(after: start).map { $0.filter { $0.object.resource == kind } },
                    version: world.clusters[cluster].version, forgotten: history.forgotten, now: world.now)
            }
            guard let events = news.events else { return end(KubernetesStatus.expired(version, oldest: news.forgotten)) }
            if version > news.version { return end(tooLarge(version, current: news.version)) }
            known = news.version
            version = news.version
            var bytes: [UInt8] = []
            for event in events { write(event, at: news.now, to: &bytes) }
            let instant = ContinuousClock.now
            isOver = instant >= ends
            if wantsBookmarks, isOver || instant - lastBookmark >= Self.bookmarkPeriod {
                lastBookmark = instant
                writeBookmark(version, isEndOfInitial: false, to: &bytes)
            }
            if isOver { return bytes.isEmpty ? nil : bytes }
            if !bytes.isEmpty { return bytes }
            if instant >= heartbeat || Task.isCancelled { return [0x0a] }
            _ = await stage.wait(for: .cluster(cluster), after: revision, atMost: heartbeat - instant)
        }
    }

    /// What has happened since the last look.
    private struct News: Sendable {
        /// `nil` when some of it is forgotten.
        var events: [WatchEvent]?
        var version: UInt64
        var forgotten: UInt64
        var now: Moment
    }

    private mutating func end(_ status: JSON) -> [UInt8] {
        isOver = true
        return line("ERROR", status)
    }

    private func tooLarge(_ version: UInt64, current: UInt64) -> JSON {
        KubernetesStatus.object(
            code: 504, reason: "Timeout", message: "Too large resource version: \(version), current: \(current)")
    }

    private func isWanted(_ object: any ClusterObject) -> Bool {
        (route.namespace == nil || route.namespace == object.meta.namespace)
            && (route.name == nil || route.name == object.meta.name) && (selector.isEmpty || selector.matches(object))
    }

    /// A change as this watch sees it: what leaves the selection is deleted, what enters it is added.
    private mutating func write(_ event: WatchEvent, at now: Moment, to bytes: inout [UInt8]) {
        let isWanted = isWanted(event.object)
        let wasWanted = event.previous.map { self.isWanted($0) } ?? false
        switch (event.change, wasWanted, isWanted) {
        case (.deleted, true, _), (.modified, true, false): write("DELETED", event.object, at: now, to: &bytes)
        case (.added, _, true), (.modified, false, true): write("ADDED", event.object, at: now, to: &bytes)
        case (.modified, true, true): write("MODIFIED", event.object, at: now, to: &bytes)
        default: break
        }
    }

    private mutating func write(_ type: String, _ object: any ClusterObject, at now: Moment, to bytes: inout [UInt8]) {
        let body = table?.event(of: object, isFirst: !hasSentRow, now: now) ?? route.render(object)
        hasSentRow = true
        bytes += line(type, body)
    }

    private func writeBookmark(_ version: UInt64, isEndOfInitial: Bool, to bytes: inout [UInt8]) {
        let metadata: JSON = .compact([
            "resourceVersion": .string(String(version)), "creationTimestamp": .null,
            "annotations": isEndOfInitial ? ["k8s.io/initial-events-end": "true"] : nil,
        ])
        var object: JSON = [
            "kind": .string(route.kind.kind), "apiVersion": .string(route.apiVersion), "metadata": metadata,
        ]
        if route.kind == .pods {
            object = object.setting("spec", to: ["containers": .null]).setting("status", to: .object([]))
        }
        if table != nil {
            object = [
                "kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": ["resourceVersion": .string(String(version))],
                "columnDefinitions": .null, "rows": [["cells": [], "object": object]],
            ]
        }
        bytes += line("BOOKMARK", object)
    }

    private func line(_ type: String, _ object: JSON) -> [UInt8] {
        var bytes = Array("{\"type\":\"\(type)\",\"object\":".utf8)
        object.write(to: &bytes)
        bytes += "}\n".utf8
        return bytes
    }
}
