/// The Argo CD API server, v2.14: grpc-gateway over plain HTTP, as `--insecure` serves it.
/// <https://argo-cd.readthedocs.io/en/stable/developer-guide/api-docs/>
struct ArgoCDSite: Site {
    let name = SiteName.argocd

    /// The API token that the lab accepts, of an account that may read and sync.
    static let token = "lab-argocd-token"
    /// That of an account that may read only.
    static let readerToken = "lab-argocd-reader"

    func respond(to request: LabRequest, on stage: Stage) async -> LabResponse {
        let path = request.segments
        if request.method != "GET", request.header("content-type")?.hasPrefix("application/json") != true {
            return .text("Invalid content type\n", status: 415)
        }
        guard path.first == "api" else { return page(path) }
        switch (path.dropFirst().joined(separator: "/"), request.method) {
        case ("version", "GET"): return .json(ArgoJSON.serverVersion)
        case ("v1/session/userinfo", "GET"): return userInfo(request)
        default: break
        }
        if let refusal = authenticate(request) { return refusal.response }
        guard path.count >= 3, path[1] == "v1" else { return ArgoError.noRoute.response }
        switch (path[2], path.count) {
        case ("applications", 3): return await get(request) { await list(request, on: stage) }
        case ("applications", 4) where request.method != "GET", ("applications", 5) where ArgoWrites.actions.contains(path[4]):
            return await ArgoWrites(request: request, name: path[3], isReader: isReader(request)).respond(on: stage)
        case ("applications", 4): return await get(request) { await single(path[3], request, on: stage) }
        case ("applications", 5) where path[4] == "resource-tree":
            return await get(request) { await view(path[3], request, on: stage) { ArgoJSON.tree(of: $0, in: $1) } }
        case ("applications", 5) where path[4] == "managed-resources":
            return await get(request) { await view(path[3], request, on: stage) { ArgoJSON.managed(of: $0, in: $1) } }
        case ("stream", 4) where path[3] == "applications": return await get(request) { stream(request) }
        default: return ArgoError.noRoute.response
        }
    }

    func refusal(status: Int, of request: LabRequest) -> LabResponse {
        switch status {
        case 401: ArgoError.unauthenticated("invalid session: failed to verify the token").response
        case 403: ArgoError.denied.response
        default: ArgoError(status: status, code: status == 503 ? 14 : 13, message: LabResponse.phrase(of: status)).response
        }
    }

    /// The gateway knows a path, but not with this method.
    private func get(_ request: LabRequest, _ answer: () async -> LabResponse) async -> LabResponse {
        request.method == "GET" ? await answer() : ArgoError(status: 501, code: 12, message: "Method Not Allowed").response
    }

    private func isReader(_ request: LabRequest) -> Bool { token(of: request) == Self.readerToken }

    /// From the header, or from the cookie that browsers send.
    private func token(of request: LabRequest) -> String? {
        let cookie = (request.header("cookie") ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
            .first { $0.hasPrefix("argocd.token=") }?.dropFirst("argocd.token=".count)
        return request.bearerToken ?? cookie.map(String.init)
    }

    private func authenticate(_ request: LabRequest) -> ArgoError? {
        guard let token = token(of: request) else { return .unauthenticated("no session information") }
        return token == Self.token || token == Self.readerToken
            ? nil : .unauthenticated("invalid session: token is malformed: token contains an invalid number of segments")
    }

    /// A bad token is no error here: the answer says that nobody is logged in.
    private func userInfo(_ request: LabRequest) -> LabResponse {
        guard authenticate(request) == nil else { return .json(["loggedIn": false]) }
        return .json(["loggedIn": true, "username": .string(isReader(request) ? "reader" : ArgoWrites.account), "iss": "argocd", "groups": []])
    }

    private func list(_ request: LabRequest, on stage: Stage) async -> LabResponse {
        let (state, selected) = await stage.read { ($0.argo, ArgoSelection(request)) }
        let items = state.applications.filter(selected.admits).sorted { $0.name < $1.name }
        return .json([
            "metadata": ["resourceVersion": .string(String(state.version))],
            // Go writes a nil slice as null: an empty list is no list.
            "items": items.isEmpty ? .null : .array(items.map(ArgoJSON.application)),
        ])
    }

    private func single(_ name: String, _ request: LabRequest, on stage: Stage) async -> LabResponse {
        if request.value("refresh") != nil { await stage.perform { $0.apply(.argo(.refresh(name))) } }
        return await view(name, request, on: stage) { application, _ in ArgoJSON.application(application) }
    }

    private func view(
        _ name: String, _ request: LabRequest, on stage: Stage, _ draw: @Sendable (ArgoApplication, World) -> JSON
    ) async -> LabResponse {
        let selection = ArgoSelection(request)
        let found = await stage.read { world in
            world.argo[name].flatMap { selection.admits($0) ? draw($0, world) : nil }
        }
        if let found { return .json(found) }
        // Who does not name the project learns nothing, not even that the application does not exist.
        return (selection.projects.isEmpty ? ArgoError.denied : ArgoError.missing(name)).response
    }

    private func stream(_ request: LabRequest) -> LabResponse {
        let isSSE = (request.header("accept") ?? "").contains("text/event-stream")
        let stream = ApplicationStream(
            selection: ArgoSelection(request), isSSE: isSSE, seen: request.value("resourceVersion").flatMap(Int.init))
        var response = LabResponse.stream(stream, contentType: isSSE ? "text/event-stream" : "application/json")
        if isSSE { response.headers.append(LabResponse.Header(name: "X-Content-Type-Options", value: "nosniff")) }
        return response
    }

    private func page(_ path: [String]) -> LabResponse {
        if path == ["healthz"] { return .text("ok") }
        return .text(
            "<!doctype html><html><head><title>Argo CD</title></head><body></body></html>\n",
            contentType: "text/html; charset=utf-8")
    }
}

/// Which applications a request is about.
struct ArgoSelection: Sendable {
    var name: String?
    var projects: [String]
    var namespace: String?

    init(_ request: LabRequest) {
        name = request.value("name")
        projects = request.values("projects") + request.values("project")
        namespace = request.value("appNamespace")
    }

    func admits(_ application: ArgoApplication) -> Bool {
        (name == nil || name == application.name) && (projects.isEmpty || projects.contains("default"))
            && (namespace == nil || namespace == "argocd" || namespace == "")
    }
}

/// An error as the gateway writes it: the message twice, and the gRPC code.
struct ArgoError: Equatable {
    var status: Int
    var code: Int
    var message: String

    static let denied = ArgoError(status: 403, code: 7, message: "permission denied")
    static let noRoute = ArgoError(status: 404, code: 5, message: "Not Found")
    static func unauthenticated(_ why: String) -> ArgoError { ArgoError(status: 401, code: 16, message: why) }
    static func missing(_ name: String) -> ArgoError {
        ArgoError(status: 404, code: 5, message: "applications.argoproj.io \"\(name)\" not found")
    }

    var response: LabResponse {
        .json(["error": .string(message), "code": JSON(code), "message": .string(message)], status: status)
    }
}
