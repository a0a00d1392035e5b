/// Alertmanager 0.27, API v2.
/// <https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml>
struct AlertmanagerSite: Site {
    let name = SiteName.alertmanager

    func respond(to request: LabRequest, on stage: Stage) async -> LabResponse {
        switch (request.method, request.segments) {
        case ("GET", ["-", "ready"]), ("GET", ["-", "healthy"]): return .text("OK")
        case ("GET", ["api", "v2", "status"]): return .json(AlertmanagerDescription.status(await stage.read { $0.now }))
        case ("GET", ["api", "v2", "receivers"]): return .json([["name": .string(AlertmanagerDescription.receiver)]])
        case ("GET", ["api", "v2", "alerts"]): return await alerts(request, on: stage)
        case ("GET", ["api", "v2", "alerts", "groups"]): return await alerts(request, on: stage, areGrouped: true)
        case (_, let path) where path == ["api", "v2", "silences"] || (path.starts(with: ["api", "v2", "silence"]) && path.count == 4):
            return await AlertmanagerSilences(request: request).respond(on: stage)
        case (_, let path) where path.starts(with: ["api", "v1"]):
            return .json(
                [
                    "status": "deprecated",
                    "error":
                        "The Alertmanager v1 API was deprecated in version 0.16.0 and is removed as of version 0.27.0 - please use the equivalent route in the v2 API",
                ], status: 410)
        default:
            return .json(["code": 404, "message": .string("path \(request.rawPath) was not found")], status: 404)
        }
    }

    /// The API's own errors are bare JSON strings; what stands before it writes plain text.
    func refusal(status: Int, of request: LabRequest) -> LabResponse {
        if status == 503 {
            return .text("Limit of concurrent GET requests reached (8), try again later.\n", status: 503)
        }
        return status >= 500
            ? .json(.string(LabResponse.phrase(of: status)), status: status)
            : .text(LabResponse.phrase(of: status) + "\n", status: status)
    }

    private func alerts(_ request: LabRequest, on stage: Stage, areGrouped: Bool = false) async -> LabResponse {
        var matchers: [PromQL.Matcher] = []
        for text in request.values("filter") {
            guard let matcher = AlertmanagerMatcher.parse(text) else {
                return .json(.string("bad matcher format: \(text)"), status: 400)
            }
            matchers.append(matcher)
        }
        if let receiver = request.value("receiver") {
            guard let pattern = try? Regex("^(?:\(receiver))$") else {
                return .json(.string("failed to parse receiver param: \(receiver)"), status: 400)
            }
            if AlertmanagerDescription.receiver.wholeMatch(of: pattern) == nil { return .json([]) }
        }
        let chosen = await stage.read { AlertmanagerAlert.all(in: $0) }.filter { alert in
            let isShown = alert.silencedBy.isEmpty ? wants("active", request) : wants("silenced", request)
            return isShown && matchers.allSatisfy { $0.accepts(alert.labels[$0.label] ?? "") }
        }
        guard areGrouped else { return .json(.array(chosen.map(\.json))) }
        let groups = Dictionary(grouping: chosen, by: \.group).sorted { $0.key.ordered < $1.key.ordered }
        return .json(
            .array(
                groups.map { labels, members in
                    [
                        "labels": .map(labels), "receiver": ["name": .string(AlertmanagerDescription.receiver)],
                        "alerts": .array(members.map(\.json)),
                    ]
                }))
    }

    private func wants(_ kind: String, _ request: LabRequest) -> Bool { request.value(kind).map { $0 != "false" } ?? true }
}
