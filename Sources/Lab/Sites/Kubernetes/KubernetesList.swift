import Foundation

/// Lists, with paging and selectors.
/// <https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks>
struct KubernetesList: Sendable {
    let route: KubernetesRoute
    let cluster: ClusterName
    let request: LabRequest

    /// The objects as they are now. Only taking them out happens inside the stage; choosing and writing do not.
    private struct Snapshot: Sendable {
        var objects: [any ClusterObject]
        var version: UInt64
        var forgotten: UInt64
        var now: Moment
    }

    func respond(on stage: Stage) async -> LabResponse {
        let cluster = cluster
        let kind = route.kind
        let snapshot = await stage.read { world in
            Snapshot(
                objects: world.clusters[cluster].objects(kind), version: world.clusters[cluster].version,
                forgotten: world.clusters[cluster].history.forgotten, now: world.now)
        }
        do {
            return try page(of: snapshot)
        } catch let refusal as KubernetesSelector.Refusal {
            return KubernetesStatus.badRequest(refusal.message)
        } catch {
            return KubernetesStatus.response(500, "InternalError", "Internal error occurred: \(error)")
        }
    }

    private func page(of snapshot: Snapshot) throws -> LabResponse {
        let selector = try KubernetesSelector(request, kind: route.kind)
        let token = request.value("continue").flatMap { $0.isEmpty ? nil : $0 }
        let asked = request.value("resourceVersion") ?? ""
        if token != nil, !asked.isEmpty, asked != "0" {
            return KubernetesStatus.badRequest("specifying resource version is not allowed when using continue")
        }
        if let version = UInt64(asked), version > snapshot.version { return tooLarge(version, current: snapshot.version) }
        if !asked.isEmpty, UInt64(asked) == nil {
            return KubernetesStatus.badRequest(
                "resourceVersion: Invalid value: \"\(asked)\": strconv.ParseUint: parsing \"\(asked)\": invalid syntax")
        }
        var start: ObjectKey?
        var version = snapshot.version
        if let token {
            guard let place = ContinueToken(token) else {
                return KubernetesStatus.badRequest("continue key is not valid: illegal base64 data")
            }
            if place.version > 0, place.version < snapshot.forgotten { return expired(place, snapshot) }
            start = place.after
            // Zero stands in tokens that were handed out with an "Expired": go on from what is there now.
            if place.version > 0 { version = place.version }
        }
        let limit = request.value("limit").flatMap(Int.init) ?? 0
        var chosen: [any ClusterObject] = []
        var remaining = 0
        for object in snapshot.objects {
            if let start, object.meta.key <= start { continue }
            if let namespace = route.namespace, object.meta.namespace != namespace { continue }
            guard selector.isEmpty || selector.matches(object) else { continue }
            if limit > 0, chosen.count == limit { remaining += 1 } else { chosen.append(object) }
        }
        let next = remaining > 0 ? chosen.last.map { ContinueToken(version: version, after: $0.meta.key).text } : nil
        if let table = KubernetesTable(request, route: route) {
            return .json(table.document(of: chosen, version: version, next: next, now: snapshot.now))
        }
        return plain(chosen, version: version, next: next, remaining: selector.isEmpty ? remaining : 0)
    }

    /// Written object by object: a tree of five thousand pods would weigh more than their text.
    private func plain(_ objects: [any ClusterObject], version: UInt64, next: String?, remaining: Int) -> LabResponse {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(objects.count * 5000 + 200)
        bytes += "{\"kind\":\"\(route.kind.kind)List\",\"apiVersion\":\"\(route.apiVersion)\",\"metadata\":".utf8
        JSON.compact([
            "resourceVersion": .string(String(version)), "continue": next.map { .string($0) },
            "remainingItemCount": remaining > 0 ? JSON(remaining) : nil,
        ]).write(to: &bytes)
        bytes += ",\"items\":[".utf8
        for (index, object) in objects.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            KubernetesObject.body(of: object, apiVersion: route.apiVersion).write(to: &bytes)
        }
        bytes += "]}\n".utf8
        return LabResponse(contentType: "application/json", body: .bytes(bytes))
    }

    private func tooLarge(_ version: UInt64, current: UInt64) -> LabResponse {
        KubernetesStatus.response(
            504, "Timeout", "Too large resource version: \(version), current: \(current)",
            details: [
                "causes": [["reason": "ResourceVersionTooLarge", "message": "Too large resource version"]], "retryAfterSeconds": 1,
            ])
    }

    private func expired(_ place: ContinueToken, _ snapshot: Snapshot) -> LabResponse {
        let fresh = ContinueToken(version: 0, after: place.after).text
        let message =
            "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list."
        return .json(KubernetesStatus.object(code: 410, reason: "Expired", message: message, next: fresh), status: 410)
    }
}

/// Where the next page begins: opaque to clients.
private struct ContinueToken {
    var version: UInt64
    var after: ObjectKey

    init(version: UInt64, after: ObjectKey) {
        self.version = version
        self.after = after
    }

    init?(_ text: String) {
        guard let data = Data(base64Encoded: text), let value = JSON(parsing: Array(data)), let version = value["rv"]?.int,
            let parts = value["start"]?.text?.split(separator: "/", omittingEmptySubsequences: false), parts.count == 2
        else { return nil }
        self.init(version: UInt64(max(version, 0)), after: ObjectKey(namespace: String(parts[0]), name: String(parts[1])))
    }

    var text: String {
        let value: JSON = [
            "v": "meta.k8s.io/v1", "rv": .integer(Int64(version)), "start": .string("\(after.namespace)/\(after.name)"),
        ]
        return Data(value.bytes).base64EncodedString()
    }
}
