import JSON

/// A container of a pod: what it was given and what became of it.
struct ContainerFacts: Sendable {
    var name = "", image = "", imageID = "", initial = false
    var limits: [(String, String)] = [], requests: [(String, String)] = []
    var probes: [ProbeFacts] = []
    var command: [String] = []
    /// Ports of the node that it takes: `5060/UDP`.
    var hostPorts: [String] = []
    /// Ports with their names, variables of the environment with a value and their place, what it may not.
    var ports: [(String, Int)] = [], settings: [(name: String, value: String, index: Int)] = [], security: [String] = []
    /// Keys of config maps and secrets that the environment takes values from: `secret db-login key password`.
    var references: [String] = []
    var restarts = 0, ready = false
    var waiting: (reason: String, message: String)?
    var runningSince: String?
    /// How the present run ended, and the one before.
    var now: EndFacts?, last: EndFacts?
    /// Where spec and status stand in the object.
    var path: [String] = [], statusPath: [String] = []

    /// How a run of a container ended.
    struct EndFacts: Sendable {
        var exitCode = 0, signal = 0, reason = "", message = "", started = "", finished = ""

        init?(_ json: Element) {
            guard json.exists, !json.isNull else { return nil }
            exitCode = json["exitCode"].int ?? 0
            signal = json["signal"].int ?? 0
            reason = json["reason"].string ?? ""
            message = json["message"].string ?? ""
            started = json["startedAt"].string ?? ""
            finished = json["finishedAt"].string ?? ""
        }
    }

    /// A probe with its patience.
    struct ProbeFacts: Sendable {
        var kind = "", target = "", delay = 0, period = 10, timeout = 1, failures = 3
        /// The port as a number, where it is one or its name stands among the container's ports; `http`, `tcp`, `grpc`, `exec`.
        var port: Int?, kindOfCheck = ""
        /// Seconds from the start after which the kubelet gives up on a container that never answers.
        var patience: Int { delay + period * failures }

        init?(_ kind: String, _ json: Element, ports: [(String, Int)]) {
            guard json.exists, !json.isNull else { return nil }
            kindOfCheck = ["httpGet", "tcpSocket", "grpc"].first { json[$0].exists } ?? "exec"
            let given = json[kindOfCheck]["port"]
            port = given.int ?? given.string.flatMap { name in Int(name) ?? ports.first { $0.0 == name }?.1 }
            self.kind = kind
            delay = json["initialDelaySeconds"].int ?? 0
            period = json["periodSeconds"].int ?? 10
            timeout = json["timeoutSeconds"].int ?? 1
            failures = json["failureThreshold"].int ?? 3
            if json["httpGet"].exists {
                let port = json["httpGet"]["port"]
                target = "http GET \(json["httpGet"]["path"].string ?? "/") port \(port.string ?? port.int.map(String.init) ?? "?")"
            } else if json["tcpSocket"].exists {
                let port = json["tcpSocket"]["port"]
                target = "tcp port \(port.string ?? port.int.map(String.init) ?? "?")"
            } else if json["grpc"].exists {
                let service = json["grpc"]["service"].string.map { $0.isEmpty ? "" : " service \($0)" } ?? ""
                target = "grpc port \(json["grpc"]["port"].int ?? 0)\(service)"
            } else {
                target = "exec \(json["exec"]["command"].array.compactMap(\.string).joined(separator: " "))"
            }
        }
    }

    init(_ spec: Element, status: Element?, initial: Bool, path: [String], statusPath: [String]) {
        name = spec["name"].string ?? ""
        image = spec["image"].string ?? ""
        self.initial = initial
        (self.path, self.statusPath) = (path, statusPath)
        func amounts(_ json: Element) -> [(String, String)] {
            json.members.map { ($0.name, $0.value.string ?? $0.value.int.map(String.init) ?? "") }
        }
        limits = amounts(spec["resources"]["limits"])
        requests = amounts(spec["resources"]["requests"])
        ports = spec["ports"].array.compactMap { port in port["containerPort"].int.map { (port["name"].string ?? "", $0) } }
        hostPorts = spec["ports"].array.compactMap { port in
            port["hostPort"].int.map { "\($0)/\(port["protocol"].string ?? "TCP")" }
        }
        let ports = ports
        probes = ["liveness", "readiness", "startup"].compactMap { ProbeFacts($0, spec["\($0)Probe"], ports: ports) }
        for (index, variable) in spec["env"].array.enumerated() {
            guard let name = variable["name"].string, let value = variable["value"].string else { continue }
            settings.append((name, value, index))
        }
        if spec["securityContext"]["readOnlyRootFilesystem"].bool == true { security.append("readOnlyRootFilesystem") }
        if let user = spec["securityContext"]["runAsUser"].int { security.append("runAsUser \(user)") }
        if spec["securityContext"]["runAsNonRoot"].bool == true { security.append("runAsNonRoot") }
        command = (spec["command"].array + spec["args"].array).compactMap(\.string)
        for variable in spec["env"].array {
            let source = variable["valueFrom"]
            if let key = source["secretKeyRef"]["key"].string {
                references.append("secret \(source["secretKeyRef"]["name"].string ?? "") key \(key)")
            }
            if let key = source["configMapKeyRef"]["key"].string {
                references.append("config map \(source["configMapKeyRef"]["name"].string ?? "") key \(key)")
            }
        }
        for source in spec["envFrom"].array {
            if let name = source["secretRef"]["name"].string { references.append("secret \(name)") }
            if let name = source["configMapRef"]["name"].string { references.append("config map \(name)") }
        }
        guard let status else { return }
        restarts = status["restartCount"].int ?? 0
        ready = status["ready"].bool ?? false
        imageID = status["imageID"].string ?? ""
        let state = status["state"]
        if state["waiting"].exists { waiting = (state["waiting"]["reason"].string ?? "", state["waiting"]["message"].string ?? "") }
        runningSince = state["running"]["startedAt"].string
        now = EndFacts(state["terminated"])
        last = EndFacts(status["lastState"]["terminated"])
    }

    /// The last end there is word of: the present run's, else the one before.
    var end: EndFacts? { now ?? last }

    func limit(_ resource: String) -> String? { limits.first { $0.0 == resource }?.1 }
    func request(_ resource: String) -> String? { requests.first { $0.0 == resource }?.1 }
}
