/// The API server's way to say that something did not work: a `Status` object, also as the body of every error.
/// <https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/>
enum KubernetesStatus {
    static func object(code: Int, reason: String?, message: String, details: JSON? = nil, next: String? = nil) -> JSON {
        .compact([
            "kind": "Status", "apiVersion": "v1", "metadata": .compact(["continue": next.map { .string($0) }]),
            "status": "Failure", "message": .string(message), "reason": reason.map { .string($0) }, "details": details,
            "code": JSON(code),
        ])
    }

    static func response(_ code: Int, _ reason: String?, _ message: String, details: JSON? = nil) -> LabResponse {
        .json(object(code: code, reason: reason, message: message, details: details), status: code)
    }

    static var unauthorised: LabResponse { response(401, "Unauthorized", "Unauthorized") }

    static func badRequest(_ message: String) -> LabResponse { response(400, "BadRequest", message) }

    static func notFound(_ route: KubernetesRoute, name: String) -> LabResponse {
        let kind = route.kind.group.isEmpty ? route.kind.rawValue : "\(route.kind.rawValue).\(route.kind.group)"
        var details: JSON = ["name": .string(name), "kind": .string(route.kind.rawValue)]
        if !route.kind.group.isEmpty { details = details.setting("group", to: .string(route.kind.group)) }
        return response(404, "NotFound", "\(kind) \"\(name)\" not found", details: details)
    }

    static func methodNotAllowed() -> LabResponse {
        response(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", details: .object([]))
    }

    static func expired(_ version: UInt64, oldest: UInt64) -> JSON {
        object(code: 410, reason: "Expired", message: "too old resource version: \(version) (\(oldest))")
    }
}
