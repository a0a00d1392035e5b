import Host
import JSON

extension Pod: Readable {
    /// Reads a pod. Only its metadata must be there: everything else may be absent while it is being made.
    /// - Throws: `JSONError.missing` for an object without metadata.
    public init(_ json: Element) throws {
        meta = ObjectMeta(try json.required("metadata"))
        let spec = json["spec"], status = json["status"]
        node = spec.text(at: "nodeName")
        phase = status.text(at: "phase")
        reason = status.text(at: "reason")
        message = status.text(at: "message")
        ip = status.text(at: "podIP")
        qosClass = status.text(at: "qosClass")
        started = status.moment(at: "startTime")
        conditions = status["conditions"].array.map { Condition($0) }
        gated = conditions.contains { $0.type == "PodScheduled" && $0.reason == "SchedulingGated" }
        // Statuses come in another order than the spec, or not at all.
        let initial = Pod.byName(status["initContainerStatuses"]), main = Pod.byName(status["containerStatuses"])
        for container in spec["initContainers"].array {
            let kind: Container.Kind = container["restartPolicy"].string == "Always" ? .sidecar : .initial
            containers.append(Container(spec: container, status: initial[container.text(at: "name")], kind: kind))
        }
        for container in spec["containers"].array {
            containers.append(Container(spec: container, status: main[container.text(at: "name")], kind: .main))
        }
    }

    private static func byName(_ statuses: Element) -> [String: (order: Int, status: Element)] {
        let named = statuses.array.enumerated().map { ($0.element.text(at: "name"), (order: $0.offset, status: $0.element)) }
        return Dictionary(named, uniquingKeysWith: { first, _ in first })
    }
}

extension Container {
    init(spec: Element, status: (order: Int, status: Element)?, kind: Kind) {
        self.kind = kind
        name = spec.text(at: "name")
        image = spec.text(at: "image")
        limits = spec["resources"]["limits"].textMap
        requests = spec["resources"]["requests"].textMap
        for (key, kind) in [("livenessProbe", "liveness"), ("readinessProbe", "readiness"), ("startupProbe", "startup")] {
            guard spec[key].kind == .object else { continue }
            var probe = Probe(kind: kind, words: Self.words(spec[key]))
            probe.failures = spec[key]["failureThreshold"].int ?? 3
            probes.append(probe)
        }
        guard let (order, status) = status else { return }
        statusOrder = order
        imageID = status.text(at: "imageID")
        ready = status["ready"].bool ?? false
        started = status["started"].bool ?? false
        restarts = status["restartCount"].int ?? 0
        // A state without any of its members is a waiting one, says the API.
        state = State(status["state"]) ?? .waiting(reason: "", message: "")
        lastState = State(status["lastState"])
    }

    /// `http /health :8080 every 10s after 5s, 3 failures`.
    private static func words(_ probe: Element) -> String {
        func port(_ json: Element) -> String { json.int.map(String.init) ?? json.string ?? "?" }
        var words: String
        let http = probe["httpGet"], tcp = probe["tcpSocket"], grpc = probe["grpc"], exec = probe["exec"]
        if http.exists {
            let path = http.text(at: "path")
            words = "\((http["scheme"].string ?? "http").lowercased()) \(path.isEmpty ? "/" : path) :\(port(http["port"]))"
        } else if tcp.exists {
            words = "tcp :\(port(tcp["port"]))"
        } else if grpc.exists {
            let service = grpc.text(at: "service")
            words = "grpc :\(port(grpc["port"]))\(service.isEmpty ? "" : " \(service)")"
        } else {
            words = "exec " + exec["command"].array.compactMap(\.string).joined(separator: " ")
        }
        words += " every \(probe["periodSeconds"].int ?? 10)s"
        if let delay = probe["initialDelaySeconds"].int, delay > 0 { words += " after \(delay)s" }
        words += ", timeout \(probe["timeoutSeconds"].int ?? 1)s, \(probe["failureThreshold"].int ?? 3) failures"
        return words
    }
}

extension Container.State {
    /// Reads a state; `nil` when none of its members is there.
    fileprivate init?(_ json: Element) {
        let waiting = json["waiting"], running = json["running"], terminated = json["terminated"]
        if terminated.exists, !terminated.isNull {
            var end = Container.Termination()
            end.exitCode = terminated["exitCode"].int ?? 0
            end.signal = terminated["signal"].int ?? 0
            end.reason = terminated.text(at: "reason")
            end.message = terminated.text(at: "message")
            end.started = terminated.moment(at: "startedAt")
            end.finished = terminated.moment(at: "finishedAt")
            self = .terminated(end)
        } else if running.exists, !running.isNull {
            self = .running(since: running.moment(at: "startedAt"))
        } else if waiting.exists, !waiting.isNull {
            self = .waiting(reason: waiting.text(at: "reason"), message: waiting.text(at: "message"))
        } else {
            return nil
        }
    }
}
